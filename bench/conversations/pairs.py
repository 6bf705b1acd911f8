"""Follow-ups made of the real questions of bench/: two questions that share their beginning and end make one that is asked of something else
("kalau Blora?"), two that share a part in the middle one that asks something else of the same, two that share nothing one that is whole.

Written as nobody types them, but there are thousands, and what goes in which place is the same.
"""

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.language.terms import STOPWORDS
from indexer.question.words import QUESTION_WORDS

BENCH = Path(__file__).parent.parent
FILES = ("reader/questions/*.jsonl", "questions/*.jsonl")
SHORTEST, LONGEST = 15, 140
"""Characters of a question that is taken."""
LONGEST_PART, LEAST_SHARED = 4, 3
"""Words of what is exchanged, and of what two questions share."""
LONGEST_ASKED = 7
"""Words of what is asked of the same."""
MOST_ALIKE = 40
"""Questions that share a part: with more, it says nothing."""
_OPENINGS = ("", "", "", "kalau ", "kalo ", "klo ", "yang ", "yg ", "terus ")


@dataclass(frozen=True)
class Pair:
    """A question, what is said after it, and what that means in full."""

    topic: str
    says: str
    means: str


def made_pairs(of_each: int, chance: random.Random) -> list[Pair]:
    """At most `of_each` of each sort."""
    sets = [[question.rstrip("?. ").split() for question in questions] for questions in _questions()]
    exchanged = [pair for questions in sets for pair in _exchanged(questions, chance)]
    asked = [pair for questions in sets for pair in _asked_of_same(questions, chance)]
    whole = [pair for questions in sets for pair in _whole(questions, chance)]
    return [pair for pairs in (exchanged, asked, whole) for pair in chance.sample(pairs, min(of_each, len(pairs)))]


def _questions() -> Iterator[list[str]]:
    for path in sorted(path for pattern in FILES for path in BENCH.glob(pattern)):
        lines = path.read_text(encoding="utf-8").splitlines()
        texts = dict.fromkeys(json.loads(line)["question"].strip() for line in lines)
        yield [text for text in texts if SHORTEST <= len(text) <= LONGEST and text.count("?") <= 1]


def _exchanged(questions: Sequence[list[str]], chance: random.Random) -> Iterator[Pair]:
    """Two questions that differ in one part."""
    around = defaultdict(list)
    for number, words in enumerate(questions):
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + LONGEST_PART) + 1):
                if len(words) - (end - start) >= LEAST_SHARED:
                    around[_lower(words[:start]), _lower(words[end:])].append((number, start, end))
    for alike in around.values():
        if 2 <= len(alike) <= MOST_ALIKE:
            (one, *part), (other, start, end) = chance.sample(alike, 2)
            named, taken = questions[other][start:end], questions[one][part[0] : part[1]]
            if one != other and _differ_throughout(named, taken):
                opening = chance.choice(_OPENINGS)
                yield Pair(_typed(questions[one]), f"{opening}{' '.join(named)}?", _typed(questions[other]))


def _differ_throughout(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two parts have neither their first nor their last word in common, and say something."""
    first, last = one[0].lower() != other[0].lower(), one[-1].lower() != other[-1].lower()
    says = not STOPWORDS.issuperset(_lower(one)) and not STOPWORDS.issuperset(_lower(other))
    return first and last and says


def _asked_of_same(questions: Sequence[list[str]], chance: random.Random) -> Iterator[Pair]:
    """Two questions that share a part, of which the second asks something else."""
    places = defaultdict(list)
    for number, words in enumerate(questions):
        for start in range(len(words) - LEAST_SHARED + 1):
            places[_lower(words[start : start + LEAST_SHARED])].append((number, start))
    seen: set[tuple[int, int]] = set()
    for alike in places.values():
        if 2 <= len(alike) <= MOST_ALIKE:
            (one, at), (other, there) = chance.sample(alike, 2)
            if one != other and (one, other) not in seen:
                seen.add((one, other))
                rest = _without_shared(questions[one], at, questions[other], there)
                if 2 <= len(rest) <= LONGEST_ASKED and QUESTION_WORDS.intersection(_lower(rest)):
                    yield Pair(_typed(questions[one]), " ".join(rest), _typed(questions[other]))


def _without_shared(one: Sequence[str], at: int, other: Sequence[str], there: int) -> list[str]:
    """What the other question says besides the longest part that both have around these places."""
    first, second = _lower(one), _lower(other)
    while at and there and first[at - 1] == second[there - 1]:
        at, there = at - 1, there - 1
    shared = 0
    while at + shared < len(one) and there + shared < len(other) and first[at + shared] == second[there + shared]:
        shared += 1
    rest = [*other[:there], *other[there + shared :]]
    while rest and rest[-1].lower() in STOPWORDS - QUESTION_WORDS:
        rest.pop()
    return rest


def _whole(questions: Sequence[list[str]], chance: random.Random) -> Iterator[Pair]:
    """Any two questions."""
    for one, other in zip(questions, chance.sample(questions, len(questions)), strict=True):
        yield Pair(_typed(one), " ".join(other), _typed(other))


def _lower(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word.lower().strip(",") for word in words)


def _typed(words: Sequence[str]) -> str:
    return f"{' '.join(words)}?"
