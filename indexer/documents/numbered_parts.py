"""Parts of a plan that are numbered but stand far apart ("MISI 1" … "MISI 5", a section each), as one list to answer from. Pure.

What is asked most of a plan is the list of its missions, goals or pillars, and that list is often nowhere written as one: each
part opens a section, a table or a picture of its own. The list is made of the lines that open them, each quoted from its page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from indexer.language.numbers import ORDINALS
from indexer.language.roman import roman
from indexer.language.wordlists import any_of, words
from indexer.models import Block, Cell, Chunk, Page, Row, Table
from indexer.reading.page.page_text import block_lines, blocks_of
from indexer.reading.page.seams import SEAM
from indexer.structure.chunks import list_of

FEWEST, MOST = 3, 15
"""Parts that make a list; more are rather rows of a table or articles."""
_ROMAN = {roman(number).upper(): number for number in range(1, 11)}
_PART = re.compile(
    rf"^[\s#>*|–•-]*(?P<label>[A-Z][^\W\d]{{3,}}(?: [^\W\d]{{3,}}){{0,2}}) (?P<number>\d{{1,2}}|[IVX]{{1,4}}|{any_of(ORDINALS)})"
    r"(?![\w.,/%-]*\w)[\s.:)|–-]*(?:(?:yaitu|yakni|ialah|adalah)[\s:]+)?(?P<text>[\"“][^|\"”]*|[^|]*)"
)
_NO_PARTS = words("numbered_but_no_part")
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

    def says_the_same(self, other: "Part") -> bool:
        return self.number == other.number and self._letters == other._letters

    @property
    def _letters(self) -> str:
        return re.sub(r"\W", "", self.said).casefold()


def numbered(pages: Sequence[Page]) -> list[Chunk]:
    """A chunk for each run of parts 1, 2, 3, … under one label, an item each, in order."""
    return [_chunk(run) for run in _runs(_parts(pages)) if len(run) >= FEWEST]


def parts_label(heading: str) -> str:
    """What the parts of a chunk of `numbered` are called, by its heading; "" for any other chunk."""
    label, counted, last = heading.partition(_COUNTED)
    return label if counted and last.isdigit() else ""


def _parts(pages: Sequence[Page]) -> Iterator[Part]:
    for page in pages:
        lines = _lines(page)
        for at, line in enumerate(lines):
            match = _PART.match(line)
            if match is None or _is_no_part(match["label"]):
                continue
            beside, *below = _title(match["text"], lines[at + 1 :])
            if _is_name(" ".join((beside, *below))):
                opening = line[match.start("label") : match.start("text")]
                said = "\n".join((opening + beside, *below))
                yield Part(match["label"].capitalize(), _number(match["number"]), _plain(said), page.number)


def _lines(page: Page) -> list[str]:
    """The lines of a page that say something, but for those of tables whose rows can't be told apart: none is a title by itself."""
    divided = (block for block in blocks_of(page) if not block.undivided)
    blocks = map(_with_seams, divided)
    lines = chain.from_iterable(map(block_lines, blocks))
    return [line for line in lines if line.strip()]


def _is_no_part(label: str) -> bool:
    """Whether what is called so is numbered and no part of a plan: a table, an article."""
    return not _NO_PARTS.isdisjoint(label.casefold().split())


def _with_seams(block: Block) -> Block:
    """The block, with no words in the cells of a table that only repeat merged ones: they are not what the page says there."""
    if block.table is None:
        return block
    heads = tuple(map(_own_cells, block.table.heads))
    body = tuple(map(_own_cells, block.table.body))
    return Block("table", table=Table(heads=heads, body=body))


def _own_cells(row: Row) -> Row:
    return tuple(Cell(SEAM) if cell.repeats else cell for cell in row)


def _title(beside: str, below: Sequence[str]) -> list[str]:
    """The lines of a part's title: what stands beside its number, or else the line below, and further lines in capitals."""
    is_named_beside = _WORDS.search(beside) is not None
    if is_named_beside:
        return [beside, *_in_capitals_too(beside, below[:_TITLE_LINES])]
    if not below or _PART.match(below[0]):
        return [""]
    first = _bare(below[0])
    return ["", first, *_in_capitals_too(first, below[1:_TITLE_LINES])]


def _in_capitals_too(first: str, below: Sequence[str]) -> Iterator[str]:
    """The lines that go on with a title whose first line is in capitals: those that are so too."""
    if not first.isupper():
        return
    for line in below:
        bare = _bare(line)
        if _PART.match(line) or not bare.isupper():
            return
        yield bare


def _bare(line: str) -> str:
    """A line without marks of headings, tables and emphasis around it."""
    return line.strip(" #*|")


def _plain(said: str) -> str:
    """The words of a line without marks of tables and emphasis: these are no words, so it is found on its page as it stands."""
    return " ".join(re.sub(r"\s*\|\s*", ": ", said.replace("*", " ")).split())


def _is_name(text: str) -> bool:
    """Whether a text names a part: some words that begin as a name does, and no line of a table of contents or of running text."""
    opening = re.search(r"\w", text)
    begins_as_name = opening is not None and opening[0].isupper()
    if not begins_as_name:
        return False
    has_the_length = len(text) <= _LONGEST and len(_WORDS.findall(text)) >= 2
    if not has_the_length:
        return False
    is_running_text = text.rstrip().endswith((";", ","))
    is_of_contents = _CONTENTS.search(text) is not None
    is_another_part = _PART.match(text) is not None
    is_merged = SEAM in text
    return not any((is_running_text, is_of_contents, is_another_part, is_merged))


def _number(said: str) -> int:
    """What a part is numbered, in figures, Roman numerals or words; 0 where it is none of those up to ten."""
    if said.isdigit():
        return int(said)
    return _ROMAN.get(said) or ORDINALS.get(said, 0)


def _runs(parts: Iterable[Part]) -> list[list[Part]]:
    """The parts of each label in order: what repeats one of the list is left out, another first one begins another list."""
    runs: dict[str, list[list[Part]]] = {}
    for part in parts:
        own = runs.setdefault(part.label, [])
        known = chain.from_iterable(own)
        if any(part.says_the_same(other) for other in known):
            continue
        if part.number == 1:
            own.append([part])
        elif own and _follows(part, own[-1]):
            own[-1].append(part)
    return list(chain.from_iterable(runs.values()))


def _follows(part: Part, run: Sequence[Part]) -> bool:
    """Whether a part is the next of a run that has room for it."""
    return part.number == len(run) + 1 <= MOST


def _chunk(run: Sequence[Part]) -> Chunk:
    heading = f"{run[0].label}{_COUNTED}{len(run)}"
    items = [(part.page, part.said) for part in run]
    return list_of(items, heading, between="\n\n")  # no quote runs over two: they stand apart
