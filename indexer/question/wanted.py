"""What an answer must hold besides being of the right kind: a name rather than an office, a day rather than a year."""

import re

from indexer.language.offices import HOLDER
from indexer.language.terms import STOPWORDS, term, terms
from indexer.language.vocabulary import ACRONYMS
from indexer.language.wordlists import alternatives
from indexer.question.generic import is_about_answer
from indexer.question.model import Wanted
from indexer.question.words import QUESTION_WORDS, Message

_DAY = re.compile(rf"\b{alternatives('question_enacted')}\b")
_NAME = re.compile(
    r"\bnama\b"
    rf"|\bsiapa(?: itu| nama| yang menjabat(?: sebagai)?)? {HOLDER}"
    rf"|(?<!kepada )(?<!oleh )\b{HOLDER}(?: \w+){{0,5}} siapa\b"
)
"""Asks for the holder of an office: a name is wanted, not another office."""
_ABBREVIATION = re.compile(r"\b(?:kepanjangan|singkatan)")
_END = rf"(?=\s{alternatives('question_after_subject')}\b|$)"
_BEHIND = re.compile(rf"\b{alternatives('question_before_defined')}(?: dari)?\s(?P<subject>.+?){_END}")
_BEFORE = re.compile(rf"^(?P<subject>.+?)\s{alternatives('question_after_defined')}\b")
_LAST_WORD = re.compile(rf"(\S+) {alternatives('question_after_defined_word')}\b")
_PART = re.compile(rf"\b({alternatives('question_parts_with_names')}) (?:apa|mana|berapa)\b(?! saja)")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def wanted(message: Message) -> Wanted:
    """What answers to a message must hold."""
    plain = message.whole.plain
    last_word = _LAST_WORD.search(plain)
    part = _PART.search(plain)
    return Wanted(
        day=bool(_DAY.search(plain)),
        name=bool(_NAME.search(plain)),
        abbreviation=bool(_ABBREVIATION.search(plain)),
        figures=tuple(_FIGURE.findall(message.whole.text)),
        subject=tuple((frozenset({word}), _long_form(word)) for word in sorted(_subject(plain))),
        last_subject=_long_form(last_word[1]) if last_word else frozenset(),
        part=part[1] if part else "",
    )


def _long_form(word: str) -> frozenset[str]:
    """The terms of what an acronym of the field stands for; of another word, itself."""
    return frozenset(terms(ACRONYMS.get(word, word)))


def _subject(plain: str) -> set[str]:
    """The terms of what is to be defined: what stands between "apa itu" and "menurut …", or before "itu apa"; else all of it."""
    match = _BEHIND.search(plain)
    match = match or _BEFORE.search(plain)
    subject = _telling_terms(match["subject"] if match else plain)
    return subject or _telling_terms(plain)


def _telling_terms(words: str) -> set[str]:
    telling = set(words.split()) - STOPWORDS - QUESTION_WORDS
    return {term(word) for word in telling if not is_about_answer(word)}
