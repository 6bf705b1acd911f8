"""Answers that coordinators checked, in log.db: what they answer, the pages they rest on, and whether they are served."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from sqlite_utils import Database

from bot.errors import BotError
from bot.journal.entries import By, LoggedAction
from bot.journal.entry_rows import insert
from bot.journal.outbox import tell_later
from bot.journal.store import LogStore, stamp, write_action
from bot.masking import masked
from bot.models import Answer, Inquiry

GONE = "Jawaban terperiksa itu tidak ada; muat ulang daftarnya."
_ASKER = "answers.user_id IS NOT NULL AND again_of IS NULL AND talk = '' AND asked_at >= ?"
_FAILED = (
    "(refused OR coalesce((SELECT sum(value) FROM feedback WHERE answer_id = answers.id), 0) < 0"
    " OR EXISTS (SELECT 1 FROM reviews WHERE answer_id = answers.id AND verdict NOT IN ('benar', 'bukan pertanyaan')))"
)
_TAKEN_BACK = "EXISTS (SELECT 1 FROM wishes WHERE answer_id = answers.id AND wishes.user_id = answers.user_id AND taken_back)"


class Status(StrEnum):
    """Only what is `VALID` is served."""

    VALID = "berlaku"
    IN_DOUBT = "perlu ditinjau"
    WITHDRAWN = "dicabut"


@dataclass(frozen=True, slots=True)
class CitedPage:
    """A quote that stood word for word on a page when it was checked. `sha256` and `validity` are those that the document had then, `page` is None
    where its format has none."""

    document_id: int
    sha256: str
    validity: str
    document: str
    title: str
    page: int | None
    place: str
    quote: str

    @property
    def name(self) -> str:
        """What people call the document."""
        return self.title or self.document


@dataclass(frozen=True, slots=True)
class Written:
    """What a coordinator writes: the question, other `wordings` of it, the answer with or without [n] marks, at least one cited page, until when it
    holds (inclusive, None: while its documents stay as they are), and the log entry that it corrects. What is personal in it is masked, but for
    what the documents say themselves: the telephone of an office."""

    question: str
    answer: str
    citations: tuple[CitedPage, ...]
    wordings: tuple[str, ...] = ()
    valid_until: date | None = None
    from_answer: int | None = None

    def __post_init__(self) -> None:
        quoted = "\n".join(cited.quote for cited in self.citations)
        object.__setattr__(self, "question", masked(self.question))
        object.__setattr__(self, "wordings", tuple(map(masked, self.wordings)))
        object.__setattr__(self, "answer", masked(self.answer, public=quoted))


@dataclass(frozen=True, slots=True)
class Corrected:
    """A checked answer as it is kept. `doubt` says why it is to be looked at again, "" while it holds; times are aware."""

    id: int
    written: Written
    status: Status
    doubt: str
    uses: int
    created_at: datetime
    created_by_name: str
    checked_at: datetime

    @property
    def questions(self) -> tuple[str, ...]:
        return (self.written.question, *self.written.wordings)


@dataclass(frozen=True, slots=True)
class Failed:
    """A question that somebody got no good answer to: refused, disliked, or judged so."""

    log_id: int
    user_id: int
    question: str


@dataclass(frozen=True, slots=True)
class ToTell:
    """Somebody who is to be told the answer to what he asked in vain: `message` as Telegram takes it, and the labels of the buttons that open the
    pages of its citations, in their order. `earlier` are the entries where he asked the same before: of them he is told nothing more."""

    failed: Failed
    earlier: tuple[int, ...]
    answer: Answer
    message: str
    buttons: tuple[str, ...]


class CorrectedStore:
    """Safe from several threads and processes; raises BotError where the file can't be used, and for what isn't there."""

    def __init__(self, path: Path):
        self._store = LogStore(path)

    def close(self) -> None:
        self._store.close()

    def add(self, written: Written, by: By, told: Sequence[ToTell] = ()) -> int:
        """Keep a new one, which is served from now on, and tell these of it; its id."""
        now = stamp()
        with self._store.writing() as db:
            row = _row(written) | {"status": Status.VALID, "created_at": now, "checked_at": now, "change": _next_change(db)}
            row["from_answer"] = _still_there(db, written.from_answer)
            added = db["corrected"].insert(row | {"created_by": by.user_id, "created_by_name": by.name}).last_pk
            _put_parts(db, added, written)
            _note(db, by, "menulis jawaban terperiksa", added, written.question)
            for one in told:
                _tell(db, added, one)
            return added

    def change(self, corrected_id: int, written: Written, by: By) -> None:
        """Put what is written, and checked, in its place; it is served from now on."""
        with self._store.writing() as db:
            former = _one(db, corrected_id).written
            row = _row(written) | {"from_answer": former.from_answer}
            _update(db, corrected_id, row | {"status": Status.VALID, "doubt": "", "checked_at": stamp()})
            for table in ("corrected_wordings", "corrected_citations"):
                db.execute(f"DELETE FROM {table} WHERE corrected_id = ?", [corrected_id])
            _put_parts(db, corrected_id, written)
            _note(db, by, "mengubah jawaban terperiksa", corrected_id, _differences(former, written))

    def withdraw(self, corrected_id: int, by: By) -> None:
        with self._store.writing() as db:
            known = _one(db, corrected_id)
            _update(db, corrected_id, {"status": Status.WITHDRAWN, "doubt": ""})
            _note(db, by, "mencabut jawaban terperiksa", corrected_id, known.written.question)

    def doubt(self, corrected_id: int, why: str) -> None:
        """It is not served any more, until somebody has looked at it again. Nothing happens to one that isn't served."""
        with self._store.writing() as db:
            if _one(db, corrected_id).status is Status.VALID:
                _update(db, corrected_id, {"status": Status.IN_DOUBT, "doubt": why})
                _note(db, By(None, "asisten"), "meragukan jawaban terperiksa", corrected_id, why)

    def one(self, corrected_id: int) -> Corrected:
        return _one(self._store.db, corrected_id)

    def all(self, status: Status | None = None) -> list[Corrected]:
        """Those of a status, or all: first what is to be looked at again, then the newest."""
        sql = "SELECT * FROM corrected WHERE coalesce(status = ?, 1) ORDER BY status != ?, status = ?, id DESC"
        rows = list(self._store.db.query(sql, [status, Status.IN_DOUBT, Status.WITHDRAWN]))
        return [_read(self._store.db, row) for row in rows]

    def last_change(self) -> int:
        """Grows with whatever is done to one of them, by whichever process."""
        return _next_change(self._store.db) - 1

    def history(self, corrected_id: int) -> list[LoggedAction]:
        """What was done to one of them, newest first."""
        sql = "SELECT at, user_id, user_name, action, subject, detail FROM actions WHERE subject = ? ORDER BY id DESC"
        rows = self._store.db.query(sql, [_subject(corrected_id)])
        return [LoggedAction(**row | {"at": datetime.fromisoformat(row["at"])}) for row in rows]

    def failed(self, since: datetime) -> list[Failed]:
        """What people asked at or after `since` (aware), got no good answer to, and didn't say that they want none any more, oldest first."""
        sql = (
            "SELECT id AS log_id, user_id, iif(asked = '', question, asked) AS question FROM answers"
            f" WHERE {_ASKER} AND {_FAILED} AND NOT {_TAKEN_BACK} ORDER BY id"
        )
        return [Failed(**row) for row in self._store.db.query(sql, [stamp(since)])]


