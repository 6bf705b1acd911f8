"""A backup back in its places. The log comes last: while there is none, a run that was cut off begins again from the start."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.backup.archive import BIN, INDEX, LOG, About
from bot.backup.backup import opened
from bot.errors import BotError
from bot.journal.backups import Backups, BroughtBack
from bot.settings import Settings
from indexer.ingest.essentials import Differences, differences
from indexer.store.catalogue import Catalogue

DRAFT = ".tanya-pulih-"
_SIDECARS = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Placed:
    """What was put back: `made_at` is the backup's moment (aware). `differences` are how the corpus is now from how it was then; `aside` is
    the folder with what was in its place, if anything."""

    made_at: datetime
    differences: Differences
    aside: Path | None


@dataclass(frozen=True)
class BringingBack:
    """Takes `backup` into the folders of an installation. Nothing else may use them meanwhile. `by` is what the trail calls who does it."""

    settings: Settings
    backup: Path
    by: str

    def place(self) -> Placed:
        """The log, the documents' decisions and the bin in their places; of the library `tanya index` is to be run then.

        Done again it changes nothing. Raises BotError where people use this installation already, the corpus isn't there, or nothing can be
        written, and BadBackup.
        """
        data_dir = self.settings.data_dir
        with _explained(data_dir):
            data_dir.mkdir(parents=True, exist_ok=True)
            for draft in data_dir.glob(f"{DRAFT}*"):
                shutil.rmtree(draft, ignore_errors=True)
            with tempfile.TemporaryDirectory(prefix=DRAFT, dir=data_dir) as draft:
                return self._place(Path(draft))

    def _place(self, draft: Path) -> Placed:
        about = opened(self.backup, draft)
        now = differences(about.corpus, self.settings.corpus_dir)
        if about.corpus and len(now.missing) == len(about.corpus):
            raise BotError(f"Folder dokumen {self.settings.corpus_dir} belum terisi; kembalikan dahulu, lalu ulangi.")
        aside = None
        if not self._here_already(about):
            self._adapt(draft, about)
            aside = self._set_aside()
            self._move(draft)
        return Placed(datetime.fromisoformat(about.made_at), now, aside)

    def _here_already(self, about: About) -> bool:
        """Whether this backup was put back before, and only its library may still be missing. Raises BotError where the log is people's."""
        log_path = self.settings.log_path
        if not log_path.exists():
            return False
        with closing(Backups(log_path)) as here:
            if here.brought_back() == BroughtBack(about.made_at, whole=False):
                return True
            if here.in_use():
                raise BotError(
                    f"{log_path} sudah dipakai; cadangan hanya dipulihkan ke folder data yang kosong. Pindahkan dahulu berkas itu,"
                    " atau isi TANYA_DATA_DIR dengan folder lain."
                )
        return False

    def _adapt(self, draft: Path, about: About) -> None:
        """The copies as they are to be here, where the corpus may lie in another place."""
        with closing(Catalogue(draft / INDEX)) as index:
            index.move_paths(about.corpus_dir, str(self.settings.corpus_dir.resolve()))
        with closing(Backups(draft / LOG)) as log:
            log.bring_back(about.made_at, self.by)

    def _set_aside(self) -> Path | None:
        """Moves what a trial of the program has left in these places; nothing is deleted."""
        settings = self.settings
        paths = [path.with_name(path.name + end) for path in (settings.log_path, settings.index_path) for end in _SIDECARS]
        present = [path for path in (*paths, settings.vectors_path, settings.bin_dir) if path.exists()]
        if not present:
            return None
        aside = Path(tempfile.mkdtemp(prefix=f"sebelum-pemulihan-{datetime.now():%Y%m%d}-", dir=settings.data_dir))
        for path in present:
            path.rename(aside / path.name)
        return aside

    def _move(self, draft: Path) -> None:
        if (draft / BIN).is_dir():
            (draft / BIN).rename(self.settings.bin_dir)
        (draft / INDEX).rename(self.settings.index_path)
        (draft / LOG).rename(self.settings.log_path)

    def whole(self) -> None:
        """The library is there again: from now on this installation is in use."""
        with closing(Backups(self.settings.log_path)) as log:
            if known := log.brought_back():
                log.whole(known.backup)


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        text = f"Cadangan tidak dapat dipulihkan ke {folder} ({error.strerror or error}); periksa izin folder dan ruang disk."
        raise BotError(text) from error
