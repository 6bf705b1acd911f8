"""Documents of Word that hold scans rather than text: somebody pasted pictures of pages. Their text is recognised."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from indexer.errors import UnreadableDocument
from indexer.models import Block, Loss, Lost, Page, Reading
from indexer.reading.page.page_text import page_of
from indexer.reading.scans.images import read_image

_LITTLE_TEXT = 1_000
"""Characters that a document of pasted scans may have beside them: a cover, a letter above its annex."""


def is_of_pictures(reading: Reading) -> bool:
    """Whether a document has pictures of whole pages, and little text beside them."""
    has_pictures = any(loss.what is Lost.PICTURES for loss in reading.losses)
    return has_pictures and sum(len(page.text) for page in reading.pages) < _LITTLE_TEXT


def with_pictures(reading: Reading, pictures: Sequence[bytes], progress: Callable[[int, int], None]) -> Reading:
    """The reading with a page for each picture, as "gambar 1"; the text beside them stands on the first. Where none of them can be
    read, the reading stays as it is."""
    pages: list[Page] = []
    for done, picture in enumerate(pictures, 1):
        pages += _recognised(picture)
        progress(done, len(pictures))
    if not pages:
        return reading
    text = [block for page in reading.pages for block in page.blocks]
    numbered = [_numbered(page, number, text if number == 1 else ()) for number, page in enumerate(pages, 1)]
    unread = len(pictures) - len(pages)
    others = [loss for loss in reading.losses if loss.what is not Lost.PICTURES]
    losses = [*others, Loss(Lost.PICTURES, unread)] if unread > 0 else others
    return replace(reading, pages=tuple(numbered), losses=tuple(losses))


def _recognised(picture: bytes) -> tuple[Page, ...]:
    """The first page of a picture; none where there is no text on it, or nothing here can recognise it."""
    try:
        return read_image(picture).pages[:1]
    except UnreadableDocument:
        return ()


def _numbered(page: Page, number: int, above: Sequence[Block]) -> Page:
    return page_of(number, [*above, *page.blocks], f"gambar {number}", confidence=page.confidence, words=page.words)
