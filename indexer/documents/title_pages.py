"""The title of a document by the look of its first lines: a headline, a title page, the first heading. Pure."""

import re

from indexer.documents.titles import LONGEST_LINE, cased, clean, cut, is_capital, is_generic, is_goal, is_in_title_case
from indexer.language.dates import MONTH, YEAR
from indexer.language.place_names import name_at
from indexer.language.wordlists import alternatives

PAGE_END = "\f"
"""The line between two pages of a text."""
_LONGEST_HEADLINE, _LONGEST_HEADING = 150, 200
"""Characters of a headline, and of a line that is marked as a heading; longer ones are paragraphs."""
_FIRST_LINES, _TITLE_PAGE_LINES = 40, 15
"""Lines in which a title is looked for, and those of them that may be a title page."""
_LINES_ABOVE, _LINES_BELOW = 2, 3
"""Lines that belong to a title, around the one with a word of titles."""
_HEADLINE_WITHIN = 3
"""Lines below the letterhead of which one that is marked as a heading is the headline."""
_STAMP = re.compile(r"\W*(?:SALINAN|SALINAN\s+\d+|KATA PENGANTAR|DAFTAR ISI|HALAMAN JUDUL)\W*", re.I)
_NO_TITLE = re.compile(
    r"(?:LAMPIRAN|NOMOR|TANGGAL|TENTANG)\b\s*[IVX\d]*\s*:|SIARAN PERS NOMOR\b|(?:JALAN|JL|ALAMAT|TELP|TELEPON|FAKS?|KODE POS|LAMAN)\b",
    re.I,
)
"""The head of an attachment, which says of what it is one; an address."""
_TITLE_WORD = re.compile(rf"\b{alternatives('title_words')}", re.I)
_LETTERHEAD = re.compile(r"PEMERINTAH\s+(?:DAERAH\s+)?(?:KABUPATEN|KOTA|PROVINSI)\b", re.I)
_OF_AN_OFFICE = re.compile(r"(?:DINAS|KANTOR|BADAN|SEKRETARIAT|BIDANG|BAGIAN)\b(?!.*\b(?:TAHUN|\d{4})\b)", re.I)
"""Alone, as in a letterhead, whatever its name: "DINAS KOMUNIKASI DAN STATISTIK"."""
_OFFICE = re.compile(
    r"(?:(?:BADAN|DINAS|KANTOR|BAGIAN|SEKRETARIAT|INSPEKTORAT)\b.*\b)?PEMERINTAH\s+(?:DAERAH\s+)?(?:KABUPATEN|KOTA|PROVINSI)\b",
    re.I,
)
_OF_ITS_DECREE = re.compile(r"(?<=\S)\s+Lampiran (?:Keputusan|Peraturan)\b.*")
_UNIT = re.compile(r"\((?:dalam|satuan)\b[^()]{1,30}\)$", re.I)
"""What the figures of a table are counted in, which sheets have below their title."""
_PLACE_AND_MONTH = re.compile(rf"(?!TAHUN\b)[^\W\d]+(?: [^\W\d]+)?,? (?:{MONTH} )?{YEAR}", re.I)
_SIGNED_AT = re.compile(rf"[^\W\d]+(?: [^\W\d]+)?, (?:\d{{1,2}} )?{MONTH} {YEAR}", re.I)
_NUMBERED_HEADING = re.compile(r"(?:BAB\b|\d+\.|[A-Z]\.\s|[IVX]+\.\s)")
_SHORT_NAME = re.compile(r"\([^\W\d]{2,12}\)")
"""Of a title page: "(LKjIP)"."""
_IN_BRACKETS = re.compile(r"\s\([^()]*\)")
_ROW_OR_PAGE = "|"
"""Stands for a table's rows and for the end of a page, over which no title goes on."""
_CATEGORY = re.compile(r"(?:kategori|rubrik|topik|kanal|label|tags?)\s*:", re.I)
_MASTHEAD = re.compile(r"\W*(?:buletin|majalah|tabloid|newsletter)\s+\w", re.I)
_ENDS_WITHIN = re.compile(r"\s{1,20}(?:DAFTAR ISI|KATA PENGANTAR|BAB I)\b.*", re.I)
_NAME_OF_PROCEDURE = re.compile(r"\b(?:nama|judul)\s+(?:sop|pos|prosedur)\s*[:|\s]*(?P<name>[^\n|:]{4,150})", re.I)
_FIRST_FIELDS = 1_500
"""Characters within which the head of a procedure names it."""
_PERIOD = re.compile(r"(?:TAHUN\s+(?:ANGGARAN\s+)?)?[\d\s–-]{4,12}", re.I)
_DATELINE = re.compile(r"^[^\n]{2,60}?(?:(?:\.(?:com|co\.id|id|net)\b|,)[\s.,]*[-–—]+\s*|\s[-–—]+\s+)", re.I)
_SENTENCE_END = re.compile(r"(?<=[^\W\d][^\W\d])[.!?](?=\s|[A-Z])|(?<=\))[.!?](?=\s|[A-Z])")
"""Of a headline, which may lack the space after its full stop, and which knows no abbreviations."""


