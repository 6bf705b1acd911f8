"""The figures of pages as we read them, counted, and beside what PDFium makes of the same text by itself."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2 as pdfium
from figure_kinds import differences, figures, numbers

from indexer.errors import IndexerError
from indexer.models import Page
from indexer.reading.page.page_text import blocks_of
from indexer.reading.pdf.reader import read_pdf

BLANK_INSIDE = re.compile(r"\d +[.,]\d")


@dataclass
class Count:
    """Of some pages."""

    pages: int = 0
    ours: int = 0
    agreed: int = 0
    differing: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    blanks: int = 0
    lines: list[str] = field(default_factory=list)

    def add(self, other: "Count") -> None:
        self.pages += other.pages
        self.ours += other.ours
        self.agreed += other.agreed
        self.differing += other.differing
        self.left += other.left
        self.blanks += other.blanks
        self.lines += other.lines


def compare_layers(file: Path) -> Count:
    count = Count()
    data = file.read_bytes()
    try:
        pages = read_pdf(data).pages
    except IndexerError as error:
        count.lines.append(f"{file.name}: {error}")
        return count
    with pdfium.PdfDocument(data) as pdf:
        for index, page in enumerate(pages):
            if page.confidence is None:
                layer = pdf[index].get_textpage().get_text_range()
                _compare_layer(count, page_texts(page), layer, f"{file.stem}-{index + 1}")
    return count


def _compare_layer(count: Count, texts: Sequence[str], layer: str, name: str) -> None:
    count.pages += 1
    ours = [numbers(text) for text in texts]
    count.ours += figures(ours).total()
    count_blanks(count, texts, name)
    found = differences(ours, [[number for line in layer.splitlines() for number in numbers(line)]])
    for difference in (one for one in found if one.kind != "left out"):
        count.differing[difference.kind] += 1
        count.lines.append(f"{difference.kind:9} {name}: ours {difference.ours!r}, PDFium {difference.theirs!r}")


def count_blanks(count: Count, texts: Sequence[str], name: str) -> None:
    blanks = [found[0] for text in texts for found in BLANK_INSIDE.finditer(text)]
    count.blanks += len(blanks)
    count.lines += [f"blank     {name}: {blank!r}" for blank in blanks]


def page_texts(page: Page) -> list[str]:
    """The lines and cells of a page, without cells that only repeat a merged one."""
    texts = []
    for block in blocks_of(page):
        if block.table is None:
            texts += block.text.split("\n")
            continue
        rows = (*block.table.heads, *block.table.body)
        texts += [cell.text for row in rows for cell in row if cell.own]
    return texts
