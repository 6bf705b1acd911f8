"""Plain text -> one Page, its rows of bars and its aligned tables as tables, without what a news portal prints between the paragraphs of an article."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from indexer.errors import NoText
from indexer.language.wordlists import alternatives
from indexer.models import Reading, Row, Table
from indexer.reading.office.raised import flat, has_raised
from indexer.reading.page.blocks import to_blocks
from indexer.reading.page.cleaning import drop_contents, normalise
from indexer.reading.page.lines import Line
from indexer.reading.page.page_text import page_of, row_cells, with_tables_of_rows
from indexer.reading.page.paragraphs import flow, full_width
from indexer.reading.tables.aligned.text import with_tables

_WRAPPED = 100
_LEAST_WRAPPED_LINES = 10

_WAYS_TO_SHARE = alternatives("portal_ways_to_share")
_SHARING = rf"{_WAYS_TO_SHARE}\W*"
_ARTICLE = r"(?:berita|artikel|video|foto|topik|tulisan)"
_CHOSEN = r"(?:terkini|terkait|terpopuler|populer|terbaru|lainnya|rekomendasi|trending)"
_FURNITURE = re.compile(
    "|".join(
        (
            # adverts
            r"(?:banner|iklan|example|(?:google\s*)?ads?|advertisement|(?:space|pasang)\s+iklan)?\s*\d{2,4}\s*[x×]\s*\d{2,4}(?:\s*px)?",
            r"advertisement|advertorial|iklan|sponsored|scroll\s+to\s+(?:continue|resume)\b.*|gulir\s+(?:untuk|ke)\s.*lanjut.*",
            # other articles
            r"(?:baca|lihat|simak|tonton)\s+(?:juga|pula|selengkapnya)\b\s*(?:[:;>»|–-].*)?",
            rf"{_ARTICLE}?\s*{_CHOSEN}\s*:?",
            r"pilihan\s+(?:editor|redaksi)|rekomendasi\s+untuk\s+anda|(?:tags?|topik|kata\s+kunci)\s*:.*",
            r"(?:lihat|tampilkan|show)\s+(?:semua|all)\W*",
            # comments
            r"(?:tinggalkan|tulis|kirim|batalkan)\s+(?:sebuah\s+)?(?:balasan|komentar|jawaban)\b.{0,40}|\d*\s*komentar\s*(?:\(\d+\))?",
            r"alamat\s+e-?mail\s+anda\s+tidak\s+akan\s+dipublikasikan.*|ruas\s+yang\s+wajib\s+ditandai.*",
            r"simpan\s+nama,?\s+e-?mail.*|(?:nama|e-?mail|situs\s+web|komentar|website)\s*\*",
            # sharing and following
            rf"(?:sebarkan|bagikan|share)(?:\s+(?:artikel|berita|tulisan|this|ke|on|di|post))*(?:\s+ini)?\s*:?\s*(?:{_SHARING})*",
            rf"(?:{_SHARING})+|(?:ikuti|follow)\s+(?:kami|us)\b.{{0,60}}",
            r".{0,8}\b(?:i?ikuti|dapatkan|simak|baca|cek|update)\s.{0,60}(?:google\s+news|(?:saluran|kanal)\s+(?:whats\s?app|telegram)).*",
            # menus, paging, rights
            r"(?:beranda|home)\s*(?:[>»/›|].*)?|(?:menu|login|masuk|daftar|cari|search|indeks|redaksi|disclaimer|loading)\W*",
            r"tentang\s+kami|kontak(?:\s+kami)?|pedoman\s+media\s+siber|privacy\s+policy|kebijakan\s+privasi",
            r"(?:halaman|page|hal\.?)(?:\s*\d+)*(?:\s*(?:dari|of|/)\s*\d+)?|1\s+2(?:\s+\d{1,3})*",
            r"(?:halaman\s+)?(?:selanjutnya|sebelumnya|berikutnya|next|previous|prev)\W*",
            r"(?:dibaca|views?|dilihat)\s*:?\s*[\d.,]+\s*(?:kali)?|[\d.,]+\s+(?:views?|shares?|kali\s+dibaca)",
            r".{0,60}(?:all\s+rights?\s+reserved|hak\s+cipta\s+dilindungi).*|(?:©|\(c\)|copyright|hak\s+cipta)\b.*|©.*",
            r"(?:https?://|www\.)\S+",
        )
    ),
    re.I,
)
_PAGING = re.compile(r"(?:halaman|page|hal\.?)\s*\d*", re.I)


def read_text(text: str) -> Reading:
    """Raises NoText when only furniture, or nothing, is in it."""
    lines = without_furniture(with_tables(normalise(text).split("\n")))
    read = [_marks_apart(line) for line in with_tables_of_rows(lines)]
    page = page_of(None, to_blocks(_flow(drop_contents(read))))
    if not re.search(r"\w", page.text):
        raise NoText("Berkas ini tidak berisi teks; periksa berkasnya, lalu kirim kembali yang berisi.")
    return Reading((page,))


def _marks_apart(line: Line) -> Line:
    """The line or table with raised characters as they are to be read: only now, since columns set with spaces count characters."""
    if line.table is None:
        return replace(line, text=flat(line.text)) if has_raised(line.text) else line
    heads, body = (tuple(map(_row_with_marks_apart, rows)) for rows in (line.table.heads, line.table.body))
    return replace(line, table=replace(line.table, heads=heads, body=body))


def _row_with_marks_apart(row: Row) -> Row:
    return tuple(replace(cell, text=flat(cell.text)) for cell in row)


def without_furniture(lines: Iterable[str | Table]) -> list[str | Table]:
    """The lines of the article: no adverts, menus and buttons, no line said twice in a row."""
    kept: list[str | Table] = []
    last = said = ""
    for line in lines:
        if isinstance(line, Table):
            last = said = ""
            kept.append(line)
            continue
        bare = " ".join(line.split())
        is_page_number = bare.isdigit() and bool(_PAGING.fullmatch(last))
        is_repeated = bare == said and row_cells(bare) is None
        last = bare or last
        if bare and (is_page_number or is_repeated or is_furniture(bare)):
            continue
        said = bare or said
        kept.append(line.rstrip())
    return kept


def is_furniture(line: str) -> bool:
    """Whether a whole line is something a portal prints around an article, in any article; table rows never are."""
    if line.startswith("|"):
        return False
    if not any(char.isalnum() for char in line):
        return True
    return bool(_FURNITURE.fullmatch(line.strip(" •·*»›>|–—-")))


def _flow(lines: Sequence[Line]) -> Sequence[Line]:
    """Paragraphs of a text wrapped at a fixed width; other texts have a paragraph a line and stay as they are. So do tables."""
    full = [line.text for line in lines if line.text.strip()]
    is_wrapped = len(full) >= _LEAST_WRAPPED_LINES and max(map(len, full)) <= _WRAPPED
    if not is_wrapped:
        return [replace(line, text=line.text.strip()) for line in lines]
    printed: list[Line] = []
    gap = False
    for line in lines:
        if line.table is not None:
            printed.append(replace(line, gap=True))
            gap = True
        elif line.text.strip():
            printed.append(replace(line, text=" ".join(line.text.split()), gap=gap or line.gap))
            gap = False
        else:
            gap = True
    return flow(printed, full_width(printed))
