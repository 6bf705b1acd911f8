"""What coordinators judge of answers: one verdict an answer, the former ones among the actions."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from bot.errors import BotError
from bot.journal.entries import Verdict
from bot.journal.filters import Filters
from bot.journal.store import LogStore, stamp, write_action
from bot.masking import masked

LONGEST_NOTE = 1000
ALL = Filters()
NEVER = 2**62
"""Larger than any log id."""
_URGENT = "(refused OR EXISTS (SELECT 1 FROM feedback WHERE answer_id = id AND value < 0))"


@dataclass(frozen=True, slots=True)
class Review:
    """A verdict with its note, and by whom; `at` is aware."""

    answer_id: int
    verdict: Verdict
    note: str
    user_id: int | None
    user_name: str
    at: datetime

    @property
    def in_words(self) -> str:
        return " — ".join(filter(None, [self.verdict, self.note]))


class Reviews:
    """Safe from several threads and processes; raises BotError where the file can't be used."""

    def __init__(self, path: Path):
        self._store = LogStore(path)

    def close(self) -> None:
        self._store.close()

    def review(self, log_id: int) -> Review | None:
        return _review(self._store.db, log_id)

    def judge(self, log_id: int, verdict: Verdict, by: int | None, by_name: str, note: str | None = None) -> Review:
        """Keep a verdict in the place of the former, with its note (None: that of the former). BotError where the answer is gone."""
        with self._store.writing() as db:
            former = _review(db, log_id)
            kept = former.note if former else ""
            words = kept if note is None else masked(" ".join(note.split()))[:LONGEST_NOTE]
            if former and (former.verdict, former.note) == (verdict, words):
                return former
            if not list(db.query("SELECT 1 FROM answers WHERE id = ?", [log_id])):
                raise BotError("Jawaban itu sudah tidak tersimpan, jadi tidak dapat ditinjau lagi.")
            review = Review(log_id, verdict, words, by, by_name, datetime.fromisoformat(stamp()))
            _keep(db, review, former)
            return review

    def annotate(self, log_id: int, note: str, by: int | None, by_name: str) -> Review:
        """Another note to the verdict that there is. BotError where there is none."""
        with self._store.writing() as db:
            review = _review(db, log_id)
            if review is None:
                raise BotError("Jawaban itu belum dinilai; pilih penilaiannya dahulu, lalu tulis catatannya.")
            return self.judge(log_id, review.verdict, by, by_name, note)

    def next_unreviewed(self, after: int | None = None, of: Filters = ALL) -> int | None:
        """The log id of what is to be reviewed next: `of` those without a verdict first what was refused or got a 👎, then the rest, each
        newest first. `after` is passed over, and what stands before it in this order."""
        if after is None:
            return self._newest(of, urgent=True) or self._newest(of, urgent=False)
        if self._is_urgent(after):
            return self._newest(of, urgent=True, before=after) or self._newest(of, urgent=False)
        return self._newest(of, urgent=False, before=after)

    def _is_urgent(self, log_id: int) -> bool:
        return bool(list(self._store.db.query(f"SELECT 1 FROM answers WHERE id = ? AND {_URGENT}", [log_id])))

    def _newest(self, of: Filters, urgent: bool, before: int = NEVER) -> int | None:
        unreviewed = replace(of, unreviewed=True)
        wanted = _URGENT if urgent else f"NOT {_URGENT}"
        sql = f"SELECT id{unreviewed.chosen} AND {wanted} AND id < :before ORDER BY id DESC LIMIT 1"
        row = next(self._store.db.query(sql, unreviewed.values | {"before": before}), None)
        return row["id"] if row else None


def _review(db: Database, log_id: int) -> Review | None:
    for row in db.query("SELECT * FROM reviews WHERE answer_id = ?", [log_id]):
        return Review(**row | {"verdict": Verdict(row["verdict"]), "at": datetime.fromisoformat(row["at"])})
    return None


def _keep(db: Database, review: Review, former: Review | None) -> None:
    row = {
        "answer_id": review.answer_id,
        "verdict": review.verdict,
        "note": review.note,
        "user_id": review.user_id,
        "user_name": review.user_name,
        "at": stamp(review.at),
    }
    db["reviews"].upsert(row, pk="answer_id")
    before = f" (sebelumnya: {former.in_words})" if former else ""
    subject, detail = f"jawaban {review.answer_id}", review.in_words + before
    (asked,) = db.query("SELECT user_id FROM answers WHERE id = ?", [review.answer_id])
    write_action(db, review.user_id, review.user_name, "menilai jawaban", subject, detail, about=asked["user_id"])
