"""Several questions in one message: the passages found for them, and their answers, as one."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from bot.answering.composer import Part
from bot.models import Draft, Value
from indexer.language.dates import YEAR
from indexer.language.shortening import cut_at_word
from indexer.models import Passage
from indexer.question.model import Question
from indexer.question.words import words_in

MARKS = 12
"""Characters kept free for the marks of a block."""
LEAST = 60
"""Characters of which a shortened paragraph still says something."""
_REASONS = frozenset({"reason", "explanation"})
_MARKED = re.compile(r"(.*?)((?:\s*\[\d{1,3}\])*)", re.S)
_PERIOD = re.compile(rf"{YEAR}\s*[-–]\s*{YEAR}")
"""The period of a plan, which says nothing of its years."""
_MARK = re.compile(r"\[(\d{1,3})\]")


def merged(passages: Sequence[Passage], parts: Sequence[Part]) -> list[Passage]:
    """As many of the passages for a whole message and for its parts, each once: the best of every part, then the next of each."""
    if not parts:
        return list(passages)
    sources = [*(of_part for _, of_part in parts), passages]
    found: dict[int, Passage] = {}
    for row in zip_longest(*sources):
        for passage in filter(None, row):
            found.setdefault(passage.chunk_id, passage)
    longest = max(map(len, sources))
    return list(found.values())[:longest]


def fitted(paragraphs: Sequence[str], remark: str, room: int) -> str:
    """Paragraphs and a remark ("" for none) as one text of at most `room` characters, unless the first alone is longer: the last
    paragraph is shortened, or left out where little of it would remain."""
    kept = list(paragraphs)
    text = _text(kept, remark)
    while len(kept) > 1 and len(text) > room:
        words, marks = _MARKED.fullmatch(kept.pop()).groups()
        left = len(words) - (len(text) - room) - 2
        if left >= LEAST:
            kept.append(f"{cut_at_word(words, left)} …{marks}")
        text = _text(kept, remark)
    return text


def _text(paragraphs: Sequence[str], remark: str) -> str:
    return "\n\n".join(filter(None, [*paragraphs, remark]))


def says_all(draft: Draft, parts: Sequence[Question]) -> bool:
    """Whether what comes first in a draft for a whole message says what its parts differ in: both years of "target 2025 dan 2026"."""
    said = [frozenset(part.words) for part in parts]
    of_each = [words - frozenset.intersection(*said) for words in said]
    first = frozenset(word.plain for word in words_in(_PERIOD.sub(" ", draft.text.split("\n\n")[0])))
    return not draft.refused and all(own and own <= first for own in of_each)


def asking_why(parts: Sequence[Part]) -> list[Part]:
    """The parts that ask for a reason, which no cell of a row is."""
    return [(part, found) for part, found in parts if _REASONS & part.kinds and not part.superlatives]


def joined(questions: Sequence[str], drafts: Sequence[Draft], room: int) -> Draft:
    """One draft of those that answer, in order, their quotes numbered through; which questions have no answer is said at the end.

    At least one of the drafts answers. What two of them say word for word is said once.
    """
    paragraphs: list[str] = []
    quotes: list[tuple[int, Passage, str]] = []
    for draft in drafts:
        if draft.text:
            shifted = _shifted(draft.text, len(quotes))
            paragraphs = _said_once(paragraphs, shifted.split("\n\n"))
            quotes += [(number, passage, quote) for number, (_, passage, quote) in enumerate(draft.quotes, len(quotes) + 1)]
    unanswered = " ".join(_unanswered(questions, drafts))
    remark = f"Tidak ditemukan dalam dokumen: {unanswered}" if unanswered else ""
    least_sure = min(draft.confidence for draft in drafts if not draft.refused)
    reasons = " ".join(dict.fromkeys(draft.reason for draft in drafts if draft.reason))
    text = fitted(paragraphs, remark, room)
    values = opening_values(text, [value for draft in drafts for value in draft.values])
    return Draft(text, tuple(quotes), confidence=least_sure, reason=reasons, values=values)


def opening_values(text: str, values: Sequence[Value]) -> tuple[Value, ...]:
    """Those of the values that open a paragraph of a text, in order."""
    paragraphs = text.split("\n\n")
    return tuple(value for value in values if any(paragraph.startswith(value.value) for paragraph in paragraphs))


def _unanswered(questions: Sequence[str], drafts: Sequence[Draft]) -> Iterator[str]:
    """The questions that have no answer, each with the reason, where that is certain."""
    for question, draft in zip(questions, drafts, strict=True):
        if draft.refused:
            yield f"{question} {draft.reason}".rstrip()


def _said_once(paragraphs: Sequence[str], new: Sequence[str]) -> list[str]:
    """Paragraphs and new ones behind them, without those of which another one says all."""
    kept = [old for old in paragraphs if not _is_said_in(old, new)]
    for paragraph in new:
        if not _is_said_in(paragraph, kept):
            kept.append(paragraph)
    return kept


def _is_said_in(paragraph: str, others: Sequence[str]) -> bool:
    return any(_says(other, paragraph) for other in others)


def _says(paragraph: str, other: str) -> bool:
    """Whether a paragraph says all that another does."""
    return _MARK.sub("", other).strip() in _MARK.sub("", paragraph)


def _shifted(text: str, by: int) -> str:
    return _MARK.sub(lambda mark: f"[{int(mark[1]) + by}]", text)
