"""Amounts and dates that a question claims, against what is quoted: a claim is never silently agreed with."""

import re
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from indexer.language.notations import notations, number_term
from indexer.language.terms import normalize
from indexer.question.model import Claim

_NUMBER = re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)*")
_MOST_DIGITS = 25
"""A longer number is none that a question rounds."""


def unsupported(claims: Sequence[Claim], shown: Iterable[str]) -> str | None:
    """A sentence that names the amounts, percentages and dates of a question that nothing `shown` has; None where all are there.

    An amount that is a quoted one, rounded, is supported: "4,4 triliun" by 4.433.850.834.046.
    """
    if not claims:
        return None
    text = normalize(" \n ".join(shown))
    dates, values = _stated(text)
    wrong = [claim.said for claim in claims if not _stands(claim, dates, values)]
    if not wrong:
        return None
    return f"Catatan: {' dan '.join(wrong)} yang disebut dalam pertanyaan tidak tercantum dalam kutipan ini."


def _stated(text: str) -> tuple[set[str], list[Decimal]]:
    """The dates of a text in lower case, as terms, and its numbers and amounts."""
    dates = set()
    values = [_value(number_term(number)) for number in _NUMBER.findall(text)]
    for one in notations(text):
        if one.kind == "date":
            dates.add(one.term)
        elif one.kind == "amount":
            values.append(_value(one.term))
    return dates, values


def _stands(claim: Claim, dates: Collection[str], values: Sequence[Decimal]) -> bool:
    if claim.term.startswith("tgl"):
        return claim.term in dates
    claimed = _value(claim.term)
    return any(_rounded(value, claimed) == claimed for value in values)


def _rounded(value: Decimal, like: Decimal) -> Decimal:
    """A value rounded to the last digit that another one gives: 4.433.850 like 4.400.000 is 4.400.000."""
    if value.adjusted() >= _MOST_DIGITS:
        return value
    exponent = like.normalize().as_tuple().exponent
    return value.quantize(Decimal(1).scaleb(exponent))


def _value(term: str) -> Decimal:
    return Decimal(term.replace("d", "."))
