"""How sure an answer is: fits the weights of indexer/evidence/confidence.py and shows what they are worth.

    python bench/calibrate.py --set NAME QUESTIONS.jsonl DOCUMENTS... [--set ...] [--idk QUESTIONS.json [PARAGRAPHS.json ...]]

A logistic regression over the features of the span that would be shown first, with 5-fold cross-validation over all sets. Figures
called "fitted" are those of the weights on what they were fitted on, "as it is" those of the weights in confidence.py now. IDK-MRC
counts a tenth in the fit and in the picture, and nothing in the pooled figures. Prints Markdown and draws docs/gambar/keandalan.svg.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from machine import machine, unforced
from question_sets import IDK, ROOT, QuestionSet, argument_parser, open_idk, open_sets
from reliability import Bin, bins, draw
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from indexer.evidence import confidence
from indexer.evidence.ranking import rank
from indexer.library import Library
from indexer.models import Evidence

IDK_WEIGHT = 0.1
FOLDS = 5
REGULARISATION = 3.0
"""scikit-learn's C: weak, there are but a handful of features."""
THRESHOLDS = np.arange(0.30, 0.81, 0.05)
CAUTIOUS = 0.95
"""The share of unanswerable questions that the cautious threshold has to catch."""
POOLED = "all but idk"
PICTURE = ROOT / "docs" / "gambar" / "keandalan.svg"
Weights = dict[str, float]


@dataclass(frozen=True)
class Case:
    """A question, the evidence of the span that answers it best, and whether it can be answered at all."""

    set: str
    kinds: frozenset[str]
    evidence: Evidence | None
    answerable: bool

    @property
    def weight(self) -> float:
        return IDK_WEIGHT if self.set == IDK else 1.0


def main() -> None:
    unforced()
    parser = argument_parser(__doc__)
    parser.add_argument("--idk", nargs="+", type=Path, default=[], metavar="FILE")
    given = parser.parse_args()
    cases = [case for questions in open_sets(given.sets) for case in set_cases(questions)]
    if given.idk:
        paragraphs, library = open_idk(given.idk)
        cases += [look(IDK, library, text, right) for paragraph in paragraphs for text, right in paragraph.questions]
    weights = fit(cases)
    print("\nWEIGHTS =", {name: round(value, 2) for name, value in weights.items()})
    validated = cross_validated(cases)
    fitted, as_it_is = sure(weights, cases), sure(confidence.WEIGHTS, cases)
    show_thresholds(cases, {"cross-validated": validated, "fitted": fitted, "as it is": as_it_is})
    table = bins(validated, [case.answerable for case in cases], [case.weight for case in cases])
    show_reliability(table)
    draw(table, PICTURE)
    print(f"\n{machine()}")


def set_cases(questions: QuestionSet) -> list[Case]:
    return [look(questions.name, questions.library, item.question, not item.unanswerable) for item in questions.items]


def look(name: str, library: Library, question: str, answerable: bool) -> Case:
    asked = library.understand(question)
    ranked = rank(asked.kinds, library.search(asked))
    return Case(name, asked.kinds, ranked[0].evidence if ranked else None, answerable)


def fit(cases: Sequence[Case]) -> Weights:
    """The weights of the features, and of "bias"."""
    cases = [case for case in cases if case.evidence]
    names = [name for name in confidence.features(cases[0].evidence) if name != "bias"]
    features = [[confidence.features(case.evidence)[name] for name in names] for case in cases]
    model = LogisticRegression(C=REGULARISATION, max_iter=1000)
    model.fit(features, [case.answerable for case in cases], sample_weight=[case.weight for case in cases])
    return {"bias": float(model.intercept_[0]), **dict(zip(names, model.coef_[0].tolist(), strict=True))}


def sure(weights: Weights, cases: Sequence[Case]) -> np.ndarray:
    """What `confidence` says with these weights."""
    kept, confidence.WEIGHTS = confidence.WEIGHTS, weights
    try:
        return np.array([confidence.confidence(case.evidence, case.kinds) for case in cases])
    finally:
        confidence.WEIGHTS = kept


def cross_validated(cases: Sequence[Case]) -> np.ndarray:
    """What is said of each fifth by the weights fitted on the others; each set is spread evenly over the fifths."""
    shuffled = np.random.default_rng(0).permutation(len(cases))
    dealt = sorted(shuffled, key=lambda at: (cases[at].set, cases[at].answerable))
    said = np.zeros(len(cases))
    for fold in range(FOLDS):
        tested = dealt[fold::FOLDS]
        held_out = set(tested)
        weights = fit([case for at, case in enumerate(cases) if at not in held_out])
        said[tested] = sure(weights, [cases[at] for at in tested])
    return said


def show_thresholds(cases: Sequence[Case], said: dict[str, np.ndarray]) -> None:
    """Of each set: caught (unanswerable and refused) and false refusals (answerable and refused) at each threshold."""
    answerable, names = np.array([case.answerable for case in cases]), np.array([case.set for case in cases])
    groups = {POOLED: names != IDK} | {name: names == name for name in dict.fromkeys(names)}
    print("\nCaught / refused falsely by threshold; in brackets how many can and can't be answered\n")
    print("|".join(["", "set", "weights", "AUC", *(f"{threshold:.2f}" for threshold in THRESHOLDS), ""]))
    print("|---" * (3 + len(THRESHOLDS)) + "|")
    for name, chosen in groups.items():
        for how, values in said.items():
            there, absent = values[chosen & answerable], values[chosen & ~answerable]
            if len(there) and len(absent):
                auc = roc_auc_score(answerable[chosen], values[chosen])
                shares = [f"{(absent < limit).mean():.2f} / {(there < limit).mean():.2f}" for limit in THRESHOLDS]
                print("|".join(["", f"{name} ({len(there)} + {len(absent)})", how, f"{auc:.3f}", *shares, ""]))
    absent = said["cross-validated"][groups[POOLED] & ~answerable]
    if len(absent):
        needed = np.quantile(absent, CAUTIOUS, method="higher")
        print(f"\nCross-validated, {CAUTIOUS:.0%} of what can't be answered stays below {needed:.2f}, all sets but {IDK}")


def show_reliability(table: Sequence[Bin]) -> None:
    print("\n| said | questions | said on average | answerable |\n|---|---|---|---|")
    for row in table:
        print(f"| {row.low:.1f}–{row.high:.1f} | {row.count} | {row.said:.2f} | {row.observed:.2f} |")


if __name__ == "__main__":
    main()
