"""Paper for the tests: PDFs with text turned into scans and photos of themselves."""

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter


def pictures(path: Path, dpi: int = 150) -> list[Image.Image]:
    """The pages of a PDF as they would come out of a printer."""
    with pdfium.PdfDocument(path) as pdf:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in pdf]


def scanned(page: Image.Image, degrees: float = 1.5) -> Image.Image:
    """The page as a scanner sees it: a little askew, greyish, noisy."""
    chance = np.random.default_rng(1)
    turned = np.asarray(page.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255), dtype=float)
    return Image.fromarray(np.clip(turned * 0.9 + 10 + chance.normal(0, 8, turned.shape), 0, 255).astype(np.uint8))


def narrowed(page: Image.Image, share: float = 0.05) -> Image.Image:
    """The page seen from below: narrower at its upper edge, by `share` on either side."""
    off = share * page.width
    corners = (-off, 0, 0, page.height, page.width, page.height, page.width + off, 0)
    return page.transform(page.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=255)


def photographed(page: Image.Image) -> Image.Image:
    """The page as a phone sees it: lying on a dark table, seen from the side, in the shadow of a hand."""
    width, height = round(page.width * 1.3), round(page.height * 1.2)
    left, top = 0.12 * width, 0.08 * height
    # Where the corners of the photo lie on the page; Pillow wants them from the top left, counterclockwise.
    corners = (
        -left,
        -top,
        -left - 40,
        page.height + top,
        page.width + left + 60,
        page.height + top - 30,
        page.width + left,
        -top - 20,
    )
    sheet = page.convert("LA").transform((width, height), Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)
    table = Image.new("L", (width, height), 60)
    table.paste(sheet.convert("L"), mask=sheet.getchannel("A"))
    across, down = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    light = 1 - 0.3 * across - 0.35 / (1 + np.exp((across + down - 1.1) * 25))
    return Image.fromarray((np.asarray(table) * light).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.6))


def scan_pdf(path: Path, pages: Sequence[Image.Image], dpi: int = 150) -> Path:
    """A PDF that is nothing but pictures."""
    pages[0].save(path, "PDF", resolution=dpi, save_all=True, append_images=pages[1:], quality=75)
    return path


def as_bytes(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
