"""The things a library holds. Plain values; every other module speaks in these."""

from dataclasses import dataclass, field
from enum import StrEnum

KINDS = (
    "masterplan",
    "rpjpd",
    "rpjmd",
    "rkpd",
    "renstra",
    "renja",
    "perencanaan",
    "apbd",
    "peraturan",
    "laporan",
    "berita",
    "lainnya",
)
"""Kinds of document, in the order lists show them. "perencanaan" is any other plan: IKU, perjanjian kinerja, peta jalan, RTRW."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a file before its content counts. An empty string means: not known."""

    title: str = ""
    kind: str = ""
    region: str = ""
    period: str = ""

    def over(self, other: "Metadata") -> "Metadata":
        """This metadata where it says something, `other` where it doesn't."""
        return Metadata(
            self.title or other.title, self.kind or other.kind, self.region or other.region, self.period or other.period
        )


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
    indentation, then by the kind of marker. `table` is set for a table alone.
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


@dataclass(frozen=True, slots=True)
class Page:
    """One page as its reader saw it.

    `number` is 1-based as a PDF viewer counts (a slide's or sheet's place), or None where the format has no pages.
    `blocks` are what stands on it, in reading order. They are there while the document is indexed; a page that was kept has its
    `text` alone. That is drawn from the blocks (indexer.reading.page.page_text): people see it, quotes are found in it.
    `label` is what people call the page where "hlm. 12" won't do: "hlm. 12 (tercetak iv)", "salindia 3", "lembar Target"; else "".
    `rows` are, for a sheet, the row in which each line of `text` stands (0: in none). `confidence` (0..1) is how sure the
    recognition of a scanned page was, None where the text was not recognised from a picture; `words` are what it saw where.
    """

    number: int | None
    text: str
    label: str = ""
    rows: tuple[int, ...] = ()
    confidence: float | None = None
    words: tuple[Word, ...] = ()
    blocks: tuple[Block, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a file: its pages and whatever the format itself says about it."""

    pages: tuple[Page, ...]
    metadata: Metadata = Metadata()


class State(StrEnum):
    """Where a document is in its life; indexer/documents/lifecycle.py draws how it comes from one to another."""

    HELD = "held"
    INDEXED = "indexed"
    MISSING = "missing"
    ARCHIVED = "archived"

    @property
    def searched(self) -> bool:
        """Whether questions are answered from it."""
        return self in (State.INDEXED, State.MISSING)


@dataclass(frozen=True, slots=True)
class Document:
    """One file that was read. `name` is the file's name, `pages` how many pages it has (None where the format has none).

    `status` is a State: indexed, missing (indexed, but its file is gone), held (waits for a person's word) or archived (an older
    version); only the first two are searched. `chunks` are counted in all of them. `successor` is the document that took an
    archived one's place. `validity` is "" while the document is in force, else "diubah" or "dicabut", by the document `amended_by`
    where that is here.
    """

    id: int
    name: str
    path: str
    sha256: str
    title: str
    kind: str
    region: str
    period: str
    status: str
    pages: int | None
    chunks: int
    indexed_at: str
    successor: int | None = None
    validity: str = ""
    amended_by: int | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """Capitalised words that may be a person's name, those that name an office, a body or a place left out.

    `words` are in lower case, `known` says of each whether it is in a dictionary, `whole` whether none was left out, and `titled` whether an
    office stands before them ("Bupati …") and the last word is one of them.
    """

    words: tuple[str, ...]
    known: tuple[bool, ...]
    whole: bool
    titled: bool


@dataclass(frozen=True, slots=True)
class Holds:
    """What a text holds that may be an answer: of a row its heads and values count, of another span its words.

    `figures` are numbers other than markers, dates, years and numbers of clauses; `spelled` is whether a number stands in words. `numbered` and
    `contact`: whether something is called by a number, whether there is a telephone number or the like. `dated`: whether a day or
    month is named; `years` are those named but for years of regulations. `names` may be people, `signed` means that somebody certainly is named.
    `office` is whether an office is named; `led_by` are the terms of offices said to lead, `responsible` of the heads over who answers for
    something, `offices` of the cells or sides that name an office. `place`, `reason`: whether one is given. `defined` are the terms before
    and around "adalah", `abbreviated` all terms where a short form is explained, else "".
    """

    figures: tuple[str, ...] = ()
    spelled: bool = False
    numbered: bool = False
    contact: bool = False
    dated: bool = False
    years: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    signed: bool = False
    office: bool = False
    led_by: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    place: bool = False
    reason: bool = False
    defined: str = ""
    abbreviated: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a row: the terms and years of its head, whether it only numbers rows, and whether the row's cell in it is a value (a
    figure or nothing) rather than words."""

    terms: str = ""
    years: tuple[str, ...] = ()
    numbering: bool = False
    value: bool = False


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of a span before anybody asks. Terms stand in one string with spaces between.

    `terms` are those of its text, `heading` and `parents` those of each line above it. `columns` are one for each head of a row;
    they run in parallel with its cells where these are as many. `name` are the terms of what a row or item is named after,
    `subject` those of its words without figures and stop words. `short` is whether that name is short enough to be of one thing, `counted`
    whether it has a number besides years, `classes` the words for classes in it ("kelas" of "kelas III"). `years` are those of the span and
    its heads, numbers of regulations aside. The rest says what kind of line it is: a `recital` of a regulation, the `caption` of a table or
    figure, a `total` row, one that `announces` a list, that points `back` to the sentence before or only `continues` it.
    """

    terms: str = ""
    heading: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    name: str = ""
    subject: tuple[str, ...] = ()
    short: bool = True
    counted: bool = False
    classes: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    holds: Holds = Holds()
    recital: bool = False
    caption: bool = False
    total: bool = False
    announces: bool = False
    back: bool = False
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a chunk that can be quoted: a sentence, list item, table row or heading.

    `text` is the piece as people read it. `quotes` are (page, words) pairs that stand verbatim on their page: one, or two where a
    sentence runs over a page break. `heading` and `parents` say what it is about. For a table row `cells` and `heads` run
    in parallel (`heads` may be empty). `order` is its place in the chunk. `traits` are made when the document is indexed.
    """

    kind: str
    text: str
    quotes: tuple[tuple[int | None, str], ...]
    heading: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    order: int = 0
    traits: Traits = Traits()


@dataclass(frozen=True, slots=True)
class Chunk:
    """The indexed unit.

    `text` is verbatim from its pages; where the chunk runs over several pages, a form feed stands at each page break and
    `pages` names them in that order. `heading` is the path of headings above its first line, outermost first; `parents` are the
    lines that open the list it begins in (the sentence before the list, then items with their indentation).
    `heads` are the column heads when the chunk is rows of a table, else empty. `kind` is "prose", "table", "list" or "statement". `spans` are
    what of it can be quoted, in reading order: made once, when the document is indexed.
    """

    text: str
    pages: tuple[int | None, ...]
    heading: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    kind: str = "prose"
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span weighed against a question, by idf.

    `coverage` is the share of what is asked that stands together in the span and above it, `own` that in the span, its column
    heads and parents alone (both 0..1). `held` are the question's words found there; `missing` are those found nowhere near, each
    with its share of what is asked. `fits` is the share of the wanted kinds of answer (a figure, a date …) that the span holds,
    `focus` the share of what a row or short item is named after that was asked for: "Belanja Modal" rather than "Belanja
    Modal Tanah" (0.5 for running text, which is about more than one thing). `opening_missing` says that what is wanted of the subject ("tarif")
    is named nowhere near, `elsewhere` that the span is about another place, year or regulation than the one that is asked about,
    `recital` that it is one of a regulation's ("Menimbang", "Mengingat") and none is asked for, `listed` that it is one of the
    numbered parts whose list is asked for.
    """

    span: Span
    coverage: float
    own: float
    held: tuple[str, ...] = ()
    missing: tuple[tuple[str, float], ...] = ()
    fits: float = 1.0
    focus: float = 0.5
    opening_missing: bool = False
    elsewhere: bool = False
    recital: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk found for a question, with the spans in it that may answer, in reading order.

    Scores are comparable only within one question; higher is better. `lexical` is BM25 over the best chunk's, `cosine` that of
    the embeddings.
    """

    chunk_id: int
    document: Document
    chunk: Chunk
    score: float
    lexical: float = 0.0
    cosine: float = 0.0
    evidence: tuple[Evidence, ...] = ()

    @property
    def page(self) -> int | None:
        """The page on which the passage begins."""
        return self.chunk.pages[0]


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What became of one file: status is indexed, unchanged, replaced, removed, failed or held.

    `error` is a sentence in Indonesian. A document that is held waits for a person's word: because of `doubts`, Indonesian sentences,
    or because it looks like a new version of the document `older`. A failed one that `waits_for_ocr` can be read once this machine
    recognises text.
    """

    path: str
    status: str
    document: int | None = None
    pages: int = 0
    chunks: int = 0
    seconds: float = 0.0
    error: str | None = None
    notes: tuple[str, ...] = field(default=())
    doubts: tuple[str, ...] = ()
    older: int | None = None
    waits_for_ocr: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """What a regulation says it does to another one: `kind` is "mengubah" or "mencabut".

    `act`, `number`, `year`, `region` and `title` name the other as far as the words say: ("Peraturan Daerah", "3", "2015", "Kabupaten
    Wajo", "Retribusi …"). `quote` stands word for word on `page`. `document` is the other's id where it is in the library.
    """

    kind: str
    act: str
    number: str
    year: str
    region: str
    title: str
    page: int | None
    quote: str
    document: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a document differs from an older version of it, by the text of their pages.

    `changed`, `added` and `removed` are places: 1-based positions of pages, in the new one but for `removed`, which is in the old.
    `summary` says it in one or two Indonesian sentences.
    """

    titles: tuple[str, str]
    periods: tuple[str, str]
    pages: tuple[int, int]
    changed: tuple[int, ...]
    added: tuple[int, ...]
    removed: tuple[int, ...]
    summary: str
