"""Whether a question asks what many figures come to, or which share of that one of them has. Pure."""

import re

from indexer.language.terms import terms
from indexer.language.wordlists import alternatives, phrases
from indexer.question.model import Total

_MANY = rf"\b{alternatives('question_totals')}\b"
_SHARE_WORD = rf"(?:%|\b{alternatives('question_shares')}\b)"
_TOTAL = re.compile(_MANY)
_SHARE = re.compile(rf"{_SHARE_WORD}.*\b{alternatives('question_shares_of')}\b(?:\s+\w+)?\s+{_MANY}")
_MANY_YEARS = re.compile(
    rf"\b{alternatives('bounds_of_years')} (?:dengan )?(?:awal |akhir |pertengahan )?(?:tahun )?(?:19|20)\d\d\b"
)
"""A year that only begins or ends those that are asked."""
_ANY_SHARE = re.compile(_SHARE_WORD)
TERMS_OF_TOTALS = frozenset(terms(" ".join(("jumlah", *phrases("question_totals"), *phrases("question_shares")))))
"""The terms with which a sum or a share is asked: they say nothing of what is summed."""


def asked_total(plain: str, kinds: frozenset[str]) -> Total | None:
    """The sum or the share that a question in plain lower-case words asks for, of these kinds of answers. A share of which the whole isn't named is
    none, and who answers for the whole is no sum; nor is what is asked of all years since or until one."""
    if kinds - {"figure"} or _MANY_YEARS.search(plain):
        return None
    if _ANY_SHARE.search(plain):
        return Total.SHARE if _SHARE.search(plain) else None
    return Total.SUM if _TOTAL.search(plain) else None
