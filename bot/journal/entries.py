"""An answer as the log keeps it, and what else is read from there. Plain values."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.models import ShownTable, Value, YearValue

HIDDEN_NAME = "(nama disembunyikan)"
"""Stands for who asked where it doesn't concern who reads."""


class Delivery(StrEnum):
    """Where an answer is on its way to who asked."""

    SENDING = "sending"
    """Sent, and nobody knows yet whether it arrived."""
    WAITING = "waiting"
    """Telegram could not take it; it is tried again."""
    CLOSED = "closed"
    """The bot was blocked or has left the group; it is tried again when that is over."""
    ARRIVED = "arrived"
    LOST = "lost"
    """Given up after a day, or Telegram will never take it."""


@dataclass(frozen=True, slots=True)
class By:
    """Who does something; `user_id` is None for a terminal, and for the program itself."""

    user_id: int | None
    name: str


class Verdict(StrEnum):
    """What a coordinator judges of an answer."""

    RIGHT = "benar"
    INCOMPLETE = "kurang"
    WRONG = "salah"
    NOT_REFUSED = "seharusnya ditolak"
    NOT_ANSWERED = "seharusnya dijawab"
    NO_QUESTION = "bukan pertanyaan"


@dataclass(frozen=True, slots=True)
class LoggedCitation:
    """A citation as it was shown. `document` is the file's name; `document_id` may no longer exist. `reference` is its source as a memo names it;
    "" in older entries."""

    number: int
    document_id: int
    document: str
    title: str
    page: int | None
    heading: str
    quote: str
    place: str = ""
    reference: str = ""

    @property
    def name(self) -> str:
        """What people call the document."""
        return self.title or self.document


@dataclass(frozen=True, slots=True)
class LoggedPassage:
    """A passage the answer could have used, best first in its entry."""

    document: str
    page: int | None
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One answered question. `asked_at` is aware, in UTC; `feedback` is the sum of its readers' +1 and -1; `asked` is the
    question as it was understood, where that differs from what was typed; `reason`, `values`, `example`, `talk`, `choices`, `about`,
    `other_years` and `tables` are those of Answer; `objections` are why its readers said 👎, in the words of those who gave a reason;
    `again_of` is the refused entry that the machine asked again, None when a person asked; `delivery` is a Delivery, or "" where nothing is
    known of it (asked at a terminal, or by an older program); `opd` and `role` are the agency and the role of who asked, as they were then, "" where
    they weren't known; `verdict`, `verdict_note` and `reviewer` are a coordinator's, "" before there is one; `corrected_id` is that of
    the checked answer that was served."""

    id: int
    asked_at: datetime
    question: str
    answer: str
    refused: bool
    user_id: int | None
    user_name: str
    chat_id: int | None
    thread_id: int | None
    composer: str
    ms: float
    confidence: float
    citations: tuple[LoggedCitation, ...]
    nearest: tuple[LoggedCitation, ...]
    passages: tuple[LoggedPassage, ...]
    notes: tuple[str, ...]
    feedback: int
    asked: str = ""
    reason: str = ""
    values: tuple[Value, ...] = ()
    again_of: int | None = None
    delivery: str = ""
    example: str = ""
    talk: str = ""
    choices: tuple[str, ...] = ()
    about: str = ""
    other_years: tuple[YearValue, ...] = ()
    tables: tuple[ShownTable, ...] = ()
    objections: tuple[str, ...] = ()
    opd: str = ""
    role: str = ""
    verdict: str = ""
    verdict_note: str = ""
    reviewer: str = ""
    corrected_id: int | None = None

    @property
    def nameless(self) -> "LogEntry":
        """The entry for whom it doesn't concern who asked."""
        return replace(self, user_id=None, user_name=HIDDEN_NAME, chat_id=None, thread_id=None)


@dataclass(frozen=True, slots=True)
class Turn:
    """What was said before in a conversation: a question as it was understood, or the words of a message that is replied to. `entry` is
    what the bot answered to it; None where it didn't."""

    asked: str
    entry: LogEntry | None = None

    @property
    def about(self) -> str:
        """The question that it was asked about; itself where it leaned on none."""
        return self.entry.about if self.entry and self.entry.about else self.asked


@dataclass(frozen=True, slots=True)
class LogLine:
    """An entry as a list shows it: without its sources and passages, which are most of what an entry weighs."""

    id: int
    asked_at: datetime
    question: str
    asked: str
    answer: str
    refused: bool
    user_name: str
    feedback: int
    reason: str = ""
    objections: tuple[str, ...] = ()
    opd: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of a question, in brief: `text` as it was understood, `disliked` when more readers said 👎 than 👍. `again_of` is
    the refused entry that was asked again by the machine; None when a person asked."""

    id: int
    text: str
    user_id: int | None
    refused: bool
    disliked: bool
    again_of: int | None


@dataclass(frozen=True, slots=True)
class LoggedAction:
    """Something a user did to documents or users: `action` is a verb, `subject` what it was done to."""

    at: datetime
    user_id: int | None
    user_name: str
    action: str
    subject: str
    detail: str

    @property
    def who(self) -> str:
        """What to call who did it; by the number where no name was known. Who sat at a terminal was not named by older programs."""
        return self.user_name or (f"ID {self.user_id}" if self.user_id else "terminal")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many questions, refusals and marks there were."""

    questions: int
    refused: int
    up: int
    down: int
