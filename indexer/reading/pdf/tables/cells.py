"""Words at their places -> what stands in each cell of a grid, line by line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from indexer.reading.page.cleaning import normalise
from indexer.reading.page.divided import joined_lines
from indexer.reading.pdf.picture import PrintedWord
from indexer.reading.pdf.tables.grid import Grid, GridCell
from indexer.reading.tables.aligned.columns import Column, Piece

_SAME_LINE = 0.35
_TOUCHES = 0.1
_MIDDLE = 0.3
_OVER_EDGE = 0.8
_SAME_PLACE = 0.5
_GAP = 1.0
_WIDE_GAP = 2.0
_MANY = 3
_INSIDE = 0.1
_FEW = 0.1


@dataclass(slots=True)
class CellLine:
    """The words on one baseline of a cell."""

    baseline: float
    words: list[PrintedWord]

    @property
    def text(self) -> str:
        return text_of(sorted(self.words, key=lambda word: word.left))

    @property
    def left(self) -> float:
        return min(word.left for word in self.words)

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)


def text_of(words: Sequence[PrintedWord]) -> str:
    """What these words of one line say, left to right, without the raised marks of notes."""
    kept = [word for word in words if not word.raised]
    parts = [word.text for word in kept[:1]]
    for before, word in pairwise(kept):
        touches = not word.space and abs(word.left - before.right) < _TOUCHES * word.size
        parts.append(word.text if touches else f" {word.text}")
    return " ".join(normalise("".join(parts)).split())


@dataclass(slots=True)
class FilledCell:
    """A cell of a grid with its lines, top to bottom."""

    place: GridCell
    lines: list[CellLine] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Lines beside each other, as the labels of a chart are, are no parts of one figure."""
        said = [line for line in self.lines if line.text]
        return " ".join(joined_lines([line.text for line in below]) for below in _below_each_other(said))


def _below_each_other(lines: Sequence[CellLine]) -> list[list[CellLine]]:
    """The lines in runs of which each begins beside the end of the one before."""
    runs: list[list[CellLine]] = []
    for line in lines:
        above = runs[-1][-1] if runs else None
        if above and line.left < above.right and line.right > above.left:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def clipped(line: CellLine, column: Column) -> Piece:
    """What a line says, as a piece that reaches out of its column nowhere."""
    left = max(line.left, column[0] + _INSIDE)
    right = max(min(line.right, column[1] - _INSIDE), left + _INSIDE)
    return Piece(line.text, left, right, all(word.bold for word in line.words))


def fill(grid: Grid, words: Iterable[PrintedWord]) -> list[FilledCell]:
    """The cells of the grid, row by row from left to right, each with those of the words that stand in it."""
    cells = [FilledCell(place) for place in sorted(grid.cells, key=lambda cell: (cell.rows.start, cell.columns.start))]
    owners: dict[tuple[int, int], int] = {}
    for n, cell in enumerate(cells):
        for row in cell.place.rows:
            for column in cell.place.columns:
                owners[row, column] = n
    held: list[list[PrintedWord]] = [[] for _ in cells]
    for word in words:
        row = grid.row_at(word.baseline - _MIDDLE * word.size)
        for part in _parted(word, row, grid, owners):
            held[owners[row, _column(part, grid)]].append(part)
    filled: list[FilledCell] = []
    for cell, own in zip(cells, held, strict=True):
        cell.lines = to_lines(own)
        filled += _divided(cell, grid)
    return filled


def _divided(cell: FilledCell, grid: Grid) -> list[FilledCell]:
    """The cell; where no rule parts it, but its words stand in the columns that others have, as one for each of these."""
    if len(cell.place.columns) == 1:
        return [cell]
    if _stands_in_columns(cell, grid):
        return [_part(cell, range(column, column + 1), grid) for column in cell.place.columns]
    edge = _edge_in_gap(cell, grid)
    if edge is None:
        return [cell]
    left = range(cell.place.columns.start, edge)
    return [_part(cell, left, grid), _part(cell, range(edge, cell.place.columns.stop), grid)]


