"""Question -> passages: lexical and vector candidates, fused, then ordered by how well what is asked stands together in them."""

from collections.abc import Mapping
from dataclasses import replace

from indexer.catalogue import Catalogue
from indexer.chunks import joined
from indexer.embedder import Embedder
from indexer.evidence import best, weigh, worth
from indexer.models import Chunk, Passage
from indexer.query import Query, understand
from indexer.spans import spans
from indexer.terms import terms
from indexer.vectors import VectorIndex

CANDIDATES = 100
"""Chunks taken from each index."""
WHOLE, CONTINUED = 3, 2
"""For a question that asks for a list: how many passages are completed, each by how many chunks that go on with it."""
RERANKED = 50
"""Fused candidates whose spans are weighed."""
FIELD_WEIGHTS = (0.6, 1.0)
"""BM25 weights of where a chunk stands (title, headings) and what it says."""
NEW_WEIGHT = 1.0
COSINE_WEIGHT, EVIDENCE_WEIGHT = 1.0, 2.0


_REGION_KINDS = frozenset(terms("kabupaten kota provinsi daerah khusus istimewa ibukota administrasi"))


class Search:
    """Finds passages in one library. Holds the vocabulary it last saw; the library makes a new one when it changes."""

    def __init__(self, catalogue: Catalogue, vectors: VectorIndex, embedder: Embedder):
        self._catalogue, self._vectors, self._embedder = catalogue, vectors, embedder
        self._vocabulary: Mapping[str, int] = catalogue.vocabulary()
        self._chunks = catalogue.chunk_count()
        self._places = {term for document in catalogue.documents() for term in terms(document.region)} - _REGION_KINDS

    def understand(self, question: str) -> Query:
        """What a question asks, read with this library's vocabulary."""
        return understand(question, self._vocabulary, self._chunks, self._places)

    def find(self, question: str, limit: int = 10) -> list[Passage]:
        """The `limit` best passages, best first; empty when the library is, or when nothing informative is asked."""
        query = self.understand(question)
        if not query.concepts:
            return []
        candidates = self._candidates(question, query)[:RERANKED]
        weighed = [
            replace(passage, evidence=weigh(query, passage.document, spans(passage.chunk))) for passage in candidates
        ]
        scored = [replace(passage, score=passage.score + EVIDENCE_WEIGHT * _worth(passage)) for passage in weighed]
        best_first = _complementary(sorted(scored, key=lambda passage: -passage.score), query, limit)
        if "list" not in query.asks:
            return best_first
        return [self._whole(passage, query) for passage in best_first[:WHOLE]] + best_first[WHOLE:]

    def _whole(self, passage: Passage, query: Query) -> Passage:
        """A passage that ends in the middle of a table or list, with what follows of it: lists are asked for whole."""
        chunk = passage.chunk
        for following in self._catalogue.around(passage.chunk_id, 0, CONTINUED)[1:]:
            if not _goes_on(chunk, following):
                break
            chunk = joined(chunk, following)
        return passage if chunk is passage.chunk else replace(passage, chunk=chunk, evidence=weigh(query, passage.document, spans(chunk)))

    def _candidates(self, question: str, query: Query) -> list[Passage]:
        match = query.match()
        lexical = dict(self._catalogue.lexical(match, CANDIDATES, FIELD_WEIGHTS)) if match else {}
        cosine = dict(self._vectors.search(self._embedder.embed_queries([question])[0], CANDIDATES)) if len(self._vectors) else {}
        top = max(lexical.values(), default=1.0) or 1.0
        high, low = max(cosine.values(), default=0.0), min(cosine.values(), default=0.0)
        spread = (high - low) or 1.0
        found = self._catalogue.chunks({*lexical, *cosine})
        passages = []
        for chunk_id, (document, chunk) in found.items():
            word, near = lexical.get(chunk_id, 0.0) / top, cosine.get(chunk_id, low)
            score = word + COSINE_WEIGHT * (near - low) / spread
            passages.append(Passage(chunk_id, document, chunk, score, word, near))
        return sorted(passages, key=lambda passage: -passage.score)


def _goes_on(chunk: Chunk, following: Chunk) -> bool:
    """Whether a chunk goes on with the table or the list that the one before it ends in."""
    if chunk.kind == "table":
        return following.kind == "table" and bool(following.heads) and following.heads == chunk.heads
    return following.kind == "list" and bool(following.parents) and following.heading[: len(chunk.heading)] == chunk.heading


def _complementary(ranked: list[Passage], query: Query, limit: int) -> list[Passage]:
    """The best passages, where one that holds a part of the question which those before it lack comes earlier: for a question
    with two sides, both are found."""
    weights = {concept.word: concept.weight for concept in query.concepts if not concept.pair}
    total = sum(weights.values()) or 1.0
    chosen: list[Passage] = []
    held: set[str] = set()
    pool = list(ranked)
    while pool and len(chosen) < limit:
        following = max(pool, key=lambda passage: passage.score + NEW_WEIGHT * sum(weights[word] for word in _held(passage) - held) / total)
        pool.remove(following)
        chosen.append(following)
        held |= _held(following)
    return chosen


def _worth(passage: Passage) -> float:
    evidence = best(passage)
    return worth(evidence) if evidence else 0.0


def _held(passage: Passage) -> frozenset[str]:
    """The words of the question that the passage's best span holds."""
    evidence = best(passage)
    return frozenset(evidence.held) if evidence else frozenset()
