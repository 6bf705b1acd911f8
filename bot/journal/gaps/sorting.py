"""What the program itself does with gaps: puts questions into them, and closes those whose questions are answered."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from bot.journal.gaps.decisions import CHECKED, closed, reopened, settled
from bot.journal.gaps.history import note
from bot.journal.gaps.model import MACHINE, Status
from bot.journal.gaps.reading import gap_in
from bot.journal.store import LogStore, stamp


@dataclass(frozen=True, slots=True)
class Voiced:
    """An entry of the log as far as it tells whether a question is answered. `text` is the question as it was understood; `disliked` when more readers
    said 👎 than 👍; `verdict` is a coordinator's, "" for none; `again_of` is the entry whose question the machine asked again."""

    id: int
    text: str
    user_id: int | None
    refused: bool
    disliked: bool
    verdict: str
    again_of: int | None


@dataclass(frozen=True, slots=True)
class Member:
    """A question of a gap; `vector` is float16, made by `made_by`. `answered_by` is the entry that answers it; `answered` may also be a person's word."""

    answer_id: int
    gap_id: int
    text: str
    region: str
    vector: bytes
    made_by: str
    answered: bool
    answered_by: int | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A question on its way into a gap."""

    answer_id: int
    text: str
    region: str
    vector: bytes
    made_by: str


@dataclass(frozen=True, slots=True)
class Gathering:
    """Questions that come into one gap, a new one where `gap_id` is None; `name` is what it is to be called with them."""

    gap_id: int | None
    name: str
    arrivals: Sequence[Arrival]


class Sorting:
    """Safe beside people who decide, and beside another process that sorts. Raises BotError where the file can't be used."""

    def __init__(self, path: Path):
        self._store = LogStore(path)

    def close(self) -> None:
        self._store.close()

    def voiced(self, since: datetime) -> list[Voiced]:
        """Every question at or after `since` (aware), people's and those asked again, oldest first."""
        sql = (
            "SELECT id, iif(asked = '', question, asked) AS text, answers.user_id, refused, coalesce(verdict, '') AS verdict, again_of,"
            " coalesce((SELECT sum(value) FROM feedback WHERE answer_id = answers.id), 0) < 0 AS disliked"
            " FROM answers LEFT JOIN reviews ON reviews.answer_id = answers.id WHERE asked_at >= ? AND talk = '' ORDER BY id"
        )
        return [Voiced(**row) for row in self._store.db.query(sql, [stamp(since)])]

    def members(self) -> list[Member]:
        sql = (
            "SELECT answer_id, gap_id, iif(asked = '', question, asked) AS text, region, vector, made_by, answered_at IS NOT NULL AS answered, answered_by"
            " FROM gap_questions JOIN answers ON answers.id = answer_id ORDER BY answer_id"
        )
        return [Member(**row) for row in self._store.db.query(sql)]

    def place(self, gatherings: Sequence[Gathering]) -> None:
        """Put questions into gaps, all in one transaction; what another process was faster to place stays where it is. A gap that counted as
        answered is open again; that one won't be answered stands."""
        with self._store.writing() as db:
            for gathering in gatherings:
                homeless = _homeless(db, gathering.arrivals)
                if homeless and gathering.gap_id is None:
                    _found(db, gathering.name, homeless)
                elif homeless:
                    _arrive(db, gathering.gap_id, gathering.name, homeless)

    def answered(self, answers: dict[int, int]) -> None:
        """These questions (refused entry -> entry that answers it) are answered now; a gap of which none waits any more is closed."""
        with self._store.writing() as db:
            sources: dict[int, Counter[str]] = {}
            for answer_id, by in answers.items():
                source = _source(db, by)
                sql = "UPDATE gap_questions SET answered_at = ?, answered_by = ?, answered_how = ? WHERE answer_id = ? RETURNING gap_id"
                for (gap_id,) in db.execute(sql, [stamp(), by, source, answer_id]).fetchall():
                    sources.setdefault(gap_id, Counter())[source] += 1
            for gap_id, counted in sources.items():
                settled(db, gap_id, counted.total(), f"oleh {', '.join(counted)}", MACHINE)

    def unanswered(self, answer_ids: Collection[int]) -> None:
        """What answered these questions was no good after all."""
        with self._store.writing() as db:
            for answer_id in answer_ids:
                sql = "UPDATE gap_questions SET answered_at = NULL, answered_by = NULL, answered_how = '' WHERE answer_id = ? RETURNING gap_id"
                for (gap_id,) in db.execute(sql, [answer_id]).fetchall():
                    if gap_in(db, gap_id).status is Status.ANSWERED:
                        reopened(db, gap_id, MACHINE, "jawabannya dinilai tidak tepat")

    def remove(self, answer_ids: Collection[int]) -> None:
        """These questions are none, or their answers were good: they belong to no gap. One in which only answered ones are left is closed."""
        with self._store.writing() as db:
            sql = "DELETE FROM gap_questions WHERE answer_id = ? RETURNING gap_id"
            left = {gap_id for answer_id in answer_ids for (gap_id,) in db.execute(sql, [answer_id]).fetchall()}
            for gap in (gap_in(db, gap_id) for gap_id in sorted(left)):
                if gap.status.is_open and gap.questions and not gap.waiting:
                    closed(db, gap.id, Status.ANSWERED, "yang lain bukan pertanyaan, atau jawabannya sudah baik", MACHINE)

    def remake(self, arrivals: Iterable[Arrival]) -> None:
        """New vectors for questions that stand in gaps: another model makes them now."""
        with self._store.writing() as db:
            for arrival in arrivals:
                sql = "UPDATE gap_questions SET vector = ?, made_by = ?, region = ? WHERE answer_id = ?"
                db.execute(sql, [arrival.vector, arrival.made_by, arrival.region, arrival.answer_id])