def content_title(text: str, news: bool) -> str:
    """The title by the look of the first lines: a headline, a title page, the first heading; "" when none looks like one."""
    lines = _telling_lines(text)
    if news:
        return _headline(_without_gaps(lines))
    title_page = _title_page(lines[:_TITLE_PAGE_LINES])
    procedure = _name_of_procedure(text)
    if procedure and not _names_a_procedure(title_page):
        return procedure
    told = _without_gaps(lines)
    title = title_page or _first_heading(told) or _first_short_line(told)
    is_place_of_signature = _SIGNED_AT.match(title) is not None
    return "" if is_generic(title) or is_place_of_signature else title


def _name_of_procedure(text: str) -> str:
    """What the head of a procedure calls it ("Nama SOP : Pelayanan Aduan"); "" where none does."""
    named = _NAME_OF_PROCEDURE.search(text[:_FIRST_FIELDS])
    if not named:
        return ""
    name = cased(clean(named["name"]))
    says_what_it_is = _TITLE_WORD.match(name) or name.casefold().startswith("sop ")
    return cut(name if says_what_it_is else f"SOP {name}")


def _names_a_procedure(title: str) -> bool:
    """Whether a title says which procedure it is of, and not only that it is of one."""
    _, says_sop, name = title.casefold().rpartition("sop")
    _, says_procedure, rest = title.casefold().rpartition("prosedur")
    said = name if says_sop else rest if says_procedure else ""
    return len(re.findall(r"\w+", said)) > 1


def _telling_lines(text: str) -> list[str]:
    """The first lines that aren't empty and say more than "Salinan" or "Daftar isi"; the rows of a table are one gap, as is the end of
    a page."""
    lines: list[str] = []
    for line in text.split("\n"):
        told = _UNIT.sub("", line.strip()).rstrip()
        is_gap = line == PAGE_END or told.startswith("|")
        if is_gap and lines and lines[-1] != _ROW_OR_PAGE:
            lines.append(_ROW_OR_PAGE)
        elif told and not is_gap and not _STAMP.fullmatch(told.strip("# ")):
            lines.append(told)
        if len(lines) >= _FIRST_LINES:
            break
    return lines


def _without_gaps(lines: list[str]) -> list[str]:
    return [line for line in lines if line != _ROW_OR_PAGE]


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
    """The first heading near the top, masthead or line of more than two words, below a letterhead; else the first line, and "" of none."""
    told = _below_heads(lines)
    headings = [line for line in told[:_HEADLINE_WITHIN] if line.startswith("# ")]
    for line in (*headings[:1], *told):
        is_telling = line.startswith("# ") or len(line.split()) > 2 or _MASTHEAD.match(line)
        if is_telling:
            return cased(clean(line))
    return lines[0] if lines else ""


