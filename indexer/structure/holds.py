"""What a text holds that may answer a question: figures, dates, names, offices, places, definitions, reasons. Pure.

Told once, when a document is indexed. What a question names itself is left out when it is asked (evidence/fitting.py).
"""

import re
from collections.abc import Iterator, Sequence

from indexer.language.dates import MONTH, MONTHS, WEEKDAYS, YEAR
from indexer.language.numbers import NUMBER, SPELLED
from indexer.language.offices import HOLDER
from indexer.language.terms import index_terms, is_root, stem
from indexer.language.vocabulary import ACRONYMS
from indexer.language.wordlists import alternatives, any_of, phrases, words
from indexer.models import Holds, Name

_DATE = re.compile(
    rf"\b\d{{1,2}}\s+{MONTH}\b|\b{MONTH}\s+{YEAR}|\b\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\b|\b(?:pada tanggal|sejak)\s+diundangkan\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_MARKER = re.compile(
    r"^\s*(?:\(?\d{1,3}[.)]|\(?[a-z][.)])\s+|\b(?:pasal|ayat|nomor|bab|tab(?:el|le)|gambar|no\.?)\s+\(?[\divx.]+\)?", re.I
)
_FIGURE = re.compile(NUMBER)
_SPELLED = re.compile(rf"\b{any_of((*SPELLED, 'seratus', 'seribu', 'setengah'))}\b", re.I)
_NUMBERED = re.compile(r"\bnomor\s*:?\s*\d|\b(?:lampiran|bab|bagian|pasal|tabel|gambar)\s+(?:[ivxlc]+|\d[\d.]*)\b", re.I)
_REFERENCE = re.compile(
    r"\b[A-Z]{2}[\w.]{0,30}[/-](?=\S{0,60}\d)[\w./-]+|\b\d[\d.]{0,30}/(?:[\w.-]{1,30}/){0,9}[A-Z]{2}[\w./-]*"
    r"|\b\d{3}(?:\.\d{1,9}){1,9}/\w+"
)
"""What offices number their papers by: "SOP-DK-2027-114", "050/123/BAPPEDA/2024", "188.45/12/2024". Bounded, so that a line of a hundred
thousand figures is not read from each of them to its end."""
_CONTACT = re.compile(r"(?<!\d)(?:\+?62|0)[\d ()-]{7,}\d|(?<!\d)\d{10,18}(?!\d)")
_ONLINE = re.compile(r"\w@[\w-]+\.\w|\b(?:https?://|www\.)\w|\w\.(?:id|com)\b")
_OF_REGULATIONS = re.compile(r"\b(?:nomor|no\.?)\s+\S+\s+tahun\s+\d{4}|undang-undang dasar.{0,40}?\d{4}", re.I)

_NAME = re.compile(r"\b(?:[A-Z][a-z’']+|[A-Z]\.)(?:\s+(?:[A-Z][a-z’']+|[A-Z]\.?(?=\s)|bin|binti)){1,4}")
_NO_NAMES = words("not_names") | {*MONTHS, *WEEKDAYS}
_WORD_OF_NAME = re.compile(r"[A-Za-z’']{2,}")
_OFFICE = re.compile(rf"\b{alternatives('offices')}\b", re.I)
_BODY = re.compile(r"(?:dis|din|bap|kemen|bag)[a-z]{2,}", re.I)
"""What the short names of agencies begin with: Disdik, Bappeda, Kemendagri."""
_TITLED = re.compile(r"\b(?:nama\s*:|(?:H|Hj|Dr|Drs|Dra|Ir)\.\s*[A-Z])")
_SPEAKER = any_of(office.capitalize() for office in phrases("offices_of_speakers"))
_SAID_BY = re.compile(
    rf"\b{alternatives('verbs_before_speakers')}\s+[A-Z][a-z]+|\b{_SPEAKER}\b[^,.|\d]{{0,80}},\s+[A-Z][a-z]+",
)
_SIGNED = re.compile(r"\bDi(?:tetapkan|undangkan) di\b[^,]{0,120}\d{4}[^,]{0,120},\s*(?:ttd\.?\s*)?[A-Z]", re.I)
"""A closing clause with the name under it, which stands in capitals like the office above it."""
_LED_BY = re.compile(
    r"\b(?:diketuai|dipimpin|dikoordinasikan|dikoordinatori|dijabat|dikepalai|dibina)\s+oleh\s+((?:[A-Z]\w+\s?(?:dan\s)?){1,8})"
)
_HOLDER = re.compile(HOLDER, re.I)
_RESPONSIBLE = re.compile(rf"\b{alternatives('responsible_heads')}\b", re.I)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_SIDES = re.compile(r"\s*[:=]\s*")

