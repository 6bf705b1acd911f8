"""A received file's way into the library: checked, moved into the corpus folder, indexed, logged. No file is ever lost."""

import itertools
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path, PurePosixPath

from bot.answer_log import AnswerLog
from bot.errors import RejectedUpload
from indexer.errors import IndexerError
from indexer.library import SUFFIXES, Library, Progress, silent
from indexer.models import Document, IndexReport, Metadata

NAME_LIMIT = 120
"""Characters of a file name, its ending included."""

ENDING_LIMIT = 10
BYTE_LIMIT = 240
"""Bytes of a file name; most file systems take 255, and a dot stands before a name that is not ready."""


class Uploads:
    """What Diskominfo does to the corpus from the chat. Safe from several threads and processes."""

    def __init__(self, library: Library, log: AnswerLog, corpus_dir: Path):
        self._library = library
        self._log = log
        self._corpus_dir = corpus_dir
        self._failed_dir = log.path.parent / "uploads-gagal"

    def check(self, file_name: str, size: int | None, limit: int) -> None:
        """Raises RejectedUpload for a file that needn't be fetched; `size` (None: unknown) and `limit` are bytes."""
        suffix = PurePosixPath(file_name).suffix.lower()
        if suffix not in SUFFIXES:
            raise RejectedUpload(
                f"Maaf, berkas {suffix or 'tanpa akhiran'} belum dapat dibaca; kirimlah sebagai PDF, teks (.txt), "
                "Markdown (.md), atau HTML."
            )
        if size == 0:
            raise RejectedUpload("Berkas ini kosong; periksa, lalu kirim ulang.")
        if size and size > limit:
            raise RejectedUpload(
                f"Berkas ini {_megabytes(size)}, sedangkan lewat Telegram paling besar {_megabytes(limit)}; mintalah pengelola "
                "server menaruhnya di folder dokumen, lalu menjalankan `tanya index`."
            )

    def add(self, path: Path, file_name: str, user_id: int | None, user_name: str, progress: Progress = silent) -> IndexReport:
        """Move the file at `path` into the corpus under a name like `file_name`, and index it.

        A file that can't be indexed goes to uploads-gagal/ beside the log, and the report's error says why; a copy of a
        document that is there already is dropped, and the report is "unchanged" with an error that names it. Should the
        machine stop in between, the file lies in the corpus and the next `tanya index` takes it in. Raises RejectedUpload
        where the file can't be stored.
        """
        try:
            target = _move_in(path, self._corpus_dir, safe_name(file_name))
        except OSError as error:
            raise RejectedUpload("Berkas tidak dapat disimpan; mintalah pengelola memeriksa ruang disk server.") from error
        try:
            report = self._library.add(target, progress=progress)
        except IndexerError as error:
            report = IndexReport(str(target), "failed", error=str(error))
        except Exception:
            self._set_aside(target)
            raise
        self._settle(target, report)
        self._log.action(user_id, user_name, "mengunggah", target.name, report.error or report.status)
        return report

    def remove(self, document_id: int, user_id: int | None, user_name: str) -> Document:
        """Take a document out of the library and its file out of the corpus. Raises UnknownDocument."""
        document = self._library.remove(document_id, delete_file=True)
        self._log.action(user_id, user_name, "menghapus", document.name, document.title)
        return document

    def correct(self, document_id: int, metadata: Metadata, user_id: int | None, user_name: str) -> Document:
        """Correct what is known about a document; empty fields stay as they are. Raises UnknownDocument."""
        document = self._library.correct(document_id, metadata)
        changes = ", ".join(f"{name}: {value}" for name, value in asdict(metadata).items() if value)
        self._log.action(user_id, user_name, "mengoreksi", document.name, changes)
        return document

    def _settle(self, target: Path, report: IndexReport) -> None:
        """Leave the file where its report says it belongs."""
        if report.status == "failed":
            self._set_aside(target)
        elif report.document is not None and Path(self._library.document(report.document).path) != target.resolve():
            target.unlink()  # its content is the library's already, in another file

    def _set_aside(self, target: Path) -> None:
        _move_in(target, self._failed_dir, target.name)


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


def _move_in(path: Path, folder: Path, name: str) -> Path:
    """Move a file into `folder` under `name`, or "name (2)" and so on if that is taken; returns where it lies.

    The file takes its name in one step. Until then it lies beside it under a name with a dot, which `tanya index` passes over
    and which also keeps everyone else from the name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for target in _names(folder, name):
        hidden = folder / f".{target.name}"
        try:
            hidden.touch(exist_ok=False)
        except FileExistsError:
            continue
        if target.exists():
            hidden.unlink()
            continue
        try:
            shutil.move(path, hidden)
        except BaseException:
            hidden.unlink()
            raise
        os.replace(hidden, target)
        return target


def _names(folder: Path, name: str) -> Iterator[Path]:
    yield folder / name
    path = PurePosixPath(name)
    for number in itertools.count(2):
        yield folder / _fitting(path.stem, f" ({number}){path.suffix}")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB".replace(".", ",").replace(",0 ", " ")
