"""Question -> passages: lexical and vector candidates, fused, then ordered by how well what is asked stands together in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.embedding.embedder import Embedder
from indexer.evidence.judging import judged
from indexer.evidence.probability import probability
from indexer.evidence.reader.reader import Reader
from indexer.evidence.weighing import Weigher, row_names
from indexer.language.terms import terms
from indexer.models import NATIONAL, Chunk, Document, Passage, Span, TableRows
from indexer.question.beside import may_lack_subject
from indexer.question.meaning import Vocabulary
from indexer.question.model import Question
from indexer.question.phrases import phrases
from indexer.question.understanding import Knowledge, Likely, likely_readings, understand
from indexer.question.words import read
from indexer.store.catalogue import Catalogue
from indexer.store.vectors import VectorIndex
from indexer.structure.chunks import joined
from indexer.structure.tables import run_of

CANDIDATES = 100
"""Chunks taken from each index."""
WHOLE, CONTINUED = 3, 2
"""For a question that asks for a list: how many passages are completed, each by how many chunks that go on with it."""
SUMMED, TABLES, OF_A_TABLE = 10, 3, 8
"""For a question that only whole tables answer (a sum, the largest, some of the rows): of how many passages the tables are looked at, how many of each, and how many chunks before and behind
a row may hold rows of its table."""
RERANKED = 100
"""Fused candidates whose spans are weighed; beside these, statements of documents about themselves, which say little in few words. Spans of
the second fifty are among the 32 likeliest for 1 in 100 questions over long documents; they cost some 25 ms over 13,700 chunks."""
FIELD_WEIGHTS = (0.6, 1.0)
"""BM25 weights of where a chunk stands (title, headings) and what it says."""
COSINE_WEIGHT = 1.0
"""What vectors add to BM25 (over its best)."""
PASSAGE_WEIGHT, NO_SPANS = 0.02, 0.001
"""What a passage's words and vector add to the probability of its best span, where several are as likely; and what they say of one without spans."""

_REGION_KINDS = frozenset(terms("kabupaten kota provinsi daerah khusus istimewa ibukota administrasi"))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A chunk that may answer, before it is looked into. Higher is better; `by_words` is BM25 over the best chunk's, `by_vector` the cosine."""

    chunk_id: int
    score: float
    by_words: float
    by_vector: float


class Search:
    """Finds passages in one library. Holds what questions are read with as it last saw it; the library makes a new one when it changes."""

    def __init__(self, catalogue: Catalogue, vectors: VectorIndex, embedder: Embedder, reader: Reader | None):
        self._catalogue, self._vectors, self._embedder, self._reader = catalogue, vectors, embedder, reader
        self._known = _knowledge(catalogue)

    def understand(self, typed: str, earlier: Sequence[str] = (), about: Sequence[str] = ()) -> Question:
        """What a message asks, read with what this library knows; see `understand`."""
        return understand(typed, self._known, earlier, about)

    def may_lack_subject(self, typed: str, topic: str) -> bool:
        """Whether a question may be about what the `topic` is; see `may_lack_subject`."""
        return may_lack_subject(read(typed).whole, topic, self._known.regions)

    def readings(self, typed: str, topic: str, subject: str, shown: str, most: int) -> list[Likely]:
        """What a message may mean after another question; see `likely_readings`."""
        return likely_readings(typed, self._known, topic, subject, terms(shown), most)

    def find(self, question: Question, limit: int = 10) -> list[Passage]:
        """The `limit` best passages, best first; empty when the library is, or when nothing informative is asked."""
        if not question.concepts:
            return []
        weighed = list(_weighed(question, self._loaded(self._candidates(question))))
        scored = [_scored(passage) for passage in judged(question, weighed, self._reader)]
        best_first = sorted(scored, key=lambda passage: -passage.score)[:limit]
        asks_for_a_list = "list" in question.kinds
        if question.total or question.superlatives or asks_for_a_list:
            best_first = [self._with_tables(passage) for passage in best_first[:SUMMED]] + best_first[SUMMED:]
        if asks_for_a_list:
            return [self._whole(passage, question) for passage in best_first[:WHOLE]] + best_first[WHOLE:]
        return best_first

    def _whole(self, passage: Passage, question: Question) -> Passage:
        """A passage that ends in the middle of a table or list, with what follows of it: lists are asked for whole."""
        chunk = passage.chunk
        for following in self._catalogue.around(passage.chunk_id, 0, CONTINUED)[1:]:
            if not _continues(chunk, following):
                break
            chunk = joined(chunk, following)
        if chunk is passage.chunk:
            return passage
        (whole,) = _weighed(question, [replace(passage, chunk=chunk)])
        return _judged_further(question, passage, whole)

    def _with_tables(self, passage: Passage) -> Passage:
        """A passage with the tables of which it has rows, if it has: that of the likeliest one first."""
        rows = [evidence for evidence in passage.evidence if evidence.span.kind == "row"]
        if not rows:
            return passage
        chunks = self._catalogue.around(passage.chunk_id, OF_A_TABLE, OF_A_TABLE)
        tables: list[TableRows] = []
        for evidence in sorted(rows, key=lambda evidence: -evidence.odds):
            is_known = any(evidence.span in table.rows for table in tables)
            if not is_known and len(tables) < TABLES:
                tables.append(self._table_of(evidence.span, passage, chunks))
        return replace(passage, tables=tuple(tables))

    def _table_of(self, row: Span, passage: Passage, chunks: Sequence[Chunk]) -> TableRows:
        """The table of a row of a passage, as far as it stands in the `chunks` around that."""
        at = chunks.index(passage.chunk)
        spans = [span for chunk in chunks for span in chunk.spans]
        place = sum(len(chunk.spans) for chunk in chunks[:at]) + passage.chunk.spans.index(row)
        begins, ends = at < OF_A_TABLE, len(chunks) - 1 - at < OF_A_TABLE
        run = run_of(row, spans, place, from_first=begins, to_last=ends)
        page, _ = row.quotes[0]
        return TableRows(run.rows, run.caption, run.ends, self._read_surely(passage.document, page))

    def _read_surely(self, document: Document, page: int | None) -> bool:
        """Whether a page was neither recognised from a picture, nor has figures that may be misread, nor parts that weren't read."""
        pages = self._catalogue.pages_numbered(document.id, [page])
        is_plain = all(one.confidence is None and not one.doubtful for one in pages)
        return is_plain and not any(page in loss.pages or not loss.pages for loss in document.losses)

    def _candidates(self, question: Question) -> list[_Candidate]:
        """Chunks found by their words or by their vectors, best first by both together."""
        match = question.match()
        lexical = dict(self._catalogue.lexical(match, CANDIDATES, FIELD_WEIGHTS)) if match else {}
        cosine = self._nearest(question.text)
        best_lexical = max(lexical.values(), default=1.0) or 1.0
        nearest, farthest = max(cosine.values(), default=0.0), min(cosine.values(), default=0.0)
        spread = (nearest - farthest) or 1.0
        candidates = []
        for chunk_id in dict.fromkeys((*lexical, *cosine)):
            by_words = lexical.get(chunk_id, 0.0) / best_lexical
            by_vector = cosine.get(chunk_id, farthest)
            score = by_words + COSINE_WEIGHT * (by_vector - farthest) / spread
            candidates.append(_Candidate(chunk_id, score, by_words, by_vector))
        return sorted(candidates, key=lambda candidate: -candidate.score)

    def _loaded(self, candidates: Sequence[_Candidate]) -> list[Passage]:
        """The candidates whose spans are weighed, as passages: the best ones, and what documents say about themselves."""
        best = [candidate.chunk_id for candidate in candidates[:RERANKED]]
        others = [candidate.chunk_id for candidate in candidates[RERANKED:]]
        chunks = self._catalogue.chunks([*best, *self._catalogue.of_kind(others, "statement")])
        passages = []
        for candidate in candidates:
            if candidate.chunk_id in chunks:
                document, chunk = chunks[candidate.chunk_id]
                scores = candidate.score, candidate.by_words, candidate.by_vector
                passages.append(Passage(candidate.chunk_id, document, chunk, *scores))
        return passages

    def _nearest(self, text: str) -> dict[int, float]:
        """The chunks nearest to a text, with their cosines."""
        if not len(self._vectors):
            return {}
        (vector,) = self._embedder.embed_queries([text])
        return dict(self._vectors.search(vector, CANDIDATES))


