"""Checked answers in log.db."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.journal.corrected import rows
from bot.journal.corrected.values import Corrected, Failed, Status, ToTell, Written
from bot.journal.entries import By, LoggedAction
from bot.journal.store import LogStore, stamp

_ASKER = "answers.user_id IS NOT NULL AND again_of IS NULL AND talk = '' AND asked_at >= ?"
_FAILED = (
    "(refused OR coalesce((SELECT sum(value) FROM feedback WHERE answer_id = answers.id), 0) < 0"
    " OR EXISTS (SELECT 1 FROM reviews WHERE answer_id = answers.id AND verdict NOT IN ('benar', 'bukan pertanyaan')))"
)
_TAKEN_BACK = "EXISTS (SELECT 1 FROM wishes WHERE answer_id = answers.id AND wishes.user_id = answers.user_id AND taken_back)"


class CorrectedStore:
    """Safe from several threads and processes; raises BotError where the file can't be used, and for what isn't there."""

    def __init__(self, path: Path):
        self._store = LogStore(path)

    def close(self) -> None:
        self._store.close()

    def add(self, written: Written, by: By, told: Sequence[ToTell] = ()) -> int:
        """Keep a new one, which is served from now on, and tell these of it; its id."""
        now = stamp()
        with self._store.writing() as db:
            row = rows.row_of(written) | {
                "status": Status.VALID,
                "created_at": now,
                "checked_at": now,
                "change": rows.next_change(db),
            }
            row["from_answer"] = rows.still_there(db, written.from_answer)
            added = db["corrected"].insert(row | {"created_by": by.user_id, "created_by_name": by.name}).last_pk
            rows.put_parts(db, added, written)
            rows.note(db, by, "menulis jawaban terperiksa", added, written.question)
            for one in told:
                rows.tell(db, added, one)
            return added

    def change(self, corrected_id: int, written: Written, by: By) -> None:
        """Put what is written, and checked, in its place; it is served from now on."""
        with self._store.writing() as db:
            former = rows.one(db, corrected_id).written
            row = rows.row_of(written) | {"from_answer": former.from_answer}
            rows.update(db, corrected_id, row | {"status": Status.VALID, "doubt": "", "checked_at": stamp()})
            for table in ("corrected_wordings", "corrected_citations"):
                db.execute(f"DELETE FROM {table} WHERE corrected_id = ?", [corrected_id])
            rows.put_parts(db, corrected_id, written)
            rows.note(db, by, "mengubah jawaban terperiksa", corrected_id, rows.differences(former, written))

    def withdraw(self, corrected_id: int, by: By) -> None:
        with self._store.writing() as db:
            known = rows.one(db, corrected_id)
            rows.update(db, corrected_id, {"status": Status.WITHDRAWN, "doubt": ""})
            rows.note(db, by, "mencabut jawaban terperiksa", corrected_id, known.written.question)

    def doubt(self, corrected_id: int, why: str) -> None:
        """It is not served any more, until somebody has looked at it again. Nothing happens to one that isn't served."""
        with self._store.writing() as db:
            if rows.one(db, corrected_id).status is Status.VALID:
                rows.update(db, corrected_id, {"status": Status.IN_DOUBT, "doubt": why})
                rows.note(db, By(None, "asisten"), "meragukan jawaban terperiksa", corrected_id, why)

    def one(self, corrected_id: int) -> Corrected:
        return rows.one(self._store.db, corrected_id)

    def all(self, status: Status | None = None) -> list[Corrected]:
        """Those of a status, or all: first what is to be looked at again, then the newest."""
        sql = "SELECT * FROM corrected WHERE coalesce(status = ?, 1) ORDER BY status != ?, status = ?, id DESC"
        found = list(self._store.db.query(sql, [status, Status.IN_DOUBT, Status.WITHDRAWN]))
        return [rows.read(self._store.db, row) for row in found]

    def last_change(self) -> int:
        """Grows with whatever is done to one of them, by whichever process."""
        return rows.next_change(self._store.db) - 1

    def history(self, corrected_id: int) -> list[LoggedAction]:
        """What was done to one of them, newest first."""
        sql = "SELECT at, user_id, user_name, action, subject, detail FROM actions WHERE subject = ? ORDER BY id DESC"
        noted = self._store.db.query(sql, [rows.subject_of(corrected_id)])
        return [LoggedAction(**row | {"at": datetime.fromisoformat(row["at"])}) for row in noted]

    def failed(self, since: datetime) -> list[Failed]:
        """What people asked at or after `since` (aware), got no good answer to, and didn't say that they want none any more, oldest first."""
        sql = (
            "SELECT id AS log_id, user_id, iif(asked = '', question, asked) AS question FROM answers"
            f" WHERE {_ASKER} AND {_FAILED} AND NOT {_TAKEN_BACK} ORDER BY id"
        )
        return [Failed(**row) for row in self._store.db.query(sql, [stamp(since)])]
