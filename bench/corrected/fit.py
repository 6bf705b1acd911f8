"""Fits how likely two questions ask the same: `python bench/corrected/fit.py [--out WEIGHTS.json] [--show]`.

Prints, by weights fitted on other questions, at which probability how many of the paraphrases are served and how many of the near misses.
`--show` prints what goes wrong at LEAST.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from pairs import read_pairs
from scipy.optimize import minimize
from sklearn.model_selection import GroupKFold

from bot.answering.corrected.likeness import asked, features

PRACTICE = Path(__file__).with_name("practice.jsonl")
FOLDS = 10
SHRINKING = 3.0
LEAST = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
SHOWN = 0.6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    pairs = read_pairs(PRACTICE)
    found = [features(asked(pair.asked), asked(pair.question)) for pair in pairs]
    kept = [at for at, one in enumerate(found) if one is not None]
    names = list(found[kept[0]])
    values = np.array([[found[at][name] for name in names] for at in kept])
    same = np.array([pair.same for pair in pairs])
    groups = np.array([pairs[at].question for at in kept])
    scores = np.zeros(len(pairs))
    scores[kept] = by_others(values, same[kept], groups)
    print(f"{same.sum()} paraphrases, {(~same).sum()} near misses; facts agree: {same[kept].sum()}, {(~same[kept]).sum()}")
    for least in LEAST:
        print(f"  from {least}: {(scores >= least)[same].mean():.3f} and {(scores >= least)[~same].mean():.3f} served")
    if given.show:
        for pair, score, one in zip(pairs, scores, found, strict=True):
            if (score >= SHOWN) != pair.same:
                told = {name: round(value, 2) for name, value in (one or {}).items() if value}
                print(f"{'+' if pair.same else '-'} {score:.2f} {pair.asked} | {pair.question} {told}")
    weights = dict(zip((*names, "bias"), np.round(fitted(values, same[kept]), 3).tolist(), strict=True))
    print(weights)
    if given.out:
        given.out.write_text(json.dumps(weights, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def fitted(values: np.ndarray, same: np.ndarray) -> np.ndarray:
    """The weights of a logistic regression, the bias last. Whatever is counted speaks against: none of its weights is above 0."""
    beside_bias = np.hstack([values, np.ones((len(values), 1))])
    signs = np.where(same, 1.0, -1.0)

    def loss(weights: np.ndarray) -> float:
        return np.logaddexp(0, -signs * (beside_bias @ weights)).sum() + (weights[:-1] ** 2).sum() / (2 * SHRINKING)

    bounds = [(None, 0.0)] * values.shape[1] + [(None, None)]
    return minimize(loss, np.zeros(beside_bias.shape[1]), method="L-BFGS-B", bounds=bounds).x


def by_others(values: np.ndarray, same: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """How likely each is by weights that were fitted on other groups."""
    scores = np.zeros(len(values))
    for fit, held in GroupKFold(FOLDS).split(values, groups=groups):
        weights = fitted(values[fit], same[fit])
        scores[held] = 1 / (1 + np.exp(-(values[held] @ weights[:-1] + weights[-1])))
    return scores


if __name__ == "__main__":
    main()
