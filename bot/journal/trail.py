"""The trail: who did what to documents, entries and people, read a page at a time, and the chain that holds it together."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.journal.chain import ChainState, examined
from bot.journal.entries import LoggedAction
from bot.journal.store import LogStore, stamp

_COLUMNS = "at, user_id, user_name, action, subject, detail"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which actions: by a part of a name ("" for anybody's), by their verb ("" for any), from `since` and before `until` (aware; None: without end)."""

    who: str = ""
    verb: str = ""
    since: datetime | None = None
    until: datetime | None = None


class Trail:
    """The actions in log.db; they are written by whoever acts. Raises BotError where the file can't be used."""

    def __init__(self, path: Path):
        self._store = LogStore(path)

    def close(self) -> None:
        self._store.close()

    def page(self, wanted: Wanted, limit: int, offset: int = 0) -> list[LoggedAction]:
        """At most `limit` of those that are wanted, newest first, after the first `offset`."""
        sql = f"SELECT {_COLUMNS} FROM actions WHERE {_MATCHES} ORDER BY id DESC LIMIT :limit OFFSET :offset"
        rows = self._store.db.query(sql, _values(wanted) | {"limit": limit, "offset": offset})
        return [LoggedAction(**row | {"at": datetime.fromisoformat(row["at"])}) for row in rows]

    def how_many(self, wanted: Wanted) -> int:
        (row,) = self._store.db.query(f"SELECT count(*) AS number FROM actions WHERE {_MATCHES}", _values(wanted))
        return row["number"]

    def verbs(self) -> list[str]:
        """What was ever done, each verb once."""
        return [row["action"] for row in self._store.db.query("SELECT DISTINCT action FROM actions ORDER BY action")]

    def chain(self) -> ChainState:
        """Reads the whole trail."""
        return examined(self._store.db.query("SELECT * FROM actions ORDER BY id"))


_MATCHES = (
    "(:who = '' OR instr(lower(user_name), lower(:who)) > 0) AND (:verb = '' OR action = :verb)"
    " AND at >= :since AND (:until = '' OR at < :until)"
)


def _values(wanted: Wanted) -> dict[str, str]:
    return {
        "who": wanted.who.strip(),
        "verb": wanted.verb,
        "since": stamp(wanted.since) if wanted.since else "",
        "until": stamp(wanted.until) if wanted.until else "",
    }
