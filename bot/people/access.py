"""Who may do what: roles, and the one-use invitations that bring them. Users are plain integers here."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from hashlib import sha256
from pathlib import Path

from sqlite_utils import Database

from bot.errors import InvalidInvitation, NotAllowed
from bot.journal.store import LogStore, stamp, write_action
from bot.models import Role


class Action(Enum):
    """What a role may permit."""

    ASK = auto()
    LIST = auto()
    UPLOAD = auto()
    MANAGE_DOCUMENTS = auto()
    READ_LOG = auto()
    REVIEW = auto()
    SEE_NAMES = auto()
    INVITE = auto()
    MANAGE_USERS = auto()


PERMITTED: dict[Role, frozenset[Action]] = {
    Role.OPD: frozenset({Action.ASK, Action.LIST}),
    Role.DISKOMINFO: frozenset({Action.ASK, Action.LIST, Action.UPLOAD, Action.MANAGE_DOCUMENTS}),
    Role.KOORDINATOR: frozenset({Action.ASK, Action.LIST, Action.READ_LOG, Action.REVIEW, Action.SEE_NAMES}),
    Role.ADMIN: frozenset(Action),
}


@dataclass(frozen=True, slots=True)
class User:
    """Someone with a role. `since` is None for an admin who is named in TANYA_ADMIN_IDS and never was invited; `agency` is "" while
    it isn't known."""

    id: int
    name: str
    role: Role
    since: datetime | None
    invited_by: int | None
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """One that nobody has taken yet and that is still good. `mark` names it, and never another one; `by` is the name of who made it, ""
    for a terminal's."""

    mark: str
    role: Role
    by: str
    expires_at: datetime
    agency: str


INVALID = "Tautan undangan ini tidak berlaku lagi; mintalah undangan baru kepada admin."


