"""A log with a past, written by hand: questions of other days, verdicts, gaps, corrected answers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sample_answers import CITATION, DOCUMENT, answer, question, refusal

from bot.journal.answer_log import AnswerLog
from bot.journal.store import LogStore, stamp
from indexer.models import Document


def at_noon(day: date) -> datetime:
    return datetime.combine(day, time(12)).astimezone()


class FiguredLog:
    """Writes what the parts of the program write, with other times."""

    def __init__(self, path: Path):
        self.path, self.log = path, AnswerLog(path)
        self._store = LogStore(path)

    def close(self) -> None:
        self.log.close()
        self._store.close()

    def ask(self, at: date | datetime, agency: str = "", user: int = 5, cites: Document = DOCUMENT, **changed) -> int:
        """A question that was answered from a document; `changed` are fields of the answer."""
        return self._record(replace(answer(), citations=(replace(CITATION, document=cites),), **changed), at, agency, user)

    def refuse(self, at: date | datetime, agency: str = "", user: int = 5, reason: str = "") -> int:
        return self._record(replace(refusal(), reason=reason), at, agency, user)

    def _record(self, kept, at: date | datetime, agency: str, user: int) -> int:
        log_id = self.log.record(kept, question(user=user))
        moment = at if isinstance(at, datetime) else at_noon(at)
        self._write("UPDATE answers SET asked_at = ?, agency = ? WHERE id = ?", [stamp(moment), agency, log_id])
        return log_id

    def judge(self, log_id: int, verdict: str) -> None:
        self._write("INSERT INTO reviews VALUES (?, ?, '', 1, 'Sari', ?)", [log_id, verdict, stamp()])

    def gap(self, name: str, questions: Sequence[int], opened: date, closed_after: timedelta | None = None) -> None:
        status = "baru" if closed_after is None else "terjawab"
        closed_at = None if closed_after is None else stamp(at_noon(opened) + closed_after)
        with self._store.writing() as db:
            opening = {"name": name, "status": status, "opened_at": stamp(at_noon(opened)), "closed_at": closed_at}
            gap_id = db["gaps"].insert(opening).last_pk
            for log_id in questions:
                grouped = {"joined_at": stamp(), "region": "", "vector": b"", "made_by": ""}
                db["gap_questions"].insert({"answer_id": log_id, "gap_id": gap_id} | grouped)

    def correct(self, text: str, written: date, served: Sequence[int] = (), status: str = "berlaku") -> None:
        moment = stamp(at_noon(written))
        row = {"question": text, "answer": "3,45 [1]", "status": status, "created_at": moment, "checked_at": moment}
        with self._store.writing() as db:
            (change,) = db.query("SELECT count(*) AS change FROM corrected")
            corrected_id = db["corrected"].insert(row | change | {"created_by_name": "Sari"}).last_pk
            for log_id in served:
                db.execute("UPDATE answers SET corrected_id = ? WHERE id = ?", [corrected_id, log_id])

    def _write(self, sql: str, values: list) -> None:
        with self._store.writing() as db:
            db.execute(sql, values)
