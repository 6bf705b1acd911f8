"""A SQLite file that several threads and processes use at once."""

import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from indexer.errors import IndexerError, LibraryBusy

BUSY_SECONDS = 30
"""How long a writer waits for another one; a document's transaction takes well under a second."""

_BUSY = "Pustaka sedang ditulis oleh proses lain; coba lagi beberapa saat lagi."
_UNUSABLE = "Berkas pustaka {path} tidak dapat dibuka atau ditulis; periksa ruang disk, TANYA_DATA_DIR, dan izin berkasnya."
_DAMAGED = "Berkas pustaka {path} rusak; pindahkan berkas itu, lalu jalankan `tanya index`."
_TROUBLES = {
    sqlite3.SQLITE_BUSY: (LibraryBusy, _BUSY),
    sqlite3.SQLITE_FULL: (IndexerError, _UNUSABLE),
    sqlite3.SQLITE_IOERR: (IndexerError, _UNUSABLE),
    sqlite3.SQLITE_READONLY: (IndexerError, _UNUSABLE),
    sqlite3.SQLITE_CANTOPEN: (IndexerError, _UNUSABLE),
    sqlite3.SQLITE_NOTADB: (IndexerError, _DAMAGED),
    sqlite3.SQLITE_CORRUPT: (IndexerError, _DAMAGED),
}


class DatabaseFile:
    """Each thread has its own connection. Opening brings the file's tables up to date, and writes only if they are not.

    Raises LibraryBusy when another process writes for longer than BUSY_SECONDS, and IndexerError when the file is damaged or
    its place can't be written.
    """

    def __init__(self, path: Path, migrations: Migrations):
        self.path = path
        self._thread = threading.local()
        self._connections: weakref.WeakSet[Database] = weakref.WeakSet()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexerError(_UNUSABLE.format(path=path)) from error
        with self._explained():
            if migrations.pending(self._db):
                with self.writing():
                    migrations.apply(self._db)

    @property
    def _db(self) -> Database:
        """This thread's connection."""
        if not hasattr(self._thread, "db"):
            # Closed by close() or at the end of its thread, whichever comes first; neither is the thread that opened it.
            connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, check_same_thread=False)
            db = self._thread.db = Database(connection, execute_plugins=False)
            self._connections.add(db)
            weakref.finalize(db, connection.close)
            _use_wal(db)
            db.execute("pragma foreign_keys = on")
        return self._thread.db

    def close(self) -> None:
        """Closes the connections of all threads; nothing may be under way."""
        for db in list(self._connections):
            db.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Everything inside is written at once or not at all, and nobody else writes meanwhile. May be nested."""
        with self._transaction("begin immediate"):
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything inside sees the file as it was at the first look. May be nested, but not around `writing`."""
        with self._transaction("begin"):
            yield

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        connection = self._db.conn
        if connection.in_transaction:
            yield
            return
        with self._explained():
            connection.execute(begin)
            with connection:
                yield

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            trouble = _TROUBLES.get((getattr(error, "sqlite_errorcode", None) or 0) & 0xFF)
            if trouble is None:
                raise
            raise trouble[0](trouble[1].format(path=self.path)) from error


def _use_wal(db: Database) -> None:
    """SQLite's busy timeout doesn't cover this switch, so two processes that open a new file at once have to try again."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return db.enable_wal()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
