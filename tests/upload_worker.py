"""Uploads that are killed before each of their steps and begun again: a process for test_upload_kills.py.

Called with a folder in which `dikirim` holds files as Telegram hands them over until they are taken. For each step one line of
JSON: the step, and what there is in the end.
"""

import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from bot.intake.jobs import Status
from bot.intake.uploads import Uploads
from bot.journal.answer_log import AnswerLog
from indexer.models import Document, IndexReport

CHANGES = ("os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir")


class Contents:
    """A library that knows which file of the corpus has which content; the older one counts. Reading would take seconds a step."""

    def __init__(self, corpus: Path):
        self._corpus = corpus

    def add(self, path: Path, progress=None, stop=None, hold=False) -> IndexReport:
        if path.read_bytes().startswith(b"rusak"):
            return IndexReport(str(path), "failed", error="Berkas ini rusak; kirim ulang.")
        return IndexReport(str(path), "indexed", min(n for n, p in self._all().items() if p.read_bytes() == path.read_bytes()))

    def document(self, number: int) -> Document:
        path = self._all()[number]
        return Document(number, path.name, str(path.resolve()), "", path.stem, "laporan", "", "", "indexed", 1, 1, "")

    def sweep(self) -> None: ...

    def _all(self) -> dict[int, Path]:
        return {path.stat().st_mtime_ns: path for path in self._corpus.glob("[!.]*")}


def die_before(step: int, log: sqlite3.Connection) -> None:
    """A step changes a folder, or ends a transaction."""
    steps = count(1)

    def seen(event: str, args: tuple) -> None:
        if event in CHANGES or (event == "open" and (args[2] or 0) & os.O_CREAT):
            one_more()

    def one_more() -> None:
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(seen)
    log.set_trace_callback(lambda sql: sql.lower().startswith("commit") and one_more())


def serve(folder: Path, step: int) -> None:
    """Takes all that was sent and works until nothing is left to do, unless killed."""
    log = AnswerLog(folder / "data" / "log.db")
    uploads = Uploads(Contents(folder / "corpus"), log, folder / "corpus")
    die_before(step, uploads.queue._store.db.conn)
    for sent in sorted((folder / "dikirim").iterdir()):
        fetched = folder / "diambil"
        if not uploads.queue.known([sent.name]):
            shutil.copy2(sent, fetched)
            uploads.queue.put(fetched, sent.name.partition("-")[2], 5, "Budi", 5, "telegram", [sent.name])
        sent.unlink()
    uploads.resume()
    while job := uploads.queue.next():
        uploads.work(job)


def outcome(folder: Path) -> dict:
    log = AnswerLog(folder / "data" / "log.db")
    uploads = Uploads(Contents(folder / "corpus"), log, folder / "corpus")
    jobs = [(job.file_name, job.status, job.user_id, job.note) for job in uploads.queue.having(*Status)]
    deeds = [(deed.action, deed.subject) for deed in log.actions()]
    uploads.close()
    log.close()
    files = [
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and not path.name.startswith("log.db")
    ]
    return {"jobs": sorted(jobs, key=str), "deeds": sorted(deeds), "files": sorted(files)}


def in_a_fork(work: Callable[..., None], *args: object) -> int:
    """Its exit code, negative if it was killed."""
    child = os.fork()
    if child == 0:
        work(*args)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(folder: Path) -> None:
    for step in count(1):
        trial = folder / "percobaan"
        shutil.copytree(folder / "dikirim", trial / "dikirim")
        (trial / "corpus").mkdir()
        killed = in_a_fork(serve, trial, step) != 0
        again = in_a_fork(serve, trial, 0)
        print(json.dumps({"step": step, "killed": killed, "again": again, **outcome(trial)}), flush=True)
        shutil.rmtree(trial)
        if not killed:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]))
