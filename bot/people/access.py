"""Who may do what: roles, and how they are given and taken away. Users are plain integers here."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from pathlib import Path

from sqlite_utils import Database

from bot.errors import InvalidInvitation, NotAllowed
from bot.journal.store import LogStore, stamp, write_action
from bot.models import Role
from bot.people.invitations import INVALID, Invitation, called, open_ones, withdrawn, written


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

    def invite(self, role: Role, by: int | None, days: int = 7, agency: str = "", by_name: str = "") -> str:
        """A code that gives one person `role`, in `agency`, within `days`: url-safe and short enough for Telegram's ?start=. `by_name` says who
        invites, as the trail is to call him where nobody of that id was ever let in: an admin of TANYA_ADMIN_IDS, or who sits at a terminal."""
        with self._store.writing() as db:
            code = written(db, role, by, timedelta(days=days), agency)
            told = ", ".join(filter(None, (agency, called(code))))
            write_action(db, by, _name(db, by) or by_name, "mengundang", role, told)
        return code

    def invitations(self) -> list[Invitation]:
        """Those that are open, the one that ends first before the others."""
        return open_ones(self._store.db)

    def withdraw(self, mark: str, by: int | None, by_name: str = "") -> bool:
        """End an open invitation at once; False where it is open no longer."""
        with self._store.writing() as db:
            role = withdrawn(db, mark)
            if role is None:
                return False
            write_action(db, by, _name(db, by) or by_name, "menarik undangan", role)
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
            write_action(db, user_id, name, "menerima undangan", offered, called(code), about=user_id)
            return offered

    def set_agency(self, user_id: int, agency: str, by: int, by_name: str = "") -> None:
        """Say whose somebody is; "" for nobody's."""
        with self._store.writing() as db:
            if db.execute("UPDATE users SET agency = ? WHERE id = ?", [agency, user_id]).rowcount:
                write_action(db, by, _name(db, by) or by_name, "mencatat OPD", _name(db, user_id), agency, about=user_id)

    def set_role(self, user_id: int, role: Role, by: int, by_name: str = "") -> None:
        """Give a member another role. NotAllowed as for `revoke`, where an admin would cease to be one."""
        with self._store.writing() as db:
            held = _stored_role(db, user_id)
            if held in (None, role):
                return
            self._check_admin_may_go(db, user_id)
            db.execute("UPDATE users SET role = ? WHERE id = ?", [role, user_id])
            changed = f"{held} → {role}"
            write_action(db, by, _name(db, by) or by_name, "mengubah peran", _name(db, user_id), changed, about=user_id)

    def ask_agency_now(self, user_id: int) -> bool:
        """Whether a member's agency is to be asked for: it isn't known, and nobody has asked. From now on somebody has."""
        sql = "UPDATE users SET agency_asked_at = ? WHERE id = ? AND agency = '' AND agency_asked_at IS NULL"
        with self._store.writing() as db:
            return db.execute(sql, [stamp(), user_id]).rowcount == 1

    def revoke(self, user_id: int, by: int | None, by_name: str = "") -> None:
        """Take a user's role away. NotAllowed for an admin of TANYA_ADMIN_IDS, and for the last admin there is."""
        with self._store.writing() as db:
            self._check_admin_may_go(db, user_id)
            name, revoker = _name(db, user_id), _name(db, by)  # who takes away his own role has a name until then
            if db.execute("DELETE FROM users WHERE id = ?", [user_id]).rowcount:
                _send_off(db, user_id)
                write_action(db, by, revoker or by_name, "mencabut akses", name, str(user_id), about=user_id)

    def _check_admin_may_go(self, db: Database, user_id: int) -> None:
        """Raises NotAllowed where somebody must stay an admin."""
        if user_id in self._admin_ids:
            raise NotAllowed("Admin ini ditetapkan di TANYA_ADMIN_IDS; hapus nomornya dari sana, lalu mulai ulang bot.")
        admins = {row["id"] for row in db.query("SELECT id FROM users WHERE role = ?", [Role.ADMIN])} | self._admin_ids
        if admins == {user_id}:
            raise NotAllowed("Ini satu-satunya admin; undang admin lain dulu sebelum mencabut aksesnya.")


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


def _stored_role(db: Database, user_id: int) -> Role | None:
    row = next(db.query("SELECT role FROM users WHERE id = ?", [user_id]), None)
    return Role(row["role"]) if row else None


def _name(db: Database, user_id: int | None) -> str:
    row = next(db.query("SELECT name FROM users WHERE id = ?", [user_id]), None)
    return row["name"] if row else ""


def _covers(held: Role, offered: Role) -> bool:
    return PERMITTED[offered] <= PERMITTED[held]
