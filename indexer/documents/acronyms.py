"""Acronyms that a text itself defines: "Rencana Kerja Pemerintah Daerah yang selanjutnya disingkat RKPD", "Pusat Pelayanan
Keluarga (PUSPA)", "NRW (non-revenue water)", a list of abbreviations. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from indexer.language.terms import STOPWORDS
from indexer.language.wordlists import words
from indexer.models import Page, Row
from indexer.reading.page.page_text import blocks_of

MOST = 2
"""Long forms of one acronym that a document may have: the Indonesian and the English one."""
_LONGEST = 9
"""Words of a long form at most."""
_SMALL = words("small_words_of_long_forms")
_LONGEST_OF_INITIALS = 3
"""Letters of a short form at most that can only be first letters of words."""
_SHORT = r"(?=[A-Z][a-z]{0,28}[A-Z])[A-Z][A-Za-z]{1,29}|[A-Z][a-z]{3,11}"
"""At most thirty letters, and white space around it bounded too: a file may be one word, or nothing but spaces."""
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = 160
"""Characters before a short form in which its long form is looked for."""
_IN_BRACKETS = re.compile(rf"\s{{0,20}}\(({_SHORT})\)")
_SPELLED_OUT = re.compile(rf"\b({_SHORT})\s+\(([^()|;:…\d]{{5,80}})\)")
_NAMED = re.compile(
    rf",?\s{{1,20}}(?:yang|untuk)\s+(?:untuk\s+)?selanjutnya\s+(?:disingkat|disebut)(?:\s+(?:sebagai|dengan))?\s+({_SHORT})\b"
)
_LISTED = re.compile(rf"^[^\w\n]*({_SHORT})[*_\s]*[-–:=]\s+([^\n|(;:.]{{5,90}})", re.M)
_BRACKETED = re.compile(r"\(([^()]*)\)")
_PERIOD = re.compile(r"\s+tahun\s+\d{4}.*$", re.I)


@dataclass(frozen=True, slots=True)
class Pair:
    """A short form as it is written, and the words that it stands for, in lower case with single spaces."""

    short: str
    long: str


def defined(pages: Iterable[Page]) -> dict[str, tuple[str, ...]]:
    """What the pages of a document define: short form -> its long forms, most often defined first; all in lower case, long forms as words with single spaces.

    A pair counts only where the letters of the short form come in order from the beginnings of the words of the long form.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in _pairs(list(pages)):
        short = pair.short.casefold()
        if short not in STOPWORDS:
            found[short][pair.long] += 1
    return {short: _commonest(longs) for short, longs in found.items()}


def _commonest(longs: Counter[str]) -> tuple[str, ...]:
    return tuple(long for long, _ in longs.most_common(MOST))


def _pairs(pages: Sequence[Page]) -> Iterator[Pair]:
    yield from _in_text("\n".join(page.text for page in pages))
    for row in _rows(pages):
        for short, long in _neighbours(row):
            yield from _whole(short, long)


def _rows(pages: Sequence[Page]) -> Iterator[Row]:
    for block in chain.from_iterable(map(blocks_of, pages)):
        if block.table:
            yield from block.table.heads
            yield from block.table.body


def _in_text(text: str) -> Iterator[Pair]:
    for match in _IN_BRACKETS.finditer(text):
        yield from _ending(match[1], _before(text, match.start(), "[\n()|;:.…]"))
    for pattern in (_SPELLED_OUT, _LISTED):
        for match in pattern.finditer(text):
            yield from _whole(match[1], match[2])
    for match in _NAMED.finditer(text):
        yield from _from_definition(match[1], _before(text, match.start(), "[\n|;:…]"))


def _before(text: str, end: int, stops: str) -> str:
    """What stands before a place, back to the last of the `stops`."""
    return re.split(stops, text[max(0, end - _BEFORE) : end])[-1]


def _neighbours(row: Row) -> Iterator[tuple[str, str]]:
    """Cells beside each other, a cell with a colon alone left out, that may be an acronym and what it stands for."""
    filled = [cell for cell in row if cell.text.strip(": ")]
    for short, long in pairwise(filled):
        if short.repeats:
            continue
        name = short.text.lstrip(": ")
        if re.fullmatch(_SHORT, name):
            yield name, long.text.lstrip(": ")


def _from_definition(short: str, before: str) -> Iterator[Pair]:
    """Of "Uji Tuntas Nasabah (Customer Due Diligence) yang selanjutnya disingkat CDD" both names: the second spells CDD."""
    own = _PERIOD.sub("", _BRACKETED.sub(" ", before).strip())
    yield from _ending(short, own)
    name = _words(re.split(r"^\W*\d+\W+|[.,]", own)[-1])
    for other in _BRACKETED.findall(before):
        for pair in _whole(short, other):
            yield pair
            if _has_length(name):
                yield Pair(short, " ".join(name))


def _words(text: str) -> tuple[str, ...]:
    return tuple(map(str.casefold, _WORD.findall(text)))


def _has_length(words: Sequence[str]) -> bool:
    """Whether these may be a long form by their number."""
    return 1 < len(words) <= _LONGEST


def _whole(short: str, long: str) -> Iterator[Pair]:
    words = _words(long)
    if _has_length(words) and spells(short.casefold(), words):
        yield Pair(short, " ".join(words))


def _ending(short: str, before: str) -> Iterator[Pair]:
    """The last words of a text that spell a short form: those whose initials do, else the fewest."""
    letters = short.casefold()
    words = _words(before)
    longest = min(len(words), _LONGEST)
    fewest: tuple[str, ...] = ()
    for size in range(2, longest + 1):
        end = words[-size:]
        if end[0] in _SMALL or not spells(letters, end):
            continue
        fewest = fewest or end
        if _initials(end) == letters:
            fewest = end
            break
    if fewest:
        yield Pair(short, " ".join(fewest))


def _initials(words: Sequence[str]) -> str:
    """The first letters of all but the small words."""
    return "".join(word[0] for word in words if word not in _SMALL)


def spells(short: str, words: tuple[str, ...]) -> bool:
    """Whether the letters of a short form come in order from the words: each word but small ones gives its first letter or more
    (DInaS KOMunikasi dan INFOrmatika), where one word may give a letter from its inside (PUSat Pelayanan keluArga)."""
    letters = "".join(_WORD.findall(short))
    if len(letters) < 2 or letters[0] != words[0][0]:
        return False
    return _give(letters, words, inside=len(letters) > _LONGEST_OF_INITIALS)


def _give(letters: str, words: tuple[str, ...], inside: bool) -> bool:
    """Whether the words give all the letters; `inside` is whether one of them may still begin behind its first letter."""
    if not words:
        return not letters
    word, following = words[0], words[1:]
    if word in _SMALL and _give(letters, following, inside):
        return True
    starts = range(len(word)) if inside else range(1)
    for start in starts:
        still_inside = inside and start == 0
        for count in _counts_given(letters, word[start:]):
            if _give(letters[count:], following, still_inside):
                return True
    return False


def _counts_given(letters: str, word: str) -> Iterator[int]:
    """How many of the letters a word may give when it gives its first one, the most first."""
    if word[:1] != letters[:1]:
        return
    for count in range(min(len(letters), len(word)), 0, -1):
        if _within(letters[1:count], word[1:]):
            yield count


def _within(letters: str, word: str) -> bool:
    """Whether letters stand in a word in this order."""
    rest = iter(word)
    return all(letter in rest for letter in letters)
