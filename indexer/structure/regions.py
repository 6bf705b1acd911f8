"""Which regions a span names, and the one it tells of where that is another than its document's may be. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from indexer.language.place_names import PROVINCE, Mention, canonical, mentions
from indexer.language.wordlists import alternatives
from indexer.models import Span

_BEFORE_OWN = re.compile(rf"(?:\W*\b{alternatives('words_before_a_region')}\b)*\W*", re.I)
_COLUMN_OF_REGIONS = re.compile(r"\W*(?:nama )?(?:kabupaten|kab\.?|kota|daerah)(?:\s?/\s?kota)?\W*", re.I)
_SAYS_MORE = 2
"""Words besides a region's name that say something of it."""


@dataclass(frozen=True, slots=True)
class Regions:
    """The regions that a span `named`, each once, those of its column heads included, all of them where a name is that of several; and the one it is `about`: that it begins
    with and says something of ("Pemkab Barru menganggarkan …"), or that its row is named after, else the one that the innermost heading
    names that names one alone; "" where there is none."""

    named: tuple[str, ...]
    about: str


def regions_of(span: Span) -> Regions:
    """The regions of a span."""
    found = mentions(span.text)
    in_column = _in_column(span)
    in_heads = chain.from_iterable(map(_local, span.heads))
    in_text = chain.from_iterable(mention.regions for mention in found)
    about = next(iter(in_column), "") or _in_front(span.text, found) or _above(span.heading)
    return Regions(tuple(dict.fromkeys((*in_text, *in_heads, *in_column))), about)


def _in_front(text: str, found: Sequence[Mention]) -> str:
    is_about = bool(found) and _is_subject(found[0], text)
    return found[0].regions[0] if is_about else ""


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
        local = _local(line)
        if local:
            return local[0] if len(local) == 1 else ""
    return ""


@lru_cache(maxsize=4_096)
def _local(line: str) -> tuple[str, ...]:
    """The regencies and cities that a heading or the head of a column names."""
    named = chain.from_iterable(mention.regions for mention in mentions(line))
    return tuple(dict.fromkeys(region for region in named if not region.startswith(PROVINCE)))