def _found(db: Database, name: str, arrivals: Sequence[Arrival]) -> None:
    gap_id = db["gaps"].insert({"name": name, "status": Status.NEW, "opened_at": stamp()}).last_pk
    _keep(db, gap_id, arrivals)
    note(db, gap_id, MACHINE, "ditemukan", f"{len(arrivals)} pertanyaan")


def _arrive(db: Database, gap_id: int, name: str, arrivals: Sequence[Arrival]) -> None:
    """The name is a better one as long as nobody gave it one and nobody works at it."""
    _keep(db, gap_id, arrivals)
    db.execute("UPDATE gaps SET name = ? WHERE id = ? AND NOT named AND status = ?", [name, gap_id, Status.NEW])
    if gap_in(db, gap_id).status is Status.ANSWERED:
        reopened(db, gap_id, MACHINE, "ditanyakan lagi tanpa hasil")


def _homeless(db: Database, arrivals: Sequence[Arrival]) -> list[Arrival]:
    """Those that stand in no gap yet, and in the log still."""
    placed = "SELECT 1 FROM gap_questions WHERE answer_id = ?"
    there = "SELECT 1 FROM answers WHERE id = ?"
    return [one for one in arrivals if not list(db.query(placed, [one.answer_id])) and list(db.query(there, [one.answer_id]))]


def _keep(db: Database, gap_id: int, arrivals: Iterable[Arrival]) -> None:
    for one in arrivals:
        row = {"answer_id": one.answer_id, "gap_id": gap_id, "joined_at": stamp(), "region": one.region}
        db["gap_questions"].insert(row | {"vector": one.vector, "made_by": one.made_by})


def _source(db: Database, answer_id: int) -> str:
    """What answers: a coordinator, or the document that is cited first."""
    if list(db.query("SELECT 1 FROM answers WHERE id = ? AND corrected_id IS NOT NULL", [answer_id])):
        return CHECKED
    sql = "SELECT iif(title = '', document, title) AS name FROM citations WHERE answer_id = ? AND NOT nearest ORDER BY position LIMIT 1"
    row = next(db.query(sql, [answer_id]), None)
    return f"dokumen {row['name']}" if row else "jawaban lain"
