"""Which words of a question are worth saying that they weren't found: names, and for a refusal what things are called. Pure.

What is said of another word ("diadain", "alasan", "orang") is no news to whoever asked, and reads like a fault.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from indexer.language.numbers import ORDINALS
from indexer.language.terms import STOPWORDS, is_root, is_word, stem
from indexer.structure.holds import is_body

_LONG = 6
"""Letters from which on a word that no dictionary has is rather a name of something than a short form."""
_VERB = re.compile(r"(?:me|di|ber|ter)[a-z]{3,}|[a-z]+(?:in|nya)")


def is_name(word: str, question: str, texts: Iterable[str]) -> bool:
    """Whether a word of a question is a proper name: no word of the dictionary, no short name of an agency, and written as one where the question or the `texts` found
    for it have it within a sentence."""
    if len(word) < 3 or not word.isalpha() or is_word(word) or is_body(word):
        return False
    written = re.compile(rf"(?<=[a-z,] ){re.escape(word.capitalize())}\b")
    return any(written.search(text) for text in (question, *texts))


def is_thing(word: str) -> bool:
    """Whether a word says what something is called: by its form no verb, and in the dictionary, or too long for a short form of chats."""
    is_verb = _VERB.fullmatch(word) and stem(word) != word
    is_small = word in STOPWORDS or word in ORDINALS
    is_noun = is_root(word) or word.startswith(("pe", "ke")) or word.endswith("an")
    is_known = is_word(word) and is_noun
    is_unknown = not is_word(word) and len(word) >= _LONG and not is_body(word)
    return (is_known or is_unknown) and not is_verb and not is_small


def narrowed(word: str, question: Sequence[str]) -> str:
    """The thing that a word of a question, given as its words in order, tells more of: in Indonesian the one right before it; "" of none."""
    for before, after in pairwise(question):
        if after == word and is_thing(before):
            return before
    return ""
