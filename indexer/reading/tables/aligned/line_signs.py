"""What the texts of a line tell, wherever it stands: a caption, a signature, heads, a row, the rest of a cell."""

import re

from indexer.reading.tables.aligned.columns import PlacedLine, is_value
from indexer.reading.tables.figures import is_year

_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[ivxl]{1,5}|[a-z])[.)]?|\d+(?:\.\d+)+\.?|[-•▪●○■*]", re.I)
_LEADER = re.compile(r"(?:\.\s?){4,}|…")
_NOT_FILLED_IN = re.compile(r"[.…]{1,5}")
_APART = re.compile(
    r"(?:Tabel|Gambar|Grafik|Diagram|Bagan|Peta|Lampiran)\s+[\dIVXLC]+|(?:Sumber|Keterangan|Catatan)\b\s*:|BAB\s+[IVXLC\d]+\b",
    re.I,
)
_SIGNED = re.compile(r"NIP\b|Mengetahui|Menyetujui|Mengesahkan|ttd\b|Ditetapkan|Diundangkan|Tembusan|Telp|Kode Pos", re.I)
SECTION_WORD = re.compile(
    r"(?:Sasaran|Tujuan|Misi|Sub[ -]?kegiatan|Kegiatan|Program|Urusan|Bidang|Unsur|Prioritas|Strategi)\b", re.I
)
_LETTERED = re.compile(r"[a-z][.)]\s")


def stands_apart(line: PlacedLine) -> bool:
    """Whether a line is of no table: a caption, a source, a signature, an address, a line of contents."""
    if _APART.match(line.pieces[0].text) or is_signed(line):
        return True
    return any(map(_has_leader, line.texts))


def _has_leader(text: str) -> bool:
    """Whether a text has dots that lead somewhere; a few alone in a cell stand for what nobody filled in."""
    return bool(_LEADER.search(text)) and not _NOT_FILLED_IN.fullmatch(text)


def is_signed(line: PlacedLine) -> bool:
    """Whether a line is of those over or under a signature, or of a letterhead."""
    return any(map(_SIGNED.match, line.texts))


def is_enumerator(text: str) -> bool:
    """Whether a text is but the number of a row, or the mark of an item of a list."""
    return bool(_ENUMERATOR.fullmatch(text))


def values(line: PlacedLine) -> int:
    """How many figures, years and dashes stand beside each other on a line; the number before it is none."""
    texts = line.texts
    if is_enumerator(texts[0]):
        texts = texts[1:]
    return sum(map(is_value, texts))


def names_years(line: PlacedLine) -> bool:
    """Whether a line has years, and no other figures, as heads have them."""
    found = list(filter(is_value, line.texts))
    if len(found) < 2:
        return False
    return all(map(is_year, found))


def is_no_row(line: PlacedLine) -> bool:
    """Whether a line is of no table, or of the heads of one."""
    return stands_apart(line) or names_years(line)


def is_numbered_row(line: PlacedLine) -> bool:
    """Whether a line has a number and several texts."""
    number = line.pieces[0].text
    if len(line.pieces) < 3 or not is_enumerator(number):
        return False
    return number[:1].isdigit()


def has_figure_beside(line: PlacedLine) -> bool:
    """Whether a figure that is no year stands beside the first text of a line."""
    beside = list(filter(is_value, line.texts[1:]))
    return not all(map(is_year, beside))


def goes_on(text: str) -> bool:
    """Whether a text begins as no cell does, but the next line of a sentence."""
    begins_small = text.lstrip("(\"“'‘/&")[:1].islower()
    return begins_small and not _LETTERED.match(text)
