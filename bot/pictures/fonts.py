"""The fonts that pages are drawn with: DejaVu or Liberation where installed, else the one that Pillow brings."""

import re
import unicodedata
from functools import cache

from PIL import ImageFont

_NAMES = {False: ("DejaVuSans.ttf", "LiberationSans-Regular.ttf"), True: ("DejaVuSans-Bold.ttf", "LiberationSans-Bold.ttf")}
_PLAIN = str.maketrans({"–": "-", "—": "-", "•": "-", "≥": ">=", "≤": "<=", "“": '"', "”": '"', "’": "'", "‘": "'", "×": "x"})
_BREAKS = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]")
"""Ends of lines and paragraphs and tabs: the layout of a text refuses some of them with an error."""
_NO_LETTERS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters and halves of a character, which stand for nothing that can be drawn."""
Font = ImageFont.FreeTypeFont


@cache
def font(size: int, bold: bool = False) -> Font:
    for name in _NAMES[bold]:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)


def drawable(text: str) -> str:
    """The text on one line, as far as the font has its letters: Pillow's own knows hardly more than ASCII."""
    on_one_line = _BREAKS.sub(" ", text)
    letters = _NO_LETTERS.sub("", on_one_line)
    if font(10).getname()[0].startswith(("DejaVu", "Liberation")):
        return letters
    return unicodedata.normalize("NFKD", letters.translate(_PLAIN)).encode("ascii", "ignore").decode()
