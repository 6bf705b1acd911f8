"""Lists of the log's entries, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.journal.entries import LogEntry, LogLine
from bot.journal.entry_rows import load, load_line
from bot.journal.filters import Filters
from bot.journal.store import LogStore

BATCH = 200
"""Entries read at a time, so that a long log is never in memory twice."""
OBJECTIONS = 12
TURNS = 3
"""Questions of a talk shown before an entry, and after it."""
_FEEDBACK = "coalesce((SELECT sum(value) FROM feedback WHERE answer_id = answers.id), 0) AS feedback"
_WHY = "(SELECT json_group_array(reason) FROM feedback WHERE answer_id = answers.id AND reason != '') AS objections"
_VERDICT = "coalesce((SELECT verdict FROM reviews WHERE answer_id = answers.id), '') AS verdict"
_LINE = f"id, asked_at, question, asked, answer, refused, reason, user_name, agency AS opd, {_FEEDBACK}, {_WHY}, {_VERDICT}"


def lines(db: Database, filters: Filters, limit: int | None = None, offset: int = 0) -> list[LogLine]:
    """At most `limit` entries in brief, after the first `offset`. No others are read."""
    part = {"limit": -1 if limit is None else limit, "offset": offset}
    ids = f"SELECT id{filters.chosen} ORDER BY id DESC LIMIT :limit OFFSET :offset"
    rows = db.query(f"SELECT {_LINE} FROM answers WHERE id IN ({ids}) ORDER BY id DESC", filters.values | part)
    return [load_line(row) for row in rows]


def how_many(db: Database, filters: Filters) -> int:
    """How many entries there are of which `lines` shows a part."""
    (row,) = db.query(f"SELECT count(*) AS number{filters.chosen}", filters.values)
    return row["number"]


def stream(db: Database, filters: Filters) -> Iterator[LogEntry]:
    """Whole entries, a few at a time, for a log longer than memory should hold."""
    ids = [row["id"] for row in db.query(f"SELECT id{filters.chosen} ORDER BY id DESC", filters.values)]
    for start in range(0, len(ids), BATCH):
        yield from load(db, ids[start : start + BATCH])


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asked, by his last name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose entries by."""

    agencies: tuple[str, ...]
    composers: tuple[str, ...]
    objections: tuple[str, ...]
    askers: tuple[Asker, ...]


class LogList:
    """The log as coordinators read it. Safe from several threads and processes; raises BotError where the file can't be used."""

    def __init__(self, path: Path):
        self._store = LogStore(path)

    def close(self) -> None:
        self._store.close()

    def lines(self, filters: Filters, limit: int, offset: int = 0) -> list[LogLine]:
        """At most `limit` entries in brief, newest first, after the first `offset`."""
        return lines(self._store.db, filters, limit, offset)

    def how_many(self, filters: Filters) -> int:
        """How many entries there are of which `lines` shows a part."""
        return how_many(self._store.db, filters)

    def stream(self, filters: Filters) -> Iterator[LogEntry]:
        """Whole entries, newest first, a few at a time."""
        return stream(self._store.db, filters)

    def around(self, entry: LogEntry) -> tuple[list[LogLine], list[LogLine]]:
        """What the same person asked in the same chat and topic just before an entry, and just after; oldest first. None at a terminal."""
        if entry.chat_id is None:
            return [], []
        before = self._turns(entry, "id < :id ORDER BY id DESC")
        return before[::-1], self._turns(entry, "id > :id ORDER BY id")

    def _turns(self, entry: LogEntry, where: str) -> list[LogLine]:
        same = "chat_id = :chat AND thread_id IS :thread AND user_id IS :user AND again_of IS NULL"
        sql = f"SELECT {_LINE} FROM answers WHERE {same} AND {where} LIMIT {TURNS}"
        names = {"chat": entry.chat_id, "thread": entry.thread_id, "user": entry.user_id, "id": entry.id}
        return [load_line(row) for row in self._store.db.query(sql, names)]

    def beside(self, filters: Filters, log_id: int) -> tuple[int | None, int | None]:
        """The log ids just newer and just older than an entry, among the entries chosen; None where there is none."""
        newer = f"SELECT min(id) AS newer{filters.chosen} AND id > :beside"
        older = f"SELECT max(id) AS older{filters.chosen} AND id < :beside"
        (row,) = self._store.db.query(f"SELECT ({newer}) AS newer, ({older}) AS older", filters.values | {"beside": log_id})
        return row["newer"], row["older"]

    def choices(self) -> Choices:
        """Each in the order of the alphabet, but what readers object to: of that what is said most, first."""
        why = f"SELECT reason FROM feedback WHERE reason != '' GROUP BY 1 ORDER BY count(*) DESC LIMIT {OBJECTIONS}"
        return Choices(
            agencies=tuple(filter(None, self._distinct("agency"))),
            composers=tuple(self._distinct("composer")),
            objections=tuple(row["reason"] for row in self._store.db.query(why)),
            askers=tuple(sorted(map(self._asker, self._distinct("user_id")), key=lambda asker: asker.name.casefold())),
        )

    def _distinct(self, column: str) -> list[Any]:
        """The values of an indexed column of the answers, each found behind the one before: DISTINCT would read the whole index."""
        sql = (
            f"WITH RECURSIVE found(value) AS (SELECT min({column}) FROM answers UNION ALL"
            f" SELECT (SELECT min({column}) FROM answers WHERE {column} > value) FROM found WHERE value IS NOT NULL)"
            " SELECT value FROM found WHERE value IS NOT NULL"
        )
        return [row["value"] for row in self._store.db.query(sql)]

    def _asker(self, user_id: int) -> Asker:
        sql = "SELECT user_id AS id, user_name AS name FROM answers WHERE id = (SELECT max(id) FROM answers WHERE user_id = ?)"
        (row,) = self._store.db.query(sql, [user_id])
        return Asker(**row)
