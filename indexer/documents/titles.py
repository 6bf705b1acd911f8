"""A document's title from its first page, or from its file's name. Pure."""

import re

from indexer.language.dates import YEAR
from indexer.language.roman import roman
from indexer.language.shortening import ELLIPSIS, cut_at_word
from indexer.language.wordlists import alternatives, words

LONGEST = 200
_REGULATION = re.compile(r"(?:RANCANGAN\s+)?(?:PERATURAN|KEPUTUSAN|INSTRUKSI|UNDANG-UNDANG|QANUN|SURAT EDARAN)\b")
_NUMBERED = re.compile(r"\bNOMOR\b.*\bTENTANG\b\s*\S", re.S)
_UNNUMBERED = re.compile(r"\s*\bNomor\s*:?\s*(?:…|[._]\s*[._])[._…\s]*", re.I)
"""The place of a number that is still to be given."""
DRAFT = "Rancangan"
_ENDS = re.compile(
    r"DENGAN RAHMAT|ATAS RAHMAT|MENIMBANG|BAB\s+I\b|PASAL\s+1\b"
    r"|(?:GUBERNUR|BUPATI|WALI\s?KOTA|MENTERI|PRESIDEN|DEWAN|KEPALA)\b.*,$"
)
_TITLES_TRIED, _TITLE_LINES = 3, 24
"""Places of a first page where a regulation's name may begin, and lines that it may have."""
_FEWEST_LETTERS = 4
LONGEST_LINE = 120
"""Characters of a line of a title; longer ones are paragraphs."""
_GENERIC = re.compile(
    rf"\W*(?:{alternatives('generic_titles')}\b[\s\d.IVX]*|{alternatives('signing_offices')}\b.*)"
    r"|\W*(?:lampiran|form|formulir|tabel|gambar|bab|lembar)\s+[\divx]+[.a-z]?\b(?!.*\btentang\b).*",
    re.I,
)
_ISSUER = re.compile(
    r"(?:(?:SALINAN|BUPATI|WALI\s?KOTA|GUBERNUR|PEMERINTAH|PROVINSI|KABUPATEN|KOTA)\b[A-Z ]*?)(?=" + _REGULATION.pattern + ")"
)
"""The head of a title page where it runs into the name of the regulation."""
_PERIODS = re.compile(rf"\b{YEAR}(?:\s?[-–]\s?{YEAR})?\b")
_IN_NO_TITLE = re.compile(r"[\d.,:;|!?…]")
_SMALL = words("small_title_words")
_NUMERALS = frozenset(roman(number).upper() for number in range(1, 13))
_KEPT = words("kept_capitals") | _NUMERALS
_CASED_ALONE = re.compile(r"(\d+/\S+|[\s\-/(\"“]+)")
_BETWEEN_WORDS_OF_A_FILE_NAME = re.compile(r"[\s_]+|(?<=\D)-|-(?=\D)")
_LEADING_NUMBER = re.compile(r"\d{1,3}[.)]?")
_HASH = re.compile(r"^(?=\w*\d)[0-9a-f]{8,}$", re.I)


def regulation_title(head: str) -> str:
    """The full name of a title page in capitals ("Peraturan Daerah … Nomor 3 Tahun 2025 tentang …"); "" when there is none."""
    return cut(title_case(title_block(head)))


def title_block(head: str) -> str:
    """The same in the words of the page, on one line and whole."""
    lines = [_ISSUER.sub("", line.strip("# *\t"), count=1) for line in head.split("\n")]
    starts = [number for number, line in enumerate(lines) if _opens_a_title(line)]
    for start in starts[:_TITLES_TRIED]:
        title_lines = _lines_of_title(lines[start : start + _TITLE_LINES])
        spaced = " ".join(" ".join(title_lines).split())
        whole = re.sub(r"\bT ENTANG\b", "TENTANG", spaced)
        block = re.sub(r"\s+/\s*", "/", whole)
        if _NUMBERED.search(block):
            return block
    return ""


