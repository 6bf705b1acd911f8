"""Fits the one model that orders spans, chooses and refuses: `python bench/reader/fit.py FOLDER ... [--out WEIGHTS.json]`.

A folder holds what bench/reader/candidates.py wrote, a file a set, and, where bench/reader/reread.py has read them, the reader's score. A linear
score over the named features of indexer/evidence/features.py: the spans of a question compete with each other and with "it isn't in the
documents", whose score is 0 (a conditional logit), so that one zero ranks and refuses. Figures are of each set by weights fitted on all others,
without those that ask about some of the same documents.
"""

import argparse
import json
import pickle
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from practice import Asked
from worth import FALSE_REFUSALS, Scored, head, judge, row, share

L2 = 0.00003
READ = ("reader",)
"""The features that only spans have which the reader has read."""
EVEN_ODDS = 0.0
MEASURES = ("pertama benar", "AUC", f"tertangkap, {FALSE_REFUSALS:.0%} keliru ditolak")
COLUMNS = ("kumpulan", "pertanyaan", *MEASURES, "tertangkap, peluang 0,5", "keliru ditolak, peluang 0,5")
"""Tables are for docs/pengukuran.md, which is Indonesian."""
POOLED = "semua"


@dataclass(frozen=True)
class Table:
    """The rows of many questions: `values` (rows, features), `question` and `label` (1, 0; -1 for neither) a row; `answerable`, `sets` and
    `documents` (those that it is about) a question."""

    names: tuple[str, ...]
    values: torch.Tensor
    question: torch.Tensor
    label: torch.Tensor
    answerable: torch.Tensor
    sets: np.ndarray
    documents: Sequence[frozenset[str]]


def load(folders: Sequence[Path]) -> list[Asked]:
    """The questions of all files, without those that the reader was taught with."""
    files = [file for folder in folders for file in sorted(folder.glob("*.pickle"))]
    asked = [one for file in files for one in pickle.loads(file.read_bytes())]
    taught = {file.stem for file in (Path(__file__).parent / "questions").glob("*.jsonl")}
    return [one for one in asked if one.practice.source not in taught or one.practice.kept_aside]


def features_of(asked: Sequence[Asked], without: Collection[str] = ()) -> list[str]:
    """The names of all features that a row has, in their order; the reader's come last."""
    every: dict[str, None] = {}
    for one in asked:
        for candidate in one.rows:
            every.update(dict.fromkeys(candidate.features))
    return [name for name in every if name not in without]


def table(asked: Sequence[Asked], names: Sequence[str]) -> Table:
    """The rows that search found and that have all the named features."""
    values, question, label = [], [], []
    for at, one in enumerate(asked):
        for candidate in one.rows:
            if candidate.found and candidate.features.keys() >= set(names):
                values.append([candidate.features[name] for name in names])
                question.append(at)
                label.append(-1 if candidate.answers is None else int(candidate.answers))
    return Table(
        tuple(names),
        torch.tensor(values, dtype=torch.float64),
        torch.tensor(question),
        torch.tensor(label),
        torch.tensor([not one.practice.item.unanswerable for one in asked]),
        np.array([one.practice.source for one in asked]),
        [frozenset(one.practice.item.docs) for one in asked],
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


def left_out(known: Table) -> np.ndarray:
    """The score of every row by weights that were fitted without its set, and without those about the same documents."""
    values, question = known.values.numpy(), known.question.numpy()
    scores = np.zeros(len(values))
    for name in np.unique(known.sets):
        here = known.sets == name
        weights = fit(known, ~related(known, here))
        rows = here[question]
        scores[rows] = values[rows] @ weights[:-1] + weights[-1]
    return scores


def related(known: Table, here: np.ndarray) -> np.ndarray:
    """Which questions are of sets that ask about a document of the chosen ones: these themselves, and other questions of the same library."""
    documents = frozenset().union(*(known.documents[at] for at in np.flatnonzero(here)))
    alike = {name for name, asked in zip(known.sets, known.documents, strict=True) if asked & documents}
    return here | np.isin(known.sets, list(alike))


def judged(known: Table, scores: np.ndarray) -> dict[str, Scored]:
    """What the scores of the rows are worth, all sets together and then each."""
    chosen = {POOLED: np.ones(len(known.sets), dtype=bool)}
    chosen |= {name: known.sets == name for name in np.unique(known.sets)}
    question, label, answerable = (column.numpy() for column in (known.question, known.label, known.answerable))
    return {name: judge(scores, question, label, answerable, here) for name, here in chosen.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--without", nargs="*", default=[], help="features left out")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    asked = load(given.folders)
    every = features_of(asked, given.without)
    unread = [name for name in every if name not in READ]
    weights = {"unread": fitted(asked, unread)}
    if len(every) > len(unread):
        weights["read"] = fitted(asked, every)
    if given.out:
        given.out.write_text(json.dumps(weights, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def fitted(asked: Sequence[Asked], names: Sequence[str]) -> dict[str, float]:
    """The weights of the named features and of the bias, fitted on all sets; what each set gets from weights fitted without it is printed."""
    known = table(asked, names)
    print(f"\n{len(names)} features, {len(known.sets)} questions\n\n{head(COLUMNS)}")
    for name, scored in judged(known, left_out(known)).items():
        print(row(line(name, scored)), flush=True)
    weights = fit(known, np.ones(len(known.sets), dtype=bool))
    named = dict(zip((*known.names, "bias"), np.round(weights, 3).tolist(), strict=True))
    print(f"\n{json.dumps(named, ensure_ascii=False)}")
    return named


def line(name: str, scored: Scored) -> list[str]:
    there = int(scored.answerable.sum())
    refused = [scored.refused(EVEN_ODDS, answerable=kind) for kind in (False, True)]
    return [name, f"{there} + {len(scored.answerable) - there}", *measures(scored), *map(share, refused)]


def measures(scored: Scored) -> list[str]:
    """The cells of MEASURES."""
    return [share(value) for value in (scored.first_right, scored.auc, scored.caught)]


if __name__ == "__main__":
    main()