_PLACE = re.compile(rf"\b{alternatives('place_signs')}\b|\bdi\s+[A-Z]", re.I)
_REASON = re.compile(rf"\b{alternatives('reason_words')}\b", re.I)
_DEFINES = re.compile(r"\b(?:adalah|ialah|merupakan|yaitu|yakni|disingkat|disebut|berarti)\b", re.I)
_SUBJECT_LENGTH, _BEHIND = 120, 12
"""Characters before the verb that a definition's subject may take, and behind it that still name it ("disingkat RKPD")."""
_ABBREVIATES = re.compile(r"\([A-Z][A-Za-z-]{1,9}\)|^\W*[A-Z]{2,10}\W+[–:|=-]\s|\b(?:disingkat|singkatan|kepanjangan)\b")


def held_by(text: str) -> Holds:
    """What a text holds by itself."""
    plain = _MARKER.sub(" ", _DATE.sub(" ", text))
    return Holds(
        figures=tuple(_FIGURE.findall(_YEAR.sub(" ", plain))),
        spelled=bool(_SPELLED.search(plain)),
        numbered=bool(_NUMBERED.search(text) or _REFERENCE.search(text)),
        contact=bool(_CONTACT.search(text)),
        online=bool(_ONLINE.search(text)),
        dated=bool(_DATE.search(text)),
        years=tuple(dict.fromkeys(_YEAR.findall(_OF_REGULATIONS.sub("", text)))),
        names=tuple(_names(text)),
        signed=any(pattern.search(text) for pattern in (_TITLED, _SAID_BY, _SIGNED)),
        office=bool(_OFFICE.search(text)),
        led_by=leading_offices(text),
        offices=offices_of_row(_SIDES.split(text, maxsplit=1)),
        place=bool(_PLACE.search(text)),
        reason=bool(_REASON.search(text)),
        defined=_defined(text),
        abbreviated=index_terms(text) if _ABBREVIATES.search(text) else "",
    )


def leading_offices(text: str) -> tuple[str, ...]:
    """The terms of each office that a text says leads ("diketuai oleh Kepala Bappeda")."""
    leaders = _LED_BY.findall(text)
    return tuple(map(index_terms, filter(_OFFICE.search, leaders)))


def offices_of_row(cells: Sequence[str]) -> tuple[str, ...]:
    """The terms of each cell that names who holds an office."""
    return tuple(map(index_terms, filter(_HOLDER.search, cells)))


def _defined(text: str) -> str:
    """The terms of a definition's subject, up to what follows its verb; "" of a text that defines nothing."""
    verb = _DEFINES.search(text)
    if verb is None or verb.start() > _SUBJECT_LENGTH:
        return ""
    return index_terms(text[: verb.end() + _BEHIND])


def responsible_heads(heads: Sequence[str], cells: Sequence[str]) -> tuple[str, ...]:
    """The terms of each head that is of who answers for something, over a cell with words in it."""
    answering = []
    for head, cell in zip(heads, cells, strict=False):
        has_words = _LETTERS.search(cell) is not None
        if has_words and _RESPONSIBLE.search(head):
            answering.append(index_terms(head))
    return tuple(answering)


def _names(text: str) -> Iterator[Name]:
    for match in _NAME.finditer(text):
        written = match.group()
        spoken = _WORD_OF_NAME.findall(written)
        own = [word for word in spoken if not is_body(word)]
        if len(own) < 2:
            continue
        lower = tuple(map(str.casefold, own))
        known = tuple(map(is_root, map(stem, lower)))
        begins_with_office = _OFFICE.match(written) is not None
        titled = begins_with_office and spoken[-1] in own
        yield Name(lower, known, whole=own == spoken, titled=titled)


def is_body(word: str) -> bool:
    """Whether a capitalised word names an office, a body or a place rather than a person."""
    lower = word.casefold()
    is_listed = lower in _NO_NAMES or lower in ACRONYMS
    return is_listed or _BODY.fullmatch(word) is not None
