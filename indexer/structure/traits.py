"""A span -> the span with what is known of it before anybody asks: its terms, columns, years, and what kind of line it is. Pure."""

import re
from dataclasses import replace
from functools import lru_cache

from indexer.language.dates import YEAR
from indexer.language.notations import notations
from indexer.language.terms import STOPWORDS, index_terms, normalize, term, tokens
from indexer.language.vocabulary import CLASSES
from indexer.language.wordlists import any_of
from indexer.models import Column, Holds, Span, Traits
from indexer.structure.holds import held_by, leading_offices, offices_of_row, responsible_heads
from indexer.structure.marks import CAPTION
from indexer.structure.regions import regions_of

NAME_LENGTH = 120
"""Characters a row's name or an item has at most to be the name of one thing."""
_YEAR = re.compile(YEAR)
_WORDS = re.compile(r"[^\W\d_]{3}")
_MARKER = re.compile(r"^\W*(?:\d{1,3}|[a-z])[.)]\s")
_CLASS = re.compile(rf"\b({any_of(CLASSES)}) (?:[ivx]+|[a-e]|\d+)\b", re.I)
_NUMBERING = re.compile(r"\W*(?:(?:no|nomor)\W*(?:urut\W*)?$|(?:no\W+)?(?:kode|hal|hlm|halaman)\b)", re.I)
"""Heads of columns whose figures are no values."""
_NUMBER_COLUMNS = ("no", "nomor", "nourut")
_VALUE = re.compile(r"^[\s\d.,()%RprP+\-–/≥≤<>~*]*$")
_RECITAL = re.compile(r"^(?:\w{1,2}\.\s*)?(?:menimbang|mengingat|memperhatikan|bahwa)\b|.{0,12}\bdasar hukum\b", re.I)
_TOTAL = re.compile(r"\W*(?:jumlah|total)\b", re.I)
_ANNOUNCING = re.compile(r"\b(?:sebagai|seperti|yaitu|yakni) berikut(?: ini)?\W*$|\bberikut ini\W*$", re.I)
_BACK = re.compile(
    r"^(?:kemudian|selanjutnya|selain itu|adapun|namun|hal (?:ini|tersebut)|\w+ (?:ini|tersebut)\b)|\btersebut\b", re.I
)
_CONTINUES = re.compile(r"(?:seperti|yaitu|yakni|antara lain|di\s?antaranya|misalnya|meliputi)\b", re.I)


def described(span: Span) -> Span:
    """The span with its traits."""
    name = _name(span)
    bare_name = _MARKER.sub("", name)
    lines = (*span.heading, *span.parents, span.text)
    regions = regions_of(span)
    traits = Traits(
        terms=index_terms(span.text),
        heading=tuple(map(index_terms, span.heading)),
        parents=tuple(map(index_terms, span.parents)),
        columns=_columns(span),
        name=index_terms(name),
        subject=_subject(name),
        short=len(name) <= NAME_LENGTH,
        counted=any(map(_is_count, tokens(bare_name))),
        classes=tuple({match[1].casefold() for match in _CLASS.finditer(bare_name)}),
        years=_years("\n".join((span.text, *span.heads))),
        holds=_holds(span),
        recital=any(map(_is_recital, lines)),
        caption=bool(CAPTION.match(span.text)),
        total=bool(_TOTAL.match(span.text)),
        announces=announces(span.text),
        back=bool(_BACK.search(span.text)),
        continues=bool(_CONTINUES.match(span.text)),
        regions=regions.named,
        region=regions.about,
    )
    return replace(span, traits=traits)


@lru_cache(maxsize=4_096)
def _is_recital(line: str) -> bool:
    return _RECITAL.match(line) is not None


def _is_count(token: str) -> bool:
    """Whether a token is a number and no year."""
    return token.isdigit() and not _YEAR.fullmatch(token)


def announces(text: str) -> bool:
    """Whether a line ends so that a list must follow it: "… sebagai berikut." """
    return text.endswith(":") or _ANNOUNCING.search(text) is not None


def _name(span: Span) -> str:
    """What a row is named after, the first of its cells with words in it; of another span, its text."""
    if span.kind != "row":
        return span.text
    for cell in span.cells:
        if _WORDS.search(cell):
            return cell
    return ""


def _subject(name: str) -> tuple[str, ...]:
    """The terms of the words of a name: no figures, no stop words."""
    return tuple(sorted({term(word) for word in tokens(name) if _tells(word)}))


def _tells(word: str) -> bool:
    """Whether a word of a name tells what it is: no figure, no stop word, no currency."""
    is_word = word.isalpha() and len(word) > 1
    return is_word and word not in STOPWORDS and word != "rp"


def _columns(span: Span) -> tuple[Column, ...]:
    is_complete = len(span.heads) == len(span.cells)
    cells = span.cells if is_complete else ("",) * len(span.heads)
    are_values = [_VALUE.match(cell) is not None for cell in cells]
    return tuple(map(_column, span.heads, are_values))


@lru_cache(maxsize=4_096)
def _column(head: str, is_value: bool) -> Column:
    return Column(
        terms=index_terms(head),
        words=" ".join(map(term, tokens(head))),
        years=tuple(_YEAR.findall(head)),
        numbering=re.sub(r"\W", "", head).casefold() in _NUMBER_COLUMNS,
        value=is_value,
    )


def _years(text: str) -> tuple[str, ...]:
    """The years that a text names; the number of a regulation names none."""
    plain = normalize(text)
    regulations = [found for found in notations(plain) if found.kind == "regulation"]
    for found in reversed(regulations):
        plain = plain[: found.start] + plain[found.end :]
    return tuple(dict.fromkeys(_YEAR.findall(plain)))


def _holds(span: Span) -> Holds:
    """A row is read with its heads, without the columns that only number it or name a page."""
    if span.kind != "row":
        return held_by(span.text)
    heads = span.heads if len(span.heads) == len(span.cells) else ("",) * len(span.cells)
    values = [cell for head, cell in zip(heads, span.cells, strict=True) if not _NUMBERING.match(head)]
    return replace(
        held_by(" ".join((*span.heads, *values))),
        offices=offices_of_row(span.cells),
        responsible=responsible_heads(span.heads, span.cells),
        led_by=leading_offices(span.text),
    )
