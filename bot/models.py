"""What is asked and answered. Plain values; the core, the log and the chat speak in these."""

from dataclasses import dataclass, field
from enum import StrEnum

from indexer.models import Document, Passage


class Role(StrEnum):
    """Who a user is; admin may do everything."""

    OPD = "opd"
    DISKOMINFO = "diskominfo"
    KOORDINATOR = "koordinator"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question and where it was asked. `user_id` and `chat_id` are None at a terminal, where `thread_id` is a conversation or
    None for a question by itself; `key` names the message it came in, so that the same message asked again (a restart in the
    middle) is answered once. `replied_to` is the message of the same chat that it replies to, `replied_text` what a person wrote there.
    `role` is that of who asks, None at a terminal and where it isn't known."""

    text: str
    user_id: int | None = None
    user_name: str = ""
    chat_id: int | None = None
    thread_id: int | None = None
    key: str | None = None
    replied_to: int | None = None
    replied_text: str = ""
    role: Role | None = None

    def __post_init__(self) -> None:
        """What a broken client can send and no file can hold is left out: half a surrogate pair, and NUL."""
        for name in ("text", "user_name", "replied_text"):
            object.__setattr__(self, name, getattr(self, name).replace("\0", "").encode("utf-8", "replace").decode())


@dataclass(frozen=True, slots=True)
class Citation:
    """One [n] of an answer. `quote` stands word for word on `page` of `document`; `place` is what people call that page ("hlm. 12",
    "lembar Target, baris 12"), empty where the format has no pages."""

    number: int
    document: Document
    page: int | None
    heading: str
    quote: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What is asked for by itself, which opens a paragraph of an answer.

    `value` is written as in the answer, with its unit; several stand with "; " between. `label` says what it is the value of, `unit`, `year`
    and `region` are "" where the source doesn't tell them apart.
    """

    value: str
    label: str = ""
    unit: str = ""
    year: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class YearValue:
    """What a row of a table says for another year than the one that an answer gives; `head` is what its column is called besides, "" where it is
    called as the answered one."""

    year: str
    value: str
    head: str = ""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """Rows of a table that an answer shows, whole, under the heads of its columns. All rows are as long as `heads`."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a composer wrote: a text with [n] marks, and for each n the passage and the words it rests on.

    `refused` means that the passages don't hold the answer; then `text` is empty and `quotes` may name what is nearest.
    `values` open paragraphs of the text, in order. `computed` says that its figures are in no quote as they are. `composer` names who wrote it, where that isn't the one that was asked, and `notes` say why. `reason` is a sentence: why it is refused,
    or in what way what answers certainly differs from what was asked; "" where nothing is certain.
    """

    text: str
    quotes: tuple[tuple[int, Passage, str], ...] = ()
    refused: bool = False
    confidence: float = 0.0
    composer: str = ""
    notes: tuple[str, ...] = ()
    reason: str = ""
    values: tuple[Value, ...] = ()
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is shown and logged. `text` is plain, with [n] marks, without the list of sources.

    On a refusal `text` is the sentence that says so, `citations` is empty, and `nearest` names where to look instead. `asked`
    is the question as it was understood, where that differs from `question`, which was typed. `reason` is that of the draft; `text` says it too. `values`
    open paragraphs of `text`, in order; none on a refusal. `example` is a question that can be answered, said under a refusal; "" for none.
    `talk` says what was said by a message that asked nothing of documents, or what it wanted to know of the answer before; "" for a question. `choices` are questions in full that may have been meant,
    the likeliest first. `about` is the question before it whose subject it has, "" where it has its own.
    `other_years` are of the row that the one value of an answer stands in, in order;
    `tables` what of the text is wider than a telephone.
    """

    question: str
    text: str
    refused: bool
    citations: tuple[Citation, ...]
    passages: tuple[Passage, ...]
    composer: str
    ms: float
    log_id: int | None
    nearest: tuple[Citation, ...] = ()
    confidence: float = 0.0
    notes: tuple[str, ...] = field(default=())
    asked: str = ""
    reason: str = ""
    values: tuple[Value, ...] = ()
    example: str = ""
    talk: str = ""
    choices: tuple[str, ...] = ()
    about: str = ""
    other_years: tuple[YearValue, ...] = ()
    tables: tuple[ShownTable, ...] = ()
