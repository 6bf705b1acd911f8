"""Words in order -> what they speak of: known phrases and notations as one thing each, else single words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from indexer.language.notations import Notation, notations
from indexer.language.place_names import NAMES
from indexer.language.terms import term, tokens
from indexer.language.vocabulary import ACRONYMS, SAME
from indexer.language.wordlists import words
from indexer.question.generic import is_informative
from indexer.question.model import Form
from indexer.question.words import Sentence, Word

SENSES = 3
"""Long forms taken of an acronym that documents define in several ways."""
CLASSES = words("question_classes")
_CLASS = re.compile(r"[ivx]{1,4}|[a-e]|\d{1,2}")
"""What is told from its like by a number or a letter: "kelas I", "triwulan II", "pasal 5"."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases that mean the same: each -> all that do, itself first. `longest` counts the words of the longest one; `acronyms` are the
    single words that stand for longer forms, with these."""

    same: Mapping[Form, tuple[Form, ...]]
    longest: int
    acronyms: tuple[tuple[str, tuple[Form, ...]], ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """What one or several words of a question speak of: as they are said, and the forms that mean the same."""

    said: str
    forms: tuple[Form, ...]


def phrases(learnt: Mapping[str, Sequence[str]]) -> Phrases:
    """The phrases that mean the same, by the field's vocabulary and by acronyms (short form -> long forms) that documents define: of
    one short form at most SENSES. What the vocabulary knows, it knows better."""
    groups: list[tuple[str, ...]] = [*ACRONYMS.items(), *SAME]
    groups += [(name,) for name in NAMES if " " in name]  # of one word they are words as others are
    for short, long_forms in learnt.items():
        if short not in ACRONYMS:
            groups += [(short, long_form) for long_form in long_forms[:SENSES]]
    same: dict[Form, tuple[Form, ...]] = {}
    for group in groups:
        forms = [form_of(phrase) for phrase in group]
        for form in forms:
            same[form] = tuple(dict.fromkeys((form, *same.get(form, ()), *forms)))
    longest = max(map(len, same), default=1)
    return Phrases(same, longest, tuple(_acronyms(same)))


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


def _acronyms(same: Mapping[Form, tuple[Form, ...]]) -> Iterator[tuple[str, tuple[Form, ...]]]:
    for form, alternatives in same.items():
        long_forms = tuple(other for other in alternatives if len(other) > 1)
        if len(form) == 1 and long_forms:
            yield form[0], long_forms


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
    form = tuple(word.term for word in words[at : at + size])
    if size > 1:
        said = " ".join(word.plain for word in words[at : at + size])
        return Thing(said, known.same[form]), size
    first = words[at]
    second = words[at + 1] if at + 1 < len(words) else None
    if second and _is_code(first, second):
        return Thing(first.plain + second.plain, ((first.term, second.term),)), 2
    if second and first.plain in CLASSES and _CLASS.fullmatch(second.plain):
        return Thing(f"{first.plain} {second.plain}", ((first.term, second.term),)), 2
    if second and _is_either_or(first, second):
        return Thing(f"{first.plain}/{second.plain}", ((first.term,), (second.term,))), 2
    if is_informative(first.plain):
        return Thing(first.plain, known.same.get(form, (form,))), 1
    return None, 1


def _length_of_phrase(words: Sequence[Word], at: int, known: Phrases) -> int:
    """How many words the longest known phrase has that begins with one, 1 for none."""
    longest = min(known.longest, len(words) - at)
    for size in range(longest, 1, -1):
        if tuple(word.term for word in words[at : at + size]) in known.same:
            return size
    return 1


def _is_code(first: Word, second: Word) -> bool:
    """Whether something is called by a letter or two and a number: "koridor K2", "unsur U3"."""
    is_letter = first.plain.isalpha() and len(first.plain) <= 2
    is_number = second.plain.isdigit() and len(second.plain) <= 3
    return is_letter and is_number and second.before == ""


def _is_either_or(first: Word, second: Word) -> bool:
    """Whether two words are said as one with a stroke between: "surplus/defisit"."""
    are_words = all(word.plain.isalpha() and len(word.plain) > 2 for word in (first, second))
    return are_words and second.before == "/"
