"""Whose document it is: the region it is filed under, by what it says of itself where, the surest place first. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.documents.regions import LETTERHEAD, Found, find_region, found, only_region, tally
from indexer.documents.titles import is_capital, is_in_title_case
from indexer.language import place_names
from indexer.language.place_names import PROVINCE_OF, titled_mentions
from indexer.language.wordlists import alternatives
from indexer.models import NATIONAL, REGIONAL_KINDS

_CHOICES = 4
"""Regions that a person is asked to choose from, at most."""
_HEAD = 3_000
"""Characters of a title page, and of the last page with its signature."""
_PAGE_LENGTH = 6_000
_OPENING_LINES = 15
"""Lines in which a title may be written in ordinary letters."""
_NAMED_IN_TEXT, _LENGTH_FOR_ONE_MORE = 3, 20_000
"""How often a text has to name its region, and characters of text for which it has to once more."""
_IN_HEADLINE, _IN_DATELINE, _IN_LEAD = 3, 3, 1
"""What a region that news names counts more in its headline, before its first sentence, and in that."""
_LOCAL_IN_NEWS = 0.6
"""How much a regency or city counts at least, beside the province, where news is about it."""
_DATELINES_WITHIN, _LEAD = 900, 700
"""Characters of news in which its dateline stands, and of what is told first."""

_FIELD = re.compile(r"\W*(?:pemerintah daerah|provinsi|kab(?:upaten|\.)?(?:\s?/\s?kota)?|kota)\s*[:|]", re.I)
"""Of a form that is filled in: "Kabupaten : Wajo"."""
_NATIONAL_ACT = re.compile(rf"(?:rancangan\s+|salinan\s+|lampiran\s+(?:[ivx]+\s+)?)*{alternatives('national_acts')}\b", re.I)
_NATIONAL_BODY = re.compile(rf"\W*{alternatives('national_bodies')}\b", re.I)
_DATELINE = re.compile(r"^(?P<before>[^\n]{3,70}?)(?:\s+[-–—]+\s*|[,.]\s?[-–—]+\s*)(?=[\"“‘A-Z])", re.M)
_BETWEEN_PLACES = re.compile(r"[,/()|]")
_SEAT_OF_MINISTRIES = re.compile(
    r"(?<!DKI )(?<!Khusus )(?<!Pemprov )(?<!Gubernur )\bJakarta\b(?! (?:Barat|Pusat|Selatan|Timur|Utara))"
)
_VISITED = re.compile(rf"\b{alternatives('words_before_another_region')}\s+\Z", re.I)
_DONE_AT = re.compile(
    r"\bDi\s?(?:tetapkan|keluarkan|undangkan)\s+di\s*:?\s*(?P<place>[^\W\d][^\n,:]{2,30}?)\s*(?:$|\bpada\b)", re.M | re.I
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as far as it tells whose it is: its kind, its title and the name of the regulation on its title page, its text, and the
    names of its folders and file."""

    kind: str
    title: str
    regulation: str
    text: str
    names: Sequence[str]

    @property
    def head(self) -> str:
        return self.text[:_HEAD]


def region_of(paper: Paper) -> Found:
    """The region of a document: NATIONAL where it says that it is of the whole country, "" where nothing tells. With `candidates` where
    several are as likely."""
    if is_national(paper):
        return Found(NATIONAL)
    if paper.kind == "berita":
        return _of_news(paper)
    told = _first_told(_told(paper))
    is_invented = told.region and told.region not in place_names.REGIONS
    return _rather_listed(told, paper.text) if is_invented else told


def _rather_listed(invented: Found, text: str) -> Found:
    """A region in no list, unless the text names a known one oftener: then recognition has misread its name."""
    counts = tally(text, invented_heads=False)
    listed = found(
        Counter({region: count for region, count in counts.items() if region in place_names.REGIONS}), _NAMED_IN_TEXT
    )
    is_named_oftener = counts[listed.region] > counts[invented.region]
    return listed if listed.region and is_named_oftener else invented


def regions_meant(paper: Paper) -> tuple[str, ...]:
    """The regions to choose from where it isn't known of which one a document is, the likeliest first: those that are as likely; of a paper
    that is always a government's, else those that it names."""
    candidates = region_of(paper).candidates
    if candidates or paper.kind not in REGIONAL_KINDS:
        return candidates[:_CHOICES]
    named = tally(f"{paper.text}\n{_spaced_name(paper.names[-1])}", invented_heads=False)
    return tuple(region for region, _ in named.most_common(_CHOICES))


def is_national(paper: Paper) -> bool:
    """Whether a document is issued for the whole country: an act by its name, anything else by a letterhead without a region."""
    act = paper.regulation or paper.title
    if _NATIONAL_ACT.match(act):
        return not find_region(_issuer(act))
    lines = [line for line in paper.head.split("\n") if is_of_title_page(line)]
    is_of_a_national_body = any(map(_NATIONAL_BODY.match, lines[:4]))
    return is_of_a_national_body and not tally("\n".join(lines))


