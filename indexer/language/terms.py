"""Indonesian text -> terms: what the lexical index holds and what a question is matched with.

A term is lower-case letters and digits only. Words are stemmed (Snowball's Indonesian algorithm, Tala 2003), numbers are
brought to one form whatever their separators: 1.524.751 -> 1524751, 0,85 -> 0d85, 48.000.000,00 -> 48000000.
"""

import re
import unicodedata
from functools import cache, lru_cache
from threading import Lock

import snowballstemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from indexer.language.notations import notations
from indexer.language.numbers import NUMBER, number_term
from indexer.language.roman import SMALL
from indexer.language.wordlists import pairs, words

TOKEN = re.compile(rf"{NUMBER}|[^\W\d_]+(?:['’][^\W\d_]+)*", re.UNICODE)
_NUMERAL = re.compile(SMALL)
_CLITIC = re.compile(r"(?<=\w{3})(?:nya|lah|kah|pun)$")
_PREFIX = re.compile(r"^(?:di|ke|se|ter|ber)(?=\w{4})")
_SWALLOWED = pairs("swallowed_consonants")
"""Prefixes, the longer first, and the letters that a stem may have lost with them: swallowed by the prefix, or cut off with it."""
_BEFORE_CONSONANTS = ("men", "pen", "mem", "pem")
"""Before a vowel these have always swallowed a consonant."""
_WHOLE = words("unstemmed_words")
"""Words that mean something else than their root, which is so common that it would say nothing: pendapatan is not dapat."""
_APART = pairs("stem_exceptions")
"""Words whose root is another word that documents use as often for something else: "ditetapkan" is not "berkekuatan hukum tetap"."""
_HOMONYMS = pairs("homonym_roots")
"""Where the dictionary has both, the root that planning documents mean."""
_stemmer = snowballstemmer.stemmer("indonesian")
_stemming = Lock()  # the stemmer keeps the word it is at in itself, and the bot asks from several threads

STOPWORDS = words("stopwords")
"""Words that say how something is asked, not what about: never needed in a passage."""


def normalize(text: str) -> str:
    """NFKC, lower case, soft hyphens gone; "%" in words."""
    return unicodedata.normalize("NFKC", text).replace("\xad", "").replace("%", " persen").casefold()


@cache
def _roots() -> frozenset[str]:
    """The root words of Indonesian (Sastrawi's dictionary, after the KBBI)."""
    return frozenset(StemmerFactory().get_words())


def is_root(word: str) -> bool:
    """Whether a word is in the dictionary as it stands: common words are, most names are not."""
    return word.casefold() in _roots()


def is_word(word: str) -> bool:
    """Whether a word is in the dictionary, or one with affixes of such a word."""
    small = word.casefold()
    return is_root(small) or is_root(stem(small))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of one lower-case word.

    Snowball's, checked against the dictionary of roots: it cuts roots themselves (kepala -> pala), takes per- for pe-
    (perencanaan -> encana), and leaves out the consonant that me- and pe- swallow (menetapkan -> etap).
    """
    if _NUMERAL.fullmatch(word):
        return word  # its -i is no suffix: III is not II
    bare = _CLITIC.sub("", word)
    if bare in _WHOLE:
        return bare
    if bare in _APART:
        return _APART[bare]
    roots = _roots()
    if bare in roots:
        return bare
    unprefixed = _PREFIX.sub("", bare)
    if unprefixed in roots:
        return unprefixed
    root = _restored(bare, _snowball_stem(word))
    return _HOMONYMS.get(root, root)


def _snowball_stem(word: str) -> str:
    if len(word) <= 2:
        return word
    with _stemming:
        return _stemmer.stemWord(word)


def _restored(word: str, found: str) -> str:
    """The stem found for a word, with the letter that its prefix swallowed or that was cut off with it."""
    prefix = _swallowing_prefix(word)
    letters = _SWALLOWED.get(prefix, "")
    candidates = [letter + found for letter in letters]
    roots = [candidate for candidate in candidates if candidate in _roots()]
    starts_with_vowel = found[:1] in "aiueo"
    lost_a_consonant = prefix in _BEFORE_CONSONANTS and starts_with_vowel
    if lost_a_consonant:
        likeliest = roots or candidates
        return likeliest[0]
    is_whole = found in _roots() or not roots
    return found if is_whole else roots[0]


def _swallowing_prefix(word: str) -> str:
    """The longest prefix of a word that may have swallowed a letter; "" where it has none."""
    for prefix in _SWALLOWED:
        if word.startswith(prefix):
            return prefix
    return ""


def tokens(text: str) -> list[str]:
    """Lower-case words and numbers in order, unstemmed."""
    return TOKEN.findall(normalize(text))


def term(token: str) -> str:
    """The term of one token of `tokens`."""
    return number_term(token) if token[0].isdigit() else stem(token.replace("'", "").replace("’", ""))


def terms(text: str) -> list[str]:
    """All terms of a text in order, stop words included; after an amount, a date or the number of a regulation also the one
    term for it that is the same however it is written."""
    normal = normalize(text)
    placed = [(match.start(), term(match[0])) for match in TOKEN.finditer(normal)]
    placed += [(notation.end - 1, notation.term) for notation in notations(normal)]
    in_order = sorted(placed, key=lambda place_and_term: place_and_term[0])
    return [found for _, found in in_order]


@lru_cache(maxsize=4_096)  # headings and heads of columns stand above hundreds of spans
def index_terms(text: str) -> str:
    """The terms of a text joined by spaces, as the full-text index stores them."""
    return " ".join(terms(text))
