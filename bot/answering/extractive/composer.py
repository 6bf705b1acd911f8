"""The default composer: the few sentences, clauses or rows that answer, quoted word for word, best first."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from bot.answering.composer import Part
from bot.answering.extractive.agreement import Figures, Source, difference, figures
from bot.answering.extractive.arithmetic import difference_line, difference_of
from bot.answering.extractive.blocks import Block
from bot.answering.extractive.certainty import hedged
from bot.answering.extractive.choosing import MOST, Choice
from bot.answering.extractive.joint import MARKS, asking_why, fitted, joined, opening_values, says_all
from bot.answering.extractive.premises import unsupported
from bot.answering.extractive.regions import under_their_regions
from bot.answering.extractive.totals import total
from bot.answering.extractive.unmentioned import unmentioned
from bot.answering.extractive.whole_tables.telling_all import told_by_whole_tables
from bot.models import Draft, Value
from indexer.evidence.differences import named_difference
from indexer.evidence.fitting import fits
from indexer.evidence.pair import Pair
from indexer.evidence.ranking import Candidate, rank
from indexer.evidence.reasons import reason
from indexer.language.wordlists import alternatives, groups
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
LEFT_OPEN = groups("question_parts_left_open")
"""Kinds of answer that are told reliably, the word that asks for each, and how a remark writes it."""
COMPARING = re.compile(rf"\b{alternatives('comparing_words')}\b|\b(?:lebih|paling) \w+ (?:dari|di antara)", re.I)
"""In a text that compares two things itself: better than what is said of each."""


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
        is_compared_there = question.compares and COMPARING.search(whole.text) is not None
        asked = [part for part, _ in parts]
        if not parts or is_compared_there or says_all(whole, asked):
            return whole
        if whole.computed and question.superlatives:
            why = asking_why(parts)
            return joined(["", *(part.text for part, _ in why)], [whole, *self._drafts(why)], LIMIT) if why else whole
        drafts = self._drafts(parts)
        if all(draft.refused for draft in drafts):
            return whole
        together = joined([part.text for part in asked], drafts, LIMIT)
        computed = difference_of(together) if question.compares or question.difference else None
        return replace(together, text=fitted(together.text.split("\n\n"), computed, LIMIT)) if computed else together

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
            return replace(_draft(question, [totalled.block], max(sure, COMPUTED), room), computed=True)
        computed = told_by_whole_tables(question, passages, readable, room)
        if computed:
            return replace(_draft(question, computed, max(sure, COMPUTED), room), computed=True)
        if not readable or sure < self._threshold or _says_less(readable[0], ranked[0]):
            why = totalled.note or reason(question, ranked)
            return Draft("", _nearest(ranked), refused=True, confidence=_confidence(ranked), reason=why)
        blocks = Choice(question, readable, room, shown, most).blocks()
        if not blocks:
            return Draft("", confidence=sure)
        blocks = under_their_regions(question, blocks)
        members = chain.from_iterable(block.members for block in blocks)
        shown |= {member.key for member in members if member.span.kind != "row"}
        draft = _draft(question, blocks, sure, room)
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


def _nearest(ranked: Sequence[Candidate]) -> tuple[tuple[int, Passage, str], ...]:
    """The best candidate of each of the first documents, numbered."""
    found: dict[int, Candidate] = {}
    for candidate in ranked:
        found.setdefault(candidate.passage.document.id, candidate)
    nearest = list(found.values())[:NEAREST]
    return tuple((number, best.passage, best.span.quotes[0][1]) for number, best in enumerate(nearest, 1))


@dataclass(slots=True)
class _Sheet:
    """A draft that is being written: paragraphs with their marks, the quotes, and the rows whose figures were shown."""

    question: Question
    paragraphs: list[str] = field(default_factory=list)
    quotes: list[tuple[int, Passage, str]] = field(default_factory=list)
    rows: list[Source] = field(default_factory=list)
    said: dict[str, int] = field(default_factory=dict)
    figures: dict[Figures, int] = field(default_factory=dict)
    values: list[Value] = field(default_factory=list)

    def add(self, block: Block) -> None:
        """A block of which everything was said before only adds its marks."""
        marks = self._marks(block)
        alone = block.members[0] if len(block.members) == 1 else None
        found = figures(alone, self.question) if alone else None
        same = self._same(block.text.casefold(), found)
        if same is not None:
            self.paragraphs[same] += marks
            return
        if found:
            self.figures[found] = len(self.paragraphs)
            self.rows.append(Source(marks, found))
        else:
            self.said[block.text.casefold()] = len(self.paragraphs)
        self.paragraphs.append(f"{block.text} {marks}")
        if block.value:
            self.values.append(block.value)

    def _marks(self, block: Block) -> str:
        first = len(self.quotes) + 1
        passage = block.members[0].passage
        self.quotes += [(number, passage, quote) for number, quote in enumerate(block.quotes, first)]
        return "".join(f"[{number}]" for number in range(first, len(self.quotes) + 1))

    def _same(self, text: str, found: Figures | None) -> int | None:
        """The paragraph that says the same: the same words, or the same figures of the same thing."""
        if text in self.said:
            return self.said[text]
        if found is None:
            return None
        for known, paragraph in self.figures.items():
            if known.agrees(found):
                return paragraph
        return None


def _draft(question: Question, blocks: Sequence[Block], sure: float, room: int) -> Draft:
    """The blocks with their marks. A row that repeats another source's figures only adds its mark; one that contradicts them is
    pointed out."""
    sheet = _Sheet(question)
    for block in blocks:
        sheet.add(block)
    paragraphs = list(sheet.paragraphs)
    if sheet.rows:
        first, *others = sheet.rows
        of_the_same = [other for other in others if other.figures.same_thing(first.figures)]
        if of_the_same:
            paragraphs.append(difference(first, of_the_same))
        elif (question.difference or question.compares) and (computed := difference_line(first)):
            paragraphs.append(computed)
    conflict = _conflict(question, blocks[0])
    absent = [word for word in unmentioned(question, blocks) if word.casefold() not in conflict.casefold()]
    remarks = []
    if conflict:
        mark = f" untuk [{sheet.quotes[0][0]}]" if len(blocks) > 1 else ""
        remarks.append(f"Catatan{mark}: {conflict[0].lower()}{conflict[1:]}")
    if absent:
        remarks.append(f"Kutipan ini tidak menyebut {', '.join(absent)}.")
    if open_parts := _unanswered(question, blocks):
        remarks.append(f"Belum terjawab: {', '.join(open_parts)}.")
    text = fitted(paragraphs, "\n\n".join(remarks), room)
    values = opening_values(text, sheet.values)
    return Draft(text, tuple(sheet.quotes), confidence=sure, reason=conflict, values=values)


def _conflict(question: Question, block: Block) -> str:
    """In what way what a block was chosen for is about something else than what is asked; "" where it isn't, or that isn't certain."""
    chosen = max(block.members, key=lambda member: member.evidence.odds)
    return named_difference(Pair(question, chosen)) if chosen.evidence.elsewhere else ""


def _unanswered(question: Question, blocks: Sequence[Block]) -> list[str]:
    """Of the words with which a question asks for several things, those to which no span that is shown holds the kind of answer."""
    if not question.several:
        return []
    shown = [member.span.traits.holds for block in blocks for member in block.members]
    left_open = []
    for kind, word, written in LEFT_OPEN:
        is_asked = word in question.words and kind in question.kinds
        is_shown = any(fits(kind, holds, question) for holds in shown)
        if is_asked and not is_shown:
            left_open.append(written)
    return left_open
