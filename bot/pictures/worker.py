"""A page of a PDF or picture -> PNG with its words; runs in a process of its own, since the file may be hostile.

    python -m bot.pictures.worker      reads one JSON object from stdin, see `main`

The PNG carries its words and the file's number of pages in a text chunk, so that one file in the cache holds all of them.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from bot.pictures.marks import Box, Printed, find
from bot.pictures.sheet import Sheet
from indexer.models import Word

LONG_SIDE = 2000
"""Pixels: sharp when enlarged on a phone, and what Telegram shows without making it smaller."""
NARROWEST = 1 / 12
"""Of the long side; Telegram takes no photo that is more than twenty times as long as it is wide."""
MEMORY, SECONDS = 2 << 30, 20
_SPACE = (0, 9, 10, 13, 32, 0xA0)


def main() -> None:
    """{"path", "number", "target"} renders a page into the file `target`; {"path", "number", "quotes"} prints the number of
    the page, nearest to `number`, on which the quotes stand, or null. Exit code 1 where the file has no such page."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    order = json.load(sys.stdin)
    data = Path(order["path"]).read_bytes()
    if "quotes" in order:
        print(json.dumps(page_with(data, order["number"], order["quotes"])))
    else:
        render(data, order["number"]).save(Path(order["target"]))


def render(data: bytes, number: int) -> Sheet:
    """Raises ValueError where there is no such page, or none that a photo could show, and the libraries' own errors."""
    is_pdf = b"%PDF-" in data[:1024]
    return _pdf_page(data, number) if is_pdf else _frame(data, number)


def page_with(data: bytes, number: int, quotes: list[str]) -> int | None:
    """The page of a PDF on which most of the quotes stand; of several the nearest to `number`."""
    best: int | None = None
    most = 0
    with closing(pypdfium2.PdfDocument(data)) as document:
        for page in sorted(range(1, len(document) + 1), key=lambda page: abs(page - number)):
            printed = Printed(tuple(_words(document[page - 1])))
            found = sum(bool(find(quote, printed)) for quote in quotes)
            if found > most:
                best, most = page, found
            if most == len(quotes):
                break
    return best


def _pdf_page(data: bytes, number: int) -> Sheet:
    with closing(pypdfium2.PdfDocument(data)) as document:
        if not 1 <= number <= len(document):
            raise ValueError(number)
        document.init_forms()  # what was typed into a form is drawn only then
        page = document[number - 1]
        _check_shape(*page.get_size())
        image = page.render(scale=LONG_SIDE / max(page.get_size()), limit_image_cache=True).to_pil()
        return Sheet(image.convert("RGB"), tuple(_words(page)), len(document))


def _words(page: pypdfium2.PdfPage) -> Iterator[Word]:
    """What stands between spaces, in the order of the text; boxes of the page as it is shown, turned pages turned."""
    text = page.get_textpage()
    letters: list[str] = []
    boxes: list[Box] = []
    for at in range(text.count_chars()):
        code = pypdfium2.raw.FPDFText_GetUnicode(text, at)
        box = text.get_charbox(at, loose=True)
        if boxes and (code in _SPACE or _elsewhere(box, boxes[-1])):
            yield _word(letters, boxes, page)
            letters, boxes = [], []
        if code not in _SPACE:
            letters.append(chr(code))
            boxes.append(box)
    if boxes:
        yield _word(letters, boxes, page)


def _elsewhere(box: Box, last: Box) -> bool:
    """Whether a letter stands on another line: the second half of a word that was divided."""
    return box[1] > last[3] or box[3] < last[1]


def _word(letters: Sequence[str], boxes: Sequence[Box], page: pypdfium2.PdfPage) -> Word:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Word("".join(letters), _shown((min(lefts), min(bottoms), max(rights), max(tops)), page))


def _shown(box: Box, page: pypdfium2.PdfPage) -> Box:
    """From points of the page as it is stored to fractions of the page as it is shown."""
    left, bottom, right, top = page.get_bbox()
    across, up = max(right - left, 1e-6), max(top - bottom, 1e-6)
    x = [_within((box[0] - left) / across), _within((box[2] - left) / across)]
    y = [_within((top - box[3]) / up), _within((top - box[1]) / up)]
    for _ in range(page.get_rotation() // 90):
        x, y = [1 - y[1], 1 - y[0]], x
    return x[0], y[0], x[1], y[1]


def _within(fraction: float) -> float:
    """What stands beside the page counts as standing on its edge."""
    return min(max(fraction, 0.0), 1.0)


def _frame(data: bytes, number: int) -> Sheet:
    """A picture, upright; of a TIFF the frame of that number."""
    with Image.open(io.BytesIO(data)) as image:
        pages = getattr(image, "n_frames", 1)
        if not 1 <= number <= pages:
            raise ValueError(number)
        image.seek(number - 1)
        image.draft("RGB", (LONG_SIDE, LONG_SIDE))
        upright = ImageOps.exif_transpose(image).convert("RGB")
    _check_shape(*upright.size)
    upright.thumbnail((LONG_SIDE, LONG_SIDE))
    return Sheet(upright, (), pages)


def _check_shape(width: float, height: float) -> None:
    long, short = max(width, height), min(width, height)
    if long <= 0 or short < NARROWEST * long:
        raise ValueError(f"{width} x {height}")


if __name__ == "__main__":
    main()