def _row(written: Written) -> dict:
    return {
        "question": written.question,
        "answer": written.answer,
        "from_answer": written.from_answer,
        "valid_until": written.valid_until.isoformat() if written.valid_until else None,
    }


def _still_there(db: Database, log_id: int | None) -> int | None:
    """None for an entry of the log that went while its correction was being written."""
    return log_id if list(db.query("SELECT 1 FROM answers WHERE id = ?", [log_id])) else None


def _put_parts(db: Database, corrected_id: int, written: Written) -> None:
    of_it = {"corrected_id": corrected_id}
    db["corrected_wordings"].insert_all(
        of_it | {"position": position, "question": question} for position, question in enumerate(written.wordings)
    )
    names = CitedPage.__slots__
    db["corrected_citations"].insert_all(
        of_it | {"position": position} | {name: getattr(cited, name) for name in names}
        for position, cited in enumerate(written.citations)
    )


def _update(db: Database, corrected_id: int, row: dict) -> None:
    db["corrected"].update(corrected_id, row | {"change": _next_change(db)})


def _next_change(db: Database) -> int:
    return next(db.query("SELECT coalesce(max(change), 0) + 1 AS next FROM corrected"))["next"]


def _one(db: Database, corrected_id: int) -> Corrected:
    for row in db.query("SELECT * FROM corrected WHERE id = ?", [corrected_id]):
        return _read(db, row)
    raise BotError(GONE)


