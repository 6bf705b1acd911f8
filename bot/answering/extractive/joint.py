"""Several questions in one message: the passages found for them, and their answers, as one."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from bot.answering.composer import Part
from bot.models import Draft, Value
from indexer.language.dates import YEAR
from indexer.language.shortening import cut_at_word, shortened
from indexer.language.wordlists import alternatives
from indexer.models import Passage
from indexer.question.model import Question
from indexer.question.words import words_in

MARKS = 12
"""Characters kept free for the marks of a block."""
LEAST = 60
"""Characters of which a shortened paragraph still says something."""
LONGEST_BRIEF = 80
"""Characters of what is said to have no answer."""
_CELL_UNDER_HEAD = re.compile(r"\([^()]+\)(?=; |$)")
"""What each of several cells of one row that open an answer stands under."""
_COMPARING = re.compile(rf"\b{alternatives('comparing_words')}\b|\b(?:lebih|paling) \w+ (?:dari|di antara)", re.I)
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


def compares(text: str) -> bool:
    """Whether a text compares two things itself: better than what is said of each."""
    return _COMPARING.search(text) is not None


def opens_with_row_of_all(whole: Draft, parts: Sequence[Question]) -> bool:
    """Whether a draft for the whole message opens with several cells of one row: then these are what its parts ask for."""
    opened = _opened_by_row(whole) if _may_stand_in_row(parts) else None
    return opened is not None and len(_CELL_UNDER_HEAD.findall(opened.value)) > 1


def _may_stand_in_row(parts: Sequence[Question]) -> bool:
    """Whether what several questions ask for may be cells of one row: no reason, and no sides of a comparison."""
    return not any(part.side or "reason" in part.kinds for part in parts)


def _opened_by_row(draft: Draft) -> Value | None:
    """What of a row opens a draft; None where no row does."""
    opening = opening_values(draft.text.split("\n\n")[0], draft.values)
    return next((value for value in opening if value.label), None)


def stand_in_one_place(whole: Draft, parts: Sequence[Question], drafts: Sequence[Draft]) -> bool:
    """Whether each of several questions is answered, all by the same place, which a draft for the whole message quotes too. Where that opens with
    a row, a part that isn't answered by itself may stand in that too."""
    if whole.refused:
        return False
    one_is_refused = any(draft.refused for draft in drafts)
    if one_is_refused and not (_may_stand_in_row(parts) and _opened_by_row(whole)):
        return False
    places = {_places(draft) for draft in drafts if draft.text and not draft.refused}
    return len(places) == 1 and places.pop() <= _places(whole)


def _places(draft: Draft) -> frozenset[tuple[int, str]]:
    return frozenset((passage.chunk_id, quote) for _, passage, quote in draft.quotes)


def asking_why(parts: Sequence[Part]) -> list[Part]:
    """The parts that ask for a reason, which no cell of a row is."""
    return [(part, found) for part, found in parts if _REASONS & part.kinds and not part.superlatives]


def joined(briefs: Sequence[str], drafts: Sequence[Draft], room: int) -> Draft:
    """One draft of those that answer, in order, their quotes numbered through; what has no answer is said at the end by what it is
    called in `briefs`.

    At least one of the drafts answers. What two of them say word for word is said once.
    """
    paragraphs: list[str] = []
    quotes: list[tuple[int, Passage, str]] = []
    for draft in drafts:
        if draft.text:
            shifted = _shifted(draft.text, len(quotes))
            paragraphs = _said_once(paragraphs, shifted.split("\n\n"))
            quotes += [(number, passage, quote) for number, (_, passage, quote) in enumerate(draft.quotes, len(quotes) + 1)]
    unanswered = " ".join(_unanswered(briefs, drafts))
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


def _unanswered(briefs: Sequence[str], drafts: Sequence[Draft]) -> Iterator[str]:
    """What has no answer, in few words, each with the reason, where that is certain."""
    for brief, draft in zip(briefs, drafts, strict=True):
        if draft.refused:
            of_what = shortened(f"{brief.strip(' ?!.,;:')}.", LONGEST_BRIEF)
            yield f"{of_what} {draft.reason}".rstrip()


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
