"""What a gap is called: the words that tell its questions from those of the other gaps, as one of them has them."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answering.gaps.topics import Topic

MOST = 4
"""Words of a name."""


@dataclass(frozen=True)
class Commonness:
    """How often each form is asked for in all gaps together, and in how many questions a gap has on average."""

    times: Counter[str]
    size: float

    @classmethod
    def of(cls, gaps: Iterable[Sequence[Topic]]) -> "Commonness":
        gaps = list(gaps)
        times = Counter(word.form for topics in gaps for topic in topics for word in topic.words)
        return cls(times, sum(times.values()) / max(len(gaps), 1))

    def rarity(self, form: str) -> float:
        """The factor of c-TF-IDF (M. Grootendorst, BERTopic, 2022): log(1 + words of a gap on average / times in all)."""
        return math.log(1 + self.size / max(self.times[form], 1))


def name_of(topics: Sequence[Topic], commonness: Commonness) -> str:
    """The most telling words, in the order of the question that has most of them; "" where none of the questions has a word that tells."""
    telling: Counter[str] = Counter()
    for word in (word for topic in topics for word in topic.words if word.weight == 1 and word.said.isalpha()):
        telling[word.form] += commonness.rarity(word.form)
    best = [form for form, _ in telling.most_common(MOST)]
    fullest = max(topics, key=lambda topic: sum(word.form in best for word in topic.words))
    said = {word.form: word.said for topic in topics for word in topic.words}
    in_order = [word.form for word in fullest.words if word.form in best]
    return " ".join(said[form] for form in dict.fromkeys([*in_order, *best]))
