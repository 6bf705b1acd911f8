"""The page number that is printed on a page, where it is another than the viewer's: "hlm. 12 (tercetak iv)"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.language.roman import roman_value
from indexer.reading.printed.furniture import edge_lines
from indexer.reading.printed.sheet import Sheet

_ROMAN = "m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_NUMBER = rf"(?P<before>[IVXL]{{1,6}}\s?[-–.]\s?|[A-Z]\s?[-–]\s?)?(?P<number>\d{{1,4}}|(?=[ivxlc]){_ROMAN})"
_ALONE = re.compile(rf"\W*(?:(?:halaman|hal\.?|page)\s*)?{_NUMBER}\W*(?:(?:dari|/|of)\s*\d{{1,4}})?\W*", re.I)
_BESIDE = re.compile(
    rf"(?:.*[^\W\d].*[\s|]{_NUMBER}|{_NUMBER.replace('before', 'before2').replace('number', 'number2')}[\s|]+[^\W\d].*)"
)
_LABEL = re.compile(rf"{_NUMBER}", re.I)
_NEIGHBOURS = 2
_LEAST_AGREEING = 2


@dataclass(frozen=True, slots=True)
class _Counted:
    """A page number: its value, and how these pages are counted: what stands before the number, or "roman"."""

    way: str
    value: int

    def further(self, pages: int) -> "_Counted":
        """The number so many pages on."""
        return _Counted(self.way, self.value + pages)


def printed_labels(sheets: Sequence[Sheet], given: Sequence[str] = ()) -> list[str]:
    """The label of each page, "" where it would say nothing new. `given` are the labels that the PDF itself has, if any.

    A number counts when it stands in the head or foot and goes on with those of the pages around it.
    """
    found = [_candidates(sheet) for sheet in sheets]
    labels = []
    for index in range(len(found)):
        text = _confirmed(found, index) or _given(given, index)
        says_more = text not in ("", str(index + 1))
        labels.append(f"hlm. {index + 1} (tercetak {text})" if says_more else "")
    return labels


def _confirmed(found: Sequence[dict[_Counted, str]], index: int) -> str:
    """The number of the page with this index that most pages around it go on with; "" where too few do."""
    candidates = found[index]
    if not candidates:
        return ""
    agreeing = {number: _pages_that_agree(number, found, index) for number in candidates}
    best = max(agreeing, key=lambda number: agreeing[number])
    enough = max(1, min(_LEAST_AGREEING, len(found) - 1))
    return candidates[best] if agreeing[best] >= enough else ""


def _pages_that_agree(number: _Counted, found: Sequence[dict[_Counted, str]], index: int) -> int:
    """How many of the pages around this one have the number that follows from its number."""
    first = max(0, index - _NEIGHBOURS)
    last = min(len(found) - 1, index + _NEIGHBOURS)
    others = [n for n in range(first, last + 1) if n != index]
    return sum(number.further(n - index) in found[n] for n in others)


def _given(labels: Sequence[str], index: int) -> str:
    text = labels[index].strip() if index < len(labels) else ""
    return text if _LABEL.fullmatch(text) else ""


def _candidates(sheet: Sheet) -> dict[_Counted, str]:
    """The numbers in head and foot, each with how it is printed."""
    found = {}
    for line in edge_lines(sheet.lines, sheet.height):
        match = _ALONE.fullmatch(line.text) or _BESIDE.fullmatch(line.text)
        if match is None:
            continue
        groups = match.groupdict(default="")
        number = groups["number"] or groups["number2"]
        before = groups["before"] or groups.get("before2", "")
        before = re.sub(r"\s", "", before)
        found[_counted(before, number)] = before + number
    return found


def _counted(before: str, number: str) -> _Counted:
    if number.isdigit():
        return _Counted(before, int(number))
    return _Counted(before or "roman", roman_value(number))
