"""The fonts that pages are drawn with: DejaVu or Liberation where installed, else the one that Pillow brings."""

import unicodedata
from functools import cache

from PIL import ImageFont

_NAMES = {False: ("DejaVuSans.ttf", "LiberationSans-Regular.ttf"), True: ("DejaVuSans-Bold.ttf", "LiberationSans-Bold.ttf")}
_PLAIN = str.maketrans({"–": "-", "—": "-", "•": "-", "≥": ">=", "≤": "<=", "“": '"', "”": '"', "’": "'", "‘": "'", "×": "x"})
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
    """The text as far as the font has its letters: Pillow's own knows hardly more than ASCII."""
    if font(10).getname()[0].startswith(("DejaVu", "Liberation")):
        return text
    return unicodedata.normalize("NFKD", text.translate(_PLAIN)).encode("ascii", "ignore").decode()
