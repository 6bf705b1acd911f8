"""What a reader makes of a file: pages of blocks."""

from dataclasses import dataclass, field

from indexer.models.documents import Metadata
from indexer.models.losses import Loss


@dataclass(frozen=True, slots=True)
class Word:
    """A word that was recognised in a picture, with its box: left, top, right and bottom as fractions (0..1) of the page."""

    text: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell in its place in a table. One that `repeats` is covered by a merged cell whose text begins beside or above: its row is
    read with that text, but not quoted from it. Where a merged cell covers many columns the repetitions have no text."""

    text: str = ""
    repeats: bool = False

    @property
    def own(self) -> bool:
        """Whether words stand here and nowhere else."""
        return bool(self.text) and not self.repeats

    @property
    def filled(self) -> bool:
        """Whether something covers this place, be it a merged cell from elsewhere."""
        return bool(self.text) or self.repeats


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, all of one length but where a text file has them otherwise. Without `heads` it may go on with the table before it.

    `titles` are lines that stood in it above its heads, over the whole width: on the page they are blocks of their own.
    """

    titles: tuple[str, ...] = ()
    heads: tuple[Row, ...] = ()
    body: tuple[Row, ...] = ()

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len((self.heads or self.body or ((),))[0])


@dataclass(frozen=True, slots=True)
class Block:
    """What a page is made of: `kind` is heading, paragraph, item or table. `gap` says that space stands above it.

    `text` is as the file has it, its lines parted by newlines; an item's begins with its marker. `level` is a heading's place among
    all headings (small is high), `marks` how many # the page's text shows before it (0: its words alone make it one). `marker` is
    an item's ("a.", "(2)"; "" for a bare bullet), `indent` the columns it is set in, and `depth` orders the items of one list: by
    indentation, then by the kind of marker. `table` is set for a table alone. `undivided` says that these are the lines of a table
    whose rows or columns can't be told apart: they may be searched, but no figure of them answers a question about one row.
    """

    kind: str
    text: str = ""
    gap: bool = False
    level: int = 0
    marks: int = 0
    marker: str = ""
    indent: int = 0
    depth: tuple[int, int] = (0, 0)
    table: Table | None = None
    undivided: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page as its reader saw it.

    `number` is 1-based as a PDF viewer counts (a slide's or sheet's place), or None where the format has no pages.
    `blocks` are what stands on it, in reading order. They are there while the document is indexed; a page that was kept has its
    `text` alone. That is drawn from the blocks (indexer.reading.page.page_text): people see it, quotes are found in it.
    `label` is what people call the page where "hlm. 12" won't do: "hlm. 12 (tercetak iv)", "salindia 3", "lembar Target"; else "".
    `rows` are, for a sheet, the row in which each line of `text` stands (0: in none). `confidence` (0..1) is how sure the
    recognition of a scanned page was, None where the text was not recognised from a picture; `words` are what it saw where.
    `doubtful` are the figures, as `text` has them, that may have been misread: whoever is shown one is told so.
    """

    number: int | None
    text: str
    label: str = ""
    rows: tuple[int, ...] = ()
    confidence: float | None = None
    words: tuple[Word, ...] = ()
    doubtful: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a file: its pages, whatever the format itself says about it, and what of it stayed unread."""

    pages: tuple[Page, ...]
    metadata: Metadata = Metadata()
    losses: tuple[Loss, ...] = ()
