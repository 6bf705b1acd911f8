"""What a document is cut into when it is indexed: chunks, and the spans in them with all that is known of these."""

from dataclasses import dataclass


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
    `contact`: whether something is called by a number, whether there is a telephone number or the like; `online`: an address on the net. `dated`: whether a day or
    month is named; `years` are those named but for years of regulations. `names` may be people, `signed` means that somebody certainly is named.
    `office` is whether an office is named; `led_by` are the terms of offices said to lead, `responsible` of the heads over who answers for
    something, `offices` of the cells or sides that name an office. `place`, `reason`: whether one is given. `defined` are the terms before
    and around "adalah", `abbreviated` all terms where a short form is explained, else "".
    """

    figures: tuple[str, ...] = ()
    spelled: bool = False
    numbered: bool = False
    contact: bool = False
    online: bool = False
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
    figure or nothing) rather than words. `words` are the terms of all words of its head, as often as it says them: "sebelum" and
    "setelah" tell two columns apart, which `terms` leave out."""

    terms: str = ""
    words: str = ""
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
    figure, a `total` row, one that `announces` a list, that points `back` to the sentence before or only `continues` it. `regions` are
    those that it names, `region` the one it tells of, "" where that is its document's or isn't known.
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
    regions: tuple[str, ...] = ()
    region: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a chunk that can be quoted.

    `kind` is heading, sentence, item, row, or line: of a table whose rows or columns can't be told apart (see Block.undivided).

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

    @property
    def undivided(self) -> bool:
        """Whether it is a line of a table whose rows or columns can't be told apart."""
        return self.kind == "line"


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
