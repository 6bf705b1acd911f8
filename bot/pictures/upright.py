"""A page whose text runs sideways or stands on its head, as people turn it to read it. Pure.

A scan of a lying table has no rotation to say so: its words tell, by their shape and by which way they follow each other.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from PIL import Image

from bot.pictures.sheet import Sheet
from indexer.models import Word

_LONG = 4
"""Letters from which on a word is clearly wider than high, if it runs across the page."""
_FEWEST = 12
"""Long words that a page has at least for them to tell something."""
_CLEARLY = 2
"""How many times as many words must tell of a turn than against it."""
_TRANSPOSED = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}


def upright(sheet: Sheet, words: Sequence[Word]) -> tuple[Sheet, tuple[Word, ...]]:
    """The sheet with its picture turned so that the words run across, and the words in their places there; `sheet.words` stay as they are."""
    turns = _turns(words, sheet.image.width, sheet.image.height)
    if not turns:
        return sheet, tuple(words)
    turned = tuple(_turned_word(word, turns) for word in words)
    return replace(sheet, image=sheet.image.transpose(_TRANSPOSED[turns])), turned


def _turns(words: Sequence[Word], width: int, height: int) -> int:
    """How many quarter turns clockwise bring the words upright."""
    long = [word for word in words if len(word.text) >= _LONG]
    if len(long) < _FEWEST:
        return 0
    high = sum(_is_high(word, width, height) for word in long)
    steps = Counter(_step(before, after, width, height) for before, after in pairwise(words))
    if high > _CLEARLY * (len(long) - high):
        return 1 if steps["up"] >= steps["down"] else 3
    return 2 if steps["left"] > _CLEARLY * steps["right"] else 0


def _is_high(word: Word, width: int, height: int) -> bool:
    left, top, right, bottom = word.box
    return (bottom - top) * height > (right - left) * width


def _step(before: Word, after: Word, width: int, height: int) -> str:
    """Which way the next word stands."""
    across = (after.box[0] + after.box[2] - before.box[0] - before.box[2]) * width
    down = (after.box[1] + after.box[3] - before.box[1] - before.box[3]) * height
    if abs(across) > abs(down):
        return "right" if across > 0 else "left"
    return "down" if down > 0 else "up"


def _turned_word(word: Word, turns: int) -> Word:
    left, top, right, bottom = word.box
    for _ in range(turns):
        left, top, right, bottom = 1 - bottom, left, 1 - top, right
    return Word(word.text, (left, top, right, bottom))
