"""A text -> what it speaks of, in order: known phrases and notations as one thing each, else single words. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from indexer.language.notations import notations
from indexer.language.place_names import NAMES
from indexer.language.terms import STOPWORDS, normalize, term, tokens
from indexer.language.vocabulary import ACRONYMS, SAME
from indexer.question.model import Form
from indexer.question.wording import is_order, spelled_out

Phrases = Mapping[Form, tuple[Form, ...]]
"""A phrase -> all the phrases that mean the same, itself first."""
SENSES = 3
"""Long forms taken of an acronym that documents define in several ways."""
_CODE = re.compile(r"\b([a-z]{1,2})(\d{1,3})\b")
"""What is called by a letter and a number, "koridor K2", "unsur U3": one thing in two terms."""
CLASSES = frozenset(
    "kelas golongan tipe triwulan tw semester tahap fase zona koridor eselon kategori pasal ayat bab lampiran diktum".split()
)
_CLASS = re.compile(r"[ivx]{1,4}|[a-e]|\d{1,2}")
"""What is told from its like by a number or a letter: "kelas I", "triwulan II", "pasal 5"."""
SOFT = frozenset("ibu bapak sedang besar atas bawah lain tanpa sangat angka".split())
"""Words of small talk and grammar that may as well be of the subject ("kematian ibu", "rusak sedang"): they help where they are found,
and are not missed."""


@cache
def known_phrases() -> Phrases:
    return phrases({})


def phrases(learnt: Mapping[str, Sequence[str]]) -> Phrases:
    """The phrases that mean the same, by the field's vocabulary and by acronyms (short form -> long forms) that documents define:
    of one short form at most SENSES. What the vocabulary knows, it knows better."""
    own = [(short, long) for short, longs in learnt.items() if short not in ACRONYMS for long in longs[:SENSES]]
    found: dict[Form, tuple[Form, ...]] = {}
    towns = ((name,) for name in NAMES if " " in name)  # of one word they are words as others are
    for group in (*ACRONYMS.items(), *SAME, *towns, *own):
        forms = [tuple(term(token) for token in tokens(form)) for form in group]
        for form in forms:
            found[form] = tuple(dict.fromkeys((form, *found.get(form, ()), *forms)))
    return found


def groups(text: str, phrases: Phrases) -> Iterator[tuple[str, tuple[Form, ...]]]:
    """(words, forms that mean the same) for everything informative in a text, in order: amounts, dates, regulations and spans of
    years as one each, the longest known phrase, else single words. "surplus/defisit" is one thing in two words."""
    text = normalize(text)
    start = 0
    for found in notations(text):
        yield from _worded(text[start : found.start], phrases)
        said = text[found.start : found.end]
        yield said, ((found.term,), tuple(term(token) for token in tokens(said)))
        start = found.end
    yield from _worded(text[start:], phrases)


def _worded(text: str, phrases: Phrases) -> Iterator[tuple[str, tuple[Form, ...]]]:
    words = spelled_out(text)
    stems = [term(word) for word in words]
    pairs = {pair for pair in re.findall(r"([a-z]{3,})/([a-z]{3,})", text)}
    longest = max(map(len, phrases), default=1)
    codes = {code.groups() for code in _CODE.finditer(text)}
    place = 0
    while place < len(words):
        sizes = range(min(longest, len(stems) - place), 1, -1)
        size = next((size for size in sizes if tuple(stems[place : place + size]) in phrases), 1)
        group, form = words[place : place + size], tuple(stems[place : place + size])
        if size > 1:
            yield " ".join(group), phrases.get(form, (form,))
        elif tuple(words[place : place + 2]) in codes:
            yield "".join(words[place : place + 2]), (tuple(stems[place : place + 2]),)
            size = 2
        elif words[place] in CLASSES and place + 1 < len(words) and _CLASS.fullmatch(words[place + 1]):
            yield " ".join(words[place : place + 2]), (tuple(stems[place : place + 2]),)
            size = 2
        elif tuple(words[place : place + 2]) in pairs:
            yield "/".join(words[place : place + 2]), ((stems[place],), (stems[place + 1],))
            size = 2
        elif informative(group[0]):
            yield group[0], phrases.get(form, (form,))
        place += size


def informative(word: str) -> bool:
    return (word not in STOPWORDS or word in SOFT) and not is_order(word) and (len(word) > 1 or word.isdigit())
