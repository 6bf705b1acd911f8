"""Fits how likely a claim is said where it cites: `python bench/claims/fit.py [--out WEIGHTS.json]`.

All claims but those of measure.py are for fitting; those that the reader wasn't taught with, what it counts beside the rules. Prints at which
probability how many of the wrong ones would be shown and of the right ones dropped, by weights fitted on other spans.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from measure import CLAIMS, ROOT, is_for_measuring, passage_of, read_claims
from measure import Claim as PracticeClaim
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from bot.answering.llm.checks import Checker
from bot.answering.llm.claims import Claim, features
from indexer.evidence.reader.opening import open_reader
from indexer.evidence.reader.reader import Reader

FOLDS = 10
SHRINKING = 0.3
LEAST = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    reader = open_reader(ROOT / "data" / "models", print)
    if reader is None:
        raise SystemExit(1)
    every = [claim for claim in read_claims([CLAIMS]) if not is_for_measuring(claim)]
    rules = Put(every, None).fit()
    weights = Put([claim for claim in every if claim.kept_aside], reader).fit_beside(rules)
    if given.out:
        given.out.write_text(json.dumps(weights, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


class Put:
    """Claims as the check sees them, those whose facts stand where they cite."""

    def __init__(self, claims: Sequence[PracticeClaim], reader: Reader | None):
        put = [(claim, put_to_check(claim, reader)) for claim in claims]
        kept = [(claim, features(seen)) for claim, seen in put if seen]
        self._all = np.array([claim.supported for claim in claims])
        self.names = [name for name in kept[0][1] if name != "reader"]
        self._values = np.array([[found[name] for name in self.names] for _, found in kept])
        self._reader = np.array([found.get("reader", 0.0) for _, found in kept])
        self._right = np.array([claim.supported for claim, _ in kept])
        self._spans = np.array([claim.span for claim, _ in kept])

    def fit(self) -> dict[str, float]:
        weights = self._fitted(self._values, "without the reader")
        return dict(zip((*self.names, "bias"), weights, strict=True))

    def fit_beside(self, rules: Mapping[str, float]) -> dict[str, float]:
        """The weights of the rules, stretched, beside the reader's: the reader was taught with most claims, so only two numbers and a bias are fitted
        on the others."""
        by_rules = self._values @ np.array([rules[name] for name in self.names])
        stretch, of_reader, bias = self._fitted(np.stack([by_rules, self._reader], axis=1), "with the reader")
        scaled = {name: round(stretch * rules[name], 3) for name in self.names}
        return scaled | {"reader": of_reader, "bias": bias}

    def _fitted(self, values: np.ndarray, how: str) -> list[float]:
        model = LogisticRegression(C=SHRINKING, max_iter=2000)
        folds = GroupKFold(FOLDS)
        scores = cross_val_predict(model, values, self._right, groups=self._spans, cv=folds, method="predict_proba")[:, 1]
        right, wrong = self._all.sum(), (~self._all).sum()
        print(f"{how}: {wrong} wrong, {right} right; their facts stand there: {(~self._right).sum()}, {self._right.sum()}")
        for least in LEAST:
            shown, kept = (scores >= least)[~self._right].sum(), (scores >= least)[self._right].sum()
            print(f"  from {least}: {shown / wrong:.3f} of the wrong shown, {1 - kept / right:.3f} of the right dropped")
        model.fit(values, self._right)
        return np.round([*model.coef_[0], model.intercept_[0]], 3).tolist()


def put_to_check(claim: PracticeClaim, reader: Reader | None) -> Claim | None:
    """A claim as the check sees it; None where its facts don't stand there."""
    seen: list[Claim] = []

    def keep(put: Claim) -> bool:
        seen.append(put)
        return False

    Checker([passage_of(claim)], reader, keep).check(f"{claim.claim} [1]")
    return seen[0] if seen else None


if __name__ == "__main__":
    main()
