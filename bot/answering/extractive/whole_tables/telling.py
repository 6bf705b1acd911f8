"""What is told of a row besides its figure: its names, and the other cells that a question asks for. Pure."""

import re
from collections.abc import Sequence

from bot.answering.extractive.row_text import MEANT, read_row
from bot.answering.extractive.units import unit_of, with_unit, without_unit
from bot.answering.extractive.whole_tables.sheet import Sheet, is_blank
from indexer.language.shortening import shortened
from indexer.models import Evidence, Span

_WORDS = re.compile(r"[^\W\d_]{4}")
CELL = 120
"""Characters of another cell at most."""


def names_of(sheet: Sheet, row: Span, naming: int, measured: int) -> list[str]:
    """What the row is called in the column of names, then what else names it."""
    read = read_row(Evidence(row, 0.0, 0.0), sheet.question)
    own = row.cells[naming].strip()
    beside = [text.cell for text in read.naming if text.place not in (naming, measured) and text.place < measured]
    if not _WORDS.search(own) and not any(map(_WORDS.search, beside)):
        beside = [row.cells[place].strip() for place in sheet.texts if _WORDS.search(row.cells[place])][:1]
    return [own, *(name for name in beside if name != own)]


def others_of(sheet: Sheet, row: Span, naming: int, measured: int) -> list[str]:
    """The other cells that are asked for, under their heads."""
    shown = set(names_of(sheet, row, naming, measured))
    places = [
        place
        for place, cell in enumerate(row.cells)
        if place not in (naming, measured) and not is_blank(cell) and cell.strip() not in shown
    ]
    asked = _asked(sheet, row, [place for place in places if not row.traits.columns[place].numbering], naming, measured)
    return [_under_its_head(row, place) for place in asked]


def _asked(sheet: Sheet, row: Span, places: Sequence[int], naming: int, measured: int) -> list[int]:
    """Columns of words of which the head says a word that the question says besides the measure and the class; of figures those whose heads say most of
    them; what the reader means; and who answers for it, where that is asked."""
    known = sheet.held_by_head(measured) | sheet.held_by_head(naming)
    read = next((evidence.cells for evidence in sheet.passage.evidence if evidence.span == row), ())
    says = {place: (sheet.held_by_head(place) & ~known).bit_count() for place in places}
    most = max((says[place] for place in places if place in sheet.figures), default=0)
    found = []
    for place in places:
        is_figure = place in sheet.figures
        is_said = says[place] > 0 and (not is_figure or says[place] == most > 1)
        is_meant = bool(read) and read[place] >= MEANT
        answers_for_it = "person" in sheet.question.kinds and row.traits.columns[place].terms in row.traits.holds.responsible
        if (is_said and _is_of_the_year(sheet, place)) or is_meant or answers_for_it:
            found.append(place)
    return found


def _is_of_the_year(sheet: Sheet, place: int) -> bool:
    years = set(sheet.rows[0].traits.columns[place].years)
    return not years or not sheet.question.years or years == set(sheet.question.years)


def _under_its_head(row: Span, place: int) -> str:
    unit = unit_of(row.heads[place], row, ())
    return f"{without_unit(row.heads[place])}: {shortened(with_unit(row.cells[place], unit, in_short=False), CELL)}"
