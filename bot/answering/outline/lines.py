"""Lines of an outline: a heading, a table or a sentence on one line, with its page and its marks."""

import re
from collections.abc import Sequence

from bot.answering.outline.chapters import is_article
from bot.answering.outline.quotes import Quotes
from indexer.documents.titles import title_case
from indexer.language.shortening import shortened
from indexer.language.vocabulary import ACRONYMS
from indexer.structure.sections import Piece, Section

LONGEST = 110
"""Characters of a line, page and marks aside."""
_LEADERS = re.compile(r"\s*(?:\.{4,}|…{2,}).*")
"""What leads a line of a table of contents to its page."""
_KIND_OF_PART = re.compile(r"^(?:BAB|LAMPIRAN|PENJELASAN)\b")
_MAYBE_SHORT_FORM = re.compile(r"\b[A-Z]{2,6}\b")
_ATTACHED_TO = re.compile(
    r"^(LAMPIRAN(?:\s+[IVXLC\d]+)?\b|PENJELASAN\b)[\s:]*(?:ATAS\s+)?(?:PERATURAN|KEPUTUSAN|INSTRUKSI|SURAT EDARAN)\b.*?\bNOMOR\b[\s:]*\S+(?:\s+TAHUN\s+\d{4})?\s*",
    re.I,
)


def section_line(section: Section, quotes: Quotes, further: str = "", name: Section | None = None) -> str:
    """A heading, what is `further` said of it, and its page; of one that is only a number the heading that gives its `name`, of an
    article, whose heading says nothing, how it begins."""
    line = told(section.title)
    if name:
        line += f" {told(name.title)}"
    line += further
    if is_article(section) and section.pieces:
        line += f": {shortened(section.pieces[0].text, LONGEST)}"
    return _with_place(line, section.heading, quotes) + (quotes.marks(name.heading) if name else "")


def piece_line(piece: Piece, quotes: Quotes) -> str:
    """A table's caption, or how a sentence begins."""
    return f"• {_with_place(told(piece.text.lstrip('-• ')), piece, quotes)}"


def _with_place(name: str, piece: Piece, quotes: Quotes) -> str:
    place = quotes.place(piece)
    where = f" — {place}" if place else ""
    return f"{name}{where}{quotes.marks(piece)}"


def told(heading: str) -> str:
    """A heading on one line, as it is written elsewhere than over a chapter; of an attachment without the act that it is one of."""
    line = _LEADERS.sub("", _ATTACHED_TO.sub(r"\1 ", " ".join(heading.split()))).strip()
    letters = list(filter(str.isalpha, line))
    is_in_capitals = sum(map(str.isupper, letters)) * 2 > len(letters)
    line = _cased(line) if is_in_capitals else _KIND_OF_PART.sub(lambda word: word[0].capitalize(), line)
    return shortened(line, LONGEST)


def _cased(line: str) -> str:
    """A line in capitals as a title has it, short forms as they are."""
    cased = title_case(line)
    for word in set(_MAYBE_SHORT_FORM.findall(line)):
        is_short_form = word.casefold() in ACRONYMS or not set("AIUEO") & set(word)
        if is_short_form:
            cased = re.sub(rf"\b{word}\b", word, cased, flags=re.I)
    return cased


def span_of(numbers: Sequence[str]) -> str:
    """Numbers of parts in few words: "1–14"; those that don't follow one another each: "I, 5, 9A"."""
    values = [int(number) for number in numbers if number.isdecimal()]
    follow = len(values) == len(numbers) and values == list(range(values[0], values[0] + len(values)))
    if follow and len(values) > 1:
        return f"{values[0]}–{values[-1]}"
    return ", ".join(numbers)


def left_out(count: int, what: str) -> list[str]:
    """That there is more than is shown."""
    return [f"… dan {count} {what} lain"] if count > 0 else []
