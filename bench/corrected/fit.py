"""Fits how likely two questions ask the same: `python bench/corrected/fit.py FILE.jsonl ... [--file SAMENESS.npz] [--out WEIGHTS.json] [--show]`.

By the pairs of the questions that nothing was taught by (practice.py). Prints, by weights fitted on other questions, from which probability how many of
the paraphrases are served and how many of the near misses, each held against its own question alone. `--show` prints what goes wrong at
bot/answering/corrected/likeness.py's LEAST.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from pairs import Pair, read_pairs
from practice import is_kept_aside
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from bot.answering.corrected.facts import differ, facts
from bot.answering.corrected.likeness import LEAST
from indexer.sameness.opening import open_sameness
from indexer.sameness.weights import FILE

MODELS = Path(__file__).parents[2] / "data" / "models"
FOLDS = 10
SHOWN = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.88, 0.9, 0.92, 0.94, 0.96)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--file", type=Path, default=FILE)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    pairs = [pair for file in given.files for pair in read_pairs(file) if is_kept_aside(pair.question)]
    agreeing = np.array([not differ(facts(pair.asked), facts(pair.question)) for pair in pairs])
    same = np.array([pair.same for pair in pairs])
    kept = [pair for pair, agrees in zip(pairs, agreeing, strict=True) if agrees]
    logits = logits_of(kept, given.file)
    likely = np.zeros(len(pairs))
    likely[agreeing] = by_others(logits, same[agreeing], [pair.question for pair in kept])
    print(
        f"{same.sum()} paraphrases, {(~same).sum()} near misses; facts agree: {same[agreeing].sum()}, {(~same[agreeing]).sum()};",
        end=" ",
    )
    print(f"AUC {roc_auc_score(same, likely):.3f}")
    for least in SHOWN:
        print(f"  from {least}: {(likely >= least)[same].mean():.3f} and {(likely >= least)[~same].mean():.3f} served")
    if given.show:
        show(pairs, likely)
    weights = fitted(logits, same[agreeing])
    print(weights)
    if given.out:
        given.out.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def logits_of(pairs: Sequence[Pair], file: Path) -> np.ndarray:
    """(pairs, 1), by what is to be served."""
    sameness = open_sameness(MODELS, print, file)
    if sameness is None:
        raise SystemExit(1)
    return np.array([sameness.same(pair.asked, [pair.question]) for pair in pairs])


def show(pairs: Sequence[Pair], likely: np.ndarray) -> None:
    for pair, one in zip(pairs, likely, strict=True):
        if (one >= LEAST) != pair.same:
            print(f"{'+' if pair.same else '-'} {one:.2f} {pair.asked} | {pair.question}")


def fitted(logits: np.ndarray, same: np.ndarray) -> dict[str, float]:
    model = LogisticRegression().fit(logits, same)
    return {"logit": round(model.coef_[0, 0], 3), "bias": round(model.intercept_[0], 3)}


def by_others(logits: np.ndarray, same: np.ndarray, questions: Sequence[str]) -> np.ndarray:
    """How likely each is by weights that were fitted on other questions."""
    folds = GroupKFold(FOLDS)
    return cross_val_predict(LogisticRegression(), logits, same, groups=questions, cv=folds, method="predict_proba")[:, 1]


if __name__ == "__main__":
    main()
