"""The form of a backup: a ZIP whose first member says what the others are."""

import json
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path

from bot.errors import BadBackup
from indexer.ingest.essentials import Listed

FORMAT = 1
LOG, INDEX = "log.db", "index.db"
BIN = "terhapus"
_ABOUT = "cadangan.json"
_MEMBER = re.compile(rf"{re.escape(LOG)}|{re.escape(INDEX)}|{BIN}/[0-9]+/(?!\.\.?$)[^/\0]+")
"""Names that members have. Others, and any that lead out of the folder they are unpacked in, are not ours."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, NotImplementedError, RuntimeError)
"""How reading ends where a ZIP or what it says of itself is not as we wrote it."""


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself. `made_at` is ISO 8601; `corpus` are the files of the folder `corpus_dir` (absolute) as they were,
    which the backup does not hold; `digests` the SHA-256 of each member."""

    made_at: str
    program: str
    corpus_dir: str
    corpus: tuple[Listed, ...]
    digests: dict[str, str]


def members(folder: Path) -> list[str]:
    """The names of all files below a folder that belong into a backup of it, the largest parts first."""
    found = [path.relative_to(folder).as_posix() for path in sorted(folder.glob(f"{BIN}/*/*"))]
    return [LOG, INDEX, *(name for name in found if _MEMBER.fullmatch(name))]


def digests(folder: Path, names: Sequence[str]) -> dict[str, str]:
    return {name: _digest(folder / name) for name in names}


def write(target: Path, folder: Path, about: About) -> None:
    """Puts the members of a folder into a new ZIP at `target`. Raises OSError."""
    with zipfile.ZipFile(
        target, "x", zipfile.ZIP_DEFLATED, strict_timestamps=False
    ) as archive:  # files may be dated before 1980
        said = {"format": FORMAT, **asdict(about)}
        archive.writestr(_ABOUT, json.dumps(said, ensure_ascii=False, indent=1))
        for name in about.digests:
            archive.write(folder / name, name)


def unpack(backup: Path, folder: Path) -> About:
    """Puts the members of a backup into an empty folder, each as it was written. Raises BadBackup, and OSError where it can't be written."""
    with _explained(backup), zipfile.ZipFile(backup) as archive:
        about = _about(archive)
        for name, digest in about.digests.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as packed, target.open("wb") as unpacked:
                shutil.copyfileobj(packed, unpacked)
            if _digest(target) != digest:
                raise zipfile.BadZipFile(name)
        return about


def _about(archive: zipfile.ZipFile) -> About:
    said = json.loads(archive.read(_ABOUT))
    if said.pop("format") != FORMAT:
        raise BadBackup(
            f"Cadangan {Path(archive.filename).name} dibuat versi program yang lebih baru; pasang dahulu versi itu."
        )
    about = About(**said | {"corpus": tuple(Listed(**file) for file in said["corpus"])})
    held = set(archive.namelist()) - {_ABOUT}
    ours = held == set(about.digests) and {LOG, INDEX} <= held and all(_MEMBER.fullmatch(name) for name in held)
    if not ours:
        raise ValueError(held)
    return about


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


@contextmanager
def _explained(backup: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise BadBackup(f"Cadangan {backup} tidak ada; periksa lagi namanya.") from error
    except _BROKEN as error:
        raise BadBackup(f"{backup} rusak atau bukan cadangan asisten ini; pakai cadangan yang lain.") from error
