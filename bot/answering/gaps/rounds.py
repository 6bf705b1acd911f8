"""Brings the gaps up to date with the log: new questions into them, answered ones out; what people decided stays as it is."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import numpy as np

from bot.answering.gaps.grouping import Placed, grouped, joined
from bot.answering.gaps.naming import Commonness, name_of
from bot.answering.gaps.standing import Standing, standing
from bot.answering.gaps.topics import Topic, home_region, topic_of
from bot.answering.gaps.vectors import made_by, vectors
from bot.journal.gaps.sorting import Arrival, Gathering, Member, Sorting, Voiced
from indexer.library import Library

DAYS = 365
"""How far back questions are looked at."""
BATCH = 1000
"""Questions grouped at a time: what grouping costs grows with their square."""


class Rounds:
    """Safe beside another process that does the same. Raises BotError where the log can't be used, IndexerError where the library can't."""

    def __init__(self, sorting: Sorting, library: Library):
        self._sorting, self._library = sorting, library

    def close(self) -> None:
        self._sorting.close()

    def run(self, go_on: Callable[[], bool] = lambda: True) -> None:
        """`go_on` is called before each batch: it may wait, and ends the round with False; the next one does what is left."""
        log = self._sorting.voiced(datetime.now(UTC) - timedelta(days=DAYS))
        now = standing(log)
        self._settle(now, {one.id for one in log})
        known = {member.answer_id for member in self._sorting.members()}
        new = [one for one in now.waiting if one.id not in known]
        for start in range(0, len(new), BATCH):
            if not go_on():
                return
            self._place(new[start : start + BATCH])

    def _settle(self, now: Standing, seen: set[int]) -> None:
        """What is known of the questions that stand in gaps, as it is now."""
        members = self._sorting.members()
        waiting = {one.id for one in now.waiting}
        still_open = [member for member in members if not member.answered]
        self._sorting.answered(
            {member.answer_id: now.answered[member.answer_id] for member in still_open if member.answer_id in now.answered}
        )
        self._sorting.unanswered([one.answer_id for one in members if one.answered_by and one.answer_id in waiting])
        standing_now = waiting | set(now.answered)
        self._sorting.remove([one.answer_id for one in members if one.answer_id in seen - standing_now])

    def _place(self, new: Sequence[Voiced]) -> None:
        arrivals = {arrival.answer_id: arrival for arrival in self._arrivals((one.id, one.text) for one in new)}
        members = self._members()
        placed = [_placed(arrival) for arrival in arrivals.values()]
        homes = joined(placed, {gap_id: [_placed(member) for member in those] for gap_id, those in members.items()})
        coming: dict[int, list[Arrival]] = defaultdict(list)
        for answer_id, gap_id in homes.items():
            coming[gap_id].append(arrivals[answer_id])
        groups = grouped(one for one in placed if one.answer_id not in homes)
        founding = [[arrivals[one.answer_id] for one in group] for group in groups]
        self._sorting.place(_named(members, coming, founding))

    def _members(self) -> dict[int, list[Member]]:
        """By gap, all with vectors of the model that is used now."""
        made = made_by(self._library.model)
        self._sorting.remake(
            self._arrivals((one.answer_id, one.text) for one in self._sorting.members() if one.made_by != made)
        )
        by_gap: dict[int, list[Member]] = defaultdict(list)
        for member in self._sorting.members():
            by_gap[member.gap_id].append(member)
        return by_gap

    def _arrivals(self, questions: Iterable[tuple[int, str]]) -> list[Arrival]:
        """(answer id, text) -> the questions as they are grouped."""
        asked = list(questions)
        if not asked:
            return []
        home = home_region(document.region for document in self._library.documents())
        topics = [topic_of(text) for _, text in asked]
        made, model = vectors(topics, self._library.model).astype(np.float16), self._library.model
        return [
            Arrival(answer_id, text, "" if topic.region == home else topic.region, vector.tobytes(), made_by(model))
            for (answer_id, text), topic, vector in zip(asked, topics, made, strict=True)
        ]


def _named(
    members: Mapping[int, Sequence[Member]], coming: Mapping[int, Sequence[Arrival]], founding: Sequence[Sequence[Arrival]]
) -> list[Gathering]:
    """What comes into the gaps there are, and what makes new ones, with the names they have then."""
    topics = {gap_id: _topics([*those, *coming.get(gap_id, ())]) for gap_id, those in members.items()}
    new = [_topics(group) for group in founding]
    commonness = Commonness.of([*topics.values(), *new])
    joining = [Gathering(gap_id, _name(topics[gap_id], arrivals, commonness), arrivals) for gap_id, arrivals in coming.items()]
    opening = [Gathering(None, _name(of, arrivals, commonness), arrivals) for of, arrivals in zip(new, founding, strict=True)]
    return joining + opening


def _topics(questions: Iterable[Member | Arrival]) -> list[Topic]:
    return [topic_of(one.text) for one in questions]


def _placed(one: Arrival | Member) -> Placed:
    return Placed(one.answer_id, one.region, np.frombuffer(one.vector, dtype=np.float16).astype(np.float32))


def _name(topics: Sequence[Topic], arrivals: Sequence[Arrival], commonness: Commonness) -> str:
    """A question itself where no word of it tells anything; with the region, where it isn't the one that most documents are of."""
    name = name_of(topics, commonness) or arrivals[0].text[:80]
    region = arrivals[0].region
    return name[:1].upper() + name[1:] + (f" ({region})" if region else "")
