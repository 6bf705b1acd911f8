"""Pages -> chunks: cut at headings, clauses and table rows; each chunk knows the path of headings above it, and its spans. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise

from indexer.models import Chunk, Page, Span
from indexer.reading.page.page_text import is_rule, plain
from indexer.structure.marks import CAPTION
from indexer.structure.outline import Element, elements
from indexer.structure.spans import item_span, joined_spans, spans_of

TARGET = 800
"""Characters a chunk holds at most, unless one table row or sentence is longer: about 260 tokens, what the model embeds best."""
LIST_TARGET = 1200
"""The same for a list, which is better kept whole: still within the model's 512 tokens."""
SMALL = 250
"""Below this a section is too small to stand alone, and shares its chunk with the next one of the same parent."""
_OF_TABLES = ("heads", "row", "line")


def split(pages: Sequence[Page]) -> list[Chunk]:
    """Chunks with their spans, in reading order. Every word of the pages is in exactly one chunk."""
    chunks: list[Chunk] = []
    draft: list[Element] = []
    for element in elements(pages, TARGET):
        end = _end_before(draft, element)
        if end:
            chunks.append(_close(draft[:end]))
            draft = draft[end:]
        draft.append(element)
    if draft:
        chunks.append(_close(draft))
    return chunks


def _end_before(draft: Sequence[Element], element: Element) -> int:
    """How many elements of a draft are a chunk before `element` comes; 0 where it still belongs to them."""
    if not draft:
        return 0
    if _section_ends(draft, element):
        return len(draft)
    room = LIST_TARGET if element.kind == "item" else TARGET
    is_full = _size(draft) + element.size > room
    return _best_cut(draft, element) if is_full else 0


def _size(parts: Sequence[Element]) -> int:
    return sum(part.size + 1 for part in parts)


def _close(parts: Sequence[Element]) -> Chunk:
    first = parts[0]
    text, pages = first.drawn, [first.page]
    for above, part in pairwise(parts):
        text += _between(above, part) + part.drawn
        if part.page != above.page:
            pages.append(part.page)
    return Chunk(text, tuple(pages), first.heading, first.parents, _heads(parts), _kind(parts), spans_of(parts))


def _heads(parts: Sequence[Element]) -> tuple[str, ...]:
    """The first column heads among the elements; none where no table is."""
    for part in parts:
        if part.heads:
            return part.heads
    return ()


def _kind(parts: Sequence[Element]) -> str:
    kinds = {part.kind for part in parts}
    if "row" in kinds:
        return "table"
    return "list" if "item" in kinds else "prose"


def _between(above: Element, part: Element) -> str:
    """What parts two elements in a chunk's text."""
    if part.page != above.page:
        return "\f"
    return "\n\n" if part.kind == "paragraph" else "\n"


def _section_ends(draft: Sequence[Element], element: Element) -> bool:
    """Whether a chunk ends before `element` whatever its size: at a heading, and between a table and running text."""
    only_headings = all(part.kind == "heading" for part in draft)
    if only_headings:
        return False
    is_large = _size(draft) >= SMALL
    if element.kind == "heading":
        highest = min(part.level for part in draft)
        return is_large or element.level < highest
    last = draft[-1]
    table_ends_or_begins = (element.kind in _OF_TABLES) != (last.kind in _OF_TABLES)
    return table_ends_or_begins and is_large and not _introduces(last)


def _introduces(element: Element) -> bool:
    """Whether an element only makes sense together with the one after it."""
    if element.kind in ("heading", "heads"):
        return True
    is_caption = CAPTION.match(element.text) is not None
    return is_caption or element.text.rstrip().endswith(":")


def _best_cut(draft: Sequence[Element], element: Element) -> int:
    """Where to cut a full draft so that items stay with their parents: before the shallowest element, the latest of these."""
    best, depth = len(draft), element.depth
    for cut in range(len(draft) - 1, 0, -1):
        if _size(draft[:cut]) < TARGET / 2:
            break
        if draft[cut].depth < depth:
            best, depth = cut, draft[cut].depth
    return _before_introduction(draft, best)


def _before_introduction(draft: Sequence[Element], cut: int) -> int:
    """The cut, moved up before what introduces the elements behind it; where that is all of the draft, it stays."""
    earlier = cut
    while earlier > 1 and _introduces(draft[earlier - 1]):
        earlier -= 1
    introduces_all = _introduces(draft[earlier - 1])
    return cut if introduces_all else earlier


def list_of(items: Sequence[tuple[int | None, str]], heading: str, parents: tuple[str, ...] = (), between: str = "\n") -> Chunk:
    """A chunk that puts what stands apart in a document together: (page, words) as items of one list, those of one page with
    `between` them. It is beside those of `split`, and repeats their words."""
    lines: dict[int | None, list[str]] = {}
    spans: dict[int | None, list[Span]] = {}
    for page, words in items:
        lines.setdefault(page, []).append(f"- {words}")
        spans.setdefault(page, []).append(item_span(words, page, (heading,), parents))
    text = "\f".join(map(between.join, lines.values()))
    in_order = joined_spans(chain.from_iterable(spans.values()))
    return Chunk(text, tuple(lines), (heading,), parents, kind="statement", spans=in_order)


def where_it_stands(title: str, chunk: Chunk) -> str:
    """Where a chunk stands, for reading: its document's title, headings and open list items."""
    parents = (re.sub(r"^\s*[-*•]\s+|\s+$", "", line) for line in chunk.parents)
    return " › ".join(part for part in (title, *chunk.heading, *parents) if part)


def joined(chunk: Chunk, following: Chunk) -> Chunk:
    """Two neighbouring chunks as one."""
    pages, between = following.pages, "\f"
    goes_on_there = chunk.pages[-1] == following.pages[0]
    if goes_on_there:
        pages, between = following.pages[1:], "\n"
    pages = chunk.pages + pages
    text = chunk.text + between + following.text
    return replace(chunk, text=text, pages=pages, spans=joined_spans((*chunk.spans, *following.spans)))


def indexed_text(title: str, chunk: Chunk) -> tuple[str, str]:
    """What the lexical index holds of a chunk: where it stands (title, headings, parents), and what it says."""
    return where_it_stands(title, chunk), _body(chunk)


def embedded_text(chunk: Chunk) -> str:
    """What is embedded of a chunk. Without the title, so that correcting a title costs no embedding."""
    return "\n".join(filter(None, (where_it_stands("", chunk), _body(chunk))))


def _body(chunk: Chunk) -> str:
    """A chunk's text, after the column heads where it begins in the middle of a table."""
    text = chunk.text.replace("\f", "\n")
    heads = " | ".join(filter(None, chunk.heads))
    brings_heads = any(map(is_rule, text.split("\n")))
    if not heads or brings_heads:
        return plain(text)
    return f"{heads}\n{plain(text)}"
