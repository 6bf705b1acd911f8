"""The rows of one table among the spans of neighbouring chunks. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.models import Span

_OF_TABLES = ("row", "line")


@dataclass(frozen=True, slots=True)
class Run:
    """Rows that stand side by side under the same heads, and the line above that names their table ("" for none). `ends` says that what stands around them belongs to another thing for certain: they
    are on one page, and their neighbours on it, or a heading."""

    rows: tuple[Span, ...]
    caption: str
    ends: bool


def run_of(row: Span, spans: Sequence[Span], at: int, *, from_first: bool, to_last: bool) -> Run:
    """The run of `row`, which is the one at the place `at` of spans in reading order; these begin and end with the document, or may not."""
    first = last = at
    while first > 0 and _same_table(spans[first - 1], row):
        first -= 1
    while last + 1 < len(spans) and _same_table(spans[last + 1], row):
        last += 1
    rows = tuple(spans[first : last + 1])
    before = _parts(spans[first - 1], rows) if first else from_first
    behind = _parts(spans[last + 1], rows) if last + 1 < len(spans) else to_last
    above = spans[first - 1] if first else None
    caption = above.text if above and above.traits.caption else ""
    return Run(rows, caption, before and behind and len({_page(one) for one in rows}) == 1)


def _same_table(span: Span, row: Span) -> bool:
    return span.kind == "row" and (span.heads, span.heading) == (row.heads, row.heading)


def _parts(neighbour: Span, rows: Sequence[Span]) -> bool:
    """Whether a neighbour can't be a part of the table that was read as something else: what a page break tears off often is."""
    if neighbour.kind in _OF_TABLES:
        return False
    return neighbour.kind == "heading" or _page(neighbour) == _page(rows[0])


def _page(span: Span) -> int | None:
    return span.quotes[-1][0]