def _part(cell: FilledCell, columns: range, grid: Grid) -> FilledCell:
    """What of a cell stands in these of its columns."""
    words = [word for line in cell.lines for word in line.words if _column(word, grid) in columns]
    return FilledCell(GridCell(cell.place.rows, columns), to_lines(words))


def _column(word: PrintedWord, grid: Grid) -> int:
    return grid.column_at((word.left + word.right) / 2)


def _edge_in_gap(cell: FilledCell, grid: Grid) -> int | None:
    """The column, if there is one, in which what stands to the right of a wide gap begins; to its left runs a text over several."""
    if len(cell.lines) != 1:
        return None
    words = sorted(cell.lines[0].words, key=lambda word: word.left)
    for before, after in pairwise(words):
        edge = _column(after, grid)
        is_wide = after.left - before.right > _WIDE_GAP * after.size
        if is_wide and before.right <= grid.lefts[edge] <= after.left:
            return edge
    return None


def _stands_in_columns(cell: FilledCell, grid: Grid) -> bool:
    """Whether hardly a word of a cell stands over an edge of columns, which running text would, and gaps are there."""
    gaps = wide = over = 0
    for line in cell.lines:
        words = sorted(line.words, key=lambda word: word.left)
        over += sum(_is_over_edge(word, grid) for word in words)
        for before, after in pairwise(words):
            first = _column(before, grid)
            last = _column(after, grid)
            gaps += last > first
            wide += last > first and after.left - before.right > _GAP * line.size
    return over <= _FEW * gaps and (wide > 0 or gaps >= _MANY)


def _is_over_edge(word: PrintedWord, grid: Grid) -> bool:
    letter = (word.right - word.left) / max(len(word.text), 1)
    return grid.column_at(word.left + _OVER_EDGE * letter) != grid.column_at(word.right - _OVER_EDGE * letter)


def _parted(word: PrintedWord, row: int, grid: Grid, owners: dict[tuple[int, int], int]) -> list[PrintedWord]:
    """The word; where two cells touch so closely that their texts came as one word, the part in each."""
    letter = (word.right - word.left) / max(len(word.text), 1)
    first = grid.column_at(word.left + _OVER_EDGE * letter)
    last = grid.column_at(word.right - _OVER_EDGE * letter)
    for column in range(first + 1, last + 1):
        if owners[row, column] != owners[row, column - 1]:
            at = round((grid.lefts[column] - word.left) / letter)
            cut = _seam(word.text, at)
            if cut:
                edge = word.left + cut * letter
                before = replace(word, text=word.text[:cut], right=edge)
                after = replace(word, text=word.text[cut:], left=edge, space=True)
                return [before, *_parted(after, row, grid, owners)]
    return [word]


def _seam(text: str, near: int) -> int:
    """Where a figure meets a word, within a letter or two of this place; 0 where it does nowhere."""
    for at in (near, near - 1, near + 1, near - 2, near + 2):
        if (
            0 < at < len(text)
            and text[at - 1].isdigit() != text[at].isdigit()
            and text[at - 1].isalnum()
            and text[at].isalnum()
        ):
            return at
    return 0


def to_lines(words: Sequence[PrintedWord]) -> list[CellLine]:
    """The words line by line, each printed twice at one place once."""
    lines: list[CellLine] = []
    for word in sorted(words, key=lambda word: (word.baseline, word.left)):
        line = _line_of(word, lines)
        if line is None:
            lines.append(CellLine(word.baseline, [word]))
        elif not _is_printed(word, line):
            line.words.append(word)
    return lines


def _line_of(word: PrintedWord, lines: Sequence[CellLine]) -> CellLine | None:
    """The last of the lines if the word stands on it."""
    if not lines:
        return None
    last = lines[-1]
    height = max(word.size, last.size) if word.raised else min(word.size, last.size)
    return last if word.baseline - last.baseline <= _SAME_LINE * height else None


def _is_printed(word: PrintedWord, line: CellLine) -> bool:
    """Whether the same word is on the line already, at the same place."""
    for other in line.words:
        common = min(word.right, other.right) - max(word.left, other.left)
        if other.text == word.text and common > _SAME_PLACE * (word.right - word.left):
            return True
    return False
