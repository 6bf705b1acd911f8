"""What there is to do about one file. Plain values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class Status(StrEnum):
    """Where a job is.

    OCR: a scan that waits until text recognition is installed; HELD: its document waits for a person's word; KNOWN: its content
    was in the library already; OPENED: an archive whose files became jobs of their own.
    """

    WAITING = "waiting"
    RUNNING = "running"
    OCR = "ocr"
    HELD = "held"
    DONE = "done"
    KNOWN = "known"
    OPENED = "opened"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Task(StrEnum):
    """What is to be done: take a file in, make a held document live, bring an archived one back, or a removed one."""

    ADD = "add"
    PUBLISH = "publish"
    RESTORE = "restore"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Job:
    """One file and what is to be done with it. `path` is where the file lies now.

    `chat_id` and `message_id` are the message that says how far it is (None: nobody is told, or not yet). `note` says in
    Indonesian how it ended or, while it is held, what is doubtful. `document_id` is its document once there is one, `older` the
    one it looks like a new version of, `replaces` the one that a person wants replaced. `source` is "telegram", "tautan" or "folder".
    """

    id: int
    path: Path
    file_name: str
    user_id: int | None
    user_name: str
    chat_id: int | None
    source: str
    status: Status
    note: str
    document_id: int | None
    created_at: datetime
    task: Task = Task.ADD
    older: int | None = None
    replaces: int | None = None
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """Who did what with a file, for the log: `verb` says it ("mengunggah")."""

    user_id: int | None
    user_name: str
    verb: str
