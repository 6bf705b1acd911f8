"""Passages with their spans judged: what the reader says of them, and how likely each is the answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.evidence.features import features, reader_features
from indexer.evidence.probability import log_odds
from indexer.evidence.reader.reader import Reader
from indexer.evidence.reader.wording import InPlace, in_place
from indexer.models import Evidence, Passage
from indexer.question.model import Question

READ = 24
"""Spans that are read, the best by what is known of them without reading (docs/pengukuran.md: how many of the answers are among so many)."""


@dataclass(slots=True)
class _Weighed:
    """A span with what is known of it without reading. `at` says where its passage stands among the passages, and it in that."""

    at: tuple[int, int]
    features: dict[str, float]
    odds: float
    cells: tuple[float, ...] = ()


def judged(question: Question, passages: Sequence[Passage], reader: Reader | None) -> list[Passage]:
    """The passages with the log-odds of each of their spans. Without a reader these come from the other features alone; so do those of spans
    that it doesn't read, but they are never better than those of what it does."""
    spans = [span for place, passage in enumerate(passages) for span in _weighed(question, place, passage)]
    if reader is not None and spans:
        _read(question, passages, spans, reader)
    by_place = {span.at: span for span in spans}
    return [replace(passage, evidence=_judged_evidence(passage, place, by_place)) for place, passage in enumerate(passages)]


def _weighed(question: Question, place: int, passage: Passage) -> list[_Weighed]:
    following = [evidence.span for evidence in passage.evidence[1:]]
    weighed = []
    for at, (evidence, after) in enumerate(zip(passage.evidence, [*following, None], strict=False)):
        known = features(passage, evidence, after, question.kinds)
        weighed.append(_Weighed((place, at), known, log_odds(known, "unread")))
    return weighed


def _read(question: Question, passages: Sequence[Passage], spans: Sequence[_Weighed], reader: Reader) -> None:
    """Judges the likeliest spans anew by what the reader says of them; the others stay behind these."""
    likeliest_first = sorted(spans, key=lambda span: -span.odds)
    chosen, others = likeliest_first[:READ], likeliest_first[READ:]
    placed = [_in_place(question, passages, span) for span in chosen]
    for span, read in zip(chosen, reader.read(question.text, placed), strict=True):
        span.odds = log_odds(span.features | reader_features(read), "read")
        span.cells = read.cells
    least = min(span.odds for span in chosen)
    for span in others:
        span.odds = min(span.odds, least)


def _in_place(question: Question, passages: Sequence[Passage], span: _Weighed) -> InPlace:
    place, at = span.at
    passage = passages[place]
    spans = [evidence.span for evidence in passage.evidence]
    return in_place(spans, at, passage.document, question.all_terms)


def _judged_evidence(passage: Passage, place: int, judged: dict[tuple[int, int], _Weighed]) -> tuple[Evidence, ...]:
    """The evidence of the passage at `place` with what was found of each span."""
    known = []
    for at, evidence in enumerate(passage.evidence):
        span = judged[place, at]
        known.append(replace(evidence, odds=span.odds, cells=span.cells))
    return tuple(known)
