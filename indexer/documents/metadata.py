"""What a document is (title, kind, region, period): by its format, its first page, its folder and its name, in that order."""

import re
from pathlib import Path

from indexer.documents import kinds, regions
from indexer.documents.titles import content_title, cut, file_title, is_capital, regulation_title, subject
from indexer.models import Metadata, Reading

_HEAD = 3_000
_PLAN_LENGTH = 60_000
_NEWS_LENGTH = 30_000
_PAGE_LENGTH = 6_000
_SPOKEN = re.compile(
    r"[,”\"]\s*(?:\w+\s)?(?:ujar|kata|ungkap|jelas|tandas|tutur|imbuh|terang|tegas|pungkas|papar|ucap|tutup|lanjut|pinta)(?:nya)?\b",
    re.I,
)
_DATED = re.compile(r"\b(?:Senin|Selasa|Rabu|Kamis|Jum'?at|Sabtu|Minggu|Ahad)\b,?\s*\(?\d{1,2}[/\s-]", re.I)
_DATELINE = re.compile(r"^.{2,60}?\b(?:\w+\.(?:com|co\.id|id|net)|[A-Z]{5,})\b\s*[.,]*\s*[-–—]", re.M)
_RANGE = re.compile(r"\b((?:19|20)\d\d)\s*(?:[-–—/]|s\.?d\.?|sampai(?: dengan)?|hingga)\s*((?:19|20)\d\d)\b")
_OF_YEAR = re.compile(r"\b(?:tahun(?:\s+anggaran)?|TA\.?)\s+((?:19|20)\d\d)\b", re.I)
_YEAR = re.compile(r"(?<![\d.,/])((?:19|20)\d\d)(?![\d.,]?\d)")
_DATE = re.compile(
    r"\b\d{1,2}[/-]\d{1,2}[/-]((?:20)?\d\d)\b|\b\d{1,2}\s+(?:Jan|Feb|Mar|Apr|Mei|Jun|Jul|Agu|Sep|Okt|Nov|Des)\w*\s+(20\d\d)|\b(20\d\d)-\d\d-\d\d\b"
)
_TAKEN = re.compile(r"\b20\d\d-\d\d-\d\d\b")
"""The day that a telephone puts into the name of a photo."""


def describe(path: Path, corpus_dir: Path, reading: Reading) -> Metadata:
    """What is known about the file at `path`. The title is never empty; kind is one of KINDS or "", as region and period may be."""
    text = "\n".join(page.text for page in reading.pages)
    given = reading.metadata
    folders = _folders(path, corpus_dir)
    regulation = regulation_title(text[:_HEAD])
    kind = kinds.named(given.kind) or _kind(path.stem, folders, reading, regulation, text)
    title = _said(given.title, path) or _content_title(kind, regulation, text) or file_title(path.stem)
    return Metadata(
        title=cut(" ".join(title.split())),
        kind=kind,
        region=regions.canonical(given.region) or _region(kind, f"{title}\n{regulation}", text, [*folders, path.stem]),
        period=given.period or _period(kind, title, path.stem, text),
    )


def _said(title: str, path: Path) -> str:
    """The title a file carries, unless it is only the file's name, as scanners put it there."""
    return "" if title.casefold() == path.stem.casefold() else title


def _folders(path: Path, corpus_dir: Path) -> list[str]:
    """The folders between the corpus and the file, outermost first; none for a file elsewhere."""
    path, corpus_dir = path.resolve(), corpus_dir.resolve()
    return list(path.relative_to(corpus_dir).parts[:-1]) if path.is_relative_to(corpus_dir) else []


def _kind(stem: str, folders: list[str], reading: Reading, regulation: str, text: str) -> str:
    """A regulation is the plan it enacts only when the plan itself is in the file: by the file's name or by its length."""
    own = kinds.named(stem)
    named = next((kind for kind in map(kinds.named, reversed(folders)) if kind), own)
    if regulation:
        about = kinds.named(subject(regulation))
        return about if about in kinds.PLANS and (about == named or len(text) > _PLAN_LENGTH) else "peraturan"
    if _is_news(reading, text):
        return "berita" if named in ("", "masterplan", "perencanaan") else named
    headed = kinds.named(content_title(text, news=False))
    if own == kinds.OTHER and headed in (*kinds.PLANS, "perencanaan"):
        return own  # slides and minutes are headed by the plan they are about
    return headed or named or kinds.named(reading.metadata.title) or kinds.counted(text[:_HEAD])


def _is_news(reading: Reading, text: str) -> bool:
    """News has no pages, is short, and reports what people said on which day."""
    if len(reading.pages) != 1 or reading.pages[0].number is not None or len(text) > _NEWS_LENGTH:
        return False
    signs = len(_SPOKEN.findall(text)) + 2 * len(_DATED.findall(text)) + 2 * len(_DATELINE.findall(text[:600]))
    return signs >= 3


def _content_title(kind: str, regulation: str, text: str) -> str:
    """A plan goes by its own name rather than by the regulation that enacts it."""
    if regulation:
        return regulation if kind == "peraturan" else subject(regulation)
    return content_title(text, news=kind == "berita")


def _region(kind: str, title: str, text: str, names: list[str]) -> str:
    """From the title page or letterhead, then the folders and the name, then from what the text names often; a page or two
    can't name it often, so there it is enough to name no other."""
    if kind == "berita":
        return regions.find_region(text)
    first = regions.find_region(title) or regions.find_region("\n".join(_capitals(text[:_HEAD])))
    return (
        first
        or regions.find_region("\n".join(names).replace("_", " "))
        or regions.find_region(text, least=3 + len(text) // 20_000)
        or (regions.only_region(text) if len(text) <= _PAGE_LENGTH else "")
    )


def _capitals(head: str) -> list[str]:
    """The lines of a title page: in capitals, headings, or a letterhead."""
    return [line for line in head.split("\n") if is_capital(line) or line.startswith("#") or regions.LETTERHEAD.fullmatch(line)]


def _period(kind: str, title: str, stem: str, text: str) -> str:
    """The years ("2025-2029", "2025") in the title, the file's name or the first page; of news, the year it was written."""
    if kind == "berita":
        return _news_year(text)
    title, stem = _TAKEN.sub(" ", title), _TAKEN.sub(" ", stem)
    if kind == "peraturan":
        title = subject(title) if _years(subject(title)) else title
    return _years(title) or _years(stem) or _years(" ".join(_capitals(text[:_HEAD])))


def _years(text: str) -> str:
    """A span of years, or the one year a text names."""
    if span := _RANGE.search(text):
        return f"{span[1]}-{span[2]}"
    year = _OF_YEAR.search(text) or _YEAR.search(text)
    return year[1] if year else ""


def _news_year(text: str) -> str:
    """The year of the first full date, else the first year named."""
    if date := _DATE.search(text):
        year = date[1] or date[2] or date[3]
        return year if len(year) == 4 else f"20{year}"
    return next(iter(_YEAR.findall(text)), "")
