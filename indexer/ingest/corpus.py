"""Folders -> the files in them that are documents; archives are unpacked beside themselves."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from indexer.errors import UnreadableDocument
from indexer.ingest.archives import is_archive, unpack
from indexer.reading.formats import SUFFIXES


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The documents in folders, and whatever is no folder as it is, each once. Hidden files, README.md, and what Office
    leaves beside a document that is open ("~$…") are not documents."""
    seen = set()
    for path in paths:
        files = _files_in(path, SUFFIXES) if path.is_dir() else [path]
        for file in files:
            if file not in seen:
                seen.add(file)
                yield file


def _files_in(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if _is_document(name.lower(), endings):
                yield Path(root, name)


def _is_document(name: str, endings: tuple[str, ...]) -> bool:
    passed_over = name.startswith((".", "~$")) or name == "readme.md"
    return name.endswith(endings) and not passed_over


def unpacked(paths: Iterable[Path]) -> tuple[list[Path], dict[Path, UnreadableDocument]]:
    """The same paths, an archive among them replaced by its folder; and the archives that can't be unpacked.

    Archives in folders are unpacked too. An archive's folder lies beside it and has its name without the ending; where there is
    one, it was unpacked before.
    """
    found: list[Path] = []
    failed: dict[Path, UnreadableDocument] = {}
    for path in paths:
        if path.is_file():
            archives = [path] if is_archive(path) else []
            readable = path.with_suffix("") if archives else path
        else:
            archives = [file for file in _files_in(path, (".zip",)) if is_archive(file)]
            readable = path
        failed |= _unpack_all(archives)
        if path not in failed:
            found.append(readable)
    return found, failed


def _unpack_all(archives: Iterable[Path]) -> dict[Path, UnreadableDocument]:
    """Those that can't be unpacked, and why."""
    failed = {}
    for archive in archives:
        try:
            _unpack_beside(archive)
        except UnreadableDocument as error:
            failed[archive] = error
    return failed


def _unpack_beside(archive: Path) -> None:
    """The folder gets its name when all is in it, so that what was stopped in between doesn't look finished."""
    folder = archive.with_suffix("")
    if folder.is_dir():
        return
    try:
        unfinished = Path(tempfile.mkdtemp(prefix=".", dir=archive.parent))
        try:
            unpack(archive, unfinished)
            unfinished.chmod(0o755)
            unfinished.rename(folder)
        except BaseException:
            shutil.rmtree(unfinished)
            raise
    except OSError as error:
        message = (
            f"Arsip {archive.name} tidak dapat dibuka di foldernya; periksa ruang disk, izin, dan nama folder {folder.name}."
        )
        raise UnreadableDocument(message) from error
