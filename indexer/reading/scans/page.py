"""One scanned page -> its printed lines and tables, as a page with text has them, and what was seen where."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from statistics import mean, median

import numpy as np

from indexer.models import Word
from indexer.reading.page.cleaning import normalise
from indexer.reading.printed.sheet import PrintedLine, Sheet
from indexer.reading.printed.tables import ruled_table
from indexer.reading.scans.aligned import at_one_height, mend_columns, take_tables, untold
from indexer.reading.scans.beside_words import checked_by_words
from indexer.reading.scans.cells import see_cells
from indexer.reading.scans.columns import in_reading_order
from indexer.reading.scans.grid import Grid, find_grids, without_lines
from indexer.reading.scans.handwriting import mark_in_cells, mark_in_lines
from indexer.reading.scans.leaders import take_leaders, with_leaders
from indexer.reading.scans.mending import mended
from indexer.reading.scans.ocr import DPI, Box, Seen, quarter_turns, see
from indexer.reading.scans.picture import Picture, reads_across
from indexer.reading.scans.rows import Cell, parted
from indexer.reading.scans.second_look import settled
from indexer.reading.scans.summed import checked_by_sums, doubtful_by_sums

_POINT = DPI / 72
_LEAST_INK = 0.0003
_INK_OF_A_LINE = 0.001
"""The share of a page that a line of text blackens at least; less may be dust."""
_POOR = 0.6
_LEAST_LINE = 0.35
_NEAR = 12.0
_MARKS = re.compile(r"[^\w\s]+")
_PLAIN = re.compile(r"[A-Za-z0-9]{2,}")
_DESCENDS, _RISES = re.compile(r"[gjpqy]"), re.compile(r"[A-Z0-9bdfhklt]")
_FULL, _CAPITAL, _SMALL = 0.93, 0.72, 0.5


@dataclass(frozen=True, slots=True)
class Scan:
    """What was recognised on a page; its coordinates are points as if the picture had 300 dots an inch.

    `confidence` (0..1) is the mean over the letters, None where there are none. `words` are placed on the page as a viewer shows it.
    `unread` says that something stands on the page, and no word of it was recognised. `doubtful` are figures, as the sheet has them, that
    may be misread, `handwritten` counts the places that were filled in by hand.
    """

    sheet: Sheet
    confidence: float | None = None
    words: tuple[Word, ...] = ()
    unread: bool = False
    doubtful: tuple[str, ...] = ()
    handwritten: int = 0


def scan(gray: np.ndarray) -> Scan:
    """The text of a page's picture (height x width, uint8), whichever side is up."""
    picture = Picture.of(gray).cut_out().sized().evenly_lit().straightened()
    black = picture.contrasted()
    ink = (black.gray < 128).mean()
    if ink < _LEAST_INK:
        return Scan(Sheet((), picture.gray.shape[0] / _POINT, 0))
    found = _whichever_side_is_up(picture, black)
    return replace(found, unread=not found.words and ink >= _INK_OF_A_LINE)


def _whichever_side_is_up(picture: Picture, black: Picture) -> Scan:
    turns = 0 if reads_across(black.gray) else quarter_turns(black.gray)
    found = _recognised(_turned(picture, turns))
    if (found.confidence or 0.0) >= _POOR:
        return found
    told = turns or quarter_turns(black.gray)
    other = told - turns if told != turns else -turns
    if not other:
        return found
    again = _recognised(_turned(picture, (turns + other) % 4))
    return max(found, again, key=lambda found: found.confidence or 0.0)


def _turned(picture: Picture, turns: int) -> Picture:
    return picture.turned(turns).straightened() if turns else picture


def _recognised(picture: Picture) -> Scan:
    ruled = find_grids(picture.gray)
    grids = ruled.grids
    bare = without_lines(picture.contrasted().gray, ruled.lines)
    running = bare.copy()
    for grid in grids:
        left, top, right, bottom = (int(edge) for edge in grid.box)
        running[top:bottom, left:right] = 255
    leaders = take_leaders(running)
    mended_lines = mend_columns([line for line in _lines(see(running)) if _is_sure(line)])
    lines = mended_lines.lines
    boxes = [cell for grid in grids for cell in grid.cells]
    filled_in, in_cells = mark_in_lines(lines, running), mark_in_cells(see_cells(bare, boxes), boxes)
    faint = without_lines(picture.gray, ruled.lines)
    figures = settled(in_cells.lines, boxes, faint)
    lines, cells = filled_in.lines, figures.cells
    seen = [word for words in [*in_reading_order(lines), *cells] for word in words]
    taken = take_tables(lines)
    doubtful = [*figures.doubtful, *mended_lines.doubtful, *taken.doubtful, *filled_in.doubtful]
    ordered = in_reading_order(taken.outside)
    printed = _printed(ordered, leaders)
    for n in untold(ordered):
        printed[n] = replace(printed[n], undivided=True)
    for table, first in taken.tables:
        _insert(printed, [PrintedLine("", first.box[0] / _POINT, first.box[3] / _POINT, 0.0, False, table)])
        doubtful += doubtful_by_sums(table)
    remaining = iter(cells)
    for grid in grids:
        placed = _in_place(grid, list(islice(remaining, len(grid.cells))), faint)
        _insert(printed, placed.lines)
        doubtful += placed.doubtful
    said = checked_by_words(printed)
    sheet = Sheet(tuple(said.lines), picture.gray.shape[0] / _POINT, 0)
    return Scan(
        sheet,
        _confidence(seen),
        words=tuple(picture.word(word) for word in seen),
        doubtful=(*doubtful, *said.doubtful),
        handwritten=filled_in.count + in_cells.count,
    )


