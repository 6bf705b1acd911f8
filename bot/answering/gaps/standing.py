"""Which questions of the log nobody could answer, and which of them have an answer since."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.answering.gaps.topics import topic_of
from bot.answering.reasking import same
from bot.journal.entries import Verdict
from bot.journal.gaps.sorting import Voiced

BAD = frozenset({Verdict.INCOMPLETE, Verdict.WRONG, Verdict.NOT_ANSWERED})
"""What leaves a question open."""


@dataclass(frozen=True)
class Standing:
    """The entries that wait for an answer, oldest first; and those that have one: entry -> the entry that answers it."""

    waiting: list[Voiced] = field(default_factory=list)
    answered: dict[int, int] = field(default_factory=dict)


def standing(log: Iterable[Voiced]) -> Standing:
    """From the log, oldest first. Only people's questions wait: who asks at a terminal tries the program out. A coordinator's word counts
    more than the marks of readers."""
    open_ones: dict[str, list[Voiced]] = {}
    answered: dict[int, int] = {}
    for one in log:
        if one.verdict == Verdict.NO_QUESTION:
            continue
        key = same(one.text)
        if not _is_unanswered(one):
            answered |= {waiting.id: one.id for waiting in open_ones.pop(key, [])}
        elif _is_asked_by_people(one):
            open_ones.setdefault(key, []).append(one)
    waiting = [one for group in open_ones.values() for one in group]
    return Standing(sorted(waiting, key=lambda one: one.id), answered)


def _is_unanswered(one: Voiced) -> bool:
    if one.refused or one.verdict in BAD:
        return True
    return one.disliked and one.verdict != Verdict.RIGHT


def _is_asked_by_people(one: Voiced) -> bool:
    by_person = one.again_of is None and one.user_id is not None
    return by_person and topic_of(one.text).asks