def _below_heads(lines: list[str]) -> list[str]:
    """Lines without what stands above a headline: whose paper it is, its number and address, a category, what a site calls all its news."""
    told: list[str] = []
    is_below_letterhead = False
    for line in lines:
        text = clean(line)
        is_letterhead = _is_letterhead(text)
        is_office = is_below_letterhead and is_capital(text) and _OF_AN_OFFICE.match(text)
        is_head = is_letterhead or is_office or is_generic(text) or _CATEGORY.match(text) or _NO_TITLE.match(text)
        if not is_head:
            told.append(line)
        is_below_letterhead = is_letterhead
    return told


def _is_letterhead(text: str) -> bool:
    """Whether a line names a government and nothing that it does: "PEMERINTAH KOTA METRO", "Pemerintah Kota Metro – Dinas Kominfo"."""
    if not _LETTERHEAD.match(text):
        return False
    rest = _below_letterhead(text).lstrip(" –-|·,")
    return not rest or _OF_AN_OFFICE.match(rest) is not None


def _title_page(lines: list[str]) -> str:
    """Lines in capitals or headings that stand together around a word like RENCANA or MASTERPLAN."""
    for number, line in enumerate(lines):
        is_of_title = _TITLE_WORD.search(line) is not None and _is_title_line(line) and not _OF_AN_OFFICE.match(clean(line))
        if is_of_title:
            start = _first_title_line(lines, number)
            end = _end_of_title_lines(lines, number)
            said = [cased(_below_letterhead(line)) for line in _said_once(lines[start:end])]
            title = " ".join(filter(None, said))
            return cut(_ENDS_WITHIN.sub("", _OF_ITS_DECREE.sub("", title)))
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
    for line in map(clean, lines):
        if _NO_TITLE.match(line):
            continue
        told = _IN_BRACKETS.sub("", line) or line
        is_new = not set(told.casefold().split()) <= set(" ".join(said).casefold().split())
        if is_new:
            said.append(line)
    return said


def _first_title_line(lines: list[str], number: int) -> int:
    """Where the title begins that line `number` is of: below a letterhead."""
    start = number
    while start and number - start < _LINES_ABOVE:
        above = lines[start - 1]
        if not _is_title_line(above) or _LETTERHEAD.match(clean(above)):
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
    text = clean(line)
    return _is_title_line(line) and not (_OFFICE.match(text) or _PLACE_AND_MONTH.fullmatch(text))


def _is_title_line(line: str) -> bool:
    text = clean(line)
    is_of_something_else = _NUMBERED_HEADING.match(text) or _NO_TITLE.match(text) or is_goal(text)
    is_heading = line.startswith("#")
    longest = _LONGEST_HEADING if is_heading else LONGEST_LINE
    if is_of_something_else or len(text) >= longest:
        return False
    is_short = _PERIOD.fullmatch(text) or _SHORT_NAME.fullmatch(text)
    return is_heading or is_capital(text) or is_in_title_case(text) or bool(is_short)


def _first_heading(lines: list[str]) -> str:
    """The first heading of more than one word; "" where it is that of a chapter, of which the further ones are parts."""
    for line in lines:
        text = clean(line)
        if line.startswith("#") and len(text.split()) > 1:
            return "" if _is_chapter(text) else cased(text)
    return ""


def _is_chapter(text: str) -> bool:
    return _NUMBERED_HEADING.match(text) is not None or is_generic(text)


def _first_short_line(lines: list[str]) -> str:
    """The first line below a letterhead and the head of an attachment, when it has the length of a title and no full stop."""
    for line in lines:
        text = clean(line)
        is_above_title = _LETTERHEAD.match(text) or _NO_TITLE.match(text) or (is_capital(text) and _OF_AN_OFFICE.match(text))
        if not is_above_title:
            return cased(text) if _may_be_title(text) else ""
    return ""


def _may_be_title(text: str) -> bool:
    """Whether a line is no sentence, no single word, no goal, no chapter and no part of a paragraph."""
    if is_goal(text) or _is_chapter(text):
        return False
    has_the_length = 2 < len(text) <= LONGEST_LINE
    has_words = len(text.split()) > 1
    is_named = any(word[0].isupper() or word[0].isdigit() for word in text.split()[1:])
    return has_the_length and has_words and is_named and text[-1] not in ".;:," and " : " not in text
