"""Folders of files that are made once and then only read, by several processes."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock


def make_once(folder: Path, is_made: Callable[[], bool], make: Callable[[Path], None]) -> None:
    """Has `make` fill an empty folder and puts it in the place of `folder`: whole or, if it is stopped, not at all.

    Nothing happens if it `is_made`. Waits while another process makes the same folder. Raises OSError, and what `make` does.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_name(f".{folder.name}.lock")):
        if not is_made():
            _make(folder, make)


def _make(folder: Path, make: Callable[[Path], None]) -> None:
    unfinished = f".{folder.name}-"
    for left in folder.parent.glob(f"{unfinished}*"):  # by a process that was killed: the lock is ours, so nobody is at it
        shutil.rmtree(left)
    with TemporaryDirectory(dir=folder.parent, prefix=unfinished) as room:
        made = Path(room, folder.name)
        made.mkdir()
        make(made)
        if folder.exists():
            shutil.rmtree(folder)
        os.replace(made, folder)
