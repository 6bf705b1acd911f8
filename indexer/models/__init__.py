"""The things a library holds. Plain values; every other module speaks in these."""

from indexer.models.documents import KINDS, Comparison, Document, IndexReport, Metadata, Relation, State
from indexer.models.pages import Block, Cell, Page, Reading, Row, Table, Word
from indexer.models.passages import Evidence, Passage
from indexer.models.spans import Chunk, Column, Holds, Name, Span, Traits

__all__ = [
    "Block",
    "Cell",
    "Chunk",
    "Column",
    "Comparison",
    "Document",
    "Evidence",
    "Holds",
    "IndexReport",
    "KINDS",
    "Metadata",
    "Name",
    "Page",
    "Passage",
    "Reading",
    "Relation",
    "Row",
    "Span",
    "State",
    "Table",
    "Traits",
    "Word",
]
