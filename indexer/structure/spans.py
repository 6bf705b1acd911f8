"""Elements -> the spans that can answer by themselves: sentences, list items, table rows, each with what stands above it. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from indexer.language.sentences import sentences
from indexer.models import Row, Span
from indexer.reading.page.seams import unbroken, unseamed
from indexer.structure.outline import Element
from indexer.structure.traits import described

_BULLET = re.compile(r"^\s*(?:[-*•▪➢✓]\s+)?")
_ENDED = re.compile(r"[.;:!?]\W*$")


def spans_of(elements: Iterable[Element]) -> tuple[Span, ...]:
    """The spans of a chunk in reading order; headings are spans too, as a vision is often set as one."""
    found = chain.from_iterable(map(_spans, _whole_items(elements)))
    return joined_spans(map(described, found))


def _whole_items(elements: Iterable[Element]) -> list[Element]:
    """The elements, with an item that was cut in one as far as this chunk holds it."""
    whole: list[Element] = []
    for element in elements:
        of_an_item = bool(whole) and whole[-1].kind == "item"
        if element.goes_on and of_an_item:
            whole[-1] = replace(whole[-1], text=f"{whole[-1].text} {element.text}")
        else:
            whole.append(element)
    return whole


def joined_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans numbered in order, a sentence that goes on over a page break as one."""
    found: list[Span] = []
    for span in spans:
        if found and _continues(found[-1], span):
            whole = replace(found[-1], text=f"{found[-1].text} {span.text}", quotes=found[-1].quotes + span.quotes)
            found[-1] = described(whole)
        else:
            found.append(replace(span, order=len(found)))
    return tuple(found)


def item_span(text: str, page: int | None, heading: tuple[str, ...], parents: tuple[str, ...] = ()) -> Span:
    """The span of an item whose words stand on a page, though not as an item of this list."""
    line = one_line(text)
    return described(Span("item", line, ((page, unbroken(line)),), heading, parents))


def _spans(element: Element) -> Iterator[Span]:
    is_running_text = element.kind == "paragraph" or element.goes_on
    if element.kind == "heads":
        return
    if element.kind == "row":
        yield from _of_row(element)
    elif is_running_text:
        yield from _of_lines("sentence", sentences(element.text), element)
    else:
        yield from _of_lines(element.kind, [element.text], element)


def _of_lines(kind: str, texts: Sequence[str], element: Element) -> Iterator[Span]:
    parents = tuple(map(one_line, element.parents))
    for text in map(one_line, texts):
        if text:
            yield Span(kind, unseamed(text), ((element.page, unbroken(text)),), element.heading, parents)


def _of_row(element: Element) -> Iterator[Span]:
    """The span of a row that says something of its own, and not merely its heads again."""
    quote = longest_run(element.cells)
    cells = tuple(unseamed(cell.text) for cell in element.cells)
    said = tuple(filter(None, cells))
    repeats_heads = bool(element.heads) and set(said) <= set(element.heads)
    if not quote or repeats_heads:
        return
    yield Span(
        "row",
        text=" | ".join(said),
        quotes=((element.page, quote),),
        heading=element.heading,
        parents=tuple(map(one_line, element.parents)),
        heads=element.heads,
        cells=cells,
    )


def one_line(text: str) -> str:
    """A text on one line without its bullet; words and their order are kept."""
    return re.sub(r"\s+", " ", _BULLET.sub("", text)).strip()


def longest_run(cells: Row) -> str:
    """The longest run of cells that stand side by side on the page, joined by " | "."""
    runs: list[list[str]] = [[]]
    for cell in cells:
        if cell.repeats:
            runs.append([])
        elif cell.text:
            runs[-1].append(cell.text)
    return unbroken(max((" | ".join(run) for run in runs), key=len))


def _continues(last: Span, span: Span) -> bool:
    """Whether a sentence goes on over a page break."""
    if span.kind != "sentence" or last.kind not in ("sentence", "item"):
        return False
    (last_page, _), (page, _) = last.quotes[-1], span.quotes[0]
    if page == last_page:
        return False
    has_ended = _ENDED.search(last.text) is not None
    return span.text[:1].islower() and not has_ended
