"""What was asked and answered, with the quoted words themselves: an entry stays readable when its documents are gone."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from bot.errors import BotError
from bot.journal import editions, listing
from bot.journal.entries import Asked, Counts, LogEntry, LoggedAction, LogLine, Turn
from bot.journal.entry_rows import insert, load
from bot.journal.filters import Filters, Outcome
from bot.journal.store import LogStore, stamp, write_action
from bot.journal.turns import recent, reply_of
from bot.masking import masked
from bot.models import Answer, Inquiry

SUMMED_UP = (7, 30)
"""Days back from now that a summary counts."""
_RECEIVED = tuple(
    "key received_at text user_id user_name chat_id thread_id replied_to replied_text part_of delivered_at".split()
)
"""The columns of a message that are known when it comes."""


class AnswerLog:
    """data/log.db. Safe from several threads and several processes; raises BotError where the file can't be used."""

    def __init__(self, path: Path):
        self._store = LogStore(path)
        self.path = path

    def close(self) -> None:
        self._store.close()

    def record(self, answer: Answer, question: Inquiry, again_of: int | None = None) -> int:
        """Keep an answer; returns its log id. A message that was answered before keeps its first answer.

        `again_of` is the refused entry whose question was asked again by the machine. Such an answer has its entry, but stands in
        no list and no count of what people asked.
        """
        with self._store.writing() as db:
            known = self._answered(db, question.key)
            return insert(db, answer, question, again_of) if known is None else known

    def receive(self, question: Inquiry, part_of: str | None = None) -> bool:
        """Remember a message that is to be answered; False if it is known already. Its `key` must be set.

        `part_of` is the key of the message that it goes on with, where Telegram cut a long text: what is due is due to that one.
        """
        now = stamp()
        known = asdict(question) | {"received_at": now, "part_of": part_of, "delivered_at": now if part_of else None}
        with self._store.writing() as db:
            new = db.execute(
                f"INSERT INTO messages ({', '.join(_RECEIVED)}) VALUES ({', '.join(f':{name}' for name in _RECEIVED)}) ON CONFLICT DO NOTHING",
                {name: known[name] for name in _RECEIVED},
            ).rowcount
            return new == 1

    def pending(self) -> list[Inquiry]:
        """Messages received and not delivered, oldest first; what came in pieces is one."""
        pieces = "SELECT text FROM messages AS piece WHERE key = first.key OR part_of = first.key ORDER BY rowid"
        sql = (
            f"SELECT (SELECT group_concat(text, ' ') FROM ({pieces})) AS text, user_id, user_name, chat_id, thread_id, key, replied_to,"
            " replied_text FROM messages AS first WHERE delivered_at IS NULL ORDER BY received_at, rowid"
        )
        return [Inquiry(**row) for row in self._store.db.query(sql)]

    def received_at(self, key: str) -> datetime:
        """When a message that is known was received."""
        (row,) = self._store.db.query("SELECT received_at FROM messages WHERE key = ?", [key])
        return datetime.fromisoformat(row["received_at"])

    def answered(self, key: str) -> int | None:
        """Log id of the answer to a message, if there is one, delivered or not."""
        return self._answered(self._store.db, key)

    def delivered(self, key: str, log_id: int | None, message_ids: Sequence[int] = ()) -> None:
        """A received message needs nothing more: it was answered (`message_ids` are the replies), or can't be."""
        with self._store.writing() as db:
            db.execute(
                "UPDATE messages SET delivered_at = ?, log_id = ?, message_ids = ? WHERE key = ?",
                (stamp(), log_id, json.dumps(list(message_ids)), key),
            )

    def receive_edit(self, key: str, question: Inquiry) -> Inquiry | None:
        """Remember what a message asks since it was edited, and return it: the whole question where the message is a piece of one. None
        where it asks what it did before. `key` is that of the message itself."""
        with self._store.writing() as db:
            whole = editions.edited(db, key, question)
            return whole if whole and self.receive(whole) else None

    def replies(self, key: str, edition: str) -> list[int]:
        """The ids of the messages that answered the message `key` before this `edition` of it came; none where it wasn't answered."""
        return editions.replies(self._store.db, key, edition)

    def entry(self, log_id: int) -> LogEntry:
        """Raises BotError if there is no such entry (any more)."""
        for entry in load(self._store.db, [log_id]):
            return entry
        raise BotError("Jawaban itu sudah tidak tersimpan; silakan ajukan pertanyaannya lagi.")

    def entries(self, since: datetime | None = None, unanswered: bool = False) -> list[LogEntry]:
        """Entries asked at or after `since` (aware), newest first; `unanswered`: only the refused ones."""
        return list(self.stream(since, unanswered))

    def stream(self, since: datetime | None = None, unanswered: bool = False) -> Iterator[LogEntry]:
        """The same, a few at a time, for a log longer than memory should hold."""
        return listing.stream(self._store.db, _choice(since, unanswered))

    def lines(
        self, since: datetime | None = None, unanswered: bool = False, limit: int | None = None, offset: int = 0
    ) -> list[LogLine]:
        """The same entries in brief: at most `limit` of them, after the first `offset`. No others are read."""
        return listing.lines(self._store.db, _choice(since, unanswered), limit, offset)

    def how_many(self, since: datetime | None = None, unanswered: bool = False) -> int:
        """How many entries there are of which `lines` shows a part."""
        return listing.how_many(self._store.db, _choice(since, unanswered))

    def before(self, question: Inquiry, since: datetime, limit: int) -> list[Turn]:
        """What a question may lean on, newest first: the message that it replies to, whoever wrote it; else the last `limit` questions of
        the same user in the same chat and thread at or after `since` (aware). A question that belongs to no conversation has none before it."""
        db = self._store.db
        replied = reply_of(db, question)
        if replied is None and question.replied_text:
            return [Turn(question.replied_text)]
        ids = recent(db, question, stamp(since), limit) if replied is None else [replied]
        return [Turn(entry.asked or entry.question, entry) for entry in load(db, ids)]

    def cited_last(self, question: Inquiry, since: datetime) -> list[int]:
        """The ids of the documents that the last answer in a question's conversation at or after `since` (aware) cites, the first cited
        first; small talk in between is passed over. Empty where there is none since "topik baru", and for a question that belongs to no
        conversation."""
        if question.chat_id is None and question.thread_id is None:
            return []
        cites = "EXISTS (SELECT 1 FROM citations WHERE answer_id = answers.id AND NOT nearest)"
        sql = (
            "SELECT document_id FROM citations WHERE NOT nearest AND answer_id = (SELECT max(id) FROM answers WHERE asked_at >= ?"
            f" AND chat_id IS ? AND thread_id IS ? AND user_id IS ? AND (talk = 'new topic' OR {cites})) ORDER BY position"
        )
        wanted = [stamp(since), question.chat_id, question.thread_id, question.user_id]
        return list(dict.fromkeys(row["document_id"] for row in self._store.db.query(sql, wanted)))

    def asked(self, since: datetime) -> list[Asked]:
        """Every question at or after `since` (aware), people's and those asked again, oldest first, in brief."""
        sql = (
            "SELECT id, iif(asked = '', question, asked) AS text, user_id, refused, again_of,"
            " coalesce((SELECT sum(value) FROM feedback WHERE answer_id = answers.id), 0) < 0 AS disliked"
            " FROM answers WHERE asked_at >= ? AND talk = '' AND erased_at IS NULL ORDER BY id"
        )
        return [Asked(**row) for row in self._store.db.query(sql, [stamp(since)])]

    def asked_again(self, first: int, last: int) -> list[int]:
        """Log ids, from `first` to `last`, of answers that documents gave to questions that the machine asked again, oldest first."""
        sql = "SELECT id FROM answers WHERE again_of IS NOT NULL AND corrected_id IS NULL AND id BETWEEN ? AND ? ORDER BY id"
        return [row["id"] for row in self._store.db.query(sql, [first, last])]

    def counts(self, since: datetime) -> Counts:
        """Questions asked at or after `since` (aware) and what was thought of their answers."""
        asked = (
            "SELECT count(*) AS questions, coalesce(sum(refused), 0) AS refused FROM answers"
            " WHERE again_of IS NULL AND talk = '' AND asked_at >= ?"
        )
        marks = (
            "SELECT count(*) FILTER (WHERE value > 0) AS up, count(*) FILTER (WHERE value < 0) AS down"
            " FROM feedback JOIN answers ON answers.id = answer_id WHERE again_of IS NULL AND asked_at >= ?"
        )
        (questions,) = self._store.db.query(asked, [stamp(since)])
        (opinions,) = self._store.db.query(marks, [stamp(since)])
        return Counts(**questions, **opinions)

    def summary(self) -> dict[int, Counts]:
        """Days back from now -> what happened in them: the last week, and the last month."""
        now = datetime.now(UTC)
        return {days: self.counts(now - timedelta(days=days)) for days in SUMMED_UP}

    def feedback(self, log_id: int, user_id: int, value: int) -> None:
        """What a user thinks of an answer: +1, -1, or 0 to take it back. His last word counts. BotError if it is gone."""
        with self._store.writing() as db:
            if not list(db.query("SELECT 1 FROM answers WHERE id = ?", [log_id])):
                raise BotError("Jawaban itu sudah tidak tersimpan, jadi tidak dapat dinilai lagi.")
            db.execute("DELETE FROM feedback WHERE answer_id = ? AND user_id = ?", [log_id, user_id])
            if value:
                db["feedback"].insert({"answer_id": log_id, "user_id": user_id, "value": value, "at": stamp()})

    def objection(self, log_id: int, user_id: int, reason: str) -> None:
        """Why a user thinks little of an answer, in a few words, which are kept masked; his last ones count. BotError where he doesn't, or it is gone."""
        with self._store.writing() as db:
            sql = "UPDATE feedback SET reason = ? WHERE answer_id = ? AND user_id = ? AND value < 0"
            if not db.execute(sql, [masked(reason), log_id, user_id]).rowcount:
                raise BotError("Alasan hanya dicatat dari yang menilai 👎 jawaban itu; tekan 👎 dahulu.")

    def action(
        self, user_id: int | None, user_name: str, action: str, subject: str, detail: str = "", about: int | None = None
    ) -> None:
        """Keep what a user did to documents, entries or users; `about` is the id of the person whom it concerns."""
        with self._store.writing() as db:
            write_action(db, user_id, user_name, action, subject, detail, about)

    def actions(self, since: datetime | None = None) -> list[LoggedAction]:
        """Actions at or after `since` (aware), newest first."""
        sql = "SELECT at, user_id, user_name, action, subject, detail FROM actions WHERE at >= ? ORDER BY id DESC"
        rows = self._store.db.query(sql, [stamp(since) if since else ""])
        return [LoggedAction(**row | {"at": datetime.fromisoformat(row["at"])}) for row in rows]

    def remember(self, name: str, value: str) -> None:
        """Leave a small fact for other processes."""
        with self._store.writing() as db:
            db["facts"].upsert({"name": name, "value": value}, pk="name")

    def recall(self, name: str) -> str | None:
        row = next(self._store.db.query("SELECT value FROM facts WHERE name = ?", [name]), None)
        return row["value"] if row else None

    def prune(self, days: int) -> int:
        """Drop answers, with all that belongs to them, gaps of which none is left, delivered messages and requests for access older than `days`;
        returns how many answers."""
        before = [stamp(datetime.now(UTC) - timedelta(days=days))]
        with self._store.writing() as db:
            gone = db.execute("DELETE FROM answers WHERE asked_at < ?", before).rowcount
            db.execute("DELETE FROM gaps WHERE opened_at < ? AND id NOT IN (SELECT gap_id FROM gap_questions)", before)
            db.execute("DELETE FROM messages WHERE received_at < ? AND delivered_at IS NOT NULL", before)
            db.execute("DELETE FROM access_requests WHERE asked_at < ?", before)
            db.execute("DELETE FROM texts WHERE id NOT IN (SELECT text_id FROM passages)")
            return gone

    def damage(self) -> list[str]:
        """What is wrong with the file, in SQLite's words; none where all of it is whole."""
        return self._store.damage()

    def backup(self, target: Path) -> None:
        """Copy the log as it stands, while others may be writing. BotError if `target` exists or can't be written."""
        self._store.copy(target)

    @staticmethod
    def _answered(db: Database, key: str | None) -> int | None:
        row = next(db.query("SELECT id FROM answers WHERE key = ?", [key]), None)
        return row["id"] if row else None


def _choice(since: datetime | None, unanswered: bool) -> Filters:
    return Filters(since=since, outcome=Outcome.REFUSED if unanswered else None)
