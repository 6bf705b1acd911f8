"""What stands behind an answer's buttons: the other years of the row that its value stands in, and the tables whose rows it shows."""

from collections.abc import Iterator, Sequence

from bot.answering.composer import Part
from bot.answering.extractive.opening import asked_cells
from bot.answering.extractive.row_text import Labelled, Row, read_row
from bot.answering.extractive.units import unit_of, with_unit, without_unit
from bot.models import Citation, ShownTable, Value, YearValue
from indexer.models import Evidence, Passage, Span
from indexer.question.model import YEAR

FEW = 3
"""Rows that a telephone shows well enough as text."""
NARROW = 40
"""Characters of a row that fit beside each other on a telephone."""


def other_years(values: Sequence[Value], citations: Sequence[Citation], parts: Sequence[Part]) -> tuple[YearValue, ...]:
    """What its row says for other years than the one value that an answer gives, in order of the years; none where there are several values, or
    the value is of no year. `parts` are the questions that were asked, with their passages."""
    if len(values) != 1 or not citations or not values[0].year:
        return ()
    for question, passages in parts:
        for evidence in _rows(passages, citations[0]):
            row = read_row(evidence, question)
            asked = asked_cells(row)
            if len(asked) == 1 and asked[0].column.years == (values[0].year,):
                return tuple(_years(evidence, asked[0], row))
    return ()


def _rows(passages: Sequence[Passage], citation: Citation) -> Iterator[Evidence]:
    """The rows among passages that a citation quotes alone."""
    for passage in passages:
        if passage.document.id != citation.document.id:
            continue
        for evidence in passage.evidence:
            words = [quote for _, quote in evidence.span.quotes]
            if evidence.span.kind == "row" and citation.quote in words:
                yield evidence


def _years(evidence: Evidence, asked: Labelled, row: Row) -> Iterator[YearValue]:
    """A value for each other year: that under a head like the asked one's; where there is none, the only one there is, with its head."""
    found: dict[str, list[Labelled]] = {}
    for cell in _of_one_year(evidence.span):
        found.setdefault(cell.column.years[0], []).append(cell)
    measure = _measure(asked.head)
    for year, cells in sorted(found.items()):
        alike = [cell for cell in cells if _measure(cell.head) == measure]
        is_asked = year in asked.column.years
        if is_asked or len(alike or cells) != 1:
            continue
        (cell,) = alike or cells
        unit = unit_of(cell.head, evidence.span, row.units)
        yield YearValue(year, with_unit(cell.cell, unit), "" if alike else _measure(without_unit(cell.head)))


def _of_one_year(span: Span) -> Iterator[Labelled]:
    """The cells that hold a figure, under heads of a single year."""
    if len(span.heads) != len(span.cells):
        return
    for place, (head, cell, column) in enumerate(zip(span.heads, span.cells, span.traits.columns, strict=True)):
        has_a_figure = column.value and any(map(str.isdigit, cell))
        if has_a_figure and len(column.years) == 1:
            yield Labelled(head, cell, column, place=place)


def _measure(head: str) -> str:
    """A head without its year: "Target" of "Target 2027"."""
    return " ".join(YEAR.sub(" ", head).split()).strip(" -–/,:()")


def shown_tables(citations: Sequence[Citation], passages: Sequence[Passage]) -> tuple[ShownTable, ...]:
    """The tables of which an answer quotes more than FEW rows that are too wide for a telephone, with the rows that it quotes, whole."""
    tables: dict[tuple[int, tuple[str, ...]], dict[Span, None]] = {}
    for citation in citations:
        for passage in passages:
            for row in _quoted(passage, citation):
                tables.setdefault((passage.document.id, row.heads), {})[row] = None
    wide = (list(rows) for rows in tables.values() if _is_wide(list(rows)))
    return tuple(ShownTable(rows[0].heads, tuple(row.cells for row in rows)) for rows in wide)


def _quoted(passage: Passage, citation: Citation) -> list[Span]:
    """The rows of a passage, under their heads, that stand in a quote."""
    if passage.document.id != citation.document.id:
        return []
    rows = [span for span in passage.chunk.spans if span.kind == "row" and len(span.heads) == len(span.cells)]
    return [row for row in rows if all(quote in citation.quote for _, quote in row.quotes)]


def _is_wide(rows: Sequence[Span]) -> bool:
    """Whether rows of one table are many, and wide; the numbers of rows aside."""
    columns = [place for place, column in enumerate(rows[0].traits.columns) if not column.numbering]
    longest = max(sum(len(row.cells[place]) + 2 for place in columns) for row in rows)
    return len(rows) > FEW and len(columns) > 2 and longest > NARROW
