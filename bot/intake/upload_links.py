"""Upload links: each lets one person send one file, once, within a day, without a Telegram client that could carry it."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from bot.errors import InvalidLink
from bot.journal.store import LogStore, stamp, write_action
from bot.people.access import Access, Action

HOURS = 24
"""How long a link is good."""
PATH = "unggah"
"""The part of the address between the public URL and the code."""
INVALID = "Tautan ini sudah dipakai, kedaluwarsa, atau tidak berlaku lagi. Minta tautan baru: kirim /unggah kepada asisten di Telegram."


@dataclass(frozen=True, slots=True)
class Link:
    """Whom a link was made for, and the chat where the file's way is told."""

    user_id: int
    user_name: str
    chat_id: int


class Links:
    """Links in log.db, of which only a hash is kept. `public_url` is where people reach this machine, without a last slash.

    Raises BotError where the file can't be used.
    """

    def __init__(self, path: Path, access: Access, public_url: str):
        self._store, self._access, self._public_url = LogStore(path), access, public_url

    def close(self) -> None:
        self._store.close()

    def create(self, user_id: int, user_name: str, chat_id: int) -> str:
        """The address of a new link. Links that are over are forgotten on the way."""
        code, now = secrets.token_urlsafe(32), datetime.now(UTC)
        with self._store.writing() as db:
            db.execute("DELETE FROM links WHERE expires_at <= ?", [stamp(now)])
            db["links"].insert(
                {
                    "hash": _hash(code),
                    "created_at": stamp(now),
                    "expires_at": stamp(now + timedelta(hours=HOURS)),
                    "user_id": user_id,
                    "user_name": user_name,
                    "chat_id": chat_id,
                }
            )
            write_action(db, user_id, user_name, "meminta tautan unggah", "")
        return f"{self._public_url}/{PATH}/{code}"

    def find(self, code: str) -> Link:
        """Whom a code is for. Raises InvalidLink for one that is unknown, used, expired, or of someone who may no longer upload."""
        return self._open(code)[1]

    def use(self, code: str) -> Link:
        """The same, and the code is used up; of several who use one at the same time exactly one wins."""
        with self._store.writing() as db:
            key, link = self._open(code)
            db.execute("UPDATE links SET used_at = ? WHERE hash = ?", [stamp(), key])
            return link

    def give_back(self, code: str) -> None:
        """The file that came with this code could not be kept after all."""
        with self._store.writing() as db:
            db.execute("UPDATE links SET used_at = NULL WHERE hash = ?", [_hash(code)])

    def _open(self, code: str) -> tuple[bytes, Link]:
        wanted = _hash(code)
        rows = self._store.db.query(
            "SELECT hash, user_id, user_name, chat_id FROM links WHERE used_at IS NULL AND expires_at > ?", [stamp()]
        )
        # Compared here and not in SQL: each with the same effort, however much of it fits.
        row = next((row for row in rows if hmac.compare_digest(row.pop("hash"), wanted)), None)
        if row is None or not self._access.permits(row["user_id"], Action.UPLOAD):
            raise InvalidLink(INVALID)
        return wanted, Link(**row)


def _hash(code: str) -> bytes:
    return sha256(code.encode()).digest()
