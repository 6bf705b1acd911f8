"""Which column of a table has the names of what a question asks which one it is. Pure."""

from dataclasses import dataclass

from bot.answering.extractive.whole_tables.sheet import Sheet, is_blank
from indexer.language.terms import index_terms, term, terms
from indexer.language.wordlists import groups, phrases

_ANY_NAME = frozenset(terms(" ".join(phrases("heads_of_any_name"))))
_ALIKE = [[tuple(terms(name)) for name in names] for names in groups("classes_alike")]


@dataclass(frozen=True, slots=True)
class Naming:
    """The column that names rows, and the terms of the class they are of."""

    place: int
    asked: tuple[str, ...]


def naming_column(sheet: Sheet) -> Naming | None:
    """The column of the first class of the question that is one of the table's; None where a class that is asked with "mana" is none of them."""
    for asked in sheet.question.classes:
        if _is_measured(sheet, asked):
            continue
        place = _column_of(sheet, asked)
        if place is not None:
            return Naming(place, asked)
        if _is_said_above(sheet, asked) and sheet.texts:
            return Naming(sheet.texts[0], asked)
    return Naming(sheet.texts[0], ()) if sheet.texts and _is_left_open(sheet) else None


def _is_measured(sheet: Sheet, asked: tuple[str, ...]) -> bool:
    """Whether what stands before the superlative is what is measured, and the table has it as figures."""
    ends = sheet.question.superlatives
    measured = {term(word) for one in ends for word in one.before}
    is_measure = bool(ends) and not any(one.behind for one in ends) and measured.issuperset(asked)
    forms = _forms(sheet, asked[0])
    return is_measure and any(_says(sheet, place, forms) for place in sheet.figures)


def _is_left_open(sheet: Sheet) -> bool:
    """Whether a question says only what is measured, and not of what: "anggaran paling besar untuk apa"."""
    asked = sheet.question.superlatives
    measured = {term(word) for one in asked for word in one.before}
    return not any(one.behind for one in asked) and all(measured.issuperset(called) for called in sheet.question.classes)


def _column_of(sheet: Sheet, asked: tuple[str, ...]) -> int | None:
    """The column of words whose head says a class in its first word, else in one after it."""
    return next((place for one in asked if (place := _column_called(sheet, one)) is not None), None)


def _column_called(sheet: Sheet, one: str) -> int | None:
    """The column of words whose head has a term; else the one whose cells nearly all begin with it."""
    forms = _forms(sheet, one)
    for place in sheet.texts:
        if _says(sheet, place, forms):
            return place
    for place in sheet.texts:
        cells = [index_terms(cell).split() for cell in sheet.cells(place) if not is_blank(cell)]
        said = sum(any(form[0] in cell[:2] for form in forms) for cell in cells)
        if 5 * said >= 4 * len(cells) and _is_different(sheet, place):
            return place
    return None


def _says(sheet: Sheet, place: int, forms: list[tuple[str, ...]]) -> bool:
    head = sheet.rows[0].traits.columns[place].terms.split()
    return any(all(part in head for part in form) for form in forms)


def _forms(sheet: Sheet, term: str) -> list[tuple[str, ...]]:
    """The ways in which documents may say a word of the question, and what else may be meant by it."""
    concepts = sheet.question.concepts
    found = [
        form for concept in concepts if not concept.pair for form in concept.alternatives if (term,) in concept.alternatives
    ]
    alike = [form for names in _ALIKE if names[0][0] == term for form in names]
    return [(term,), *found, *alike]


def _is_different(sheet: Sheet, place: int) -> bool:
    cells = sheet.cells(place)
    return len(set(cells)) == len(cells)


def _is_said_above(sheet: Sheet, asked: tuple[str, ...]) -> bool:
    """Whether what names the table says the class, and what its rows are called is left open by their head."""
    above = frozenset(terms(" ".join((*sheet.rows[0].heading, sheet.table.caption, *sheet.heads))))
    head = frozenset(sheet.rows[0].traits.columns[sheet.texts[0]].terms.split()) if sheet.texts else frozenset()
    return asked[0] in above and bool(head & _ANY_NAME)