def _knowledge(catalogue: Catalogue) -> Knowledge:
    """What of a library questions are read with."""
    regions = frozenset(document.region for document in catalogue.documents()) - {NATIONAL, ""}
    region_terms = frozenset(term for region in regions for term in terms(region))
    return Knowledge(
        vocabulary=Vocabulary(catalogue.vocabulary(), catalogue.chunk_count()),
        phrases=phrases(catalogue.acronyms()),
        regions=regions,
        region_terms=region_terms - _REGION_KINDS,
    )


def _continues(chunk: Chunk, following: Chunk) -> bool:
    """Whether a chunk goes on with the table or the list that the one before it ends in."""
    if chunk.kind == "table":
        return following.kind == "table" and bool(following.heads) and following.heads == chunk.heads
    return following.kind == "list" and bool(following.parents) and following.heading[: len(chunk.heading)] == chunk.heading


def _weighed(question: Question, passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages with their evidence. A row is told from the other rows of its table in all of them."""
    weigher = Weigher(question)
    rows: dict[int, dict[tuple[str, ...], list[str]]] = {}
    for passage in passages:
        of_document = rows.setdefault(passage.document.id, {})
        for heads, names in row_names(passage.chunk.spans).items():
            of_document.setdefault(heads, []).extend(names)
    for passage in passages:
        evidence = weigher.weigh(passage.document, passage.chunk.spans, rows[passage.document.id])
        yield replace(passage, evidence=evidence)


def _scored(passage: Passage) -> Passage:
    """A passage that scores as likely as the best of its spans; what has none comes last, by its words and its vector."""
    best = max((evidence.odds for evidence in passage.evidence), default=None)
    score = NO_SPANS * passage.score if best is None else probability(best) + PASSAGE_WEIGHT * passage.score
    return replace(passage, score=score)


def _judged_further(question: Question, passage: Passage, whole: Passage) -> Passage:
    """A passage that was judged, with what follows of it: that isn't read, and is never better than the worst of the passage."""
    (by_rules,) = judged(question, [whole], reader=None)
    least = min((evidence.odds for evidence in passage.evidence), default=0.0)
    followed = by_rules.evidence[len(passage.evidence) :]
    further = [replace(evidence, odds=min(evidence.odds, least)) for evidence in followed]
    return replace(whole, evidence=(*passage.evidence, *further))
