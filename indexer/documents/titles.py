"""A document's title from its first page, or from its file's name. Pure."""

import re

from indexer.language.dates import MONTH, YEAR
from indexer.language.place_names import name_at
from indexer.language.roman import roman
from indexer.language.shortening import ELLIPSIS, cut_at_word
from indexer.language.wordlists import alternatives, words

LONGEST = 200

_REGULATION = re.compile(r"(?:RANCANGAN\s+)?(?:PERATURAN|KEPUTUSAN|INSTRUKSI|UNDANG-UNDANG|QANUN|SURAT EDARAN)\b")
_NUMBERED = re.compile(r"\bNOMOR\b.*\bTENTANG\b\s*\S", re.S)
_ENDS = re.compile(
    r"DENGAN RAHMAT|ATAS RAHMAT|MENIMBANG|BAB\s+I\b|PASAL\s+1\b"
    r"|(?:GUBERNUR|BUPATI|WALI\s?KOTA|MENTERI|PRESIDEN|DEWAN|KEPALA)\b.*,$"
)
_TITLES_TRIED, _TITLE_LINES = 3, 24
"""Places of a first page where a regulation's name may begin, and lines that it may have."""
_FIRST_LINES, _TITLE_PAGE_LINES = 40, 15
"""Lines in which a title is looked for, and those of them that may be a title page."""
_LINES_ABOVE, _LINES_BELOW = 2, 3
"""Lines that belong to a title, around the one with a word of titles."""
_FEWEST_LETTERS = 4
_LONGEST_LINE, _LONGEST_HEADLINE, _LONGEST_HEADING = 120, 150, 200
"""Characters of a line of a title, of a headline, and of a line that is marked as a heading; longer ones are paragraphs."""

_STAMP = re.compile(r"\W*(?:SALINAN|SALINAN\s+\d+|KATA PENGANTAR|DAFTAR ISI|HALAMAN JUDUL)\W*", re.I)
_GENERIC = re.compile(
    rf"\W*(?:{alternatives('generic_titles')}\b[\s\d.IVX]*|{alternatives('signing_offices')}\b.*)"
    r"|\W*(?:lampiran|form|formulir|tabel|gambar|bab|lembar)\s+[\divx]+[.a-z]?\b(?!.*\btentang\b).*",
    re.I,
)
_ISSUER = re.compile(
    r"(?:(?:SALINAN|BUPATI|WALI\s?KOTA|GUBERNUR|PEMERINTAH|PROVINSI|KABUPATEN|KOTA)\b[A-Z ]*?)(?=" + _REGULATION.pattern + ")"
)
"""The head of a title page where it runs into the name of the regulation."""
_NO_TITLE = re.compile(
    r"(?:LAMPIRAN|NOMOR|TANGGAL|TENTANG)\b\s*[IVX\d]*\s*:|(?:JALAN|JL|ALAMAT|TELP|TELEPON|FAKS?|KODE POS|LAMAN)\b", re.I
)
"""The head of an attachment, which says of what it is one; an address."""
_TITLE_WORD = re.compile(rf"\b{alternatives('title_words')}", re.I)
_LETTERHEAD = re.compile(r"PEMERINTAH\s+(?:DAERAH\s+)?(?:KABUPATEN|KOTA|PROVINSI)\b", re.I)
_OFFICE = re.compile(
    r"(?:(?:BADAN|DINAS|KANTOR|BAGIAN|SEKRETARIAT|INSPEKTORAT)\b.*\b)?PEMERINTAH\s+(?:DAERAH\s+)?(?:KABUPATEN|KOTA|PROVINSI)\b",
    re.I,
)
_OF_ITS_DECREE = re.compile(r"(?<=\S)\s+Lampiran (?:Keputusan|Peraturan)\b.*")
_PLACE_AND_MONTH = re.compile(rf"[^\W\d]+(?: [^\W\d]+)?,? (?:{MONTH} )?{YEAR}", re.I)
_NUMBERED_HEADING = re.compile(r"(?:BAB\b|\d+\.|[A-Z]\.\s)")
_PERIOD = re.compile(r"[\d\s–-]{4,12}")
_PERIODS = re.compile(rf"\b{YEAR}(?:\s?[-–]\s?{YEAR})?\b")
_IN_NO_TITLE = re.compile(r"[\d.,:;|!?…]")
_SMALL = words("small_title_words")
_NUMERALS = frozenset(roman(number).upper() for number in range(1, 13))
_KEPT = words("kept_capitals") | _NUMERALS
_CASED_ALONE = re.compile(r"(\d+/\S+|[\s\-/(\"“]+)")
_DATELINE = re.compile(r"^[^\n]{2,50}?(?:\.(?:com|co\.id|id|net)\b|,)[\s.,]*[-–—]+\s*", re.I)
_SENTENCE_END = re.compile(r"(?<=[^\W\d][^\W\d])[.!?](?=\s|[A-Z])|(?<=\))[.!?](?=\s|[A-Z])")
"""Of a headline, which may lack the space after its full stop, and which knows no abbreviations."""
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


def subject(regulation: str) -> str:
    """What a regulation is about: its title after "tentang"."""
    return regulation.partition(" tentang ")[2] or regulation


def content_title(text: str, news: bool) -> str:
    """The title by the look of the first lines: a headline, a title page, the first heading; "" when none looks like one."""
    lines = _telling_lines(text)[:_FIRST_LINES]
    if news:
        return _headline(lines)
    title = _title_page(lines[:_TITLE_PAGE_LINES]) or _first_heading(lines) or _first_short_line(lines)
    return "" if is_generic(title) else title


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
    text = _clean(line)
    words = re.findall(r"[^\W\d_]+", text)
    longer = [word for word in words if len(word) > 3 and word.lower() not in _SMALL]
    is_short = 1 < len(words) and len(text) < _LONGEST_LINE
    is_plain = not _IN_NO_TITLE.search(_PERIODS.sub("", text))
    return is_short and is_plain and bool(longer) and all(word[0].isupper() for word in longer)


