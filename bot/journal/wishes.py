"""Who wants to be told once a question that could not be answered can be: each wish in log.db, fulfilled at most once."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from sqlite_utils import Database

from bot.errors import BotError
from bot.journal.store import LogStore, stamp


class Wishes:
    """A wish is a refused entry of the log and the user who wants its answer. It goes when its entry is pruned.

    Raises BotError where the file can't be used.
    """

    def __init__(self, path: Path):
        self._store = LogStore(path)

    def close(self) -> None:
        self._store.close()

    def toggle(self, log_id: int, user_id: int) -> bool:
        """Make a wish, or take it back; whether it stands now. BotError if it was fulfilled already, or the entry is gone."""
        with self._store.writing() as db:
            wish = [log_id, user_id]
            known = next(db.query("SELECT told_at, taken_back FROM wishes WHERE answer_id = ? AND user_id = ?", wish), None)
            if known and known["told_at"]:
                raise BotError("Jawabannya sudah saya kirimkan lewat obrolan pribadi.")
            if known:
                db.execute("UPDATE wishes SET taken_back = NOT taken_back WHERE answer_id = ? AND user_id = ?", wish)
                return bool(known["taken_back"])
            kept = db.execute(
                "INSERT INTO wishes (answer_id, user_id, wished_at) SELECT id, ?, ? FROM answers WHERE id = ?",
                [user_id, stamp(), log_id],
            ).rowcount
            if not kept:
                raise BotError("Pertanyaan itu sudah tidak tersimpan; silakan ajukan lagi.")
            return True

    def stands(self, log_id: int, user_id: int) -> bool:
        """Whether this user has made this wish, fulfilled or not."""
        sql = "SELECT 1 FROM wishes WHERE answer_id = ? AND user_id = ? AND NOT taken_back"
        return bool(list(self._store.db.query(sql, [log_id, user_id])))

    def waiting(self) -> set[tuple[int, int]]:
        """(log id, user id) of every wish that is not fulfilled."""
        return self._pairs("told_at IS NULL AND NOT taken_back")

    def settled(self) -> set[tuple[int, int]]:
        """(log id, user id) of whom nothing more is to be told: he was, or has taken his wish back."""
        return self._pairs("told_at IS NOT NULL OR taken_back")

    def _pairs(self, chosen: str) -> set[tuple[int, int]]:
        rows = self._store.db.query(f"SELECT answer_id, user_id FROM wishes WHERE {chosen}")
        return {(row["answer_id"], row["user_id"]) for row in rows}

    def told_of(self, log_id: int, user_id: int) -> bool:
        """Whether this answer is one that the user wished to be told of, and was."""
        return bool(list(self._store.db.query("SELECT 1 FROM wishes WHERE told_of = ? AND user_id = ?", [log_id, user_id])))

    def claim(self, user_id: int, answers: Mapping[int, int]) -> list[int]:
        """Of these log ids (refused entry -> answer) the refused ones of which the user was not told, which he counts as from now on: whoever
        claims them tells him. Without a wish, too; but not where he took it back."""
        with self._store.writing() as db:
            return [log_id for log_id, told in answers.items() if _told(db, log_id, user_id, told)]

    def give_back(self, user_id: int, log_ids: Iterable[int]) -> None:
        """The user could not be told after all."""
        with self._store.writing() as db:
            for log_id in log_ids:
                db.execute(
                    "UPDATE wishes SET told_at = NULL, told_of = NULL WHERE answer_id = ? AND user_id = ?", [log_id, user_id]
                )


def _told(db: Database, log_id: int, user_id: int, told_of: int) -> bool:
    """Whether that is new."""
    sql = (
        "INSERT INTO wishes (answer_id, user_id, wished_at, told_at, told_of) SELECT id, ?, ?, ?, ? FROM answers WHERE id = ?"
        " ON CONFLICT (answer_id, user_id) DO UPDATE SET told_at = excluded.told_at, told_of = excluded.told_of"
        " WHERE told_at IS NULL AND NOT taken_back"
    )
    return db.execute(sql, [user_id, stamp(), stamp(), told_of, log_id]).rowcount == 1
