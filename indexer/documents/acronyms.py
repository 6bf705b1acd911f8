"""Acronyms that a text itself defines: "Rencana Kerja Pemerintah Daerah yang selanjutnya disingkat RKPD", "Pusat Pelayanan
Keluarga (PUSPA)", "NRW (non-revenue water)", a list of abbreviations. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from indexer.language.terms import STOPWORDS
from indexer.models import Page, Row
from indexer.reading.page.page_text import blocks_of

MOST = 2
"""Long forms of one acronym that a document may have: the Indonesian and the English one."""
_LONGEST = 9
"""Words of a long form at most."""
_SMALL = frozenset("dan atau di ke dari yang untuk tentang dalam pada dengan atas bagi serta the of and for in on to".split())
_SHORT = r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*|[A-Z][a-z]{3,11}"
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = 160
"""Characters before a short form in which its long form is looked for."""
_IN_BRACKETS = re.compile(rf"\s*\(({_SHORT})\)")
_SPELLED_OUT = re.compile(rf"\b({_SHORT})\s+\(([^()|;:…\d]{{5,80}})\)")
_NAMED = re.compile(
    rf",?\s+(?:yang|untuk)\s+(?:untuk\s+)?selanjutnya\s+(?:disingkat|disebut)(?:\s+(?:sebagai|dengan))?\s+({_SHORT})\b"
)
_LISTED = re.compile(rf"^\W*({_SHORT})[*_\s]*[-–:=]\s+([^\n|(;:.]{{5,90}})", re.M)
_BRACKETED = re.compile(r"\(([^()]*)\)")
_PERIOD = re.compile(r"\s+tahun\s+\d{4}.*$", re.I)


def defined(pages: Iterable[Page]) -> dict[str, tuple[str, ...]]:
    """What the pages of a document define: short form -> its long forms, most often defined first; all in lower case, long forms as words with single spaces.

    A pair counts only where the letters of the short form come in order from the beginnings of the words of the long form.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for short, long in _pairs(list(pages)):
        if short.casefold() not in STOPWORDS:
            found[short.casefold()][long] += 1
    return {short: tuple(long for long, _ in longs.most_common(MOST)) for short, longs in found.items()}


def _pairs(pages: Sequence[Page]) -> Iterator[tuple[str, str]]:
    yield from _in_text("\n".join(page.text for page in pages))
    tables = (block.table for page in pages for block in blocks_of(page) if block.table)
    for row in (row for table in tables for row in (*table.heads, *table.body)):
        for short, long in _neighbours(row):
            yield from _whole(short, long)


def _in_text(text: str) -> Iterator[tuple[str, str]]:
    for match in _IN_BRACKETS.finditer(text):
        yield from _ending(match[1], _before(text, match.start(), "[\n()|;:.…]"))
    for match in _SPELLED_OUT.finditer(text):
        yield from _whole(match[1], match[2])
    for match in _LISTED.finditer(text):
        yield from _whole(match[1], match[2])
    for match in _NAMED.finditer(text):
        yield from _from_definition(match[1], _before(text, match.start(), "[\n|;:…]"))


def _before(text: str, end: int, stops: str) -> str:
    """What stands before a place, back to the last of the `stops`."""
    return re.split(stops, text[max(0, end - _BEFORE) : end])[-1]


def _neighbours(row: Row) -> Iterator[tuple[str, str]]:
    """Cells beside each other, a cell with a colon alone left out, that may be an acronym and what it stands for."""
    filled = [cell for cell in row if cell.text.strip(": ")]
    for short, long in zip(filled, filled[1:], strict=False):
        name = short.text.lstrip(": ")
        if not short.repeats and re.fullmatch(_SHORT, name):
            yield name, long.text.lstrip(": ")


def _from_definition(short: str, before: str) -> Iterator[tuple[str, str]]:
    """Of "Uji Tuntas Nasabah (Customer Due Diligence) yang selanjutnya disingkat CDD" both names: the second spells CDD."""
    own = _PERIOD.sub("", _BRACKETED.sub(" ", before).strip())
    yield from _ending(short, own)
    for other in _BRACKETED.findall(before):
        for pair in _whole(short, other):
            yield pair
            words = [word.casefold() for word in _WORD.findall(re.split(r"^\W*\d+\W+|[.,]", own)[-1])]
            if 1 < len(words) <= _LONGEST:
                yield short, " ".join(words)


def _whole(short: str, long: str) -> Iterator[tuple[str, str]]:
    words = tuple(word.casefold() for word in _WORD.findall(long))
    if 1 < len(words) <= _LONGEST and spells(short.casefold(), words):
        yield short, " ".join(words)


def _ending(short: str, before: str) -> Iterator[tuple[str, str]]:
    """The last words of a text that spell a short form: those whose initials do, else the fewest."""
    words = tuple(word.casefold() for word in _WORD.findall(before))
    ends = [words[-size:] for size in range(2, min(len(words), _LONGEST) + 1) if words[-size] not in _SMALL]
    spelled = [end for end in ends if spells(short.casefold(), end)]
    exact = [end for end in spelled if "".join(word[0] for word in end if word not in _SMALL) == short.casefold()]
    yield from ((short, " ".join(end)) for end in (exact or spelled)[:1])


def spells(short: str, words: tuple[str, ...]) -> bool:
    """Whether the letters of a short form come in order from the words: each word but small ones gives its first letter or more
    (DInaS KOMunikasi dan INFOrmatika), where one word may give a letter from its inside (PUSat Pelayanan keluArga)."""
    letters = "".join(_WORD.findall(short))
    return len(letters) > 1 and letters[0] == words[0][0] and _rest(letters, words, len(letters) > 3)


def _rest(letters: str, words: tuple[str, ...], inside: bool) -> bool:
    """Whether the words give all the letters; `inside` is whether one of them may still begin behind its first letter."""
    if not words:
        return not letters
    word, following = words[0], words[1:]
    if word in _SMALL and _rest(letters, following, inside):
        return True
    for start in range(len(word) if inside else 1):
        for taken in range(min(len(letters), len(word) - start), 0, -1):
            if word[start] == letters[0] and _within(letters[1:taken], word[start + 1 :]):
                if _rest(letters[taken:], following, inside and start == 0):
                    return True
    return False


def _within(letters: str, word: str) -> bool:
    """Whether letters stand in a word in this order."""
    rest = iter(word)
    return all(letter in rest for letter in letters)
