"""Invitations in log.db: one use each, named by a mark that nobody can take them with."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlite_utils import Database

from bot.journal.store import stamp
from bot.models import Role

INVALID = "Tautan undangan ini tidak berlaku lagi; mintalah undangan baru kepada admin."


@dataclass(frozen=True, slots=True)
class Invitation:
    """One that nobody has taken yet and that is still good. `mark` names it, and never another one; `by` is the name of who made it, ""
    for a terminal's."""

    mark: str
    role: Role
    by: str
    expires_at: datetime
    agency: str


def written(db: Database, role: Role, by: int | None, good_for: timedelta, agency: str) -> str:
    """The code of a new one, within the caller's transaction: url-safe and short enough for Telegram's ?start=."""
    code, now = secrets.token_urlsafe(18), datetime.now(UTC)
    row = {"code": code, "role": role.value, "created_at": stamp(now), "created_by": by, "agency": agency}
    db["invitations"].insert(row | {"expires_at": stamp(now + good_for)})
    return code


def open_ones(db: Database) -> list[Invitation]:
    """The one that ends first before the others."""
    sql = (
        "SELECT code, invitations.role, coalesce(name, '') AS by, expires_at, invitations.agency"
        " FROM invitations LEFT JOIN users ON users.id = created_by"
        " WHERE used_at IS NULL AND expires_at > ? ORDER BY expires_at, invitations.rowid"
    )
    return [
        Invitation(_mark(row["code"]), Role(row["role"]), row["by"], datetime.fromisoformat(row["expires_at"]), row["agency"])
        for row in db.query(sql, [stamp()])
    ]


def withdrawn(db: Database, mark: str) -> str | None:
    """Ends one within the caller's transaction, and returns the role that it gave; None where it is open no longer."""
    unused = db.query("SELECT code, role FROM invitations WHERE used_at IS NULL")
    row = next((row for row in unused if _mark(row["code"]) == mark), None)
    if row is None:
        return None
    db.execute("DELETE FROM invitations WHERE code = ?", [row["code"]])
    return row["role"]


def called(code: str) -> str:
    """How the trail names an invitation, where it is made and where it is taken: so it is known by whom a role was given."""
    return f"undangan {_mark(code)[:8]}"


def _mark(code: str) -> str:
    """What a button may call an invitation by."""
    return sha256(code.encode()).hexdigest()[:16]
