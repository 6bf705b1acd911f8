"""What log.db holds of a person: given to him whole, or taken out so that only counts stay."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from sqlite_utils import Database

from bot.errors import BotError
from bot.journal.chain import ANONYMOUS, ERASURE, emptied
from bot.journal.gaps.history import ASSIGNED
from bot.journal.personal_tables import DROPPED, SECTIONS, UNNAMED, WORDS_OF_ENTRIES
from bot.journal.store import LogStore, stamp, write_action

Row = dict[str, object]

_ABOUT_BY_NAME = ("mencatat OPD", "menerima permintaan akses", "menolak permintaan akses")
"""Verbs of which older rows don't say by a number whom they concern, but by his name alone. In no others is a name looked for: who calls himself
"pdf" would empty what was done to every document."""

ERASED_NAME = "pertanyaan yang dihapus"
"""What a gap is called that somebody worked at and of which all questions are erased: its name was made of their words."""
UPLOADING = "Masih ada kiriman berkas yang sedang diproses; coba lagi setelah selesai."


@dataclass(frozen=True, slots=True)
class Former:
    """Someone who holds no role (any more), and of whom something is kept."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Erased:
    """How many entries of the log, and how many rows of the trail, name him no longer."""

    entries: int
    deeds: int


class PersonalData:
    """Of everybody, by the id that Telegram gave him. Raises BotError where the file can't be used."""

    def __init__(self, path: Path):
        self._store = LogStore(path)

    def close(self) -> None:
        self._store.close()

    def of(self, user_id: int) -> dict[str, list[Row]]:
        """Section -> its rows, whose columns have Indonesian names; sections with nothing in them are left out."""
        found = {name: list(self._store.db.query(sql, {"user": user_id})) for name, sql in SECTIONS.items()}
        return {name: rows for name, rows in found.items() if rows}

    def former(self) -> list[Former]:
        """By name; also admins whom only the settings name."""
        sql = (
            "SELECT user_id AS id, max(user_name) AS name FROM (SELECT user_id, user_name FROM answers UNION ALL SELECT user_id, user_name FROM actions"
            " UNION ALL SELECT user_id, name FROM access_requests)"
            " WHERE user_id IS NOT NULL AND user_id NOT IN (SELECT id FROM users) GROUP BY user_id ORDER BY name COLLATE NOCASE"
        )
        return [Former(**row) for row in self._store.db.query(sql)]

    def erase(self, user_id: int, by: int | None = None, by_name: str = "") -> Erased:
        """Take a person out of everything but the list of members, which Access.revoke does. Entries keep when they were asked, of which agency, and what
        became of them, but no words; the trail keeps what was done. That it happened stands in the trail, without his name; `by` is who did it for
        him, None where he did it himself. Raises BotError while a file of his is being taken in."""
        with self._store.writing() as db:
            if list(db.query("SELECT 1 FROM uploads WHERE user_id = ? AND status IN ('waiting', 'running')", [user_id])):
                raise BotError(UPLOADING)
            names = [*_names(db, user_id), f"ID {user_id}"]
            entries = _empty_entries(db, user_id)
            _unassign(db, user_id)
            for held in DROPPED:
                db.execute(f"DELETE FROM {held.table} WHERE {held.id} = ?", [user_id])
            for held in UNNAMED:
                db.execute(f"UPDATE {held.table} SET {held.without} WHERE {held.id} = ?", [user_id])
            db.execute("DELETE FROM facts WHERE name GLOB 'menu * ' || :user OR name = 'report ' || :user", {"user": user_id})
            _empty_assignments(db, names)
            deeds = _empty_deeds(db, user_id, names)
            detail = "; ".join(filter(None, (f"{entries} catatan tanya-jawab", emptied(deeds))))
            write_action(db, by, by_name or ANONYMOUS, ERASURE, ANONYMOUS, detail)
        return Erased(entries, len(deeds))


def _names(db: Database, user_id: int) -> set[str]:
    """What he was called, wherever it stands."""
    sql = (
        "SELECT name FROM users WHERE id = :user UNION SELECT user_name FROM answers WHERE user_id = :user"
        " UNION SELECT user_name FROM actions WHERE user_id = :user UNION SELECT name FROM access_requests WHERE user_id = :user"
    )
    return {row["name"] for row in db.query(sql, {"user": user_id}) if row["name"]}


def _empty_entries(db: Database, user_id: int) -> int:
    """Of what he asked, and of what the machine asked again for him, no words stay; how many that were."""
    his = "(SELECT id FROM answers WHERE user_id = :user UNION SELECT id FROM answers WHERE again_of IN (SELECT id FROM answers WHERE user_id = :user))"
    asker = {"user": user_id, "now": stamp()}
    for table in ("passages", "wishes", "gap_questions"):
        db.execute(f"DELETE FROM {table} WHERE answer_id IN {his}", asker)
    only_his = "id NOT IN (SELECT gap_id FROM gap_questions)"
    db.execute(f"DELETE FROM gaps WHERE status = 'baru' AND {only_his}")
    db.execute(f"UPDATE gaps SET name = ? WHERE NOT named AND {only_his}", [ERASED_NAME])
    db.execute(f"UPDATE citations SET heading = '', quote = '' WHERE answer_id IN {his}", asker)
    count = db.execute(f"UPDATE answers SET {WORDS_OF_ENTRIES}, erased_at = :now WHERE id IN {his}", asker).rowcount
    db.execute("DELETE FROM texts WHERE id NOT IN (SELECT text_id FROM passages)")
    return count


def _unassign(db: Database, user_id: int) -> None:
    """A gap that he alone was to see to waits for somebody again."""
    sql = (
        "UPDATE gaps SET status = 'baru', assigned_at = NULL, assigned_by = NULL, due_on = NULL"
        " WHERE assigned_to = ? AND assigned_agency = '' AND status = 'ditugaskan'"
    )
    db.execute(sql, [user_id])


def _empty_assignments(db: Database, names: Iterable[str]) -> None:
    """What became of a gap stays told, but not that it was given to him."""
    for name in names:
        sql = "UPDATE gap_history SET detail = ? WHERE what = ? AND (detail = ? OR substr(detail, 1, length(?) + 1) = ? || ',')"
        db.execute(sql, [ANONYMOUS, ASSIGNED, name, name, name])


def _empty_deeds(db: Database, user_id: int, names: Iterable[str]) -> list[int]:
    """The rows of the trail that named him and do no longer: as who did it, or as whom it was done to."""
    done = _ids(db, "user_id = ?", [user_id])
    about = _ids(db, "about = ?", [user_id])
    for verb, name in product(_ABOUT_BY_NAME, names):
        about += _ids(db, "about IS NULL AND action = ? AND subject = ?", [verb, name])
    for number in done:
        db.execute("UPDATE actions SET user_id = NULL, user_name = ?, who_salt = NULL WHERE id = ?", [ANONYMOUS, number])
    for number in about:
        sql = "UPDATE actions SET about = NULL, subject = ?, detail = '', what_salt = NULL WHERE id = ?"
        db.execute(sql, [ANONYMOUS, number])
    return sorted({*done, *about})


def _ids(db: Database, condition: str, values: list[object]) -> list[int]:
    return [row["id"] for row in db.query(f"SELECT id FROM actions WHERE {condition}", values)]
