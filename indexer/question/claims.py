"""Amounts, percentages and dates that a question states: they may be false, and are never silently agreed with."""

import re

from indexer.language.notations import notations, number_term
from indexer.question.model import Claim

_PERCENT = re.compile(r"(?<![\d.,])(\d+(?:[.,]\d+)?)\s*persen\b")
_RUPIAH = re.compile(r"\brp\.?\s?(\d+(?:[.,]\d+)*)(?![\d.,]*\s*(?:ribu|rb|juta|jt|mil[iy]ar|tril[il]?[iy][ou]n))")
_RP = re.compile(r"^rp\.?\s?")


def claims(text: str) -> tuple[Claim, ...]:
    """Those of a message that is written out, amounts and dates first."""
    plain = text.casefold()
    found: list[Claim] = []
    for notation in notations(plain):
        if notation.kind in ("amount", "date"):
            found.append(_claim(plain[notation.start : notation.end], notation.term))
    for pattern in (_PERCENT, _RUPIAH):
        for match in pattern.finditer(plain):
            found.append(_claim(match[0], number_term(match[1])))
    return tuple(found)


def _claim(said: str, term: str) -> Claim:
    return Claim(_RP.sub("Rp", said.strip()), term)
