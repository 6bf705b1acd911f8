"""What a decree rules ("KESATU : …"): its numbered rulings, which stand under no heading of their own. Pure."""

import re
from dataclasses import dataclass, field

from indexer.language.wordlists import any_of
from indexer.question.contents import RULINGS
from indexer.structure.sections import Contents, Piece, Section

_RULING = re.compile(rf"(?P<word>{any_of(word.upper() for word in RULINGS)})\s*:\s*\S")
_SIGNED = re.compile(r"(?:ditetapkan|dikeluarkan)\s+di\b", re.I)
FEWEST = 2


@dataclass(slots=True)
class Ruling:
    """One of them: its number, and its pieces, the first of which begins with the number in words."""

    number: str
    pieces: list[Piece] = field(default_factory=list)


def rulings(contents: Contents) -> list[Ruling]:
    """The rulings of a document in order; fewer than two are none."""
    for section in contents.sections:
        found = _of_section(section)
        if len(found) >= FEWEST:
            return found
    return []


def _of_section(section: Section) -> list[Ruling]:
    found: list[Ruling] = []
    for piece in section.pieces:
        opening = _RULING.match(piece.text)
        if opening:
            found.append(Ruling(RULINGS[" ".join(opening["word"].casefold().split())]))
        if found and _SIGNED.match(piece.text):
            break
        if found:
            found[-1].pieces.append(piece)
    return found
