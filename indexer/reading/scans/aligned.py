"""Tables without ruling on a scanned page: from the words of its lines, which recognition joins over the columns or parts at them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from indexer.models import Table
from indexer.reading.page.cleaning import normalise
from indexer.reading.scans.figures import are_figures_but_lone, lone_figure, looks_right, mended_figure
from indexer.reading.scans.ocr import Seen
from indexer.reading.tables.aligned.columns import Piece, PlacedLine, is_value, to_pieces
from indexer.reading.tables.aligned.finding import find_aligned

_SAME_LINE = 0.4
_FEWEST = 2
_IN_DOUBT = 0.5
_GAP = 0.9
"""Of the height of the letters, without what they leave free above and below: a little less than the size of the type."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The lines that stand in no table without ruling, the tables, each with its first word, and figures of theirs that are in doubt."""

    outside: list[list[Seen]]
    tables: list[tuple[Table, Seen]]
    doubtful: tuple[str, ...]


def take_tables(lines: Sequence[list[Seen]]) -> Taken:
    """The tables without ruling among the lines, a lone sign in a column of figures read as the figure that it must be."""
    rows = at_one_height(lines)
    placed = [PlacedLine(_middle(row), _pieces(row)) for row in rows]
    tables = []
    doubtful: list[str] = []
    taken: set[int] = set()
    for found in find_aligned(placed):
        table, figures = _with_lone_figures(found.table)
        tables.append((table, rows[found.lines.start][0]))
        doubtful += figures
        for row in rows[found.lines.start : found.lines.stop]:
            taken.update(id(word) for word in row)
    outside = [line for line in lines if id(line[0]) not in taken]
    return Taken(outside, tables, tuple(doubtful))


def _with_lone_figures(table: Table) -> tuple[Table, list[str]]:
    """The table, and the figures in it that lone signs were read as."""
    texts = [[row[column].text for row in table.body] for column in range(table.width)]
    of_figures = [are_figures_but_lone(column) for column in texts]
    doubtful: list[str] = []
    body = []
    for row in table.body:
        cells = []
        for cell, is_of_figures in zip(row, of_figures, strict=True):
            figure = lone_figure(cell.text) if is_of_figures else None
            if figure is not None:
                doubtful.append(figure)
                cell = replace(cell, text=figure)
            cells.append(cell)
        body.append(tuple(cells))
    return replace(table, body=tuple(body)), doubtful


@dataclass(frozen=True, slots=True)
class Mended:
    """Lines of words, and the figures in them that were mended."""

    lines: list[list[Seen]]
    doubtful: tuple[str, ...]


def mend_columns(lines: Sequence[list[Seen]]) -> Mended:
    """The lines, a word put right that is a figure but for a few signs, where surely read figures stand above and below it."""
    figures = [word for line in lines for word in line if word.text[:1].isdigit() and looks_right(word.text)]
    doubtful = []
    kept = []
    for line in lines:
        mended_line = []
        for word in line:
            figure = mended_figure(word.text)
            is_nearly_one = figure is not None and figure != word.text and looks_right(figure)
            if figure is not None and is_nearly_one and _in_column(word, figures):
                word = replace(word, text=figure, confidence=min(word.confidence, _IN_DOUBT))
                doubtful.append(figure)
            mended_line.append(word)
        kept.append(mended_line)
    return Mended(kept, tuple(doubtful))


def _in_column(word: Seen, figures: Sequence[Seen]) -> bool:
    """Whether figures of several other lines stand above or below a word."""
    fitting = [
        other for other in figures if other.line != word.line and other.box[0] < word.box[2] and word.box[0] < other.box[2]
    ]
    return len(fitting) >= _FEWEST


def untold(lines: Sequence[list[Seen]]) -> list[int]:
    """The indices of lines in which figures stand apart side by side, and which are no table: several below each other are one whose
    columns can't be told."""
    found: list[int] = []
    run: list[int] = []
    for n, line in enumerate(lines):
        pieces = _pieces(line)
        figures = sum(is_value(piece.text) for piece in pieces)
        if len(pieces) > _FEWEST and figures >= _FEWEST:
            run.append(n)
            continue
        found += run if len(run) > _FEWEST else []
        run = []
    return found + (run if len(run) > _FEWEST else [])


def at_one_height(lines: Sequence[list[Seen]]) -> list[list[Seen]]:
    """The words of lines at one height together, from left to right."""
    rows: list[list[Seen]] = []
    for line in sorted(lines, key=_middle):
        if rows and _are_at_one_height(rows[-1], line):
            rows[-1] = sorted([*rows[-1], *line], key=lambda word: word.box[0])
        else:
            rows.append(list(line))
    return rows


def _are_at_one_height(above: Sequence[Seen], line: Sequence[Seen]) -> bool:
    lower = min(_height(line), _height(above))
    return _middle(line) - _middle(above) < _SAME_LINE * lower


def _middle(line: Sequence[Seen]) -> float:
    return median((word.box[1] + word.box[3]) / 2 for word in line)


def _height(line: Sequence[Seen]) -> float:
    return median(word.box[3] - word.box[1] for word in line)


def _pieces(row: Sequence[Seen]) -> tuple[Piece, ...]:
    wide = _GAP * _height(row)
    words = []
    for word in row:
        text = normalise(word.text).replace("|", "")
        if text:
            words.append(Piece(text, word.box[0], word.box[2]))
    return to_pieces(words, lambda before, after: after.left - before.right > wide)
