"""What a column of one table comes to, or the share of it that a row has, where a question asks for that: the table's own sum, else one that is
computed, and said to be, with the rows it was computed from."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bot.answering.extractive.blocks import Block, runs
from bot.answering.extractive.named_tables import Named, named_table
from bot.answering.extractive.numbers import written
from bot.answering.extractive.opening import LONGEST, region_of
from bot.answering.extractive.summable import Column, Summand, said_above, total_of, why_not
from bot.answering.extractive.units import with_unit, without_unit
from bot.models import Value
from indexer.evidence.ranking import EVEN, Candidate
from indexer.language.shortening import shortened
from indexer.language.terms import terms
from indexer.models import Evidence, Passage, Span
from indexer.question.model import Question, Total
from indexer.question.totals import TERMS_OF_TOTALS

MOST_SHOWN = 15
"""Rows that are listed; of more the sum alone would be shown, which nobody can check."""
NAME = 80
"""Characters that the name of a listed row has at most."""
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Totalled:
    """The block of a sum or share, or why what is asked is not computed, as a sentence."""

    block: Block | None = None
    note: str = ""


NOTHING = Totalled()


def total(question: Question, passages: Sequence[Passage], ranked: Sequence[Candidate], room: int) -> Totalled:
    """Nothing where a question asks for no sum, no table or several are named in all its words, or something else is likely the answer."""
    if question.total is None:
        return NOTHING
    found: dict[tuple[Span, ...], Named] = {}
    for passage in passages:
        named = named_table(question, passage)
        if named:
            found.setdefault(named.column.table.rows, named)
    if len(found) != 1 or not all(_belongs(candidate, *found.values()) for candidate in ranked if candidate.score >= EVEN):
        return NOTHING
    (named,) = found.values()
    return _shared(named, room) if question.total is Total.SHARE else _summed(question, named, room)


def _belongs(candidate: Candidate, named: Named) -> bool:
    """Whether what is likely the answer is a row of the table that is summed, and not its own sum, or says no figure at all."""
    is_row = candidate.span in named.column.table.rows
    return is_row or not candidate.span.traits.holds.figures or candidate.span.traits.caption


def _summed(question: Question, named: Named, room: int) -> Totalled:
    """ "Rp2.500 juta — total Anggaran, dihitung dari 3 baris Tabel 5", and these rows; the table's own sum where it has one."""
    column = named.column
    if column.own_sum:
        return _own_sum(question, named, column.own_sum)
    if why := why_not(column):
        return Totalled(note=f"Totalnya tidak saya hitung: {why}.")
    amount = _amount(total_of(column), column.summands[0])
    label = _label(_total_of(column), named, f"dihitung dari {_counted(column)}")
    lines = [f"• {shortened(row.name, NAME)}: {with_unit(row.cell, row.unit, in_short=False)}" for row in column.summands]
    return _computed(amount, label, lines, named, room)


def _own_sum(question: Question, named: Named, own: Summand) -> Totalled:
    """The table's own row of sums, quoted; nothing where it has no figure, is called the sum of something else ("Jumlah penduduk"), or may be that of
    one page."""
    column, amount = named.column, with_unit(own.cell, own.unit)
    known = frozenset(terms(f"{column.head} {said_above(column)}")) | question.terms | TERMS_OF_TOTALS
    is_of_the_table = frozenset(terms(own.name)) <= known
    has_figure = any(map(str.isdigit, own.cell))
    if not (has_figure and is_of_the_table and column.table.whole):
        return NOTHING
    label = _label(f"{own.name or 'Jumlah'}, {without_unit(column.head)}", named, _called(column))
    quotes = tuple(quote for _, quote in own.span.quotes)
    return Totalled(
        Block(f"{amount} — {label}", quotes, (_member(own.span, named),), Value(amount, label, own.unit, region=_region(named)))
    )


def _shared(named: Named, room: int) -> Totalled:
    """ "12,5% — Dinas Pendidikan dari total Anggaran, dihitung", and from what."""
    column, (row,) = named.column, named.rows
    if why := why_not(column):
        return Totalled(note=f"Bagiannya tidak saya hitung: {why}.")
    whole = total_of(column)
    if not whole:
        return NOTHING
    share = (100 * row.number / whole).quantize(HUNDREDTH, ROUND_HALF_UP)
    how = "dihitung" if share * whole == 100 * row.number else "dihitung dan dibulatkan"
    label = _label(f"{shortened(row.name, LONGEST)} dari {_total_of(column)}", named, how)
    part = with_unit(row.cell, row.unit, in_short=False)
    return _computed(
        f"{written(share)}%", label, [f"{part} dari {_amount(whole, row)}, jumlah {_counted(column)}"], named, room
    )


def _amount(number: Decimal, like: Summand) -> str:
    """A number as the cells of its column are written."""
    cell = f"Rp{written(number)}" if like.cell.startswith("Rp") else written(number)
    return with_unit(cell, like.unit)


def _label(what: str, named: Named, behind: str) -> str:
    return ", ".join(filter(None, (what, _region(named), behind)))


def _total_of(column: Column) -> str:
    """ "total Anggaran"; "total" where the head says no more than that its figures are many."""
    head = without_unit(column.head)
    return f"total {head}" if frozenset(terms(head)) - TERMS_OF_TOTALS else "total"


def _counted(column: Column) -> str:
    return f"{len(column.summands)} baris {_called(column)}"


def _called(column: Column) -> str:
    """What a table is called, which says of when and what it is."""
    return shortened(said_above(column), NAME) or "tabel ini"


def _computed(amount: str, label: str, lines: Sequence[str], named: Named, room: int) -> Totalled:
    """Nothing where the rows can't all be shown, and so not be checked."""
    rows = named.column.summands
    text = "\n".join((f"{amount} — {label}", *lines))
    if len(text) > room or len(rows) > MOST_SHOWN:
        return NOTHING
    members = tuple(_member(row.span, named) for row in rows)
    return Totalled(Block(text, runs(members), members, Value(amount, label, region=_region(named))))


def _member(span: Span, named: Named) -> Candidate:
    """A row as a member of a block: it may stand in another piece of the table, on the same page."""
    return Candidate(named.passage, Evidence(span, 0.0, 0.0), EVEN)


def _region(named: Named) -> str:
    first = named.column.summands[0].span
    return region_of(_member(first, named))
