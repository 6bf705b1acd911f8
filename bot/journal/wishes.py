"""Who wants to be told once a question that could not be answered can be: each wish in log.db, fulfilled at most once."""

from collections.abc import Iterable, Mapping
from pathlib import Path

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
            known = next(db.query("SELECT told_at FROM wishes WHERE answer_id = ? AND user_id = ?", [log_id, user_id]), None)
            if known and known["told_at"]:
                raise BotError("Jawabannya sudah saya kirimkan lewat obrolan pribadi.")
            if known:
                db.execute("DELETE FROM wishes WHERE answer_id = ? AND user_id = ?", [log_id, user_id])
                return False
            kept = db.execute(
                "INSERT INTO wishes (answer_id, user_id, wished_at) SELECT id, ?, ? FROM answers WHERE id = ?",
                [user_id, stamp(), log_id],
            ).rowcount
            if not kept:
                raise BotError("Pertanyaan itu sudah tidak tersimpan; silakan ajukan lagi.")
            return True

    def stands(self, log_id: int, user_id: int) -> bool:
        """Whether this user has made this wish, fulfilled or not."""
        sql = "SELECT 1 FROM wishes WHERE answer_id = ? AND user_id = ?"
        return bool(list(self._store.db.query(sql, [log_id, user_id])))

    def waiting(self) -> set[tuple[int, int]]:
        """(log id, user id) of every wish that is not fulfilled."""
        rows = self._store.db.query("SELECT answer_id, user_id FROM wishes WHERE told_at IS NULL")
        return {(row["answer_id"], row["user_id"]) for row in rows}

    def told_of(self, log_id: int, user_id: int) -> bool:
        """Whether this answer is one that the user wished to be told of, and was."""
        return bool(list(self._store.db.query("SELECT 1 FROM wishes WHERE told_of = ? AND user_id = ?", [log_id, user_id])))

    def claim(self, user_id: int, answers: Mapping[int, int]) -> list[int]:
        """Of these log ids (refused entry -> answer) the refused ones whose wish is not fulfilled, which it counts as from now on:
        whoever claims them tells the user."""
        sql = "UPDATE wishes SET told_at = ?, told_of = ? WHERE answer_id = ? AND user_id = ? AND told_at IS NULL"
        with self._store.writing() as db:
            return [log_id for log_id, told in answers.items() if db.execute(sql, [stamp(), told, log_id, user_id]).rowcount]

    def give_back(self, user_id: int, log_ids: Iterable[int]) -> None:
        """The user could not be told after all."""
        with self._store.writing() as db:
            for log_id in log_ids:
                db.execute(
                    "UPDATE wishes SET told_at = NULL, told_of = NULL WHERE answer_id = ? AND user_id = ?", [log_id, user_id]
                )
