"""The full name of a regulation as its title page or the head of its attachment has it. Pure."""

import re

from indexer.documents.titles import cut, is_capital, title_case
from indexer.language.dates import YEAR
from indexer.language.wordlists import alternatives, words

_REGULATION = re.compile(r"(?:RANCANGAN\s+)?(?:PERATURAN|KEPUTUSAN|INSTRUKSI|UNDANG-UNDANG|QANUN|SURAT EDARAN)\b")
_NUMBERED = re.compile(r"\bNOMOR\b.*\bTENTANG\b\s*\S", re.S)
_ENDS = re.compile(
    r"DENGAN RAHMAT|ATAS RAHMAT|MENIMBANG|BAB\s+I\b|PASAL\s+1\b|NO\.?(?:\s+(?:NAMA|JABATAN|URAIAN|KODE|INDIKATOR|KEGIATAN)\b|$)"
    r"|(?:GUBERNUR|BUPATI|WALI\s?KOTA|MENTERI|PRESIDEN|DEWAN|KEPALA)\b.*,$"
)
_INVOCATION = re.compile(r"\s+(?:DENGAN|ATAS) RAHMAT TUHAN\b.*")
"""What stands below the name, where a reader took both for one line."""
_UNNUMBERED = re.compile(r"\s*\bNomor\s*:?\s*(?:…|[._]\s*[._])[._…\s]*", re.I)
"""The place of a number that is still to be given."""
DRAFT = "Rancangan"
_FIELD = re.compile(r"(?:NOMOR|TANGGAL|TENTANG)\b", re.I)
"""How the lines begin that may be in small letters: "Nomor : 12 Tahun 2024"."""
_TITLES_TRIED, _TITLE_LINES = 3, 24
"""Places of a first page where a regulation's name may begin, and lines that it may have."""
_ISSUER = re.compile(
    r"(?:(?:SALINAN|BUPATI|WALI\s?KOTA|GUBERNUR|PEMERINTAH|PROVINSI|KABUPATEN|KOTA)\b[A-Z ]*?)(?=" + _REGULATION.pattern + ")"
)
"""The head of a title page where it runs into the name of the regulation."""
_ATTACHED = re.compile(r"LAMPIRAN\s*[IVX\d]*\s*[.:]?\s*(?=" + _REGULATION.pattern + ")", re.I)
_DAY_OF_ATTACHMENT = re.compile(r"\bTANGGAL\b.*$")
_COLON = re.compile(r"\b(NOMOR|TENTANG)\s*:\s*")
_LETTERHEAD = re.compile(r"PEMERINTAH\s+(?:DAERAH\s+)?(?:KABUPATEN|KOTA|PROVINSI)\b")
_NEXT_HEAD = re.compile(rf"{alternatives('heads_of_attachments')}\b", re.I)
"""How the title of what an attachment holds begins: "SUSUNAN KEANGGOTAAN", "LAPORAN REALISASI ANGGARAN"."""
_FINISHED = re.compile(rf"\bTAHUN(?: ANGGARAN)? {YEAR}(?=\s+(?:{_LETTERHEAD.pattern}|{_NEXT_HEAD.pattern}))", re.I)
_LEANING = words("words_before_a_letterhead")
_SAME_BEGINNING = 2
"""Words with which a line begins as the subject does, where it is a head that repeats it."""


def regulation_title(head: str) -> str:
    """The full name of a title page in capitals ("Peraturan Daerah … Nomor 3 Tahun 2025 tentang …"); "" when there is none."""
    return cut(title_case(title_block(head)))


def attached_to(head: str) -> str:
    """The same of what the head of an attachment says it is attached to ("LAMPIRAN I PERATURAN BUPATI … NOMOR … TENTANG …")."""
    lines = [line.strip("# *\t") for line in head.split("\n")]
    for number, line in enumerate(lines):
        attached = _ATTACHED.match(line)
        if attached and is_capital(line):
            block = _block([line[attached.end() :], *lines[number + 1 : number + _TITLE_LINES]])
            return cut(title_case(block))
    return ""


def draft_title(regulation: str) -> str:
    """What a regulation is called while its number is still to be given: "Rancangan Peraturan Bupati … Tahun 2026 tentang …"; "" for one that
    has its number."""
    without_number = _UNNUMBERED.sub(" ", regulation, count=1)
    if without_number == regulation:
        return ""
    return without_number if without_number.startswith(DRAFT) else f"{DRAFT} {without_number}"


def title_block(head: str) -> str:
    """The same in the words of the page, on one line and whole."""
    lines = [_ISSUER.sub("", line.strip("# *\t"), count=1) for line in head.split("\n")]
    starts = [number for number, line in enumerate(lines) if _opens_a_title(line)]
    for start in starts[:_TITLES_TRIED]:
        block = _block(lines[start : start + _TITLE_LINES])
        if block:
            return block
    return ""


def _opens_a_title(line: str) -> bool:
    """Whether a line begins the name of a regulation on a title page."""
    return _REGULATION.match(line) is not None and is_capital(line)


def _block(lines: list[str]) -> str:
    """The name that these lines begin with, on one line; "" where it has no number and says not what it is about."""
    title_lines = _without_next_head(_lines_of_title(lines))
    spaced = " ".join(" ".join(title_lines).split())
    whole = re.sub(r"\bT ENTANG\b", "TENTANG", spaced)
    block = re.sub(r"\s+/\s*", "/", whole)
    if not _NUMBERED.search(block):
        return ""
    named, _, about = _COLON.sub(r"\1 ", _INVOCATION.sub("", block)).partition("TENTANG")
    named = _DAY_OF_ATTACHMENT.sub("", named)
    finished = _FINISHED.search(about)
    return f"{named.strip()} TENTANG{about[: finished.end()] if finished else about}"


def _lines_of_title(lines: list[str]) -> list[str]:
    """The first lines that are in capitals, without empty ones, up to what follows a regulation's name."""
    title: list[str] = []
    for line in lines:
        if not line:
            continue
        field = _FIELD.match(line)
        is_of_title = field or is_capital(line)
        if _ENDS.match(line) or "|" in line or not is_of_title:
            break
        title.append(field[0].upper() + line[field.end() :] if field else line)
    return title


def _without_next_head(lines: list[str]) -> list[str]:
    """The lines of a title up to the head of what is attached: one that repeats the subject, or a letterhead with a further head below."""
    about = next((number for number, line in enumerate(lines) if line.startswith("TENTANG")), len(lines))
    subject_words = _words(" ".join(lines[about:]))[1:]
    beginning = subject_words[:_SAME_BEGINNING]
    stands_below = about < len(lines) and lines[about].rstrip(" :") == "TENTANG"
    for number in range(about + 1 + stands_below, len(lines)):
        repeats = _words(lines[number])[:_SAME_BEGINNING] == beginning
        if repeats or _heads_another(lines, number):
            return lines[:number]
    return lines


def _heads_another(lines: list[str], number: int) -> bool:
    """Whether a line is a letterhead with the head of something else below, and no part of the subject above it."""
    is_followed = number + 1 < len(lines) and _NEXT_HEAD.match(lines[number + 1])
    leans = not _LEANING.isdisjoint(_words(lines[number - 1])[-1:])
    return bool(_LETTERHEAD.match(lines[number]) and is_followed and not leans)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def subject(regulation: str) -> str:
    """What a regulation is about: its title after "tentang"."""
    return regulation.partition(" tentang ")[2] or regulation
