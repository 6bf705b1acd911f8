"""What an answer must hold besides being of the right kind: a name rather than an office, a day rather than a year."""

import re

from indexer.language.terms import STOPWORDS, term, terms
from indexer.language.vocabulary import ACRONYMS
from indexer.question.model import Wanted
from indexer.question.wording import about_answer

_DAY = re.compile(r"\btanggal\b|\b(?:ditetapkan|diundangkan|ditandatangani|dilantik)\b")
HOLDER = r"(?:wakil |plt |penjabat )?(?:kepala|ketua|sekretaris|sekda|bupati|gubernur|wali|menteri|direktur|camat|lurah|asisten|penjabat)\b"
_NAME = re.compile(
    rf"\bnama\b|\bsiapa(?: itu| nama| yang menjabat(?: sebagai)?)? {HOLDER}|(?<!kepada )(?<!oleh )\b{HOLDER}(?: \w+){{0,5}} siapa\b"
)
"""Asks for the holder of an office: a name is wanted, not another office."""
_CONTACT = re.compile(r"\b(?:hp|telepon|telp|ponsel|whatsapp|wa|nip|nik|npwp|rekening)\b")
_NUMBER = re.compile(r"\b(?:nomor|no\.?) (?:berapa|brp)\b|\bberapa (?:nomor|no)\b", re.I)
_ABBREVIATION = re.compile(r"\b(?:kepanjangan|singkatan)")
_END = r"(?=\s(?:menurut|dalam|di|pada|dan|untuk|berdasarkan|serta)\b|$)"
_DEFINED = (
    re.compile(
        rf"\b(?:apa itu|dimaksud(?: dengan| oleh)?|pengertian|definisi|arti|kepanjangan|singkatan|maksud)(?: dari)?\s(?P<subject>.+?){_END}"
    ),
    re.compile(r"^(?P<subject>.+?)\s(?:itu apa|itu maksudnya|maksudnya|artinya|adalah apa|singkatan|itu singkatan)\b"),
)
_LAST_SUBJECT = re.compile(r"(\S+) (?:itu apa|itu maksudnya|artinya|maksudnya)\b")
"""After where it is to be looked up, the one thing to be defined: "di perda pajak, PBJT itu apa"."""
_PART = re.compile(
    r"\b(bidang|bagian|seksi|unit|dinas|badan|lembaga|pasal|bab|lampiran|program|misi|tujuan|sasaran|pilar|dimensi|strategi) (?:apa|mana|berapa)\b"
    r"(?! saja)"
)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def wanted(text: str, plain: str) -> Wanted:
    """`text` as typed, `plain` its words written out."""
    last = _LAST_SUBJECT.search(plain)
    part = _PART.search(plain)
    return Wanted(
        day=bool(_DAY.search(plain)),
        name=bool(_NAME.search(plain)),
        number=bool(_NUMBER.search(text)),
        contact=bool(_CONTACT.search(plain)),
        abbreviation=bool(_ABBREVIATION.search(text.casefold())),
        figures=tuple(_FIGURE.findall(text)),
        subject=tuple((frozenset({word}), _long_form(word)) for word in sorted(_subject(plain))),
        last_subject=_long_form(last[1]) if last else frozenset(),
        part=part[1] if part else "",
    )


def _long_form(word: str) -> frozenset[str]:
    """The terms of what an acronym of the field stands for; of another word, itself."""
    return frozenset(terms(ACRONYMS.get(word, word)))


def _subject(plain: str) -> set[str]:
    """The terms of what is to be defined: what stands between "apa itu" and "menurut …", or before "itu apa"; else all of it."""
    found = next((match["subject"] for pattern in _DEFINED if (match := pattern.search(plain))), plain)
    return _informative(found) or _informative(plain)


def _informative(words: str) -> set[str]:
    return {term(word) for word in words.split() if word not in STOPWORDS and not about_answer(word)}
