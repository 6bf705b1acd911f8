"""What a regulation does to others, in its own words: by its title and its provisions, not by what it recites. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, pairwise

from indexer.documents.acts import Act, acts, own_act
from indexer.documents.regulation_titles import title_block
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


@dataclass(frozen=True, slots=True)
class _Saying:
    """That a regulation is changed ("mengubah") or revoked ("mencabut"), from `start` to `end` of a text."""

    kind: str
    act: Act
    start: int
    end: int


def legal(pages: Sequence[Page], metadata: Metadata) -> Legal:
    """Which regulation a document is, and what it does to others; that of a document that is none is empty."""
    text = _Text(pages)
    own = own_act(text.whole[:_HEAD], metadata.title, metadata.region)
    if own is None:
        return Legal()
    found: dict[tuple[str, ...], _Saying] = {}
    for saying in chain(_by_title(text, own), _by_provisions(text, own.region)):
        name = _identity(saying.act)
        is_itself = name == _identity(own)
        says_more = name not in found or saying.kind == "mencabut"  # to be revoked is more than to be changed
        if says_more and not is_itself:
            found[name] = saying
    return Legal(own.key, [(saying.act.key, text.relation(saying)) for saying in found.values()])


def _identity(act: Act) -> tuple[str, ...]:
    """What two mentions of one regulation have in common, also where its key isn't known."""
    return act.name, act.region, act.number, act.year


class _Text:
    """The text of all pages, and which of them a place in it is on."""

    def __init__(self, pages: Sequence[Page]):
        self._pages = pages
        self._starts = [0, *accumulate(len(page.text) + 1 for page in pages)][: len(pages)]
        self.whole = "\n".join(page.text for page in pages)

    def relation(self, saying: _Saying) -> Relation:
        """The quote is what the saying spans, on the page where it starts."""
        at = bisect_right(self._starts, saying.start) - 1
        page = self._pages[at]
        page_end = self._starts[at] + len(page.text)
        quote = self.whole[saying.start : min(saying.end, page_end)]
        act = saying.act
        return Relation(
            saying.kind, act.name, act.number, act.year, act.region, act.title, page.number, " ".join(quote.split())
        )


def _by_title(text: _Text, own: Act) -> Iterator[_Saying]:
    """ "… tentang Perubahan Kedua atas …", "… tentang Pencabutan …". A regulation changes one other by its title: those named
    after it are what the other changed."""
    block = title_block(text.whole[:_HEAD])
    one_is_changed = False
    for act in acts(block, own.region):
        kind = _kind_by_title(block[: act.start])
        if not kind or (kind == "mengubah" and one_is_changed):
            continue
        words = re.escape(block[act.start : act.end]).replace(r"\ ", r"[\W_]+")
        on_the_page = re.search(words, text.whole)
        if on_the_page is None:
            continue
        if kind == "mengubah":
            one_is_changed = True
        yield _Saying(kind, act, on_the_page.start(), on_the_page.end())


def _kind_by_title(before: str) -> str:
    """What a title does to the regulation that stands after these words of it; "" for nothing."""
    if _REVOKES.search(before):
        return "mencabut"
    return "mengubah" if _CHANGES.search(before) else ""


def _by_provisions(text: _Text, region: str) -> Iterator[_Saying]:
    """What the articles say: "… dicabut dan dinyatakan tidak berlaku", "… diubah sebagai berikut", "mencabut …"."""
    body = _BODY.search(text.whole)
    if body is None:
        return
    closing = _END.search(text.whole, body.end())
    last = closing.start() if closing else len(text.whole)
    starts = [body.end()]
    for article in _ARTICLE.finditer(text.whole, body.end()):
        if article.end() < last:
            starts.append(article.end())
    for start, stop in pairwise([*starts, last]):
        for saying in _sayings(text.whole[start:stop], region):
            yield replace(saying, start=start + saying.start, end=start + saying.end)


def _sayings(article: str, region: str) -> Iterator[_Saying]:
    """What one article says, its places counted from its beginning."""
    named = [act for act in acts(article, region) if not _ANOTHER.search(_before(article, act))]
    starts = [act.start for act in named]
    since = 0
    for said in _SAID.finditer(article):
        following = named[bisect_left(starts, said.end()) :]
        if said.lastgroup == "revokes":
            if _stands_next(following, said.end()):
                yield from (_Saying("mencabut", act, act.start, act.end) for act in following)
                return
            continue
        named_before = named[bisect_left(starts, since) : len(named) - len(following)]
        since = said.end()
        if said.lastgroup == "changed":
            del named_before[1:]
        elif said.lastgroup == "kept":
            named_before.clear()
        for act in named_before:
            is_changed = said.lastgroup == "changed" or _is_said_of_a_part(article, act)
            kind = "mengubah" if is_changed else "mencabut"
            yield _Saying(kind, act, act.start, _end_of_quote(act, said.end()))


def _stands_next(following: Sequence[Act], end: int) -> bool:
    """Whether the first of the regulations named after a place stands right there."""
    return bool(following) and following[0].start - end < _NEXT_TO


def _is_said_of_a_part(article: str, act: Act) -> bool:
    """Whether only an article or annex of a regulation is meant: to revoke that is to change the regulation."""
    return _A_PART.search(_before(article, act)) is not None


def _end_of_quote(act: Act, said_end: int) -> int:
    """Where a quote ends: after what is said of the regulation, or with its name where that is far off."""
    is_near = said_end - act.start < _QUOTE
    return said_end if is_near else act.end


def _before(text: str, act: Act) -> str:
    """What stands before a regulation's name."""
    return text[max(act.start - _BEFORE, 0) : act.start]
