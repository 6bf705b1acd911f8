"""Does a span hold the kind of thing that is asked: a figure, a date, a person, a place, a definition, a reason? Pure."""

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
            return _holds_figure(holds, question)
        case "date":
            return holds.dated or not question.wanted.day and _names_another_year(holds, question)
        case "person":
            office_will_do = holds.office and not question.wanted.name
            return _names_somebody(holds, question) or office_will_do or _names_another_office(holds, question)
        case "place":
            return holds.place
        case "definition":
            return _defines(holds, question)
        case "reason":
            return holds.reason
    return True


def _holds_figure(holds: Holds, question: Question) -> bool:
    """Whether there is a number besides those of the question; for "nomor berapa", a number that is called so."""
    if question.wanted.number:
        return holds.numbered
    if question.wanted.contact:
        return holds.contact
    return holds.spelled or any(figure not in question.wanted.figures for figure in holds.figures)


def _names_another_year(holds: Holds, question: Question) -> bool:
    return any(year not in question.wanted.figures for year in holds.years)


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
    complete = name.whole and len(own) == len(name.words)
    ends_in_name = name.titled and own[-1] == name.words[-1]
    mostly_unknown = 2 * sum(unknown) >= len(own)
    ends_unknown = unknown[-1] or sum(unknown) > 1
    return mostly_unknown and ends_unknown and (complete or ends_in_name)


def _names_another_office(holds: Holds, question: Question) -> bool:
    """Whether a row names who answers for it in a column that is called so, a row or item sets another office beside the one that is
    asked for ("Ketua Tim Pelaksana | Sekretaris Daerah"), or a sentence says which office leads ("diketuai oleh Kepala Bappeda")."""
    asked = question.all_terms
    if "nama" in asked:
        return False
    if any(not asked.issuperset(office.split()) for office in holds.led_by):
        return True
    if any(not asked.isdisjoint(head.split()) for head in holds.responsible):
        return True
    of_the_question = sum(asked.issuperset(office.split()) for office in holds.offices)
    return 0 < of_the_question < len(holds.offices)


def _defines(holds: Holds, question: Question) -> bool:
    """Whether a text says what the subject of the question is: its words stand before "adalah", "disingkat" … or, where an
    abbreviation is asked for, beside "(RKPD)"."""
    wanted = question.wanted
    if wanted.abbreviation and holds.abbreviated:
        everything = holds.abbreviated.split()
        return any(not word[0].isdisjoint(everything) for word in wanted.subject)
    if not holds.defined:
        return False
    before = frozenset(holds.defined.split())
    if wanted.last_subject and before.issuperset(wanted.last_subject):
        return True
    named = sum(any(before.issuperset(form) for form in word) for word in wanted.subject)
    return 2 * named >= len(wanted.subject)
