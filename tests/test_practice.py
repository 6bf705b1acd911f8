"""The practice that the reader is taught with, in bench/reader/: whole, and of one piece."""

import json
from pathlib import Path

import pytest

from bot.answering.question_file import read_questions

ROOM = Path(__file__).parent.parent / "bench" / "reader"
INVENTED = tuple(path.name for path in sorted((ROOM / "documents").iterdir()))
FILES = sorted((ROOM / "questions").glob("*.jsonl"))


def known(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", INVENTED)
def test_the_documents_of_invented_practice_are_there_and_each_is_asked_about(name):
    asked = {document for question in known(ROOM / "questions" / f"{name}.jsonl") for document in question["docs"]}
    there = {path.name for path in (ROOM / "documents" / name).iterdir()}
    assert asked == there


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_question_has_facts_if_it_has_an_answer_and_none_if_not(file):
    items = read_questions(file)
    assert [item.id for item in items if bool(item.key_facts) == item.unanswerable] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_ids_are_told_apart_and_a_twin_names_its_question(file):
    questions = known(file)
    ids = [question["id"] for question in questions]
    assert len(set(ids)) == len(ids)
    assert {question["twin_of"] for question in questions if "twin_of" in question} <= set(ids)
