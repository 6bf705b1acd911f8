"""Checked answers as rows of log.db, and what is noted of them there."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlite_utils import Database

from bot.errors import BotError
from bot.journal.corrected.values import CitedPage, Corrected, Status, ToTell, Written
from bot.journal.entries import By
from bot.journal.entry_rows import insert
from bot.journal.outbox import tell_later
from bot.journal.store import stamp, write_action
from bot.models import Inquiry

GONE = "Jawaban terperiksa itu tidak ada; muat ulang daftarnya."


def row_of(written: Written) -> dict:
    return {
        "question": written.question,
        "answer": written.answer,
        "from_answer": written.from_answer,
        "valid_until": written.valid_until.isoformat() if written.valid_until else None,
    }


def still_there(db: Database, log_id: int | None) -> int | None:
    """None for an entry of the log that went while its correction was being written."""
    return log_id if list(db.query("SELECT 1 FROM answers WHERE id = ?", [log_id])) else None


def put_parts(db: Database, corrected_id: int, written: Written) -> None:
    of_it = {"corrected_id": corrected_id}
    db["corrected_wordings"].insert_all(
        of_it | {"position": position, "question": question} for position, question in enumerate(written.wordings)
    )
    names = CitedPage.__slots__
    db["corrected_citations"].insert_all(
        of_it | {"position": position} | {name: getattr(cited, name) for name in names}
        for position, cited in enumerate(written.citations)
    )


def update(db: Database, corrected_id: int, row: dict) -> None:
    db["corrected"].update(corrected_id, row | {"change": next_change(db)})


def next_change(db: Database) -> int:
    return next(db.query("SELECT coalesce(max(change), 0) + 1 AS next FROM corrected"))["next"]


def one(db: Database, corrected_id: int) -> Corrected:
    for row in db.query("SELECT * FROM corrected WHERE id = ?", [corrected_id]):
        return read(db, row)
    raise BotError(GONE)


def read(db: Database, row: dict) -> Corrected:
    written = Written(
        question=row["question"],
        answer=row["answer"],
        citations=tuple(_citations(db, row["id"])),
        wordings=tuple(_wordings(db, row["id"])),
        valid_until=date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
        from_answer=row["from_answer"],
    )
    return Corrected(
        id=row["id"],
        written=written,
        status=Status(row["status"]),
        doubt=row["doubt"],
        uses=row["uses"],
        created_at=datetime.fromisoformat(row["created_at"]),
        created_by_name=row["created_by_name"],
        checked_at=datetime.fromisoformat(row["checked_at"]),
    )


def _citations(db: Database, corrected_id: int) -> Iterator[CitedPage]:
    columns = ", ".join(CitedPage.__slots__)
    sql = f"SELECT {columns} FROM corrected_citations WHERE corrected_id = ? ORDER BY position"
    return (CitedPage(**row) for row in db.query(sql, [corrected_id]))


def _wordings(db: Database, corrected_id: int) -> Iterator[str]:
    sql = "SELECT question FROM corrected_wordings WHERE corrected_id = ? ORDER BY position"
    return (row["question"] for row in db.query(sql, [corrected_id]))


def differences(former: Written, written: Written) -> str:
    """What was written before of what is changed."""
    names = (("pertanyaan", "question"), ("jawaban", "answer"), ("berlaku sampai", "valid_until"))
    changed = [
        f"{name} semula: {getattr(former, field)}" for name, field in names if getattr(former, field) != getattr(written, field)
    ]
    if _shown(former.citations) != _shown(written.citations):
        changed.append("sumber semula: " + "; ".join(_shown(former.citations)))
    return "; ".join(changed) or "disetujui kembali"


def _shown(citations: Sequence[CitedPage]) -> list[str]:
    return [f"{cited.name}, {cited.place}: {cited.quote}" for cited in citations]


def tell(db: Database, corrected_id: int, told: ToTell) -> None:
    """The answer gets an entry that its buttons open; a wish to be told of it is fulfilled so, and the bot's news say nothing more of it.

    Who had what he asked deleted while it was looked for is told nothing.
    """
    failed = told.failed
    asked = [log_id for log_id in (*told.earlier, failed.log_id) if _is_asked_by(db, log_id, failed.user_id)]
    if failed.log_id not in asked:
        return
    answer = replace(told.answer, corrected_id=corrected_id)
    entry = insert(db, answer, Inquiry(failed.question), again_of=failed.log_id)
    buttons = [(label, f"s:{entry}:{number}") for number, label in enumerate(told.buttons, 1)]
    tell_later(db, failed.user_id, told.message, once=f"jawaban terperiksa {corrected_id}", buttons=buttons)
    sql = (
        "INSERT INTO wishes (answer_id, user_id, wished_at, told_at, told_of) VALUES (:answer, :user, :now, :now, :told)"
        " ON CONFLICT DO UPDATE SET told_at = :now, told_of = :told WHERE told_at IS NULL"
    )
    for log_id in asked:
        db.execute(sql, {"answer": log_id, "user": failed.user_id, "now": stamp(), "told": entry})


def _is_asked_by(db: Database, log_id: int, user_id: int) -> bool:
    return bool(list(db.query("SELECT 1 FROM answers WHERE id = ? AND user_id = ?", [log_id, user_id])))


def note(db: Database, by: By, action: str, corrected_id: int, detail: str) -> None:
    write_action(db, by.user_id, by.name, action, subject_of(corrected_id), detail)


def subject_of(corrected_id: int) -> str:
    return f"jawaban terperiksa {corrected_id}"
