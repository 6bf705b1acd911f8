"""A library -> questions that it should answer: of the rows of its tables, and of when its regulations were enacted."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.journal.sources import short_title
from indexer.language.place_names import mentions
from indexer.library import Library
from indexer.models import Document, Span

LONGEST_NAME, SHORTEST_NAME = 60, 6
"""Characters of the name of a row that is asked for."""
TABLES = 24
"""Pieces of tables that are looked into, a few of each document."""
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_FIGURE = re.compile(r"\d[\d.,]*%?")
_NAME = re.compile(r"[A-Z][^\d:;|]+")
_MEASURED = "indikator"
"""Heads the names of what is measured: other rows have names that say less by themselves."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question, and what its answer must say. `measured`: it asks for an indicator."""

    question: str
    answer: str
    measured: bool = False


def questions_of(library: Library) -> Iterator[Example]:
    """Of the documents as they are: of each piece of a table one row, indicators first; then of each regulation when it was enacted."""
    rows = [row for chunk in library.tables(TABLES) if (row := _first(chunk.spans))]
    yield from sorted(rows, key=lambda row: not row.measured)
    for document in library.documents():
        yield from _of_document(document)


def _first(spans: Sequence[Span]) -> Example | None:
    """The first row that can be asked for."""
    return next(filter(None, map(_of_row, spans)), None)


def _of_row(span: Span) -> Example | None:
    """Of a row that is named and has one figure for a year: the latest of these."""
    if span.kind != "row" or len(span.heads) != len(span.cells):
        return None
    cells = list(zip(span.heads, map(str.strip, span.cells), strict=True))
    named = next(((head, cell) for head, cell in cells if _is_name(cell)), None)
    figures = _single_figures(cells)
    if named is None or not figures:
        return None
    head, name = named
    year = max(figures)
    return Example(f"Berapa {_in_a_sentence(name)} tahun {year}?", figures[year], _MEASURED in head.casefold())


def _single_figures(cells: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Year -> the figure under its head, where it has one head and that names no other year."""
    found = defaultdict(list)
    for head, cell in cells:
        years = _YEAR.findall(head)
        if len(years) == 1:
            found[years[0]].append(cell)
    return {year: cells[0] for year, cells in found.items() if len(cells) == 1 and _FIGURE.fullmatch(cells[0])}


def _is_name(cell: str) -> bool:
    """Whether a cell says what a row's figures are; the name of a place doesn't."""
    is_name = SHORTEST_NAME <= len(cell) <= LONGEST_NAME and _NAME.fullmatch(cell) is not None
    return is_name and not any(cell[place.start : place.end] == cell for place in mentions(cell, any_case=True))


def _in_a_sentence(name: str) -> str:
    """A name as it stands within a sentence: "pertumbuhan ekonomi", but "PDRB"."""
    first = name.split()[0]
    return name if any(letter.isupper() for letter in first[1:]) else f"{name[0].lower()}{name[1:]}"


def _of_document(document: Document) -> Iterator[Example]:
    """When a regulation was enacted."""
    if document.kind == "peraturan" and document.date and document.title:
        yield Example(f"Kapan {short_title(document.title)} ditetapkan?", document.date[:4])
