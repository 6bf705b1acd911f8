"""A table row -> a line that can be understood alone: what the row is about, and the cells under the heads that were asked for."""

import re

from indexer.models import Span
from indexer.query import YEAR, spelled_out
from indexer.terms import STOPWORDS, term

_VALUE = re.compile(r"^[\s\d.,()%RprP+\-–/≥≤<>~*]*$")


def row_line(span: Span, question: str) -> str:
    """ "Indeks SPBE (indeks) — 2026: 3,20" for a row with heads; all its cells, labelled, when no head was asked for."""
    labelled = list(zip(span.heads, span.cells, strict=False)) if len(span.heads) == len(span.cells) else []
    if not labelled:
        return " | ".join(cell for cell in span.cells if cell)
    names = [cell for head, cell in labelled if cell and not _VALUE.match(cell)]
    values = [(head, cell) for head, cell in labelled if cell and _VALUE.match(cell) and not _is_number_column(head)]
    asked = _asked(values, question)
    shown = [f"{_short(head)}: {cell}" if head else cell for head, cell in (asked or values)]
    rest = [f"{_short(head)}: {cell}" for head, cell in labelled if cell and not _VALUE.match(cell) and cell not in names[:2]]
    line = " — ".join(part for part in (" · ".join(_cut(name) for name in names[:2]), "; ".join(shown)) if part)
    return line + ("; " + "; ".join(rest) if rest else "")


def _asked(values: list[tuple[str, str]], question: str) -> list[tuple[str, str]]:
    """The cells under heads that hold a year of the question; else under heads that share most words with it."""
    years = set(YEAR.findall(question))
    if years and (found := [(head, cell) for head, cell in values if years & set(YEAR.findall(head))]):
        return found
    words = {term(word) for word in spelled_out(question) if word not in STOPWORDS}
    overlap = {head: len(words & {term(word) for word in spelled_out(head)}) for head, _ in values}
    most = max(overlap.values(), default=0)
    if not most or all(count == most for count in overlap.values()):
        return []
    return [(head, cell) for head, cell in values if overlap[head] == most]


def _is_number_column(head: str) -> bool:
    return re.sub(r"\W", "", head).casefold() in ("no", "nomor", "nourut")


def _cut(name: str) -> str:
    return name if len(name) <= 140 else name[:138].rsplit(" ", 1)[0] + " …"


def _short(head: str) -> str:
    """The last words of a head joined from several rows."""
    return head if len(head) <= 60 else "… " + head[-58:].split(" ", 1)[-1]
