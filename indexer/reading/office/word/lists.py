"""The lists of a Word document (numbering.xml), counted as Word counts them."""

from lxml import etree

from indexer.reading.office.word.text import qn
from indexer.reading.office.xml import whole_number
from indexer.reading.page.numbering import Counter, Level


class Lists:
    """Counts the lists of one document. Lists of one definition go on from each other, unless one begins anew."""

    def __init__(self, root: etree._Element | None):
        self._levels: dict[str, dict[int, Level]] = {}
        self._by_style: dict[tuple[str, str], int] = {}
        self._lists: dict[str, etree._Element] = {}
        if root is not None:
            for definition in root.findall(qn("w:abstractNum")):
                self._define(definition)
            self._lists = {item.get(qn("w:numId"), ""): item for item in root.findall(qn("w:num"))}
        self._counters: dict[str, Counter] = {}
        self._begun: set[tuple[str, int]] = set()

    def _define(self, definition: etree._Element) -> None:
        """Takes note of a definition's levels, and at which of them it has the paragraphs of a style."""
        key = definition.get(qn("w:abstractNumId"), "")
        self._levels[key] = _levels(definition)
        for level in definition.findall(qn("w:lvl")):
            for style in level.findall(qn("w:pStyle")):
                self._by_style[key, style.get(qn("w:val"), "")] = _index(level)

    def level(self, list_id: str, style_id: str) -> int:
        """The level at which a list has paragraphs of a style."""
        return self._by_style.get((self._definition(list_id), style_id), 0)

    def next(self, list_id: str, level: int) -> str:
        """What Word prints before the next paragraph of this list and level; "" where the list is not known."""
        item = self._lists.get(list_id)
        if item is None:
            return ""
        overrides = {_index(entry): entry for entry in item.findall(qn("w:lvlOverride"))}
        start = None
        if level in overrides and (list_id, level) not in self._begun:
            start = _start(overrides[level])
        self._begun.add((list_id, level))
        return self._counter(list_id, _own_levels(overrides)).next(level, start)

    def _counter(self, list_id: str, own_levels: dict[int, Level]) -> Counter:
        """The counter of a list: that of its definition, unless it has levels of its own."""
        definition = self._definition(list_id)
        key = f"{definition}/{list_id if own_levels else ''}"
        if key not in self._counters:
            self._counters[key] = Counter(self._levels.get(definition, {}) | own_levels)
        return self._counters[key]

    def _definition(self, list_id: str) -> str:
        item = self._lists.get(list_id)
        found = None if item is None else item.find(qn("w:abstractNumId"))
        return "" if found is None else found.get(qn("w:val"), "")


def _levels(definition: etree._Element) -> dict[int, Level]:
    return {_index(level): _level(level) for level in definition.findall(qn("w:lvl"))}


def _own_levels(overrides: dict[int, etree._Element]) -> dict[int, Level]:
    """The levels that a list has instead of its definition's."""
    levels = {}
    for index, override in overrides.items():
        level = override.find(qn("w:lvl"))
        if level is not None:
            levels[index] = _level(level)
    return levels


def _index(element: etree._Element) -> int:
    """Which level a w:lvl or w:lvlOverride is for, 0-based."""
    return whole_number(element.get(qn("w:ilvl")), 0)


def _start(override: etree._Element) -> int | None:
    """The number with which a list begins a level anew."""
    found = override.find(qn("w:startOverride"))
    return None if found is None else whole_number(found.get(qn("w:val")), 1)


def _level(level: etree._Element) -> Level:
    def said(tag: str, default: str) -> str:
        found = level.find(qn(tag))
        return default if found is None else found.get(qn("w:val"), default)

    restarts = said("w:lvlRestart", "")
    return Level(
        format=said("w:numFmt", "decimal"),
        template=said("w:lvlText", ""),
        start=whole_number(said("w:start", "0"), 0),
        restarts=whole_number(restarts, 0) if restarts else None,
        legal=level.find(qn("w:isLgl")) is not None,
    )
