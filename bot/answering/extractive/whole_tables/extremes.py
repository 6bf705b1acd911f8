"""The row of a table with the largest or smallest value of a column, where a question asks which it is: computed, and said to be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.answering.extractive.blocks import Block
from bot.answering.extractive.opening import LONGEST, region_of
from bot.answering.extractive.summable import DOES_NOT_ADD, is_sum_beside, said_over
from bot.answering.extractive.units import with_unit, without_unit
from bot.answering.extractive.whole_tables.clear import Figures, Measured, figures_of
from bot.answering.extractive.whole_tables.fitting import fits, restricted
from bot.answering.extractive.whole_tables.measure import Measure, measure_of
from bot.answering.extractive.whole_tables.naming import Naming, naming_column
from bot.answering.extractive.whole_tables.sheet import FEWEST, Sheet, sheet_of
from bot.answering.extractive.whole_tables.telling import names_of, others_of
from bot.models import Value
from indexer.evidence.matching import Matcher
from indexer.evidence.ranking import EVEN, Candidate
from indexer.language.place_names import bare
from indexer.language.shortening import shortened
from indexer.models import Evidence, Passage
from indexer.question.extremes import tells_an_end
from indexer.question.model import Question, Superlative

MOST_ALIKE = 4
"""Rows with the same value that are named; of more none is the extreme."""
ROUNDED = Decimal("0.005")
"""What of a sum may be lost where its parts are rounded."""
CALLED = 80
"""Characters of what a table is called."""
_SAID = {True: "terbesar", False: "terkecil"}


@dataclass(frozen=True, slots=True)
class _Computed:
    """The rows at an end of a measure, and those they are compared with."""

    sheet: Sheet
    naming: Naming
    measure: Measure
    best: tuple[Measured, ...]
    figures: Figures


def extremes(question: Question, passages: Sequence[Passage], ranked: Sequence[Candidate]) -> list[Block]:
    """A block for each end that is asked for of one measure; none where no one table is certainly meant, or a text says it itself."""
    asked = question.superlatives
    if not asked or any(_states(candidate, asked) for candidate in ranked):
        return []
    found = list(_computed_of_all(question, passages, ranked))
    best = _best_of(found)
    return [_block(one) for one in best]


def _states(candidate: Candidate, asked: Sequence[Superlative]) -> bool:
    """Whether a sentence that is likely the answer says itself what the first or the last is."""
    is_likely_text = candidate.score >= EVEN and candidate.span.kind in ("sentence", "item")
    return is_likely_text and tells_an_end(candidate.span.text, asked)


def _computed_of_all(question: Question, passages: Sequence[Passage], ranked: Sequence[Candidate]) -> Iterator[list[_Computed]]:
    """What is computed of each table that was read surely and is known whole, or has the row that is likeliest the answer, each once."""
    likely = ranked[0].span if ranked and ranked[0].score >= EVEN else None
    matcher = Matcher(question)
    known = set()
    for passage in passages:
        for table in passage.tables:
            if table.rows in known or not table.sure or not (table.whole or likely in table.rows):
                continue
            known.add(table.rows)
            sheet = sheet_of(passage, table, question, matcher)
            computed = _computed(sheet) if sheet else []
            if computed:
                yield computed


def _computed(sheet: Sheet) -> list[_Computed]:
    """All ends of the one measure that is asked for; none where one of them isn't certain."""
    naming = naming_column(sheet)
    if naming is None:
        return []
    found = []
    shared = sheet.question.superlatives[0]
    for asked in sheet.question.superlatives:
        if asked.before or asked.behind:
            shared = asked
        measure = measure_of(sheet, naming, asked, shared)
        one = _at_the_end(sheet, naming, measure) if measure else None
        if one is None:
            return []
        found.append(one)
    places = {one.measure.place for one in found}
    return found if len(places) == 1 else []


