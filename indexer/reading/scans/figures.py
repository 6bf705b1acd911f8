"""Figures that recognition got nearly right: mended by rule, and told whether they look as figures do.

Only where a column is of figures: elsewhere "SO" is a word and "l2" a name.
"""

import re
from collections.abc import Sequence
from itertools import dropwhile

_PERCENT = re.compile(r"(?<=[\dOo])(\s?)(?:[YVX][o0]|°\s?/\s?[o0°]|[oO]/[oO0]|%[o0])$")
_LETTERS = str.maketrans("OoQDlI|!SsBZz", "0000111155822")
_DIGIT = re.compile(r"\d")
_FRAME = re.compile(r"(?P<before>(?:\(|-|Rp\.?\s?)*)(?P<figure>[\dOoQDlI|!SsBZz][\dOoQDlI|!SsBZz.,\s]*?)(?P<after>\s?%?\)?\.?)")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,4})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d+(?:[.,]\d\d?)?|\d{1,3}[.,]\d{3,4}")
_ENUMERATORS = re.compile(r"(?:\d{1,3}[.)]\s+)+\d{1,3}[.)]")
_PARTS = re.compile(r"[.,\s]+")
_LEAST_DIGITS = 0.5
_MOST = 0.5
_FEWEST = 2
_NOTHING = re.compile(r"[-–—.\s_]*")
_TWO_DECIMALS = re.compile(r"\d{1,3}[.,]\d\d\s?%")
_MORE_DECIMALS = re.compile(r"(?P<figure>\d{1,3}[.,]\d\d)[\dYVXOo]{1,2}")
_LONE = re.compile(r"(?P<sign>[lI|O])(?P<after>[.)]?)")
_MEANT = {"l": "1", "I": "1", "|": "1", "O": "0"}


def mended_figure(text: str) -> str | None:
    """The text as the figure that it must be in a column of figures; None where it is none, however read."""
    with_percent = _PERCENT.sub(r"\1%", text.strip())
    framed = _FRAME.fullmatch(with_percent)
    if framed is None or _ENUMERATORS.fullmatch(with_percent):
        return None
    figure = framed["figure"].strip()
    signs = [char for char in figure if char.isalnum() or char in "|!"]
    if len(_DIGIT.findall(figure)) < _LEAST_DIGITS * len(signs):
        return None
    return framed["before"] + _grouped(figure.translate(_LETTERS)) + framed["after"]


def is_percent(text: str) -> bool:
    """Whether a text is a figure with the sign for percent, misread as it may be."""
    return mended_figure(text) is not None and bool(_PERCENT.search(text))


def looks_right(text: str) -> bool:
    """Whether a figure is written as figures are: thousands in threes, one sign between."""
    framed = _FRAME.fullmatch(text)
    return framed is not None and bool(_GROUPED.fullmatch(framed["figure"]))


def are_figures(texts: Sequence[str]) -> bool:
    """Whether most of the texts of a column are figures, well read or not."""
    said = [text for text in texts if not _NOTHING.fullmatch(text)]
    figures = [text for text in said if mended_figure(text) is not None]
    return len(figures) >= _FEWEST and len(figures) > _MOST * len(said)


def lone_figure(text: str) -> str | None:
    """The figure that a lone l, I, | or O must be in a column of figures; None where the text is something else."""
    lone = _LONE.fullmatch(text.strip())
    return _MEANT[lone["sign"]] + lone["after"] if lone else None


def are_figures_but_lone(texts: Sequence[str]) -> bool:
    """Whether a column is of figures, its texts from top to bottom: most of those below its head, apart from lone signs."""
    others = [text for text in texts if lone_figure(text) is None]
    return are_figures(list(dropwhile(lambda text: mended_figure(text) is None, others)))


def percents_put_right(texts: Sequence[str]) -> dict[int, str]:
    """The texts of a column, by index, that are put right: where all its percentages have two decimals, more of them are the sign."""
    percents = [text for text in texts if text.endswith("%")]
    if len(percents) < _FEWEST or not all(map(_TWO_DECIMALS.fullmatch, percents)):
        return {}
    found = {n: _MORE_DECIMALS.fullmatch(text) for n, text in enumerate(texts)}
    return {n: f"{more['figure']}%" for n, more in found.items() if more}


def with_percents(text: str) -> str:
    """The text with the sign that is read as "Yo" behind a digit: no word begins so."""
    return re.sub(r"(?<=\d)(?:[YV]o|°/[o0])\b", "%", text)


def digits(text: str) -> str:
    """The digits of a figure, by which two readings of it are compared."""
    return "".join(_DIGIT.findall(text))


def _grouped(figure: str) -> str:
    """The figure without blanks, its thousands parted by one sign, where its parts are the right length for that. Two figures beside
    each other stay two."""
    words = figure.split()
    two_figures = len(words) > 1 and all("." in word and _GROUPED.fullmatch(word) for word in words)
    if _GROUPED.fullmatch(figure) or two_figures:
        return figure
    close = "".join(words)
    has_signs = not close.isdigit()
    if has_signs and _GROUPED.fullmatch(close):
        return close
    *whole, last = _PARTS.split(figure)
    in_threes = len(whole) > 1 and 1 <= len(whole[0]) <= 3 and all(len(part) == 3 for part in whole[1:])
    if in_threes and has_signs and len(last) == 3:
        return ".".join([*whole, last])
    if in_threes and has_signs and len(last) == 2:
        return ".".join(whole) + "," + last
    return figure
