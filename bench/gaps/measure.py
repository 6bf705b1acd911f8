"""How well unanswered questions are grouped: `.venv/bin/python bench/gaps/measure.py FILE [--fit]`.

FILE has a line for each question, {"group", "question"}. Two questions of one group count as found where they stand in one gap. `--fit` tries other
distances; only on practice. The way of grouping is the program's own: all at once, and one after another, as questions come.
"""

import argparse
import json
import random
from pathlib import Path

import numpy as np
from sklearn.metrics import v_measure_score
from sklearn.metrics.cluster import pair_confusion_matrix

from bot.answering.gaps.grouping import FURTHEST, Placed, grouped, joined
from bot.answering.gaps.topics import topic_of
from bot.answering.gaps.vectors import vectors
from indexer.embedding.opening import open_embedder
from indexer.embedding.prepared import DEFAULT_MODEL

MODELS = Path("data/models")
TRIED = np.arange(0.20, 0.41, 0.01)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--fit", action="store_true")
    chosen = parser.parse_args()
    lines = [json.loads(line) for line in chosen.file.read_text(encoding="utf-8").splitlines()]
    truth = [line["group"] for line in lines]
    questions = placed([line["question"] for line in lines])
    for furthest in TRIED if chosen.fit else [FURTHEST]:
        print(f"{furthest:.2f} all at once   {report(truth, all_at_once(questions, furthest))}")
        print(f"{furthest:.2f} one by one    {report(truth, one_by_one(questions, furthest))}")


def placed(questions: list[str]) -> list[Placed]:
    topics = [topic_of(question) for question in questions]
    made = vectors(topics, open_embedder(DEFAULT_MODEL, MODELS, print))
    return [Placed(number, topic.region, vector) for number, (topic, vector) in enumerate(zip(topics, made, strict=True))]


def all_at_once(questions: list[Placed], furthest: float) -> list[int]:
    gap_of = {one.answer_id: number for number, group in enumerate(grouped(questions, furthest)) for one in group}
    return [gap_of[number] for number in range(len(questions))]


def one_by_one(questions: list[Placed], furthest: float) -> list[int]:
    gaps: dict[int, list[Placed]] = {}
    coming = list(questions)
    random.Random(1).shuffle(coming)
    for one in coming:
        gap = joined([one], gaps, furthest).get(one.answer_id, len(gaps))
        gaps.setdefault(gap, []).append(one)
    gap_of = {one.answer_id: gap for gap, members in gaps.items() for one in members}
    return [gap_of[number] for number in range(len(questions))]


def report(truth: list[str], found: list[int]) -> str:
    (_, wrong), (missed, right) = pair_confusion_matrix(truth, found)
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    groups = f"{len(set(found))} groups of {len(set(truth))}"
    return (
        f"pairs F1 {f1:.3f} (precision {precision:.3f}, recall {recall:.3f}), V {v_measure_score(truth, found):.3f}, {groups}"
    )


if __name__ == "__main__":
    main()
