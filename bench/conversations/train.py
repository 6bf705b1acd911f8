"""Teaches indexer/question/likelihood.py which reading of a message is meant.

    .venv/bin/python bench/conversations/train.py [--out indexer/question/reading_weights.npz]

Taught with the turns of asked_once.jsonl and practice.jsonl, each after the question that really came before it and its answer, and with pairs of
real questions (pairs.py). A reading is right when it has the facts of what the turn means (facts.py); a turn none of whose readings is right teaches
nothing. Prints what five-fold cross-validation over whole conversations finds, the pairs being taught each time; with --out it then fits all of it
and writes the weights.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from lessons import Lesson, of_conversations, of_pairs
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.model_selection import GroupKFold

RIDGE = 1.0
FOLDS = 5
OF_CONVERSATION = 4.0
"""How much more a turn of a conversation teaches than a made pair."""
LEAST = 30
"""Readings that must have a feature for it to be weighed."""


class Practice:
    """All readings of all lessons as rows of a matrix, those of a lesson side by side."""

    def __init__(self, lessons: Sequence[Lesson]):
        self.lessons = lessons
        vectorizer = DictVectorizer(dtype=np.float32)
        rows = vectorizer.fit_transform([found for lesson in lessons for found in lesson.features]).tocsr()
        frequent = rows.getnnz(axis=0) >= LEAST
        self.rows: csr_matrix = rows[:, frequent]
        self.names = vectorizer.get_feature_names_out()[frequent]
        self.right = np.concatenate([lesson.right for lesson in lessons]).astype(float)
        self.lesson_of = np.repeat(np.arange(len(lessons)), [len(lesson.right) for lesson in lessons])

    def of(self, lessons: Sequence[int]) -> np.ndarray:
        """The rows of these lessons."""
        return np.flatnonzero(np.isin(self.lesson_of, lessons))


def fitted(practice: Practice, lessons: Sequence[int]) -> np.ndarray:
    """Weights under which a right reading of each lesson is likeliest: conditional logit, ridge."""
    at = practice.of(lessons)
    rows, right, starts = practice.rows[at], practice.right[at], _starts(practice.lesson_of[at])
    of_rows, has_right = _group(starts, len(at)), np.add.reduceat(right, starts) > 0
    is_turn = np.array([bool(practice.lessons[number].conversation) for number in practice.lesson_of[at][starts]])
    worth = np.where(is_turn, OF_CONVERSATION, 1.0) * has_right

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = _odds(rows @ weights, starts)
        of_all, of_right = np.add.reduceat(odds, starts), np.add.reduceat(odds * right, starts)
        of_right = np.where(has_right, of_right, of_all) + 1e-30
        pull = odds / of_all[of_rows] - odds * right / of_right[of_rows]
        cost = (worth * np.log(of_all / of_right)).sum() + RIDGE * weights @ weights
        return cost, rows.T @ (pull * worth[of_rows]) + 2 * RIDGE * weights

    return minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x


def _starts(lesson_of: np.ndarray) -> np.ndarray:
    return np.flatnonzero(np.diff(lesson_of, prepend=-1))


def _group(starts: np.ndarray, rows: int) -> np.ndarray:
    """The number of the group of each row."""
    return np.repeat(np.arange(len(starts)), np.diff(starts, append=rows))


def _odds(scores: np.ndarray, starts: np.ndarray) -> np.ndarray:
    best = np.maximum.reduceat(scores, starts)
    return np.exp(scores - best[_group(starts, len(scores))])


def validate(practice: Practice) -> None:
    """Prints how often a right reading is the likeliest, and among the three likeliest, of conversations that were left out."""
    turns = np.array([number for number, lesson in enumerate(practice.lessons) if lesson.conversation])
    pairs = np.setdiff1d(np.arange(len(practice.lessons)), turns)
    found: dict[str, list[tuple[bool, bool]]] = {}
    for known, left_out in GroupKFold(FOLDS).split(turns, groups=[practice.lessons[turn].conversation for turn in turns]):
        weights = fitted(practice, [*turns[known], *pairs])
        for turn in turns[left_out]:
            at = practice.of([turn])
            in_order = practice.right[at][np.argsort(-(practice.rows[at] @ weights))]
            found.setdefault(practice.lessons[turn].kind, []).append((in_order[0] > 0, in_order[:3].max() > 0))
    for kind, of_kind in [("all", [one for each in found.values() for one in each]), *found.items()]:
        first, among = np.mean(of_kind, axis=0)
        print(f"{kind}: {len(of_kind)} turns, a right reading first {first:.3f}, among the first three {among:.3f}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--out", type=Path, help="where the weights go")
    given = arguments.parse_args()
    practice = Practice([*of_conversations(), *of_pairs()])
    validate(practice)
    if given.out:
        weights = fitted(practice, range(len(practice.lessons))).astype(np.float32)
        np.savez_compressed(given.out, names=practice.names.astype(str), weights=weights)


if __name__ == "__main__":
    main()
