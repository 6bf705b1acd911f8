"""Lines cut to the room there is, so that what answers isn't cut off."""

import re

from indexer.evidence.features import STRICT
from indexer.evidence.fitting import fits
from indexer.language.shortening import ELLIPSIS, shortened
from indexer.question.model import Question
from indexer.structure.holds import held_by

LINE, LONG_LINE = 450, 760
"""Characters a single quoted span shows at most; one that is a list of its own."""
_ENUMERATED = re.compile(r"(?:^|\s)(?:\(?\d{1,2}\)|\(?[a-j]\)|[a-j]\.(?=\s))")
_CLAUSE_ENDS = re.compile(r"(?<=[,;:])\s+")


def longest_line(text: str) -> int:
    """How many characters of a line are shown: more of a sentence that is a list itself, "(1) …; (2) …; (3) …"."""
    return LONG_LINE if len(_ENUMERATED.findall(text)) > 2 else LINE


def keeping_the_answer(text: str, room: int, question: Question) -> str:
    """A text cut to `room`: at its end, unless what answers would be cut off; then at its beginning. Never in between: a figure would seem to be said
    of what stands before the gap."""
    head = shortened(text, room)
    if head == text or _answers(head, question):
        return head
    clauses = _CLAUSE_ENDS.split(text)
    for start in range(1, len(clauses)):
        rest = shortened(f"{ELLIPSIS} {' '.join(clauses[start:])}", room)
        if _answers(rest, question):
            return rest
    return head


def _answers(text: str, question: Question) -> bool:
    """Whether a shown text holds what is asked, as far as that can be told reliably."""
    holds = held_by(text)
    return all(fits(kind, holds, question) for kind in question.kinds & STRICT)
