"""Words in order -> what they speak of: known phrases and notations as one thing each, else single words."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from indexer.language.notations import Notation, notations
from indexer.language.place_names import NAMES, SAME_NAMES
from indexer.language.roman import roman, roman_value
from indexer.language.terms import term, tokens
from indexer.language.vocabulary import ACRONYMS, CLASSES, SAME
from indexer.question.generic import is_informative
from indexer.question.model import Form
from indexer.question.words import Sentence, Word

SENSES = 3
"""Long forms taken of an acronym that documents define in several ways."""
_TOWNS = (*((name,) for name in NAMES if " " in name), *SAME_NAMES)
"""Of one word they are words as others are, unless they have another name."""
_CODE = re.compile(r"[a-z]{1,2}\d{1,3}")
_EITHER_OR = re.compile(r"[a-z]{3,}/[a-z]{3,}")
_CLASS = re.compile(r"[ivx]{1,4}|[a-e]|\d{1,2}")
"""What is told from its like by a number or a letter: "kelas I", "triwulan II", "pasal 5"."""
_LARGEST_CLASS = 39
"""Numbers up to this are written in Roman numerals too."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases that mean the same: each -> all that do, itself first. `longest` counts the words of the longest one; `acronyms` are the
    single words that stand for longer forms, each with one of these, by every term of that form."""

    same: Mapping[Form, tuple[Form, ...]]
    longest: int
    acronyms: Mapping[str, Sequence[tuple[str, Form]]]


@dataclass(frozen=True, slots=True)
class Thing:
    """What one or several words of a question speak of: as they are said, and the forms that mean the same."""

    said: str
    forms: tuple[Form, ...]


def phrases(learnt: Mapping[str, Sequence[str]]) -> Phrases:
    """The phrases that mean the same, by the field's vocabulary and by acronyms (short form -> long forms) that documents define: of
    one short form at most SENSES. What the vocabulary knows, it knows better."""
    same: dict[Form, tuple[Form, ...]] = {}
    for group in (*ACRONYMS.items(), *SAME, *_TOWNS, *_pairs_of(learnt)):
        forms = [form_of(phrase) for phrase in group]
        for form in forms:
            known_before = same.get(form, ())
            same[form] = tuple(dict.fromkeys((form, *known_before, *forms)))
    longest = max(map(len, same), default=1)
    acronyms: defaultdict[str, list[tuple[str, Form]]] = defaultdict(list)
    for acronym, long_form in _acronyms(same):
        for part in long_form:
            acronyms[part].append((acronym, long_form))
    return Phrases(same, longest, acronyms)


@cache
def common_phrases() -> Phrases:
    """Those of the field's vocabulary alone."""
    return phrases({})


def form_of(phrase: str) -> Form:
    """The terms of a phrase."""
    return tuple(term(token) for token in tokens(phrase))


def things(sentence: Sentence, known: Phrases) -> Iterator[Thing]:
    """Everything informative in a sentence, in order: amounts, dates, regulations and spans of years as one each, the longest known
    phrase, else single words. "surplus/defisit" is one thing in two words."""
    plain = sentence.text.casefold()
    start = 0
    for notation in notations(plain):
        yield from _worded(sentence.between(start, notation.start), known)
        yield _noted(notation, plain, sentence.between(notation.start, notation.end))
        start = notation.end
    yield from _worded(sentence.between(start, len(plain)), known)


def _pairs_of(learnt: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for short, long_forms in learnt.items():
        if short in ACRONYMS:
            continue
        for long_form in long_forms[:SENSES]:
            yield short, long_form


def _acronyms(same: Mapping[Form, tuple[Form, ...]]) -> Iterator[tuple[str, Form]]:
    for form, alternatives in same.items():
        if len(form) > 1:
            continue
        for other in alternatives:
            if len(other) > 1:
                yield form[0], other


def _noted(notation: Notation, plain: str, words: Sequence[Word]) -> Thing:
    as_words = tuple(word.term for word in words)
    return Thing(plain[notation.start : notation.end], ((notation.term,), as_words))


def _worded(words: Sequence[Word], known: Phrases) -> Iterator[Thing]:
    at = 0
    while at < len(words):
        thing, size = _thing_at(words, at, known)
        if thing:
            yield thing
        at += size


def _thing_at(words: Sequence[Word], at: int, known: Phrases) -> tuple[Thing | None, int]:
    """The thing that begins with a word, None for an uninformative one, and how many words it takes."""
    size = _length_of_phrase(words, at, known)
    if size > 1:
        phrase = words[at : at + size]
        return Thing(" ".join(word.plain for word in phrase), known.same[_form(phrase)]), size
    two_words = _in_two_words(known, *words[at : at + 2])
    if two_words:
        return two_words, 2
    word = words[at]
    if not is_informative(word.plain):
        return None, 1
    form = (word.term,)
    return Thing(word.plain, known.same.get(form, (form,))), 1


def _form(words: Sequence[Word]) -> Form:
    return tuple(word.term for word in words)


def _in_two_words(known: Phrases, first: Word, second: Word | None = None) -> Thing | None:
    """What is one thing in these two words, though no known phrase."""
    if second is None:
        return None
    both = (first.term, second.term)
    if _is_code(first, second):
        return Thing(first.plain + second.plain, (both,))
    if _is_class(first, second):
        return Thing(f"{first.plain} {second.plain}", _class_forms(first, second, known))
    if _is_either_or(first, second):
        return Thing(f"{first.plain}/{second.plain}", ((first.term,), (second.term,)))
    return None


def _class_forms(first: Word, second: Word, known: Phrases) -> tuple[Form, ...]:
    """The ways to write one of a class, as it is said first: "triwulan 1", "triwulan I", "TW I"."""
    names = known.same.get((first.term,), ((first.term,),))
    value = int(second.term) if second.term.isdecimal() else roman_value(second.term)
    numerals = [second.term]
    if value and value <= _LARGEST_CLASS:
        numerals += {str(value), roman(value)} - {second.term}
    return tuple((*name, numeral) for name in names for numeral in numerals)


def _length_of_phrase(words: Sequence[Word], at: int, known: Phrases) -> int:
    """How many words the longest known phrase has that begins with one, 1 for none."""
    following = _form(words[at : at + known.longest])
    for size in range(len(following), 1, -1):
        if following[:size] in known.same:
            return size
    return 1


def _is_code(first: Word, second: Word) -> bool:
    """Whether something is called by a letter or two and a number: "koridor K2", "unsur U3"."""
    return second.before == "" and bool(_CODE.fullmatch(first.plain + second.plain))


def _is_class(first: Word, second: Word) -> bool:
    """Whether something is told from its like by a number or a letter."""
    return first.plain in CLASSES and bool(_CLASS.fullmatch(second.plain))


def _is_either_or(first: Word, second: Word) -> bool:
    """Whether two words are said as one with a stroke between: "surplus/defisit"."""
    return second.before == "/" and bool(_EITHER_OR.fullmatch(f"{first.plain}/{second.plain}"))
