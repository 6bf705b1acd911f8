"""Lines gathered page by page, as office documents have them -> Pages, numbered only where the page breaks can be trusted."""

import re
from collections.abc import Sequence

from indexer.models import Page
from indexer.reading.page.cleaning import drop_contents, normalise
from indexer.reading.page.numbering import BULLET
from indexer.reading.page.paragraphs import Line, flow

OBJECT = "\ufffc"
"""Stands in a text for a picture."""

_ENDLESS = 1_000_000  # a paragraph of an office document is one line, however long
_FULLEST_PAGE = 6_000
_BEFORE_ITEM = re.compile(r"(?<=[^|\n])\n\n(?=\s*(?:-|\(?[a-z0-9]{1,3}[.)]|\(\d{1,3}\))\s)")
_LONGEST_HEADING, _LONGEST_BOLD = 200, 120
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
            self.add(Line(" " * (len(line) - len(line.lstrip())) + " ".join(line.split()), gap=not n, level=level))

    def table(self, lines: Sequence[str], breaks: Sequence[int] = ()) -> None:
        """Puts the lines of a table on the page at hand; `breaks` says how many pages end before each, and after the last."""
        for n, line in enumerate(["", *lines, ""]):
            for _ in range(breaks[n - 1] if n and breaks else 0):
                self.page_ends(rendered=True)
            self.add(Line(line, fixed=not line or line.startswith("|")))

    def note(self, text: str) -> None:
        """Keeps a footnote for the end of the page or section, where it interrupts no list."""
        self._notes += [text] if text.strip() else []

    def add(self, line: Line) -> None:
        """Puts a line on the page at hand."""
        above = self._pages[-1][-1] if self._pages[-1] else None
        titles = above is not None and bool(_TITLE_LINE.fullmatch(line.text) and _TITLE_LINE.fullmatch(above.text))
        if line.text.strip() or line.fixed:
            self._pages[-1].append(Line(normalise(line.text), line.gap and not titles, line.level, line.fixed))
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
        """One page without a number where the file knows of none: it has no breaks, or between two that someone made stands
        more than fits on a page, so that there are others."""
        self._flush_notes()
        texts = [_text(lines) for lines in self._pages]
        known = len(texts) > 1 and (self._laid_out or max(map(len, texts)) <= _FULLEST_PAGE)
        if known:
            return tuple(Page(number, text) for number, text in enumerate(texts, 1))
        return (Page(None, _text([line for lines in self._pages for line in lines])),)

    def _flush_notes(self) -> None:
        notes, self._notes = self._notes, []
        for note in notes:
            self.add(Line(f"Catatan kaki: {' '.join(note.split())}", gap=True))


def _text(lines: list[Line]) -> str:
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(drop_contents(flow(lines, _ENDLESS)))).strip()
    return _BEFORE_ITEM.sub("\n", text)


def numbered(number: str, text: str) -> str:
    """The text after its number. A number that is a word ("Pasal 5") stands alone too."""
    if not text.replace(OBJECT, "").strip():
        return number + text if _WORD.search(number) else text
    return f"{number} {text.lstrip()}" if number else text


def heading_level(text: str, styled: int, bold: bool) -> int:
    """The level of a heading by its style, else by its type: a short bold paragraph that is no sentence; 0 for running text."""
    text = text.replace(OBJECT, "").strip()
    if not text or text.startswith(f"{BULLET} ") or len(text) > _LONGEST_HEADING:
        return 0
    if styled:
        return styled
    short = 3 <= len(text) <= _LONGEST_BOLD and text[-1] not in ".;:," and (text[0].isupper() or text[0].isdigit())
    return _BOLD_LEVEL if bold and short else 0
