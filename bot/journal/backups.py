"""What the log knows of its own backups: when the last one was made, whether they fail, and from which one it was brought back."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from html import escape
from pathlib import Path

from bot.journal.entries import Delivery
from bot.journal.outbox import tell_later
from bot.journal.store import LogStore, stamp, write_action

_MADE, _FAILING, _BROUGHT_BACK = "backup_made", "backup_failing", "backup_brought_back"


@dataclass(frozen=True, slots=True)
class Made:
    """The last backup: its path, its size in bytes, and when it was made (aware)."""

    path: str
    size: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Failing:
    """Backups by the clock fail since then (aware), and were last tried then; `why` is a sentence for people."""

    since: datetime
    tried: datetime
    why: str


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """This log came out of the backup of that name; `whole` once its library is there again too."""

    backup: str
    whole: bool


class Backups:
    """Safe from several threads and processes; raises BotError where the log can't be used."""

    def __init__(self, log_path: Path):
        self._store = LogStore(log_path)

    def close(self) -> None:
        self._store.close()

    def copy(self, target: Path) -> None:
        """Copy the log as it stands, while others may be writing. What was erased from it isn't in the copy's free room either. BotError if
        `target` exists or can't be written."""
        self._store.copy(target)

    def last(self) -> Made | None:
        known = self._recall(_MADE)
        return Made(known["path"], known["size"], datetime.fromisoformat(known["at"])) if known else None

    def made(self, path: Path, by: str = "") -> None:
        """Remember that there is a backup now, and in the trail `by` whom, "" for the clock."""
        known = {"path": str(path), "size": path.stat().st_size, "at": stamp()}
        with self._store.writing() as db:
            self._remember(_MADE, known)
            if by:
                write_action(db, None, by, "mencadangkan", path.name)
            db.execute("DELETE FROM facts WHERE name = ?", [_FAILING])

    def failing(self) -> Failing | None:
        """None unless the last one failed."""
        known = self._recall(_FAILING)
        if known is None:
            return None
        return Failing(datetime.fromisoformat(known["since"]), datetime.fromisoformat(known["tried"]), known["why"])

    def failed(self, why: str, tell: Iterable[int]) -> None:
        """Remember that one failed; those to `tell` hear of the first that does since one succeeded."""
        with self._store.writing() as db:
            before = self._recall(_FAILING)
            now = stamp()
            since = before["since"] if before else now
            self._remember(_FAILING, {"since": since, "tried": now, "why": why})
            for user_id in tell:
                tell_later(db, user_id, f"⚠️ Cadangan otomatis gagal: {escape(why)}", f"backup failing since {since}")

    def brought_back(self) -> BroughtBack | None:
        """None for a log that grew here."""
        known = self._recall(_BROUGHT_BACK)
        return BroughtBack(**known) if known else None

    def bring_back(self, backup: str, by: str) -> None:
        """Note in a copy, before it takes its place, where it comes from and who brings it; what it says of backups is of another machine. Nobody
        sits at the desk by a session or a link of then, which may have been ended since; and what waited to be told may have been told since."""
        with self._store.writing() as db:
            for name in (_MADE, _FAILING):
                db.execute("DELETE FROM facts WHERE name = ?", [name])
            for table in ("sessions", "sign_ins", "links"):
                db.execute(f"DELETE FROM {table}")
            sql = "UPDATE outbox SET state = ?, ended_at = ?, html = '', buttons = '[]' WHERE ended_at IS NULL"
            db.execute(sql, [Delivery.LOST, stamp()])
            self._remember(_BROUGHT_BACK, asdict(BroughtBack(backup, whole=False)))
            write_action(db, None, by, "memulihkan", backup)

    def whole(self, backup: str) -> None:
        """The library is there again too."""
        with self._store.writing():
            self._remember(_BROUGHT_BACK, asdict(BroughtBack(backup, whole=True)))

    def in_use(self) -> bool:
        """Whether people have become members here or have asked something by Telegram."""
        used = "SELECT EXISTS (SELECT 1 FROM users) OR EXISTS (SELECT 1 FROM answers WHERE user_id IS NOT NULL) AS used"
        (row,) = self._store.db.query(used)
        return bool(row["used"])

    def damage(self) -> list[str]:
        """What is wrong with the file, in SQLite's words; none where all of it is whole."""
        return self._store.damage()

    def _recall(self, name: str) -> dict | None:
        row = next(self._store.db.query("SELECT value FROM facts WHERE name = ?", [name]), None)
        return json.loads(row["value"]) if row else None

    def _remember(self, name: str, value: dict) -> None:
        self._store.db["facts"].upsert({"name": name, "value": json.dumps(value, ensure_ascii=False)}, pk="name")
