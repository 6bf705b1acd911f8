"""Files of which something can't be read."""

import os
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from indexer.reading.scans import ocr

needs_tesseract = pytest.mark.skipif(not ocr.available() and "CI" not in os.environ, reason="Tesseract belum terpasang")


def fax_of_two_pages(path: Path) -> Path:
    """A fax of two pages: on the first a sentence, on the second nothing but strokes."""
    said = Image.new("L", (1240, 1000), 255)
    ImageDraw.Draw(said).text((90, 90), "Pemerintah daerah membangun\njaringan internet untuk semua warga.", font_size=48)
    strokes = Image.new("L", (1240, 1000), 255)
    pen = ImageDraw.Draw(strokes)
    for at in range(200, 800, 150):
        pen.line((150, at, 1000, 900 - at // 2), width=9)
    said.save(path, format="TIFF", save_all=True, append_images=[strokes], dpi=(150, 150))
    return path
