"""A part of a document, as it stands: an article whole, the sections of a chapter or an attachment; or what parts there are instead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.answering.outline.chapters import names
from bot.answering.outline.lines import left_out, section_line, span_of, told
from bot.answering.outline.quotes import Quotes
from bot.answering.outline.rulings import rulings
from bot.answering.outline.whole import LINES
from bot.journal.sources import short_title
from indexer.language.wordlists import alternatives
from indexer.models import Document, Page
from indexer.question.contents import Part, number_of
from indexer.structure.sections import Contents, Piece, Section

LONGEST = 2_000
"""Characters of an article that are shown; of a longer one the rest is left on its page."""
MOST = 2
"""Parts of one number that are shown: a chapter of an act, and one of what it is attached to."""
BEGINNING = 3
"""Pieces shown of a chapter that has no sections."""
_HEADINGS = {
    "pasal": re.compile(r"pasal\s+(?P<number>[ivxlc]+|\d+\s?[a-z]?)\b", re.I),
    "bab": re.compile(r"bab\s+(?P<number>[ivxlc]+|\d+)\b", re.I),
    "lampiran": re.compile(r"lampiran\b(?:\s+(?P<number>[ivxlc]+|\d+)\b)?", re.I),
}
_OF_AN_ACT = re.compile(rf"{alternatives('headings_of_acts')}\b", re.I)
_PARAGRAPH = re.compile(r"\((\d+[a-z]?)\)", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """A numbered part: its heading, the sections it is under, outermost first, and those that follow until it ends."""

    section: Section
    above: tuple[str, ...]
    inside: list[Section] = field(default_factory=list)

    @property
    def pieces(self) -> list[Piece]:
        """All that is said in it, headings of tables included."""
        found = list(self.section.pieces)
        for section in self.inside:
            found += [section.heading, *section.pieces]
        return found


def find(part: Part, contents: Contents) -> list[Found]:
    """The parts of this kind and number, or of any where none is said; the longest first: the attachment of an act may number its own
    chapters."""
    found = []
    for at, section in enumerate(contents.sections):
        number = _number(part.kind, section)
        if number is not None and part.number in ("", number):
            found.append(_found(part.kind, section, contents.sections[at + 1 :]))
    if part.kind == "pasal":
        return found[:1]  # of what explains an act's articles the headings are the same
    return sorted(found, key=lambda one: -len(one.pieces))[:MOST] if part.number else found


def _number(kind: str, section: Section) -> str | None:
    """The number of a section that is a part of this kind, "" where it has none; None for any other."""
    match = _HEADINGS[kind].match(section.title)
    if match is None or section.is_caption:
        return None
    said = (match["number"] or "").replace(" ", "").upper()
    return said if kind == "pasal" else number_of(said.casefold())


def _found(kind: str, section: Section, following: Sequence[Section]) -> Found:
    inside = []
    for other in following:
        if _ends(kind, section, other):
            break
        inside.append(other)
    return Found(section, section.heading.span.heading, inside)


def _ends(kind: str, section: Section, following: Section) -> bool:
    """Whether a part ends before the section that follows."""
    if kind == "pasal" and _OF_AN_ACT.match(following.title):
        return True
    return following.level <= section.level


def there_is(part: Part, contents: Contents, document: Document, pages: Sequence[Page]) -> str:
    """What parts of this kind a document has, where it is sure that it hasn't this one: none is headed so, and it is named nowhere."""
    if part.kind not in _HEADINGS:
        return ""
    numbers = list(dict.fromkeys(filter(None, (_number(part.kind, section) for section in contents.sections))))
    if len(numbers) < 2 or _is_named(part, pages):
        return ""
    return f"{short_title(document.title)} memuat {part.kind.capitalize()} {span_of(numbers)}."


def _is_named(part: Part, pages: Sequence[Page]) -> bool:
    named = re.compile(rf"\b{part.kind}\s+(?P<number>[ivxlc]+|\d+[a-z]?)\b", re.I)
    for page in pages:
        for match in named.finditer(page.text):
            number = match["number"].upper() if part.kind == "pasal" else number_of(match["number"].casefold())
            if number == part.number:
                return True
    return False


def article(part: Part, found: Found, document: Document, quotes: Quotes) -> str:
    """An article whole, page by page, or the one paragraph of it that is asked; "" where it has no such paragraph."""
    pieces = _paragraph(part.paragraph, found.pieces) if part.paragraph else found.pieces
    if not pieces:
        return ""
    name = told(found.section.title)
    if part.paragraph:
        name += f" ayat ({part.paragraph})"
    return _whole(_head(name, found, document), pieces, quotes)


def ruling(part: Part, contents: Contents, document: Document, quotes: Quotes) -> str:
    """A ruling of a decree whole; "" where it has none of this number."""
    for found in rulings(contents):
        if found.number == part.number:
            name, _, _ = found.pieces[0].text.partition(":")
            return _whole(f"Diktum {name.strip()} — {document.title}", found.pieces, quotes)
    return ""


def _whole(head: str, pieces: Sequence[Piece], quotes: Quotes) -> str:
    """The words of a part as they stand, up to what a message has room for."""
    shown, left = _within(pieces)
    blocks = [head]
    runs = ["\n".join(piece.text for piece in run) + marks for run, marks in quotes.runs(shown)]
    blocks.append("\n".join(runs))
    if left:
        place = quotes.place(left[0])
        blocks.append(f"… selengkapnya di {place}" if place else "… selengkapnya di dokumennya")
    return "\n\n".join(blocks)


def _head(name: str, found: Found, document: Document) -> str:
    """What is shown, of which document, and the chapter it stands in."""
    above = [line for line in found.above if _OF_AN_ACT.match(line)]
    return "\n".join(filter(None, [f"{name} — {document.title}", " › ".join(map(told, above))]))


def _paragraph(number: str, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of one paragraph of an article: from "(2)" to before the next."""
    chosen: list[Piece] = []
    for piece in pieces:
        opening = _PARAGRAPH.match(piece.text)
        begins = opening is not None and opening[1].casefold() == number.casefold()
        if begins or (chosen and opening is None):
            chosen.append(piece)
        elif chosen:
            break
    return chosen


def _within(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces that are shown, at least one, and those that are left out."""
    size = 0
    for at, piece in enumerate(pieces):
        size += len(piece.text)
        if at and size > LONGEST:
            return list(pieces[:at]), list(pieces[at:])
    return list(pieces), []


def chapter(found: Found, document: Document, quotes: Quotes) -> str:
    """The heading of a chapter or an attachment with its sections and their pages, or how it begins where it has none."""
    name, below = None, found.inside
    if below and names(below[0], found.section):
        name, below = below[0], below[1:]
    top = min((section.level for section in below), default=0)
    under = [section for section in below if section.level == top]
    lines = [f"• {section_line(section, quotes)}" for section in under[:LINES]]
    lines += left_out(len(under) - LINES, "bagian")
    beginning = [] if under else _beginning(found, quotes)
    head = f"{section_line(found.section, quotes, name=name)}\n{document.title}"
    return "\n\n".join([head, *filter(None, ["\n".join(lines)]), *beginning])


def _beginning(found: Found, quotes: Quotes) -> list[str]:
    return [f"{piece.text}{quotes.marks(piece)}" for piece in found.pieces[:BEGINNING]]
