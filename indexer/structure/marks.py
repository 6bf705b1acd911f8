"""What stands above what among the headings of a document, and which line names a table or picture. Pure."""

import re
from dataclasses import dataclass

CAPTION = re.compile(r"(?:Tabel|Gambar|Grafik|Diagram|Peta|Bagan)\s+[\dIVXLC]+", re.I)

_DOTTED = re.compile(r"(\d{1,2}|[IVX]{1,5})((?:\.\d{1,2})+)\.?\s+\S")
_BAB = re.compile(r"BAB\s+([IVXLC]+|\d+)\b", re.I)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its text, and its level (small is high)."""

    text: str
    level: int


def under(path: tuple[Heading, ...], new: Heading) -> tuple[Heading, ...]:
    """The path of headings once `new` stands at its end: what is not above it is left, and so is a chapter of another number
    (2.1 is not in BAB V: its own BAB was lost in conversion)."""
    chapter = _chapter(_DOTTED.match(new.text))
    return (*(above for above in path if above.level < new.level and not _other_chapter(above, chapter)), new)


def _other_chapter(above: Heading, chapter: int | None) -> bool:
    number = _chapter(_BAB.match(above.text))
    return chapter is not None and number is not None and number != chapter


def _chapter(match: re.Match | None) -> int | None:
    """The number of a chapter, written 2 or II."""
    if not match:
        return None
    text = match.group(1).upper()
    if text.isdigit():
        return int(text)
    values = [_ROMAN[letter] for letter in text]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))