def _cased(text: str) -> str:
    return title_case(text) if is_capital(text) else text


def _telling_lines(text: str) -> list[str]:
    """The lines that aren't empty, are no rows of a table, and say more than "Salinan" or "Daftar isi"."""
    lines = [line.strip() for line in text.split("\n")]
    return [line for line in lines if line and not line.startswith("|") and not _STAMP.fullmatch(line.strip("# "))]


def is_generic(title: str) -> bool:
    """Whether a title says nothing of the document: a chapter, a sheet, who signs."""
    letters = sum(map(str.isalpha, title))
    has_few_letters = letters < _FEWEST_LETTERS or letters * 3 < len(title)
    return has_few_letters or bool(_GENERIC.fullmatch(title))


def _headline(lines: list[str]) -> str:
    """The first line that is more than a category; of a paragraph, its first sentence without the dateline."""
    line = _first_telling_line(lines)
    dateline = _DATELINE.match(line)
    is_paragraph = dateline or len(line) > _LONGEST_HEADLINE
    if is_paragraph:
        story = _DATELINE.sub("", line)
        line = _SENTENCE_END.split(story, maxsplit=1)[0]
    return cut(line.strip(' ."“”'))


def _first_telling_line(lines: list[str]) -> str:
    """The first heading or line of more than two words; else the first line, and "" of none."""
    for line in lines:
        is_heading = line.startswith("# ")
        is_telling = is_heading or len(line.split()) > 2
        if is_telling and not is_generic(_clean(line)):
            return _clean(line)
    return lines[0] if lines else ""


def _title_page(lines: list[str]) -> str:
    """Lines in capitals or headings that stand together around a word like RENCANA or MASTERPLAN."""
    for number, line in enumerate(lines):
        is_of_title = _TITLE_WORD.search(line) is not None and _is_title_line(line)
        if is_of_title:
            start = _first_title_line(lines, number)
            end = _end_of_title_lines(lines, number)
            said = [_cased(_below_letterhead(line)) for line in _said_once(lines[start:end])]
            return cut(_OF_ITS_DECREE.sub("", " ".join(filter(None, said))))
    return ""


def _below_letterhead(line: str) -> str:
    """A line without the letterhead that it begins with: "PEMERINTAH KABUPATEN WAJO RENCANA STRATEGIS"."""
    letterhead = _LETTERHEAD.match(line)
    if not letterhead:
        return line
    end = name_at(line, letterhead.end() + 1)
    return line[end:].strip()


def _said_once(lines: list[str]) -> list[str]:
    """The words of lines, without those that repeat what the ones above them say."""
    said: list[str] = []
    for line in map(_clean, lines):
        if _NO_TITLE.match(line):
            continue
        is_new = not set(line.casefold().split()) <= set(" ".join(said).casefold().split())
        if is_new:
            said.append(line)
    return said


def _first_title_line(lines: list[str], number: int) -> int:
    """Where the title begins that line `number` is of: below a letterhead."""
    start = number
    while start and number - start < _LINES_ABOVE:
        above = lines[start - 1]
        if not _is_title_line(above) or _LETTERHEAD.match(_clean(above)):
            break
        start -= 1
    return start


def _end_of_title_lines(lines: list[str], number: int) -> int:
    """The line after the last one of the title that line `number` is of."""
    end = number + 1
    while end < len(lines) and end - number <= _LINES_BELOW and _goes_on(lines[end]):
        end += 1
    return end


def _goes_on(line: str) -> bool:
    """Whether a line is of the title above it: not whose it is, nor where and when it was written."""
    text = _clean(line)
    return _is_title_line(line) and not (_OFFICE.match(text) or _PLACE_AND_MONTH.fullmatch(text))


def _is_title_line(line: str) -> bool:
    text = _clean(line)
    is_of_something_else = _NUMBERED_HEADING.match(text) or _NO_TITLE.match(text)
    is_heading = line.startswith("#")
    longest = _LONGEST_HEADING if is_heading else _LONGEST_LINE
    if is_of_something_else or len(text) >= longest:
        return False
    return is_heading or is_capital(text) or is_in_title_case(text) or bool(_PERIOD.fullmatch(text))


def _first_heading(lines: list[str]) -> str:
    """The first heading of more than one word."""
    for line in lines:
        text = _clean(line)
        if line.startswith("#") and len(text.split()) > 1:
            return _cased(text)
    return ""


def _first_short_line(lines: list[str]) -> str:
    """The first line below a letterhead, when it has the length of a title and no full stop."""
    for line in lines:
        text = _clean(line)
        if not _LETTERHEAD.match(text):
            return _cased(text) if _may_be_title(text) else ""
    return ""


def _may_be_title(text: str) -> bool:
    """Whether a line is no sentence, no single word and no part of a paragraph."""
    has_the_length = 2 < len(text) <= _LONGEST_LINE
    has_words = len(text.split()) > 1
    is_named = any(word[0].isupper() or word[0].isdigit() for word in text.split()[1:])
    return has_the_length and has_words and is_named and text[-1] not in ".;:," and " : " not in text


def _clean(line: str) -> str:
    """A line without marks of Markdown, and with single spaces."""
    return " ".join(line.strip("#*_ \t|").split())
