"""What is copied into a memo (nota dinas): a value with its label, and its source: title, number, year, section, page."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from bot.journal.entries import LogEntry, LoggedCitation
from bot.journal.paragraphs import Paragraph, paragraphs_of, without_marks
from bot.journal.sources import UNSURE, page_name, telling
from indexer.language.dates import YEAR, month_name
from indexer.language.shortening import shortened
from indexer.language.wordlists import any_of, words
from indexer.models import NATIONAL, Document

LONGEST = 256
"""Characters that Telegram lets a button copy."""
MOST_OF_A_SOURCE = 190
"""Characters of it that a source takes, so that there is room for a value."""
HEADING = 60
_SECTION = re.compile(
    rf"(?P<what>{any_of(words('numbered_sections'))})\s+(?P<number>[\dIVXLC]+(?:[.\-–/]\w+)*[a-z]?)(?!\w)", re.I
)
_YEAR = re.compile(rf"\b{YEAR}\b")


def reference(document: Document, place: str, heading: str) -> str:
    """A source as memos name it: title, with number and year of an act, the day of news, else with region and period, where it lacks them; section, page."""
    title = document.title or document.name
    name = _NAMES.get(document.kind, _with_region_and_period)(document, title)
    sections = map(_section, telling(heading, title, place))
    parts = [name, *sections, place.removesuffix(UNSURE)]
    return ", ".join(" ".join(part.split()) for part in parts if part)


def _with_region_and_period(document: Document, title: str) -> str:
    name = title
    region = document.region.removeprefix(NATIONAL)
    if region and _in_full(region) not in _in_full(title):
        name += f" {region}"
    if not set(_YEAR.findall(document.period)) <= set(_YEAR.findall(title)):
        name += f" {document.period.replace('-', '–')}"
    return name


def _with_number_and_year(document: Document, title: str) -> str:
    """That an act is of a region its title says by who made it."""
    name = title
    is_said = re.search(rf"(?<!\w){re.escape(document.number)}(?!\w)", title) is not None
    if document.number and not is_said:
        name += f" Nomor {document.number}"
    years = _YEAR.findall(document.date or document.period)
    if years and not _YEAR.search(name):
        name += f" Tahun {years[0]}"
    return name


def _with_day(document: Document, title: str) -> str:
    if not document.date:
        return title
    day = date.fromisoformat(document.date)
    return f"{title}, {day.day} {month_name(day.month)} {day.year}"


_NAMES: dict[str, Callable[[Document, str], str]] = {"peraturan": _with_number_and_year, "berita": _with_day}
"""How a document of a kind is named; all others are plans and reports of a region."""


def _in_full(name: str) -> str:
    return re.sub(r"\bkab\.", "kabupaten", name.casefold())


def _section(heading: str) -> str:
    """ "Bab IV" of "BAB IV TUJUAN DAN SASARAN"; of a heading without such a number its beginning."""
    found = _SECTION.match(heading.strip())
    return f"{found['what'].capitalize()} {found['number']}" if found else shortened(heading, HEADING)


def memo(entry: LogEntry) -> str:
    """A line for each value that opens a paragraph of an answer, as many as Telegram lets copy; without any, what the answer says where it is short, and
    its source. "" where nothing is cited."""
    lines: list[str] = []
    for line in _lines(entry):
        if len("\n".join([*lines, line])) > LONGEST:
            break
        lines.append(line)
    return "\n".join(lines)


def _lines(entry: LogEntry) -> Iterator[str]:
    cited = {citation.number: citation for citation in entry.citations}
    paragraphs = [paragraph for paragraph in paragraphs_of(entry.answer, entry.values) if cited.keys() & set(paragraph.marks)]
    with_values = [paragraph for paragraph in paragraphs if paragraph.value]
    for paragraph in with_values or paragraphs[:1]:
        yield _line(paragraph, [cited[mark] for mark in paragraph.marks if mark in cited])


def _line(paragraph: Paragraph, cited: Sequence[LoggedCitation]) -> str:
    """What is said, and the first of its sources; the others as far as they fit."""
    first, *others = dict.fromkeys(map(_named, cited))
    room = LONGEST - len(" ()") - len(first)
    told = _told(paragraph, room)
    if not told:
        return first
    line = f"{told} ({first})"
    for other in others:
        longer = f"{line.removesuffix(')')}; {other})"
        line = longer if len(longer) <= LONGEST else line
    return line


def _told(paragraph: Paragraph, room: int) -> str:
    """What a paragraph says, in at most so many characters: a value with its label, or the words that say what it is; words are never cut. "" where
    there is no value and no room for the words."""
    opening, words = [
        " ".join(without_marks(text).split()).removesuffix(".") for text in (paragraph.value + paragraph.rest, paragraph.words)
    ]
    if not paragraph.value:
        return opening if len(opening) <= room else ""
    has_label = opening != " ".join(paragraph.value.split())
    if words and not has_label and len(words) <= room:
        return words
    return shortened(opening, room)


def _named(cited: LoggedCitation) -> str:
    """As it was named when it was cited, of older entries by what they keep; in at most MOST_OF_A_SOURCE characters, the page at its end."""
    place = page_name(cited.page, cited.place).removesuffix(UNSURE)
    name = cited.reference or ", ".join(filter(None, [cited.name, place]))
    end = f", {place}" if place and name.endswith(f", {place}") else ""
    return shortened(name.removesuffix(end), MOST_OF_A_SOURCE - len(end)) + end
