"""What a document is (title, kind, region): by its format, its first page, its folder and its name, in that order."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from indexer.documents import kinds, regions, whose
from indexer.documents.particulars import days_of, number_of
from indexer.documents.periods import period_of
from indexer.documents.regulation_titles import attached_to, draft_title, regulation_title, subject
from indexer.documents.title_pages import PAGE_END, content_title
from indexer.documents.titles import clean, cut, file_title, is_generic, is_goal, title_case
from indexer.documents.whose import Paper, has_dateline, opening, region_of
from indexer.language.dates import WEEKDAY
from indexer.language.wordlists import alternatives
from indexer.models import Metadata, Page, Reading

_HEAD = 3_000
_PLAN_LENGTH = 60_000
_SHORTEST_PLAN = 6_000
_FIRST_LINES = 1_200
"""Characters of a title page or the head of a letter."""
_NEWS_LENGTH = 30_000
_DATELINES_WITHIN = 600
"""Characters of news in which its dateline stands."""
_SIGNS_OF_NEWS, _SIGNS_OF_PRINTED_NEWS, _PAGES_OF_NEWS = 3, 5, 3
_WRITTEN_UP = (kinds.OTHER, "laporan", "peraturan")
"""Kinds of paper that tell who said what on which day too, as minutes do; they begin with no dateline."""
_EDITORIAL = re.compile(r"^\W*(?:(?:susunan|dewan|tim|dari|salam|meja)\s+)?redaksi\W*$", re.M | re.I)
"""The heading of who makes a bulletin, or of what they write themselves."""
_FEWEST_GOALS, _SHARE_OF_GOALS = 3, 0.3
"""Goals that a performance tree without a title has at least, and the share of its lines that are goals or measures."""
_SAYS_LITTLE = 2
"""Words of a title that rather gives way to a longer name of the file: "Rencana Strategis"."""
_CHAPTER_OF_A_PLAN = re.compile(r"^[#* ]*BAB I\b[\W_]*PENDAHULUAN[*# ]*$", re.M)
"""A regulation's own first chapter is KETENTUAN UMUM."""
_SITE = re.compile(r"\s+[-–|]\s+")
"""Between what a page of a site is called and the site: "Berita - Diskominfo"."""
_ATTACHMENT = re.compile(r"Lampiran\b.*\b(?:Peraturan|Keputusan)\b", re.I)
_SUBJECT = re.compile(r"^\W*(?:hal|perihal)\s*:\s*(?P<subject>.+)", re.M | re.I)
_MEASURED = re.compile(rf"\W*{alternatives('beginnings_of_measures')}\b", re.I)
_SPOKEN = re.compile(rf"[,”\"]\s*(?:\w+\s)?{alternatives('spoken_verbs')}(?:nya)?\b", re.I)
_REPORTED = re.compile(rf"\b{alternatives('reporting_verbs')}\b", re.I)
_BYLINE = re.compile(rf"^\W*{alternatives('bylines')}\b|\bdibaca\s+\d+\s+kali\b|\bsiaran pers\b", re.M | re.I)
_DATED = re.compile(rf"\b{WEEKDAY}\b,?\s*\(?\d{{1,2}}[/\s-]", re.I)
_DATELINE = re.compile(r"^.{2,60}?\b(?:\w+\.(?:com|co\.id|id|net)|[A-Z]{5,})\b\s*[.,]*\s*[-–—]", re.M)


def describe(path: Path, corpus_dir: Path, reading: Reading) -> Metadata:
    """What is known about the file at `path`. The title is never empty; kind is one of KINDS or "", as region and period may be."""
    text = _text(reading.pages)
    given = reading.metadata
    folders = _folders(path, corpus_dir)
    regulation = regulation_title(text[:_HEAD])
    kind = kinds.named(given.kind) or _kind(path.stem, folders, reading, regulation, text)
    title = _said(given.title, path) or _content_title(kind, regulation, text, reading.pages) or attached_to(text[:_HEAD])
    named = _named(path.stem)
    if len(title.split()) < len(named.split()) and len(title.split()) <= _SAYS_LITTLE:
        title = named
    paper = Paper(kind, title, regulation, text, (*folders, path.stem))
    region = regions.canonical(given.region) or region_of(paper).region
    days = days_of(kind, text)
    return Metadata(
        title=cut(" ".join(title.split())),
        kind=kind,
        region=region,
        period=given.period or period_of(kind, title, path.stem, text),
        number=number_of(text, title, region, path.stem),
        date=days.date,
        event=days.event,
    )


def _named(stem: str) -> str:
    """A file's name as a title."""
    title = file_title(stem)
    return title_case(title.upper()) if title.islower() and " " in title else title


def _said(title: str, path: Path) -> str:
    """The title a file carries, unless it is only the file's name, as scanners put it there, or that of a chapter."""
    is_name = title.casefold() == path.stem.casefold()
    before_site = _SITE.split(title, maxsplit=1)[0]
    return "" if is_name or is_generic(title) or is_generic(before_site) else title


def regions_meant(name: str, pages: Sequence[Page], known: Metadata) -> tuple[str, ...]:
    """The regions that a document may be of, the likeliest first, where that isn't `known`; none where it is."""
    if known.region:
        return ()
    text = _text(pages)
    return whose.regions_meant(Paper(known.kind, known.title, regulation_title(text[:_HEAD]), text, (Path(name).stem,)))


def _text(pages: Sequence[Page]) -> str:
    """What stands on all pages, with a line between two of them."""
    return f"\n{PAGE_END}\n".join(map(_text_of_page, pages))


