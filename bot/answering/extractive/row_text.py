"""A table row -> a line that can be understood alone: what the row is about, and the cells under the heads that were asked for."""

import re
from dataclasses import dataclass

from indexer.language.terms import STOPWORDS, term
from indexer.models import Span
from indexer.question.model import YEAR
from indexer.question.wording import spelled_out

_VALUE = re.compile(r"^[\s\d.,()%RprP+\-–/≥≤<>~*]*$")
NAMES = 2
"""Text cells at the beginning of a row that say what it is about."""
NAME_LENGTH, HEAD_LENGTH = 140, 60


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is read: its names, the (head, cell) pairs of figures that were asked for or all of them, and what else it says.

    `years` tells whether the figures were picked by a year of the question.
    """

    names: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    rest: tuple[tuple[str, str], ...]
    years: bool


def read_row(span: Span, question: str) -> Row:
    """What a row says about a question. Without heads all cells are names."""
    if len(span.heads) != len(span.cells):
        return Row(tuple(cell for cell in span.cells if cell), (), (), False)
    labelled = [(head, cell) for head, cell in zip(span.heads, span.cells, strict=True) if cell]
    texts = [(head, cell) for head, cell in labelled if not _VALUE.match(cell)]
    values = [(head, cell) for head, cell in labelled if _VALUE.match(cell) and not _is_number_column(head)]
    asked, years = _asked(values, question)
    names, rest = tuple(cell for _, cell in texts[:NAMES]), texts[NAMES:]
    wanted, _ = _asked(rest, question)
    if wanted and not asked:
        return Row(names, (), tuple(wanted), False)
    return Row(names, tuple(asked or values), tuple(rest), years)


def row_line(span: Span, question: str, brief: bool = False) -> str:
    """ "Indeks SPBE · indeks — 2026: 3,20; Penanggung jawab: Diskominfo"; only the names when `brief`."""
    row = read_row(span, question)
    names = " · ".join(_cut(name) for name in row.names)
    if brief and names:
        return names
    figures = "; ".join(f"{_short(head)}: {cell}" if head else cell for head, cell in row.figures)
    rest = "".join(f"; {_short(head)}: {cell}" for head, cell in row.rest)
    return " — ".join(part for part in (names, figures) if part) + rest


def _asked(values: list[tuple[str, str]], question: str) -> tuple[list[tuple[str, str]], bool]:
    """The cells under heads that hold a year of the question; else under those that share most words with it, and those that
    have a word of it besides."""
    years = set(YEAR.findall(question))
    words = {term(word) for word in spelled_out(question) if word not in STOPWORDS} - years
    shared = {head: words & {term(word) for word in spelled_out(head)} for head, _ in values}
    if years and any(years & set(YEAR.findall(head)) for head, _ in values):
        return [
            (head, cell) for head, cell in values if years & set(YEAR.findall(head)) or shared[head] and not YEAR.search(head)
        ], True
    most = max(map(len, shared.values()), default=0)
    if not most or len(shared) > 1 and all(len(held) == most for held in shared.values()):
        return [], False
    said = set().union(*(held for held in shared.values() if len(held) == most))
    return [(head, cell) for head, cell in values if len(shared[head]) == most or shared[head] - said], False


def _is_number_column(head: str) -> bool:
    return re.sub(r"\W", "", head).casefold() in ("no", "nomor", "nourut")


def _cut(name: str) -> str:
    return name if len(name) <= NAME_LENGTH else name[: NAME_LENGTH - 2].rsplit(" ", 1)[0] + " …"


def _short(head: str) -> str:
    """The last words of a head joined from several rows."""
    return head if len(head) <= HEAD_LENGTH else "… " + head[2 - HEAD_LENGTH :].split(" ", 1)[-1]
