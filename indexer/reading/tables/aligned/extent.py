"""Where an aligned table begins and ends among the lines around its figures: heads, sections and wrapped cells belong to it."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from indexer.reading.tables.aligned.columns import Column, Piece, PlacedLine, covered, is_value, overlap
from indexer.reading.tables.aligned.rows import SECTION_WORD, goes_on
from indexer.reading.tables.table import is_year

_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[ivxl]{1,5}|[a-z])[.)]?|\d+(?:\.\d+)+\.?|[-•▪●○■*]", re.I)
_LEADER = re.compile(r"(?:\.\s?){4,}|…")
_APART = re.compile(
    r"(?:Tabel|Gambar|Grafik|Diagram|Bagan|Peta|Lampiran)\s+[\dIVXLC]+|(?:Sumber|Keterangan|Catatan)\b\s*:|BAB\s+[IVXLC\d]+\b",
    re.I,
)
_SIGNED = re.compile(r"NIP\b|Mengetahui|Menyetujui|Mengesahkan|ttd\b|Ditetapkan|Diundangkan|Tembusan|Telp|Kode Pos", re.I)
_SECTION = re.compile(rf"{SECTION_WORD.pattern}|(?:Dinas|Badan)\b|\d+(?:\.\d+)+\s|[A-Z]\.\s|[IVX]+\.\s", re.I)
_MOST_SECTIONS = 3
_MOST_PENDING = 2
_MOST_HEADS = 7
_LONG = 60
_SHORT = 3
_EVEN = 1.15
_NEAR = 1.25
_LOOSE = 1.6


def stands_apart(line: PlacedLine) -> bool:
    """Whether a line is of no table: a caption, a source, a signature, an address, a line of contents."""
    return (
        bool(_APART.match(line.pieces[0].text)) or is_signed(line) or any(_LEADER.search(piece.text) for piece in line.pieces)
    )


def is_signed(line: PlacedLine) -> bool:
    """Whether a line is of those over or under a signature, or of a letterhead."""
    return any(_SIGNED.match(piece.text) for piece in line.pieces)


def is_enumerator(text: str) -> bool:
    """Whether a text is but the number of a row, or the mark of an item of a list."""
    return bool(_ENUMERATOR.fullmatch(text))


def values(line: PlacedLine) -> int:
    """How many figures, years and dashes stand beside each other on a line; the number before it is none."""
    first = 1 if is_enumerator(line.pieces[0].text) else 0
    return sum(is_value(piece.text) for piece in line.pieces[first:])


def names_years(line: PlacedLine) -> bool:
    """Whether a line has years, and no other figures, as heads have them."""
    found = [piece.text for piece in line.pieces if is_value(piece.text)]
    return len(found) > 1 and all(is_year(text) for text in found)


def beginning(lines: Sequence[PlacedLine], rows: Sequence[int], start: int) -> tuple[int, int]:
    """Where the body and where the heads above it begin. Sections may stand between the heads and the first row."""
    first = _first_row(lines, rows, start)
    if first > start and lines[first].y - lines[first - 1].y <= _step(lines, rows):
        first = _wrapped_above(lines, first, rows, start)
    left = min(lines[n].pieces[0].left for n in rows)
    names = max(lines[n].pieces[0].right for n in rows)
    section = first
    while section > max(start, first - _MOST_SECTIONS) and _may_be_section(lines[section - 1], left):
        piece = lines[section - 1].pieces[0]
        if _hangs(lines, section - 1) and piece.right <= names and not _SECTION.match(piece.text):  # the last word of a head
            break
        section -= 1
    if (top := _first_head(lines, section, rows, start)) < section:
        return section, top
    while section < first and not _SECTION.match(lines[section].pieces[0].text):
        section += 1
    return (section, section) if section < first else (first, _first_head(lines, first, rows, start))


def _first_row(lines: Sequence[PlacedLine], rows: Sequence[int], start: int) -> int:
    """Where the body begins: rows with a number before them, or with one figure only, may stand over the first that has several."""
    first = rows[0]
    step = _step(lines, rows)
    for n in range(rows[0] - 1, start - 1, -1):
        line = lines[n]
        if lines[n + 1].y - line.y > step or stands_apart(line) or names_years(line):
            break
        numbered = len(line.pieces) > 2 and is_enumerator(line.pieces[0].text) and line.pieces[0].text[:1].isdigit()
        if numbered or any(is_value(piece.text) and not is_year(piece.text) for piece in line.pieces[1:]):
            first = n
    return first


def _wrapped_above(lines: Sequence[PlacedLine], first: int, rows: Sequence[int], start: int) -> int:
    """Where the row whose figures stand on the `first` line begins: cells that are wrapped may begin above them."""
    row = lines[first]
    top = first
    step = row.y - lines[first - 1].y
    most = _EVEN * max(step, _leading(lines[first : rows[-1] + 1]))
    while top > start and _may_be_wrapped(lines[top - 1], row) and lines[top].y - lines[top - 1].y <= most:
        top -= 1
    if top == first or top == 0 or lines[top].y - lines[top - 1].y > most:
        return top
    beside = [piece for piece in row.pieces if overlap(lines[first - 1].pieces[0], (piece.left, piece.right)) > 0]
    cut_off = not beside or goes_on(beside[0].text)
    return top if cut_off and lines[top].y - lines[top - 1].y > step / _EVEN else first


def _hangs(lines: Sequence[PlacedLine], n: int) -> bool:
    """Whether a line stands clearly nearer to the one above it than to the one below."""
    return n > 0 and (lines[n].y - lines[n - 1].y) * _EVEN < lines[n + 1].y - lines[n].y


def _leading(lines: Sequence[PlacedLine]) -> float:
    """The least distance between two lines of which one stands below the other; those of cells in the middle may lie between."""
    return min(
        (
            below.y - above.y
            for n, above in enumerate(lines)
            for below in lines[n + 1 : n + 3]
            if any(overlap(one, (other.left, other.right)) > 0 for one in above.pieces for other in below.pieces)
        ),
        default=0.0,
    )


def _may_be_wrapped(line: PlacedLine, row: PlacedLine) -> bool:
    """Whether a line may belong to wrapped cells of the row below it: to any but its number."""
    return (
        len(line.pieces) < 3
        and (line.pieces[0].left > row.pieces[0].right or not is_enumerator(row.pieces[0].text))
        and not any(is_value(piece.text) for piece in line.pieces)
    )


def _may_be_section(line: PlacedLine, left: float) -> bool:
    piece = line.pieces[0]
    text = piece.text
    return (
        len(line.pieces) == 1
        and piece.left <= left + (piece.right - piece.left) / len(text)
        and text[-1] not in ".:;,"
        and not stands_apart(line)
    )


def _step(lines: Sequence[PlacedLine], rows: Sequence[int]) -> float:
    """The most that lines of one table stand apart."""
    if len(rows) < 2:
        return _LOOSE * max((below.y - above.y for above, below in pairwise(lines[: rows[0] + 2])), default=0.0)
    between = [below.y - above.y for above, below in pairwise(lines[rows[0] : rows[-1] + 1])]
    return _LOOSE * max(median(between), median([lines[b].y - lines[a].y for a, b in pairwise(rows)]))


def _first_head(lines: Sequence[PlacedLine], first: int, rows: Sequence[int], start: int) -> int:
    """Where the heads above the body begin; `first` when there are none."""
    step = _step(lines, rows)
    left = min(lines[n].pieces[0].left for n in rows)
    texts = [piece for n in rows for piece in lines[n].pieces if not is_value(piece.text)]
    widest = max(texts, key=lambda piece: piece.right - piece.left, default=None)
    between = (below.y - above.y for above, below in pairwise(lines[rows[0] : rows[-1] + 1]))
    near = _NEAR * max(between, default=step / _LOOSE)
    top = first
    for n in range(first - 1, max(start, first - _MOST_HEADS) - 1, -1):
        line = lines[n]
        text = line.pieces[0].text
        names_told = not widest or any(piece.left < widest.right for below in lines[top:first] for piece in below.pieces)
        most = step if top == first else near if names_told else _LOOSE * near
        if lines[n + 1].y - line.y > most or stands_apart(line):
            break
        if len(line.pieces) == 1:
            piece = line.pieces[0]
            across = widest and piece.left < widest.right < piece.right
            if across or piece.right < left or len(text) > _LONG or text[-1] in ".;,":
                break
            if not _under_heads(lines[n + 1 : first]) and piece.left <= left + (piece.right - piece.left) / len(text):
                break
        top = n
    while top < first and len(lines[top].pieces) == 1 and not _under_heads(lines[top + 1 : first]):
        top += 1
    return top


def _under_heads(lines: Sequence[PlacedLine]) -> bool:
    return any(len(line.pieces) > 1 for line in lines)


def last_row(lines: Sequence[PlacedLine], rows: Sequence[int], columns: Sequence[Column]) -> int:
    """Where the table ends: with the wrapped cells of its last row, and with rows that are numbered or have a figure, below a
    section perhaps."""
    last = rows[-1]
    left = min(lines[n].pieces[0].left for n in rows)
    step = _step(lines, rows)
    for n in range(rows[-1] + 1, len(lines)):
        line = lines[n]
        text = line.pieces[0].text
        if line.y - lines[n - 1].y > step or stands_apart(line) or names_years(line):
            break
        first = covered(line.pieces[0], columns)[0]
        if _may_be_section(line, left) and len(text) > _SHORT and not text[:1].islower() and n - last <= _MOST_PENDING:
            last = n if last == n - 1 and SECTION_WORD.match(text) else last
            continue
        row = len(line.pieces) > 1 and first == 0 and (values(line) or (is_enumerator(text) and len(line.pieces) > 2))
        rest = last == n - 1 and (first > 0 or text[:1].islower()) and line.y - lines[n - 1].y <= step / _LOOSE
        if not (row or rest) or not all(_has_room(piece, columns, len(line.pieces) > 1) for piece in line.pieces):
            break
        last = n
    return last


def fits(line: PlacedLine, columns: Sequence[Column]) -> bool:
    """Whether every piece of a line stands in a column of its own, and nearly all of these columns are told apart by it."""
    reaches = [covered(piece, columns) for piece in line.pieces]
    own = len({reach[0] for reach in reaches}) == len(reaches)
    inside = (overlap(piece, columns[reach[0]]) > 0 for piece, reach in zip(line.pieces, reaches, strict=True))
    return own and all(inside) and all(_has_room(piece, columns) for piece in line.pieces)


def _has_room(piece: Piece, columns: Sequence[Column], wide: bool = False) -> bool:
    """Whether a piece stands between the columns to the left and to the right of its own; a `wide` one may begin the line and stand
    in several."""
    reach = covered(piece, columns)
    first, last = reach[0], reach[-1]
    return (
        (first == last or (wide and first == 0))
        and (first == 0 or piece.left >= columns[first - 1][1])
        and (last == len(columns) - 1 or piece.right <= columns[last + 1][0])
    )
