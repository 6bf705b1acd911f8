"""What a score over spans is worth: how often the first span answers, and how well the best one's score tells what has no answer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import roc_auc_score

FALSE_REFUSALS = 0.10
"""The share of answerable questions that may be refused where it is asked how many of the others are caught."""
NOTHING = -20.0
"""The score of a question for which no span was found."""


@dataclass(frozen=True)
class Scored:
    """Questions as a score leaves them: the best row's score of each, whether each is answerable, and of these whether the first row answers."""

    best: np.ndarray
    answerable: np.ndarray
    first: np.ndarray

    @property
    def first_right(self) -> float:
        """The share of answerable questions whose first row answers."""
        return float(self.first.mean())

    @property
    def auc(self) -> float | None:
        """How likely an answerable question scores more than another; None where all are of one kind."""
        if self.answerable.all() or not self.answerable.any():
            return None
        return float(roc_auc_score(self.answerable, self.best))

    @property
    def caught(self) -> float | None:
        """The share of questions without an answer that is refused where FALSE_REFUSALS of the others are; None where all are answerable."""
        there = self.best[self.answerable]
        return self.refused(np.quantile(there, FALSE_REFUSALS), answerable=False)

    def refused(self, limit: float, *, answerable: bool) -> float | None:
        """The share of the answerable questions, or of the others, that scores below a limit; None where there are none."""
        best = self.best[self.answerable == answerable]
        return float((best < limit).mean()) if len(best) else None


def judge(score: np.ndarray, question: np.ndarray, label: np.ndarray, answerable: np.ndarray, chosen: np.ndarray) -> Scored:
    """What the rows' scores make of the chosen questions. `question` and `label` (1: answers) are of rows; `answerable` and `chosen` (bool) of
    questions."""
    best, first = [], []
    for at in np.flatnonzero(chosen):
        rows = np.flatnonzero(question == at)
        top = rows[score[rows].argmax()] if len(rows) else None
        best.append(NOTHING if top is None else score[top])
        if answerable[at]:
            first.append(top is not None and label[top] == 1)
    return Scored(np.array(best), answerable[chosen], np.array(first))


def share(value: float | None) -> str:
    """A share as a table shows it; – for None."""
    return "–" if value is None else f"{value:.3f}".replace(".", ",")


def row(cells: Sequence[str]) -> str:
    """A line of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def head(cells: Sequence[str]) -> str:
    """The first two lines of a Markdown table."""
    return f"{row(cells)}\n{'|---' * len(cells)}|"
