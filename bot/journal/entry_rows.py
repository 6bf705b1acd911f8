"""The way of an answer into and out of the tables of the log."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256

from sqlite_utils import Database

from bot.journal.entries import LogEntry, LoggedCitation, LoggedPassage, LogLine
from bot.journal.memo import reference
from bot.journal.sources import page_name, passage_text
from bot.journal.store import stamp
from bot.models import Answer, Citation, Inquiry, ShownTable, Value, YearValue
from indexer.models import Passage


def insert(db: Database, answer: Answer, question: Inquiry, again_of: int | None) -> int:
    """Write one answer inside the caller's transaction; returns its id."""
    answer_id = (
        db["answers"]
        .insert(
            {
                "key": question.key,
                "asked_at": stamp(),
                "user_id": question.user_id,
                "user_name": question.user_name,
                "chat_id": question.chat_id,
                "thread_id": question.thread_id,
                "question": question.text,
                "answer": answer.text,
                "refused": int(answer.refused),
                "confidence": answer.confidence,
                "composer": answer.composer,
                "ms": answer.ms,
                "again_of": again_of,
                "corrected_id": answer.corrected_id,
                "agency": _agency(db, question.user_id),
                "role": question.role or "",
            }
            | _told(answer)
        )
        .last_pk
    )
    if answer.corrected_id is not None and again_of is None:
        db.execute("UPDATE corrected SET uses = uses + 1 WHERE id = ?", [answer.corrected_id])
    for nearest, citations in enumerate((answer.citations, answer.nearest)):
        db["citations"].insert_all(
            _citation_row(answer_id, nearest, position, cited) for position, cited in enumerate(citations)
        )
    db["passages"].insert_all(
        _passage_row(db, answer_id, position, passage) for position, passage in enumerate(answer.passages)
    )
    return answer_id


def _told(answer: Answer) -> dict:
    """What is known of an answer besides its words: how it was understood, and what goes with it."""
    return {
        "notes": json.dumps(answer.notes, ensure_ascii=False),
        "asked": answer.asked,
        "about": answer.about,
        "reason": answer.reason,
        "example": answer.example,
        "talk": answer.talk,
        "opening_values": _as_json(answer.values),
        "other_years": _as_json(answer.other_years),
        "shown_tables": _as_json(answer.tables),
        "choices": json.dumps(answer.choices, ensure_ascii=False),
    }


def _as_json(values: Sequence[Value | YearValue | ShownTable]) -> str:
    return json.dumps([asdict(value) for value in values], ensure_ascii=False)


def _agency(db: Database, user_id: int | None) -> str:
    """Whose somebody is now; what he asked stays that agency's."""
    row = next(db.query("SELECT agency FROM users WHERE id = ?", [user_id]), None)
    return row["agency"] if row else ""


def _citation_row(answer_id: int, nearest: int, position: int, citation: Citation) -> dict:
    document = citation.document
    return {
        "answer_id": answer_id,
        "position": position,
        "nearest": nearest,
        "number": citation.number,
        "document_id": document.id,
        "document": document.name,
        "title": document.title,
        "page": citation.page,
        "heading": citation.heading,
        "quote": citation.quote,
        "place": citation.place,
        "region": document.region,
        "reference": reference(document, page_name(citation.page, citation.place), citation.heading),
    }


def _passage_row(db: Database, answer_id: int, position: int, passage: Passage) -> dict:
    return {
        "answer_id": answer_id,
        "position": position,
        "document": passage.document.name,
        "page": passage.page,
        "score": passage.score,
        "text_id": _text_id(db, passage_text(passage)),
    }


def _text_id(db: Database, text: str) -> int:
    digest = sha256(text.encode()).digest()
    db.execute("INSERT INTO texts (sha256, text) VALUES (?, ?) ON CONFLICT DO NOTHING", [digest, text])
    return next(db.query("SELECT id FROM texts WHERE sha256 = ?", [digest]))["id"]


