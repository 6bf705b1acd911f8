"""The chunks of a document -> its contents: every heading in order, with what stands under it until the next. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from indexer.models import Chunk, Span

STATEMENT = "statement"
"""The kind of chunks that repeat what stands elsewhere in their document."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A span with the chunk that it is quoted from."""

    chunk_id: int
    chunk: Chunk
    span: Span

    @property
    def page(self) -> int | None:
        """The page on which it begins."""
        return self.span.quotes[0][0] if self.span.quotes else self.chunk.pages[0]

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(self.span.text.split())


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the pieces under it, up to the next heading of any level. `heading` is None for what stands before the first."""

    heading: Piece | None
    pieces: list[Piece] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.heading.text if self.heading else ""

    @property
    def level(self) -> int:
        """How many headings it stands under."""
        return len(self.heading.span.heading) if self.heading else 0

    @property
    def is_caption(self) -> bool:
        """Whether it is what stands over a table or a figure."""
        return self.heading is not None and self.heading.span.traits.caption


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in a document, in order: its `sections`, and the lists that were made of what stands apart in it, each as its
    heading and its pieces (indexer/documents/statements.py, numbered_parts.py)."""

    sections: list[Section] = field(default_factory=list)
    lists: dict[str, list[Piece]] = field(default_factory=dict)


def contents(chunks: Mapping[int, Chunk]) -> Contents:
    """The contents of a document from its chunks, which are given by their ids in reading order."""
    found = Contents([Section(None)])
    for piece in _pieces(chunks):
        if piece.chunk.kind == STATEMENT:
            found.lists.setdefault(piece.chunk.heading[0], []).append(piece)
        elif piece.span.kind == "heading":
            found.sections.append(Section(piece))
        else:
            found.sections[-1].pieces.append(piece)
    return found


def _pieces(chunks: Mapping[int, Chunk]) -> Iterator[Piece]:
    for chunk_id, chunk in chunks.items():
        for span in chunk.spans:
            yield Piece(chunk_id, chunk, span)
