"""Which end of a measure a question asks for, in which of its clauses, and of which class of things: "paling" or "ter-" before an adjective. Pure.

Nothing is told of an adjective that no list has, of a bound ("paling lama 5 hari", "paling banyak berapa"), of one of the first few ("tiga
terbesar", "terbesar kedua"), or where something is left out ("selain").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.language.numbers import ORDINALS, SPELLED
from indexer.language.wordlists import alternatives, groups, words
from indexer.question.model import Extreme, Superlative, is_year
from indexer.question.words import QUESTION_WORDS, Sentence, Word, words_in

_MOST = words("words_for_most")
_ADJECTIVES = {adjective: end for end, *adjectives in groups("extremes") for adjective in adjectives}
ANY = "any"
"""What an adjective is said of that is said of whatever can be counted."""
_LEAVES_OUT = re.compile(rf"\b{alternatives('words_that_leave_out')}\b")
_BEFORE_A_LIST = words("words_before_a_list")
_ENDS_OF_CLAUSES = words("ends_of_clauses")
_ENDS_OF_NOUNS = words("ends_of_nouns")
_WHICH = frozenset({"mana", "apa", "siapa"})
_BOUNDED = frozenset({"berapa", "kapan", "rp", "tanggal", "jam", "pukul"})
_SILENT = frozenset({"yang", "itu", "adalah", "saja", "nama", "namanya"})
_STOPS = re.compile(r"[,;:?!()]|\.\s")


@dataclass(frozen=True, slots=True)
class _Found:
    """A superlative at the words from `first` to `last`."""

    first: int
    last: int
    extreme: Extreme
    of: str
    adjective: str


def superlatives(sentence: Sentence) -> tuple[Superlative, ...]:
    """The ends that a question asks for, in order."""
    if _LEAVES_OUT.search(sentence.plain):
        return ()
    said = sentence.words
    found = list(_all_found(said))
    counts = any(noun[0] in SPELLED for noun in classes(sentence))
    if counts or any(_is_ranked(said, one) for one in found):
        return ()
    asked = [one for one in found if not _is_bound(said, one)]
    taken = {at for one in asked for at in range(one.first, one.last + 1)}
    return tuple(_with_clause(said, one, taken) for one in asked)


def ends_told(text: str) -> frozenset[Extreme]:
    """Which ends a text that answers tells of, bounds left out."""
    said = words_in(text)
    return frozenset(one.extreme for one in _all_found(said) if not _is_bound(said, one))


def tells_an_end(text: str, asked: Sequence[Superlative]) -> bool:
    """Whether a text tells of one of the ends that are asked; of the best or the worst it may be either."""
    told = ends_told(text)
    is_of_either = any(one.extreme in (Extreme.BEST, Extreme.WORST) for one in asked)
    return bool(told) and (is_of_either or not told.isdisjoint(one.extreme for one in asked))


def classes(sentence: Sentence) -> tuple[tuple[str, ...], ...]:
    """What things are called of which a question asks which one it is, or which ones, as terms: ("camat",) of "kecamatan mana". Where it asks for a
    superlative first those before a word that asks, up to where the sentence of that ends, then what this begins with; else what its sentences, and
    what commas part of them, begin with, then those before a word that asks."""
    said = sentence.words
    taken = {at for one in _all_found(said) for at in range(one.first, one.last + 1)}
    asked = {at: _noun_before(said, at, taken) for at, word in enumerate(said) if word.plain in _WHICH}
    if taken:
        first = min(taken)
        end = _end_of_sentence(said, first)
        here = [noun for at, noun in asked.items() if at < end]
        begun = [_first_noun(said, _start_of_sentence(said, at), taken) for at in (first, 0)]
        return tuple(dict.fromkeys(filter(None, (*here, *begun))))
    begins = [at for at in range(len(said)) if at == 0 or _stops(said[at].before)]
    begun = [_first_noun(said, at, taken) for at in begins if at < max(asked, default=len(said))]
    return tuple(dict.fromkeys(filter(None, (*begun, *asked.values()))))


def _end_of_sentence(said: Sequence[Word], at: int) -> int:
    """Where what a comma parts ends in which a word stands."""
    at += 1
    while at < len(said) and not _stops(said[at].before):
        at += 1
    return at


def _all_found(said: Sequence[Word]) -> Iterator[_Found]:
    for at, word in enumerate(said):
        following = said[at + 1].plain.removesuffix("nya") if at + 1 < len(said) else ""
        if word.plain in _MOST and following in _ADJECTIVES:
            yield _found(at, at + 1, following)
        elif adjective := _after_ter(word.plain.removesuffix("nya")):
            yield _found(at, at, adjective)


def _found(first: int, last: int, adjective: str) -> _Found:
    end, _, of = _ADJECTIVES[adjective].partition(" of ")
    return _Found(first, last, Extreme(end), of or ANY, adjective)


def _after_ter(word: str) -> str:
    """The adjective of "tertinggi" and "terendah", whose r is that of the prefix; "" for another word."""
    if not word.startswith("ter"):
        return ""
    return next((rest for rest in (word[3:], word[2:]) if rest in _ADJECTIVES), "")


def _is_ranked(said: Sequence[Word], found: _Found) -> bool:
    """Whether several are asked, or one that is not the first."""
    before = said[found.first - 1].plain if found.first else ""
    behind = said[found.last + 1].plain if found.last + 1 < len(said) else ""
    is_count = before in SPELLED or (before.isdigit() and not is_year(before))
    return is_count or behind in ORDINALS or re.fullmatch(r"ke\d+", behind) is not None


def _is_bound(said: Sequence[Word], found: _Found) -> bool:
    if found.last + 1 >= len(said):
        return False
    behind = said[found.last + 1]
    goes_on = not _stops(behind.before)
    is_amount = behind.plain in _BOUNDED or behind.plain in SPELLED or behind.plain[0].isdigit()
    return goes_on and is_amount and not is_year(behind.plain)


def _with_clause(said: Sequence[Word], found: _Found, taken: set[int]) -> Superlative:
    before = _clause_before(said, found.first, taken)
    behind = _clause_behind(said, found.last, taken)
    own = tuple(word.plain for word in said[found.first : found.last + 1])
    return Superlative(found.extreme, found.of, found.adjective, own, before, behind)


def _clause_before(said: Sequence[Word], first: int, taken: set[int]) -> tuple[str, ...]:
    """The words of its clause before it, without the noun that a question word asks for."""
    start = first
    while start > 0 and not _ends(said, start, taken):
        start -= 1
    asking = [at for at in range(start, first) if said[at].plain in QUESTION_WORDS]
    return _plain(said[(asking[-1] + 1 if asking else start) : first])


def _clause_behind(said: Sequence[Word], last: int, taken: set[int]) -> tuple[str, ...]:
    ends = QUESTION_WORDS | _ENDS_OF_NOUNS | _ENDS_OF_CLAUSES
    end = last + 1
    while end < len(said) and not (said[end].plain in ends or end in taken or _stops(said[end].before)):
        end += 1
    return _plain(said[last + 1 : end])


def _ends(said: Sequence[Word], at: int, taken: set[int]) -> bool:
    """Whether a clause ends before the word at a place, or the word before that ends one."""
    before = said[at - 1].plain
    return _stops(said[at].before) or before in _ENDS_OF_CLAUSES or at - 1 in taken or said[at].plain in _ENDS_OF_CLAUSES


def _plain(found: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.plain for word in found)


def _stops(between: str) -> bool:
    """Whether what stands between two words ends a clause; mostly it is a blank."""
    return between != " " and _STOPS.search(between) is not None


def _noun_before(said: Sequence[Word], at: int, taken: set[int]) -> tuple[str, ...]:
    """The terms of the noun that stands before a word that asks."""
    end = at
    while end > 0 and said[end - 1].plain in _SILENT and not _stops(said[end].before):
        end -= 1
    start = end
    while start > 0 and _goes_with(said, start, taken):
        start -= 1
    return tuple(word.term for word in said[start:end])


def _goes_with(said: Sequence[Word], start: int, taken: set[int]) -> bool:
    """Whether the word before a place belongs to the noun that begins there, or ends just before it."""
    before = said[start - 1].plain
    is_other = before in _ENDS_OF_CLAUSES or before in _ENDS_OF_NOUNS or before in QUESTION_WORDS
    return not (is_other or start - 1 in taken or is_year(before) or (start < len(said) and _stops(said[start].before)))


def _start_of_sentence(said: Sequence[Word], at: int) -> int:
    """Where the sentence, or what a comma parts of it, begins in which a word stands."""
    while at > 0 and not _stops(said[at].before):
        at -= 1
    return at


def _first_noun(said: Sequence[Word], start: int, taken: set[int]) -> tuple[str, ...]:
    """The terms of the noun with which what begins at a place opens, unless it opens otherwise."""
    while start < len(said) and said[start].plain in _BEFORE_A_LIST | QUESTION_WORDS:
        start += 1
    end = start
    while end < len(said) and not (said[end].plain in _ENDS_OF_CLAUSES | _ENDS_OF_NOUNS | QUESTION_WORDS or end in taken):
        if end > start and _stops(said[end].before):
            break
        end += 1
    return tuple(word.term for word in said[start:end] if not is_year(word.plain))
