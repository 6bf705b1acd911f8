"""The page number that is printed on a page, where it is another than the viewer's: "hlm. 12 (tercetak iv)"."""

import re
from collections import Counter
from collections.abc import Sequence

from indexer.reading.printed.furniture import edge_lines
from indexer.reading.printed.sheet import Sheet

_ROMAN = "m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_NUMBER = rf"(?P<before>[IVXL]{{1,6}}\s?[-–.]\s?|[A-Z]\s?[-–]\s?)?(?P<number>\d{{1,4}}|(?=[ivxlc]){_ROMAN})"
_ALONE = re.compile(rf"\W*(?:(?:halaman|hal\.?|page)\s*)?{_NUMBER}\W*(?:(?:dari|/|of)\s*\d{{1,4}})?\W*", re.I)
_BESIDE = re.compile(
    rf"(?:.*[^\W\d].*[\s|]{_NUMBER}|{_NUMBER.replace('before', 'before2').replace('number', 'number2')}[\s|]+[^\W\d].*)"
)
_LABEL = re.compile(rf"{_NUMBER}", re.I)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_NEIGHBOURS = 2
_LEAST_AGREEING = 2


def printed_labels(sheets: Sequence[Sheet], given: Sequence[str] = ()) -> list[str]:
    """The label of each page, "" where it would say nothing new. `given` are the labels that the PDF itself has, if any.

    A number counts when it stands in the head or foot and goes on with those of the pages around it.
    """
    found = [_candidates(sheet) for sheet in sheets]
    labels = []
    for index, candidates in enumerate(found):
        around = [n for n in range(index - _NEIGHBOURS, index + _NEIGHBOURS + 1) if n != index and 0 <= n < len(found)]
        agreeing = Counter({key: sum((key[0], key[1] + n - index) in found[n] for n in around) for key in candidates})
        key, count = agreeing.most_common(1)[0] if agreeing else (None, 0)
        text = candidates[key] if key and count >= min(_LEAST_AGREEING, len(found) - 1) and count else _given(given, index)
        labels.append(f"hlm. {index + 1} (tercetak {text})" if text and text != str(index + 1) else "")
    return labels


def _given(labels: Sequence[str], index: int) -> str:
    text = labels[index].strip() if index < len(labels) else ""
    return text if _LABEL.fullmatch(text) else ""


def _candidates(sheet: Sheet) -> dict[tuple[str, int], str]:
    """The numbers in head and foot: (what stands before the number or the kind of number, its value) -> as printed."""
    found = {}
    for line in edge_lines(sheet.lines, sheet.height):
        if match := _ALONE.fullmatch(line.text):
            before, number = match["before"] or "", match["number"]
        elif match := _BESIDE.fullmatch(line.text):
            before, number = match["before"] or match["before2"] or "", match["number"] or match["number2"]
        else:
            continue
        before = re.sub(r"\s", "", before)
        kind = before or ("" if number.isdigit() else "roman")
        found[kind, _value(number)] = before + number
    return found


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    digits = [_VALUES[char] for char in number.casefold()]
    return sum(-digit if digit < max(digits[n:]) else digit for n, digit in enumerate(digits))