def _issuer(act: str) -> str:
    """The name of an act as far as it says whose it is: before its number and what it is about."""
    return re.split(r"\b(?:nomor|tentang)\b", act, maxsplit=1, flags=re.I)[0]


def _told(paper: Paper) -> Iterator[Found]:
    """What each place says of the region, the surest first."""
    last = paper.text[-_HEAD:]
    yield found(tally(_issuer(paper.regulation)))
    yield found(tally(f"{paper.title}.\n{paper.regulation}", invented_heads=False))
    yield found(tally(title_page(paper.head), invented_heads=False))
    yield found(tally(opening(paper.text), invented_heads=False))
    yield found(tally("\n".join(map(_spaced_name, paper.names))))
    yield found(tally(title_page(last), invented_heads=False))
    yield _by_seat(last)
    yield found(tally(paper.text, invented_heads=False), least=_NAMED_IN_TEXT + len(paper.text) // _LENGTH_FOR_ONE_MORE)
    if paper.kind in REGIONAL_KINDS:
        yield only_region(paper.text, least=1)
    elif len(paper.text) <= _PAGE_LENGTH:
        yield only_region(paper.text)


def _first_told(places: Iterator[Found]) -> Found:
    """What the first place says that says something. Where it leaves several to choose from, the next ones choose among them."""
    first = next(filter(lambda place: place.says_something, places), Found())
    if not first.candidates:
        return first
    for place in places:
        if place.region in first.candidates:
            return place
    return first


def title_page(text: str) -> str:
    """The lines of a text that are as those of a title page: in capitals, headings, or a letterhead."""
    return "\n".join(filter(is_of_title_page, text.split("\n")))


def opening(text: str) -> str:
    """The same of its first lines, with those that are written as titles in ordinary letters."""
    lines = text.split("\n")[:_OPENING_LINES]
    return "\n".join(line for line in lines if is_of_title_page(line) or is_in_title_case(line))


def is_of_title_page(line: str) -> bool:
    says_whose = LETTERHEAD.fullmatch(line) or _FIELD.match(line)
    return is_capital(line) or line.startswith("#") or bool(says_whose)


def _by_seat(text: str) -> Found:
    """By the place where it was signed ("Ditetapkan di Sengkang")."""
    signed = _DONE_AT.search(text)
    return _of_place(signed["place"]) if signed else Found()


def _of_place(name: str) -> Found:
    regions = place_names.of_seat(name)
    return Found(regions[0]) if len(regions) == 1 else Found(candidates=regions)


def _of_news(paper: Paper) -> Found:
    """By the region that the headline calls by its title, the first where it calls several: who does something stands first; else by
    headline, dateline and the file's name, by what is told first, and by how often it is named. That something is told from the capital,
    where the ministries are, says nothing."""
    text = _SEAT_OF_MINISTRIES.sub(" ", paper.text)
    counts = tally(text, invented_heads=False)
    headline = f"{paper.title}\n{_spaced_name(paper.names[-1])}"
    subject = _called_first(headline)
    if subject:
        return Found(subject)
    for region, count in tally(headline, invented_heads=False).items():
        counts[region] += _IN_HEADLINE * count
    counts.update(tally(text[:_LEAD], invented_heads=False))
    told_of = _called_first(text)
    for region in _of_dateline(text, counts):
        is_told_from_its_capital = PROVINCE_OF.get(region) == told_of
        counts[region] += 0 if is_told_from_its_capital else _IN_DATELINE
        counts[told_of] += _IN_DATELINE if is_told_from_its_capital else 0
    return found(counts, local_share=_LOCAL_IN_NEWS)


def _called_first(text: str) -> str:
    """The region that a text calls by its title first, if it isn't only visited; "" where it calls none, or one that may be several."""
    for mention in titled_mentions(text):
        if not _VISITED.search(text[: mention.start]):
            return mention.regions[0] if len(mention.regions) == 1 else ""
    return ""


def _of_dateline(text: str, named: Counter[str]) -> tuple[str, ...]:
    """The regions that a dateline may be of ("SENGKANG –", "Solok Selatan, Kominfo –"): those of them that the text names, if it does."""
    for dateline in _DATELINE.finditer(text[:_DATELINES_WITHIN]):
        for part in _BETWEEN_PLACES.split(dateline["before"]):
            regions = place_names.of_seat(part) or tuple(tally(part))
            meant = tuple(region for region in regions if region in named)
            if regions:
                return meant or regions
    return ()


def has_dateline(text: str) -> bool:
    """Whether a text begins as news does, with the place from which it is told."""
    return bool(_of_dateline(text, Counter()))


def _spaced_name(name: str) -> str:
    """A file's or folder's name as words: "berita-kab-batang" -> "Berita Kab Batang"."""
    return re.sub(r"[_\W]+", " ", name).title()
