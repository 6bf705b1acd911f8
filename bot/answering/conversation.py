"""What a message asks, understood from the conversation it stands in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import takewhile

from bot.answering.likeliest import answering, own_words
from bot.answering.searches import Searches
from bot.journal.answer_log import AnswerLog
from bot.journal.entries import LogEntry, Turn
from bot.journal.sources import short_title
from bot.models import Inquiry
from indexer.library import Library
from indexer.question.courtesy import without_courtesy
from indexer.question.model import Intent, Question
from indexer.question.topics import after_new_topic

SILENCE = timedelta(minutes=30)
"""After so long a new question is no longer understood from those before it."""
EARLIER = 3
"""How many questions back the one may lie that a follow-up leans on: there may be thanks in between."""
ABOUT_MESSAGE = frozenset({Intent.NOTHING, Intent.CERTAINTY, Intent.SOURCES})
"""What is asked about another person's message by who asks nothing else: "@bot ini benar?"."""
CLEARLY = 2.0
"""How much the log-odds of one reading must be above those of another to be clearly the likelier."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A question as it was understood; the entry of the answer that it speaks of; `within`, the documents that it is asked of, where these are
    those of the conversation, and `about`, the question that the next ones may be asked about, "" for itself. What is `shown` already, as quotes,
    is no answer to it. `talked_of` are the regions that the conversation names, each as all it may be, where the question names none."""

    question: Question
    last: LogEntry | None = None
    within: frozenset[int] = frozenset()
    about: str = ""
    shown: tuple[str, ...] = ()
    talked_of: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The question in full, with the document that it is asked of."""
        if not self.within:
            return self.question.text
        return f"{_of_document(self.question.text, short_title(self.last.citations[0].name))})?"


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
        if question.intent is not Intent.QUESTION or before is None:
            return heard
        if not question.completed:
            return self._weighed(message.text, question, before)
        asks_something_else = bool(question.about and before.entry.citations)
        is_certain = not asks_something_else or self._likeliest([question], frozenset(), frozenset())
        return heard if is_certain else self._of_documents(message.text, heard, before)

    def _of_documents(self, typed: str, completed: Heard, before: Turn) -> Heard:
        """What was completed and isn't answered so, as it was typed where the documents of the last answer answer that."""
        weighed = self._weighed(typed, self._library.understand(typed), before)
        return weighed if weighed.within else completed

    def _weighed(self, typed: str, alone: Question, before: Turn) -> Heard:
        """A question by itself, of the documents of the last answer, or with the subject of the conversation: what the library rather
        answers."""
        talked_of = () if alone.regions else self._library.understand(before.about).regions
        by_itself = Heard(alone, before.entry, about=alone.about, talked_of=talked_of)
        cited = frozenset(citation.document_id for citation in before.entry.citations[:1])  # others may only agree with it
        own = own_words(alone)
        readings = self._library.readings(typed, before.asked, before.about)
        turned = [reading for reading in readings if not reading.about]
        beside = [reading for reading in readings if reading.about]
        of_another = self._likeliest(turned, own, cited)
        if of_another:
            return Heard(of_another, before.entry)
        if "definition" in alone.kinds or not self._library.may_lack_subject(typed, before.about):
            return by_itself
        found = answering(alone, self._searches.every(alone))
        with_all = [one for one in found if own.issubset(one.evidence.held)]
        there = [one for one in with_all if one.passage.document.id in cited]
        if there and there[0].evidence.odds > found[0].evidence.odds - CLEARLY:
            return Heard(alone, before.entry, cited, before.about)
        leans = bool(alone.about) or not with_all
        if beside and (not own or leans and self._likeliest(beside, own, cited)):
            return Heard(beside[0], before.entry, about=before.about)
        return by_itself

    def _likeliest(self, readings: Sequence[Question], own: frozenset[str], cited: frozenset[int]) -> Question | None:
        """The likeliest of the readings that are answered, by the documents of the conversation where there are any, by what holds the words
        that are the question's `own`."""
        weighed = []
        for reading in readings:
            for best in answering(reading, self._searches.best(reading))[:1]:
                goes_on = not cited or best.passage.document.id in cited
                if goes_on and own.issubset(best.evidence.held):
                    weighed.append((best.evidence.odds, reading))
        return max(weighed, key=lambda one: one[0])[1] if weighed else None


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
    """The turn that a question may lean on: the latest that was answered from documents, else the latest that was refused."""
    asked = [turn for turn in turns if turn.entry and (turn.entry.citations or turn.entry.refused)]
    answered = [turn for turn in asked if turn.entry.citations]
    return next(iter([*answered, *asked]), None)
