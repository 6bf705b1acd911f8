"""What was broken at the end of a line put together again: figures, codes and words. Real hyphens and real blanks stay."""

import re
from collections.abc import Iterable

_AMOUNT = re.compile(r"[(<>≤≥±~-]?(?:Rp\.?)?\d{1,3}(?:\.\d{3})+(?:,\d{1,4})?[-%)*]*|[(-]?(?:Rp\.?)?\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?[-%)*]*")
_SHORT_DECIMAL = re.compile(r"[(-]?\d{1,3}[.,]\d{1,2}[%)]*")
_CODE = re.compile(r"(?:[\dx]{1,4}|[A-Z]{1,5})(?:\.[\dx]{1,5}){2,}\.?", re.I)
_PARTED_CODE = re.compile(r"(?:[\dx]{1,4}|[A-Z]{1,5})\.(?:[\dx]{1,4}\.)+", re.I)
_BEGINS_FIGURE = re.compile(r"[.,]?\d")
_HYPHENED = re.compile(r"([^\W\d_]{2,})-$")
_SMALL_WORD = re.compile(r"[a-zà-ÿ]+")
_PREFIXES = frozenset("non pra pasca anti antar multi inter sub semi pro kontra ex eks se ke ber ter di".split())
_REDUPLICATED = 3


def join_lines(lines: Iterable[str]) -> str:
    """The lines of one cell or paragraph as one text."""
    text = ""
    for line in lines:
        text = join_two(text, line)
    return text


def join_two(above: str, below: str) -> str:
    """A text and its next line as one."""
    if not above or not below:
        return above or below
    if is_broken_figure(above, below):
        return above + below
    hyphened = _HYPHENED.search(above)
    if not hyphened:
        return f"{above} {below}"
    following = _SMALL_WORD.match(below)
    if following and is_divided(hyphened[1], following[0]):
        return above[:-1] + below
    return above + below


def is_broken_figure(above: str, below: str) -> bool:
    """Whether a figure or a code begins at the end of one line and goes on with the next: neither part is one for itself, both together
    are."""
    tail = above.rsplit(None, 1)[-1]
    head, *others = below.split(None, 1)
    if not _BEGINS_FIGURE.match(head) or not any(char.isdigit() for char in tail):
        return False
    whole = tail + head
    parts_are_whole = bool(_AMOUNT.fullmatch(tail)) and head[0].isdigit()
    if _AMOUNT.fullmatch(whole):
        return not parts_are_whole and _is_part(tail, head)
    if _PARTED_CODE.fullmatch(tail) and tail.endswith(".") and head[0].isdigit():
        return tail.count(".") > 1 and bool(_CODE.fullmatch(whole)) and not others
    if head[0] == "." and _CODE.fullmatch(whole):
        return not others
    ends_in_mark = tail[-1] in ",." and tail[:-1].isdigit()
    return ends_in_mark and bool(_SHORT_DECIMAL.fullmatch(whole)) and not others


def _is_part(tail: str, head: str) -> bool:
    """Whether two parts of an amount are none each: a mark stands where they were broken, or the groups of three digits are not whole."""
    if tail[-1] in ".," or head[0] in ".,":
        return True
    last_group = re.split(r"[.,]", tail)[-1]
    first_group = re.split(r"[.,]", head)[0]
    has_mark = "." in tail or "," in tail or "." in head or "," in head
    return has_mark and (len(last_group) < 3 or not first_group[:1].isdigit() or len(first_group) < 3)


def is_divided(before: str, after: str) -> bool:
    """Whether a hyphen between these parts only divides a word at the end of a line. It belongs to the word where that is doubled
    (undang-undang, perundang-undangan, sayur-mayur) or begins with a small part that wants it."""
    first = before.lower()
    second = after.lower()
    if first in _PREFIXES:
        return False
    stem = second[: max(_REDUPLICATED, min(len(first), len(second)) - 2)]
    is_doubled = len(second) >= _REDUPLICATED and (stem in first or first[:_REDUPLICATED] == second[:_REDUPLICATED])
    rhymes = len(first) == len(second) and first[1:] == second[1:]
    return not is_doubled and not rhymes
