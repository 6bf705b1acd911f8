"""RTF -> text and tables; striprtf takes the markup out. Numbers that Word only computes are lost with it."""

import re
from itertools import groupby

from striprtf.striprtf import rtf_to_text

from indexer.errors import NoText, UnreadableDocument
from indexer.models import Reading
from indexer.readers.paged_lines import PagedLines
from indexer.readers.tables import Cell, make_table


def read_rtf(data: bytes) -> Reading:
    """Raises UnreadableDocument (broken) and NoText."""
    try:
        text = rtf_to_text(data.decode("cp1252", "replace"), errors="ignore")
    except (UnicodeError, ValueError, IndexError, KeyError, LookupError) as error:
        raise UnreadableDocument("Berkas RTF ini rusak; simpan ulang sebagai .docx, lalu kirim lagi.") from error
    if not re.search(r"\w", text):
        raise NoText("Berkas RTF ini tidak berisi teks; simpan sebagai PDF, lalu kirim lagi.")
    lines = PagedLines()
    for tabular, group in groupby(text.split("\n"), key=lambda line: line.rstrip().endswith("|")):
        if tabular:
            lines.table(make_table([[Cell(cell) for cell in line.rstrip()[:-1].split("|")] for line in group]).lines())
        else:
            for line in group:
                lines.text(line)
    return Reading(lines.pages())
