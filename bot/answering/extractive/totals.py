"""What a column of one table comes to, or the share of it that a row has, where a question asks for that: the table's own sum, else one that is
computed, and said to be, with the rows it was computed from."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bot.answering.extractive.blocks import Block, runs
from bot.answering.extractive.numbers import number_of, written
from bot.answering.extractive.opening import LONGEST, region_of
from bot.answering.extractive.summable import FEWEST, Column, Summand, adds_up, column_of, kind_of, why_not
from bot.answering.extractive.units import with_unit, without_unit
from bot.models import Value
from indexer.evidence.ranking import EVEN, Candidate
from indexer.language.shortening import shortened
from indexer.language.terms import terms
from indexer.models import Evidence, Span, TableRows
from indexer.question.model import Question, Total
from indexer.question.totals import TERMS_OF_TOTALS

MOST_SHOWN = 15
"""Rows that are listed; of more the sum alone would be shown, which nobody can check."""
NAME = 60
"""Characters that the name of a listed row has at most."""
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Totalled:
    """The block of a sum or share, or why what is asked is not computed, as a sentence."""

    block: Block | None = None
    note: str = ""


NOTHING = Totalled()


def total(question: Question, ranked: Sequence[Candidate], room: int) -> Totalled:
    """Nothing where a question asks for no sum, or the best candidate is no row of the column that it names in all its words, or something else that is
    likely the answer says the sum itself."""
    table = _table(question, ranked)
    if table is None:
        return NOTHING
    place = _asked_column(question, table)
    column = None if place is None else column_of(table, place, question)
    if column is None or len(column.summands) < FEWEST:
        return NOTHING
    named = _named(question, column)
    is_share = question.total is Total.SHARE
    if len(named) != int(is_share) or not _is_all_named(question, column, named, ranked[0]) or not adds_up(column):
        return NOTHING
    if column.own_sum and not is_share:
        return _own_sum(question, column, column.own_sum, ranked[0])
    why = why_not(column)
    if not why and column.own_sum and number_of(column.own_sum.cell) != _sum(column):
        why = "baris jumlah di tabelnya tidak sama dengan jumlah barisnya"
    if why or not _sum(column):
        why = why or "semua barisnya nol"
        return Totalled(note=f"{'Bagiannya' if is_share else 'Totalnya'} tidak saya hitung: {why}.")
    block = _share(column, named[0], ranked[0]) if is_share else _summed(column, ranked[0])
    return Totalled(block if len(block.text) <= room and len(column.summands) <= MOST_SHOWN else None)


def _table(question: Question, ranked: Sequence[Candidate]) -> TableRows | None:
    """The table of the best candidate, of which all rows are as long as its heads."""
    if question.total is None or not ranked:
        return None
    table = ranked[0].passage.table
    is_likely = ranked[0].score >= EVEN and not ranked[0].evidence.elsewhere
    if table is None or not is_likely or ranked[0].span not in table.rows or any(map(_says_a_sum, ranked)):
        return None
    is_whole = all(len(row.heads) == len(row.cells) == len(row.traits.columns) for row in table.rows)
    return table if is_whole else None


def _says_a_sum(candidate: Candidate) -> bool:
    """Whether something that is likely the answer, and no row beside others, says a sum itself."""
    span = candidate.span
    is_likely = candidate.score >= EVEN and bool(span.traits.holds.figures)
    return is_likely and span.kind != "row" and not TERMS_OF_TOTALS.isdisjoint(span.traits.terms.split())


def _asked_about(question: Question) -> frozenset[str]:
    """The terms of what is summed."""
    return question.terms - question.years - TERMS_OF_TOTALS - frozenset(terms("tahun tabel"))


def _asked_column(question: Question, table: TableRows) -> int | None:
    """The one column of figures of which the head is of the year that is asked, and says more of what is asked than others; None where that isn't one,
    or it says what its figures are in other words."""
    columns = [place for place in range(len(table.rows[0].heads)) if _is_of_figures(table.rows, place)]
    heads = table.rows[0].traits.columns
    if any(heads[place].years for place in columns):
        columns = [place for place in columns if question.years and question.years <= set(heads[place].years)]
    asked = _asked_about(question)
    shared = {place: len(asked & kind_of(table.rows[0].heads[place])) for place in columns}
    most = max(shared.values(), default=0)
    best = [place for place, count in shared.items() if count == most]
    if len(best) != 1:
        return None
    says_something_else = not most and kind_of(table.rows[0].heads[best[0]])
    return None if says_something_else else best[0]


def _is_of_figures(rows: Sequence[Span], place: int) -> bool:
    """Whether at least half of the cells are figures, and not the numbers of rows."""
    column = rows[0].traits.columns[place]
    figures = sum(row.traits.columns[place].value and any(map(str.isdigit, row.cells[place])) for row in rows)
    return 2 * figures >= len(rows) and not column.numbering


def _named(question: Question, column: Column) -> list[Summand]:
    """The rows that a question names whole."""
    return [row for row in column.summands if any(_is_in(question, name) for name in row.names)]


def _is_in(question: Question, name: str) -> bool:
    words = frozenset(terms(name))
    return bool(words) and words <= question.terms


def _is_all_named(question: Question, column: Column, named: Sequence[Summand], best: Candidate) -> bool:
    """Whether each word of a question stands above the table, in its heads, in the title of its document or in the name of its region, or names the row
    of a share: a word of some rows only asks for these. A year that no head has stands there too."""
    document, span = best.passage.document, column.summands[0].span
    around = (*span.heading, *span.parents, *span.heads, document.title, document.region, document.kind, document.period)
    above = frozenset(terms(" ".join(around))) | frozenset(terms(" ".join(row.name for row in named)))
    years = question.years - set(span.traits.columns[column.place].years)
    said = " ".join((*span.heading, *span.parents, document.title, document.period))
    measured = kind_of(column.head) or frozenset(terms(" ".join((*span.heading[-1:], *span.parents))))
    asked = _asked_about(question)
    return asked <= above and bool(asked & measured) and all(year in said for year in years)


def _own_sum(question: Question, column: Column, own: Summand, best: Candidate) -> Totalled:
    """The table's own row of sums, quoted; nothing where it has no figure, or is called the sum of something else ("Jumlah penduduk")."""
    amount = with_unit(own.cell, own.unit)
    above = frozenset(terms(" ".join((column.head, *own.span.heading, *own.span.parents))))
    is_of_the_table = frozenset(terms(own.name)) - TERMS_OF_TOTALS <= above | question.terms
    if not any(map(str.isdigit, own.cell)) or not is_of_the_table:
        return NOTHING
    label = ", ".join(filter(None, (own.name or "Jumlah", without_unit(column.head), region_of(best))))
    quotes = tuple(quote for _, quote in own.span.quotes)
    return Totalled(Block(f"{amount} — {label}", quotes, (_member(own.span, best),), Value(amount, label, own.unit, region=region_of(best))))


