"""Files as the library knows them: a digest of the content, whether it still is what was indexed, and names nobody else gets."""

import hashlib
import os
from pathlib import Path

from indexer.errors import UnreadableDocument
from indexer.store.entries import Entry, Source


def shown(path: Path) -> str:
    """A path as it can be stored and printed: bytes of its name that are no UTF-8 become question marks."""
    return os.fsencode(path).decode(errors="replace")


def source(path: Path, known: Entry | None) -> Source:
    """The file as it is now. One that looks untouched since it was indexed is not read again. Raises UnreadableDocument."""
    try:
        stat = path.stat()
        if known and (known.source.size, known.source.mtime_ns) == (stat.st_size, stat.st_mtime_ns):
            return known.source
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise UnreadableDocument(f"Berkas {path} tidak ada; periksa lagi namanya.") from error
    except OSError as error:
        raise UnreadableDocument(f"Berkas {path.name} tidak dapat dibuka; periksa izin dan medianya.") from error
    return Source(str(path), digest, stat.st_size, stat.st_mtime_ns)


def still_holds(entry: Entry) -> bool:
    """Whether the file of a document still has the content that was indexed."""
    try:
        return source(Path(entry.source.path), entry).sha256 == entry.source.sha256
    except UnreadableDocument:
        return False


def named(hidden: Path, target: Path) -> bool:
    """Gives a hidden file its name in one step, unless another file has that name. Raises OSError."""
    try:
        os.link(hidden, target)
    except FileExistsError:
        return False
    except OSError:  # a file system that has no links
        if target.exists():
            return False
        hidden.replace(target)
    hidden.unlink(missing_ok=True)
    return True
