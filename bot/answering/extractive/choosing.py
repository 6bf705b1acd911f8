"""Which blocks an answer shows: the best first, then what adds most to what is already shown."""

from collections.abc import Collection, Sequence

from bot.answering.extractive.blocks import Block, expand
from bot.answering.extractive.joint import MARKS
from indexer.evidence.opened import opens
from indexer.evidence.ranking import EVEN, Candidate, gain
from indexer.question.model import YEAR, Question

KEEP = 0.6
"""A further block is shown only if its worth is this share of the best one's."""
AS_MUCH = 0.65
"""How much of the question, compared with the first block, a further one must hold when it adds no new part of it."""
BEHIND, BEHIND_A_ROW = 2.0, 1.0
"""How much less the log-odds of a further block may be than those of the first one, where one thing is asked; of another row of its table, unless it
holds the name of another thing that is asked."""
MOST = 3
"""Blocks an answer has at most."""
LOOKED_AT, NEARLY, LISTED = 8, 0.85, 3
"""Where a list is asked: how many candidates are looked at for one, how well they must answer beside the best, and the spans that make one."""


class Choice:
    """Chooses among ranked candidates for one question, within `room` characters, what is not `shown` yet."""

    def __init__(
        self, question: Question, ranked: Sequence[Candidate], room: int, shown: Collection[tuple[int, int]], most: int = MOST
    ):
        self._question, self._ranked, self._most = question, ranked, most
        self._left = room - MARKS
        self._shown = set(shown)
        self._follows_other_parts = bool(shown)
        self._held: set[str] = set()
        self._said: dict[str, int] = {}
        self._quoted: set[tuple[int, tuple[tuple[tuple[int | None, str], ...], ...]]] = set()
        self._blocks: list[Block] = []

    def blocks(self) -> list[Block]:
        """Blocks in the order they are shown."""
        asks_list = "list" in self._question.kinds
        pool = list(self._ranked)
        first = self._opening_a_list() if asks_list else None
        while pool and len(self._said) < self._most:
            candidate = first or self._next_of(pool)
            first = None
            pool.remove(candidate)
            if candidate.key in self._shown and not self._blocks:
                break  # what answers best was shown for another part: anything else would rather be wrong
            worth_less = gain(candidate, self._held) < KEEP * self._ranked[0].score
            is_left_out = worth_less and not self._also_answers(candidate)
            shows_something = bool(self._blocks) or self._follows_other_parts
            if is_left_out and shows_something:
                break
            is_new = candidate.key not in self._shown
            if is_new and self._belongs(candidate, asks_list=asks_list):
                self._show(candidate)
        return self._blocks

    def _next_of(self, pool: Sequence[Candidate]) -> Candidate:
        """What adds most to what is shown; of several that add as much, the first."""
        return max(pool, key=lambda other: round(gain(other, self._held), 2))

    def _belongs(self, candidate: Candidate, *, asks_list: bool) -> bool:
        """Whether a candidate is shown beside what is shown already."""
        if not self._blocks:
            return True
        if candidate.evidence.elsewhere:
            return False
        rather_does_not = candidate.score < EVEN
        only_stands_above = candidate.span.kind == "heading" and not asks_list
        if rather_does_not or only_stands_above or self._is_behind(candidate):
            return False
        begins_a_list = asks_list and opens(candidate.span)
        return begins_a_list or self._also_answers(candidate) or self._adds(candidate)

    def _is_behind(self, candidate: Candidate) -> bool:
        """Whether a candidate answers far less likely than what is shown, or is another row of its table and less likely: a neighbour."""
        first = self._blocks[0].members
        behind = max(member.evidence.odds for member in first) - candidate.evidence.odds
        rows = [member for member in first if member.span.kind == "row"]
        same_table = any(row.passage.chunk_id == candidate.passage.chunk_id for row in rows)
        if same_table and candidate.span.kind == "row":
            names_another_thing = self._question.several and not self._held.issuperset(candidate.evidence.held)
            return behind > BEHIND_A_ROW and not names_another_thing
        return behind > BEHIND and not self._question.several

    def _also_answers(self, candidate: Candidate) -> bool:
        """Whether a candidate rather answers than not where more than one thing is asked: then it may be the other."""
        return self._question.several and candidate.score >= EVEN

    def _show(self, candidate: Candidate) -> None:
        """Shows the block around a candidate, unless its document has said the same, or the same place was quoted from another chunk."""
        block = expand(self._question, candidate, self._ranked, self._shown, self._left)
        if block is None:
            return
        text, document = block.text.casefold(), block.members[0].passage.document.id
        places = document, tuple(member.span.quotes for member in block.members)
        if self._said.get(text) == document or places in self._quoted:
            return
        self._quoted.add(places)
        self._blocks.append(block)
        if text not in self._said:
            self._said[text] = document
            self._left -= len(block.text) + MARKS
        for member in block.members:
            self._shown.add(member.key)
            self._held.update(member.evidence.held)

    def _opening_a_list(self) -> Candidate | None:
        """Of what answers nearly as well as the best, the first that comes with a list: that is what is asked for."""
        best = self._ranked[0]
        for candidate in self._ranked[:LOOKED_AT]:
            is_nearly_as_good = candidate.score >= NEARLY * best.score
            lacks_the_opening = candidate.evidence.opening_missing and not best.evidence.opening_missing
            if not is_nearly_as_good or lacks_the_opening:
                continue
            block = expand(self._question, candidate, self._ranked, self._shown, self._left)
            if block and len(block.members) >= LISTED:
                return candidate
        return None

    def _adds(self, candidate: Candidate) -> bool:
        """Whether a further span says something about what is asked, and not about a neighbour of it (another year, another
        project): it holds as much of the question as the first one, or a part that is not shown yet."""
        first, held = self._ranked[0].evidence, candidate.evidence.held
        if not self._held.issuperset(held):
            return True
        years = set(filter(YEAR.fullmatch, first.held))
        holds_as_much = candidate.evidence.own >= AS_MUCH * first.own
        return holds_as_much and years.issubset(held)
