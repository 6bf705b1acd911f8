"""Spans found for practice questions, each with its label and features: `python bench/reader/candidates.py DATA QUESTIONS.jsonl ... OUT`.

DATA is the data folder of a library that `tanya index` filled. OUT is a folder: for each file of questions NAME.pickle, a list of Asked, for
bench/reader/fit.py, and NAME.jsonl, the groups that bench/reader/train.py teaches with (without the documents of kept_aside.txt).

A span answers when it holds a fact of its question, on one of the pages where that stands; where several do, those that hold most of the facts and
of the question. What holds a fact and isn't among these is neither right nor wrong and is left out, unless it tells of another region or year.
"""

import pickle
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import groups
from practice import Asked, Practice, Row, read_practice

from bot.answering.question_file import Item
from indexer.evidence.features import features
from indexer.evidence.judging import judged as judged_passages
from indexer.evidence.reader.wording import in_place
from indexer.evidence.weighing import Weigher, row_names
from indexer.library import Library
from indexer.models import Chunk, Document, Passage, Span
from indexer.question.model import Question
from indexer.settings import LibrarySettings

FOUND = 100
"""Passages whose spans are looked at."""
KEPT = 64
"""Spans kept of a question, the best by rules, beside those that answer."""
NEARLY = 1.0
"""Of the spans that hold most facts those answer whose log-odds by rules are at most so much less than the best one's."""
ANSWERING = 4


def main() -> None:
    data, *files, out = map(Path, sys.argv[1:])
    # Which spans are kept, and which of those with the same facts are meant, isn't for the reader to say that is taught with them.
    library = Library.open(LibrarySettings(data_dir=data), open_reader=lambda *_: None)
    out.mkdir(parents=True, exist_ok=True)
    for file in files:
        asked = [ask(library, practice) for practice in read_practice(file)]
        (out / f"{file.stem}.pickle").write_bytes(pickle.dumps(asked))
        groups.write(out / f"{file.stem}.jsonl", map(group, filter(teaches, asked)))
        print(report(file.stem, asked), flush=True)


def teaches(asked: Asked) -> bool:
    """Whether the reader is taught with it: not where no span is known that answers what can be answered."""
    is_labelled = asked.practice.item.unanswerable or any(row.answers for row in asked.rows)
    return is_labelled and not asked.practice.kept_aside


def report(name: str, asked: Sequence[Asked]) -> str:
    answerable = [one for one in asked if not one.practice.item.unanswerable]
    labelled = [one for one in answerable if any(row.answers for row in one.rows)]
    found = [one for one in labelled if any(row.answers and row.found for row in one.rows)]
    return f"{name}: {len(asked)} questions, {len(answerable)} answerable, of {len(labelled)} a span is known, of {len(found)} it is found"


def group(asked: Asked) -> groups.Group:
    spans = (
        groups.Practised(row.text, row.own, bool(row.answers), row.places, row.unclear)
        for row in asked.rows
        if row.answers is not None
    )
    return groups.Group(asked.practice.item.question, asked.practice.source, tuple(spans))


def ask(library: Library, practice: Practice) -> Asked:
    question = library.understand(practice.item.question)
    passages = library.search(question, limit=FOUND)
    known = {passage.chunk_id for passage in passages}
    found = [row for passage in passages for row in rows(question, passage, practice.item, found=True)]
    beside = [
        row
        for passage in named(library, question, practice.item, known)
        for row in rows(question, passage, practice.item, found=False)
    ]
    labelled = judged(found + [row for row in beside if row.facts], practice.item)
    labelled.sort(key=lambda row: -row.odds)
    best = labelled[:KEPT]
    return Asked(practice, best + [row for row in labelled[KEPT:] if row.answers])


