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
    kept = []
    for above in path:
        is_above = above.level < new.level
        if is_above and not _other_chapter(above, chapter):
            kept.append(above)
    return (*kept, new)


def _other_chapter(above: Heading, chapter: int | None) -> bool:
    number = _chapter(_BAB.match(above.text))
    if chapter is None or number is None:
        return False
    return number != chapter


def _chapter(match: re.Match | None) -> int | None:
    """The number of a chapter, written 2 or II; None where no chapter is named."""
    if match is None:
        return None
    text = match.group(1).upper()
    if text.isdigit():
        return int(text)
    total = largest_behind = 0
    for letter in reversed(text):
        value = _ROMAN[letter]
        is_taken_off = value < largest_behind
        total += -value if is_taken_off else value
        largest_behind = max(largest_behind, value)
    return total
