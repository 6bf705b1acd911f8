"""What people decide about gaps. Each decision stands in the gap's history and among the actions, with who made it."""

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date

from sqlite_utils import Database

from bot.errors import BotError
from bot.journal.entries import By
from bot.journal.gaps.history import ASSIGNED, note
from bot.journal.gaps.model import OPEN, Gap, Status
from bot.journal.gaps.reading import GapReading, gap_in
from bot.journal.store import stamp
from bot.masking import masked
from indexer.language.dates import month_name

LONGEST_NAME = 120
CHECKED = "jawaban terperiksa"
"""What answers a question where a coordinator wrote the answer."""


class Gaps(GapReading):
    """The gaps, as people see and decide them. BotError where a decision isn't possible."""

    @contextmanager
    def deciding(self) -> Iterator[Database]:
        """One transaction."""
        with self._store.writing() as db:
            yield db

    def close_as(self, gap_id: int, status: Status, reason: str, by: By) -> None:
        """It is answered, or won't be: the reason says how or why."""
        if not reason.strip():
            raise BotError("Tulis alasannya dengan singkat, supaya orang lain tahu mengapa celah ini ditutup.")
        with self.deciding() as db:
            if not gap_in(db, gap_id).status.is_open:
                raise BotError("Celah ini sudah ditutup; buka lagi dahulu bila hasilnya lain.")
            closed(db, gap_id, status, reason.strip(), by)

    def reopen(self, gap_id: int, by: By) -> None:
        with self.deciding() as db:
            reopened(db, gap_id, by, "")

    def rename(self, gap_id: int, name: str, by: By) -> None:
        """A name that a person gave is never changed by the program."""
        tidy = masked(" ".join(name.split()))[:LONGEST_NAME]
        if not tidy:
            raise BotError("Tulis nama celahnya.")
        with self.deciding() as db:
            former = gap_in(db, gap_id).name
            db.execute("UPDATE gaps SET name = ?, named = 1 WHERE id = ?", [tidy, gap_id])
            note(db, gap_id, by, "diberi nama", f"{former} → {tidy}")

    def answered(self, corrected_id: int, by: By) -> None:
        """A coordinator has written a checked answer, of which those who asked what it answers were told: a gap of which no question waits any
        more is closed."""
        asked = (
            "SELECT again_of AS id FROM answers WHERE corrected_id = :corrected AND again_of IS NOT NULL"
            " UNION SELECT from_answer FROM corrected WHERE id = :corrected"
        )
        with self.deciding() as db:
            sql = (
                f"UPDATE gap_questions SET answered_at = :now, answered_how = :how WHERE answered_at IS NULL AND answer_id IN ({asked})"
                " RETURNING gap_id"
            )
            rows = db.execute(sql, {"now": stamp(), "how": CHECKED, "corrected": corrected_id}).fetchall()
            for gap_id, count in sorted(Counter(gap_id for (gap_id,) in rows).items()):
                settled(db, gap_id, count, f"oleh {CHECKED} {corrected_id}", by)

    def split(self, gap_id: int, answer_ids: Collection[int], by: By) -> int:
        """Its questions of these entries become a gap of their own, which is returned; BotError where none would be left, or none goes."""
        with self.deciding() as db:
            moving = _standing_in(db, gap_id, answer_ids)
            (total,) = db.execute("SELECT count(*) FROM gap_questions WHERE gap_id = ?", [gap_id]).fetchone()
            if not moving or len(moving) == total:
                raise BotError("Pilih sebagian pertanyaannya: yang dipilih menjadi celah baru, yang lain tetap di sini.")
            new = db["gaps"].insert({"name": _wording(db, moving[0]), "status": Status.NEW, "opened_at": stamp()}).last_pk
            _moved(db, moving, new)
            note(db, new, by, "dipisahkan", f"dari celah {gap_id}, {len(moving)} pertanyaan")
            note(db, gap_id, by, "dipisahkan", f"{len(moving)} pertanyaan ke celah {new}")
            return new

    def move(self, gap_id: int, answer_ids: Collection[int], target: int, by: By) -> None:
        """Its questions of these entries go to another gap."""
        with self.deciding() as db:
            other, moving = _another(db, gap_id, target), _standing_in(db, gap_id, answer_ids)
            if not moving:
                raise BotError("Pilih dahulu pertanyaan yang dipindahkan.")
            _moved(db, moving, other.id)
            note(db, gap_id, by, "pertanyaan dipindahkan", f"{len(moving)} pertanyaan ke celah {target}")
            note(db, target, by, "pertanyaan diterima", f"{len(moving)} pertanyaan dari celah {gap_id}")
            _open_for_more(db, other, by)

    def join(self, gap_id: int, target: int, by: By) -> None:
        """All its questions and its history go to another gap, and it is gone."""
        with self.deciding() as db:
            other = _another(db, gap_id, target)
            db.execute("UPDATE gap_questions SET gap_id = ? WHERE gap_id = ?", [other.id, gap_id])
            db.execute("UPDATE gap_history SET gap_id = ? WHERE gap_id = ?", [other.id, gap_id])
            name = gap_in(db, gap_id).name
            db.execute("DELETE FROM gaps WHERE id = ?", [gap_id])
            note(db, target, by, "digabungkan", f"dengan celah {gap_id} ({name})")
            _open_for_more(db, other, by)