def _opens_a_title(line: str) -> bool:
    """Whether a line begins the name of a regulation on a title page."""
    return _REGULATION.match(line) is not None and is_capital(line)


def _lines_of_title(lines: list[str]) -> list[str]:
    """The first lines that are in capitals, without empty ones, up to what follows a regulation's name."""
    title: list[str] = []
    for line in lines:
        if not line:
            continue
        if _ENDS.match(line) or not is_capital(line):
            break
        title.append(line)
    return title


def draft_title(regulation: str) -> str:
    """What a regulation is called while its number is still to be given: "Rancangan Peraturan Bupati … Tahun 2026 tentang …"; "" for one that
    has its number."""
    without_number = _UNNUMBERED.sub(" ", regulation, count=1)
    if without_number == regulation:
        return ""
    return without_number if without_number.startswith(DRAFT) else f"{DRAFT} {without_number}"


def subject(regulation: str) -> str:
    """What a regulation is about: its title after "tentang"."""
    return regulation.partition(" tentang ")[2] or regulation


def file_title(stem: str) -> str:
    """A file's name as words: no underscores, no leading numbers, no hash."""
    parts = [part for part in _BETWEEN_WORDS_OF_A_FILE_NAME.split(stem) if part and not _HASH.match(part)]
    while len(parts) > 1 and _LEADING_NUMBER.fullmatch(parts[0]):
        parts.pop(0)
    title = " ".join(parts).strip(" .-")
    return cut(title) or stem or "Tanpa judul"


def title_case(text: str) -> str:
    """Capitals as an Indonesian title has them; numbers ("412/KPTS/2025"), words with figures and known abbreviations stay."""
    title = "".join(_word_of_title(part) for part in _CASED_ALONE.split(text))
    return title[:1].upper() + title[1:]


def _word_of_title(word: str) -> str:
    if word.lower() in _SMALL:
        return word.lower()
    has_figures = any(map(str.isdigit, word))
    is_kept = has_figures or word in _KEPT
    if is_kept or word.rstrip(')”".,;:') in _KEPT:
        return word
    return word.capitalize()


def cut(title: str) -> str:
    """At most LONGEST characters, ended at a word."""
    if len(title) <= LONGEST:
        return title
    return cut_at_word(title, LONGEST - len(ELLIPSIS)).rstrip(" ,;:-") + ELLIPSIS


def is_capital(line: str) -> bool:
    """Whether nearly all its letters are capitals: recognition of a scan mistakes some."""
    letters = list(filter(str.isalpha, line))
    capitals = sum(map(str.isupper, letters))
    return bool(letters) and capitals * 10 >= len(letters) * 9


def is_in_title_case(line: str) -> bool:
    """Whether a short line is written as titles are: its longer words begin with capitals, no punctuation, no figures but years."""
    text = clean(line)
    words = re.findall(r"[^\W\d_]+", text)
    longer = [word for word in words if len(word) > 3 and word.lower() not in _SMALL]
    is_short = 1 < len(words) and len(text) < LONGEST_LINE
    is_plain = not _IN_NO_TITLE.search(_PERIODS.sub("", text))
    return is_short and is_plain and bool(longer) and all(word[0].isupper() for word in longer)


def cased(text: str) -> str:
    """A text as a title has it, where it is in capitals."""
    return title_case(text) if is_capital(text) else text


def is_generic(title: str) -> bool:
    """Whether a title says nothing of the document: a chapter, a sheet, who signs."""
    letters = sum(map(str.isalpha, title))
    has_few_letters = letters < _FEWEST_LETTERS or letters * 3 < len(title)
    return has_few_letters or bool(_GENERIC.fullmatch(title))


def clean(line: str) -> str:
    """A line without marks of Markdown, and with single spaces."""
    return " ".join(line.strip("#*_ \t|").split())
