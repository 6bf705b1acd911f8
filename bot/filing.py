"""Files on their way between folders: names people can read, and moves that lose nothing and overwrite nothing."""

import itertools
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

NAME_LIMIT = 120
"""Characters of a file name, its ending included."""

ENDING_LIMIT = 10
BYTE_LIMIT = 240
"""Bytes of a file name; most file systems take 255, and a dot stands before a name that is not ready."""


def safe_name(file_name: str) -> str:
    """The name people know the file by, without what could lead out of the folder, hide the file or trouble a shell."""
    text = unicodedata.normalize("NFC", file_name).replace("\\", "/").rsplit("/", 1)[-1]
    text = "".join(" " if unicodedata.category(character).startswith(("C", "Z")) else character for character in text)
    text = re.sub(r'[<>:"|?*]', "-", text)
    name = re.sub(r" +", " ", text).strip(" .") or "dokumen"
    ending = PurePosixPath(name).suffix
    return _fitting(name.removesuffix(ending), ending) if len(ending) <= ENDING_LIMIT else _fitting(name, "")


def _fitting(stem: str, ending: str) -> str:
    """Stem and ending, the stem cut to what file systems and people can take."""
    cut = stem[: NAME_LIMIT - len(ending)].encode()[: BYTE_LIMIT - len(ending.encode())].decode(errors="ignore")
    return cut.strip(" .") + ending


def move_in(path: Path, folder: Path, name: str) -> Path:
    """Move a file into `folder` under `name`, or "name (2)" and so on if that is taken; returns where it lies. Raises OSError."""
    target = reserve(folder, name)
    try:
        complete(path, target)
    except BaseException:
        _hidden(target).unlink(missing_ok=True)
        raise
    return target


def reserve(folder: Path, name: str) -> Path:
    """A free name in `folder` that nobody else gets: an empty file of that name with a dot before it keeps it.

    `tanya index` passes over such files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for target in _names(folder, name):
        try:
            _hidden(target).touch(exist_ok=False)
        except FileExistsError:
            continue
        if not target.exists():
            return target
        _hidden(target).unlink()
    raise AssertionError("the names never end")


def complete(path: Path, target: Path) -> None:
    """Move a file to its reserved name, where it appears in one step. Does the rest if it was cut off before."""
    hidden = _hidden(target)
    if path.exists():
        shutil.move(path, hidden)
    if hidden.exists():
        os.replace(hidden, target)


def _hidden(target: Path) -> Path:
    return target.with_name(f".{target.name}")


def _names(folder: Path, name: str) -> Iterator[Path]:
    yield folder / name
    path = PurePosixPath(name)
    for number in itertools.count(2):
        yield folder / _fitting(path.stem, f" ({number}){path.suffix}")