def _text_of_page(page: Page) -> str:
    """What stands on a page; the name of a sheet says nothing of the workbook."""
    sheet = page.label.removeprefix("lembar ")
    return page.text.removeprefix(f"## {sheet}\n") if sheet else page.text


def _folders(path: Path, corpus_dir: Path) -> list[str]:
    """The folders between the corpus and the file, outermost first; none for a file elsewhere."""
    path, corpus_dir = path.resolve(), corpus_dir.resolve()
    if not path.is_relative_to(corpus_dir):
        return []
    return list(path.relative_to(corpus_dir).parts[:-1])


def _kind(stem: str, folders: list[str], reading: Reading, regulation: str, text: str) -> str:
    """By the title page, then the folders and the file's name, then what the text says of itself."""
    by_name = kinds.named(stem.replace("-", " ")) or kinds.named(stem)
    by_place = _kind_of_folder(folders) or by_name
    if regulation:
        return _kind_of_regulation(subject(regulation), by_place, text)
    by_heading = kinds.named(content_title(text, news=False))
    is_written_up = by_heading in _WRITTEN_UP and not has_dateline(text)
    if _is_news(reading, text) and not is_written_up:
        is_rather_news = by_place in ("", "masterplan", "perencanaan")
        return "berita" if is_rather_news else by_place
    is_headed_by_a_plan = by_heading in (*kinds.PLANS, "perencanaan")
    is_about_it = by_name == kinds.OTHER or (by_name == "perencanaan" and len(text) < _SHORTEST_PLAN)
    if is_headed_by_a_plan and is_about_it:
        return by_name  # slides, minutes and a chart of a page are headed by the plan they are about
    counted = kinds.counted("\n".join(_naming_kinds(text[:_HEAD])))
    if counted in kinds.PLANS and len(text) < _SHORTEST_PLAN:
        counted = ""  # a page that speaks of a plan
    by_lines = _first_said(map(kinds.named, _naming_kinds(opening(text))))
    by_title = kinds.named(reading.metadata.title)
    by_make_up = _kind_by_make_up(text[:_HEAD])
    return _first_said((by_heading, by_place, _kind_of_letter(text), by_title, by_make_up, by_lines, counted))


def _kind_by_make_up(head: str) -> str:
    """What a text without a title is that has an editorial box, or is made of goals as a performance tree is; "" of any other."""
    if _EDITORIAL.search(head):
        return "berita"
    lines = [clean(line) for line in head.split("\n") if line.strip()]
    goals = sum(map(is_goal, lines))
    measures = sum(bool(_MEASURED.match(line)) for line in lines)
    is_made_of_goals = goals >= _FEWEST_GOALS and goals + measures >= _SHARE_OF_GOALS * len(lines)
    return "perencanaan" if is_made_of_goals else ""


def _naming_kinds(text: str) -> list[str]:
    """The lines that may name the kind of their document: no goals and measures, which name what is planned or counted."""
    return [line for line in text.split("\n") if not (is_goal(line) or _MEASURED.match(line))]


def _kind_of_letter(text: str) -> str:
    """The kind that the subject of a letter speaks of ("Hal : Undangan Rapat")."""
    subject_of_letter = _SUBJECT.search(text[:_FIRST_LINES])
    return kinds.named(subject_of_letter["subject"]) if subject_of_letter else ""


def _first_said(names: Iterable[str]) -> str:
    """The first that is not empty; "" where all are."""
    return next(filter(None, names), "")


def _kind_of_folder(folders: list[str]) -> str:
    """The kind that the innermost folder speaks of that speaks of one."""
    for folder in reversed(folders):
        kind = kinds.named(folder)
        if kind:
            return kind
    return ""


def _kind_of_regulation(enacts: str, by_place: str, text: str) -> str:
    """A regulation is the plan it enacts only when the plan itself is in the file: by the file's name, its length or its chapters."""
    enacted = kinds.named(enacts)
    holds_the_plan = enacted == by_place or len(text) > _PLAN_LENGTH or bool(_CHAPTER_OF_A_PLAN.search(text))
    return enacted if enacted in kinds.PLANS and holds_the_plan else "peraturan"


def _is_news(reading: Reading, text: str) -> bool:
    """News has no pages or few, is short, and reports from where what people said on which day."""
    pages = len(reading.pages)
    if pages > _PAGES_OF_NEWS or len(text) > _NEWS_LENGTH:
        return False
    has_pages = pages != 1 or reading.pages[0].number is not None
    sayings = len(_SPOKEN.findall(text)) + len(_REPORTED.findall(text))
    days = len(_DATED.findall(text))
    datelines = len(_DATELINE.findall(text[:_DATELINES_WITHIN])) + has_dateline(text)
    bylines = len(_BYLINE.findall(text[:_DATELINES_WITHIN]))
    signs = sayings + 2 * days + 2 * datelines + 2 * bylines
    if has_pages:
        return bool(datelines and days) and signs >= _SIGNS_OF_PRINTED_NEWS
    return signs >= _SIGNS_OF_NEWS


def _content_title(kind: str, regulation: str, text: str, pages: Sequence[Page]) -> str:
    """A plan goes by its own name rather than by the regulation that enacts it. On a scan an empty place for a number may hold one that was
    filled in by hand: only printed text tells of a draft."""
    if not regulation:
        title = content_title(text, news=kind == "berita")
        is_attached_plan = kind in kinds.PLANS and _ATTACHMENT.match(title)
        return subject(title) if is_attached_plan else title
    if kind != "peraturan":
        return subject(regulation)
    is_scan = pages[0].confidence is not None
    return regulation if is_scan else draft_title(regulation) or regulation
