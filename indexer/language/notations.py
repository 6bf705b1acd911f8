"""Amounts, dates, spans of years and regulation numbers, which everybody writes differently -> one term for each.

"Rp1,2 triliun" and "1.200.000.000.000" are 1200000000000; "29/8/2025" and "29 Agustus 2025" are tgl20250829; "Nomor 12 Tahun
2017", "12/POJK.01/2017" and "perda 12/2017" are no12th2017; "2025-2029" and "2025 s.d. 2029" are th2025sd2029.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?!\d)")
_UNITS = {
    "ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12, "trilyun": 10**12,
    "trilliun": 10**12,
}  # fmt: skip
_MONTHS = "januari februari maret april mei juni juli agustus september oktober november desember".split()
_MONTH = {**{name: at for at, name in enumerate(_MONTHS, 1)}, **{name[:3]: at for at, name in enumerate(_MONTHS, 1)},
          "agt": 8, "ags": 8, "pebruari": 2, "nopember": 11, "sept": 9}  # fmt: skip
_DIGIT = re.compile(r"\d")
_NUMBER, _YEAR = r"(?<![\d.,])(\d+(?:[.,]\d+)*)", r"((?:19|20)\d\d)(?!\d)"
_ACT = (
    r"(?:perda|perbup|perwali|perwal|pergub|perkada|perpres|permen\w*|pojk|uu|pp|inpres|kepmen\w*|kepres"
    r"|peraturan (?:daerah|bupati|wali ?kota|gubernur|presiden|pemerintah|menteri(?: [a-z]+){1,3})|undang-undang)"
)
_NUMBER_WORD = re.compile(r"\b(?:nomor|nomer|no)\b\.?\s*:?\s*\Z")
_NAMED = re.compile(rf"(?:\b(?:nomor|nomer|no)\b\.?\s*:?|\b{_ACT}\.?)\s*\Z")


@dataclass(frozen=True, slots=True)
class Notation:
    """One of them in a text: `kind` is "amount", "date", "period" or "regulation", `start` and `end` its place, `term` what it comes to."""

    kind: str
    start: int
    end: int
    term: str


def number_term(token: str) -> str:
    """One form for a number as written in Indonesian (1.234,50) or English (1,234.50); decimals that are zero are dropped."""
    if match := _GROUPED.match(token):
        whole, rest = match.group(), token[match.end() :]
    else:
        whole, _, rest = token.partition("," if "," in token else ".")
    whole = re.sub(r"[.,]", "", whole).lstrip("0") or "0"
    decimals = re.sub(r"\D", "", rest).rstrip("0")
    return f"{whole}d{decimals}" if decimals else whole


def _amount(match: re.Match[str]) -> str:
    value = Decimal(number_term(match[1]).replace("d", ".")) * _UNITS[match[2]]
    return number_term(f"{value:f}".replace(".", ","))


def _dated(day: str, month: int, year: str) -> str:
    return f"tgl{year}{month:02}{int(day):02}" if 1 <= int(day) <= 31 and 1 <= month <= 12 else ""


def _numbered(match: re.Match[str]) -> str:
    """A bare "2/2025" or "2 tahun 2025" is the number of a regulation only after a word for one, or after "nomor"."""
    bare = match[0].count("/") < 2
    return (
        ""
        if bare and not _NAMED.search(match.string, max(0, match.start() - 60), match.start())
        else f"no{int(match[1])}th{match[2]}"
    )


def _start(kind: str, match: re.Match[str]) -> int:
    """Where what is found begins: "nomor" belongs to it."""
    word = _NUMBER_WORD.search(match.string, max(0, match.start() - 10), match.start()) if kind == "regulation" else None
    return word.start() if word else match.start()


_PATTERNS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("amount", re.compile(rf"(?:rp\.?\s?)?{_NUMBER}\s*({'|'.join(_UNITS)})\b"), _amount),
    ("date", re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(_MONTH)})\.?\s+{_YEAR}"), lambda m: _dated(m[1], _MONTH[m[2]], m[3])),
    ("date", re.compile(rf"(?<![\d/.-])(\d{{1,2}})([-/.])(\d{{1,2}})\2{_YEAR}"), lambda m: _dated(m[1], int(m[3]), m[4])),
    ("date", re.compile(r"(?<![\d/.-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"), lambda m: _dated(m[3], int(m[2]), m[1])),
    (
        "period",
        re.compile(rf"\b{_YEAR}\s?(?:[-–—]|s\.?\s?/?\s?d\.?|sampai(?: dengan)?|hingga)\s?(?:tahun )?{_YEAR}(?!\s?[-/])"),
        lambda m: f"th{m[1]}sd{m[2]}" if m[1] < m[2] else "",
    ),
    ("regulation", re.compile(rf"(?<![\d/])(\d{{1,4}})\s?/\s?[a-z][a-z.\d-]*(?:\s?/\s?[a-z.\d-]+)?\s?/\s?{_YEAR}"), _numbered),
    ("regulation", re.compile(rf"(?<![\d/])(?<!\d\.)(\d{{1,4}})\s*(?:/|(?:tahun|thn|th)\b\.?)\s*{_YEAR}"), _numbered),
)  # fmt: skip


def notations(text: str) -> list[Notation]:
    """Those in a text in lower case, in order; none overlaps another."""
    if not _DIGIT.search(text):
        return []  # most texts have none: this is asked of every one
    found = sorted(_all(text), key=lambda one: (one.start, -one.end))
    kept: list[Notation] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _all(text: str) -> Iterator[Notation]:
    for kind, pattern, term in _PATTERNS:
        for match in pattern.finditer(text):
            if said := term(match):
                yield Notation(kind, _start(kind, match), match.end(), said)
