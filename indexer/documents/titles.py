"""A document's title from its first page, or from its file's name. Pure."""

import re

LONGEST = 200
_REGULATION = re.compile(r"(?:RANCANGAN\s+)?(?:PERATURAN|KEPUTUSAN|INSTRUKSI|UNDANG-UNDANG|QANUN|SURAT EDARAN)\b")
_NUMBERED = re.compile(r"\bNOMOR\b.*\bTENTANG\b\s*\S", re.S)
_ENDS = re.compile(
    r"DENGAN RAHMAT|ATAS RAHMAT|MENIMBANG|BAB\s+I\b|PASAL\s+1\b"
    r"|(?:GUBERNUR|BUPATI|WALI\s?KOTA|MENTERI|PRESIDEN|DEWAN|KEPALA)\b.*,$"
)
_STAMP = re.compile(r"\W*(?:SALINAN|SALINAN\s+\d+|KATA PENGANTAR|DAFTAR ISI|HALAMAN JUDUL)\W*", re.I)
_PLAN = re.compile(
    r"RENCANA|MASTER\s?PLAN|RPJ[MP]D|RKPD|RENSTRA|RENJA|LAPORAN|PROFIL|KAJIAN|PETA JALAN|ROAD\s?MAP|PEDOMAN|NASKAH|STRATEGI"
    r"|PERJANJIAN KINERJA|KERANGKA ACUAN|NOTULEN|STANDAR OPERASIONAL",
    re.I,
)
_LETTERHEAD = re.compile(r"PEMERINTAH\s+(?:DAERAH\s+)?(?:KABUPATEN|KOTA|PROVINSI)\b")
_SMALL = frozenset(
    "dan atau di ke dari yang untuk tentang dalam pada dengan atas oleh bagi serta sebagai kepada terhadap antara".split()
)
_KEPT = frozenset(
    """
    RPJMD RPJPD RPJMN RPJPN RKPD APBD APBN RTRW RDTR SPBE OPD SKPD DKI DIY DPRD LKPJ LKJIP KLHS SDGS TPB UMKM BUMD BLUD
    KUA PPAS TIK POJK OJK RI PT BPS ASN PNS PAD PDRB IPM I II III IV V VI VII VIII IX X XI XII
    """.split()
)
_DATELINE = re.compile(r"^[^\n]{2,50}?(?:\.(?:com|co\.id|id|net)\b|,)[\s.,]*[-–—]+\s*", re.I)
_SENTENCE_END = re.compile(r"(?<=[^\W\d][^\W\d])[.!?](?=\s|[A-Z])|(?<=\))[.!?](?=\s|[A-Z])")
_HASH = re.compile(r"^(?=\w*\d)[0-9a-f]{8,}$", re.I)


def regulation_title(head: str) -> str:
    """The full name of a title page in capitals ("Peraturan Daerah … Nomor 3 Tahun 2025 tentang …"); "" when there is none."""
    return cut(title_case(title_block(head)))


def title_block(head: str) -> str:
    """The same in the words of the page, on one line and whole."""
    lines = [line.strip("# *\t") for line in head.split("\n")]
    starts = [n for n, line in enumerate(lines) if _REGULATION.match(line) and is_capital(line)]
    for start in starts[:3]:
        said: list[str] = []
        for line in lines[start : start + 24]:
            if line and (_ENDS.match(line) or not is_capital(line)):
                break
            said += [line] if line else []
        block = re.sub(r"\s+/\s*", "/", " ".join(" ".join(said).split()))
        if _NUMBERED.search(block):
            return block
    return ""


def subject(regulation: str) -> str:
    """What a regulation is about: its title after "tentang"."""
    return regulation.partition(" tentang ")[2] or regulation


def content_title(text: str, news: bool) -> str:
    """The title by the look of the first lines: a headline, a title page, the first heading; "" when none looks like one."""
    lines = [line.strip() for line in text.split("\n") if line.strip() and not _STAMP.fullmatch(line.strip("# "))][:40]
    if news:
        return _headline(lines)
    return (
        _title_page(lines[:15])
        or next((_cased(_clean(line)) for line in lines if line.startswith("#") and len(_clean(line).split()) > 1), "")
        or _short(lines)
    )


def file_title(stem: str) -> str:
    """A file's name as words: no underscores, no leading numbers, no hash."""
    words = [word for word in re.split(r"[\s_]+|(?<=\D)-|-(?=\D)", stem) if word and not _HASH.match(word)]
    while len(words) > 1 and re.fullmatch(r"\d{1,3}[.)]?", words[0]):
        words.pop(0)
    return cut(" ".join(words).strip(" .-")) or stem or "Tanpa judul"


def title_case(text: str) -> str:
    """Capitals as an Indonesian title has them; numbers ("412/KPTS/2025"), words with figures and known abbreviations stay."""
    words = [
        part if part in _KEPT or any(char.isdigit() for char in part) else part.capitalize()
        for part in re.split(r"(\d+/\S+|[\s\-/(\"“]+)", text)
    ]
    cased = [word.lower() if word.lower() in _SMALL else word for word in words]
    title = "".join(cased)
    return title[:1].upper() + title[1:]


def cut(title: str) -> str:
    """At most LONGEST characters, ended at a word."""
    return title if len(title) <= LONGEST else title[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:-") + "…"


def is_capital(line: str) -> bool:
    """Whether nearly all its letters are capitals: recognition of a scan mistakes some."""
    letters = [char for char in line if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) * 10 >= len(letters) * 9


def _cased(text: str) -> str:
    return title_case(text) if is_capital(text) else text


def _headline(lines: list[str]) -> str:
    """The first line that is more than a category; of a paragraph, its first sentence without the dateline."""
    line = next((line for line in lines if line.startswith("# ") or len(line.split()) > 3), "")
    line = _clean(line) or (lines[0] if lines else "")
    if len(line) > 150 or _DATELINE.match(line):
        line = _SENTENCE_END.split(_DATELINE.sub("", line), maxsplit=1)[0]
    return cut(line.strip(' ."“”'))


def _title_page(lines: list[str]) -> str:
    """Lines in capitals or headings that stand together around a word like RENCANA or MASTERPLAN."""
    for n, line in enumerate(lines):
        if not (_PLAN.search(line) and _is_title_line(line)):
            continue
        start, end = n, n + 1
        while start and _is_title_line(lines[start - 1]) and n - start < 2 and not _LETTERHEAD.match(_clean(lines[start - 1])):
            start -= 1
        while end < len(lines) and _is_title_line(lines[end]) and end - n < 4:
            end += 1
        joined = " ".join(_clean(part) for part in lines[start:end])
        return cut(_cased(joined))
    return ""


def _is_title_line(line: str) -> bool:
    text = _clean(line)
    numbered = re.match(r"(?:BAB\b|\d+\.|[A-Z]\.\s)", text)
    return (
        not numbered
        and len(text) < 120
        and (line.startswith("#") or is_capital(text) or bool(re.fullmatch(r"[\d\s–-]{4,12}", text)))
    )


def _short(lines: list[str]) -> str:
    """The first line below a letterhead, when it has the length of a title and no full stop."""
    line = next((text for text in map(_clean, lines) if not _LETTERHEAD.match(text)), "")
    return line if 2 < len(line) <= 120 and line[-1] not in ".;:," and len(line.split()) > 1 else ""


def _clean(line: str) -> str:
    return " ".join(line.strip("#*_ \t|").split())
