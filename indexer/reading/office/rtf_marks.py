"""What striprtf does not look at in RTF: struck-out and hidden text, raised marks, and what stands beside the body."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.reading.office.raised import LOWERED, RAISED, Piece, joined

_TOKEN = re.compile(r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'[0-9a-f]{2}|\\[^a-z]|[{}]|[\r\n]+|[^\\{}\r\n]+", re.I)
_SWITCHES = {"strike": "struck", "striked": "struck", "deleted": "struck", "v": "struck"}
_HEIGHTS = {"super": RAISED, "sub": LOWERED, "nosupersub": 0, "up": RAISED, "dn": LOWERED}
_UP, _DOWN, _BACK = "\x02", "\x03", "\x04"
"""Stand around raised and lowered text on its way through striprtf."""
_MARKED = re.compile(f"([{_UP}{_DOWN}])([^{_UP}{_DOWN}{_BACK}]*){_BACK}")
_DEEPEST = 500


@dataclass(frozen=True, slots=True)
class _Type:
    """How text looks in a group: `struck` (or hidden) it is not read."""

    struck: bool = False
    height: int = 0


def as_shown(source: str) -> str:
    """The source without what is struck out or hidden; raised and lowered text is marked for `unmarked`."""
    kept: list[str] = []
    groups = [_Type()]
    at = 0
    after_code = False
    while found := _TOKEN.match(source, at):
        token, word = found[0], (found[1] or "").casefold()
        at = found.end()
        if word == "bin":
            at += int(found[2] or 0)
            continue
        if token == "{":
            groups.append(groups[-1])
        elif token == "}" and len(groups) > 1:
            groups.pop()
        groups[-1] = _with_word(groups[-1], word, found[2])
        kept.append(_shown(token, word, groups[-1], after_code=after_code))
        after_code = word == "u"
    return "".join(kept)


def _with_word(look: _Type, word: str, parameter: str | None) -> _Type:
    """How text looks after a control word."""
    is_on = parameter != "0"
    if word == "plain":
        return _Type()
    if word in _SWITCHES:
        return replace(look, struck=is_on)
    if word in _HEIGHTS:
        return replace(look, height=_HEIGHTS[word] if is_on else 0)
    return look


def _shown(token: str, word: str, look: _Type, after_code: bool) -> str:
    """What stays of a token. The first character after a code (\\u8211) is a copy of it for older programs."""
    is_code = word == "u" or token.startswith("\\'")
    is_plain = token[0] not in "{}\\\r\n"
    if not is_code and not is_plain:
        return token
    if look.struck:
        return ""
    if is_code or not look.height:
        return token
    text = token[1:] if after_code else token
    copy = token.removesuffix(text)
    mark = _UP if look.height > 0 else _DOWN
    return f"{copy}{mark}{text}{_BACK}"


def unmarked(text: str) -> str:
    """The text with raised and lowered marks as they are to be read."""
    return "\n".join("|".join(map(_unmarked_cell, line.split("|"))) for line in text.split("\n"))


def _unmarked_cell(text: str) -> str:
    pieces: list[Piece] = []
    end = 0
    for found in _MARKED.finditer(text):
        pieces += [Piece(text[end : found.start()]), Piece(found[2], RAISED if found[1] == _UP else LOWERED)]
        end = found.end()
    return joined([*pieces, Piece(text[end:])])


def groups_of(source: str, *words: str) -> Iterator[str]:
    """What stands in the groups that begin with one of these control words, in order."""
    starts: list[int] = []
    wanted: list[tuple[int, int]] = []
    at = 0
    while found := _TOKEN.match(source, at):
        at = found.end()
        if found[0] == "{" and len(starts) < _DEEPEST:
            starts.append(at)
        elif found[0] == "}" and starts:
            starts.pop()
            if wanted and len(starts) < wanted[-1][0]:
                _, begin = wanted.pop()
                if not wanted:
                    yield source[begin : found.start()]
        elif found[1] == "bin":
            at += int(found[2] or 0)
        elif found[1] in words and starts:
            wanted.append((len(starts), at))
