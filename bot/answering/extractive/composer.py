"""The default composer: the few sentences, clauses or rows that answer, quoted word for word, best first."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

from bot.answering.composer import Part
from bot.answering.extractive.arithmetic import compared
from bot.answering.extractive.certainty import SURE, hedged
from bot.answering.extractive.choosing import MOST, Choice
from bot.answering.extractive.drafting import draft_of
from bot.answering.extractive.joint import (
    MARKS,
    asking_why,
    compares,
    fitted,
    joined,
    opens_with_row_of_all,
    says_all,
    stand_in_one_place,
)
from bot.answering.extractive.premises import unsupported
from bot.answering.extractive.regions import under_their_regions
from bot.answering.extractive.sides import under_their_sides
from bot.answering.extractive.totals import total
from bot.answering.extractive.whole_tables.guessed import why_a_guess
from bot.answering.extractive.whole_tables.telling_all import told_by_whole_tables
from bot.models import Draft
from indexer.evidence.differences import named_difference
from indexer.evidence.pair import Pair
from indexer.evidence.ranking import Candidate, rank
from indexer.evidence.reasons import reason
from indexer.models import Passage
from indexer.question.model import Question

THRESHOLD = 0.5
"""Below this confidence, even odds, the answer is a refusal."""
LIMIT = 800
"""Characters an answer has at most, without its sources."""
COMPUTED = 0.9
"""The confidence of a sum or a share: no reader says it, but each word of the question stands at its table, and its rows are shown."""
NEAREST = 3
"""Documents that a refusal names."""


class ExtractiveComposer:
    """Needs no language model; every line it shows is quoted from one passage."""

    name = "extractive"

    def __init__(self, threshold: float = THRESHOLD):
        self._threshold = threshold

    def compose(
        self,
        question: Question,
        passages: Sequence[Passage],
        on_text: Callable[[str], None] | None = None,
        parts: Sequence[Part] = (),
    ) -> Draft:
        """The best spans up to LIMIT characters, or a refusal that names the nearest passages; `on_text` isn't needed.

        Each of the `parts` is answered by itself, unless none can be, or one place answers them all.
        """
        draft = self._answered(question, passages, parts)
        if draft.refused or not draft.quotes:
            return draft
        note = unsupported(question.claims, [draft.text, *(quote for _, _, quote in draft.quotes)])
        noted = replace(draft, text=fitted(draft.text.split("\n\n"), note, LIMIT)) if note else draft
        return hedged(noted, LIMIT)

    def _answered(self, question: Question, passages: Sequence[Passage], parts: Sequence[Part]) -> Draft:
        whole = self._compose(question, passages, LIMIT, set())
        is_compared_there = question.compares and compares(whole.text)
        asked = [part for part, _ in parts]
        if whole.computed and question.superlatives:
            return self._with_reasons(whole, asking_why(parts))
        if not parts or is_compared_there or says_all(whole, asked) or opens_with_row_of_all(whole, asked):
            return whole
        drafts = self._drafts(parts)
        if stand_in_one_place(whole, asked, drafts) or all(draft.refused for draft in drafts):
            return whole
        together = joined([part.brief for part in asked], under_their_sides(parts, drafts), LIMIT)
        is_computed = (question.compares or question.difference) and together.confidence >= SURE
        computed = compared(together, question) if is_computed else None
        return replace(together, text=fitted(together.text.split("\n\n"), computed, LIMIT)) if computed else together

    def _with_reasons(self, whole: Draft, why: Sequence[Part]) -> Draft:
        """What was computed, with the answers of the parts that ask for a reason."""
        if not why:
            return whole
        briefs = ["", *(part.brief for part, _ in why)]
        return replace(joined(briefs, [whole, *self._drafts(why)], LIMIT), computed=True)

    def _drafts(self, parts: Sequence[Part]) -> list[Draft]:
        """The answer of each part; what room one leaves, those after it share."""
        drafts: list[Draft] = []
        shown: set[tuple[int, int]] = set()
        left = LIMIT
        for answered, (part, found) in enumerate(parts):
            share = left // (len(parts) - answered)
            draft = self._compose(part, found, share, shown, most=1)
            drafts.append(draft)
            left -= len(draft.text) + MARKS
        return drafts

    def _compose(
        self, question: Question, passages: Sequence[Passage], room: int, shown: set[tuple[int, int]], most: int = MOST
    ) -> Draft:
        """An answer within `room` characters without the spans that are `shown` already; those of the answer are added to these, but
        for rows: of these another question shows other cells."""
        ranked = rank(passages, question.words)
        readable = [candidate for candidate in ranked if self._may_answer(question, candidate)]
        sure = _confidence(readable)
        totalled = total(question, passages, readable, room)
        if totalled.block:
            return replace(draft_of(question, [totalled.block], max(sure, COMPUTED), room), computed=True)
        computed = told_by_whole_tables(question, passages, readable, room)
        if computed:
            return replace(draft_of(question, computed, max(sure, COMPUTED), room), computed=True)
        if not readable or sure < self._threshold or _says_less(readable[0], ranked[0]):
            return _refusal(ranked, _confidence(ranked), totalled.note or reason(question, ranked))
        blocks = Choice(question, readable, room, shown, most).blocks()
        if not blocks:
            return Draft("", confidence=sure)
        guessed = why_a_guess(question, blocks)
        if guessed:
            return _refusal(ranked, min(_confidence(ranked), self._threshold), guessed)
        blocks = under_their_regions(question, blocks)
        members = chain.from_iterable(block.members for block in blocks)
        shown |= {member.key for member in members if member.span.kind != "row"}
        draft = draft_of(question, blocks, sure, room)
        return replace(draft, text=fitted(draft.text.split("\n\n"), totalled.note, LIMIT)) if totalled.note else draft

    def _may_answer(self, question: Question, candidate: Candidate) -> bool:
        """Whether a candidate may be shown as an answer: no line of a table whose rows can't be told apart, and nothing that is certainly of
        another year, region, act or measure than what is asked."""
        if candidate.evidence.undivided:
            return False
        is_likely = candidate.score >= self._threshold
        return not is_likely or not named_difference(Pair(question, candidate))


def _says_less(best: Candidate, first: Candidate) -> bool:
    """Whether what ranks first and may not be shown holds words of the question that the best of the others lacks: then the others rather
    say something else."""
    return first is not best and not set(first.evidence.held) <= set(best.evidence.held)


def _confidence(ranked: Sequence[Candidate]) -> float:
    """How likely it is that the best of these candidates is the answer; 0 where there are none."""
    return ranked[0].score if ranked else 0.0


def _refusal(ranked: Sequence[Candidate], confidence: float, why: str) -> Draft:
    return Draft("", _nearest(ranked), refused=True, confidence=confidence, reason=why)


def _nearest(ranked: Sequence[Candidate]) -> tuple[tuple[int, Passage, str], ...]:
    """The best candidate of each of the first documents, numbered."""
    found: dict[int, Candidate] = {}
    for candidate in ranked:
        found.setdefault(candidate.passage.document.id, candidate)
    nearest = list(found.values())[:NEAREST]
    return tuple((number, best.passage, best.span.quotes[0][1]) for number, best in enumerate(nearest, 1))
