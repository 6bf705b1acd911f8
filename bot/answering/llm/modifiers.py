"""Words that turn what a sentence claims into something else: bounds, directions, causes, scopes. Pure."""

import re

from indexer.language.terms import normalize
from indexer.language.wordlists import alternatives, any_of, groups

_PATTERNS = {kind: re.compile(rf"\b{any_of(phrases)}\b") for kind, *phrases in groups("modifiers_of_claims")}
KINDS = tuple(_PATTERNS)
"""The kinds of such words: "at most", "up", "cause" …"""
_DENIAL = re.compile(rf"\b{alternatives('denials')}\b")
_DENIED_BOUND = re.compile(r"\btidak (?:lebih dari|kurang dari|melebihi)\b")


def modifiers(text: str) -> frozenset[str]:
    """The kinds of such words that a text has."""
    plain = normalize(text)
    return frozenset(kind for kind, pattern in _PATTERNS.items() if pattern.search(plain))


def denies(text: str) -> bool:
    return bool(_DENIAL.search(_DENIED_BOUND.sub(" ", normalize(text))))