def _at_the_end(sheet: Sheet, naming: Naming, measure: Measure) -> _Computed | None:
    rows = restricted(sheet, frozenset(naming.asked))
    if rows is None or not fits(sheet):
        return None
    figures = figures_of(sheet, measure.place, rows, largest=measure.largest)
    if figures is None or len(figures.rows) < min(FEWEST, len(rows)):
        return None
    names = [row.row.cells[naming.place] for row in figures.rows]
    end = (max if measure.largest else min)(row.number for row in figures.rows)
    best = tuple(row for row in figures.rows if row.number == end)
    is_certain = len(set(names)) == len(names) and len(best) <= MOST_ALIKE and len(best) < len(names)
    is_whole = any(_holds_others(sheet, naming, measure.place, figures, row) for row in best)
    return _Computed(sheet, naming, measure, best, figures) if is_certain and not is_whole else None


def _holds_others(sheet: Sheet, naming: Naming, place: int, figures: Figures, row: Measured) -> bool:
    """Whether a row may be what all others, or some beside it, come to: by its figure, or because it is called as the region of the document."""
    numbers = [one.number for one in figures.rows]
    at = figures.rows.index(row)
    name = bare(row.row.cells[naming.place].strip()).casefold()
    is_region = bool(name) and sheet.passage.document.region.casefold().endswith(name)
    is_numbered = any(column.numbering for column in row.row.traits.columns)
    never_adds = DOES_NOT_ADD.search(f"{sheet.heads[place]} {row.unit}") is not None
    is_part_sum = not (is_numbered or never_adds) and is_sum_beside(numbers, at)
    return is_region or is_part_sum or _is_about_all(row.number, numbers)


def _is_about_all(number: Decimal, numbers: Sequence[Decimal]) -> bool:
    """Whether a figure is what all others come to, but for what was rounded."""
    others = sum(numbers) - number
    return len(numbers) > 2 and number != 0 and abs(others - number) <= ROUNDED * number


def _best_of(found: Sequence[list[_Computed]]) -> list[_Computed]:
    """Of what several tables say that of the one which holds most of the question, if that is one."""
    if len(found) < 2:
        return list(found[0]) if found else []
    held = [one[0].sheet.held_around().bit_count() for one in found]
    most = max(held)
    return found[held.index(most)] if held.count(most) == 1 else []


def _block(computed: _Computed) -> Block:
    """ "Tieng · Kejajar — Kapasitas 600 kg/hari: terbesar dari 7 baris (dihitung); Pengelola: …"."""
    sheet, first = computed.sheet, computed.best[0]
    names = [
        shortened(" · ".join(names_of(sheet, one.row, computed.naming.place, computed.measure.place)), LONGEST)
        for one in computed.best
    ]
    value = " dan ".join(names)
    amount = with_unit(first.cell, first.unit, in_short=False)
    blank = f", {computed.figures.blank} baris tanpa angka" if computed.figures.blank else ""
    together = "sama-sama " if len(names) > 1 else ""
    head = without_unit(sheet.heads[computed.measure.place])
    end = _SAID[computed.measure.largest]
    label = f"{head} {amount}: {together}{end} dari {len(computed.figures.rows)} baris {_called(sheet)}{blank} (dihitung)"
    others = (
        ""
        if len(names) > 1
        else "".join(f"; {other}" for other in others_of(sheet, first.row, computed.naming.place, computed.measure.place))
    )
    members = tuple(Candidate(sheet.passage, Evidence(one.row, 0.0, 0.0), EVEN) for one in computed.best)
    quotes = tuple(quote for member in members for _, quote in member.span.quotes)
    return Block(f"{value} — {label}{others}", quotes, members, Value(value, label, region=region_of(members[0])))


def _called(sheet: Sheet) -> str:
    """What a table is called; of one that may go on elsewhere, what was found of it."""
    if not sheet.table.whole:
        return "yang ditemukan"
    name = shortened(said_over(sheet.table), CALLED)
    return f"tabel “{name}”" if name else "tabel"
