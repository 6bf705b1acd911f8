"""What stands in log.db of the gaps."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from sqlite_utils import Database

from bot.errors import BotError
from bot.journal.gaps.model import OPEN, Counted, Event, Gap, GapFilters, GapQuestion, Status
from bot.journal.store import LogStore

_COUNTS = (
    "SELECT gaps.*, count(answers.id) AS questions, count(answers.id) FILTER (WHERE answered_at IS NULL) AS waiting,"
    " count(DISTINCT answers.user_id) FILTER (WHERE answered_at IS NULL) AS askers"
    " FROM gaps LEFT JOIN gap_questions ON gap_id = gaps.id LEFT JOIN answers ON answers.id = answer_id"
)
NEAREST = 5
"""Documents that are named as near, and agencies that ask."""


class GapReading:
    """Safe from several threads and processes; raises BotError where the file can't be used."""

    def __init__(self, path: Path):
        self._store = LogStore(path)

    def close(self) -> None:
        self._store.close()

    def all(self, wanted: GapFilters = GapFilters(), today: date | None = None) -> list[Gap]:
        """The gaps that have questions, those of most unanswered ones first. `today` is needed to tell what is overdue."""
        statuses = OPEN if wanted.status == "terbuka" else [wanted.status] if wanted.status else list(Status)
        chosen, values = [f"status IN ({', '.join('?' * len(statuses))})"], list(statuses)
        if wanted.agency:
            chosen.append(
                "gaps.id IN (SELECT gap_id FROM gap_questions JOIN answers ON answers.id = answer_id WHERE agency = ?)"
            )
            values.append(wanted.agency)
        if wanted.assignee:
            chosen.append("? IN (assigned_name, assigned_agency)")
            values.append(wanted.assignee)
        if wanted.overdue and today:
            chosen.append("status = ? AND due_on < ?")
            values += [Status.ASSIGNED, today.isoformat()]
        sql = f"{_COUNTS} WHERE {' AND '.join(chosen)} GROUP BY gaps.id HAVING questions ORDER BY waiting DESC, askers DESC, gaps.id"
        return [_gap(row) for row in self._store.db.query(sql, values)]

    def gap(self, gap_id: int) -> Gap:
        """BotError where there is none."""
        return gap_in(self._store.db, gap_id)

    def assigned(self, user_id: int, agency: str) -> list[Gap]:
        """The open ones that are this person's, or his agency's ("": he has none), the one due first before the others."""
        sql = f"{_COUNTS} WHERE status = ? AND (assigned_to = ? OR (assigned_agency = ? AND ? != '')) GROUP BY gaps.id HAVING questions ORDER BY due_on IS NULL, due_on"
        return [_gap(row) for row in self._store.db.query(sql, [Status.ASSIGNED, user_id, agency, agency])]

    def due(self) -> list[Gap]:
        """Those that are assigned with a date."""
        sql = f"{_COUNTS} WHERE status = ? AND due_on IS NOT NULL GROUP BY gaps.id HAVING waiting"
        return [_gap(row) for row in self._store.db.query(sql, [Status.ASSIGNED])]

    def of_entry(self, log_id: int) -> int | None:
        """The gap that an entry of the log stands in."""
        row = next(self._store.db.query("SELECT gap_id FROM gap_questions WHERE answer_id = ?", [log_id]), None)
        return row["gap_id"] if row else None

    def questions(self, gap_id: int) -> list[GapQuestion]:
        """Unanswered ones first, then the newest first."""
        sql = (
            "SELECT answer_id, iif(asked = '', question, asked) AS question, asked_at, agency, user_id, user_name, answered_how, answered_by"
            " FROM gap_questions JOIN answers ON answers.id = answer_id WHERE gap_id = ?"
            " ORDER BY answered_at IS NOT NULL, answer_id DESC"
        )
        return [_question(row) for row in self._store.db.query(sql, [gap_id])]

    def history(self, gap_id: int) -> list[Event]:
        """Newest first."""
        sql = "SELECT at, user_name AS name, what, detail FROM gap_history WHERE gap_id = ? ORDER BY id DESC"
        return [Event(**row | {"at": datetime.fromisoformat(row["at"])}) for row in self._store.db.query(sql, [gap_id])]

    def agencies(self, gap_id: int) -> list[Counted]:
        """Whose people ask, most first."""
        sql = (
            "SELECT agency AS name, count(*) AS times FROM gap_questions JOIN answers ON answers.id = answer_id"
            " WHERE gap_id = ? AND agency != '' GROUP BY agency ORDER BY times DESC, name LIMIT ?"
        )
        return [Counted(**row) for row in self._store.db.query(sql, [gap_id, NEAREST])]

    def nearest_documents(self, gap_id: int) -> list[Counted]:
        """What was named as nearest, or cited where the answer was no good, most often first."""
        sql = (
            "SELECT iif(title = '', document, title) AS name, count(DISTINCT citations.answer_id) AS times"
            " FROM gap_questions JOIN citations USING (answer_id) WHERE gap_id = ? GROUP BY name ORDER BY times DESC, name LIMIT ?"
        )
        return [Counted(**row) for row in self._store.db.query(sql, [gap_id, NEAREST])]

    def agencies_asking(self) -> list[str]:
        """Every agency that has asked something that stands in a gap."""
        sql = "SELECT DISTINCT agency FROM gap_questions JOIN answers ON answers.id = answer_id WHERE agency != '' ORDER BY agency"
        return [row["agency"] for row in self._store.db.query(sql)]

    def assignees(self) -> list[str]:
        """Everybody to whom an open gap is assigned."""
        sql = "SELECT DISTINCT iif(assigned_name = '', assigned_agency, assigned_name) AS name FROM gaps WHERE status = ? ORDER BY name"
        return [row["name"] for row in self._store.db.query(sql, [Status.ASSIGNED])]


def gap_in(db: Database, gap_id: int) -> Gap:
    """BotError where there is none."""
    row = next(db.query(f"{_COUNTS} WHERE gaps.id = ? GROUP BY gaps.id", [gap_id]), None)
    if row is None:
        raise BotError("Celah itu tidak ada (lagi); lihat daftarnya di /celah.")
    return _gap(row)


def _gap(row: dict) -> Gap:
    known = {name: row[name] for name in Gap.__slots__}
    times = {name: _moment(row[name]) for name in ("opened_at", "closed_at", "assigned_at")}
    due_on = date.fromisoformat(row["due_on"]) if row["due_on"] else None
    return replace(Gap(**known), status=Status(row["status"]), due_on=due_on, **times)


def _moment(kept: str | None) -> datetime | None:
    return datetime.fromisoformat(kept) if kept else None


def _question(row: dict) -> GapQuestion:
    return GapQuestion(**row | {"asked_at": datetime.fromisoformat(row["asked_at"])})
