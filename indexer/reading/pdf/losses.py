"""What of a PDF's pages can't be read, and which figures may be others than are read."""

import re
from collections import Counter
from collections.abc import Iterator

from indexer.models import Loss, Lost
from indexer.reading.pdf.sheets import PageSheets
from indexer.reading.pdf.shown.pages import ShownPages
from indexer.reading.printed.sheet import letters_on
from indexer.reading.scans import ocr

_FIGURE = r"\d(?:[\d.,]*\d)?"
_BLANK_INSIDE = re.compile(rf"{_FIGURE} +[.,] ?{_FIGURE}")


def losses_of(found: PageSheets, shown: ShownPages, pictures: Counter[int]) -> Iterator[Loss]:
    """The pages that could neither be read nor recognised, the words in fonts without letters, and the `pictures` with text that was not
    read, counted by the index of their page."""
    bare = [index for index in found.wanted if not letters_on(found.lines[index]) and not _is_empty(index, shown)]
    if lost := sorted({*found.broken, *bare}):
        yield Loss(Lost.PAGES, len(lost), tuple(index + 1 for index in lost))
    if shown.unread:
        numbers = tuple(index + 1 for index in sorted(shown.unread))
        yield Loss(Lost.FIGURES, sum(shown.unread.values()), numbers)
    if pictures:
        yield Loss(Lost.PICTURES, pictures.total(), tuple(index + 1 for index in sorted(pictures)))


def _is_empty(index: int, shown: ShownPages) -> bool:
    """Whether a page that was looked at has nothing to see."""
    return ocr.available() and not shown.has_ink(index)


def figures_with_blanks(text: str) -> list[str]:
    """The figures of a text that have a blank inside, before a mark ("5 ,6"): one figure, or two."""
    return [found[0] for found in _BLANK_INSIDE.finditer(text)]