def _sum(column: Column) -> Decimal:
    return sum((row.number for row in column.summands), Decimal(0))


def _amount(number: Decimal, like: Summand) -> str:
    """A number as the cells of its column are written."""
    cell = f"Rp{written(number)}" if like.cell.startswith("Rp") else written(number)
    return with_unit(cell, like.unit)


def _summed(column: Column, best: Candidate) -> Block:
    """ "Rp2.500 juta — total Anggaran, dihitung dari 3 baris tabel ini", and these rows."""
    amount = _amount(_sum(column), column.summands[0])
    how = f"dihitung dari {len(column.summands)} baris {_called(column)}"
    label = ", ".join(filter(None, (f"total {without_unit(column.head)}", region_of(best), how)))
    lines = [f"• {shortened(row.name, NAME)}: {with_unit(row.cell, row.unit, in_short=False)}" for row in column.summands]
    return _block(amount, label, lines, column.summands, best)


def _share(column: Column, row: Summand, best: Candidate) -> Block:
    """ "12,5% — Dinas Pendidikan dari total Anggaran, dihitung", and from what."""
    whole = _sum(column)
    share = (100 * row.number / whole).quantize(HUNDREDTH, ROUND_HALF_UP)
    is_exact = share * whole == 100 * row.number
    amount = f"{written(share)}%"
    how = "dihitung" if is_exact else "dihitung dan dibulatkan"
    name = shortened(row.name, LONGEST)
    label = ", ".join(filter(None, (f"{name} dari total {without_unit(column.head)}", region_of(best), how)))
    total = _amount(whole, row)
    line = f"{with_unit(row.cell, row.unit, in_short=False)} dari {total}, jumlah {len(column.summands)} baris {_called(column)}"
    return _block(amount, label, [line], column.summands, best)


def _called(column: Column) -> str:
    """What a table is called, to say of when and what it is."""
    heading = column.summands[0].span.heading
    return shortened(heading[-1], NAME) if heading else "tabel ini"


def _block(amount: str, label: str, lines: Sequence[str], rows: Sequence[Summand], best: Candidate) -> Block:
    members = tuple(_member(row.span, best) for row in rows)
    text = "\n".join((f"{amount} — {label}", *lines))
    return Block(text, runs(members), members, Value(amount, label, region=region_of(best)))


def _member(span: Span, best: Candidate) -> Candidate:
    """A row as a member of a block: it may stand in another piece of the table, on the same page."""
    return best if span == best.span else Candidate(best.passage, Evidence(span, 0.0, 0.0), best.score)
