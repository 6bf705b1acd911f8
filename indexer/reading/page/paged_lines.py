"""Lines gathered page by page, as office documents have them -> Pages, numbered only where the page breaks can be trusted."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise

from indexer.models import Block, Page, Row, Table
from indexer.reading.page.blocks import to_blocks
from indexer.reading.page.cleaning import drop_contents, normalise, normalised_table
from indexer.reading.page.lines import Line
from indexer.reading.page.marks import may_be_heading
from indexer.reading.page.numbering import BULLET
from indexer.reading.page.page_text import page_of
from indexer.reading.page.paragraphs import flow

OBJECT = "\ufffc"
"""Stands in a text for a picture."""

_ENDLESS = 1_000_000  # a paragraph of an office document is one line, however long
_FULLEST_PAGE = 6_000
_ITEM = re.compile(r"\s*(?:-|\(?[a-z0-9]{1,3}[.)]|\(\d{1,3}\))(?:\s|$)")
_LONGEST_HEADING = 200
_BOLD_LEVEL = 6
_WORD = re.compile(r"[^\W\d_]{3}")
_TITLE_LINE = re.compile(r"[^a-z]*[A-Z]{3}[^a-z]*")


class PagedLines:
    """The lines of a document in order. Page breaks are those that someone made, and those of the last layout."""

    def __init__(self) -> None:
        self._pages: list[list[Line]] = [[]]
        self._notes: list[str] = []
        self._laid_out = False
        self._just_broken = False

    def text(self, text: str, level: int = 0) -> None:
        """Puts a paragraph on the page at hand: a heading where `level` is more than 0. A new line in it is a line of its own."""
        if level:
            self._flush_notes()
        if OBJECT in text:
            self._just_broken = False
        for n, line in enumerate(text.replace(OBJECT, "").split("\n")):
            indent = len(line) - len(line.lstrip())
            self.add(Line(" " * indent + " ".join(line.split()), gap=n == 0, level=level))

    def table(self, table: Table, breaks: Sequence[int] = ()) -> None:
        """Puts a table on the page at hand; `breaks` says how many pages end before each of its lines (its titles, its heads with the
        line beneath, its body), and after the last."""
        if not breaks:
            self._put(normalised_table(table))
            return
        above = len(breaks) - 1 - len(table.body)  # titles and heads stay together, with what follows
        self._pages_end(sum(breaks[:above]))
        rows: list[Row] = []
        part = replace(table, body=())
        for row, ends in zip(table.body, breaks[above:], strict=False):
            if ends:
                self._put(normalised_table(replace(part, body=tuple(rows))))
                part, rows = Table(), []
                self._pages_end(ends)
            rows.append(row)
        self._put(normalised_table(replace(part, body=tuple(rows))))
        self._pages_end(breaks[-1])

    def _put(self, table: Table) -> None:
        if table.titles or table.heads or table.body:
            self._pages[-1].append(Line(gap=True, table=table))
            self._just_broken = False

    def _pages_end(self, times: int) -> None:
        for _ in range(times):
            self.page_ends(rendered=True)

    def note(self, text: str) -> None:
        """Keeps a footnote for the end of the page or section, where it interrupts no list."""
        if text.strip():
            self._notes.append(text)

    def add(self, line: Line) -> None:
        """Puts a line on the page at hand."""
        if not line.text.strip():
            return
        page = self._pages[-1]
        goes_on_with_title = bool(page) and _is_title(page[-1].text) and _is_title(line.text)
        gap = line.gap and not goes_on_with_title
        page.append(replace(line, text=normalise(line.text), gap=gap))
        self._just_broken = False

    def page_ends(self, rendered: bool = False) -> None:
        """A page break; `rendered`: found by the last layout, which finds those that someone made again."""
        self._laid_out |= rendered
        if rendered and self._just_broken:
            return
        self._flush_notes()
        self._pages.append([])
        self._just_broken = not rendered

    def pages(self) -> tuple[Page, ...]:
        """One page without a number where the file knows of none."""
        self._flush_notes()
        pages = [page_of(number, _blocks(lines)) for number, lines in enumerate(self._pages, 1)]
        if self._know_their_breaks(pages):
            return tuple(pages)
        lines = list(chain.from_iterable(self._pages))
        return (page_of(None, _blocks(lines)),)

    def _know_their_breaks(self, pages: Sequence[Page]) -> bool:
        """Whether these are all pages: not where there are no breaks, or where between two that someone made stands more than fits on
        a page, so that there are others."""
        if len(pages) == 1:
            return False
        longest = max(len(page.text) for page in pages)
        return self._laid_out or longest <= _FULLEST_PAGE

    def _flush_notes(self) -> None:
        notes, self._notes = self._notes, []
        for note in notes:
            self.add(Line(f"Catatan kaki: {' '.join(note.split())}", gap=True))


def _is_title(text: str) -> bool:
    """Whether a line is in capitals, as those of a title page are."""
    return bool(_TITLE_LINE.fullmatch(text))


def _blocks(lines: list[Line]) -> tuple[Block, ...]:
    """The blocks of these lines. An item stands right below the text before it, whatever space its style sets around it."""
    meant = drop_contents(flow(lines, _ENDLESS))
    return to_blocks(_close(above, line) for above, line in pairwise([Line(), *meant]))


def _close(above: Line, line: Line) -> Line:
    """The line, right below the one above where it is an item and that no table."""
    if line.level or line.undivided or above.table is not None:
        return line
    return replace(line, gap=False) if _ITEM.match(line.text) else line


def numbered(number: str, text: str) -> str:
    """The text after its number. A number that is a word ("Pasal 5") stands alone too."""
    has_words = bool(text.replace(OBJECT, "").strip())
    if number and has_words:
        return f"{number} {text.lstrip()}"
    if has_words or not _WORD.search(number):
        return text
    return number + text


def heading_level(text: str, styled: int, bold: bool) -> int:
    """The level of a heading by its style, else by its type: a short bold paragraph that is no sentence; 0 for running text."""
    text = text.replace(OBJECT, "").strip()
    is_bullet = text.startswith(f"{BULLET} ")
    if not text or is_bullet or len(text) > _LONGEST_HEADING:
        return 0
    if styled:
        return styled
    return _BOLD_LEVEL if bold and may_be_heading(text) else 0
