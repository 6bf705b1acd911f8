"""What the log says of a period in numbers: what was asked and refused, what was thought of it, what it rested on, what is missing.
Plain values; none names who asked."""

from dataclasses import dataclass
from datetime import date

from bot.journal.periods import Period


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are of something."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Step:
    """What happened on a day, or in the month that begins with it."""

    first: date
    asked: int
    refused: int
    opened: int
    closed: int


@dataclass(frozen=True, slots=True)
class AgencyFigures:
    """An agency's questions; `name` is "" for people whose agency isn't known."""

    name: str
    asked: int
    refused: int


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """In how many answers a document is cited; `document` is its file's name."""

    document: str
    title: str
    answers: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that mean the same and that nothing answered: how many of the period, of which agencies. `is_new`: opened in it."""

    id: int
    name: str
    status: str
    questions: int
    agencies: tuple[str, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class CorrectedAnswer:
    """A corrected answer that was served or written in the period."""

    question: str
    status: str
    uses: int


@dataclass(frozen=True, slots=True)
class Figures:
    """`agency` is "" for all of them; `askers` counts people; `days_to_close` is the median of the gaps closed in the period, None
    without any. Lists begin with what there is most of."""

    period: Period
    agency: str
    questions: int
    refused: int
    askers: int
    up: int
    down: int
    steps: tuple[Step, ...]
    reasons: tuple[Tally, ...]
    objections: tuple[Tally, ...]
    verdicts: tuple[Tally, ...]
    composers: tuple[Tally, ...]
    agencies: tuple[AgencyFigures, ...]
    cited: tuple[CitedDocument, ...]
    gaps: tuple[Gap, ...]
    days_to_close: float | None
    corrected: tuple[CorrectedAnswer, ...]
    to_approve: int

    @property
    def answered(self) -> int:
        return self.questions - self.refused

    @property
    def reviewed(self) -> int:
        """How many of the answers have a verdict."""
        return sum(verdict.count for verdict in self.verdicts)

    @property
    def opened(self) -> int:
        """Gaps opened in the period."""
        return sum(step.opened for step in self.steps)

    @property
    def closed(self) -> int:
        return sum(step.closed for step in self.steps)
