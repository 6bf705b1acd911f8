"""A SQLite file that several threads and processes use at once. What it holds may be damaged, and the file may go while it is used."""

import sqlite3
import threading
import time
import weakref
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import msgspec
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from indexer.errors import IndexerError, LibraryBusy, LibraryDamaged

BUSY_SECONDS = 30
"""How long a writer waits for another one; a document's transaction takes well under a second."""

_BUSY = "Pustaka sedang ditulis oleh proses lain; coba lagi beberapa saat lagi."
_UNUSABLE = "Berkas pustaka {path} tidak dapat dibuka atau ditulis; periksa ruang disk, TANYA_DATA_DIR, dan izin berkasnya."
_DAMAGED = "Berkas pustaka {path} rusak; pindahkan berkas itu, lalu jalankan `tanya index`."
_GONE = "Berkas pustaka {path} hilang atau diganti selagi dipakai; hentikan program, pulihkan berkasnya, lalu jalankan lagi."
_UNREADABLE = (UnicodeDecodeError, zlib.error, msgspec.DecodeError)
"""How content ends that is not what was written."""
_TROUBLES = {
    sqlite3.SQLITE_BUSY: (LibraryBusy, _BUSY),
    sqlite3.SQLITE_FULL: (IndexerError, _UNUSABLE),
    sqlite3.SQLITE_IOERR: (IndexerError, _UNUSABLE),
    sqlite3.SQLITE_READONLY: (IndexerError, _UNUSABLE),
    sqlite3.SQLITE_CANTOPEN: (IndexerError, _UNUSABLE),
    sqlite3.SQLITE_NOTADB: (LibraryDamaged, _DAMAGED),
    sqlite3.SQLITE_CORRUPT: (LibraryDamaged, _DAMAGED),
}


class _Cursor(sqlite3.Cursor):
    """Also what goes wrong outside of a transaction, and while rows are fetched, is told as DatabaseFile tells it."""

    def execute(self, *args: Any) -> "_Cursor":
        with self.connection.explained():
            return super().execute(*args)

    def executescript(self, *args: Any) -> "_Cursor":
        with self.connection.explained():
            return super().executescript(*args)

    def fetchone(self) -> Any:
        with self.connection.explained():
            return super().fetchone()

    def fetchall(self) -> list[Any]:
        with self.connection.explained():
            return super().fetchall()

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except (sqlite3.DatabaseError, *_UNREADABLE):
            with self.connection.explained():
                raise


class _Connection(sqlite3.Connection):
    explained: Callable[[], AbstractContextManager[None]] = nullcontext

    def cursor(self, factory: type[sqlite3.Cursor] = _Cursor) -> sqlite3.Cursor:
        return super().cursor(factory)


class DatabaseFile:
    """Each thread has its own connection. Opening brings the file's tables up to date, and writes only if they are not.

    `forgets`: what is deleted is overwritten in the file, not only given free. Raises LibraryBusy when another process writes for
    longer than BUSY_SECONDS, and IndexerError when the file is damaged or gone, or its place can't be written.
    """

    def __init__(self, path: Path, migrations: Migrations, *, forgets: bool = False):
        self.path = path
        self._forgets = forgets
        self._thread = threading.local()
        self._connections: weakref.WeakSet[Database] = weakref.WeakSet()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexerError(_UNUSABLE.format(path=path)) from error
        self._file: tuple[int, int] | None = None
        with self._explained():
            if migrations.pending(self._db):
                with self.writing():
                    migrations.apply(self._db)

    @property
    def _db(self) -> Database:
        """This thread's connection."""
        if not hasattr(self._thread, "db"):
            self._check_there()
            # Closed by close() or at the end of its thread, whichever comes first; neither is the thread that opened it.
            connection = sqlite3.connect(self.path, BUSY_SECONDS, check_same_thread=False, factory=_Connection)
            db = self._thread.db = Database(connection, execute_plugins=False)
            self._connections.add(db)
            weakref.finalize(db, connection.close)
            _use_wal(db)
            db.execute("pragma foreign_keys = on")
            if self._forgets:
                db.execute("pragma secure_delete = on")
            connection.explained = self._explained
            self._file = self._file or _identity(self.path)
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
            self._check_there()
            connection.execute(begin)
            with connection:
                yield

    def damage(self) -> list[str]:
        """What is wrong with the file, in SQLite's words; none where all of it is whole. Reads all of it."""
        return [said for (said,) in self._db.execute("pragma integrity_check") if said != "ok"]

    def _check_there(self) -> None:
        """SQLite would go on in a file that was deleted, and begin an empty one for the next thread."""
        if self._file is not None and _identity(self.path) != self._file:
            raise LibraryDamaged(_GONE.format(path=self.path))

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            trouble = _TROUBLES.get((getattr(error, "sqlite_errorcode", None) or 0) & 0xFF)
            if trouble is None:
                raise
            raise trouble[0](trouble[1].format(path=self.path)) from error
        except _UNREADABLE as error:
            raise LibraryDamaged(_DAMAGED.format(path=self.path)) from error


def newer_than_us(path: Path, migrations: Migrations) -> bool:
    """Whether a file knows migrations that this program doesn't. To be asked before anything is opened that would bring it up to date.
    Raises LibraryDamaged where it is no database."""
    known = {migration.name for migration in migrations.pending(Database(memory=True, execute_plugins=False))}
    try:
        with closing(sqlite3.connect(path)) as connection:
            applied = {migration.name for migration in migrations.applied(Database(connection, execute_plugins=False))}
    except sqlite3.DatabaseError as error:
        raise LibraryDamaged(_DAMAGED.format(path=path)) from error
    return not applied <= known


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file lies at a path; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


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
