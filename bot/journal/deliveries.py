"""How far each answer has come on its way to who asked, in log.db, so that no restart sends it twice or forgets it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.journal.entries import Delivery
from bot.journal.store import LogStore, stamp

OF_A_CHAT = ("messages", "answers")
"""Tables whose rows belong to the chat in their column chat_id."""
KEPT_DAYS = 2
"""Telegram sends an update again for a day at most."""


@dataclass(frozen=True)
class Progress:
    """`message_ids` are the parts that have arrived; `uncertain`: one more was sent, and nobody knows whether it arrived."""

    received_at: datetime
    message_ids: tuple[int, ...] = ()
    uncertain: bool = False


class Deliveries:
    """Of received messages, by their keys. Raises BotError where the file can't be used."""

    def __init__(self, path: Path):
        self._store = LogStore(path)

    def close(self) -> None:
        self._store.close()

    def progress(self, key: str) -> Progress:
        row = next(self._store.db.query("SELECT received_at, message_ids, delivery FROM messages WHERE key = ?", [key]), None)
        if row is None:
            return Progress(datetime.now(UTC))
        ids = tuple(json.loads(row["message_ids"] or "[]"))
        return Progress(datetime.fromisoformat(row["received_at"]), ids, row["delivery"] == Delivery.SENDING)

    def note(self, key: str, delivery: Delivery, message_ids: Sequence[int]) -> None:
        """Where the delivery stands, and the parts that have arrived."""
        with self._store.writing() as db:
            row = [delivery, json.dumps(list(message_ids)), key]
            db.execute("UPDATE messages SET delivery = ?, message_ids = ? WHERE key = ?", row)

    def end(self, key: str, log_id: int, delivery: Delivery, message_ids: Sequence[int]) -> None:
        """Nothing more is to be done for the message."""
        with self._store.writing() as db:
            row = [stamp(), log_id, delivery, json.dumps(list(message_ids)), key]
            sql = "UPDATE messages SET delivered_at = ?, log_id = ?, delivery = ?, message_ids = ? WHERE key = ?"
            db.execute(sql, row)

    def show(self, key: str, message_id: int) -> None:
        """What comes before the answer stands in this message of the bot's, which the answer is to take over."""
        with self._store.writing() as db:
            db.execute("UPDATE messages SET shown_in = ? WHERE key = ?", [message_id, key])

    def shown_in(self, key: str) -> int | None:
        """The message that was last named so, also before a restart."""
        row = next(self._store.db.query("SELECT shown_in FROM messages WHERE key = ?", [key]), None)
        return row["shown_in"] if row else None

    def move(self, chat_id: int, new_chat_id: int) -> None:
        """A group goes on under another id: what is due to it and what was asked there go with it."""
        with self._store.writing() as db:
            for table in OF_A_CHAT:
                db.execute(f"UPDATE {table} SET chat_id = ? WHERE chat_id = ?", [new_chat_id, chat_id])

    def begun(self, update_id: int) -> bool:
        """Whether an update was handled, or began to be, perhaps by a process before this one."""
        return bool(list(self._store.db.query("SELECT 1 FROM updates WHERE id = ?", [update_id])))

    def begin(self, update_id: int) -> None:
        """To be called before an update is handled: what it changes must not be changed twice."""
        with self._store.writing() as db:
            db.execute("INSERT INTO updates (id, begun_at) VALUES (?, ?) ON CONFLICT DO NOTHING", [update_id, stamp()])

    def forget(self) -> None:
        """The updates that Telegram no longer sends."""
        with self._store.writing() as db:
            db.execute("DELETE FROM updates WHERE begun_at < ?", [stamp(datetime.now(UTC) - timedelta(days=KEPT_DAYS))])
