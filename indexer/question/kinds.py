"""The kinds of answer that a question wants."""

import re

from indexer.language.wordlists import alternatives, any_of, groups

_NOT_ALONE = r"(?! saja\b| apa saja\b)"
"""After "siapa" or "itu apa": "siapa saja" and "itu apa apa saja" ask for a list."""
_ALONE = ("person", "reason", "definition")


def _patterns() -> dict[str, re.Pattern[str]]:
    patterns = {}
    for kind, *phrases in groups("question_kinds"):
        ending = _NOT_ALONE if kind in _ALONE else ""
        patterns[kind] = re.compile(rf"\b{any_of(phrases)}\b{ending}")
    return patterns


_ASKS = _patterns()
_PLACE_IN_TEXT = re.compile(rf"\b{alternatives('question_parts_with_numbers')} (?:berapa|mana)\b")
"""Asks where in a document something stands: that is in its headings, not in figures."""
_MEASURED = re.compile(rf"^(?:\w+ ){{0,2}}{alternatives('question_measures_opening')}\b")


_REASON = frozenset({"reason", "explanation"})
_MEASURE_ALONE = frozenset({"figure"})
_NO_CONTACT = frozenset({"figure", "number", "place"})
"""What the words for a contact may ask for elsewhere: "berapa", "nomor", "alamat"."""


def asked_kinds(plain: str) -> frozenset[str]:
    """The kinds of answer that the words of a question want, in lower case with a space between: figure, contact, online, number, date, person,
    place, list, definition, reason, explanation."""
    kinds = _named(plain)
    if not kinds:
        return _MEASURE_ALONE if _MEASURED.search(plain) else kinds
    if not kinds.isdisjoint(("contact", "online")):
        return kinds - _NO_CONTACT
    if "number" in kinds or _PLACE_IN_TEXT.search(plain):
        return kinds - {"figure"}
    if "reason" in kinds:
        return _REASON
    if "definition" in kinds:
        return kinds - {"person"}
    return kinds


def _named(plain: str) -> frozenset[str]:
    found = set()
    for kind, pattern in _ASKS.items():
        if pattern.search(plain):
            found.add(kind)
    return frozenset(found)
