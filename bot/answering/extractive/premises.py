"""Amounts and dates that a question claims, against what is quoted: a claim is never silently agreed with."""

import re
from collections.abc import Iterable
from decimal import Decimal

from indexer.language.notations import notations, number_term
from indexer.language.terms import normalize

_PERCENT = re.compile(r"(?<![\d.,])(\d+(?:[.,]\d+)?)\s*(?:%|persen\b)")
_RUPIAH = re.compile(r"\brp\.?\s?(\d+(?:[.,]\d+)*)(?![\d.,]*\s*(?:ribu|rb|juta|jt|mil[iy]ar|tril[il]?[iy][ou]n))")
_NUMBER = re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)*")


def unsupported(question: str, shown: Iterable[str]) -> str | None:
    """A sentence that names the amounts, percentages and dates of a question that nothing `shown` has; None where all are there.

    An amount that is a quoted one, rounded, is supported: "4,4 triliun" by 4.433.850.834.046.
    """
    text = normalize(" \n ".join(shown))
    dates = {found.term for found in notations(text) if found.kind == "date"}
    values = [_value(term) for found in notations(text) if found.kind == "amount" for term in (found.term,)]
    values += [_value(number_term(number)) for number in _NUMBER.findall(text)]
    wrong = [said for said, claim in _claims(normalize(question)) if not _stands(claim, dates, values)]
    if not wrong:
        return None
    return f"Catatan: {' dan '.join(wrong)} yang disebut dalam pertanyaan tidak tercantum dalam kutipan ini."


def _claims(question: str) -> list[tuple[str, str]]:
    """(words, term) of each amount, percentage and date."""
    found = [(question[one.start : one.end], one.term) for one in notations(question) if one.kind in ("amount", "date")]
    for pattern in (_PERCENT, _RUPIAH):
        found += [(match[0], number_term(match[1])) for match in pattern.finditer(question)]
    return [(re.sub(r"^rp\.?\s?", "Rp", said.strip()), term) for said, term in found]


def _stands(claim: str, dates: set[str], values: list[Decimal]) -> bool:
    if claim.startswith("tgl"):
        return claim in dates
    claimed = _value(claim)
    return any(_rounded(value, claimed) == claimed for value in values)


def _rounded(value: Decimal, like: Decimal) -> Decimal:
    """A value rounded to the last digit that another one gives: 4.433.850 like 4.400.000 is 4.400.000."""
    exponent = like.normalize().as_tuple().exponent
    return value.quantize(Decimal(1).scaleb(exponent)) if value.adjusted() < 25 else value


def _value(term: str) -> Decimal:
    return Decimal(term.replace("d", "."))
