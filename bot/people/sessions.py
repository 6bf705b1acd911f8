"""Who sits at the coordinators' desk: one-use links that open a session, and sessions that end by themselves."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sqlite_utils import Database

from bot.errors import InvalidLink
from bot.journal.store import LogStore, stamp, write_action
from bot.people.access import Access, User

MINUTES = 10
"""How long a link is good."""
HOURS = 12
"""How long a session lasts."""
PATH = "masuk"
"""The part of the address between that of the desk and the code."""
INVALID = "Tautan ini sudah dipakai, kedaluwarsa, atau tidak berlaku lagi. Minta tautan baru: kirim /masuk kepada asisten di Telegram."


@dataclass(frozen=True, slots=True)
class SignIn:
    """Whom a link was made for, and the page that it leads to."""

    user_id: int
    user_name: str
    goes_to: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A new session: its token, which nobody but the browser keeps, and the page to begin with."""

    token: str
    goes_to: str


class Sessions:
    """Links and sessions in log.db, of which only hashes are kept. `address` is that of the desk, without a last slash.

    Safe from several threads and processes; raises BotError where the file can't be used.
    """

    def __init__(self, path: Path, access: Access, address: str):
        self._store, self._access, self._address = LogStore(path), access, address

    def close(self) -> None:
        self._store.close()

    def link(self, user_id: int, user_name: str, goes_to: str = "/") -> str:
        """The address of a new link. Links and sessions that are over are forgotten on the way."""
        code, now = secrets.token_urlsafe(32), datetime.now(UTC)
        with self._store.writing() as db:
            _forget(db, now)
            db["sign_ins"].insert(
                {
                    "hash": _hash(code),
                    "created_at": stamp(now),
                    "expires_at": stamp(now + timedelta(minutes=MINUTES)),
                    "user_id": user_id,
                    "user_name": user_name,
                    "goes_to": goes_to,
                }
            )
        return f"{self._address}/{PATH}/{code}"

    def find(self, code: str) -> SignIn:
        """Whom a link is for. Raises InvalidLink for one that is unknown, used, expired, or of someone who holds no role any more."""
        sql = "SELECT user_id, user_name, goes_to FROM sign_ins WHERE hash = ? AND used_at IS NULL AND expires_at > ?"
        row = next(self._store.db.query(sql, [_hash(code), stamp()]), None)
        if row is None or self._access.role(row["user_id"]) is None:
            raise InvalidLink(INVALID)
        return SignIn(**row)

    def use(self, code: str) -> Opened:
        """The session that a link opens, which is used up; of several who use one at the same time exactly one wins. Raises InvalidLink."""
        with self._store.writing() as db:
            whose = self.find(code)
            db.execute("UPDATE sign_ins SET used_at = ? WHERE hash = ?", [stamp(), _hash(code)])
            return Opened(_open(db, whose.user_id, whose.user_name, "tautan"), whose.goes_to)

    def open(self, user_id: int, user_name: str, how: str) -> str:
        """The token of a new session of somebody who was recognised otherwise, `how` in a word."""
        with self._store.writing() as db:
            return _open(db, user_id, user_name, how)

    def user(self, token: str) -> User | None:
        """Whose session this is, with the role he holds now; None where it is over, or he holds none any more."""
        sql = "SELECT user_id, user_name FROM sessions WHERE hash = ? AND expires_at > ?"
        row = next(self._store.db.query(sql, [_hash(token), stamp()]), None)
        if row is None:
            return None
        user_id, role = row["user_id"], self._access.role(row["user_id"])
        if role is None:
            return None
        return self._access.user(user_id) or User(user_id, row["user_name"], role, since=None, invited_by=None)

    def end(self, token: str) -> None:
        with self._store.writing() as db:
            db.execute("DELETE FROM sessions WHERE hash = ?", [_hash(token)])


def _open(db: Database, user_id: int, user_name: str, how: str) -> str:
    token, now = secrets.token_urlsafe(32), datetime.now(UTC)
    db["sessions"].insert(
        {
            "hash": _hash(token),
            "created_at": stamp(now),
            "expires_at": stamp(now + timedelta(hours=HOURS)),
            "user_id": user_id,
            "user_name": user_name,
        }
    )
    write_action(db, user_id, user_name, "membuka meja koordinator", "", how)
    return token


def _forget(db: Database, now: datetime) -> None:
    for table in ("sign_ins", "sessions"):
        db.execute(f"DELETE FROM {table} WHERE expires_at <= ?", [stamp(now)])


def _hash(code: str) -> bytes:
    return sha256(code.encode()).digest()
