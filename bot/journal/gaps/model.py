"""A gap: questions about one thing that nobody could answer. Plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.journal.entries import By


class Status(StrEnum):
    """Where a gap stands, as people read it."""

    NEW = "baru"
    ASSIGNED = "ditugaskan"
    ANSWERED = "terjawab"
    DECLINED = "tidak akan dijawab"

    @property
    def is_open(self) -> bool:
        return self in OPEN


OPEN = (Status.NEW, Status.ASSIGNED)


MACHINE = By(None, "")
"""The program itself."""


@dataclass(frozen=True, slots=True)
class Gap:
    """`waiting` of its `questions` are unanswered still, of `askers` people. Times are aware. It is assigned to a person or to an agency, or to
    neither (`assigned_to` None and `assigned_agency` ""); `assigned_by` is the user who did it."""

    id: int
    name: str
    status: Status
    opened_at: datetime
    closed_at: datetime | None
    assigned_to: int | None
    assigned_name: str
    assigned_agency: str
    assigned_at: datetime | None
    assigned_by: int | None
    due_on: date | None
    questions: int
    waiting: int
    askers: int

    @property
    def assignee(self) -> str:
        """Whose it is, in words; "" for nobody's."""
        return self.assigned_name or self.assigned_agency

    def overdue(self, today: date) -> bool:
        return self.status is Status.ASSIGNED and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class GapQuestion:
    """A question of a gap, an entry of the log. `answered_how` says in words what it was answered by, "" while it wasn't; `answered_by` is the entry
    that answers it, where there is one."""

    answer_id: int
    question: str
    asked_at: datetime
    agency: str
    user_id: int | None
    user_name: str
    answered_how: str
    answered_by: int | None


PROPOSED = "usulan jawaban"
"""What the history calls an answer in the words of whom a gap is assigned to."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a gap; `name` is "" where the program did it."""

    at: datetime
    name: str
    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class Counted:
    """An agency that asks, or a document that is near, and how many questions say so."""

    name: str
    times: int


@dataclass(frozen=True, slots=True)
class GapFilters:
    """What of the gaps is wanted; each "" (and False) is anything. `status` is a Status, or "terbuka" for what is new or assigned."""

    status: str = "terbuka"
    agency: str = ""
    assignee: str = ""
    overdue: bool = False
