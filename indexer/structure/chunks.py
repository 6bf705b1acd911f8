"""Pages -> chunks: cut at headings, clauses and table rows; each chunk knows the path of headings above it. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.language.sentences import sentences
from indexer.models import DITTO, SEAM, Chunk, Page
from indexer.structure import marks
from indexer.structure.outline import Element, elements
from indexer.structure.spans import with_spans

TARGET = 800
"""Characters a chunk holds at most, unless one table row or sentence is longer: about 260 tokens, what the model embeds best."""
LIST_TARGET = 1200
"""The same for a list, which is better kept whole: still within the model's 512 tokens."""
SMALL = 250
"""Below this a section is too small to stand alone, and shares its chunk with the next one of the same parent."""


def split(pages: Sequence[Page]) -> list[Chunk]:
    """Chunks in reading order. Every word of the pages is in exactly one chunk."""
    chunks: list[Chunk] = []
    draft: list[Element] = []
    for element in _pieces(elements((page.number, page.text) for page in pages)):
        if draft and _section_ends(draft, element):
            chunks.append(_close(draft))
            draft = []
        elif draft and _size(draft) + len(element.text) > (LIST_TARGET if element.kind == "item" else TARGET):
            cut = _best_cut(draft, element)
            chunks.append(_close(draft[:cut]))
            draft = draft[cut:]
        draft.append(element)
    if draft:
        chunks.append(_close(draft))
    return chunks


def _size(parts: Sequence[Element]) -> int:
    return sum(len(part.text) + 1 for part in parts)


def _close(parts: Sequence[Element]) -> Chunk:
    first = parts[0]
    text, pages = first.text, [first.page]
    for above, part in pairwise(parts):
        text += "\f" if part.page != above.page else "\n\n" if part.kind == "paragraph" else "\n"
        text += part.text
        if part.page != above.page:
            pages.append(part.page)
    kinds = {part.kind for part in parts}
    kind = "table" if "row" in kinds else "list" if "item" in kinds else "prose"
    heads = next((part.heads for part in parts if part.heads), ())
    return with_spans(Chunk(text, tuple(pages), first.heading, first.parents, heads, kind))


def _pieces(source: Iterator[Element]) -> Iterator[Element]:
    """Elements longer than a chunk are cut between sentences."""
    for element in source:
        if len(element.text) <= TARGET or element.kind in ("row", "heads"):
            yield element
            continue
        piece = ""
        for sentence in sentences(element.text):
            if piece and len(piece) + len(sentence) > TARGET:
                yield replace(element, text=piece.strip())
                piece = ""
            piece += sentence
        if piece.strip():
            yield replace(element, text=piece.strip())


def _section_ends(draft: Sequence[Element], element: Element) -> bool:
    """Whether a chunk ends before `element` whatever its size: at a heading, and between a table and running text."""
    last = draft[-1]
    if all(part.kind == "heading" for part in draft):
        return False
    if element.kind == "heading":
        return _size(draft) >= SMALL or _level(element) < min(_level(part) for part in draft)
    tabular = element.kind in ("heads", "row")
    return tabular != (last.kind in ("heads", "row")) and not _introduces(last) and _size(draft) >= SMALL


def _level(element: Element) -> int:
    """The level of a heading; what is no heading is deeper than any."""
    found = marks.heading(element.text) if element.kind == "heading" else None
    return found.level if found else marks.PLAIN_HEADING + 1


def _introduces(element: Element) -> bool:
    """Whether an element only makes sense together with the one after it."""
    text = element.text.lstrip("# ").rstrip()
    return element.kind in ("heading", "heads") or text.endswith(":") or bool(marks.CAPTION.match(text))


def _best_cut(draft: Sequence[Element], element: Element) -> int:
    """Where to cut a full draft so that items stay with their parents: before the shallowest element, the latest of these."""
    best = (len(draft), element.depth)
    for place in range(len(draft) - 1, 0, -1):
        if _size(draft[:place]) < TARGET / 2:
            break
        if draft[place].depth < best[1]:
            best = (place, draft[place].depth)
    place = best[0]
    while place > 1 and _introduces(draft[place - 1]):
        place -= 1
    return place if not _introduces(draft[place - 1]) else best[0]


def place(title: str, chunk: Chunk) -> str:
    """Where a chunk stands, for reading: its document's title, headings and open list items."""
    parents = (re.sub(r"^\s*[-*•]\s+|\s+$", "", line) for line in chunk.parents)
    return " › ".join(part for part in (title, *chunk.heading, *parents) if part)


def joined(chunk: Chunk, following: Chunk) -> Chunk:
    """Two neighbouring chunks as one."""
    same_page = chunk.pages[-1] == following.pages[0]
    pages = chunk.pages + following.pages[1 if same_page else 0 :]
    text = f"{chunk.text}{chr(10) if same_page else chr(12)}{following.text}"
    return with_spans(replace(chunk, text=text, pages=pages))


def plain(text: str) -> str:
    """A chunk's text as people read it: without marks of headings and merged cells, page breaks as new lines."""
    lines = text.replace("\f", "\n").replace(DITTO, "").replace(SEAM, "").split("\n")
    kept = [line for line in lines if not marks.is_rule(marks.cells(line) or [])]
    return "\n".join(line.lstrip("#").lstrip() if marks.heading(line) else line for line in kept)


def indexed_text(title: str, chunk: Chunk) -> tuple[str, str]:
    """What the lexical index holds of a chunk: where it stands (title, headings, parents), and what it says."""
    return place(title, chunk), _body(chunk)


def embedded_text(chunk: Chunk) -> str:
    """What is embedded of a chunk. Without the title, so that correcting a title costs no embedding."""
    return "\n".join(filter(None, (place("", chunk), _body(chunk))))


def _body(chunk: Chunk) -> str:
    """A chunk's text, after the column heads where it begins in the middle of a table."""
    heads = " | ".join(head for head in chunk.heads if head)
    body = plain(chunk.text)
    return f"{heads}\n{body}" if heads and "| ---" not in chunk.text else body
