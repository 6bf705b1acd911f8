"""How small talk is told: per kind what is found and what is taken for another kind, and how many real questions are caught.

    .venv/bin/python bench/talk/measure.py FILE [--misses]

A line of FILE is {"text", "kind"}: a kind of indexer/question/model.py's Talk, or "question". Nothing is searched.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path

from indexer.question.talk import QUESTION
from indexer.question.understanding import understand


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--misses", action="store_true", help="print what is told wrongly")
    given = arguments.parse_args()
    told: dict[str, list[str]] = defaultdict(list)
    for line in given.file.read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        found = understand(said["text"]).talk or QUESTION
        told[said["kind"]].append(found)
        if given.misses and found != said["kind"]:
            print(f"{said['kind']} -> {found}: {said['text']}")
    report(told)


def report(told: dict[str, list[str]]) -> None:
    """A line for each kind, then one for all small talk and one for the questions."""
    questions = told.pop(QUESTION, [])
    for kind, found in sorted(told.items()):
        line_of(kind, found, right=sum(each == kind for each in found))
    talk = [each for found in told.values() for each in found]
    if talk:
        line_of("all small talk", talk, right=sum(found.count(kind) for kind, found in told.items()))
    print(f"real questions caught: {sum(each != QUESTION for each in questions)} of {len(questions)}")


def line_of(name: str, found: list[str], right: int) -> None:
    said = sum(each != QUESTION for each in found)
    print(f"{name}: {len(found)}, told as small talk {said / len(found):.2f}, as what it is {right / len(found):.2f}")


if __name__ == "__main__":
    main()