class Access:
    """Users and invitations in log.db. Those in `admin_ids` are admins whatever the file says.

    Invitations given and taken and roles revoked are kept among the log's actions.
    """

    def __init__(self, path: Path, admin_ids: Collection[int] = ()):
        self._store = LogStore(path)
        self._admin_ids = frozenset(admin_ids)

    def close(self) -> None:
        self._store.close()

    def role(self, user_id: int) -> Role | None:
        return Role.ADMIN if user_id in self._admin_ids else _stored_role(self._store.db, user_id)

    def permits(self, user_id: int, action: Action) -> bool:
        """Whether this user's role is one that may do this."""
        return self.may(self.role(user_id), action)

    @staticmethod
    def may(role: Role | None, action: Action) -> bool:
        return role is not None and action in PERMITTED[role]

    def users(self) -> list[User]:
        """Everyone with a role, longest first; admins of TANYA_ADMIN_IDS who never were invited come before, nameless."""
        rows = self._store.db.query("SELECT * FROM users ORDER BY since, id")
        invited = [self._user(row) for row in rows]
        named = self._admin_ids - {user.id for user in invited}
        return [User(user_id, "", Role.ADMIN, None, None) for user_id in sorted(named)] + invited

    def user(self, user_id: int) -> User | None:
        """Someone who was given a role, with what is known; None for anybody else."""
        row = next(self._store.db.query("SELECT * FROM users WHERE id = ?", [user_id]), None)
        return self._user(row) if row else None

    def _user(self, row: dict) -> User:
        return User(
            id=row["id"],
            name=row["name"],
            role=self.role(row["id"]),
            since=datetime.fromisoformat(row["since"]),
            invited_by=row["invited_by"],
            agency=row["agency"],
        )

    def permitted(self, action: Action) -> list[User]:
        """Everyone whose role is one that may do this."""
        return [user for user in self.users() if self.may(user.role, action)]

    def invite(self, role: Role, by: int | None, days: int = 7, agency: str = "") -> str:
        """A code that gives one person `role`, in `agency`, within `days`: url-safe and short enough for Telegram's ?start=."""
        code = secrets.token_urlsafe(18)
        now = datetime.now(UTC)
        with self._store.writing() as db:
            db["invitations"].insert(
                {
                    "code": code,
                    "role": role.value,
                    "created_at": stamp(now),
                    "created_by": by,
                    "expires_at": stamp(now + timedelta(days=days)),
                    "agency": agency,
                }
            )
            write_action(db, by, _name(db, by), "mengundang", role.value, agency)
        return code

    def invitations(self) -> list[Invitation]:
        """Those that are open, the one that ends first before the others."""
        sql = (
            "SELECT code, role, created_by, expires_at, agency FROM invitations"
            " WHERE used_at IS NULL AND expires_at > ? ORDER BY expires_at, rowid"
        )
        return [
            Invitation(
                mark=_mark(row["code"]),
                role=Role(row["role"]),
                by=_name(self._store.db, row["created_by"]),
                expires_at=datetime.fromisoformat(row["expires_at"]),
                agency=row["agency"],
            )
            for row in self._store.db.query(sql, [stamp()])
        ]

    def withdraw(self, mark: str, by: int | None) -> bool:
        """End an open invitation at once; False where it is open no longer."""
        with self._store.writing() as db:
            unused = db.query("SELECT code, role FROM invitations WHERE used_at IS NULL")
            row = next((row for row in unused if _mark(row["code"]) == mark), None)
            if row is None:
                return False
            db.execute("DELETE FROM invitations WHERE code = ?", [row["code"]])
            write_action(db, by, _name(db, by), "menarik undangan", row["role"])
            return True

    def redeem(self, code: str, user_id: int, name: str) -> Role:
        """Take the role an invitation gives, and return the role the user then holds.

        An invitation never takes rights away: who may do all of it already keeps his role, and the code stays good.
        Who opens his own used link again is simply let in. Otherwise InvalidInvitation for a code that is unknown, used or
        expired; of several who redeem one code at the same time exactly one wins.
        """
        with self._store.writing() as db:
            invitation = next(db.query("SELECT * FROM invitations WHERE code = ?", [code]), None)
            held = self.role(user_id)
            if invitation is None:
                raise InvalidInvitation(INVALID)
            offered = Role(invitation["role"])
            if held and (invitation["used_by"] == user_id or _covers(held, offered)):
                return held
            if invitation["used_at"] or invitation["expires_at"] <= stamp():
                raise InvalidInvitation(INVALID)
            db.execute("UPDATE invitations SET used_at = ?, used_by = ? WHERE code = ?", [stamp(), user_id, code])
            admit(db, user_id, name, offered, invitation["created_by"], invitation["agency"])
            write_action(db, user_id, name, "menerima undangan", offered)
            return offered

    def set_agency(self, user_id: int, agency: str, by: int) -> None:
        """Say whose somebody is; "" for nobody's."""
        with self._store.writing() as db:
            if db.execute("UPDATE users SET agency = ? WHERE id = ?", [agency, user_id]).rowcount:
                write_action(db, by, _name(db, by), "mencatat OPD", _name(db, user_id), agency)

    def ask_agency_now(self, user_id: int) -> bool:
        """Whether a member's agency is to be asked for: it isn't known, and nobody has asked. From now on somebody has."""
        sql = "UPDATE users SET agency_asked_at = ? WHERE id = ? AND agency = '' AND agency_asked_at IS NULL"
        with self._store.writing() as db:
            return db.execute(sql, [stamp(), user_id]).rowcount == 1

    def revoke(self, user_id: int, by: int | None) -> None:
        """Take a user's role away. NotAllowed for an admin of TANYA_ADMIN_IDS, and for the last admin there is."""
        if user_id in self._admin_ids:
            raise NotAllowed("Admin ini ditetapkan di TANYA_ADMIN_IDS; hapus nomornya dari sana, lalu mulai ulang bot.")
        with self._store.writing() as db:
            admins = {row["id"] for row in db.query("SELECT id FROM users WHERE role = ?", [Role.ADMIN])} | self._admin_ids
            if admins == {user_id}:
                raise NotAllowed("Ini satu-satunya admin; undang admin lain dulu sebelum mencabut aksesnya.")
            name = _name(db, user_id)
            if db.execute("DELETE FROM users WHERE id = ?", [user_id]).rowcount:
                _send_off(db, user_id)
                write_action(db, by, _name(db, by), "mencabut akses", name, str(user_id))


def admit(db: Database, user_id: int, name: str, role: Role, by: int | None, agency: str = "") -> None:
    """Give someone a role, and an agency where one is named, within the caller's transaction."""
    user = {"id": user_id, "name": name, "role": role, "since": stamp(), "invited_by": by}
    if agency:
        user["agency"] = agency
    db["users"].upsert(user, pk="id")


def _send_off(db: Database, user_id: int) -> None:
    """Whoever lost his role sits at the desk no longer, not even if he gets one again."""
    for table in ("sessions", "sign_ins"):
        db.execute(f"DELETE FROM {table} WHERE user_id = ?", [user_id])


def _mark(code: str) -> str:
    """What a button may call an invitation by, and nobody can take it with."""
    return sha256(code.encode()).hexdigest()[:16]


def _stored_role(db: Database, user_id: int) -> Role | None:
    row = next(db.query("SELECT role FROM users WHERE id = ?", [user_id]), None)
    return Role(row["role"]) if row else None


def _name(db: Database, user_id: int | None) -> str:
    row = next(db.query("SELECT name FROM users WHERE id = ?", [user_id]), None)
    return row["name"] if row else ""


def _covers(held: Role, offered: Role) -> bool:
    return PERMITTED[offered] <= PERMITTED[held]
