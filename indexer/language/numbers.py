"""Numbers in figures and in words."""

import re

from indexer.language.wordlists import any_of, pairs, words

NUMBER = r"\d+(?:[.,]\d+)*"
"""A number in figures, with points and commas, as a regular expression."""

SCALES = {word: int(factor) for word, factor in pairs("number_scales").items()}
"""Words that multiply a figure, short forms and spellings included, in lower case -> by how much."""
SCALE = any_of(SCALES)
"""One of SCALES, as a regular expression."""

SPELLED = {word: int(value) for word, value in pairs("number_words").items()}
"""Numbers of one word in lower case, from "satu" to "sebelas" -> their value."""
SPELLED_PARTS = words("number_word_parts")
"""What longer spelled numbers hold beside SPELLED and SCALES: "puluh", "seratus"."""

ORDINALS = {word: int(value) for word, value in pairs("ordinals").items()}
"""Ordinal numbers in lower case, from "pertama" to "kesepuluh" -> their value."""

_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?!\d)")


def number_term(token: str) -> str:
    """One form for a number as written in Indonesian (1.234,50) or English (1,234.50); decimals that are zero are dropped."""
    grouped = _GROUPED.match(token)
    if grouped:
        whole = grouped[0]
        decimals = token[grouped.end() :]
    else:
        decimal_mark = "," if "," in token else "."
        whole, _, decimals = token.partition(decimal_mark)
    whole_digits = re.sub(r"[.,]", "", whole).lstrip("0") or "0"
    decimal_digits = re.sub(r"\D", "", decimals).rstrip("0")
    return f"{whole_digits}d{decimal_digits}" if decimal_digits else whole_digits
