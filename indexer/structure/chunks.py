"""Pages -> chunks: cut at headings, clauses and table rows; each chunk knows the path of headings above it, and its spans. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.models import Chunk, Page
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
_OF_TABLES = ("heads", "row")


def split(pages: Sequence[Page]) -> list[Chunk]:
    """Chunks with their spans, in reading order. Every word of the pages is in exactly one chunk."""
    chunks: list[Chunk] = []
    draft: list[Element] = []
    for element in elements(pages, TARGET):
        room = LIST_TARGET if element.kind == "item" else TARGET
        if draft and _section_ends(draft, element):
            chunks.append(_close(draft))
            draft = []
        elif draft and _size(draft) + element.size > room:
            cut = _best_cut(draft, element)
            chunks.append(_close(draft[:cut]))
            draft = draft[cut:]
        draft.append(element)
    if draft:
        chunks.append(_close(draft))
    return chunks


def _size(parts: Sequence[Element]) -> int:
    return sum(part.size + 1 for part in parts)


def _close(parts: Sequence[Element]) -> Chunk:
    first = parts[0]
    text, pages = first.drawn, [first.page]
    for above, part in pairwise(parts):
        text += _between(above, part) + part.drawn
        if part.page != above.page:
            pages.append(part.page)
    kinds = {part.kind for part in parts}
    kind = "table" if "row" in kinds else "list" if "item" in kinds else "prose"
    heads = next((part.heads for part in parts if part.heads), ())
    return Chunk(text, tuple(pages), first.heading, first.parents, heads, kind, spans_of(parts))


def _between(above: Element, part: Element) -> str:
    """What parts two elements in a chunk's text."""
    if part.page != above.page:
        return "\f"
    return "\n\n" if part.kind == "paragraph" else "\n"


def _section_ends(draft: Sequence[Element], element: Element) -> bool:
    """Whether a chunk ends before `element` whatever its size: at a heading, and between a table and running text."""
    last = draft[-1]
    large = _size(draft) >= SMALL
    if all(part.kind == "heading" for part in draft):
        return False
    if element.kind == "heading":
        return large or element.level < min(part.level for part in draft)
    table_ends_or_begins = (element.kind in _OF_TABLES) != (last.kind in _OF_TABLES)
    return table_ends_or_begins and large and not _introduces(last)


def _introduces(element: Element) -> bool:
    """Whether an element only makes sense together with the one after it."""
    opens = element.text.rstrip().endswith(":") or bool(CAPTION.match(element.text))
    return element.kind in ("heading", "heads") or opens


def _best_cut(draft: Sequence[Element], element: Element) -> int:
    """Where to cut a full draft so that items stay with their parents: before the shallowest element, the latest of these."""
    best, depth = len(draft), element.depth
    for place in range(len(draft) - 1, 0, -1):
        if _size(draft[:place]) < TARGET / 2:
            break
        if draft[place].depth < depth:
            best, depth = place, draft[place].depth
    place = best
    while place > 1 and _introduces(draft[place - 1]):
        place -= 1
    return place if not _introduces(draft[place - 1]) else best


def list_of(items: Sequence[tuple[int | None, str]], heading: str, parents: tuple[str, ...] = (), between: str = "\n") -> Chunk:
    """A chunk that puts what stands apart in a document together: (page, words) as items of one list, those of one page with
    `between` them. It is beside those of `split`, and repeats their words."""
    on_page: dict[int | None, list[str]] = {}
    for page, words in items:
        on_page.setdefault(page, []).append(words)
    text = "\f".join(between.join(f"- {words}" for words in said) for said in on_page.values())
    spans = [item_span(words, page, (heading,), parents) for page, said in on_page.items() for words in said]
    return Chunk(text, tuple(on_page), (heading,), parents, kind="statement", spans=joined_spans(spans))


def place(title: str, chunk: Chunk) -> str:
    """Where a chunk stands, for reading: its document's title, headings and open list items."""
    parents = (re.sub(r"^\s*[-*•]\s+|\s+$", "", line) for line in chunk.parents)
    return " › ".join(part for part in (title, *chunk.heading, *parents) if part)


def joined(chunk: Chunk, following: Chunk) -> Chunk:
    """Two neighbouring chunks as one."""
    same_page = chunk.pages[-1] == following.pages[0]
    pages = chunk.pages + following.pages[1 if same_page else 0 :]
    text = chunk.text + ("\n" if same_page else "\f") + following.text
    return replace(chunk, text=text, pages=pages, spans=joined_spans((*chunk.spans, *following.spans)))


def indexed_text(title: str, chunk: Chunk) -> tuple[str, str]:
    """What the lexical index holds of a chunk: where it stands (title, headings, parents), and what it says."""
    return place(title, chunk), _body(chunk)


def embedded_text(chunk: Chunk) -> str:
    """What is embedded of a chunk. Without the title, so that correcting a title costs no embedding."""
    return "\n".join(filter(None, (place("", chunk), _body(chunk))))


def _body(chunk: Chunk) -> str:
    """A chunk's text, after the column heads where it begins in the middle of a table."""
    text = chunk.text.replace("\f", "\n")
    heads = " | ".join(head for head in chunk.heads if head)
    brings_heads = any(map(is_rule, text.split("\n")))
    return f"{heads}\n{plain(text)}" if heads and not brings_heads else plain(text)
