"""What a regulation says about itself, as chunks of its own: its name, who enacted it when, what it revokes. Pure.

These statements stand on the title page and in the closing clause, without the name of the document they speak of, and read the same
in every regulation but for a date. What a text says of other regulations makes no facts: only the title page counts, and the
closing clause of a document that has one, or that ends with it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.models import Chunk, Page
from indexer.titles import cut, title_block, title_case

NAMED = "Nomor, tahun, dan judul peraturan"
ENACTED = "Penetapan dan pengundangan"
IN_FORCE = "Mulai berlaku"
REPLACED = "Peraturan yang dicabut atau diubah"
"""Headings of the chunks, in words that people and questions use."""

_TITLE_PAGES, _TITLE_LENGTH = 3, 3_000
_AT_END = 3_000
"""A closing clause this near to a document's end needs no title page."""
_LAST_SECTIONS = 8_000
"""How far before the closing clause the sections may begin that say what is revoked, and when the regulation comes into force."""
_STATEMENT, _FOLLOWS = 320, 1_500
"""Characters that a statement with its signature has at most, and within which promulgation follows enactment."""
_LONGEST = 2_400
"""Revoked regulations that take more characters are an appendix."""

_KIND = r"(?:Peraturan|Keputusan|Instruksi|Undang-Undang|Qanun|Surat Edaran)\b"
_PLACE_AND_DATE = r"[^\n\f]{2,40}?\s+pada\s+tanggal\s+\d{1,2}\s+[A-Za-z]+\s+\d{4}"
_LINE = r"^[^\w\n\f]*"
_NAME_ALONE = re.compile(rf"{_LINE}((?:Peraturan|Keputusan) [^\n.;,]{{4,80}} Nomor \d+ Tahun \d{{4}})\b", re.M)
_ENACTED = re.compile(rf"{_LINE}(?=Ditetapkan di {_PLACE_AND_DATE})", re.M)
_PROMULGATED = re.compile(rf"{_LINE}(?=Diundangkan di {_PLACE_AND_DATE})", re.M)
_GAZETTE = re.compile(rf"{_LINE}((?:LEMBARAN|BERITA)\s+(?:DAERAH|NEGARA)\b[^\f]{{0,120}}?TAHUN\s+\d{{4}}\s+NOMOR\s+\w+)", re.M)
_STATEMENT_END = re.compile(
    rf"{_LINE}(?:Ditetapkan di|Diundangkan di|(?:TAMBAHAN\s+)?(?:LEMBARAN|BERITA)\s+(?:DAERAH|NEGARA)|Salinan|NOREG|LAMPIRAN|PENJELASAN)\b|^#|\f",
    re.M | re.I,
)
_IN_FORCE = re.compile(rf"{_LINE}({_KIND}[^.\n\f]{{0,80}}\bini\s+(?:mulai\s+)?berlaku\b[^.\f]{{3,200}}\.)", re.M)
_REVOKED = re.compile(r"\bdinyatakan\s+(?:dicabut|tidak\s+berlaku)\b[^.;\f]{0,80}", re.I)
_SECTION = re.compile(rf"{_LINE}Pas[ck]?al\s+\d+[A-Z]?\W*$", re.M | re.I)
_AMENDED = re.compile(rf"{_LINE}((?:Beberapa )?ketentuan dalam {_KIND}[^\f]{{10,900}}?\bdiubah sebagai berikut)", re.M | re.I)

_Part = tuple[int, int]
"""Where a statement begins and ends in a document's text."""


