"""What a message is that asks nothing of documents ("makasih min", "kamu siapa?", "buatkan surat"): a taught classifier.

It is linear over words, pairs of words and pieces of words, so that slips, abbreviations and long-drawn vowels need no rules. Taught by
bench/talk/train.py with thousands of real questions on the other side: what it isn't sure of is a question.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np

from indexer.question.model import Talk

WEIGHTS = Path(__file__).with_name("talk_weights.npz")
"""Fitted by bench/talk/train.py: `weights` (BUCKETS, kinds), `bias` (kinds), the names of the `kinds`."""
LEAST = 0.8
"""How surely a message has to be no question: bench/talk/README.md, what is found and what is caught at each."""
BUCKETS = 2**14
LONGEST = 120
"""Characters of a message from which on it is no small talk."""
_PIECES = (2, 3, 4, 5)
"""Letters of the pieces of a word."""
_DRAWN_OUT = re.compile(r"([^\W\d])\1{2,}")
_MARKS = re.compile(r"[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]")
"""What only varies an emoji: its colour."""
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[?+=*]|[^\w\s.,;:!'\"()\-]")
_SAID = re.compile(r"[^\W_]|[^\x00-\x7f]")
"""A letter, a digit or an emoji."""
QUESTION = "question"
"""The class of whatever documents may answer."""


def talk_in(typed: str, asked: str) -> Talk | None:
    """What a message is; None for a question, and whenever that is possible. `asked` is what of it is not politeness: where nothing is,
    it is no question."""
    if not _SAID.search(typed):
        return None
    found = probabilities(asked or typed)
    may_be_question = len(asked) > LONGEST or 1 - found[QUESTION] < LEAST
    if asked and may_be_question:
        return None
    talk = _likeliest(found)
    return _likeliest(probabilities(typed)) if talk is Talk.ASSENT else talk  # "oke makasih" thanks


def _likeliest(found: Mapping[str, float]) -> Talk:
    """What small talk is most likely."""
    return Talk(max((kind for kind in found if kind != QUESTION), key=found.__getitem__))


def probabilities(typed: str) -> dict[str, float]:
    """How likely a message is of each kind, QUESTION among them; together 1."""
    model = _model()
    found = features(typed)
    buckets, values = np.array(list(found), dtype=int), np.array(list(found.values()))
    logits = values @ model.weights[buckets] + model.bias
    odds = np.exp(logits - logits.max())
    return dict(zip(model.kinds, (odds / odds.sum()).tolist(), strict=True))


def features(typed: str) -> dict[int, float]:
    """Bucket -> value of what stands in a message, as a vector of length 1."""
    counts = Counter(crc32(name.encode()) % BUCKETS for name in _names(_tokens(typed)))
    length = sum(count * count for count in counts.values()) ** 0.5
    return {bucket: count / length for bucket, count in counts.items()}


def _tokens(typed: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", typed).casefold()
    undrawn = _DRAWN_OUT.sub(r"\1", _MARKS.sub("", plain))
    return [_of_digits(token) for token in _TOKEN.findall(undrawn)]


def _of_digits(token: str) -> str:
    """A number says only how many digits it has."""
    return "0" * len(token) if token.isdecimal() else token


def _names(tokens: list[str]) -> Iterator[str]:
    """The names of all features of a message: each word (twice, as much as its pieces say), pairs, pieces, and how many words it has."""
    yield f"n{min(len(tokens), 12)}"
    bounded = ["<", *tokens, ">"]
    for first, second in zip(bounded, bounded[1:], strict=False):
        yield f"p{first} {second}"
    for token in tokens:
        yield f"w{token}"
        word = f"<{token}>"
        for size in _PIECES:
            yield from (f"c{word[start : start + size]}" for start in range(len(word) - size + 1))


class _Model:
    def __init__(self, path: Path):
        with np.load(path) as stored:
            self.weights = stored["weights"].astype(np.float32)
            self.bias = stored["bias"].astype(np.float32)
            self.kinds = [str(kind) for kind in stored["kinds"]]


@cache
def _model() -> _Model:
    return _Model(WEIGHTS)
