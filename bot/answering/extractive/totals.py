"""What a column of one table comes to, or the share of it that a row has, where a question asks for that: the table's own sum, else one that is
computed, and said to be, with the rows it was computed from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bot.answering.extractive.blocks import Block, runs
from bot.answering.extractive.numbers import written
from bot.answering.extractive.opening import LONGEST, region_of
from bot.answering.extractive.summable import (
    AMOUNTS,
    FEWEST,
    Column,
    Summand,
    adds_up,
    column_of,
    kind_of,
    said_above,
    total_of,
    why_not,
)
from bot.answering.extractive.units import with_unit, without_unit
from bot.models import Value
from indexer.evidence.ranking import EVEN, Candidate
from indexer.language.shortening import shortened
from indexer.language.terms import STOPWORDS, term, terms, tokens
from indexer.language.wordlists import phrases
from indexer.models import Document, Evidence, Passage, Span, TableRows
from indexer.question.model import YEAR, Question, Total
from indexer.question.totals import TERMS_OF_TOTALS

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_OF_CAPTIONS = frozenset(terms(" ".join(phrases("words_of_captions"))))
_OF_TABLES = frozenset(terms("tabel tahun"))
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
    found: dict[tuple[Span, ...], _Named] = {}
    for passage in passages:
        named = _named_table(question, passage)
        if named:
            found.setdefault(named.column.table.rows, named)
    if len(found) != 1 or not all(_belongs(candidate, *found.values()) for candidate in ranked if candidate.score >= EVEN):
        return NOTHING
    (named,) = found.values()
    return _shared(named, room) if question.total is Total.SHARE else _summed(question, named, room)


@dataclass(frozen=True, slots=True)
class _Named:
    """A column of the table of a passage that a question names in all its words, and the rows that it names."""

    passage: Passage
    column: Column
    rows: tuple[Summand, ...]


def _named_table(question: Question, passage: Passage) -> _Named | None:
    """None where the rows of a passage's table aren't all as long as its heads, too; where a share is asked the question names one row, else none."""
    table = passage.table
    if table is None or any(not len(row.heads) == len(row.cells) == len(row.traits.columns) for row in table.rows):
        return None
    place = _asked_column(question, table)
    column = None if place is None else column_of(table, place, question)
    if column is None or len(column.summands) < FEWEST or not adds_up(column):
        return None
    rows = _named(question, column)
    is_asked = len(rows) == int(question.total is Total.SHARE) and _is_all_named(question, column, rows, passage.document)
    return _Named(passage, column, tuple(rows)) if is_asked else None


def _belongs(candidate: Candidate, named: _Named) -> bool:
    """Whether what is likely the answer is a row of the table that is summed, and not its own sum, or says no figure at all."""
    is_row = candidate.span in named.column.table.rows
    return is_row or not candidate.span.traits.holds.figures or candidate.span.traits.caption


def _asked_about(question: Question) -> frozenset[str]:
    """The terms of what is summed."""
    return question.terms - question.years - TERMS_OF_TOTALS - _OF_TABLES


def _asked_column(question: Question, table: TableRows) -> int | None:
    """The one column of figures of which the head is of the year that is asked, and says more of what is asked than others; None where that isn't one,
    or it says what its figures are in other words."""
    columns = [place for place in range(len(table.rows[0].heads)) if _is_of_figures(table.rows, place)]
    heads = table.rows[0].traits.columns
    if any(heads[place].years for place in columns):
        columns = [place for place in columns if question.years and question.years == set(heads[place].years)]
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
    return bool(words) and words <= question.all_terms


def _is_all_named(question: Question, column: Column, named: Sequence[Summand], document: Document) -> bool:
    """Whether each word of a question stands above the table, in its heads, in the title of its document or in the name of its region, or names the row
    of a share: a word of some rows only asks for these."""
    span, above = column.summands[0].span, said_above(column)
    around = (above, *span.heading, *span.heads, document.title, document.region, document.kind, document.period)
    known = frozenset(terms(" ".join((*around, *(row.name for row in named)))))
    measured = kind_of(column.head) or frozenset(terms(above))
    asked = _asked_about(question)
    is_named = asked <= known and bool(asked & measured)
    return is_named and _is_of_the_year(question, column, document) and _names_the_table(asked, column, document)


def _is_of_the_year(question: Question, column: Column, document: Document) -> bool:
    """Whether a year that is asked is the only one that the head, the words above the table, or else its document's name say: a period has many."""
    of_head = column.summands[0].span.traits.columns[column.place].years
    above, of_document = YEAR.findall(said_above(column)), YEAR.findall(f"{document.title} {document.period}")
    said = next(filter(None, (of_head, above, of_document)), ())
    return not question.years or question.years == set(said)


def _names_the_table(asked: frozenset[str], column: Column, document: Document) -> bool:
    """Whether a question says more than that amounts are wanted, and every word above a table that may say of which: without "prioritas" it asks of
    something larger. What its heads say, and what its document is called, needn't be said."""
    span = column.summands[0].span
    said_elsewhere = frozenset(terms(" ".join((*span.heads, document.title, document.region))))
    return bool(asked - AMOUNTS) and _words_of(said_above(column)) <= said_elsewhere | asked


def _words_of(text: str) -> frozenset[str]:
    """The terms of a text that tell something, without its units."""
    telling = (
        word for word in tokens(_IN_BRACKETS.sub(" ", text)) if word.isalpha() and len(word) > 2 and word not in STOPWORDS
    )
    return frozenset(map(term, telling)) - TERMS_OF_TOTALS - _OF_CAPTIONS


def _summed(question: Question, named: _Named, room: int) -> Totalled:
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


def _own_sum(question: Question, named: _Named, own: Summand) -> Totalled:
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


def _shared(named: _Named, room: int) -> Totalled:
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


def _label(what: str, named: _Named, behind: str) -> str:
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


def _computed(amount: str, label: str, lines: Sequence[str], named: _Named, room: int) -> Totalled:
    """Nothing where the rows can't all be shown, and so not be checked."""
    rows = named.column.summands
    text = "\n".join((f"{amount} — {label}", *lines))
    if len(text) > room or len(rows) > MOST_SHOWN:
        return NOTHING
    members = tuple(_member(row.span, named) for row in rows)
    return Totalled(Block(text, runs(members), members, Value(amount, label, region=_region(named))))


def _member(span: Span, named: _Named) -> Candidate:
    """A row as a member of a block: it may stand in another piece of the table, on the same page."""
    return Candidate(named.passage, Evidence(span, 0.0, 0.0), EVEN)


def _region(named: _Named) -> str:
    first = named.column.summands[0].span
    return region_of(_member(first, named))
