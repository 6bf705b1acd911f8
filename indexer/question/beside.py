"""Whether a question may be about what the conversation is: whether that is so, what is found for it tells. Pure."""

from collections.abc import Collection

from indexer.language.terms import STOPWORDS
from indexer.question.followups import may_be_followup
from indexer.question.leaning import HEADS
from indexer.question.slots import Slot, find
from indexer.question.subject import LONGEST_SUBJECT, is_clause, trimmed
from indexer.question.topics import asked_last
from indexer.question.words import ASKING, Sentence, in_one_line, without, words_in

_NAMES = ("document", "place", "organisation", "acronym")
"""Kinds of slot that say what a question is about."""


def may_lack_subject(question: Sentence, topic: str, regions: Collection[str]) -> bool:
    """Whether a question may be about what the conversation is: a short one that names nothing else, and doesn't say it all itself."""
    may_lean = may_be_followup(question) and not _names_its_own(question, topic, regions)
    return may_lean and not _says_all(question, topic, regions)


def _says_all(question: Sentence, topic: str, regions: Collection[str]) -> bool:
    """Whether a question says all words of what the conversation is about."""
    subject = _subject(asked_last(topic), names_year=_years(topic, regions))
    about = {word.term for word in words_in(subject)}
    return bool(about) and about <= {word.term for word in question.words}


def _names_its_own(question: Sentence, topic: str, regions: Collection[str]) -> bool:
    """Whether a question names a document, a place, an organisation or an abbreviation that the conversation has not."""
    known = topic.casefold()
    named = [slot for slot in find(question.text, regions) if slot.kind in _NAMES]
    return any(slot.value.casefold() not in known for slot in named)


def _years(text: str, regions: Collection[str]) -> list[Slot]:
    return [slot for slot in find(text, regions) if slot.kind in ("year", "period")]


def _subject(topic: str, *, names_year: Collection[Slot]) -> str:
    """What a question is about: without the words that ask, and without its year where another is named; "" for a story, for what somebody
    did ("siapa yang dilantik …"), and where there is no more than a year."""
    spans = [(year.start, year.end) for year in _years(topic, ())] if names_year else []
    said = [word for word in without(words_in(topic), spans) if word.plain not in ASKING]
    bare = trimmed(said, STOPWORDS | HEADS)
    is_year = all(word.plain.isdigit() for word in bare)
    if is_year or len(bare) > LONGEST_SUBJECT or is_clause(bare, said):
        return ""
    return in_one_line(bare)
