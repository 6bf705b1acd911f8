"""IDK-MRC as practice: each sentence of its paragraphs a span, beside sentences of other paragraphs that look alike.

    python bench/reader/idk.py TRAIN.json OUT.jsonl

rifkiaputri/IDK-MRC, CC BY-SA 4.0; it isn't kept in this repository.
"""

import json
import sys
from pathlib import Path

from groups import Group, Practised, write
from sklearn.feature_extraction.text import TfidfVectorizer

from indexer.language.sentences import sentences

OTHERS = 6
"""Sentences of other paragraphs that a question is shown."""
BEFORE = 200
"""Characters of the sentences before one that it is read with, as indexer/evidence/reader/wording.py has it."""


def main() -> None:
    source, out = map(Path, sys.argv[1:])
    entries = json.loads(source.read_text(encoding="utf-8"))
    paragraphs = [_placed(entry["context"]) for entry in entries]
    texts = [(at, place) for at, paragraph in enumerate(paragraphs) for place in range(len(paragraph))]
    index = TfidfVectorizer(sublinear_tf=True)
    matrix = index.fit_transform(paragraphs[at][place][2] for at, place in texts)
    groups = []
    for at, entry in enumerate(entries):
        if not entry["qas"]:
            continue
        asked = [qa["question"].strip() for qa in entry["qas"]]
        near = (index.transform(asked) @ matrix.T).toarray()
        for qa, question, scores in zip(entry["qas"], asked, near, strict=True):
            best = scores.argsort()[::-1][: OTHERS * 3].tolist()
            others = [texts[other] for other in best if texts[other][0] != at][:OTHERS]
            groups.append(_group(question, qa["answers"], paragraphs, at, others))
    write(out, [group for group in groups if group is not None])


def _placed(text: str) -> list[tuple[int, int, str]]:
    """(start, end, words) of each sentence."""
    placed, at = [], 0
    for sentence in map(str.strip, sentences(text)):
        start = text.find(sentence, at)
        if start < 0:
            continue
        at = start + len(sentence)
        placed.append((start, at, sentence))
    return placed


def _group(question: str, answers: list[dict], paragraphs: list, at: int, others: list[tuple[int, int]]) -> Group | None:
    own = paragraphs[at]
    right = answers[0] if answers else None
    begins = right["answer_start"] if right else -1
    spans = []
    for place, (start, end, words) in enumerate(own):
        answers_it = right is not None and start <= begins < end
        places = ()
        if answers_it:
            first = begins - start
            last = min(first + len(right["text"]), len(words))
            places = ((first, last),)
        spans.append(Practised(_in_place(own, place), len(words), answers_it, places))
    if right is not None and not any(span.answers for span in spans):
        return None
    for other, place in others:
        words = paragraphs[other][place][2]
        if right is None or right["text"].casefold() not in words.casefold():
            spans.append(Practised(_in_place(paragraphs[other], place), len(words), answers=False))
    return Group(question, "idk", tuple(spans))


def _in_place(paragraph: list[tuple[int, int, str]], place: int) -> str:
    before = " ".join(words for _, _, words in paragraph[max(0, place - 2) : place])[-BEFORE:]
    return " | ".join(filter(None, (paragraph[place][2], before)))


if __name__ == "__main__":
    main()