def _read(db: Database, row: dict) -> Corrected:
    written = Written(
        question=row["question"],
        answer=row["answer"],
        citations=tuple(_citations(db, row["id"])),
        wordings=tuple(_wordings(db, row["id"])),
        valid_until=date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
        from_answer=row["from_answer"],
    )
    return Corrected(
        id=row["id"],
        written=written,
        status=Status(row["status"]),
        doubt=row["doubt"],
        uses=row["uses"],
        created_at=datetime.fromisoformat(row["created_at"]),
        created_by_name=row["created_by_name"],
        checked_at=datetime.fromisoformat(row["checked_at"]),
    )


def _citations(db: Database, corrected_id: int) -> Iterator[CitedPage]:
    columns = ", ".join(CitedPage.__slots__)
    sql = f"SELECT {columns} FROM corrected_citations WHERE corrected_id = ? ORDER BY position"
    return (CitedPage(**row) for row in db.query(sql, [corrected_id]))


def _wordings(db: Database, corrected_id: int) -> Iterator[str]:
    sql = "SELECT question FROM corrected_wordings WHERE corrected_id = ? ORDER BY position"
    return (row["question"] for row in db.query(sql, [corrected_id]))


def _differences(former: Written, written: Written) -> str:
    """What was written before of what is changed."""
    names = (("pertanyaan", "question"), ("jawaban", "answer"), ("berlaku sampai", "valid_until"))
    changed = [
        f"{name} semula: {getattr(former, field)}" for name, field in names if getattr(former, field) != getattr(written, field)
    ]
    if _shown(former.citations) != _shown(written.citations):
        changed.append("sumber semula: " + "; ".join(_shown(former.citations)))
    return "; ".join(changed) or "disetujui kembali"


def _shown(citations: Sequence[CitedPage]) -> list[str]:
    return [f"{cited.name}, {cited.place}: {cited.quote}" for cited in citations]


def _tell(db: Database, corrected_id: int, told: ToTell) -> None:
    """The answer gets an entry that its buttons open; a wish to be told of it is fulfilled so, and the bot's news say nothing more of it."""
    failed = told.failed
    answer = replace(told.answer, corrected_id=corrected_id)
    entry = insert(db, answer, Inquiry(failed.question), again_of=failed.log_id)
    buttons = [(label, f"s:{entry}:{number}") for number, label in enumerate(told.buttons, 1)]
    tell_later(db, failed.user_id, told.message, once=f"jawaban terperiksa {corrected_id}", buttons=buttons)
    sql = (
        "INSERT INTO wishes (answer_id, user_id, wished_at, told_at, told_of) VALUES (:answer, :user, :now, :now, :told)"
        " ON CONFLICT DO UPDATE SET told_at = :now, told_of = :told WHERE told_at IS NULL"
    )
    for log_id in (*told.earlier, failed.log_id):
        db.execute(sql, {"answer": log_id, "user": failed.user_id, "now": stamp(), "told": entry})


def _note(db: Database, by: By, action: str, corrected_id: int, detail: str) -> None:
    write_action(db, by.user_id, by.name, action, _subject(corrected_id), detail)


def _subject(corrected_id: int) -> str:
    return f"jawaban terperiksa {corrected_id}"
