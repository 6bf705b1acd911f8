"""Recognition of scans: `python bench/ocr.py [FOLDER OR PDF ...]`, over the plans in corpus/ and whatever else is named.

Makes scans of PDFs with text (turned by 2 degrees, paper not quite white, noise, JPEG), reads both, and compares page by page: the
errors in characters, the table rows that stayed whole, pages a minute.
"""

import io
import re
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium
from machine import machine, unforced
from PIL import Image
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from indexer.models import Page
from indexer.reading.pdf.reader import read_pdf

ROOT = Path(__file__).parents[1]
RESOLUTIONS = (150, 200, 300)
DEGREES = 2.0
NOISE = 12.0
QUALITY = 60
MOST_PAGES = 30
"""Of each document: the first ones."""
ALIKE = 80
"""From here on (0..100) two cells count as the same: a wrong letter is counted among the characters."""
SAME = str.maketrans("“”’‘–—", "\"\"''--")


def main() -> None:
    unforced()
    named = [Path(name) for name in sys.argv[1:]] or [ROOT / "corpus"]
    files = sorted(file for path in named for file in (path.rglob("*.pdf") if path.is_dir() else [path]))
    print("dpi  pages  pages/min  characters wrong: all  prose pages  table pages   rows whole  confidence")
    for dpi in RESOLUTIONS:
        pairs, seconds = [], 0.0
        for file in files:
            known = read_pdf(file.read_bytes()).pages[:MOST_PAGES]
            scanned = as_scan(file, dpi)
            start = time.perf_counter()
            seen = read_pdf(scanned).pages
            seconds += time.perf_counter() - start
            pairs += zip(known, seen, strict=True)
        report(dpi, pairs, seconds)
    print(machine())


def as_scan(file: Path, dpi: int) -> bytes:
    """A PDF of pictures of the first pages."""
    chance = np.random.default_rng(dpi)
    with pdfium.PdfDocument(file) as pdf:
        pages = [Image.fromarray(scanned(page_picture(pdf[n], dpi), chance)) for n in range(min(len(pdf), MOST_PAGES))]
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=dpi, save_all=True, append_images=pages[1:], quality=QUALITY)
    return out.getvalue()


def page_picture(page: pdfium.PdfPage, dpi: int) -> np.ndarray:
    drawn = page.render(scale=dpi / 72, grayscale=True).to_numpy()
    return drawn.reshape(drawn.shape[:2])


def scanned(gray: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    height, width = gray.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), DEGREES, 1)
    turned = cv2.warpAffine(gray, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    return np.clip(turned * 0.9 + 10 + chance.normal(0, NOISE, gray.shape), 0, 255).astype(np.uint8)


def report(dpi: int, pairs: list[tuple[Page, Page]], seconds: float) -> None:
    prose = [pair for pair in pairs if not rows(pair[0])]
    tables = [pair for pair in pairs if rows(pair[0])]
    whole = [any(same_row(row, other) for other in rows(seen)) for known, seen in tables for row in rows(known)]
    confidence = np.mean([seen.confidence for _, seen in pairs if seen.confidence is not None])
    print(
        f"{dpi:3d}  {len(pairs):5d}  {len(pairs) / seconds * 60:9.1f}  {wrong(pairs):21.2%}  {wrong(prose):11.2%}  "
        f"{wrong(tables):11.2%}  {np.mean(whole) if whole else np.nan:11.2%}  {confidence:10.3f}",
        flush=True,
    )


def wrong(pairs: list[tuple[Page, Page]]) -> float:
    """Characters to change, add or leave out over the characters that are there; capitals and spaces count, typographic quotes and
    dashes are as good as plain ones, marks of headings and tables are left out."""
    errors = sum(Levenshtein.distance(plain(known.text), plain(seen.text)) for known, seen in pairs)
    return errors / max(1, sum(len(plain(known.text)) for known, _ in pairs))


def plain(text: str) -> str:
    text = text.translate(SAME)
    return " ".join(re.sub(r"^#+ |\| --- (?:\| --- )*\||\|", " ", text, flags=re.M).split())


def rows(page: Page) -> list[list[str]]:
    """The cells of the table rows of a page, without those that only repeat a merged one."""
    tables = [block.table for block in page.blocks if block.table]
    return [[cell.text for cell in row if not cell.repeats] for table in tables for row in (*table.heads, *table.body)]


def same_row(row: list[str], other: list[str]) -> bool:
    return len(row) == len(other) and all(
        fuzz.ratio(cell.translate(SAME), seen.translate(SAME)) >= ALIKE or len(cell) < 3
        for cell, seen in zip(row, other, strict=True)
    )


if __name__ == "__main__":
    main()
