"""What a message asks, understood from the conversation it stands in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from math import log

from bot.answering.likeliest import answering, own_words
from bot.answering.searches import Searches
from bot.journal.answer_log import AnswerLog
from bot.journal.entries import LogEntry, Turn
from bot.journal.sources import short_title
from bot.models import Inquiry
from indexer.evidence.ranking import rank
from indexer.library import Library
from indexer.question.courtesy import without_courtesy
from indexer.question.model import Intent, Question
from indexer.question.readings import How
from indexer.question.topics import after_new_topic
from indexer.question.understanding import Likely

SILENCE = timedelta(minutes=30)
"""After so long a new question is no longer understood from those before it."""
EARLIER = 3
"""How many questions back the one may lie that a follow-up leans on: there may be thanks in between."""
ABOUT_MESSAGE = frozenset({Intent.NOTHING, Intent.CERTAINTY, Intent.SOURCES})
"""What is asked about another person's message by who asks nothing else: "@bot ini benar?"."""
MAY_LEAN = frozenset({Intent.QUESTION, Intent.NOTHING})
"""What may mean more after another question: by itself "di mana?" asks nothing."""
CLEARLY = 2.0
"""How much the log-odds of one reading must be above those of another to be clearly the likelier."""
READINGS, WORTH_A_SEARCH = 3, 0.1
"""What a message may mean that is searched for, at most, and how likely a reading must be beside the likeliest one: each costs a search."""
OF_EVIDENCE, OF_SAME_DOCUMENT = 0.4, 0.5
"""What the log-odds of the best answer to a reading add to its log-probability, and what it adds that this stands in the document of the answer
before: chosen on a third of the practice conversations, flat from 0.2 to 0.6."""
SURE = 6.0
"""Log-odds beyond which an answer says no more, or no less, for its question."""
CLOSE = 1.0
"""How much less likely a reading may be than the first to be offered beside it."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A question as it was understood; the entry of the answer that it speaks of; `within`, the documents that it is asked of, where these are
    those of the conversation, and `about`, the question that the next ones may be asked about, "" for itself. What is `shown` already, as quotes,
    is no answer to it. `talked_of` are the regions that the conversation names, each as all it may be, where the question names none. `others` are
    questions in full that may be meant about as likely."""

    question: Question
    last: LogEntry | None = None
    within: frozenset[int] = frozenset()
    about: str = ""
    shown: tuple[str, ...] = ()
    talked_of: tuple[tuple[str, ...], ...] = ()
    others: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The question in full, with the document that it is asked of."""
        if not self.within:
            return self.question.text
        return f"{_of_document(self.question.text, short_title(self.last.citations[0].name))})?"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A reading and how likely it is, in logarithms, with what was found for it; `is_answered` where that rather answers it than not."""

    how: How
    question: Question
    weight: float
    is_answered: bool


class Conversation:
    """Understands a message from those before it, or from the one that it replies to."""

    def __init__(self, library: Library, log: AnswerLog, searches: Searches):
        self._library, self._log, self._searches = library, log, searches

    def hear(self, message: Inquiry) -> Heard:
        """What a message asks. Blocking; raises IndexerError when the library can't be read."""
        turns = list(map(_without_document, self._log.before(message, datetime.now(UTC) - SILENCE, EARLIER)))
        question = self._library.understand(message.text, [turn.asked for turn in turns], [turn.about for turn in turns])
        if turns and turns[0].entry is None and question.intent in ABOUT_MESSAGE:
            return Heard(replace(self._library.understand(turns[0].asked), completed=True))
        before = _leant_on(list(takewhile(_goes_on, turns)))
        last = turns[0].entry if turns else None
        heard = Heard(question, last, about=question.about)
        if question.intent is Intent.OTHERS and last and last.citations:
            shown = tuple(citation.quote for citation in last.citations)
            return Heard(self._library.understand(turns[0].asked), last, about=last.about, shown=shown)
        if question.intent not in MAY_LEAN or before is None:
            return heard
        readings = [] if question.talk else self._weighed(message.text, before)
        if not readings or not (
            question.completed or any(one.is_answered for one in readings)
        ):  # nothing speaks for more than was typed
            return heard if question.completed else self._alone(message.text, question, before)
        likeliest, others = readings[0], _close_to_first(readings)
        if likeliest.how is How.ALONE:
            return replace(self._alone(message.text, likeliest.question, before), others=others)
        return Heard(likeliest.question, before.entry, about=likeliest.question.about, others=others)

    def _weighed(self, typed: str, before: Turn) -> list[Weighed]:
        """What a message may mean, by how it is said and by what is found for it, the likeliest first."""
        shown = before.entry.citations[0] if before.entry.citations else None
        likely = self._library.readings(typed, before.asked, before.about, shown.quote if shown else "", READINGS)
        document = shown.document_id if shown else None
        searched = [one for one in likely if one.how is How.ALONE or one.probability >= WORTH_A_SEARCH * likely[0].probability]
        weighed = [self._with_evidence(one, document) for one in searched]
        return sorted(weighed, key=lambda one: -one.weight)

    def _with_evidence(self, likely: Likely, document: int | None) -> Weighed:
        """A reading, once it is known what answers it."""
        found = rank(self._searches.best(likely.question), likely.question.words)
        odds = max(-SURE, min(SURE, found[0].evidence.odds)) if found else -SURE
        goes_on = bool(found) and found[0].passage.document.id == document
        weight = log(likely.probability) + OF_EVIDENCE * odds + OF_SAME_DOCUMENT * goes_on
        return Weighed(likely.how, likely.question, weight, is_answered=odds > 0)

    def _alone(self, typed: str, alone: Question, before: Turn) -> Heard:
        """A question by itself, or of the documents of the last answer where these answer it about as well."""
        cited = frozenset(citation.document_id for citation in before.entry.citations[:1])  # others may only agree with it
        talked_of = () if alone.regions else self._library.understand(before.about).regions
        by_itself = Heard(alone, before.entry, about=alone.about, talked_of=talked_of)
        if "definition" in alone.kinds or not self._library.may_lack_subject(typed, before.about):
            return by_itself
        found = answering(alone, self._searches.every(alone))
        own = own_words(alone)
        there = [one for one in found if one.passage.document.id in cited and own.issubset(one.evidence.held)]
        if there and there[0].evidence.odds > found[0].evidence.odds - CLEARLY:
            return Heard(alone, before.entry, cited, before.about)
        return by_itself


def _close_to_first(readings: Sequence[Weighed]) -> tuple[str, ...]:
    """The questions in full of the readings that may be meant about as likely as the first one."""
    close = [one for one in readings[1:] if readings[0].weight - one.weight < CLOSE]
    return tuple(dict.fromkeys(one.question.text for one in close))


def _without_document(turn: Turn) -> Turn:
    """A turn as it was typed, where it was asked of a document of the conversation: the document is no word of the question."""
    typed = without_courtesy(turn.entry.question) if turn.entry else ""
    is_of_document = bool(typed) and turn.asked.startswith(_of_document(typed, ""))
    return replace(turn, asked=typed) if is_of_document else turn


def _of_document(question: str, title: str) -> str:
    return f"{question.rstrip(' ?!.')} (dalam {title}"


def _goes_on(turn: Turn) -> bool:
    """Whether a turn belongs to what is being talked about: "topik baru" ends it."""
    return after_new_topic(turn.asked) is None


def _leant_on(turns: Sequence[Turn]) -> Turn | None:
    """The turn that a question may lean on: the latest that was answered from documents or refused."""
    asked = (turn for turn in turns if turn.entry and (turn.entry.citations or turn.entry.refused))
    return next(asked, None)
