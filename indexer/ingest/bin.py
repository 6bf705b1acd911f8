"""Where removed documents lie for a while: the file, and beside it what people had decided about the document."""

import itertools
import json
import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from indexer.errors import IndexerError, UnknownDocument
from indexer.ingest.files import named, source
from indexer.ingest.shelf import copied
from indexer.models import Metadata, Removed
from indexer.store.entries import Entry, Ruling

log = logging.getLogger(__name__)

KEPT_DAYS = 30
_KNOWN = ".keterangan.json"
_DRAFT = ".tanya-buang-"


@dataclass(frozen=True, slots=True)
class Kept:
    """A removed document: what people see of it, where its file was, and what people had decided about it.

    `home` is within the corpus.
    """

    removed: Removed
    sha256: str
    home: Path
    given: Metadata
    ruling: Ruling | None


class Bin:
    """A folder for each removed document, named by its id, which no other document ever gets. A folder appears whole or not at all."""

    def __init__(self, folder: Path, corpus_dir: Path):
        self._folder, self._corpus_dir = folder, corpus_dir.resolve()

    def keep(self, entry: Entry, origin: Path, by: str) -> None:
        """Copy the file of a document here with what is known of it. `origin` is where people had put it, `by` who removes it.

        To be called while nobody else writes. Raises IndexerError where it can't be written.
        """
        path = Path(entry.source.path)
        with _explained(path.name):
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=self._folder))
            try:
                shutil.copy2(path, draft / entry.name)
                (draft / _KNOWN).write_text(json.dumps(self._noted(entry, origin, by), ensure_ascii=False), encoding="utf-8")
                shutil.rmtree(self._place(entry.id), ignore_errors=True)
                draft.rename(self._place(entry.id))
            except BaseException:
                shutil.rmtree(draft, ignore_errors=True)
                raise

    def _noted(self, entry: Entry, origin: Path, by: str) -> dict:
        in_corpus = origin.is_relative_to(self._corpus_dir)
        home = origin.relative_to(self._corpus_dir) if in_corpus else Path(origin.name)
        return {
            "title": entry.metadata.title,
            "name": entry.name,
            "by": by,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "sha256": entry.source.sha256,
            "home": str(home),
            "given": asdict(entry.given),
            "ruling": entry.ruling and asdict(entry.ruling),
        }

    def kept(self) -> list[Kept]:
        """All that lies here whole, latest first."""
        found = [kept for folder in self._folder.glob("[0-9]*") if (kept := self._whole(folder))]
        return sorted(found, key=lambda one: one.removed.at, reverse=True)

    def of(self, document_id: int) -> Kept:
        """Raises UnknownDocument for what isn't here (any more)."""
        kept = self._whole(self._place(document_id))
        if kept is None:
            raise UnknownDocument("Dokumen itu sudah tidak dapat dikembalikan; kirim lagi berkasnya bila perlu.")
        return kept

    def _whole(self, folder: Path) -> Kept | None:
        """None for a folder that isn't there, or that somebody or a failing disk has damaged: it must not hide the others."""
        try:
            return self._read(folder)
        except (OSError, ValueError, KeyError, TypeError) as error:
            if folder.is_dir():
                log.warning("Folder %s di antara dokumen terhapus tidak dapat dibaca: %s", folder, error)
            return None

    def _read(self, folder: Path) -> Kept:
        noted = json.loads((folder / _KNOWN).read_text(encoding="utf-8"))
        at = datetime.fromisoformat(noted["at"])
        ruling = noted["ruling"]
        return Kept(
            removed=Removed(
                id=int(folder.name), title=noted["title"], name=noted["name"], path=str(folder / noted["name"]),
                by=noted["by"], at=at, until=at + timedelta(days=KEPT_DAYS),
            ),
            sha256=noted["sha256"],
            home=Path(noted["home"]),
            given=Metadata(**noted["given"]),
            ruling=Ruling(**ruling) if ruling else None,
        )  # fmt: skip

    def give_back(self, kept: Kept) -> Path:
        """Copy a file to where it was, or beside what has taken its name; the path it has there. One that was copied before, and then
        cut off, is found. Raises IndexerError where it can't be written."""
        home = self._corpus_dir / kept.home
        names = (home.with_stem(f"{home.stem} ({number})") for number in itertools.count(2))
        with _explained(kept.removed.name):
            home.parent.mkdir(parents=True, exist_ok=True)
            hidden = copied(Path(kept.removed.path), home.parent)
            return next(target for target in itertools.chain([home], names) if _lies(hidden, target, kept.sha256))

    def forget(self, document_id: int) -> None:
        """Remove it for good. It is out of sight first, so that a kill leaves no half of it."""
        with suppress(OSError):  # where it stays listed, the next sweep tries again
            hidden = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=self._folder))
            self._place(document_id).rename(hidden)
            shutil.rmtree(hidden)

    def clear(self) -> None:
        """Remove what a kill left half copied, or half removed. To be called while nobody else writes."""
        for draft in self._folder.glob(f"{_DRAFT}*"):
            shutil.rmtree(draft, ignore_errors=True)

    def sweep(self, now: datetime) -> None:
        """Remove what has lain here long enough; `now` is aware."""
        for one in self.kept():
            if one.removed.until <= now:
                self.forget(one.removed.id)

    def _place(self, document_id: int) -> Path:
        return self._folder / str(document_id)


def _lies(hidden: Path, target: Path, sha256: str) -> bool:
    """Whether the copy has the name `target` now; it isn't needed where a file of that name has its content."""
    if named(hidden, target):
        return True
    same = source(target, None).sha256 == sha256
    if same:
        hidden.unlink()
    return same


@contextmanager
def _explained(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"Berkas {name} tidak dapat disimpan di folder terhapus; periksa ruang disk dan izin folder data."
        raise IndexerError(message) from error
