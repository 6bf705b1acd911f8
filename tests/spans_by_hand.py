"""Spans, passages and a reader made by hand, for tests of what is known of a span as an answer."""

from collections.abc import Sequence
from dataclasses import replace

from indexer.evidence.reader.reader import Read
from indexer.evidence.reader.wording import InPlace
from indexer.evidence.weighing import Weigher, row_names
from indexer.models import Chunk, Document, Passage, Span
from indexer.question.model import Question
from indexer.structure.traits import described


def document(title: str = "Laporan", region: str = "", period: str = "", number: int = 1, validity: str = "") -> Document:
    name = f"{number}.md"
    known = Document(number, name, f"/{name}", "", title, "lainnya", region, period, "indexed", None, 1, "")
    return replace(known, validity=validity)


def line(text: str, kind: str = "sentence", heading: tuple[str, ...] = (), parents: tuple[str, ...] = ()) -> Span:
    return described(Span(kind, text, ((None, text),), heading=heading, parents=parents))


def row(heads: tuple[str, ...], *cells: str) -> Span:
    text = " | ".join(cells)
    return described(Span("row", text, ((None, text),), heads=heads, cells=cells))


def passage(question: Question, *spans: Span, of: Document | None = None, number: int = 1, kind: str = "prose") -> Passage:
    """A passage of these spans, weighed against a question and not judged yet."""
    of = of or document()
    in_order = tuple(replace(span, order=order) for order, span in enumerate(spans))
    chunk = Chunk("\n".join(span.text for span in spans), (None,), kind=kind, spans=in_order)
    evidence = Weigher(question).weigh(of, in_order, row_names(in_order))
    return Passage(number, of, chunk, 1.0, lexical=1.0, cosine=0.85, evidence=evidence)


def with_odds(found: Passage, *odds: float) -> Passage:
    """The passage with these log-odds, one a span."""
    judged = [replace(evidence, odds=each) for evidence, each in zip(found.evidence, odds, strict=True)]
    return replace(found, evidence=tuple(judged))


class Likes:
    """A reader that is sure of what says a word, and as sure that nothing else answers. Keeps what it was given to read."""

    name = "uji"

    def __init__(self, word: str):
        self._word = word
        self.questions: list[str] = []
        self.texts: list[str] = []

    def read(self, question: str, spans: Sequence[InPlace]) -> list[Read]:
        self.questions.append(question)
        self.texts += [span.text for span in spans]
        return [Read(answers=9.0 if self._word in span.text else -9.0) for span in spans]
