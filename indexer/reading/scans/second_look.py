"""The figures in the cells of a table: mended by rule, looked at again where they are in doubt, and still in doubt where two looks differ."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import mean

import cv2
import numpy as np

from indexer.reading.scans.cells import by_column, see_cells
from indexer.reading.scans.figures import (
    are_figures,
    are_figures_but_lone,
    digits,
    is_percent,
    lone_figure,
    looks_right,
    mended_figure,
    percents_put_right,
    with_percents,
)
from indexer.reading.scans.ocr import Box, Seen

_SURE = 0.85
_IN_DOUBT = 0.5
_FIGURES = "0123456789.,-%()"
_LARGER = 1.5
_ENUMERATOR = re.compile(r"\(?\d{1,3}[.,)]+")
_SPECK = 3
_BESIDE_LINE = 12.0
_NO_WORD, _DRAWN = 0.6, 0.35
_SCRAP, _MANY, _FEW = 2, 6, 3
_MOSTLY, _RATHER_SURE, _HARDLY = 0.7, 0.75, 0.2


@dataclass(frozen=True, slots=True)
class Settled:
    """The words of the cells, a figure as one word, and the figures that stay in doubt."""

    cells: list[list[Seen]]
    doubtful: tuple[str, ...]


def settled(cells: Sequence[list[Seen]], boxes: Sequence[Box], bare: np.ndarray) -> Settled:
    """The words `cells` that were seen in these boxes, put right. `bare` is the page without lines, as faint as it is: what the first
    look missed may be seen there."""
    kept = [_without_specks(words) for words in cells]
    doubtful = []
    for column in _columns_of_figures(kept, boxes):
        firsts = {index: _as_one(kept[index]) for index in column}
        in_doubt = [index for index in column if _is_in_doubt(firsts[index], kept[index])]
        seconds = dict(zip(column, seen_larger(bare, [boxes[index] for index in column]), strict=True)) if in_doubt else {}
        for index, first in firsts.items():
            kept[index] = [first]
        for index in in_doubt:
            second = seconds[index]
            figure = _settled(firsts[index], _as_one(second)) if second else _doubted(firsts[index])
            kept[index] = [figure]
            if figure.confidence <= _IN_DOUBT:
                doubtful.append(figure.text)
    for index, figure in (*_lone_figures(cells, kept, boxes), *_percents(kept, boxes)):
        kept[index] = [figure]
        doubtful.append(figure.text)
    return Settled([[_percent_put_right(word) for word in words] for words in kept], tuple(doubtful))


def _lone_figures(cells: Sequence[list[Seen]], kept: Sequence[list[Seen]], boxes: Sequence[Box]) -> Iterator[tuple[int, Seen]]:
    """The figures, in doubt, that are meant by lone signs in columns of figures, with the indices of their cells. `cells` are as they
    were seen, `kept` without specks."""
    for column in by_column(boxes, range(len(boxes))):
        if not are_figures_but_lone([_text(kept[index]) for index in column]):
            continue
        for index in column:
            sign = _lone_sign(cells[index], boxes[index])
            if sign is not None:
                yield index, _doubted(sign)


def _percents(kept: Sequence[list[Seen]], boxes: Sequence[Box]) -> Iterator[tuple[int, Seen]]:
    """The figures, in doubt, whose sign for percent was read as digits, with the indices of their cells."""
    for column in by_column(boxes, range(len(boxes))):
        put_right = percents_put_right([_text(kept[index]) for index in column])
        for n, text in put_right.items():
            yield column[n], _doubted(replace(_as_one(kept[column[n]]), text=text))


def _lone_sign(words: Sequence[Seen], box: Box) -> Seen | None:
    """The only word of a cell as the figure that a lone sign is; None where it is none, or the rest of a line at a side of the cell."""
    if len(words) != 1:
        return None
    figure = lone_figure(words[0].text)
    left, _, right, _ = words[0].box
    is_rest = words[0].text == "|" and min(left - box[0], box[2] - right) < _BESIDE_LINE
    return None if figure is None or is_rest else replace(words[0], text=figure)


def seen_larger(bare: np.ndarray, boxes: Sequence[Box]) -> list[list[Seen]]:
    """What figures stand in the boxes of a column, looked at otherwise than the first time: a look that sees the same would make the
    same error. All of its cells help to tell how high and wide the letters of the doubtful ones are."""
    larger = cv2.resize(bare, None, fx=_LARGER, fy=_LARGER, interpolation=cv2.INTER_CUBIC)
    scaled = [(left * _LARGER, top * _LARGER, right * _LARGER, bottom * _LARGER) for left, top, right, bottom in boxes]
    return see_cells(larger, scaled, only=_FIGURES)


def _without_specks(words: list[Seen]) -> list[Seen]:
    """The words of a cell; none where they are but rests of lines and arrows, or what recognition makes of a drawing."""
    if not words:
        return words
    sure = mean(word.confidence for word in words)
    letters = sum(len(word.text) for word in words)
    has_digit = any(char.isdigit() for word in words for char in word.text)
    is_speck = letters <= _SPECK and not has_digit and sure < _NO_WORD
    is_drawing = len(words) > 1 and sure < _DRAWN and not any(word.confidence >= _SURE for word in words)
    return [] if is_speck or is_drawing or _is_in_pieces(words, sure) else words


def _is_in_pieces(words: Sequence[Seen], sure: float) -> bool:
    """Whether the words of a cell are many unsure scraps, or hardly more than marks: what recognition makes of text set sideways."""
    letters = sum(char.isalnum() for word in words for char in word.text)
    signs = sum(len(word.text) for word in words)
    scraps = sum(len(word.text) <= _SCRAP for word in words)
    are_scraps = len(words) >= _MANY and scraps >= _MOSTLY * len(words) and sure < _RATHER_SURE
    return are_scraps or (len(words) >= _FEW and letters < _HARDLY * signs)


def _columns_of_figures(cells: Sequence[list[Seen]], boxes: Sequence[Box]) -> list[list[int]]:
    """The indices of the cells, column by column, that hold a figure and stand in a column of figures, or can be nothing but a
    percentage."""
    columns = []
    for column in by_column(boxes, range(len(boxes))):
        texts = {index: _text(cells[index]) for index in column}
        of_figures = are_figures(list(texts.values()))
        figures = [index for index in column if mended_figure(texts[index]) is not None and _is_one(cells[index])]
        wanted = [index for index in figures if of_figures or is_percent(texts[index])]
        if wanted:
            columns.append(wanted)
    return columns


def _is_one(words: Sequence[Seen]) -> bool:
    """Whether the words of a cell are one figure: on one line, or broken over lines and right together only."""
    lines = {word.line for word in words}
    return len(lines) == 1 or looks_right(mended_figure(_text(words)) or "")


def _is_in_doubt(first: Seen, words: Sequence[Seen]) -> bool:
    if _ENUMERATOR.fullmatch(first.text):
        return False
    return first.text != _text(words) or not looks_right(first.text) or first.confidence < _SURE


def _as_one(words: Sequence[Seen]) -> Seen:
    """The words of a cell as one figure, as sure as the least sure of them."""
    text = _text(words)
    sides = list(zip(*(word.box for word in words), strict=True))
    box = (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))
    return Seen(mended_figure(text) or text, min(word.confidence for word in words), box, words[0].line)


def _settled(first: Seen, second: Seen) -> Seen:
    """What two looks at a figure say: sure where they agree, else the likelier in doubt."""
    if digits(first.text) == digits(second.text):
        better = first if looks_right(first.text) or not looks_right(second.text) else second
        text = first.text if "%" in first.text else better.text
        confidence = max(first.confidence, second.confidence)
        return replace(first, text=text, confidence=confidence) if looks_right(text) else _doubted(replace(first, text=text))
    if looks_right(first.text) != looks_right(second.text):
        likelier = first if looks_right(first.text) else second
    else:
        likelier = max(first, second, key=lambda look: look.confidence)
    return _doubted(replace(first, text=likelier.text, confidence=likelier.confidence))


def _doubted(figure: Seen) -> Seen:
    return replace(figure, confidence=min(figure.confidence, _IN_DOUBT))


def _percent_put_right(word: Seen) -> Seen:
    text = with_percents(word.text)
    return word if text == word.text else replace(word, text=text, confidence=min(word.confidence, _IN_DOUBT))


def _text(words: Sequence[Seen]) -> str:
    return re.sub(r"\s+", " ", " ".join(word.text for word in words)).strip(" |")
