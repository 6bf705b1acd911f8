"""A text as typed in a chat -> the same text with its words written out: the one place that knows chat spelling.

Capitals and punctuation stay, so that names and the ends of sentences can still be told.
"""

import re
import unicodedata

from indexer.language.vocabulary import CHAT
from indexer.language.wordlists import alternatives, words

_NOT_OWNED = words("question_not_owned")
_ADDRESSED = re.compile(rf"^\s*{alternatives('question_addressed')}\b[\s,]+(?=\w)", re.I)
_DENIED = re.compile(r"\(\s*bukan\b[^)]*\)|,\s*bukan\s+\w+(?=\s*(?:[,?.!]|$|ya\b))", re.I)
"""What a message says that it is not about: "air minum AMAN (bukan layak ya)"."""
_NYA_OF_A_NUMBER = re.compile(r"(?<=\d)[ -]?nya\b")
_NYA_APART = re.compile(r"(?<=[^\W\d])[ -]nya\b|(?<=[a-z]{4})ny\b")
_KAH = re.compile(rf"\b({alternatives('question_words_taking_kah')})kah\b", re.I)
_WHERE = re.compile(r"\b(di|dari) mana\b", re.I)
_RUN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TWICE = re.compile(r"(?<=[a-z]{3})2$")
"""Reduplication: "apa2"."""
_LEAST_OWNED = 5
"""Letters of a word that may end in -nya."""
_SHORT_NAME = 2
"""Letters of an abbreviation in capitals that is no chat spelling: "PD" is a perangkat daerah, and "pd" is "pada"."""


def written_out(text: str) -> str:
    """A text with chat spelling replaced, "nya" joined to its word and "di mana" to one, reduplication undone, "%" in words; without
    who is spoken to, and without what it says that it isn't about. It is as long in lower case, so that places in it are the same."""
    text = _normal(text)
    if text.isupper():
        text = text.casefold()  # capitals throughout tell no names
    text = _DENIED.sub(" ", _ADDRESSED.sub("", text))
    text = _NYA_APART.sub("nya", _NYA_OF_A_NUMBER.sub("", text))
    text = _KAH.sub(r"\1", text)
    text = _RUN.sub(_run_written_out, text)
    return _WHERE.sub(r"\1mana", text)


def is_owned(word: str) -> bool:
    """Whether a word in lower case says by its ending that it belongs to what was named before: "anggarannya"."""
    if word in _NOT_OWNED or len(word) < _LEAST_OWNED:
        return False
    return word.endswith("nya")


def _normal(text: str) -> str:
    """In NFKC, and so that each character is one in lower case too."""
    text = unicodedata.normalize("NFKC", text).replace("\xad", "").replace("%", " persen")
    return "".join(one if len(one.casefold()) == 1 else one.casefold() for one in text)


def _run_written_out(match: re.Match[str]) -> str:
    """A run of letters and digits: known as a whole ("p3k"), or the words in it ("thn2026")."""
    run = match[0]
    if run.isalpha():
        return _word_written_out(run)
    if run.casefold() in CHAT:
        return CHAT[run.casefold()]
    single = _TWICE.sub("", run)
    return _LETTERS.sub(lambda word: _word_written_out(word[0]), single)


def _word_written_out(word: str) -> str:
    plain = word.casefold()
    is_short = len(word) <= _SHORT_NAME
    if is_short and word.isupper():
        return word
    if is_owned(plain):
        return word
    if plain in CHAT:
        return CHAT[plain]
    return _passive_written_out(word)


def _passive_written_out(word: str) -> str:
    """ "dipake" is "dipakai"; what is no passive of a chat spelling stays."""
    prefix, active = word[:2].casefold(), word[2:].casefold()
    written = CHAT.get(active, "me")
    if prefix != "di" or written.startswith("me"):
        return word
    return f"di{written}"
