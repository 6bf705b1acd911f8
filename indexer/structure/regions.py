"""Which regions a span names, and the one it tells of where that is another than its document's may be. Pure."""

import re
from collections.abc import Sequence

from indexer.language.place_names import PROVINCE, Mention, canonical, mentions
from indexer.language.wordlists import alternatives
from indexer.models import Span

_BEFORE_OWN = re.compile(rf"(?:\W*\b{alternatives('words_before_a_region')}\b)*\W*", re.I)
_COLUMN_OF_REGIONS = re.compile(r"\W*(?:nama )?(?:kabupaten|kab\.?|kota|daerah)(?:\s?/\s?kota)?\W*", re.I)
_SAYS_MORE = 2
"""Words besides a region's name that say something of it."""


def named(span: Span) -> tuple[str, ...]:
    """The regions that a span names and tells which, each once, its column heads included."""
    found = mentions("\n".join((span.text, *span.heads)))
    single = (mention.regions[0] for mention in found if len(mention.regions) == 1)
    return tuple(dict.fromkeys((*single, *_in_column(span))))


def told_of(span: Span) -> str:
    """The region that a span begins with and says something of ("Pemkab Barru menganggarkan …"), or that its row is named after; else the
    one that the innermost heading names that names one alone; "" where there is none."""
    return _in_front(span) or _above(span.heading)


def _in_front(span: Span) -> str:
    in_column = _in_column(span)
    if in_column:
        return in_column[0]
    text = " ".join(span.cells) if span.kind == "row" else span.text
    mention = next(iter(mentions(text)), None)
    if mention is None or not _is_subject(mention, text):
        return ""
    return mention.regions[0]


def _is_subject(mention: Mention, text: str) -> bool:
    """Whether a text is about a region it names: nothing else stands before it, and something comes after."""
    tells_which = len(mention.regions) == 1
    comes_first = _BEFORE_OWN.fullmatch(text[: mention.start]) is not None
    says_more = len(re.findall(r"\w+", text[mention.end :])) >= _SAYS_MORE
    return tells_which and comes_first and says_more


def _in_column(span: Span) -> tuple[str, ...]:
    """The region a row is of that stands in a column of regions: there a bare name is enough."""
    if span.kind != "row" or len(span.heads) != len(span.cells):
        return ()
    for head, cell in zip(span.heads, span.cells, strict=True):
        if cell and _COLUMN_OF_REGIONS.fullmatch(head):
            region = canonical(cell)
            return (region,) if _is_listed(region) else _called(head, cell)
    return ()


def _called(head: str, cell: str) -> tuple[str, ...]:
    """The regency or city of a bare name in a column of these; none where it may be both."""
    titles = [title for title in ("Kabupaten", "Kota") if title[:3].casefold() in head.casefold()]
    regions = {canonical(f"{title} {cell}") for title in titles or ("Kabupaten", "Kota")}
    listed = tuple(filter(_is_listed, regions))
    return listed if len(listed) == 1 else ()


def _is_listed(text: str) -> bool:
    found = mentions(text)
    return len(found) == 1 and found[0].regions == (text,)


def _above(heading: Sequence[str]) -> str:
    """The regency or city of the innermost heading that names one alone."""
    for line in reversed(heading):
        local = {region for mention in mentions(line) for region in mention.regions if not region.startswith(PROVINCE)}
        if local:
            return local.pop() if len(local) == 1 else ""
    return ""
