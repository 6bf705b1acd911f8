"""What coordinators see of the log: the latest questions, the unanswered ones, how many there were, and the whole as a file."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.journal import export
from bot.journal.answer_log import AnswerLog, Counts, LogEntry

Summary = dict[int, Counts]
"""Days back from now -> what happened in them."""


class Review:
    """Reads the log; changes nothing in it."""

    def __init__(self, log: AnswerLog):
        self._log = log

    def latest(self, n: int = 10) -> list[LogEntry]:
        """The last `n` entries, newest first."""
        return self._log.entries(limit=n)

    def unanswered(self, n: int = 10, days: int = 30) -> list[LogEntry]:
        """The last `n` refused questions of so many days, newest first."""
        return self._log.entries(since=_ago(days), unanswered=True, limit=n)

    def summary(self) -> Summary:
        """Counts of the last 7 and the last 30 days."""
        return {days: self._log.counts(_ago(days)) for days in (7, 30)}

    def export(self, entries: Iterable[LogEntry], form: str, path: Path) -> int:
        """Write entries to `path` as json, csv or xlsx; returns how many. BotError if the file can't be written."""
        return export.write(entries, form, path)


def _ago(days: int) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)
