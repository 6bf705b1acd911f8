"""What a regulation says about itself, as chunks of its own: its name, who enacted it when, when it comes into force. Pure.

These statements stand on the title page and in the closing clause, without the name of the document they speak of, and
read the same in every regulation but for a date. What a text says of other regulations is no statement of its own: only the title page
counts, and the closing clause of a document that has one, or that ends with it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.documents.regulation_titles import title_block
from indexer.documents.titles import cut, title_case
from indexer.models import Chunk, Page, Relation
from indexer.structure.chunks import list_of

NAMED = "Peraturan yang menetapkan: nomor, tahun, dan judul"
ENACTED = "Penetapan dan penandatanganan, pengundangan, mulai berlaku"
RELATED = {"mencabut": "Peraturan yang dicabut, tidak berlaku lagi", "mengubah": "Peraturan yang diubah"}
"""Headings of the chunks, in words that people and questions use."""

_TITLE_PAGES, _TITLE_LENGTH = 3, 3_000
_AT_END = 3_000
"""A closing clause this near to a document's end needs no title page."""
_STATEMENT, _FOLLOWS, _CLAUSE = 320, 1_500, 800
"""Characters that a statement with its signature has at most, within which promulgation follows enactment, and within which the
clause on coming into force stands before it."""

_KIND = r"(?:Peraturan|Keputusan|Instruksi|Undang-Undang|Qanun|Surat Edaran)\b"
_PLACE_AND_DATE = r"[^\n\f]{2,40}?\s+pada\s+tanggal\s+\d{1,2}\s+[A-Za-z]+\s+\d{4}"
_LINE = r"(?:^|(?<=\f))[^\w\n\f]*"
_NAME_ALONE = re.compile(rf"{_LINE}((?:Peraturan|Keputusan) [^\n.;,]{{4,80}} Nomor \d+ Tahun \d{{4}})\b", re.M)
_DATED = re.compile(rf"Di\w+ di {_PLACE_AND_DATE}")
_ENACTED = re.compile(rf"{_LINE}(?=Ditetapkan di {_PLACE_AND_DATE})", re.M)
_PROMULGATED = re.compile(rf"{_LINE}(?=Diundangkan di {_PLACE_AND_DATE})", re.M)
_GAZETTE = re.compile(rf"{_LINE}((?:LEMBARAN|BERITA)\s+(?:DAERAH|NEGARA)\b[^\f]{{0,120}}?TAHUN\s+\d{{4}}\s+NOMOR\s+\w+)", re.M)
_STATEMENT_END = re.compile(
    rf"{_LINE}(?:Ditetapkan di|Diundangkan di|(?:TAMBAHAN\s+)?(?:LEMBARAN|BERITA)\s+(?:DAERAH|NEGARA)"
    r"|Salinan|NOREG|LAMPIRAN|PENJELASAN)\b|^#|\f",
    re.M | re.I,
)
_IN_FORCE = re.compile(rf"{_LINE}({_KIND}[^.\n\f]{{0,80}}\bini\s+(?:mulai\s+)?berlaku\b[^.\f]{{3,200}}\.)", re.M)


def statements(pages: Sequence[Page], relations: Sequence[Relation] = ()) -> list[Chunk]:
    """The statements of a document about itself, as chunks beside those of `split`; none for what is no regulation. `relations`
    are what it does to others.

    Each is an item under the regulation's own name, which its page doesn't repeat: a plan often begins with the regulation
    that enacts it, and has another title.
    """
    text = "\f".join(page.text.replace("\f", "\n") for page in pages)
    page, block = _title(pages)
    found: list[Chunk] = []
    name: tuple[str, ...] = ()
    closing_from = max(0, len(text) - _AT_END)
    if block:
        found.append(list_of([(page, block)], NAMED))
        name = (cut(title_case(block)),)
        closing_from = 0
    found += _related(relations, name)
    closing = _ENACTED.search(text, closing_from)
    if closing:
        found.append(_chunk(text, pages, _statements(text, closing.end()), name))
    return found


def _related(relations: Sequence[Relation], parents: tuple[str, ...]) -> Iterator[Chunk]:
    """What a regulation says it does to others, a chunk for each kind of it, an item each."""
    for kind, heading in RELATED.items():
        said = [(relation.page, " ".join(relation.quote.split())) for relation in relations if relation.kind == kind]
        if said:
            yield list_of(said, heading, parents)


def _title(pages: Sequence[Page]) -> tuple[int | None, str]:
    """The page that names the regulation and its words there; "" when none of the first does."""
    heads = []
    left = _TITLE_LENGTH
    for page in pages[:_TITLE_PAGES]:
        heads.append((page.number, page.text[:left]))
        left = max(left - len(page.text), 0)
    for number, head in heads:
        block = title_block(head)
        if block:
            return number, block
    for number, head in heads:
        alone = _NAME_ALONE.search(head)
        if alone:
            return number, alone[1]
    return None, ""


def _statements(text: str, closing: int) -> list[tuple[int, int]]:
    """Where each statement of the closing clause begins and ends, without gaps, so that neighbours can be quoted together: when
    it comes into force, who enacted it, who promulgated it, where it is published."""
    in_force = list(_IN_FORCE.finditer(text, max(0, closing - _CLAUSE), closing))
    promulgated = _PROMULGATED.search(text, closing, closing + _FOLLOWS)
    gazette = _GAZETTE.search(text, closing, closing + _FOLLOWS)
    starts = [closing]
    if in_force:
        starts += in_force[-1].span(1)
    last = closing
    if promulgated:
        last = promulgated.end()
        starts.append(last)
    if gazette:
        starts.append(gazette.start(1))
    end = gazette.end() if gazette else _end_of_signed(text, last)
    return list(pairwise((*sorted(starts), end)))


def _end_of_signed(text: str, start: int) -> int:
    """Where a statement with the name under it ends."""
    end = _STATEMENT_END.search(text, start + 1, start + _STATEMENT)
    if end:
        return end.start()
    end_of_line = text.rfind("\n", start, start + _STATEMENT)
    end_of_date = _DATED.match(text, start).end()
    return max(end_of_line, end_of_date)


def _chunk(text: str, pages: Sequence[Page], parts: Sequence[tuple[int, int]], parents: tuple[str, ...]) -> Chunk:
    """The statements as one chunk; one that goes on over a page is an item on each."""
    said: list[tuple[int | None, str]] = []
    for start, end in parts:
        for piece in re.finditer(r"[^\f]*\w[^\f]*", text[start:end]):
            pages_before = text.count("\f", 0, start + piece.start())
            said.append((pages[pages_before].number, " ".join(piece.group().split())))
    return list_of(said, ENACTED, parents)
