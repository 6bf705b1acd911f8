"""Asking back: where a question that names no region is answered in several, which of them is meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.likeliest import answering, own_words
from bot.journal.paragraphs import CAUTION
from bot.models import Citation
from indexer.evidence.document_scope import is_elsewhere
from indexer.evidence.ranking import Candidate
from indexer.models import NATIONAL, Passage
from indexer.question.model import Question
from indexer.question.slots import Slot, put

MOST = 4
"""Questions that are offered at most."""
LEAST = 2
"""Words of its own that a question must have: with fewer, too much answers it."""
LESS_LIKELY = 2.0
"""How much less the log-odds of another region's answer may be for it to be worth offering beside the first."""
_ASKS_WHERE = frozenset({"place", "list"})
"""Kinds of answer that may stand in documents of several regions: then all are meant."""


@dataclass(frozen=True, slots=True)
class RegionLeft:
    """What is said of an answer that is of another region than the conversation, and the question asked of the conversation's."""

    notice: str
    question: str


def of_region_left(talked_of: Sequence[Sequence[str]], question: Question, citations: Sequence[Citation]) -> RegionLeft | None:
    """Where a conversation that is `talked_of` one region is answered from documents of others; None where it isn't certain which it is, or
    a region is what is asked."""
    is_one = len(talked_of) == 1 and len(talked_of[0]) == 1
    if (
        not is_one
        or _says_whose(question)
        or not all(is_elsewhere(talked_of, cited.document.region, ()) for cited in citations)
    ):
        return None
    (region,) = talked_of[0]
    of_it = _of_region(question, region) if _ASKS_WHERE.isdisjoint(question.kinds) else None
    others = ", ".join(dict.fromkeys(cited.document.region for cited in citations))
    return RegionLeft(f"{CAUTION}Jawaban ini tentang {others}, bukan {region}.", of_it) if of_it else None


def of_other_regions(question: Question, passages: Sequence[Passage]) -> tuple[str, ...]:
    """A question that names no region, asked of each other region whose documents answer it nearly as likely as those of the first one; in full,
    the likeliest first."""
    says_little = len(own_words(question)) < LEAST
    if says_little or _says_whose(question) or question.parts or not _ASKS_WHERE.isdisjoint(question.kinds):
        return ()
    best = _best_by_region(question, passages)
    surest = max((candidate.evidence.odds for candidate in best.values()), default=0.0)
    offered = [region for region, candidate in best.items() if surest - candidate.evidence.odds <= LESS_LIKELY][:MOST]
    questions = [_of_region(question, region) for region in offered]
    return tuple(map(str, questions[1:])) if all(questions) else ()


def _says_whose(question: Question) -> bool:
    """Whether a question names a region, or an act: everyday words that are names of places ("berau") count where the library has that place."""
    return bool(question.regions) or any(concept.required for concept in question.concepts)


def _best_by_region(question: Question, passages: Sequence[Passage]) -> dict[str, Candidate]:
    """The likeliest span of each region that holds all that is asked, the likeliest first; of documents of one region only."""
    own = own_words(question)
    best: dict[str, Candidate] = {}
    for candidate in answering(question, passages):
        region = candidate.passage.document.region
        if region and region != NATIONAL and own.issubset(candidate.evidence.held):
            best.setdefault(region, candidate)
    return dict(sorted(best.items(), key=lambda one: -one[1].evidence.odds))


def _of_region(question: Question, region: str) -> str | None:
    """The question asked of a region; None where it isn't certain where that goes."""
    put_in = put(question.text.strip(" ?!.,"), Slot("place", 0, 0, region, adverbial=True))
    return f"{put_in}?" if put_in else None
