"""ZIP archives -> the documents in them, as files of a folder. Nothing is ever written outside that folder."""

import errno
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from indexer.errors import NoText, OverLimit, UnreadableDocument
from indexer.reading.formats import SUFFIXES
from indexer.reading.package import kind_of_package

MOST_FILES = 500
"""Documents one archive may hold."""

_MOST_ENTRIES = 20_000
_MOST_BYTES = 2_000_000_000
_MOST_RATIO = 200
_RATIO_COUNTS = 20_000_000
_MOST_NESTED = 300_000_000
_BLOCK = 1 << 20
_UTF8 = 0x800
_BROKEN = "Arsip ini rusak atau terpotong; buat ulang arsipnya, lalu kirim lagi."
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_LONGEST_NAME = 160
_WHERE_SYSTEM, _UNIX, _FILE_TYPE, _LINK = 16, 3, 0o170000, 0o120000


class Unpacked(list[Path]):
    """The files of an archive, in its order. `left_out` is how many files it held besides: of formats that can't be read."""

    left_out: int = 0


def is_archive(path: Path) -> bool:
    """Whether the file is a plain ZIP, not an Office file, whatever it is called."""
    try:
        with path.open("rb") as file:
            if file.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
                return False
        with zipfile.ZipFile(path) as archive:
            return not kind_of_package(archive)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        OSError,
        EOFError,
        ValueError,
        zlib.error,
    ):  # of names that are no UTF-8, too
        return False


def unpack(path: Path, folder: Path) -> Unpacked:
    """Writes the documents of an archive, and of the archives in it, into `folder`, folders of the archive kept.

    Raises UnreadableDocument (broken, or locked with a password), NoText (no document in it) and OverLimit (too many files, or
    too large once unpacked); what was written before that is left for the caller to remove with the folder.
    """
    found = Unpacked()
    budget = _Budget()
    try:
        with zipfile.ZipFile(path) as archive:
            _unpack(archive, folder, found, budget, nested=False)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, zlib.error) as error:
        raise UnreadableDocument(_BROKEN) from error
    except (FileExistsError, NotADirectoryError) as error:  # one name for a file and a folder
        raise UnreadableDocument("Arsip ini memuat nama yang bertabrakan; buat ulang arsipnya, lalu kirim lagi.") from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # a full disk is no broken file
            raise
        raise UnreadableDocument(_BROKEN) from error
    except RuntimeError as error:  # how zipfile says that a password is wanted
        raise UnreadableDocument("Arsip ini dikunci dengan kata sandi; kirim arsip tanpa kata sandi.") from error
    if not found:
        raise NoText("Arsip ini tidak berisi dokumen yang dapat dibaca; periksa isinya, lalu kirim lagi.")
    return found


class _Budget:
    """Counts what is unpacked as it comes out: the sizes that an archive declares may be untrue."""

    def __init__(self) -> None:
        self.bytes = 0

    def spend(self, size: int) -> None:
        self.bytes += size
        if self.bytes > _MOST_BYTES:
            raise OverLimit(
                "Isi arsip ini terlalu besar setelah dibuka; bagi menjadi beberapa arsip, lalu kirim satu per satu."
            )


def _unpack(archive: zipfile.ZipFile, folder: Path, found: Unpacked, budget: _Budget, nested: bool) -> None:
    entries = archive.infolist()
    if len(entries) > _MOST_ENTRIES:
        raise OverLimit("Arsip ini berisi terlalu banyak berkas; bagi menjadi beberapa arsip, lalu kirim satu per satu.")
    for entry in entries:
        place = _place(entry)
        if place is None:
            continue
        ending = place.suffix.casefold()
        if ending == ".zip" and not nested:
            content = b"".join(_blocks(archive, entry, budget, _MOST_NESTED))
            with zipfile.ZipFile(io.BytesIO(content)) as inner:
                _unpack(inner, folder / place.with_suffix(""), found, budget, nested=True)
        elif ending not in SUFFIXES:
            found.left_out += 1
        elif len(found) == MOST_FILES:
            raise OverLimit(f"Arsip ini berisi lebih dari {MOST_FILES} dokumen; bagi menjadi beberapa arsip, lalu kirim lagi.")
        else:
            target = _free(folder / place)
            found.append(_write(target, _blocks(archive, entry, budget, _MOST_BYTES)))


def _place(entry: zipfile.ZipInfo) -> PurePosixPath | None:
    """Where an entry goes within the folder, under harmless names; None for what is no document: folders, links, hidden files."""
    if entry.is_dir() or _is_link(entry):
        return None
    parts = _clean_parts(_name(entry))
    if not parts or "__MACOSX" in parts:
        return None
    *folders, name = parts
    if _is_furniture(name):
        return None
    return PurePosixPath(*map(_folder_name, folders), _shortened(name))


def _clean_parts(path: str) -> list[str]:
    """The names of a path, without what no file system takes and without those that say nothing."""
    parts = re.split(r"[/\\]", path)
    cleaned = [_FORBIDDEN.sub("_", part).strip() for part in parts]
    return [part for part in cleaned if part not in ("", ".")]


def _folder_name(part: str) -> str:
    safe = part.strip(".") or "_"  # ".." leads nowhere
    return _cut(safe, _LONGEST_NAME)


def _is_link(entry: zipfile.ZipInfo) -> bool:
    file_type = (entry.external_attr >> _WHERE_SYSTEM) & _FILE_TYPE
    return entry.create_system == _UNIX and file_type == _LINK


def _is_furniture(name: str) -> bool:
    """What systems and Office leave in folders, and hidden files."""
    return name.startswith((".", "~$")) or name.casefold() in ("thumbs.db", "desktop.ini")


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as whoever packed it wrote it: programs that don't say UTF-8 mean it all the same, or the old cp437."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _shortened(name: str) -> str:
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
    if len(suffix) >= _LONGEST_NAME:
        return _cut(name, _LONGEST_NAME)
    room = _LONGEST_NAME - len(suffix.encode())
    return _cut(stem, room) + suffix


def _cut(name: str, most: int) -> str:
    """The name in at most so many bytes, which is how file systems count."""
    return name.encode("utf-8", "replace")[:most].decode("utf-8", "ignore")


def _free(path: Path) -> Path:
    """The path, or with a number where two entries have the same name."""
    number, free = 2, path
    while free.exists():
        free, number = path.with_stem(f"{path.stem} ({number})"), number + 1
    return free


def _blocks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: _Budget, most: int) -> Iterator[bytes]:
    most = min(most, max(_RATIO_COUNTS, _MOST_RATIO * max(entry.compress_size, 1)))
    size = 0
    with archive.open(entry) as part:
        while block := part.read(_BLOCK):
            size += len(block)
            if size > most:
                name = PurePosixPath(entry.filename).name
                raise OverLimit(f"Berkas {name} dalam arsip ini terlalu besar setelah dibuka; kirim tersendiri.")
            budget.spend(len(block))
            yield block


def _write(path: Path, blocks: Iterator[bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.writelines(blocks)
    return path
