"""Teaches indexer/question/talk.py to tell small talk from questions: practice.jsonl beside thousands of real questions.

    .venv/bin/python bench/talk/train.py [--out indexer/question/talk_weights.npz]

Prints what three-fold cross-validation finds at several thresholds; with --out it then fits all of it and writes the weights.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from practice import Line, practice, real_questions
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from indexer.question.talk import BUCKETS, LEAST, QUESTION, features

STRENGTH = 100.0
"""C of the logistic regression: of 3, 10, 30, 100 and 300 the one that finds most at the same number of questions caught."""
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)
FOLDS = 3
ADDRESSES = (
    "min",
    "kak",
    "pak",
    "bu",
    "bos",
    "kk",
    "mas",
    "mbak",
    "bang",
    "gan",
    "admin",
    "ya",
    "dong",
    "nih",
    "🙏",
    "😊",
    "..",
    "!!",
)
"""What stands before or behind anything, and so says nothing."""
LONGEST_END = 4
"""Words of the ends of questions that are taught too: short ones are typed as follow-ups."""
ENDS = 0.4
"""The share of questions whose end is taught."""


@dataclass(frozen=True)
class Taught:
    """A classifier and the kinds in the order of its columns."""

    model: LogisticRegression
    kinds: list[str]

    def probabilities(self, texts: Sequence[str]) -> np.ndarray:
        return self.model.predict_proba(matrix(texts))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--out", type=Path, help="where the weights go")
    arguments.add_argument("--strength", type=float, default=STRENGTH)
    arguments.add_argument("--misses", action="store_true", help="print what is told wrongly at the threshold in use")
    given = arguments.parse_args()
    lines = [*practice(), *real_questions()]
    validate(lines, given.strength, given.misses)
    if given.out:
        write(taught(lines, given.strength), given.out)


def taught(lines: Sequence[Line], strength: float) -> Taught:
    """Fitted to the lines and to what is made of them."""
    lines = list(chain(lines, *(variants(line, random.Random(line.text)) for line in lines)))
    model = LogisticRegression(C=strength, max_iter=300)
    model.fit(matrix([line.text for line in lines]), [line.kind for line in lines])
    return Taught(model, list(model.classes_))


def variants(line: Line, chance: random.Random) -> Iterator[Line]:
    """The same with an address before or behind it, and the end of a real question as a question."""
    address = chance.choice(ADDRESSES)
    if line.practised:
        yield Line(f"{line.text} {address}", line.kind)
        yield Line(f"{chance.choice(ADDRESSES)} {line.text}", line.kind)
    else:
        words = line.text.split()
        if chance.random() < ENDS:
            yield Line(" ".join(words[-chance.randint(1, LONGEST_END) :]), QUESTION)
        yield Line(f"{line.text} {address}" if chance.random() < 0.5 else f"{address} {line.text}", QUESTION)


def matrix(texts: Sequence[str]) -> csr_matrix:
    """(texts, BUCKETS) of their features."""
    ends, buckets, values = [0], [], []
    for text in texts:
        found = features(text)
        buckets += found.keys()
        values += found.values()
        ends.append(len(buckets))
    return csr_matrix((values, buckets, ends), shape=(len(texts), BUCKETS))


def validate(lines: Sequence[Line], strength: float, misses: bool) -> None:
    """Prints what is told of lines that were left out when it was taught."""
    kinds = np.array([line.kind for line in lines])
    real = np.array([not line.practised for line in lines])
    found = np.zeros((len(lines), len(set(kinds))))
    for known, left_out in StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(kinds, kinds):
        model = taught([lines[place] for place in known], strength)
        found[left_out] = model.probabilities([lines[place].text for place in left_out])
    column = model.kinds.index(QUESTION)
    surely_talk = 1 - found[:, column]
    found[:, column] = 0
    likeliest = np.array(model.kinds)[found.argmax(axis=1)]
    asks = kinds == QUESTION
    for least in THRESHOLDS:
        told = surely_talk >= least
        print(
            f"{least}: real questions caught {told[real].sum()} of {real.sum()},"
            f" made ones {told[asks & ~real].sum()} of {(asks & ~real).sum()};"
            f" talk told {told[~asks].mean():.3f}, as what it is {(told & (likeliest == kinds))[~asks].mean():.3f}"
        )
    told = surely_talk >= LEAST
    for kind in sorted(set(kinds[~asks])):
        of_kind = kinds == kind
        print(f"  {kind}: told {told[of_kind].mean():.2f}, right {(told & (likeliest == kind))[of_kind].mean():.2f}")
    if misses:
        for place in np.flatnonzero(np.where(asks, told, ~told | (likeliest != kinds))):
            said = likeliest[place] if told[place] else QUESTION
            print(f"{lines[place].kind} -> {said} {surely_talk[place]:.2f}: {lines[place].text}")


def write(model: Taught, path: Path) -> None:
    """Keeps the weights as the package reads them."""
    weights = model.model.coef_.T.astype(np.float16)
    bias = model.model.intercept_.astype(np.float32)
    np.savez_compressed(path, weights=weights, bias=bias, kinds=np.array(model.kinds))


if __name__ == "__main__":
    main()
