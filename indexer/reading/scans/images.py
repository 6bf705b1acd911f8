"""Pictures of pages (photos, scans, a fax in TIFF) -> pages. Pillow opens them; what they show is recognised."""

import io
import itertools
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from indexer.errors import NeedsOcr, NoText, OverLimit, UnreadableDocument
from indexer.models import Metadata, Reading
from indexer.reading.page.page_text import page_of
from indexer.reading.printed.labels import printed_labels
from indexer.reading.printed.pages import page_blocks
from indexer.reading.scans import ocr
from indexer.reading.scans.pages import NOT_INSTALLED, UNREADABLE, losses_of, recognise, steadied

_MOST_PIXELS = 120_000_000


def read_image(data: bytes, progress: Callable[[int, int], None] = lambda done, total: None) -> Reading:
    """A page a picture, and the first alone of pictures that move; `progress` is told how many are done, and of how many.

    Raises UnreadableDocument (broken), OverLimit (too many pixels), NeedsOcr (Tesseract is not installed) and NoText (no text on it).
    """
    if not ocr.available():
        raise NeedsOcr(f"Berkas ini gambar, dan server belum dapat membaca tulisan di dalamnya; {NOT_INSTALLED}.")
    with _opened(data) as image:
        total = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
        count = itertools.count(1)
        scans = recognise(range(total), lambda index: _gray(image, index), lambda: progress(next(count), total))
    sheets = steadied(scans)
    pages = page_blocks(sheets)
    if not any(pages):
        raise NoText(UNREADABLE)
    labels = printed_labels(sheets)
    numbered = enumerate(zip(pages, labels, scans, strict=True), 1)
    made = tuple(
        page_of(number, blocks, label, confidence=found.confidence, words=found.words, doubtful=found.doubtful)
        for number, (blocks, label, found) in numbered
    )
    return Reading(made, Metadata(), losses_of(dict(enumerate(scans, 1))))


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is the one that counts
            image = Image.open(io.BytesIO(data))
        with image:
            yield image
    except Image.DecompressionBombError as error:
        raise OverLimit(_too_large()) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableDocument("Gambar ini rusak atau terpotong; simpan atau foto ulang, lalu kirim lagi.") from error


def _gray(image: Image.Image, index: int) -> np.ndarray:
    """One picture as a viewer shows it (turned as its camera noted), in grey on white."""
    image.seek(index)
    if image.width * image.height > _MOST_PIXELS:
        raise OverLimit(_too_large())
    shown = ImageOps.exif_transpose(image)
    if shown.has_transparency_data:
        shown = shown.convert("RGBA")
        shown = Image.alpha_composite(Image.new("RGBA", shown.size, "white"), shown)
    return np.asarray(shown.convert("L"))


def _too_large() -> str:
    return f"Gambar ini lebih besar dari {_MOST_PIXELS // 10**6} megapiksel; perkecil, lalu kirim lagi."