def named(library: Library, question: Question, item: Item, known: set[int]) -> Iterator[Passage]:
    """The passages of the documents that hold the answer which search didn't find, weighed."""
    if item.unanswerable:
        return
    weigher = Weigher(question)
    for document in library.documents():
        if document.name not in item.docs:
            continue
        for chunk_id, chunk in chunks_of(library, document.id).items():
            if chunk_id not in known and holds_a_fact(item, chunk):
                evidence = weigher.weigh(document, chunk.spans, row_names(chunk.spans))
                yield from judged_passages(
                    question, [Passage(chunk_id, document, chunk, score=0.0, evidence=evidence)], reader=None
                )


@cache
def chunks_of(library: Library, document_id: int) -> dict[int, Chunk]:
    return library._catalogue.chunks_of(document_id)


def holds_a_fact(item: Item, chunk: Chunk) -> bool:
    text = "\n".join([chunk.text, *chunk.heads, *chunk.parents])
    return any(pattern.search(text) for fact in item.key_facts for pattern in fact)


def rows(question: Question, passage: Passage, item: Item, *, found: bool) -> Iterator[Row]:
    spans = [evidence.span for evidence in passage.evidence]
    for at, (evidence, following) in enumerate(zip(passage.evidence, [*spans[1:], None], strict=False)):
        span = evidence.span
        if len(span.text) > 2 and span.text != passage.document.title:
            read = in_place(spans, at, passage.document, question.all_terms)
            certain, unclear = places(item, read.text[: read.own])
            yield Row(
                text=read.text,
                own=read.own,
                document=passage.document.name,
                order=(passage.chunk_id, span.order),
                odds=evidence.odds,
                features=features(passage, evidence, following, question.kinds),
                facts=held(item, read.text[: read.own], span),
                answers=may_answer(item, passage.document, span),
                places=certain,
                unclear=unclear,
                found=found,
            )


def held(item: Item, own: str, span: Span) -> frozenset[int]:
    """Which of a question's facts a span holds, as far as it is read, the lines above a list counted."""
    text = "\n".join([own, *span.parents])
    return frozenset(at for at, fact in enumerate(item.key_facts) if any(pattern.search(text) for pattern in fact))


def may_answer(item: Item, document: Document, span: Span) -> bool:
    """Whether a span stands where the answer is said to stand."""
    pages = {page for page, _ in span.quotes}
    on_page = not item.pages or pages == {None} or not pages.isdisjoint(item.pages)
    return document.name in item.docs and on_page


def places(item: Item, own: str) -> tuple[groups.Places, groups.Places]:
    """Where in a span's own words the facts stand that stand in one place, and those that stand in several."""
    certain, unclear = set(), set()
    for pattern in (pattern for fact in item.key_facts for pattern in fact):
        matches = [match.span() for match in pattern.finditer(own)]
        (certain if len(matches) == 1 else unclear).update(matches)
    return tuple(sorted(certain)), tuple(sorted(unclear))


def judged(rows: Sequence[Row], item: Item) -> list[Row]:
    """Rows with their labels: so far `answers` says whether the place is right."""
    right = [row for row in rows if row.answers and row.facts]
    chosen = {row.order for row in meant(right, len(item.key_facts))}
    return [labelled(row, item, chosen) for row in rows]


def meant(right: Sequence[Row], facts: int) -> list[Row]:
    """Of rows at the right place that hold facts, those that are meant: where one holds all, none that holds only some; of those that hold the
    same, none that says much less of the question: it rather holds the same words by chance."""
    whole = [row for row in right if len(row.facts) == facts]
    best: dict[frozenset[int], float] = {}
    for row in whole or right:
        best[row.facts] = max(row.odds, best.get(row.facts, row.odds))
    near = [row for row in whole or right if row.odds >= best[row.facts] - NEARLY]
    near.sort(key=lambda row: (-len(row.facts), -row.odds))
    return near[: ANSWERING * max(1, facts)]


def labelled(row: Row, item: Item, chosen: set[tuple[int, int]]) -> Row:
    other = any(row.features[name] for name in ("daerah lain", "tahun lain"))
    answers: bool | None = False
    if row.order in chosen:
        answers = True
    elif row.facts and not other:
        answers = None
    return replace(row, answers=answers)


if __name__ == "__main__":
    main()
