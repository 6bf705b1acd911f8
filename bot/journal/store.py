"""The file behind the log, and how it is opened."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from bot.errors import BotError, StorageTrouble
from bot.journal.chain import BEGINNING, linked
from bot.journal.migrations import MIGRATIONS
from indexer.errors import IndexerError, LibraryBusy, LibraryDamaged
from indexer.store.database import DatabaseFile

_LOOK = "SELECT 1 FROM sqlite_master"
"""Reads the plan of the file anew where another connection has changed it: SQLite 3.40 finds no table any more where the first statement after such a
change deletes from one that others refer to and whose triggers write a full-text index."""


def stamp(moment: datetime | None = None) -> str:
    """`moment` (aware; now if None) as it stands in the file: UTC, ISO 8601, to the millisecond, so that text sorts as time."""
    return (moment or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="milliseconds")


def write_action(
    db: Database, user_id: int | None, user_name: str, action: str, subject: str, detail: str = "", about: int | None = None
) -> None:
    """Keep what a user did to documents or users, at the end of the chain (bot.journal.chain), within the caller's transaction, which must be one of
    LogStore.writing(). `about` is the id of the person whom it concerns, where it concerns one."""
    last = next(db.query("SELECT id, hash FROM actions ORDER BY id DESC LIMIT 1"), {"id": 0, "hash": BEGINNING})
    row = {"id": last["id"] + 1, "at": stamp(), "user_id": user_id, "user_name": user_name}
    row |= {"action": action, "subject": subject, "detail": detail, "about": about}
    stored = linked(last["hash"], row)
    db.execute(f"INSERT INTO actions ({', '.join(stored)}) VALUES ({', '.join(f':{name}' for name in stored)})", stored)


class LogStore(DatabaseFile):
    """log.db, opened and migrated; raises BotError where it can't be opened, read or written."""

    def __init__(self, path: Path):
        with self._explained():
            super().__init__(path, MIGRATIONS, forgets=True)

    @property
    def db(self) -> Database:
        """This thread's connection."""
        with self._explained():
            return self._db

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """One transaction on this thread's connection; what it reads stays true until it is over."""
        with self._explained(), super().writing():
            self._db.execute(_LOOK).fetchone()
            yield self._db

    def copy(self, target: Path) -> None:
        """A whole copy of the file as it stands, while others may be writing. What was deleted from it isn't in the copy's free room either.
        BotError if `target` exists or can't be written; then nothing is left of it."""
        if target.exists():
            raise BotError(f"{target} sudah ada; pilih nama lain untuk cadangannya.")
        try:
            self.db.conn.execute("VACUUM INTO ?", [str(target)])
        except (sqlite3.Error, BotError) as error:
            target.unlink(missing_ok=True)
            if isinstance(error.__cause__, LibraryDamaged):  # not the copy's fault
                raise
            raise BotError(f"Cadangan tidak dapat ditulis ke {target}; periksa foldernya dan ruang disk.") from error

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            with super()._explained():
                yield
        except LibraryBusy as error:  # they speak of the library, and of indexing it anew, which is no way out for a log
            raise BotError(f"Log {self.path} sedang ditulis proses lain; coba lagi beberapa saat lagi.") from error
        except LibraryDamaged as error:
            advice = "hentikan program, pulihkan berkas itu dari cadangan, lalu jalankan lagi"
            raise StorageTrouble(f"Log {self.path} rusak atau hilang; {advice}.") from error
        except IndexerError as error:
            advice = "periksa ruang disk, TANYA_DATA_DIR, dan izin berkasnya"
            raise StorageTrouble(f"Log {self.path} tidak dapat dibuka atau ditulis; {advice}.") from error
