"""What is to be drawn on a page, from top to bottom: words, shades and edges, and the sheet that comes of them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from bot.pictures.fonts import Font
from bot.pictures.sheet import Sheet
from indexer.models import Word

SIZE = 30
MARGIN, LINE = 60, 44
TALLEST = 2400
_SHADE, _EDGE = (226, 232, 240), (150, 160, 175)

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""


@dataclass(frozen=True, slots=True)
class _Put:
    """A word, and where it begins."""

    text: str
    left: int
    top: int
    face: Font


@dataclass
class Canvas:
    """`y` is where the next line comes, in pixels."""

    width: int
    y: int = MARGIN
    words: list[_Put] = field(default_factory=list)
    shades: list[Box] = field(default_factory=list)
    edges: list[Box] = field(default_factory=list)

    def put(self, words: Sequence[str], left: int, top: int, face: Font) -> None:
        """These words on one line."""
        for word in words:
            self.words.append(_Put(word, left, top, face))
            left += int(face.getlength(word + " "))

    def painted(self) -> Sheet:
        """The picture, with the words that it has room for."""
        height = min(max(self.y + MARGIN, self.width // 2), TALLEST)
        image = Image.new("RGB", (self.width, height), "white")
        brush = ImageDraw.Draw(image)
        for box in self.shades:
            brush.rectangle(box, fill=_SHADE)
        for edge in self.edges:
            brush.line(edge, fill=_EDGE)
        words = []
        for put in self.words:
            if put.top + LINE > height:
                break
            brush.text((put.left, put.top), put.text, font=put.face, fill="black")
            right = put.left + put.face.getlength(put.text)
            bottom = put.top + LINE - 8
            box = (put.left / self.width, put.top / height, right / self.width, bottom / height)
            words.append(Word(put.text, box))
        return Sheet(image, tuple(words), None)


def wrapped(words: Sequence[str], face: Font, room: float) -> Iterator[list[str]]:
    """Words in lines of at most `room` pixels; a word that is wider alone is broken."""
    line: list[str] = []
    for word in words:
        while face.getlength(word) > room and len(word) > 1:
            fits = _letters_that_fit(word, face, room)
            if line:
                yield line
            yield [word[:fits]]
            line = []
            word = word[fits:]
        if line and face.getlength(" ".join([*line, word])) > room:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _letters_that_fit(word: str, face: Font, room: float) -> int:
    """At least one."""
    first_too_wide = bisect_right(range(len(word)), room, key=lambda length: face.getlength(word[:length]))
    return max(1, first_too_wide - 1)
