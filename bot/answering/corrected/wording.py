"""A question as it is compared: written out, and the numbers that it says. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from indexer.language.notations import notations
from indexer.language.numbers import ORDINALS, SCALES, SPELLED, SPELLED_PARTS
from indexer.language.place_names import mentions
from indexer.language.roman import roman_value
from indexer.language.spelled_numbers import spelled_number
from indexer.language.vocabulary import CLASSES
from indexer.question.courtesy import without_courtesy
from indexer.question.model import is_year
from indexer.question.spelling import written_out
from indexer.question.words import read

_ROMAN = re.compile(r"[ivx]{1,5}")
_PUNCTUATION = "?!.,;:…()[]\"'“”‘’"
_IN_WORDS = frozenset((*SPELLED, *SPELLED_PARTS, *SCALES))


def plain(typed: str) -> str:
    """What is typed without courtesy, with its chat spelling written out, in lower case."""
    return " ".join(written_out(without_courtesy(typed)).casefold().split())


def unpunctuated(typed: str) -> str:
    """As `plain` has it, without the punctuation around words; signs that mean something ("<", "%", "-") stay."""
    words = (word.strip(_PUNCTUATION) for word in plain(typed).split())
    return " ".join(filter(None, words))


def without_notations(text: str) -> str:
    """A text with blanks where it says a span of years, an act, an amount or a date."""
    for note in notations(text):
        text = text[: note.start] + " " * (note.end - note.start) + text[note.end :]
    return text


def without_regions(text: str) -> str:
    """A text without the names of regions."""
    for mention in reversed(mentions(text, any_case=True)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return text


def numbers(text: str) -> frozenset[int]:
    """The numbers of a plain text without regions that are no years, acts, amounts or dates."""
    found = [word.plain for word in read(without_notations(text)).whole.words]
    said = [_number(word, found[:at]) for at, word in enumerate(found) if not is_year(word)]
    return frozenset(number for number in (*said, *_spelled(found)) if number is not None)


def _spelled(found: Sequence[str]) -> Iterator[int]:
    """Those in words: "dua puluh lima"; but "dalam satu tahun" is "setahun"."""
    for in_words, run in groupby(found, key=_IN_WORDS.__contains__):
        said = " ".join(run)
        number = spelled_number(said) if in_words and said != "satu" else None
        if number:
            yield int(number.value)


def _number(word: str, before: Sequence[str]) -> int | None:
    """The number that a word is: in figures, as an ordinal, or in Roman numerals, of which one letter counts only behind the name of a class."""
    if word[0].isdigit():
        digits = re.sub(r"\D", "", word)
        return int(digits) if digits else None
    if word in ORDINALS:
        return ORDINALS[word]
    is_numeral = _ROMAN.fullmatch(word) is not None
    is_told = len(word) > 1 or (bool(before) and (before[-1] in CLASSES or before[-1] == "jabatan"))
    return roman_value(word) or None if is_numeral and is_told else None
