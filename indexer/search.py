"""Question -> passages: lexical and vector candidates, fused, then ordered by how well what is asked stands together in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from indexer.embedding.embedder import Embedder
from indexer.evidence.matching import Text
from indexer.evidence.weighing import best, row_names, weigh, worth
from indexer.language.terms import terms
from indexer.models import Chunk, Passage
from indexer.question.phrases import phrases
from indexer.question.query import Query, understand
from indexer.store.catalogue import Catalogue
from indexer.store.vectors import VectorIndex
from indexer.structure.chunks import joined

CANDIDATES = 100
"""Chunks taken from each index."""
WHOLE, CONTINUED = 3, 2
"""For a question that asks for a list: how many passages are completed, each by how many chunks that go on with it."""
RERANKED = 50
"""Fused candidates whose spans are weighed; beside these, statements of documents about themselves, which say little in few words."""
FIELD_WEIGHTS = (0.6, 1.0)
"""BM25 weights of where a chunk stands (title, headings) and what it says."""
COSINE_WEIGHT, EVIDENCE_WEIGHT = 1.0, 1.0
"""What vectors and the weighed spans add to BM25 (over its best). More of the latter helps planning documents and hurts clean text
(docs/pengukuran.md): this is where both are well."""

_REGION_KINDS = frozenset(terms("kabupaten kota provinsi daerah khusus istimewa ibukota administrasi"))


class Search:
    """Finds passages in one library. Holds the vocabulary it last saw; the library makes a new one when it changes."""

    def __init__(self, catalogue: Catalogue, vectors: VectorIndex, embedder: Embedder):
        self._catalogue, self._vectors, self._embedder = catalogue, vectors, embedder
        self._vocabulary: Mapping[str, int] = catalogue.vocabulary()
        self._chunks = catalogue.chunk_count()
        self._phrases = phrases(catalogue.acronyms())
        self._places = {term for document in catalogue.documents() for term in terms(document.region)} - _REGION_KINDS

    def understand(self, question: str) -> Query:
        """What a question asks, read with this library's vocabulary."""
        return understand(question, self._vocabulary, self._chunks, self._places, self._phrases)

    def find(self, question: str, limit: int = 10) -> list[Passage]:
        """The `limit` best passages, best first; empty when the library is, or when nothing informative is asked."""
        query = self.understand(question)
        if not query.concepts:
            return []
        found = self._candidates(question, query)
        candidates = found[:RERANKED] + [passage for passage in found[RERANKED:] if passage.chunk.kind == "facts"]
        weighed = list(_weighed(query, candidates))
        scored = [replace(passage, score=passage.score + EVIDENCE_WEIGHT * _worth(passage)) for passage in weighed]
        best_first = sorted(scored, key=lambda passage: -passage.score)[:limit]
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
        return passage if chunk is passage.chunk else next(_weighed(query, [replace(passage, chunk=chunk)]))

    def _candidates(self, question: str, query: Query) -> list[Passage]:
        match = query.match()
        lexical = dict(self._catalogue.lexical(match, CANDIDATES, FIELD_WEIGHTS)) if match else {}
        cosine = (
            dict(self._vectors.search(self._embedder.embed_queries([question])[0], CANDIDATES)) if len(self._vectors) else {}
        )
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


def _weighed(query: Query, passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages with their evidence. A row is told from the other rows of its table in all of them."""
    read = [passage.chunk.spans for passage in passages]
    rows: dict[int, dict[tuple[str, ...], list[Text]]] = {}
    for passage, found in zip(passages, read, strict=True):
        of_document = rows.setdefault(passage.document.id, {})
        for heads, names in row_names(found).items():
            of_document.setdefault(heads, []).extend(names)
    for passage, found in zip(passages, read, strict=True):
        yield replace(passage, evidence=weigh(query, passage.document, found, rows[passage.document.id]))


def _worth(passage: Passage) -> float:
    evidence = best(passage)
    return worth(evidence) if evidence else 0.0
