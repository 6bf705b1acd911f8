"""Fits how likely two questions ask the same: `python bench/corrected/fit.py [--out WEIGHTS.json] [--show]`.

Prints, by weights fitted on other questions, at which probability how many of the paraphrases are served and how many of the near misses.
`--show` prints what goes wrong at LEAST.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from pairs import read_pairs
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

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
    fitted = LogisticRegression(C=SHRINKING, max_iter=2000)
    scores = np.zeros(len(pairs))
    scores[kept] = cross_val_predict(fitted, values, same[kept], groups=groups, cv=GroupKFold(FOLDS), method="predict_proba")[
        :, 1
    ]
    print(f"{same.sum()} paraphrases, {(~same).sum()} near misses; facts agree: {same[kept].sum()}, {(~same[kept]).sum()}")
    for least in LEAST:
        print(f"  from {least}: {(scores >= least)[same].mean():.3f} and {(scores >= least)[~same].mean():.3f} served")
    if given.show:
        for pair, score, one in zip(pairs, scores, found, strict=True):
            if (score >= SHOWN) != pair.same:
                told = {name: round(value, 2) for name, value in (one or {}).items() if value}
                print(f"{'+' if pair.same else '-'} {score:.2f} {pair.asked} | {pair.question} {told}")
    fitted.fit(values, same[kept])
    weights = dict(zip((*names, "bias"), np.round([*fitted.coef_[0], fitted.intercept_[0]], 3).tolist(), strict=True))
    print(weights)
    if given.out:
        given.out.write_text(json.dumps(weights, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
