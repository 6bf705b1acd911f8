"""What a regulation does to others, in its own words: by its title and its provisions, not by what it recites. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from indexer.documents.acts import Act, acts, own_act
from indexer.documents.titles import title_block
from indexer.models import Metadata, Page, Relation
from indexer.store.entries import Legal

_HEAD = 3_000
_QUOTE = 400
"""Characters up to which a quote goes on from the regulation's name to what is said of it."""
_NEXT_TO = 25
"""Characters that may stand between "mencabut" and what it is said of."""
_BEFORE = 120
"""Characters before a regulation's name that may say how it is meant."""

_CHANGES = re.compile(r"perubahan(?:\s+(?:ke\w+|pertama)(?:\s+belas)?)?\s+atas\s*$", re.I)
_REVOKES = re.compile(r"pencabutan(?:\s+(?:atas|terhadap))?\s*$", re.I)
_BODY = re.compile(r"^[^\w\n]{0,20}(?:M\s?E\s?M\s?U\s?T\s?U\s?S\s?K\s?A\s?N\b|Menetapkan\s*:)", re.M | re.I)
_END = re.compile(r"^[^\w\n]{0,20}(?:Agar\s+(?:setiap|semua)\s+orang|Ditetapkan\s+di|PENJELASAN\s*$)", re.M)
_ARTICLE = re.compile(r"^[^\w\n]{0,20}(?:(?:Pasal\s+(?:\d+\w*|[IVX]+)|BAB\s+[IVXLC]+)[ \t]*$|(?:KE\w+|PERTAMA)\s*:)", re.M)
_SAID = re.compile(
    r"(?P<revoked>\bdicabut\s+dan\s+dinyatakan\s+tidak\s+berlaku|\bdinyatakan\s+(?:dicabut|(?:sudah\s+)?tidak\s+berlaku)|\bdicabut(?=\s*[.;,]))"
    r"|(?P<kept>\btetap\s+berlaku|\bmasih\s+berlaku)|(?P<changed>\bdiubah\s+(?:sebagai\s+berikut|sehingga))"
    r"|(?P<revokes>\bmencabut(?:\s+dan\s+menyatakan\s+tidak\s+berlaku)?)",
    re.I,
)
_ANOTHER = re.compile(r"\b(?:atas|pencabutan|pelaksana(?:an)?(?:\s+(?:dari|atas))?|penetapan|berdasarkan|menurut)\s*$", re.I)
"""Before a regulation that is only named to say which other one, or what of it, is meant."""
_A_PART = re.compile(r"\b(?:pasal|bab|lampiran)\s+\w+(?:\s+(?:ayat|huruf|angka)\s+\S+)*(?:\s+(?:dalam|pada|dari))?\s*$", re.I)


def legal(pages: Sequence[Page], metadata: Metadata) -> Legal:
    """Which regulation a document is, and what it does to others; that of a document that is none is empty."""
    text = _Text(pages)
    own = own_act(text.whole[:_HEAD], metadata.title, metadata.region)
    if own is None:
        return Legal()
    found: dict[tuple[str, ...], tuple[str, Relation]] = {}
    for key, relation in [*_by_title(text, own), *_by_provisions(text, own.region)]:
        name = relation.act, relation.region, relation.number, relation.year
        itself = name == (own.name, own.region, own.number, own.year)
        if not itself and (name not in found or relation.kind == "mencabut"):  # to be revoked is more than to be changed
            found[name] = key, relation
    return Legal(own.key, list(found.values()))


class _Text:
    """The text of all pages, and which of them a place in it is on."""

    def __init__(self, pages: Sequence[Page]):
        self._pages = pages
        self._starts = [0, *accumulate(len(page.text) + 1 for page in pages)][: len(pages)]
        self.whole = "\n".join(page.text for page in pages)

    def relation(self, kind: str, act: Act, start: int, end: int) -> tuple[str, Relation]:
        """The other's key and the relation; the quote is what stands from `start` to `end`, on the page where it starts."""
        at = bisect_right(self._starts, start) - 1
        page = self._pages[at]
        quote = " ".join(self.whole[start : min(end, self._starts[at] + len(page.text))].split())
        return act.key, Relation(kind, act.name, act.number, act.year, act.region, act.title, page.number, quote)


def _by_title(text: _Text, own: Act) -> Iterator[tuple[str, Relation]]:
    """ "… tentang Perubahan Kedua atas …", "… tentang Pencabutan …"."""
    block = title_block(text.whole[:_HEAD])
    changed = False
    for act in acts(block, own.region):
        before = block[: act.start]
        kind = "mencabut" if _REVOKES.search(before) else "mengubah" if _CHANGES.search(before) and not changed else ""
        words = re.escape(block[act.start : act.end]).replace(r"\ ", r"[\W_]+")
        if kind and (place := re.search(words, text.whole)):
            changed |= kind == "mengubah"
            yield text.relation(kind, act, *place.span())


def _by_provisions(text: _Text, region: str) -> Iterator[tuple[str, Relation]]:
    """What the articles say: "… dicabut dan dinyatakan tidak berlaku", "… diubah sebagai berikut", "mencabut …"."""
    begin = _BODY.search(text.whole)
    if begin is None:
        return
    end = _END.search(text.whole, begin.end())
    bounds = [begin.end(), *(article.end() for article in _ARTICLE.finditer(text.whole, begin.end()))]
    last = end.start() if end else len(text.whole)
    bounds = [place for place in bounds if place < last]
    for start, stop in zip(bounds, [*bounds[1:], last], strict=True):
        for said in _sayings(text.whole[start:stop], region):
            yield text.relation(said.kind, said.act, start + said.start, start + said.end)


@dataclass(frozen=True, slots=True)
class _Saying:
    """That a regulation is changed or revoked, from `start` to `end` of an article."""

    kind: str
    act: Act
    start: int
    end: int


def _sayings(article: str, region: str) -> Iterator[_Saying]:
    named = [act for act in acts(article, region) if not _ANOTHER.search(_before(article, act))]
    starts = [act.start for act in named]
    since = 0
    for said in _SAID.finditer(article):
        first = bisect_left(starts, said.end())
        if said["revokes"]:
            if first < len(named) and starts[first] - said.end() < _NEXT_TO:
                yield from (_Saying("mencabut", act, act.start, act.end) for act in named[first:])
                return
            continue
        between = named[bisect_left(starts, since) : first]
        since = said.end()
        for act in between if said["revoked"] else between[:1] if said["changed"] else ():
            part = said["changed"] or _A_PART.search(_before(article, act))
            near = said.end() - act.start < _QUOTE
            yield _Saying("mengubah" if part else "mencabut", act, act.start, said.end() if near else act.end)


def _before(text: str, act: Act) -> str:
    """What stands before a regulation's name."""
    return text[max(act.start - _BEFORE, 0) : act.start]
