"""Who holds no role and asked for one: each request in log.db, decided by one admin."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.journal.store import LogStore, stamp, write_action
from bot.models import Role
from bot.people.access import Access, admit

PAUSE = timedelta(days=1)
"""How long after a request its person may not ask again, however it was decided."""


@dataclass(frozen=True, slots=True)
class Request:
    """Someone who wants a role; `username` is "" where he has none. Once decided, `decided_by_name` says by whom, and `role` is what
    was given (None: refused)."""

    id: int
    user_id: int
    name: str
    username: str
    decided_by_name: str
    role: Role | None


class Requests:
    """Safe from several threads and processes; raises BotError where the file can't be used."""

    def __init__(self, path: Path, access: Access):
        self._store, self._access = LogStore(path), access

    def close(self) -> None:
        self._store.close()

    def ask(self, user_id: int, name: str, username: str) -> Request | None:
        """Keep a request; None where this person has asked within the last day."""
        with self._store.writing() as db:
            since = stamp(datetime.now(UTC) - PAUSE)
            recent = "SELECT 1 FROM access_requests WHERE user_id = ? AND asked_at > ?"
            if list(db.query(recent, [user_id, since])):
                return None
            row = {"user_id": user_id, "name": name, "username": username, "asked_at": stamp()}
            request = self.request(db["access_requests"].insert(row).last_pk)
            write_action(db, user_id, name, "meminta akses", str(user_id), about=user_id)
            return request

    def take_back(self, number: int) -> None:
        """Forget a request that reached nobody, so that its person may ask again."""
        with self._store.writing() as db:
            db.execute("DELETE FROM access_requests WHERE id = ?", [number])

    def request(self, number: int) -> Request | None:
        """A request as it stands now; None where it is kept no more."""
        sql = "SELECT id, user_id, name, username, decided_by_name, role FROM access_requests WHERE id = ?"
        for row in self._store.db.query(sql, [number]):
            return Request(**row | {"role": Role(row["role"]) if row["role"] else None})
        return None

    def decide(self, number: int, role: Role | None, by: int, by_name: str) -> bool:
        """Give `role`, or refuse (None). Of several who decide the first counts: False for any other."""
        with self._store.writing() as db:
            first = db.execute(
                "UPDATE access_requests SET decided_at = ?, decided_by = ?, decided_by_name = ?, role = ?"
                " WHERE id = ? AND decided_at IS NULL",
                [stamp(), by, by_name, role, number],
            ).rowcount
            if not first:
                return False
            request = self.request(number)
            held = self._access.role(request.user_id)
            if role and held is None:  # whoever was invited meanwhile keeps what he has
                admit(db, request.user_id, request.name, role, by)
            verb = "menerima permintaan akses" if role else "menolak permintaan akses"
            write_action(db, by, by_name, verb, request.name, role or "", about=request.user_id)
            return True
