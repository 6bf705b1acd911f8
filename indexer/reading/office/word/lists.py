"""The lists of a Word document (numbering.xml), counted as Word counts them."""

from lxml import etree

from indexer.reading.office.word.text import qn
from indexer.reading.page.numbering import Counter, Level


class Lists:
    """Counts the lists of one document. Lists of one definition go on from each other, unless one begins anew."""

    def __init__(self, root: etree._Element | None):
        abstract = [] if root is None else root.findall(qn("w:abstractNum"))
        self._levels = {item.get(qn("w:abstractNumId"), ""): _levels(item) for item in abstract}
        self._by_style = {
            (item.get(qn("w:abstractNumId"), ""), style.get(qn("w:val"), "")): _int(level.get(qn("w:ilvl")), 0)
            for item in abstract
            for level in item.findall(qn("w:lvl"))
            for style in level.findall(qn("w:pStyle"))
        }
        self._lists = {} if root is None else {item.get(qn("w:numId"), ""): item for item in root.findall(qn("w:num"))}
        self._counters: dict[str, Counter] = {}
        self._begun: set[tuple[str, int]] = set()

    def level(self, list_id: str, style_id: str) -> int:
        """The level at which a list has paragraphs of a style."""
        return self._by_style.get((self._definition(list_id), style_id), 0)

    def next(self, list_id: str, level: int) -> str:
        """What Word prints before the next paragraph of this list and level; "" where the list is not known."""
        item = self._lists.get(list_id)
        if item is None:
            return ""
        overrides = {_int(entry.get(qn("w:ilvl")), 0): entry for entry in item.findall(qn("w:lvlOverride"))}
        own = {at: _level(entry.find(qn("w:lvl"))) for at, entry in overrides.items() if entry.find(qn("w:lvl")) is not None}
        definition = f"{self._definition(list_id)}/{list_id if own else ''}"
        if definition not in self._counters:
            self._counters[definition] = Counter(self._levels.get(self._definition(list_id), {}) | own)
        start = None
        if level in overrides and (list_id, level) not in self._begun:
            override = overrides[level].find(qn("w:startOverride"))
            start = None if override is None else _int(override.get(qn("w:val")), 1)
        self._begun.add((list_id, level))
        return self._counters[definition].next(level, start)

    def _definition(self, list_id: str) -> str:
        item = self._lists.get(list_id)
        found = None if item is None else item.find(qn("w:abstractNumId"))
        return "" if found is None else found.get(qn("w:val"), "")


def _levels(definition: etree._Element) -> dict[int, Level]:
    return {_int(level.get(qn("w:ilvl")), 0): _level(level) for level in definition.findall(qn("w:lvl"))}


def _level(level: etree._Element) -> Level:
    def said(tag: str, default: str) -> str:
        found = level.find(qn(tag))
        return default if found is None else found.get(qn("w:val"), default)

    restarts = said("w:lvlRestart", "")
    return Level(
        format=said("w:numFmt", "decimal"),
        template=said("w:lvlText", ""),
        start=_int(said("w:start", "0"), 0),
        restarts=_int(restarts, 0) if restarts else None,
        legal=level.find(qn("w:isLgl")) is not None,
    )


def _int(value: str | None, default: int) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 7 else default
