"""RTF -> text and tables; striprtf takes the markup out. Numbers that Word only computes are lost with it."""

import re
from itertools import groupby

from striprtf.striprtf import rtf_to_text

from indexer.errors import NoText, UnreadableDocument
from indexer.models import Reading
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
        text = rtf_to_text(data.decode("cp1252", "replace"), errors="ignore")
    except (UnicodeError, ValueError, IndexError, KeyError, LookupError) as error:
        raise UnreadableDocument(_BROKEN) from error
    if not re.search(r"\w", text):
        raise NoText("Berkas RTF ini tidak berisi teks; simpan sebagai PDF, lalu kirim lagi.")
    lines = PagedLines()
    for tabular, group in groupby(text.split("\n"), key=lambda line: line.rstrip().endswith("|")):
        if tabular:
            lines.table(make_table([_cells(line) for line in group]))
        else:
            for line in group:
                lines.text(line)
    return Reading(lines.pages())


def _cells(line: str) -> list[SourceCell]:
    """The cells of a line that ends with a bar."""
    return [SourceCell(text) for text in line.rstrip()[:-1].split("|")]