def load(db: Database, ids: Sequence[int]) -> Iterator[LogEntry]:
    """The entries of these ids, in their order; an id that is not there is left out."""
    marks = ", ".join("?" * len(ids))
    sql = (
        "SELECT answers.*, messages.delivery, verdict, reviews.note AS verdict_note, reviews.user_name AS reviewer FROM answers"
        f" LEFT JOIN messages USING (key) LEFT JOIN reviews ON answer_id = answers.id WHERE answers.id IN ({marks})"
    )
    answers = {row["id"]: row for row in db.query(sql, ids)}
    feedback = dict(db.execute(f"SELECT answer_id, sum(value) FROM feedback WHERE answer_id IN ({marks}) GROUP BY 1", ids))
    citations = _citations(db, marks, ids)
    passages = _passages(db, marks, ids)
    objections = _objections(db, marks, ids)
    for row in (answers[answer_id] for answer_id in ids if answer_id in answers):
        yield LogEntry(
            id=row["id"],
            asked_at=datetime.fromisoformat(row["asked_at"]),
            question=row["question"],
            answer=row["answer"],
            refused=bool(row["refused"]),
            user_id=row["user_id"],
            user_name=row["user_name"],
            chat_id=row["chat_id"],
            thread_id=row["thread_id"],
            composer=row["composer"],
            ms=row["ms"],
            confidence=row["confidence"],
            citations=tuple(citations[row["id"], 0]),
            nearest=tuple(citations[row["id"], 1]),
            passages=tuple(passages[row["id"]]),
            notes=tuple(json.loads(row["notes"])),
            feedback=feedback.get(row["id"], 0),
            asked=row["asked"],
            reason=row["reason"],
            example=row["example"],
            talk=row["talk"],
            values=tuple(Value(**value) for value in json.loads(row["opening_values"])),
            opd=row["agency"],
            again_of=row["again_of"],
            delivery=row["delivery"] or "",
            choices=tuple(json.loads(row["choices"])),
            about=row["about"],
            other_years=tuple(YearValue(**value) for value in json.loads(row["other_years"])),
            tables=tuple(map(_table, json.loads(row["shown_tables"]))),
            objections=tuple(objections[row["id"]]),
            role=row["role"],
            corrected_id=row["corrected_id"],
            verdict=row["verdict"] or "",
            verdict_note=row["verdict_note"] or "",
            reviewer=row["reviewer"] or "",
        )


def load_line(row: dict) -> LogLine:
    """A row of the columns that are named as the fields of LogLine."""
    values = {
        "asked_at": datetime.fromisoformat(row["asked_at"]),
        "refused": bool(row["refused"]),
        "objections": tuple(json.loads(row["objections"])),
    }
    return LogLine(**row | values)


def _table(kept: dict) -> ShownTable:
    return ShownTable(tuple(kept["heads"]), tuple(map(tuple, kept["rows"])))


def _citations(db: Database, marks: str, ids: Sequence[int]) -> dict[tuple[int, int], list[LoggedCitation]]:
    """By answer id and whether they are only the nearest (1) or cited (0)."""
    found = defaultdict(list)
    columns = "number, document_id, document, title, page, heading, quote, place, reference"
    sql = f"SELECT answer_id, nearest, {columns} FROM citations WHERE answer_id IN ({marks}) ORDER BY answer_id, position"
    for answer_id, nearest, *values in db.execute(sql, ids):
        found[answer_id, nearest].append(LoggedCitation(*values))
    return found


def _objections(db: Database, marks: str, ids: Sequence[int]) -> dict[int, list[str]]:
    found = defaultdict(list)
    sql = f"SELECT answer_id, reason FROM feedback WHERE reason != '' AND answer_id IN ({marks}) ORDER BY answer_id, at"
    for answer_id, reason in db.execute(sql, ids):
        found[answer_id].append(reason)
    return found


def _passages(db: Database, marks: str, ids: Sequence[int]) -> dict[int, list[LoggedPassage]]:
    found = defaultdict(list)
    sql = (
        "SELECT answer_id, document, page, text, score FROM passages JOIN texts ON texts.id = text_id"
        f" WHERE answer_id IN ({marks}) ORDER BY answer_id, position"
    )
    for answer_id, *values in db.execute(sql, ids):
        found[answer_id].append(LoggedPassage(*values))
    return found
