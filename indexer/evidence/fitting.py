"""Does a span hold the kind of thing that is asked: a figure, a number to call by, a date, a person, a place, a definition, a reason? Pure."""

from collections.abc import Iterable

from indexer.models import Holds, Name
from indexer.question.model import Question

_ANY = frozenset(("list", "explanation"))
"""Kinds of answer that any text may be."""


def fitting(question: Question, holds: Holds) -> float:
    """The share of the wanted kinds that a span holds, 1 when none in particular is wanted."""
    wanted = question.kinds - _ANY
    if not wanted:
        return 1.0
    return sum(fits(kind, holds, question) for kind in wanted) / len(wanted)


def fits(kind: str, holds: Holds, question: Question) -> bool:
    """Whether a span holds an answer of `kind`. What the question itself names does not count."""
    match kind:
        case "figure":
            return holds.spelled or not set(holds.figures).issubset(question.wanted.figures)
        case "contact":
            return holds.contact
        case "online":
            return holds.online
        case "number":
            return holds.numbered
        case "date":
            return _holds_date(holds, question)
        case "person":
            return _holds_person(holds, question)
        case "place":
            return holds.place
        case "definition":
            return _defines(holds, question)
        case "reason":
            return holds.reason
    return True


def _holds_date(holds: Holds, question: Question) -> bool:
    """Whether there is a date or, unless a day is asked, a year besides those of the question."""
    if holds.dated:
        return True
    names_another_year = not set(holds.years).issubset(question.wanted.figures)
    return names_another_year and not question.wanted.day


def _holds_person(holds: Holds, question: Question) -> bool:
    """Whether somebody is named or, unless a name is asked, an office."""
    office_will_do = holds.office and not question.wanted.name
    return office_will_do or _names_somebody(holds, question) or _names_another_office(holds, question)


def _names_somebody(holds: Holds, question: Question) -> bool:
    """Whether a person's name stands there: capitalised words that name no office, body or place, and are not the question's."""
    return holds.signed or any(_is_somebody(name, question) for name in holds.names)


def _is_somebody(name: Name, question: Question) -> bool:
    """Whether capitalised words are rather a name than a heading: half of them, and the last or two, are in no dictionary."""
    own, unknown = [], []
    for word, known in zip(name.words, name.known, strict=True):
        if word not in question.words:
            own.append(word)
            unknown.append(not known)
    if len(own) < 2:
        return False
    is_complete = name.whole and len(own) == len(name.words)
    ends_in_name = name.titled and own[-1] == name.words[-1]
    if not is_complete and not ends_in_name:
        return False
    is_mostly_unknown = 2 * sum(unknown) >= len(own)
    ends_unknown = unknown[-1] or sum(unknown) > 1
    return is_mostly_unknown and ends_unknown


def _names_another_office(holds: Holds, question: Question) -> bool:
    """Whether a row names who answers for it in a column that is called so, a row or item sets another office beside the one that is
    asked for ("Ketua Tim Pelaksana | Sekretaris Daerah"), or a sentence says which office leads ("diketuai oleh Kepala Bappeda")."""
    asked = question.all_terms
    if "nama" in asked:
        return False
    leads = _terms_of(holds.led_by)
    if not asked.issuperset(leads):
        return True
    responsible = _terms_of(holds.responsible)
    if not asked.isdisjoint(responsible):
        return True
    of_the_question = sum(asked.issuperset(office.split()) for office in holds.offices)
    return 0 < of_the_question < len(holds.offices)


def _terms_of(texts: Iterable[str]) -> frozenset[str]:
    """All terms of texts that are given as their terms."""
    return frozenset(" ".join(texts).split())


def _defines(holds: Holds, question: Question) -> bool:
    """Whether a text says what the subject of the question is: its words stand before "adalah", "disingkat" … or, where an
    abbreviation is asked for, beside "(RKPD)"."""
    wanted = question.wanted
    if wanted.abbreviation and holds.abbreviated:
        said = frozenset().union(*(word[0] for word in wanted.subject))
        return not said.isdisjoint(holds.abbreviated.split())
    if not holds.defined:
        return False
    before = frozenset(holds.defined.split())
    if wanted.last_subject and before.issuperset(wanted.last_subject):
        return True
    named = sum(_stands_in(before, word) for word in wanted.subject)
    return 2 * named >= len(wanted.subject)


def _stands_in(terms: frozenset[str], word: tuple[frozenset[str], ...]) -> bool:
    """Whether one of the sets of terms that a word may stand as is among these."""
    return any(terms.issuperset(form) for form in word)
