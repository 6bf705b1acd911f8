"""A page as a picture with the places of its words; kept in one PNG file."""

import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from PIL import Image, ImageChops, ImageDraw, PngImagePlugin

from bot.pictures.marks import Box
from indexer.models import Word

MARK = (255, 238, 88)
LARGEST = 4_000_000
"""Bytes; a scan in colour that takes more loses shades, which nobody misses on a phone."""
SHADES = 64
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Sheet:
    """`image` is RGB; `pages` is how many pages the file has, None where it has none."""

    image: Image.Image
    words: tuple[Word, ...]
    pages: int | None

    def save(self, path: Path) -> None:
        kept = [[word.text, *_rounded(word.box)] for word in self.words]
        info = PngImagePlugin.PngInfo()
        info.add_text("tanya", json.dumps({"pages": self.pages, "words": kept}), zip=True)
        self.image.save(path, "PNG", pnginfo=info, compress_level=1)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Raises OSError where `path` is not there or is no such file."""
        with Image.open(path) as image:
            image.load()
            known = json.loads(image.text["tanya"])
        return cls(image, tuple(Word(text, tuple(box)) for text, *box in known["words"]), known["pages"])


def _rounded(box: Box) -> list[float]:
    return [round(side, _DIGITS) for side in box]


def highlighted(image: Image.Image, boxes: Iterable[Box]) -> bytes:
    """PNG of the page with these boxes in yellow, as by a felt pen: what is printed there stays as dark as it was."""
    pen = Image.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(pen)
    for left, top, right, bottom in boxes:
        room = 0.12 * (bottom - top) * image.height
        corners = (
            left * image.width - room,
            top * image.height - room,
            right * image.width + room,
            bottom * image.height + room,
        )
        draw.rounded_rectangle(corners, radius=2 * room, fill=MARK)
    return png(ImageChops.multiply(image, pen))


def png(image: Image.Image) -> bytes:
    """At most a few megabytes."""
    data = _png(image)
    return data if len(data) <= LARGEST else _png(image.quantize(SHADES, Image.Quantize.FASTOCTREE))


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=3)
    return out.getvalue()
