"""Clean prose: is the right paragraph found, the sentence with the answer first, and what has no answer told from what has?

    python bench/idk_retrieval.py QUESTIONS.json [PARAGRAPHS.json ...]

IDK-MRC's questions of the first file, asked of a library of the paragraphs of all files, each a document. R@1 is the share of answerable
questions whose paragraph comes first, "sentence" that whose first span holds the answer's words, and AUC how well the probability of the first span
tells the questions that have an answer from those that have none. With the reader and without it.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from machine import machine, unforced
from question_sets import Paragraph, no_reader, open_idk
from sklearn.metrics import roc_auc_score

from indexer.evidence.ranking import rank
from indexer.evidence.reader.opening import open_reader
from indexer.library import Library


@dataclass(frozen=True)
class Found:
    """What was found for a question: whether its paragraph comes first, whether the first span holds the answer, and how likely that is one."""

    answerable: bool
    paragraph: bool
    sentence: bool
    sure: float


def main() -> None:
    unforced()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    files = parser.parse_args().files
    right = answers(files[0])
    print("\n| | questions | R@1 | sentence | AUC |\n|---|---|---|---|---|")
    for name, opened in (("with the reader", open_reader), ("without", no_reader)):
        paragraphs, library = open_idk(files, opened)
        print(
            row(name, [found(library, paragraph, text, right) for paragraph in paragraphs for text, _ in paragraph.questions]),
            flush=True,
        )
    print(f"\n{machine()}")


def answers(file: Path) -> dict[str, list[str]]:
    """The words of the answers, by the question; none where there is no answer."""
    entries = json.loads(file.read_text(encoding="utf-8"))
    return {qa["question"]: [one["text"] for one in qa["answers"]] for entry in entries for qa in entry["qas"]}


def found(library: Library, paragraph: Paragraph, question: str, right: dict[str, list[str]]) -> Found:
    passages = library.search(question)
    ranked = rank(passages)
    words = right[question]
    first = ranked[0].span.text.casefold() if ranked else ""
    return Found(
        answerable=bool(words),
        paragraph=bool(passages) and passages[0].document.name == paragraph.document,
        sentence=any(word.casefold() in first for word in words),
        sure=ranked[0].score if ranked else 0.0,
    )


def row(name: str, asked: Sequence[Found]) -> str:
    answerable = [one for one in asked if one.answerable]
    paragraph = sum(one.paragraph for one in answerable) / len(answerable)
    sentence = sum(one.sentence for one in answerable) / len(answerable)
    auc = roc_auc_score([one.answerable for one in asked], [one.sure for one in asked])
    return f"| {name} | {len(answerable)} + {len(asked) - len(answerable)} | {paragraph:.3f} | {sentence:.3f} | {auc:.3f} |"


if __name__ == "__main__":
    main()
