"""Blocks -> a draft: paragraphs with their marks, the quotes numbered, and what has to be said besides."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.answering.extractive.agreement import Figures, Source, difference, figures
from bot.answering.extractive.arithmetic import difference_line
from bot.answering.extractive.blocks import Block
from bot.answering.extractive.joint import fitted, opening_values
from bot.answering.extractive.unmentioned import unmentioned
from bot.models import Draft, Value
from indexer.evidence.differences import named_difference
from indexer.evidence.fitting import fits
from indexer.evidence.pair import Pair
from indexer.language.wordlists import groups
from indexer.models import Passage
from indexer.question.model import Question

LEFT_OPEN = groups("question_parts_left_open")
"""Kinds of answer that are told reliably, the word that asks for each, and how a remark writes it."""


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


def draft_of(question: Question, blocks: Sequence[Block], sure: float, room: int) -> Draft:
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
