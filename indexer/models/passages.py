"""What was found for a question, and what speaks for it."""

from dataclasses import dataclass

from indexer.models.documents import Document
from indexer.models.spans import Chunk, Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span weighed against a question, by idf.

    `coverage` is the share of what is asked that stands together in the span and above it, `own` that in the span, its column
    heads and parents alone (both 0..1). `held` are the question's words found there; `missing` are those found nowhere near, each
    with its share of what is asked. `fits` is the share of the wanted kinds of answer (a figure, a date …) that the span holds,
    `focus` the share of what a row or short item is named after that was asked for: "Belanja Modal" rather than "Belanja
    Modal Tanah" (0.5 for running text, which is about more than one thing). `opening_missing` says that what is wanted of the subject ("tarif")
    is named nowhere near, `conflict` in what way the span is about something else than what is asked ("tahun lain"; "" for none),
    `undivided` that a value is asked, and the span is a line of a table whose rows can't be told apart: it says where to look, and is never the
    answer. `odds` are the log-odds of its being the answer, or a part of it; `cells` are, for each cell of a row that was read,
    or each mention of another span (indexer/language/mentions.py), how surely it is what is asked for.
    """

    span: Span
    coverage: float
    own: float
    held: tuple[str, ...] = ()
    missing: tuple[tuple[str, float], ...] = ()
    fits: float = 1.0
    focus: float = 0.5
    opening_missing: bool = False
    conflict: str = ""
    undivided: bool = False
    odds: float = 0.0
    cells: tuple[float, ...] = ()

    @property
    def elsewhere(self) -> bool:
        """Whether it is about something else than what is asked."""
        return bool(self.conflict)


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of one table as its document has them, in order, and the line that stands above them where that names a table ("" for none). `whole` says that nothing behind or before them can belong to it, `sure` that
    its page was read without doubts and losses."""

    rows: tuple[Span, ...]
    caption: str
    whole: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk found for a question, with the spans in it that may answer, in reading order.

    Scores are comparable only within one question; higher is better. `lexical` is BM25 over the best chunk's, `cosine` that of
    the embeddings. `tables` are those of which it has rows, the likeliest first, where a question asks for what only a whole table tells.
    """

    chunk_id: int
    document: Document
    chunk: Chunk
    score: float
    lexical: float = 0.0
    cosine: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    tables: tuple[TableRows, ...] = ()

    @property
    def table(self) -> TableRows | None:
        """The table of its likeliest row."""
        return next(iter(self.tables), None)

    @property
    def page(self) -> int | None:
        """The page on which the passage begins."""
        return self.chunk.pages[0]
