"""Fits the one model that orders spans, chooses and refuses: `python bench/reader/fit.py FOLDER ... [--out WEIGHTS.json]`.

A folder holds what bench/reader/candidates.py wrote, a file a set, and, where bench/reader/reread.py has read them, the reader's two scores. A linear
score over the named features of indexer/evidence/features.py: the spans of a question compete with each other and with "it isn't in the
documents", whose score is 0 (a conditional logit), so that one zero ranks and refuses. Figures are of each set by weights fitted on all others.
"""

import argparse
import json
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from practice import Asked
from sklearn.metrics import roc_auc_score

L2 = 0.00003
FALSE_REFUSALS = 0.10
READ = ("reader", "words")


@dataclass(frozen=True)
class Table:
    """The rows of many questions: `values` (rows, features), `question` and `label` (1, 0; -1 for neither) a row; `answerable` and `set` a question."""

    names: tuple[str, ...]
    values: torch.Tensor
    question: torch.Tensor
    label: torch.Tensor
    answerable: torch.Tensor
    sets: np.ndarray


def load(folders: Sequence[Path]) -> list[Asked]:
    """The questions of all files, without those that the reader was taught with."""
    files = [file for folder in folders for file in sorted(folder.glob("*.pickle"))]
    asked = [one for file in files for one in pickle.loads(file.read_bytes())]
    taught = {file.stem for file in (Path(__file__).parent / "questions").glob("*.jsonl")}
    return [one for one in asked if one.practice.source not in taught or one.practice.kept_aside]


def table(asked: Sequence[Asked], names: Sequence[str]) -> Table:
    """The rows that search found and that have all the named features."""
    values, question, label = [], [], []
    for at, one in enumerate(asked):
        for row in one.rows:
            if row.found and row.features.keys() >= set(names):
                values.append([row.features[name] for name in names])
                question.append(at)
                label.append(-1 if row.answers is None else int(row.answers))
    return Table(
        tuple(names),
        torch.tensor(values, dtype=torch.float64),
        torch.tensor(question),
        torch.tensor(label),
        torch.tensor([not one.practice.item.unanswerable for one in asked]),
        np.array([one.practice.source for one in asked]),
    )


def fit(known: Table, chosen: np.ndarray) -> np.ndarray:
    """The weights, the bias last, fitted on the chosen questions."""
    chosen = torch.from_numpy(chosen)
    rows = chosen[known.question] & (known.label >= 0)
    values, question, right = known.values[rows], known.question[rows], known.label[rows] == 1
    weights = torch.zeros(values.shape[1] + 1, dtype=torch.float64, requires_grad=True)
    count = len(known.answerable)
    with_answer = torch.zeros(count, dtype=torch.bool).index_fill(0, question[right], True)
    # A question whose answer wasn't found says nothing about which span is right, and isn't one without an answer.
    told = chosen & (with_answer | ~known.answerable)

    def loss() -> torch.Tensor:
        score = values @ weights[:-1] + weights[-1]
        together = torch.zeros(count, dtype=torch.float64).index_add(0, question, score.exp()) + 1
        good = torch.zeros(count, dtype=torch.float64).index_add(0, question[right], score[right].exp())
        won = torch.where(with_answer, good, torch.ones(()).double())
        lost = (together.log() - won.clamp_min(1e-30).log())[told]
        return lost.mean() + L2 * (weights[:-1] ** 2).sum()

    optimizer = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def step() -> torch.Tensor:
        optimizer.zero_grad()
        now = loss()
        now.backward()
        return now

    optimizer.step(step)
    return weights.detach().numpy()


@dataclass(frozen=True)
class Judged:
    first: np.ndarray  # of answerable questions: whether the best row answers (holds a fact)
    best: np.ndarray  # of all: the best score
    answerable: np.ndarray

    def line(self) -> str:
        there, absent = self.best[self.answerable], self.best[~self.answerable]
        if not len(absent):
            return f"first {self.first.mean():.3f}"
        limit = np.quantile(there, FALSE_REFUSALS)
        return (
            f"first {self.first.mean():.3f}  AUC {roc_auc_score(self.answerable, self.best):.3f}"
            f"  caught at {FALSE_REFUSALS:.0%} false refusals {(absent < limit).mean():.3f}"
            f"  at 0: refused {(absent < 0).mean():.3f} / falsely {(there < 0).mean():.3f}"
        )


def judge(known: Table, score: np.ndarray, chosen: np.ndarray) -> Judged:
    question, label = known.question.numpy(), known.label.numpy()
    first, best = [], []
    for at in np.flatnonzero(chosen):
        rows = np.flatnonzero(question == at)
        top = rows[score[rows].argmax()] if len(rows) else None
        best.append(score[top] if top is not None else -20.0)
        if known.answerable[at]:
            first.append(top is not None and label[top] == 1)
    return Judged(np.array(first), np.array(best), known.answerable.numpy()[chosen])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--without", nargs="*", default=[], help="features left out")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    asked = load(given.folders)
    every = {name: None for one in asked for row in one.rows for name in row.features if name not in given.without}
    unread = [name for name in every if name not in READ]
    weights = {"unread": fitted(asked, unread)}
    if len(every) > len(unread):
        weights["read"] = fitted(asked, list(every))
    if given.out:
        given.out.write_text(json.dumps(weights, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def fitted(asked: Sequence[Asked], names: Sequence[str]) -> dict[str, float]:
    """The weights of the named features and of the bias, fitted on all sets; what those say of each set that are fitted on the others is printed."""
    known = table(asked, names)
    print(f"\n{len(names)} features, {len(known.sets)} questions")
    for name in sorted(set(known.sets)):
        here = known.sets == name
        weights = fit(known, ~here)
        score = known.values.numpy() @ weights[:-1] + weights[-1]
        print(f"{name:15} {here.sum():4}  {judge(known, score, here).line()}", flush=True)
    weights = fit(known, np.ones(len(known.sets), dtype=bool))
    named = dict(zip((*known.names, "bias"), np.round(weights, 3).tolist(), strict=True))
    print(json.dumps(named, ensure_ascii=False))
    return named


if __name__ == "__main__":
    main()