def assign(db: Database, gap_id: int, to: By, agency: str, due_on: date | None, by: By) -> Gap:
    """Within the caller's transaction: whose it is from now on, a person's (`to`) or else an agency's. BotError where it is closed."""
    if not gap_in(db, gap_id).status.is_open:
        raise BotError("Celah ini sudah ditutup; buka lagi dahulu sebelum menugaskannya.")
    db.execute(
        "UPDATE gaps SET status = ?, assigned_to = ?, assigned_name = ?, assigned_agency = ?, assigned_at = ?, assigned_by = ?, due_on = ? WHERE id = ?",
        [Status.ASSIGNED, to.user_id, to.name, agency, stamp(), by.user_id, due_on.isoformat() if due_on else None, gap_id],
    )
    until = f", tenggat {due_on.day} {month_name(due_on.month)} {due_on.year}" if due_on else ""
    note(db, gap_id, by, ASSIGNED, f"{to.name or agency}{until}", about=to.user_id)
    return gap_in(db, gap_id)


def settled(db: Database, gap_id: int, count: int, how: str, by: By) -> None:
    """Within the caller's transaction: so many of its questions are answered now. It is closed where none is left."""
    gap = gap_in(db, gap_id)
    if gap.waiting:
        note(db, gap_id, by, "sebagian terjawab", f"{count} pertanyaan, {how}")
    elif gap.status.is_open:
        closed(db, gap_id, Status.ANSWERED, how, by)


def closed(db: Database, gap_id: int, status: Status, why: str, by: By) -> None:
    """Within the caller's transaction."""
    db.execute("UPDATE gaps SET status = ?, closed_at = ? WHERE id = ?", [status, stamp(), gap_id])
    note(db, gap_id, by, f"ditutup: {status}", why)


def reopened(db: Database, gap_id: int, by: By, why: str) -> None:
    """Within the caller's transaction: it is new again, and nobody's."""
    if gap_in(db, gap_id).status in OPEN:
        raise BotError("Celah ini masih terbuka.")
    db.execute(
        "UPDATE gaps SET status = ?, closed_at = NULL, assigned_to = NULL, assigned_name = '', assigned_agency = '', assigned_at = NULL,"
        " assigned_by = NULL, due_on = NULL WHERE id = ?",
        [Status.NEW, gap_id],
    )
    note(db, gap_id, by, "dibuka lagi", why)


def _another(db: Database, gap_id: int, target: int) -> Gap:
    if target == gap_id:
        raise BotError("Pilih celah lain, bukan celah ini sendiri.")
    gap_in(db, gap_id)
    return gap_in(db, target)


def _open_for_more(db: Database, former: Gap, by: By) -> None:
    """A gap that counted as answered is open again where questions that wait have come into it, which nobody would see else."""
    has_more = gap_in(db, former.id).waiting > former.waiting
    if has_more and former.status is Status.ANSWERED:
        reopened(db, former.id, by, "menerima pertanyaan yang belum terjawab")


def _standing_in(db: Database, gap_id: int, answer_ids: Collection[int]) -> list[int]:
    rows = db.query("SELECT answer_id FROM gap_questions WHERE gap_id = ? ORDER BY answer_id", [gap_id])
    return [row["answer_id"] for row in rows if row["answer_id"] in answer_ids]


def _moved(db: Database, answer_ids: Collection[int], gap_id: int) -> None:
    for answer_id in answer_ids:
        db.execute("UPDATE gap_questions SET gap_id = ? WHERE answer_id = ?", [gap_id, answer_id])


def _wording(db: Database, answer_id: int) -> str:
    (row,) = db.query("SELECT iif(asked = '', question, asked) AS question FROM answers WHERE id = ?", [answer_id])
    return row["question"][:LONGEST_NAME]
