"""Files that wait to be taken into the library: kept on disk and in log.db, so that no stop loses one or takes it twice."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.intake.boots import this_boot
from bot.intake.filing import complete, free_name, move, safe_name
from bot.intake.jobs import Deed, Job, Status, Task
from bot.journal.store import LogStore, stamp, write_action

MOST_ATTEMPTS = 3
"""How often a job may take the program down with it before it is given up."""

KEPT_DAYS = 7
"""How long a job that failed or was cancelled is shown."""

_COLUMNS = ", ".join(field.name for field in fields(Job))


class UploadQueue:
    """Jobs, oldest first. Safe from several threads and processes; raises BotError where log.db can't be used."""

    def __init__(self, log_path: Path, folder: Path, boot: Callable[[], str] = this_boot):
        self._store = LogStore(log_path)
        self._folder, self._boot = folder, boot

    def close(self) -> None:
        self._store.close()

    def put(
        self,
        path: Path,
        file_name: str,
        user_id: int | None,
        user_name: str,
        chat_id: int | None,
        source: str,
        keys: Sequence[str] = (),
        message_id: int | None = None,
        sent_at: datetime | None = None,
    ) -> Job:
        """Move the file at `path` into the queue. Of those that carry one of the same `keys` only the first is taken.

        Whoever gives keys brings the file again where a stop kept this from returning. Its turn comes by when it was sent (aware;
        now if None), however long it was on its way. Raises OSError where the file can't be moved; then it is still where it was.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        target = self._folder / f"{secrets.token_hex(6)}-{safe_name(file_name)}"
        if keys:
            _coming(target).touch()
        try:
            with self._store.writing() as db:
                if known := self.known(keys):
                    path.unlink()
                    return known
                move(path, target)
                row = {"path": str(target), "file_name": safe_name(file_name), "user_id": user_id, "user_name": user_name}
                row |= {"chat_id": chat_id, "source": source, "message_id": message_id, "queued_at": stamp(sent_at)}
                job = self._insert(row)
                db["upload_keys"].insert_all({"key": key, "upload_id": job.id} for key in keys)
        finally:
            _coming(target).unlink(missing_ok=True)
        return job

    def known(self, keys: Sequence[str]) -> Job | None:
        """The job that carries one of these keys."""
        marks = ", ".join("?" * len(keys))
        found = self._select(f"WHERE id IN (SELECT upload_id FROM upload_keys WHERE key IN ({marks}))", keys)
        return found[0] if found else None

    def resume(self) -> list[Job]:
        """To be called when the one that works on the queue starts: takes up what the last stop cut off.

        Returns the jobs over which the program has died again and again; they are still "running", and to be given up. That the
        whole machine stopped is held against none. A file without a job goes if it is brought again, and else becomes a job of nobody's.
        """
        with self._store.writing() as db:
            db.execute("UPDATE uploads SET attempts = 0 WHERE status = 'running' AND boot <> ?", [self._boot()])
            db.execute("UPDATE uploads SET status = 'waiting' WHERE status = 'running' AND attempts < ?", [MOST_ATTEMPTS])
            jobs = {row["path"]: row["status"] for row in db.query("SELECT path, status FROM uploads")}
            for path in sorted(self._folder.glob("[!.]*")):
                self._adopt(path, jobs.get(str(path)))
            for sign in self._folder.glob(".*"):
                sign.unlink()
        return self._select("WHERE status = 'running'")

    def _adopt(self, path: Path, status: str | None) -> None:
        """What becomes of a file in the folder whose job has this status (None: it has no job)."""
        if status == Status.OPENED:  # its files are jobs of their own
            path.unlink()
        elif status is not None:
            return
        elif _coming(path).exists():  # it is brought again
            path.unlink()
        else:
            name = path.name.partition("-")[2]
            self._insert({"path": str(path), "file_name": name, "user_name": "", "source": "folder"})

    def next(self) -> Job | None:
        """The job whose turn it is; it counts as running from now on."""
        with self._store.writing() as db:
            for job in self._select("WHERE status = 'waiting' ORDER BY queued_at, id LIMIT 1"):
                db.execute("UPDATE uploads SET attempts = attempts + 1, boot = ? WHERE id = ?", [self._boot(), job.id])
                return self._change(job, status=Status.RUNNING)
        return None

    def back(self, job: Job) -> None:
        """Leave a running job for later; it keeps its turn."""
        self._change(job, status=Status.WAITING, attempts=0)

    def place(self, job: Job, folder: Path) -> Job:
        """Move a job's file into `folder`, under its own name or one like it; one that is there already or is gone stays as it is.

        Raises OSError.
        """
        job = self.landed(job)
        if job.path.is_relative_to(folder) or not job.path.exists():
            return job
        self._change(job, moving_to=str(free_name(folder, job.file_name)))  # written first, for `landed`
        return self.landed(job)

    def landed(self, job: Job) -> Job:
        """The job, its file where it was to go: does the rest of a move that a stop cut off. Raises OSError."""
        row = next(self._store.db.query("SELECT path, moving_to FROM uploads WHERE id = ?", [job.id]))
        if not row["moving_to"]:
            return self.job(job.id)
        path, target = Path(row["path"]), Path(row["moving_to"])
        try:
            while not complete(path, target.with_name(f".unggahan-{job.id}"), target):
                target = free_name(target.parent, job.file_name)
                self._change(job, moving_to=str(target))
        except OSError:
            if path.exists():
                self._change(job, moving_to="")
            raise
        return self._change(job, moving_to="", path=str(target))

    def recognise(self, job: Job, document_id: int) -> Job:
        """Write down which document has the content of a running job's file, before that goes."""
        return self._change(job, document_id=document_id)

    def settle(self, job: Job, status: Status, note: str = "", deed: Deed | None = None, **known: object) -> Job:
        """How a job ended, or what it waits for. `known` may be document_id and older. A `deed` goes into the log with it."""
        with self._store.writing() as db:
            if deed:
                write_action(db, deed.user_id, deed.user_name, deed.verb, job.file_name, note)
            return self._change(job, status=status, note=note, **known)

    def told(self, job: Job) -> None:
        """Its people know how the job stands; only now its attempts are over."""
        self._change(job, attempts=0)

    def untold(self) -> list[Job]:
        """The jobs that ended just before we were stopped."""
        return self._select("WHERE attempts > 0 AND status NOT IN ('waiting', 'running') ORDER BY id")

    def cancel(self, job_id: int) -> Job | None:
        """Take a job that still waits out of the queue, so that nobody begins it; None if it doesn't wait."""
        with self._store.writing() as db:
            sql = "UPDATE uploads SET status = 'cancelled' WHERE id = ? AND status IN ('waiting', 'ocr')"
            return self.job(job_id) if db.execute(sql, [job_id]).rowcount else None

    def again(self, job_id: int) -> Job | None:
        """Put a file that was set aside, or waited for text recognition, at the end of the queue; None if it is neither."""
        sql = (
            "UPDATE uploads SET status = 'waiting', note = '', document_id = NULL, task = 'add', attempts = 0, queued_at = ?"
            " WHERE id = ? AND status IN ('failed', 'cancelled', 'ocr') AND task NOT IN ('restore', 'return')"
        )
        with self._store.writing() as db:
            return self.job(job_id) if db.execute(sql, [stamp(), job_id]).rowcount else None

    def ask(
        self,
        task: Task,
        document_id: int,
        path: Path,
        who: tuple[int, str],
        where: tuple[int, int],
        replaces: int | None = None,
    ) -> Job:
        """A job about a document that is there already; asked for twice, it is still one, and the first one's.

        `who` is user id and name, `where` chat and message id.
        """
        wanted = {"task": task, "user_id": who[0], "user_name": who[1], "chat_id": where[0], "message_id": where[1]}
        wanted |= {"replaces": replaces}
        with self._store.writing():
            job = self.about(document_id)
            if job and job.status in (Status.WAITING, Status.RUNNING):
                return job
            if job and job.status is Status.HELD:
                return self._change(job, status=Status.WAITING, queued_at=stamp(), **wanted)
            row = {"path": str(path), "file_name": path.name, "source": "telegram", "document_id": document_id}
            return self._insert(row | wanted)

    def tell_in(self, job: Job, message_id: int) -> Job:
        """The message that says how far a job is."""
        return self._change(job, message_id=message_id)

    def job(self, job_id: int) -> Job | None:
        """The job as it is now; None if there is none of that id."""
        return next(iter(self._select("WHERE id = ?", [job_id])), None)

    def about(self, document_id: int) -> Job | None:
        """The latest job about a document."""
        return next(iter(self._select("WHERE document_id = ? ORDER BY id DESC LIMIT 1", [document_id])), None)

    def having(self, *statuses: Status) -> list[Job]:
        """The jobs of these statuses, in the order of their turns."""
        marks = ", ".join("?" * len(statuses))
        return self._select(f"WHERE status IN ({marks}) ORDER BY queued_at, id", statuses)

    def given_up(self) -> list[Job]:
        """The jobs that failed or were cancelled in the last days, latest first."""
        since = stamp(datetime.now(UTC) - timedelta(days=KEPT_DAYS))
        return self._select(
            "WHERE status IN ('failed', 'cancelled') AND queued_at >= ? ORDER BY queued_at DESC, id DESC", [since]
        )

    def _insert(self, row: dict) -> Job:
        """Within the caller's transaction."""
        now = stamp()
        full = {"status": Status.WAITING, "note": "", "task": Task.ADD, "created_at": now, "queued_at": now} | row
        return self.job(self._store.db["uploads"].insert(full).last_pk)

    def _change(self, job: Job, **values: object) -> Job:
        with self._store.writing() as db:
            db.execute(f"UPDATE uploads SET {' = ?, '.join(values)} = ? WHERE id = ?", [*values.values(), job.id])
            return self.job(job.id)

    def _select(self, rest: str, values: Sequence = ()) -> list[Job]:
        rows = self._store.db.query(f"SELECT {_COLUMNS} FROM uploads {rest}", list(values))
        return [_job(row) for row in rows]


def _coming(path: Path) -> Path:
    """Stands beside a file of the queue until its job is written."""
    return path.with_name(f".{path.name}")


def _job(row: dict) -> Job:
    typed = {
        "path": Path(row["path"]),
        "status": Status(row["status"]),
        "task": Task(row["task"]),
        "created_at": datetime.fromisoformat(row["created_at"]),
    }
    return Job(**row | typed)
