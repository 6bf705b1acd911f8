"""What a follow-up asks about the subject of the question before it: "penanggung jawabnya" -> "penanggung jawab indeks SPBE". Pure."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import dropwhile

from indexer.language.terms import STOPWORDS
from indexer.language.vocabulary import ACRONYMS
from indexer.language.wordlists import words
from indexer.question.kinds import asked_kinds
from indexer.question.leaning import HEADS, POINTING, Followup, is_verb, points_back
from indexer.question.slots import Slot, find, only
from indexer.question.spelling import is_owned
from indexer.question.words import ASKING, Word, in_one_line, without, words_in

LONGEST_SUBJECT = 14
"""Words of a subject; more is a story."""
OF_REGIONS = words("question_of_regions")
MEASURES = words("question_measures")
_OF_PEOPLE_AND_FIGURES = words("question_of_people_and_figures")
_ACRONYMS_IN_FULL = tuple(ACRONYMS.values())
_TIMELESS = frozenset({"person", "date", "place", "definition"})
_ASKS_HOW_MUCH = re.compile(r"\bberapa\b", re.I)


def asked_of_subject(followup: Followup, topic: str, regions: Collection[str]) -> str | None:
    """What the words of a follow-up ask, with what the topic is about in the place of "-nya" or "itu", else behind the words. None
    where it isn't certain what that is."""
    words = list(followup.words)
    at = _where_it_belongs(words)
    relation = _bare(words[at])
    holder = _holder(followup, relation, topic, regions)
    if not holder:
        return None
    words = list(map(_bare, words))
    words[at] = _joined(relation, holder, words[:at])
    line = " ".join(words)
    if followup.asks or relation not in MEASURES:
        return line
    return f"berapa {line}" if _ASKS_HOW_MUCH.search(topic) else line


def _joined(relation: str, holder: str, before: Sequence[str]) -> str:
    """What is asked of its holder, as it is said: "kapan RPJMD ditetapkan", but "penanggung jawab RPJMD"."""
    if relation in POINTING:
        return holder
    is_done_to_it = is_verb(relation) and relation.startswith("di") and "yang" not in before
    return f"{holder} {relation}" if is_done_to_it else f"{relation} {holder}"


def _holder(followup: Followup, relation: str, topic: str, regions: Collection[str]) -> str | None:
    """What a relation ("penanggung jawab", "bupati") is asked of: the subject of the topic, its region or its document."""
    if relation in OF_REGIONS:
        return only("place", topic, regions)
    pointed_to = POINTING.get(relation, "subject")
    if pointed_to == "place":
        return only("place", topic, regions)
    if OF_REGIONS.intersection(followup.words):
        return None
    if pointed_to == "document":
        return only("document", topic, regions)
    return _subject(followup, topic, regions)


def _where_it_belongs(words: Sequence[str]) -> int:
    """Which word the subject takes the place of, or follows: the last that points back, else the last that can be asked of it."""
    pointing = list(map(points_back, words))
    if any(pointing):
        return _last(pointing)
    askable = list(map(_can_be_asked, words))
    return _last(askable) if any(askable) else len(words) - 1


def _last(found: Sequence[bool]) -> int:
    """The place of the last True."""
    return len(found) - 1 - found[::-1].index(True)


def _can_be_asked(word: str) -> bool:
    """Whether a word is something that can be asked of a subject."""
    return word in HEADS or is_verb(word)


def _bare(word: str) -> str:
    return word.removesuffix("nya") if is_owned(word) else word


def _subject(followup: Followup, topic: str, regions: Collection[str]) -> str | None:
    """What a question is about: its words without those that ask and, when something else is asked now, without what it asked. The year of a
    figure goes too; that of an event is a part of what it is."""
    is_of_figure = "figure" in asked_kinds(topic.casefold())
    years = _years_of_its_own(find(topic, regions)) if is_of_figure or followup.names_year else []
    said = _words_but(years, topic)
    words = trimmed(said, STOPWORDS)
    if _asks_something_else(followup, words):
        words = trimmed(words, STOPWORDS | HEADS) or words
    if not 0 < len(words) <= LONGEST_SUBJECT:
        return None
    asks_of_thing = bool(followup.content) or len(words) == 1
    if asks_of_thing and is_clause(words, said):
        return None
    return in_one_line(words) + _when(followup, years)


def _when(followup: Followup, years: Sequence[Slot]) -> str:
    """The year of the topic, where what is asked now depends on it and names none itself."""
    if not years:
        return ""
    timeless = _is_timeless(followup) and not followup.names_year
    return "" if timeless else f" tahun {years[0].value}"


def _years_of_its_own(slots: Iterable[Slot]) -> list[Slot]:
    """The years of a question that belong to no document's name. The slots are in order."""
    years = []
    behind_document = -1
    for slot in slots:
        if slot.kind == "document":
            behind_document = slot.end + 1
        elif slot.kind == "year" and slot.start != behind_document:
            years.append(slot)
    return years


def _words_but(years: Iterable[Slot], topic: str) -> list[Word]:
    """The words of a question that neither ask nor say its years."""
    spans = [(year.start, year.end) for year in years]
    timeless = without(words_in(topic), spans)
    return [word for word in timeless if word.plain not in ASKING]


def _asks_something_else(followup: Followup, subject: Sequence[Word]) -> bool:
    """Whether a follow-up asks for another thing of the subject than was asked, so that this is no part of it."""
    is_named_so = in_one_line(subject).casefold().startswith(_ACRONYMS_IN_FULL)
    if is_named_so or not followup.content:
        return False
    return _OF_PEOPLE_AND_FIGURES.isdisjoint(word.removesuffix("nya") for word in followup.words)


def _is_timeless(followup: Followup) -> bool:
    """Whether what is asked doesn't depend on the year."""
    bare = " ".join(word.removesuffix("nya") for word in followup.words)
    return not asked_kinds(bare).isdisjoint(_TIMELESS)


def is_clause(subject: Sequence[Word], said: Sequence[Word]) -> bool:
    """Whether what is left of the words of a question follows "yang": what somebody did, and nothing that has a name."""
    before = [word.plain for word in said if word.start < subject[0].start]
    return before[-1:] == ["yang"]


def trimmed(words: Sequence[Word], edge: Collection[str]) -> list[Word]:
    """Without the words of `edge`, verbs and what is said to belong to the rest ("isinya") at both ends."""

    def may_go(word: Word) -> bool:
        if word.plain in edge or is_owned(word.plain):
            return True
        return is_verb(word.plain)

    from_start = list(dropwhile(may_go, words))
    from_end = list(dropwhile(may_go, reversed(from_start)))
    return from_end[::-1]
