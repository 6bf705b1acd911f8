"""Files on their way between folders: names people can read, and moves that lose nothing and overwrite nothing."""

import itertools
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from indexer.ingest.files import named

NAME_LIMIT = 120
"""Characters of a file name, its ending included."""

ENDING_LIMIT = 10
BYTE_LIMIT = 240
"""Bytes of a file name; most file systems take 255, and a dot stands before a name that is not ready."""


def safe_name(file_name: str) -> str:
    """The name people know the file by, without what could lead out of the folder, hide the file or trouble a shell."""
    text = unicodedata.normalize("NFC", file_name).replace("\\", "/")
    *_, text = text.split("/")
    text = "".join(" " if _is_unprintable(character) else character for character in text)
    text = re.sub(r'[<>:"|?*]', "-", text)
    name = re.sub(r" +", " ", text).strip(" .") or "dokumen"
    ending = PurePosixPath(name).suffix
    if len(ending) > ENDING_LIMIT:
        return _fitting(name, "")
    return _fitting(name.removesuffix(ending), ending)


def _is_unprintable(character: str) -> bool:
    """Whether it is a control character or some kind of space, by its Unicode category."""
    return unicodedata.category(character).startswith(("C", "Z"))


def _fitting(stem: str, ending: str) -> str:
    """Stem and ending, the stem cut to what file systems and people can take."""
    letters = stem[: NAME_LIMIT - len(ending)]
    room = BYTE_LIMIT - len(ending.encode())
    cut = letters.encode()[:room].decode(errors="ignore")
    return cut.strip(" .") + ending


def move(path: Path, target: Path) -> None:
    """Move a file to a name that is free, on another disk too. Raises OSError; then it is still where it was, and only there."""
    try:
        shutil.move(path, target)
    except BaseException:
        if path.exists():
            target.unlink(missing_ok=True)
        raise


def move_in(path: Path, folder: Path, name: str) -> Path:
    """Move a file into `folder` under `name`, or "name (2)" and so on if that is taken; returns where it lies.

    Raises OSError; then the file is still where it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    hidden = folder / f".{secrets.token_hex(8)}"
    move(path, hidden)
    return next(target for target in _names(folder, name) if named(hidden, target))


def free_name(folder: Path, name: str) -> Path:
    """The first of `name`, "name (2)" and so on that no file in `folder` has. Makes the folder; raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    return next(target for target in _names(folder, name) if not target.exists())


def complete(path: Path, hidden: Path, target: Path) -> bool:
    """Move a file to `target` by way of `hidden` beside it. Does the rest if it was cut off before. Raises OSError.

    False: another file has that name by now; then the file waits at `hidden`.
    """
    if path.exists():
        move(path, hidden)
    if not hidden.exists():
        return True
    if target.exists() and target.samefile(hidden):
        hidden.unlink()
        return True
    return named(hidden, target)


def _names(folder: Path, name: str) -> Iterator[Path]:
    yield folder / name
    path = PurePosixPath(name)
    for number in itertools.count(2):
        yield folder / _fitting(path.stem, f" ({number}){path.suffix}")
