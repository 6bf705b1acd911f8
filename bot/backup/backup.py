"""One consistent file of the log with its members, of what people decided about documents, and of the list of the corpus."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock, Timeout

from bot.backup import archive
from bot.backup.archive import BIN, INDEX, LOG, About
from bot.errors import BadBackup, BotError, StorageTrouble
from bot.journal.backups import Backups
from bot.journal.migrations import MIGRATIONS as LOG_MIGRATIONS
from bot.journal.store import stamp
from bot.settings import Settings
from indexer.errors import IndexerError
from indexer.ingest.files import named
from indexer.library import Library
from indexer.store.catalogue import Catalogue
from indexer.store.database import newer_than_us
from indexer.store.migrations import MIGRATIONS as INDEX_MIGRATIONS

ENDING = ".zip"
DRAFT = ".tanya-cadangan-"
ROOM = 100 * 1024**2
"""Bytes that stay free on a disk, whatever is written there."""


@dataclass(frozen=True)
class Backup:
    """Makes backups of one installation, while others use it."""

    settings: Settings
    library: Library
    backups: Backups

    def write(self, target: Path, by: str = "") -> Path:
        """The backup, at `target`, or in it under a name of its own where that is a folder. It was read again before it got its name. `by` is
        what the trail calls who wants it, "" for the clock.

        Raises BotError where there is a file of that name, another backup is being made, or it can't be written; then nothing is left of it.
        """
        path = target / file_name(datetime.now()) if target.is_dir() else target
        if path.exists():
            raise BotError(f"{path} sudah ada; pilih nama lain untuk cadangannya.")
        with _explained(path), self._alone():
            path.parent.mkdir(parents=True, exist_ok=True)
            sweep(path.parent)
            self._check_room(path.parent)
            with tempfile.TemporaryDirectory(prefix=DRAFT, dir=path.parent) as folder:
                draft = self._draft(Path(folder))
                if not named(draft, path):
                    raise BotError(f"{path} sudah ada; pilih nama lain untuk cadangannya.")
        self.backups.made(path.absolute(), by)
        return path

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            with FileLock(self.settings.data_dir / "backup.lock", blocking=False):
                yield
        except Timeout as error:
            raise BotError("Cadangan lain sedang dibuat; tunggu sampai selesai.") from error

    def _draft(self, folder: Path) -> Path:
        """The whole backup under another name. The log comes first: what it says of documents is in the index that is copied later."""
        contents, draft = folder / "isi", folder / "cadangan.zip"
        contents.mkdir()
        self.backups.copy(contents / LOG)
        self.library.save_decisions(contents / INDEX)
        if self.settings.bin_dir.is_dir():
            shutil.copytree(self.settings.bin_dir, contents / BIN, ignore=shutil.ignore_patterns(".tanya-*"))
        about = About(
            made_at=stamp(),
            program=version("tanya-masterplan"),
            corpus_dir=str(self.settings.corpus_dir.resolve()),
            corpus=tuple(self.library.files()),
            digests=archive.digests(contents, archive.members(contents)),
        )
        archive.write(draft, contents, about)
        shutil.rmtree(contents)
        (folder / "baca").mkdir()
        opened(draft, folder / "baca")
        draft.chmod(0o600)
        return draft

    def _check_room(self, folder: Path) -> None:
        """What is copied lies there twice for a while: as it is, and packed."""
        settings = self.settings
        binned = settings.bin_dir.rglob("*")
        copied = [settings.log_path, settings.index_path, *(path for path in binned if path.is_file())]
        needed = 2 * sum(path.stat().st_size for path in copied) + ROOM
        if shutil.disk_usage(folder).free < needed:
            raise BotError(f"Ruang disk di {folder} tidak cukup; kosongkan sampai paling sedikit {needed // 1024**2} MB.")


def opened(backup: Path, folder: Path) -> About:
    """A backup unpacked into an empty folder, with databases that are whole and as this program keeps them. Raises BadBackup, and OSError
    where it can't be written."""
    about = archive.unpack(backup, folder)
    try:
        if newer_than_us(folder / LOG, LOG_MIGRATIONS) or newer_than_us(folder / INDEX, INDEX_MIGRATIONS):
            raise BadBackup(f"Cadangan {backup.name} dibuat versi program yang lebih baru; pasang dahulu versi itu.")
        for store in (Backups(folder / LOG), Catalogue(folder / INDEX)):
            with closing(store):
                if damage := store.damage():
                    raise BadBackup(f"Basis data di {backup.name} rusak ({damage[0]}); pakai cadangan yang lain.")
    except (StorageTrouble, IndexerError) as error:
        raise BadBackup(f"Basis data di {backup.name} rusak; pakai cadangan yang lain.") from error
    return about


def file_name(now: datetime) -> str:
    """Sorts as time does."""
    return f"tanya-{now:%Y%m%d-%H%M%S}{ENDING}"


def sweep(folder: Path) -> None:
    """Removes what a kill left half made. To be called while no other backup is being made."""
    for draft in folder.glob(f"{DRAFT}*"):
        shutil.rmtree(draft, ignore_errors=True)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BotError(
            f"Cadangan {path} tidak dapat ditulis ({error.strerror or error}); periksa foldernya dan ruang disk."
        ) from error