def facts(pages: Sequence[Page], title: str = "") -> list[Chunk]:
    """The statements of a document about itself, as chunks beside those of `split`; none for what is no regulation.

    The regulation's own name stands above each where it isn't the document's `title`: a plan often begins with the regulation
    that enacts it.
    """
    text = "\f".join(page.text.replace("\f", "\n") for page in pages)
    page, block = _title(pages)
    name = cut(title_case(block))
    above = (name,) if name and name.casefold() != title.casefold() else ()
    found = [Chunk(block, (page,), (NAMED,), kind="facts")] if block else []
    closing = _closing(text, anywhere=bool(block))
    parts = {heading: _pieces(text, spans) for heading, spans in _statements(text, closing)} if closing else {}
    return found + [_chunk(pieces, pages, (*above, heading)) for heading, pieces in parts.items()]


def _title(pages: Sequence[Page]) -> tuple[int | None, str]:
    """The page that names the regulation and its words there; "" when none of the first does."""
    heads, left = [], _TITLE_LENGTH
    for page in pages[:_TITLE_PAGES]:
        heads.append((page.number, page.text[: max(left, 0)]))
        left -= len(page.text)
    blocks = ((number, title_block(head)) for number, head in heads)
    alone = ((number, match[1]) for number, head in heads for match in _NAME_ALONE.finditer(head))
    return next((found for found in (*blocks, *alone) if found[1]), (None, ""))


def _closing(text: str, anywhere: bool) -> int | None:
    """Where the closing clause begins; without a title page, it is only looked for at the end."""
    match = _ENACTED.search(text, 0 if anywhere else max(0, len(text) - _AT_END))
    return match.end() if match else None


def _statements(text: str, closing: int) -> Iterator[tuple[str, list[_Part]]]:
    """(heading, parts) of what stands around the closing clause."""
    first = max(0, closing - _LAST_SECTIONS)
    promulgated = _PROMULGATED.search(text, closing, closing + _FOLLOWS)
    gazette = _GAZETTE.search(text, closing, closing + _FOLLOWS)
    signed = [_statement(text, place) for place in (closing, promulgated and promulgated.end()) if place]
    yield ENACTED, signed + ([gazette.span(1)] if gazette else [])
    in_force = list(_IN_FORCE.finditer(text, first, closing))
    if in_force:
        yield IN_FORCE, [in_force[-1].span(1), signed[-1]]
    amended = _AMENDED.search(text, 0, closing)
    replaced = [amended.span(1)] if amended else []
    if revoked := list(_REVOKED.finditer(text, first, closing)):
        section = [match.end() for match in _SECTION.finditer(text, first, revoked[-1].start())]
        if section and revoked[-1].end() - section[-1] <= _LONGEST:
            replaced.append((section[-1], revoked[-1].end()))
    if replaced:
        yield REPLACED, replaced


def _statement(text: str, start: int) -> _Part:
    """From "Ditetapkan di" or "Diundangkan di" to the name under it."""
    end = _STATEMENT_END.search(text, start + 1, start + _STATEMENT)
    return start, end.start() if end else max(text.rfind("\n", start, start + _STATEMENT), text.find("\n", start))


def _pieces(text: str, parts: Sequence[_Part]) -> list[tuple[int, str]]:
    """(place of its page, words) of each part, cut at page breaks; a short one on a line of its own, for it is read as one."""
    found = []
    for start, end in parts:
        for piece in re.finditer(r"[^\f]*[^\f\s][^\f]*", text[start:end]):
            lines = [" ".join(line.split()) for line in piece.group().split("\n") if line.strip()]
            found.append((text.count("\f", 0, start + piece.start()), ("\n" if end - start > _STATEMENT else " ").join(lines)))
    return found


def _chunk(pieces: Sequence[tuple[int, str]], pages: Sequence[Page], heading: tuple[str, ...]) -> Chunk:
    """Pieces as one chunk, a paragraph each. A page that comes again after another is not told from one that goes on."""
    text, places = pieces[0][1], [pieces[0][0]]
    for (above, _), (place, said) in pairwise(pieces):
        text += f"\f{said}" if place != above else f"\n\n{said}"
        places += [place] if place != above else []
    return Chunk(text, tuple(pages[place].number for place in places), heading, kind="facts")
