"""The headings that open the parts of a document, with what stands under each: what an outline is made of. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from indexer.language.place_names import PROVINCE_OF
from indexer.language.roman import roman_value
from indexer.language.vocabulary import ACRONYMS
from indexer.models import Document
from indexer.structure.sections import Contents, Section

ARTICLE = re.compile(r"Pasal\s+(?P<number>[IVX]+|\d+[A-Z]?)\b", re.I)
_CHAPTER = re.compile(r"BAB\s+(?P<number>[IVXLC]+|\d+)\b", re.I)
_BESIDE_CHAPTERS = re.compile(r"LAMPIRAN\b|PENJELASAN\b")
_NUMBERED = {
    kind: re.compile(pattern)
    for kind, pattern in (("roman", r"[IVX]+\."), ("letter", r"[A-Z]\."), ("deep", r"\d+\.\d"), ("figure", r"\d+[.)]"))
}
_NAMES_THE_TITLE = 0.7
"""The share of a heading's words from which on it only says whose document this is, and what it is called."""
FEWEST = 2
"""Chapters that a document is divided into at least."""


@dataclass(slots=True)
class Branch:
    """A heading with the sections right under it and the articles anywhere under it. `name` is the heading below that says what it is
    called, where it has only a number itself."""

    section: Section
    name: Section | None = None
    under: list[Section] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)
    size: int = 0


def branches(document: Document, contents: Contents) -> list[Branch]:
    """The parts of a document: its chapters; where it has none, its articles or whatever headings it has, but for those that only say
    its title again."""
    headings = _opening(contents.sections)
    chapters = [section for section in headings if _is_chapter(section)]
    if len(chapters) >= FEWEST:
        return _told_once(_with_what_is_under(headings, chapters))
    telling = [section for section in headings if not says_the_title(document, section.title)]
    return _with_what_is_under(telling, _highest(telling))


def is_article(section: Section) -> bool:
    """Whether a heading is the number of an article, and nothing else."""
    return ARTICLE.fullmatch(section.title) is not None


def has_chapters(found: Sequence[Branch]) -> bool:
    """Whether the parts of a document are chapters or attachments."""
    return any(_is_chapter(branch.section) for branch in found)


def says_the_title(document: Document, text: str) -> bool:
    """Whether a text says little more than the title of its document, and whose it is."""
    title = document.title.casefold()
    long = [long for short, long in ACRONYMS.items() if re.search(rf"\b{re.escape(short)}\b", title)]
    province = PROVINCE_OF.get(document.region, "")
    said = " ".join([title, *long, "pemerintah", document.region, province, document.period]).casefold()
    words = re.findall(r"\w+", text.casefold())
    in_title = set(re.findall(r"\w+", said))
    return sum(word in in_title for word in words) >= _NAMES_THE_TITLE * len(words)


def _is_chapter(section: Section) -> bool:
    return bool(_CHAPTER.match(section.title) or _BESIDE_CHAPTERS.match(section.title))


def _opening(sections: Sequence[Section]) -> list[Section]:
    """The headings that open something: what stands under none and has no number is rather a name under a signature."""
    found = []
    above = Section(None)
    for section, following in pairwise([*sections, Section(None)]):
        has_more_below = following.heading is not None and following.level > section.level
        is_numbered = _is_chapter(section) or bool(_numbering(section))
        opens = bool(section.pieces) or has_more_below or is_numbered or names(section, above)
        if opens and section.heading and not section.is_caption:
            found.append(section)
        above = section
    return found


def names(section: Section, above: Section) -> bool:
    """Whether a heading says what the chapter right above it is called, which has only its number: "BAB II" over "VISI"."""
    is_bare = _CHAPTER.fullmatch(above.title) is not None and not above.pieces
    return is_bare and section.heading is not None and not section.is_caption and not _numbering(section)


def _numbering(section: Section) -> str:
    """How a heading is numbered; "" where it isn't."""
    if is_article(section):
        return "article"
    return next((kind for kind, pattern in _NUMBERED.items() if pattern.match(section.title)), "")


def _highest(headings: Sequence[Section]) -> list[Section]:
    """The headings that stand under none: of the highest level, or numbered like one of these; "2.1" always stands under "2."."""
    level = min((section.level for section in headings), default=0)
    numbered = {_numbering(section) for section in headings if section.level == level} - {""}
    if "figure" in numbered:
        numbered.discard("deep")
    return [
        section
        for section in headings
        if _numbering(section) in numbered or (section.level == level and _numbering(section) != "deep")
    ] or list(headings)


def _with_what_is_under(headings: Sequence[Section], highest: Sequence[Section]) -> list[Branch]:
    found: list[Branch] = []
    first = {id(section) for section in highest}
    for section in headings:
        if id(section) in first:
            found.append(Branch(section))
        elif found:
            _add(section, found[-1])
        if found:
            found[-1].size += 1 + len(section.pieces)
    return found


def _add(section: Section, branch: Branch) -> None:
    """Puts a section under the branch it stands in."""
    article = ARTICLE.match(section.title)
    if article:
        if _CHAPTER.match(branch.section.title):
            branch.articles.append(article["number"])
    elif branch.size == 1 and names(section, branch.section):
        branch.name = section
    elif section.level <= branch.section.level + 1:
        branch.under.append(section)


def _told_once(found: Sequence[Branch]) -> list[Branch]:
    """The chapters in order, without those of a table of contents and the like: of several with one number the one that holds most. An
    attachment begins to count anew, and so does what has no articles behind what has."""
    largest: dict[tuple[int, bool, int], Branch] = {}
    series: list[tuple[int, bool, int]] = []
    attachments = 0
    for branch in found:
        number = _number_of(branch.section)
        attachments += number == 0
        place = (attachments, bool(branch.articles), number)
        if place not in largest or branch.size > largest[place].size:
            largest[place] = branch
        series.append(place)
    first_of_series = {(part, has_articles): at for at, (part, has_articles, _) in reversed(list(enumerate(series)))}
    in_order = sorted(largest, key=lambda place: (first_of_series[place[:2]], place))
    return [largest[place] for place in in_order]


def _number_of(section: Section) -> int:
    """The number of a chapter; 0 for an attachment."""
    match = _CHAPTER.match(section.title)
    if match is None:
        return 0
    return roman_value(match["number"]) or int(match["number"] if match["number"].isdecimal() else 0)
