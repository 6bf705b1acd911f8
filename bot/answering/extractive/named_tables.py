"""The table, its column and its rows that a question for a sum or a share names in all its words: of another table's figures nothing is computed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.extractive.summable import AMOUNTS, FEWEST, Column, Summand, adds_up, column_of, kind_of, said_above
from indexer.language.terms import STOPWORDS, term, terms, tokens
from indexer.language.wordlists import phrases
from indexer.models import Document, Passage, Span, TableRows
from indexer.question.model import YEAR, Question, Total
from indexer.question.totals import TERMS_OF_TOTALS

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_OF_CAPTIONS = frozenset(terms(" ".join(phrases("words_of_captions"))))
_OF_TABLES = frozenset(terms("tabel tahun"))


@dataclass(frozen=True, slots=True)
class Named:
    """A column of the table of a passage that a question names in all its words, and the rows that it names."""

    passage: Passage
    column: Column
    rows: tuple[Summand, ...]


def named_table(question: Question, passage: Passage) -> Named | None:
    """None where the rows of a passage's table aren't all as long as its heads, too; where a share is asked the question names one row, else none."""
    table = passage.table
    if table is None or any(not len(row.heads) == len(row.cells) == len(row.traits.columns) for row in table.rows):
        return None
    place = _asked_column(question, table)
    column = None if place is None else column_of(table, place, question)
    if column is None or len(column.summands) < FEWEST or not adds_up(column):
        return None
    rows = _rows_named(question, column)
    is_asked = len(rows) == int(question.total is Total.SHARE) and _is_all_named(question, column, rows, passage.document)
    return Named(passage, column, tuple(rows)) if is_asked else None


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


def _rows_named(question: Question, column: Column) -> list[Summand]:
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
