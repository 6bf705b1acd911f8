"""A chunk -> the spans that can answer by themselves: sentences, list items, table rows, each with what stands above it. Pure."""

import re
from dataclasses import replace
from itertools import dropwhile, takewhile

from indexer.language.sentences import sentences
from indexer.models import DITTO, SEAM, Chunk, Span
from indexer.structure import marks
from indexer.structure.outline import Element, resume


def with_spans(chunk: Chunk) -> Chunk:
    """The chunk with its spans."""
    return replace(chunk, spans=tuple(spans(chunk)))


def spans(chunk: Chunk) -> list[Span]:
    """The spans of a chunk in reading order; headings are spans too, as a vision is often set as one."""
    outline = resume(chunk.heading, chunk.parents, () if _has_heads(chunk.text) else chunk.heads)
    found: list[Span] = []
    for page, text in zip(chunk.pages, chunk.text.split("\f"), strict=True):
        for element in outline.read(text, page):
            for span in _of(element, len(found)):
                if found and _continues(found[-1], span):
                    found[-1] = _joined(found[-1], span)
                else:
                    found.append(span)
    return found


def _has_heads(text: str) -> bool:
    """Whether the first table of a text brings its heads along: the chunk's own are those of rows that go on from the one before."""
    rows = (marks.cells(line) for line in re.split(r"[\n\f]", text))
    table = takewhile(lambda row: row is not None, dropwhile(lambda row: row is None, rows))
    return any(marks.is_rule(row) for row in table)


def _of(element: Element, order: int) -> list[Span]:
    above = {"heading": element.heading, "parents": tuple(clean(line) for line in element.parents)}
    if element.kind == "heads":
        return []
    if element.kind == "row":
        cells = tuple(marks.cells(element.text) or ())
        quote = longest_run(cells)
        readable = tuple(cell.replace(DITTO, "").replace(SEAM, "") for cell in cells)
        if element.heads and all(cell in element.heads for cell in readable if cell):
            return []
        text = " | ".join(cell for cell in readable if cell)
        return (
            [Span("row", text, ((element.page, quote),), heads=element.heads, cells=readable, order=order, **above)]
            if quote
            else []
        )
    if element.kind == "paragraph":
        texts = [_line(sentence) for sentence in sentences(element.text)]
        kind = "sentence"
    else:
        texts, kind = [_line(element.text)], element.kind
    return [
        Span(kind, text.replace(SEAM, ""), ((element.page, unbroken(text)),), order=order + place, **above)
        for place, text in enumerate(texts)
        if text
    ]


def clean(text: str) -> str:
    """One line without Markdown's marks; words and their order are kept."""
    return _line(text).replace(SEAM, "")


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"^\s*(?:#{1,6}\s+|[-*•▪➢✓]\s+)?", "", text)).strip()


def unbroken(text: str) -> str:
    """The longest part of a text without an ellipsis, which stands where words are missing on the page or were not readable, and
    without a SEAM."""
    return max((part.strip() for part in re.split(rf"…|\.{{3,}}|{SEAM}", text)), key=len)


def longest_run(cells: tuple[str, ...]) -> str:
    """The longest run of cells that stand side by side on the page, joined by " | "."""
    runs: list[list[str]] = [[]]
    for cell in cells:
        if cell.startswith(DITTO):
            runs.append([])
        elif cell:
            runs[-1].append(cell)
    return unbroken(max((" | ".join(run) for run in runs), key=len))


def _continues(last: Span, span: Span) -> bool:
    """Whether a sentence goes on over a page break."""
    if last.kind not in ("sentence", "item") or span.kind != "sentence" or last.quotes[-1][0] == span.quotes[0][0]:
        return False
    return not re.search(r"[.;:!?]\W*$", last.text) and span.text[:1].islower()


def _joined(last: Span, span: Span) -> Span:
    return Span(last.kind, f"{last.text} {span.text}", last.quotes + span.quotes, last.heading, last.parents, order=last.order)
