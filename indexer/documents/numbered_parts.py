"""Parts of a plan that are numbered but stand far apart ("MISI 1" … "MISI 5", a section each), as one list to answer from. Pure.

What is asked most of a plan is the list of its missions, goals or pillars, and that list is often nowhere written as one: each
part opens a section, a table or a picture of its own. The list is made of the lines that open them, each quoted from its page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.models import Block, Cell, Chunk, Page, Row, Table
from indexer.reading.page.page_text import block_lines, blocks_of
from indexer.reading.page.seams import SEAM
from indexer.structure.chunks import list_of

FEWEST, MOST = 3, 15
"""Parts that make a list; more are rather rows of a table or articles."""
_ORDINALS = {
    word: n
    for n, word in enumerate("pertama kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan kesepuluh".split(), 1)
}
_ROMAN = {numeral: n for n, numeral in enumerate("I II III IV V VI VII VIII IX X".split(), 1)}
_PART = re.compile(
    rf"^[\s#>*|–•-]*(?P<label>[A-Z][^\W\d]{{3,}}(?: [^\W\d]{{3,}}){{0,2}}) (?P<number>\d{{1,2}}|[IVX]{{1,4}}|{'|'.join(_ORDINALS)})"
    r"(?![\w.,/%-]*\w)[\s.:)|–-]*(?:(?:yaitu|yakni|ialah|adalah)[\s:]+)?(?P<text>[\"“][^|\"”]*|[^|]*)"
)
_NO_PARTS = frozenset(
    """tabel gambar grafik diagram bagan peta foto kotak lampiran bab bagian paragraf pasal ayat butir huruf angka nomor halaman hlm
    kolom baris tahun triwulan semester bulan minggu hari tanggal pukul kelas tingkat golongan eselon tipe zona versi edisi contoh
    rumus persamaan jilid buku seri kecamatan kelurahan desa jalan wilayah koridor""".split()
)
"""What is numbered and is no part of a plan, by its first or last word."""
_WORDS = re.compile(r"[^\W\d_]{3,}")
_CONTENTS = re.compile(r"\.{4,}|\s\d{1,3}\s*$")
"""How a line of a table of contents ends."""
_COUNTED = " 1 sampai "
_LONGEST, _TITLE_LINES = 220, 3


@dataclass(frozen=True, slots=True)
class Part:
    """A line that opens a part: "Misi", 2, its words on the page, and the page's number."""

    label: str
    number: int
    said: str
    page: int | None


def numbered(pages: Sequence[Page]) -> list[Chunk]:
    """A chunk for each run of parts 1, 2, 3, … under one label, an item each, in order."""
    return [_chunk(run) for run in _runs(_parts(pages)) if len(run) >= FEWEST]


def parts_label(heading: str) -> str:
    """What the parts of a chunk of `numbered` are called, by its heading; "" for any other chunk."""
    label, counted, last = heading.partition(_COUNTED)
    return label if counted and last.isdigit() else ""


def _parts(pages: Sequence[Page]) -> Iterator[Part]:
    for page in pages:
        lines = [line for block in blocks_of(page) for line in block_lines(_with_seams(block)) if line.strip()]
        for place, line in enumerate(lines):
            match = _PART.match(line)
            if not match or _NO_PARTS & {*match["label"].casefold().split()}:
                continue
            text, *rest = _title(match["text"], lines[place + 1 :])
            if _titled(" ".join((text, *rest))):
                said = "\n".join((line[match.start("label") : match.start("text")] + text, *rest))
                yield Part(match["label"].capitalize(), _number(match["number"]), _plain(said), page.number)


def _with_seams(block: Block) -> Block:
    """The block, with no words in the cells of a table that only repeat merged ones: they are not what the page says there."""
    if block.table is None:
        return block
    heads, body = tuple(map(_own_cells, block.table.heads)), tuple(map(_own_cells, block.table.body))
    return Block("table", table=Table(heads=heads, body=body))


def _own_cells(row: Row) -> Row:
    return tuple(Cell(SEAM) if cell.repeats else cell for cell in row)


def _title(beside: str, below: Sequence[str]) -> list[str]:
    """The lines of a part's title: what stands beside its number, or else the line below, and further lines in capitals."""
    named = bool(_WORDS.search(beside))
    title = [beside if named else ""]
    for line in below[: _TITLE_LINES if not named or beside.isupper() else 0]:
        bare = line.strip(" #*|")
        if _PART.match(line) or len(title) > 1 - named and not (bare.isupper() and title[-1].isupper()):
            break
        title.append(bare)
    return title


def _plain(said: str) -> str:
    """The words of a line without marks of tables and emphasis: these are no words, so it is found on its page as it stands."""
    return " ".join(re.sub(r"\s*\|\s*", ": ", said.replace("*", " ")).split())


def _titled(text: str) -> bool:
    """Whether a text names a part: some words that begin as a name does, and no line of a table of contents or of running text."""
    opening = re.search(r"\w", text)
    return (
        len(text) <= _LONGEST
        and opening is not None
        and opening[0].isupper()
        and len(_WORDS.findall(text)) >= 2
        and not (_CONTENTS.search(text) or _PART.match(text) or SEAM in text or text.rstrip().endswith((";", ",")))
    )


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _ROMAN.get(said) or _ORDINALS.get(said, 0)


def _runs(parts: Iterable[Part]) -> list[list[Part]]:
    """The parts of each label in order: what repeats one of the list is left out, another first one begins another list."""
    runs: dict[str, list[list[Part]]] = {}
    for part in parts:
        own = runs.setdefault(part.label, [])
        if any(_same(part, known) for run in own for known in run):
            continue
        if part.number == 1:
            own.append([part])
        elif own and part.number == len(own[-1]) + 1 <= MOST:
            own[-1].append(part)
    return [run for own in runs.values() for run in own]


def _same(part: Part, other: Part) -> bool:
    return part.number == other.number and _key(part) == _key(other)


def _key(part: Part) -> str:
    return re.sub(r"\W", "", part.said).casefold()


def _chunk(run: Sequence[Part]) -> Chunk:
    heading = f"{run[0].label}{_COUNTED}{len(run)}"
    return list_of(
        [(part.page, part.said) for part in run], heading, between="\n\n"
    )  # no quote runs over two: they stand apart
