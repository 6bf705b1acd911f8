"""What is kept too long goes, once a day: answers with their messages by the setting, everything else after a time of its own.

The trail stays whole: it is the proof of who did what, and a person who leaves can be erased from it.
"""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.journal.answer_log import AnswerLog
from bot.journal.store import LogStore, stamp

log = logging.getLogger(__name__)

EVERY = timedelta(days=1)
OVER = timedelta(days=30)
"""How long after its end an invitation, an upload link or a message to somebody is kept."""
REQUESTS = timedelta(days=365)
MERGED = 200
"""Pages of the index of words that are merged in one transaction."""
LAST_RUN = "retention"
"""The fact that says when it was done last."""


class Retention:
    """`days` is how long answers are kept, 0 for ever. Raises BotError where the file can't be used."""

    def __init__(self, path: Path, log: AnswerLog, days: int):
        self._store, self._log, self._days = LogStore(path), log, days

    def close(self) -> None:
        self._store.close()

    @property
    def last_run(self) -> datetime | None:
        """Aware; None where it was never done."""
        known = self._log.recall(LAST_RUN)
        return datetime.fromisoformat(known) if known else None

    def is_due(self, now: datetime) -> bool:
        return self.last_run is None or now - self.last_run >= EVERY

    def run(self, now: datetime | None = None) -> int:
        """Returns how many answers went. `now` (aware) is when this is done."""
        now = now or datetime.now(UTC)
        answers = self._log.prune(self._days) if self._days else 0
        with self._store.writing() as db:
            for table in ("sign_ins", "sessions"):
                db.execute(f"DELETE FROM {table} WHERE expires_at < ?", [stamp(now)])
            db.execute("DELETE FROM links WHERE expires_at < ?", [stamp(now - OVER)])
            db.execute("DELETE FROM invitations WHERE used_at IS NULL AND expires_at < ?", [stamp(now - OVER)])
            db.execute("DELETE FROM outbox WHERE ended_at < ?", [stamp(now - OVER)])
            db.execute("DELETE FROM access_requests WHERE asked_at < ?", [stamp(now - REQUESTS)])
        if answers or self._somebody_was_erased():
            self._forget_words()
            self._store.db.execute("pragma wal_checkpoint")  # until then the file itself holds the words as they were
        self._log.remember(LAST_RUN, stamp(now))
        if answers:
            log.info("%s tanya-jawab melewati masa simpan dan dihapus.", answers)
        return answers

    def _somebody_was_erased(self) -> bool:
        """Since this was done last."""
        since = stamp(self.last_run) if self.last_run else ""
        return bool(list(self._store.db.query("SELECT 1 FROM answers WHERE erased_at >= ? LIMIT 1", [since])))

    def _forget_words(self) -> None:
        """The index of words keeps those of a deleted entry until its parts are merged (https://sqlite.org/fts5.html#the_merge_command): a few pages
        at a time, so that nobody waits for it."""
        pages, changed = -MERGED, MERGED
        while changed >= 2:
            with self._store.writing() as db:
                before = db.conn.total_changes
                db.execute("INSERT INTO answers_text (answers_text, rank) VALUES ('merge', ?)", [pages])
                changed = db.conn.total_changes - before
            pages = MERGED
