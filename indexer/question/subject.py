"""What a follow-up asks about the subject of the question before it: "penanggung jawabnya" -> "penanggung jawab indeks SPBE". Pure."""

import re
from collections.abc import Collection, Sequence

from indexer.language.terms import STOPWORDS
from indexer.language.vocabulary import ACRONYMS
from indexer.language.wordlists import words
from indexer.question.kinds import asked_kinds
from indexer.question.leaning import HEADS, POINTING, Followup, is_verb, points_back
from indexer.question.slots import Slot, find, only
from indexer.question.spelling import is_owned
from indexer.question.words import QUESTION_WORDS, Word, in_one_line, words_in

LONGEST_SUBJECT = 14
"""Words of a subject; more is a story."""
OF_REGIONS = words("question_of_regions")
_MEASURES = words("question_measures")
_OF_PEOPLE_AND_FIGURES = words("question_of_people_and_figures")
_ACRONYMS_IN_FULL = tuple(ACRONYMS.values())
_TIMELESS = frozenset({"person", "date", "place", "definition"})
_ASKS_HOW_MUCH = re.compile(r"\bberapa\b", re.I)


def about(followup: Followup, topic: str, regions: Collection[str]) -> str | None:
    """What the words of a follow-up ask, with what the topic is about in the place of "-nya" or "itu", else behind the words. None
    where it isn't certain what that is."""
    words = list(followup.words)
    at = _where_it_belongs(words)
    relation = _bare(words[at])
    asked_of = "place" if relation in OF_REGIONS else POINTING.get(relation, "subject")
    if asked_of != "place" and OF_REGIONS.intersection(words):
        return None
    holder = _subject(followup, topic, regions) if asked_of == "subject" else only(asked_of, topic, regions)
    if not holder:
        return None
    asks_how_much = not followup.asks and relation in _MEASURES and _ASKS_HOW_MUCH.search(topic)
    words = [_bare(word) for word in words]
    words[at : at + 1] = [holder] if relation in POINTING else [relation, holder]
    if asks_how_much:
        words.insert(0, "berapa")
    return " ".join(words)


def _where_it_belongs(words: Sequence[str]) -> int:
    """Which word the subject takes the place of, or follows: the last that points back, else the last that can be asked of it."""
    pointing = [at for at, word in enumerate(words) if points_back(word)]
    askable = [at for at, word in enumerate(words) if word in HEADS or is_verb(word)]
    if pointing:
        return pointing[-1]
    return askable[-1] if askable else len(words) - 1


def _bare(word: str) -> str:
    return word.removesuffix("nya") if is_owned(word) else word


def _subject(followup: Followup, topic: str, regions: Collection[str]) -> str | None:
    """What a question is about: its words without those that ask and, when something else is asked now, without what it asked."""
    years = _years_of_its_own(find(topic, regions))
    words = [word for word in words_in(topic) if word.plain not in QUESTION_WORDS and not _is_in(word, years)]
    words = _trimmed(words, STOPWORDS)
    if _asks_something_else(followup, words):
        words = _trimmed(words, STOPWORDS | HEADS) or words
    if not words or len(words) > LONGEST_SUBJECT:
        return None
    subject = in_one_line(words)
    if not years or (_is_timeless(followup) and not followup.names_year):
        return subject
    return f"{subject} tahun {years[0].value}"


def _years_of_its_own(slots: Collection[Slot]) -> list[Slot]:
    """The years of a question that belong to no document's name."""
    ends_of_documents = {slot.end for slot in slots if slot.kind == "document"}
    return [slot for slot in slots if slot.kind == "year" and slot.start - 1 not in ends_of_documents]


def _asks_something_else(followup: Followup, subject: Sequence[Word]) -> bool:
    """Whether a follow-up asks for another thing of the subject than was asked, so that this is no part of it."""
    is_of_the_answer = not _OF_PEOPLE_AND_FIGURES.isdisjoint(word.removesuffix("nya") for word in followup.words)
    is_named_so = in_one_line(subject).casefold().startswith(_ACRONYMS_IN_FULL)
    return bool(followup.content) and not is_of_the_answer and not is_named_so


def _is_timeless(followup: Followup) -> bool:
    """Whether what is asked doesn't depend on the year."""
    bare = " ".join(word.removesuffix("nya") for word in followup.words)
    return not asked_kinds(bare).isdisjoint(_TIMELESS)


def _is_in(word: Word, slots: Collection[Slot]) -> bool:
    return any(slot.start <= word.start < slot.end for slot in slots)


def _trimmed(words: Sequence[Word], edge: Collection[str]) -> list[Word]:
    """Without the words of `edge`, verbs and what is said to belong to the rest ("isinya") at both ends."""
    inner = [at for at, word in enumerate(words) if not (word.plain in edge or is_owned(word.plain) or is_verb(word.plain))]
    return list(words[inner[0] : inner[-1] + 1]) if inner else []
