"""Heads in boxes over rows that no rule parts -> those rows: the columns of the heads go on below them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from indexer.reading.pdf.picture import PrintedWord
from indexer.reading.pdf.tables.cells import CellLine, text_of, to_lines
from indexer.reading.tables.aligned.columns import Piece, PlacedLine, is_value
from indexer.reading.tables.aligned.line_signs import is_enumerator, stands_apart
from indexer.reading.tables.aligned.row_blocks import block_rows
from indexer.reading.tables.source_cells import SourceCell

_WIDE = 2.6
_LEAST_STEP = 0.7
_NEAR = 2.0
_SPACE = 0.7
_WORD_SPACE = 0.4
_OVER_EDGE = 1.0
_MOST_WIDE = 2


@dataclass(frozen=True, slots=True)
class Below:
    """The rows below heads, and how far down the page they reach."""

    rows: list[list[SourceCell]]
    bottom: float


def rows_below(edges: Sequence[float], top: float, words: Iterable[PrintedWord]) -> Below | None:
    """The rows of what stands right below `top` in the columns with these edges; None where nothing does that fits them."""
    lower = [word for word in words if word.baseline - word.size / 3 > top]
    lines = _fitting(to_lines(lower), edges, top)
    placed = [in_columns(line, edges) for line in lines]
    if not any(len(line.pieces) > 1 for line in placed):
        return None
    columns = [(left + 0.01, right - 0.01) for left, right in pairwise(edges)]
    bottom = max(word.bottom for word in lines[-1].words)
    return Below(block_rows(placed, columns), bottom)


def _between(words: Sequence[PrintedWord], edges: Sequence[float]) -> list[PrintedWord] | None:
    """Those of the words of a line that stand between the outer edges; None where the text goes on over one of them."""
    ordered = sorted(words, key=lambda word: word.left)
    inside = [word for word in ordered if _is_between(word, edges)]
    for before, after in pairwise(ordered):
        goes_on = after.left - before.right < _SPACE * before.size
        if goes_on and _is_between(before, edges) != _is_between(after, edges):
            return None
    return inside


def _is_between(word: PrintedWord, edges: Sequence[float]) -> bool:
    middle = (word.left + word.right) / 2
    return edges[0] - _NEAR <= middle <= edges[-1] + _NEAR


def _fitting(lines: Sequence[CellLine], edges: Sequence[float], top: float) -> list[CellLine]:
    """The lines from the top down that stand in these columns, up to a wide gap or to what belongs to no table."""
    kept: list[CellLine] = []
    fitting = 0
    above = top
    steps: list[float] = []
    for whole in lines:
        inside = _between(whole.words, edges)
        if inside is None:
            break
        if not inside:
            continue
        line = CellLine(inside[0].baseline, inside)
        placed = in_columns(line, edges)
        step = line.baseline - above
        if stands_apart(placed) or step > _WIDE * median(steps or [line.size]):
            break
        if step > _LEAST_STEP * line.size:
            steps.append(step)
        wide = [piece for piece in placed.pieces if _is_wide(piece, edges)]
        if any(piece is not placed.pieces[0] for piece in wide) and not _is_numbered_title(placed):
            break
        kept.append(line)
        above = line.baseline
        is_pending = len(kept) - 1 > fitting
        has_figure = any(is_value(piece.text) for piece in placed.pieces[1:])
        if has_figure or not wide and (len(placed.pieces) > 1 or not is_pending):
            fitting = len(kept)
        elif len(kept) - fitting > _MOST_WIDE:
            break
    return kept[:fitting]


def _is_numbered_title(line: PlacedLine) -> bool:
    """Whether a line is but a number and a text, as the title of a section of rows is."""
    return len(line.pieces) == 2 and is_enumerator(line.pieces[0].text) and not is_value(line.pieces[1].text)


def _is_wide(piece: Piece, edges: Sequence[float]) -> bool:
    return any(piece.left < edge - _OVER_EDGE and piece.right > edge + _OVER_EDGE for edge in edges[1:-1])


def in_columns(line: CellLine, edges: Sequence[float]) -> PlacedLine:
    """A line with one piece in each column; what runs over an edge of columns is one piece over several."""
    groups: list[list[PrintedWord]] = []
    for word in sorted(line.words, key=lambda word: word.left):
        if groups and _belongs(groups[-1], word, edges):
            groups[-1].append(word)
        else:
            groups.append([word])
    if _is_title(groups):
        groups = [*groups[:1], [word for group in groups[1:] for word in group]]
    return PlacedLine(line.baseline, tuple(_piece(group, edges) for group in groups))


def _is_title(groups: Sequence[Sequence[PrintedWord]]) -> bool:
    """Whether groups of words are a number and one text, each word of which stands as near to the next as words of a text do."""
    if len(groups) < 3 or not is_enumerator(text_of(groups[0])):
        return False
    words = [word for group in groups[1:] for word in group]
    are_near = all(after.left - before.right < _WORD_SPACE * before.size for before, after in pairwise(words))
    return are_near and not any(is_value(word.text) for word in words)


def _belongs(group: Sequence[PrintedWord], word: PrintedWord, edges: Sequence[float]) -> bool:
    """Whether a word goes on with those before it: in their column, or as running text over the edge of it."""
    last = group[-1]
    if _column(last, edges) == _column(word, edges):
        return True
    is_spaced = word.left - last.right > _SPACE * word.size
    if is_spaced or is_value(word.text) or is_value(last.text):
        return False
    if _straddles(last, edges) or _straddles(word, edges):
        return True
    text = " ".join(each.text for each in group)
    return _column(last, edges) == 0 and not is_enumerator(text)


def _column(word: PrintedWord, edges: Sequence[float]) -> int:
    middle = (word.left + word.right) / 2
    return sum(edge <= middle for edge in edges[1:-1])


def _straddles(word: PrintedWord, edges: Sequence[float]) -> bool:
    letter = (word.right - word.left) / max(len(word.text), 1)
    return any(word.left + letter < edge < word.right - letter for edge in edges[1:-1])


def _piece(group: Sequence[PrintedWord], edges: Sequence[float]) -> Piece:
    """One piece of these words, inside its column unless it runs over an edge."""
    text = text_of(group)
    bold = all(word.bold for word in group)
    left, right = group[0].left, max(word.right for word in group)
    first, last = _column(group[0], edges), _column(group[-1], edges)
    is_figure = is_value(text)
    if first == last and (is_figure or not any(_straddles(word, edges) for word in group)):
        left = max(left, edges[first] + _OVER_EDGE)
        right = min(right, edges[first + 1] - _OVER_EDGE)
        right = max(right, left + 0.1)
    return Piece(text, left, right, bold)
