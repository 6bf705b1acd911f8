"""What people are to be told in Telegram, in log.db: whoever writes it there may be another process than the one that sends it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from bot.journal.entries import Delivery
from bot.journal.store import LogStore, stamp


def tell_later(db: Database, user_id: int, html: str, once: str, buttons: Sequence[tuple[str, str]] = ()) -> None:
    """A private message to a user, within the caller's transaction; the running bot sends it within seconds.

    `html` is as Telegram takes it. At most one message goes to a user for each `once`, which names what he is told of; what comes later
    under the same name is dropped. `buttons` are (label, callback data or https address), one a line. Who holds no role any more when it
    is to be sent isn't told.
    """
    db.execute(
        "INSERT INTO outbox (user_id, once, html, buttons, written_at, due_at, state) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [user_id, once, html, json.dumps(list(buttons), ensure_ascii=False), stamp(), stamp(), Delivery.WAITING],
    )


@dataclass(frozen=True, slots=True)
class Message:
    """One that is due. `buttons` are those of `tell_later`; `written_at` is aware."""

    id: int
    user_id: int
    html: str
    buttons: tuple[tuple[str, str], ...]
    written_at: datetime


class Outbox:
    """Each message is given out once: who was given it sends it, and says how that ended. One whose sender was killed isn't sent again,
    since nobody knows whether it arrived. Safe from several threads and processes; raises BotError where the file can't be used."""

    def __init__(self, path: Path):
        self._store = LogStore(path)

    def close(self) -> None:
        self._store.close()

    def claim(self) -> Message | None:
        """The oldest one that is due, which is the caller's now; None where there is none."""
        due = "SELECT * FROM outbox WHERE state = ? AND due_at <= ? ORDER BY id LIMIT 1"
        wanted = [Delivery.WAITING, stamp()]
        if not list(self._store.db.query(due, wanted)):  # which is so nearly always, and writes nothing
            return None
        with self._store.writing() as db:
            row = next(db.query(due, wanted), None)
            if row is None:
                return None
            db.execute("UPDATE outbox SET state = ? WHERE id = ?", [Delivery.SENDING, row["id"]])
        buttons = tuple(tuple(button) for button in json.loads(row["buttons"]))
        return Message(row["id"], row["user_id"], row["html"], buttons, datetime.fromisoformat(row["written_at"]))

    def give_back(self, message: Message, until: datetime) -> None:
        """It surely didn't arrive, and is due again at `until` (aware)."""
        with self._store.writing() as db:
            db.execute("UPDATE outbox SET state = ?, due_at = ? WHERE id = ?", [Delivery.WAITING, stamp(until), message.id])

    def end(self, message: Message, state: Delivery) -> None:
        """Nothing more is to be done for it. Its words go; that it was told stays."""
        with self._store.writing() as db:
            sql = "UPDATE outbox SET state = ?, ended_at = ?, html = '', buttons = '[]' WHERE id = ?"
            db.execute(sql, [state, stamp(datetime.now(UTC)), message.id])

    def state(self, user_id: int, once: str) -> Delivery | None:
        """What became of a message; None where none of that name was written."""
        row = next(self._store.db.query("SELECT state FROM outbox WHERE user_id = ? AND once = ?", [user_id, once]), None)
        return Delivery(row["state"]) if row else None
