"""The figures, dates and names of a sentence, and whether a source states them. Pure.

What can't be told apart is taken for a fact: a sentence dropped for nothing costs less than a false one shown.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from indexer.language.terms import STOPWORDS, normalize, number_term, stem

_MONTHS = "januari februari maret april mei juni juli agustus september oktober november desember".split()
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_DATES = (
    re.compile(rf"\b(?P<day>\d{{1,2}})\s+{_MONTH}(?:\s+(?P<year>\d{{4}}))?\b", re.I),
    re.compile(rf"\b(?P<day>){_MONTH}\s+(?P<year>\d{{4}})\b", re.I),
    re.compile(r"\b(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>\d{4})\b"),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b"),
)
_SCALES = {"ribu": "ribu", "juta": "juta", "miliar": "miliar", "milyar": "miliar", "triliun": "triliun", "trilyun": "triliun"}
_SCALE = re.compile(rf"\b(?:{'|'.join(_SCALES)})\b", re.I)
_FIGURE = re.compile(rf"\d+(?:[.,]\d+)*(?:\s*({'|'.join(_SCALES)})\b)?", re.I)
_UNITS = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()
_DIGITS = {word: str(number) for number, word in enumerate(_UNITS, 1)}
_SPELLED_WORD = rf"(?:{'|'.join([*_DIGITS, 'belas', 'puluh', 'seratus', 'ratus', 'seribu', *_SCALES])})"
_SPELLED = re.compile(rf"\b(?<!salah )(?!satu-satu){_SPELLED_WORD}(?:\s+{_SPELLED_WORD})*\b", re.I)
_DENIAL = re.compile(r"\b(?:tidak|bukan|belum|tak)\b", re.I)
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:[ .]+[A-Z][\w’'-]*)*")
_RUPIAH = re.compile(r"\bRp\.?\s*(?=\d)")
_CLITIC = re.compile(r"-(?:nya|lah|kah|pun)$", re.I)
GENERIC = frozenset(
    stem(word)
    for word in """adapun alokasi anggaran badan belanja berdasarkan capaian daerah dasar dinas dokumen indeks indikator jumlah
    kabupaten kegiatan kepala kota kutipan misi nilai pagu pelaksanaan pemerintah penanggung jawab penetapan pendapatan program
    realisasi rencana sasaran selain sumber tahun tanggal target terdapat tercatat tujuan total visi""".split()
)
"""Stems of words that sentences about planning begin with; they are no names and claim little by themselves."""
_GAP = r"\W+(?:\w+\W+){0,2}?"
"""Between two words of a name at most two others stand in the source: titles, "dan"."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a source must state; `kind` is figure, spelled, date or name."""

    kind: str
    value: tuple[str, ...]


class Source:
    """What one place of a document states: its own words, and those above it (heads, parents, headings, title)."""

    def __init__(self, own: str, above: Iterable[str]):
        self._texts = [normalize(text) for text in (own, *above)]
        self._figures = {figure for text in self._texts for figure in _figures(text)}
        self._dates = {date for text in self._texts for date, _ in _dates(text)}
        self._scales = {_SCALES[word] for text in self._texts[1:] for word in _SCALE.findall(text)}

    def states(self, fact: Fact) -> bool:
        return getattr(self, f"_{fact.kind}")(*fact.value)

    def _figure(self, number: str, scale: str) -> bool:
        return (number, scale) in self._figures or scale in self._scales and (number, "") in self._figures

    def _spelled(self, *words: str) -> bool:
        digits = _DIGITS.get(words[0]) if len(words) == 1 else None
        return (digits, "") in self._figures or self._phrase(words, r"\s+")

    def _date(self, *wanted: str) -> bool:
        known = {number for number, _ in self._figures}
        for day, month, year in self._dates:
            found = (day, month, year or (wanted[2] if wanted[2] in known else ""))
            if all(not part or part == other for part, other in zip(wanted, found, strict=True)):
                return True
        return False

    def _name(self, *words: str) -> bool:
        return self._phrase(words, _GAP)

    def _phrase(self, words: Iterable[str], between: str) -> bool:
        pattern = re.compile(r"(?<!\w)" + between.join(map(re.escape, words)) + r"(?!\w)")
        return any(pattern.search(text) for text in self._texts)


def facts(sentence: str, ordinary: Collection[str]) -> list[Fact]:
    """The facts of one sentence without marks. `ordinary` are stems of words known not to be names, of which the sentence's
    first word may be one."""
    found = [Fact("figure", figure) for figure in _figures(sentence)]
    found += [Fact("spelled", tuple(words.split())) for words in _SPELLED.findall(_FIGURE.sub(" ; ", sentence).casefold())]
    for date, words in _dates(sentence):
        found.append(Fact("date", date))
        sentence = sentence.replace(words, " ; ", 1)
    return list(dict.fromkeys([*found, *(Fact("name", words) for words in _names(sentence, ordinary))]))


def denies(text: str) -> bool:
    return bool(_DENIAL.search(text))


def _figures(text: str) -> list[tuple[str, str]]:
    """Numbers in one form, each with its scale word, "" without."""
    return [
        (number_term(re.match(r"[\d.,]*\d", match.group()).group()), _SCALES.get((match[1] or "").casefold(), ""))
        for match in _FIGURE.finditer(text)
    ]


def _dates(text: str) -> list[tuple[tuple[str, str, str], str]]:
    """(day, month, year) as numbers without leading zeros, "" for what isn't said; each with its words in the text."""
    found = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            month = match["month"].casefold()
            month = str(_MONTHS.index(month) + 1) if month in _MONTHS else month.lstrip("0")
            found.append(((match["day"].lstrip("0"), month, match["year"] or ""), match.group()))
        text = pattern.sub(" ; ", text)
    return found


def _names(sentence: str, ordinary: Collection[str]) -> Iterable[tuple[str, ...]]:
    """Runs of capitalised words and acronyms, in lower case, without the capital that only opens the sentence."""
    sentence = _RUPIAH.sub("", sentence)
    opening = re.search(r"\w", sentence)
    for match in _NAME.finditer(sentence):
        words = [_CLITIC.sub("", word) for word in re.findall(r"\w[\w’'-]*", match.group())]
        if match.start() == opening.start() and not (words[0].isupper() and len(words[0]) > 1):
            first = words[0].casefold()
            if first in STOPWORDS or stem(first) in ordinary or stem(first) in GENERIC:
                words = words[1:]
        if words:
            yield tuple(word.casefold() for word in words)
