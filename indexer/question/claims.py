"""Amounts, percentages and dates that a question states: they may be false, and are never silently agreed with."""

import re

from indexer.language.notations import notations, number_term
from indexer.language.terms import normalize
from indexer.question.model import Claim

_PERCENT = re.compile(r"(?<![\d.,])(\d+(?:[.,]\d+)?)\s*(?:%|persen\b)")
_RUPIAH = re.compile(r"\brp\.?\s?(\d+(?:[.,]\d+)*)(?![\d.,]*\s*(?:ribu|rb|juta|jt|mil[iy]ar|tril[il]?[iy][ou]n))")
_RP = re.compile(r"^rp\.?\s?")


def claims(text: str) -> tuple[Claim, ...]:
    """Those of a question as typed, amounts and dates first."""
    question = normalize(text)
    found = [Claim(question[one.start : one.end], one.term) for one in notations(question) if one.kind in ("amount", "date")]
    for pattern in (_PERCENT, _RUPIAH):
        found += [Claim(match[0], number_term(match[1])) for match in pattern.finditer(question)]
    return tuple(Claim(_RP.sub("Rp", claim.said.strip()), claim.term) for claim in found)
