"""A checked answer, and who is told of one."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.masking import masked
from bot.models import Answer


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
