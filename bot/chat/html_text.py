"""Telegram's HTML as text: escaped, measured, and cut into messages. Pure: values in, text out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from os.path import commonprefix

LIMIT = 4096
"""Longest message, in UTF-16 units and counted without tags."""

_UNIT = re.compile(r"<(?P<closing>/?)(?P<tag>\w+(?: \w+)*)[^>]*>|&(?:#\w+|\w+);|.", re.DOTALL)
_BREAKS = (re.compile(r"\n{2,}"), re.compile(r"\n"), re.compile(r"[.!?;]\s"), re.compile(r"\s"))
"""Where a message may end, best first: after a paragraph, a line, a sentence, a word."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A visible character as it is written, perhaps as an entity, with the tags it stands in, outermost first; a tag with what it says besides its
    name ("blockquote expandable")."""

    written: str
    tags: tuple[str, ...]


def safe(text: str) -> str:
    """`text` as it can stand in HTML."""
    return escape(text, quote=False)


def visible(html: str) -> str:
    """What a reader sees of `html`."""
    return unescape(re.sub(r"</?\w+[^>]*>", "", html))


def width(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def split(html: str, limit: int = LIMIT) -> list[str]:
    """`html` in parts of at most `limit` UTF-16 units (tags not counted), each valid by itself.

    It is cut after a paragraph, else a line, else a sentence, else a word; tags open at a cut are closed and opened again.
    """
    units = _units(html)
    parts = []
    while units:
        count = _good_end(units[: _fitting(units, limit)], whole=len(units))
        parts.append(_joined(_trimmed(units[:count])))
        units = units[count:]
    return [part for part in parts if visible(part).strip()]


def _units(html: str) -> list[Unit]:
    units = []
    open_tags: tuple[str, ...] = ()
    for match in _UNIT.finditer(html):
        if not match["tag"]:
            units.append(Unit(match[0], open_tags))
        elif match["closing"]:
            open_tags = open_tags[:-1]
        else:
            open_tags = (*open_tags, match["tag"])
    return units


def _fitting(units: Sequence[Unit], limit: int) -> int:
    """How many units a message can hold."""
    room = limit
    for count, unit in enumerate(units):
        room -= width(unescape(unit.written))
        if room < 0:
            return count
    return len(units)


def _good_end(fitting: Sequence[Unit], whole: int) -> int:
    """How many of the units that fit the next part takes, where it is to end well; all, if they are the `whole` rest."""
    count = len(fitting)
    if count == whole:
        return count
    # An entity stands as one character here, so that positions in this text are positions among the units.
    text = "".join("x" if len(unit.written) > 1 else unit.written for unit in fitting)
    for pattern in _BREAKS:
        last = max((match.end() for match in pattern.finditer(text)), default=0)
        if last > count // 2:
            return last
    return count


def _trimmed(units: Sequence[Unit]) -> Sequence[Unit]:
    """Without space at its ends."""
    start, end = 0, len(units)
    while start < end and units[start].written.isspace():
        start += 1
    while end > start and units[end - 1].written.isspace():
        end -= 1
    return units[start:end]


def _joined(units: Sequence[Unit]) -> str:
    """The HTML of these units."""
    pieces = []
    open_tags: tuple[str, ...] = ()
    for unit in [*units, Unit("", ())]:  # the last one closes what is still open
        shared = len(commonprefix([open_tags, unit.tags]))
        pieces += [f"</{tag.split()[0]}>" for tag in reversed(open_tags[shared:])]
        pieces += [f"<{tag}>" for tag in unit.tags[shared:]]
        pieces.append(unit.written)
        open_tags = unit.tags
    return "".join(pieces)
