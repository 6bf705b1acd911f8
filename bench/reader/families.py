"""Families of spans and their questions -> groups to teach the reader with, or what it makes of them:
`python bench/reader/families.py FAMILIES.jsonl ... OUT.jsonl` or `python bench/reader/families.py --measure FAMILIES.jsonl ... [--file READER.npz]`.

A family is a handful of spans that say neighbouring things in different forms, and questions of which each names the spans that answer it, with the
words; whatever isn't named doesn't answer. Every eighth family is kept aside: the reader isn't taught with it, and is measured on it alone.
"""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import groups
from practice import pattern

from indexer.evidence.reader.opening import open_reader
from indexer.evidence.reader.reader import Reader
from indexer.evidence.reader.weights import FILE
from indexer.evidence.reader.wording import InPlace, in_place
from indexer.language.terms import terms
from indexer.models import Document, Span
from indexer.structure.traits import described

ROOT = Path(__file__).parents[2]
KEPT_ASIDE = 8


@dataclass(frozen=True)
class Asked:
    """A question of a family: its spans as they are read, and of each the words that answer it, none where it doesn't."""

    question: str
    spans: tuple[InPlace, ...]
    words: tuple[tuple[str, ...], ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--file", type=Path, default=FILE)
    given = parser.parse_args()
    if given.measure:
        reader = open_reader(ROOT / "data" / "models", print, given.file)
        if reader is None:
            raise SystemExit(1)
        print(measured(reader, list(questions(given.files, kept_aside=True))))
        return
    *files, out = given.files
    groups.write(out, map(group, questions(files, kept_aside=False)))


def questions(files: Sequence[Path], *, kept_aside: bool) -> Iterator[Asked]:
    """The questions of all families that are kept aside, or of all others."""
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
            if (number % KEPT_ASIDE == 0) == kept_aside:
                yield from _of_family(json.loads(line))


def _of_family(family: dict) -> Iterator[Asked]:
    for asked in family["asks"]:
        spans = tuple(_read(span, family, asked["q"]) for span in family["spans"])
        words = tuple(tuple(asked["answers"].get(span["id"], ())) for span in family["spans"])
        yield Asked(asked["q"], spans, words)


def _read(span: dict, family: dict, question: str) -> InPlace:
    """A span as the reader reads it, in the document that it says or else the family's."""
    known = family | span
    document = Document(
        1, "", "", "", known["title"], "lainnya", known.get("region", ""), known.get("period", ""), "indexed", None, 1, ""
    )
    heading = tuple(filter(None, span.get("above", "").split(" › ")))
    if span["kind"] == "row":
        heads, cells = zip(*span["cells"], strict=True)
        here = [Span("row", " | ".join(cells), ((1, cells[0]),), heading=heading, heads=heads, cells=cells)]
    else:
        around = [span["before"], span["text"]] if span.get("before") else [span["text"]]
        here = [Span("sentence", text, ((1, text),), heading=heading, order=at) for at, text in enumerate(around)]
    spans = [described(one) for one in here]
    return in_place(spans, len(spans) - 1, document, frozenset(terms(question)))


def group(asked: Asked) -> groups.Group:
    spans = [_practised(span, words) for span, words in zip(asked.spans, asked.words, strict=True)]
    return groups.Group(asked.question, "keluarga", tuple(spans))


def _practised(span: InPlace, words: Sequence[str]) -> groups.Practised:
    own = span.text[: span.own]
    certain: list[tuple[int, int]] = []
    unclear: list[tuple[int, int]] = []
    for word in words:
        found = [match.span() for match in re.finditer(pattern(word), own, re.I)]
        (certain if len(found) == 1 else unclear).extend(found)
    return groups.Practised(span.text, span.own, bool(words), tuple(sorted(certain)), tuple(sorted(unclear)))


def measured(reader: Reader, asked: Sequence[Asked]) -> str:
    """How often a span that answers is likelier than all that don't, and how often the best one is on the right side of even odds."""
    first, caught, missed = [], [], []
    for one in asked:
        read = reader.read(one.question, one.spans)
        right = [its.answers for its, words in zip(read, one.words, strict=True) if words]
        wrong = [its.answers for its, words in zip(read, one.words, strict=True) if not words]
        if right:
            first.append(not wrong or max(right) > max(wrong))
            missed.append(max(right) < 0)
        else:
            caught.append(max(wrong) < 0)
    return (
        f"{reader.name}: {len(asked)} questions; first right {_share(first)} of {len(first)}, "
        f"answered below even odds {_share(missed)}, without an answer caught {_share(caught)} of {len(caught)}"
    )


def _share(told: Sequence[bool]) -> str:
    return f"{sum(told) / max(1, len(told)):.3f}"


if __name__ == "__main__":
    main()
