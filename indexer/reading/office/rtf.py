"""RTF -> text and tables; striprtf takes the markup out. Numbers that Word only computes are lost with it."""

import re
from itertools import groupby, takewhile

from striprtf.striprtf import rtf_to_text

from indexer.errors import NoText, UnreadableDocument
from indexer.models import Reading
from indexer.reading.office.rtf_marks import as_shown, groups_of, unmarked
from indexer.reading.office.running_lines import opening_paragraphs, running_lines
from indexer.reading.page.paged_lines import PagedLines
from indexer.reading.tables.source_cells import SourceCell
from indexer.reading.tables.table import make_table

_BINARY = re.compile(rb"(?<!\\)(?:\\\\)*\\bin(\d{1,15})")  # so many bytes that are no text follow
_BROKEN = "Berkas RTF ini rusak atau terpotong; simpan ulang sebagai .docx, lalu kirim lagi."


def check_rtf(data: bytes) -> None:
    """Raises UnreadableDocument where more binary data is announced than there is: LibreOffice would look for it for minutes."""
    if any(int(found[1]) > len(data) - found.end() for found in _BINARY.finditer(data)):
        raise UnreadableDocument(_BROKEN)


def read_rtf(data: bytes) -> Reading:
    """Raises UnreadableDocument (broken) and NoText."""
    try:
        source = as_shown(data.decode("cp1252", "replace"))
        text = unmarked(rtf_to_text(source, errors="ignore"))
        lines = _lines(source, text)
    except (UnicodeError, ValueError, IndexError, KeyError, LookupError) as error:
        raise UnreadableDocument(_BROKEN) from error
    pages = lines.pages()
    if not any(re.search(r"\w", page.text) for page in pages):
        raise NoText("Berkas RTF ini tidak berisi teks; simpan sebagai PDF, lalu kirim lagi.")
    return Reading(pages)


def _lines(source: str, text: str) -> PagedLines:
    """The running heads, the body with its tables, then what hangs on it (boxes, footnotes), and the feet."""
    lines = PagedLines()
    body = text.split("\n")
    opening = opening_paragraphs(takewhile(lambda line: not _is_row(line), body))
    for line in body[:opening]:
        lines.text(line)
    for line in running_lines(_beside(source, *_printed(source, "header")), already=body):
        lines.text(line)
    for tabular, group in groupby(body[opening:], key=_is_row):
        if tabular:
            lines.table(make_table([_cells(line) for line in group]))
        else:
            for line in group:
                lines.text(line)
    for box in _beside(source, "shptxt"):
        lines.text(box)
    for note in _beside(source, "footnote"):
        lines.note(note)
    for line in running_lines(_beside(source, *_printed(source, "footer")), already=body):
        lines.text(line)
    return lines


def _is_row(line: str) -> bool:
    """Whether a line is a row of a table: it ends with the bar of its last cell."""
    return line.rstrip().endswith("|")


def _printed(source: str, kind: str) -> list[str]:
    """The control words of the running heads (or feet) that are printed."""
    words = [kind, f"{kind}r"]
    if "\\titlepg" in source:
        words.append(f"{kind}f")
    if "\\facingp" in source:
        words.append(f"{kind}l")
    return words


def _beside(source: str, *words: str) -> list[str]:
    """The texts of the groups of these control words."""
    return [unmarked(rtf_to_text(f"{{\\rtf1\\ansi {group}}}", errors="ignore")).strip() for group in groups_of(source, *words)]


def _cells(line: str) -> list[SourceCell]:
    """The cells of a line that ends with a bar."""
    return [SourceCell(text) for text in line.rstrip()[:-1].split("|")]