def _lines(seen: Sequence[Seen]) -> list[list[Seen]]:
    """The words line by line, specks left out."""
    lines = []
    for _, words in groupby(seen, key=lambda word: word.line):
        line = [word for word in words if not _is_speck(word)]
        if line:
            lines.append(line)
    return lines


def _is_speck(word: Seen) -> bool:
    """Rests of lines and dirt: marks alone, read with little confidence or standing for a line."""
    if not _MARKS.fullmatch(word.text):
        return False
    return word.confidence < _POOR or set(word.text) <= set("|_¦~")


def _is_sure(line: Sequence[Seen]) -> bool:
    return mean(word.confidence for word in line) >= _LEAST_LINE


def _confidence(seen: Sequence[Seen]) -> float | None:
    letters = sum(len(word.text) for word in seen)
    if not letters:
        return None
    sure = sum(word.confidence * len(word.text) for word in seen)
    return round(sure / letters, 3)


def _text(words: str) -> str:
    return " ".join(normalise(words).replace("|", "").split())


def _printed(lines: Sequence[Sequence[Seen]], leaders: Sequence[Box] = ()) -> list[PrintedLine]:
    printed = []
    texts = mended([_text(with_leaders(line, leaders)) for line in lines])
    for line, text in zip(lines, texts, strict=True):
        x, y = line[0].box[0], median(word.box[3] for word in line)
        printed.append(PrintedLine(text, x / _POINT, y / _POINT, round(_size(line) / _POINT, 1), False))
    return printed


def _size(line: Sequence[Seen]) -> float:
    """The size of its type in pixels, by how high its words are for the letters they have."""
    plain = [word for word in line if _PLAIN.fullmatch(word.text)]
    if not plain:
        return median((word.box[3] - word.box[1]) / _FULL for word in line)
    return median((word.box[3] - word.box[1]) / _share_of_size(word.text) for word in plain)


def _share_of_size(text: str) -> float:
    """How much of the size of its type the letters of a word take up in height."""
    rises, descends = _RISES.search(text), _DESCENDS.search(text)
    if rises and descends:
        return _FULL
    if rises or descends:
        return _CAPITAL
    return _SMALL


@dataclass(frozen=True, slots=True)
class _Placed:
    """What stands in a grid, and its figures that are in doubt because they don't add up."""

    lines: list[PrintedLine]
    doubtful: tuple[str, ...] = ()


def _in_place(grid: Grid, words: Sequence[Sequence[Seen]], faint: np.ndarray) -> _Placed:
    """The table in its place; the text of a mere frame as lines, that of rows which can't be told apart as lines that say so. `faint`
    is the page without lines."""
    cells = parted([Cell(box, list(inside)) for box, inside in zip(grid.level, words, strict=True)])
    if cells is None:
        return _Placed([replace(line, undivided=True) for line in _printed(_level_lines(words))])
    added = checked_by_sums(cells, faint)
    table = ruled_table([(cell.box, _joined(cell.words)) for cell in added.cells], near=_NEAR)
    if table is not None:
        left, top = grid.box[0] / _POINT, grid.box[1] / _POINT
        return _Placed([PrintedLine("", left, top, 0.0, False, table)], added.doubtful)
    lines: list[list[Seen]] = []
    for inside in words:
        lines += _lines(inside)
    return _Placed(_printed(lines))


def _level_lines(cells: Sequence[Sequence[Seen]]) -> list[list[Seen]]:
    """The words of cells in lines over the whole table."""
    lines = [line for cell in cells for line in _lines(cell)]
    return at_one_height(lines)


def _insert(printed: list[PrintedLine], lines: Sequence[PrintedLine]) -> None:
    """Put lines before the first that stands lower."""
    if not lines:
        return
    for n, line in enumerate(printed):
        if line.y > lines[0].y:
            printed[n:n] = lines
            return
    printed.extend(lines)


def _joined(words: Sequence[Seen]) -> str:
    return _text(" ".join(word.text for word in words))
