"""In what a span certainly differs from what is asked, in words: another region, act, clause, class, measure or year, an empty cell. Pure.

Said is only what is seen by comparing the two; where that isn't certain nothing is said. Years and regions are named as documents write them.
"""

import re
from collections.abc import Callable, Sequence

from indexer.evidence.contradictions import CLAUSES, blank_cell, measure, measured
from indexer.evidence.other_region import of_region
from indexer.evidence.pair import Pair, listed
from indexer.language.dates import YEAR
from indexer.language.notations import notations
from indexer.language.roman import roman_value
from indexer.language.shortening import shortened
from indexer.language.terms import term
from indexer.language.vocabulary import CLASSES
from indexer.language.wordlists import any_of
from indexer.models import Span
from indexer.question.model import Concept

NAME = 80
"""Characters of the name of a row, a column or an act that a sentence has room for."""
BEFORE = 2
"""Spans before a sentence or an item that may say of which year it is."""
_CLASS = re.compile(rf"\b(?P<name>{any_of(CLASSES)})\s+(?P<number>[ivxlc]+|[a-e]|\d{{1,3}})\b", re.I)
_REGULATION = re.compile(r"no(?P<number>\d+)th(?P<year>\d{4})")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_UNCERTAIN_IN_SENTENCES = frozenset({term("rencana"), term("prakiraan")})
"""Words for what is planned that stand in names of documents too: in a sentence they say nothing of a figure."""


def named_difference(pair: Pair) -> str:
    """The most telling way in which a span certainly differs from what is asked, as a sentence; "" where none is certain."""
    return of_region(pair) or of_act(pair) or of_kind(pair)


def of_kind(pair: Pair) -> str:
    """The same of what is told by a region or an act: another clause, class, measure or year, or an empty cell."""
    said = (compare(pair) for compare in _OF_KIND)
    return next(filter(None, said), "")


def of_act(pair: Pair) -> str:
    """That its document is another act than the one that is asked by its number."""
    asked = [concept for concept in pair.missing if concept.regulation]
    told = _act(pair.candidate.passage.document.title)
    if not asked or not told:
        return ""
    return f"Yang ditemukan dari {told}, bukan {act_name(asked[0])}."


def act_name(concept: Concept) -> str:
    """ "Nomor 21 Tahun 2024" for an act that is asked by its number."""
    match = _REGULATION.fullmatch(concept.alternatives[0][0])
    return f"Nomor {match['number']} Tahun {match['year']}" if match else concept.word


def _act(title: str) -> str:
    """The kind, region and number of the act that a title names; "" for the title of anything else."""
    for found in notations(title.casefold()):
        if found.kind == "regulation":
            return shortened(title[: found.end], NAME)
    return ""


def _of_class(pair: Pair) -> str:
    """That it is of another clause or class: "Pasal 7" for "pasal 9", "kelas III" for "kelas I"."""
    for concept in pair.missing:
        asked = _CLASS.fullmatch(concept.word)
        told = _told_classes(asked, pair) if asked else []
        if told:
            return f"Yang ditemukan {' dan '.join(told)}, bukan {class_name(asked)}."
    return ""


def _told_classes(asked: re.Match[str], pair: Pair) -> list[str]:
    """What a span is of the classes of this name; none where it may be of the one that is asked."""
    kind = asked["name"].casefold()
    if kind in CLAUSES:
        found = list(_CLASS.finditer(pair.above))[-1:]
    else:
        found = list(_CLASS.finditer("\n".join((pair.span.text, *pair.span.heads, pair.above))))
    if any(_value(match) == _value(asked) for match in found):
        return []
    return list(dict.fromkeys(" ".join(match[0].split()) for match in found if match["name"].casefold() == kind))


def names_class(text: str, word: str) -> bool:
    """Whether a text names a class of this number, whatever it calls it: "Triwulan 3" for "tw iii"."""
    asked = _CLASS.fullmatch(word)
    return asked is not None and any(_value(match) == _value(asked) for match in _CLASS.finditer(text))


def class_name(asked: re.Match[str]) -> str:
    """A clause or class as documents write it: "Pasal 9", "kelas I"."""
    name = asked["name"].casefold()
    return f"{name.capitalize() if name in CLAUSES else name} {asked['number'].upper()}"


def class_of(word: str) -> re.Match[str] | None:
    """The clause or class that a word of a question names; None for any other word."""
    return _CLASS.fullmatch(word)


def _value(match: re.Match[str]) -> str:
    """The number of a class in digits, however it is written; a letter as it is."""
    number = match["number"].casefold()
    return str(roman_value(number) or number)


def _of_blank_cell(pair: Pair) -> str:
    """That nothing stands in the cell that is asked. Not where something stands under no head: it may belong there."""
    at = blank_cell(pair.asked, pair.span) if pair.span.kind == "row" else None
    if at is None or _has_headless_cell(pair.span):
        return ""
    cell = pair.span.cells[at].strip()
    shown = f" (“{cell}”)" if cell else ""
    row, column = row_name(pair.span), shortened(" ".join(pair.span.heads[at].split()), NAME)
    where = f"baris “{row}”, kolom “{column}”" if row else f"kolom “{column}”"
    return f"Selnya kosong{shown} di tabel itu: {where}."


def _has_headless_cell(span: Span) -> bool:
    return any(cell.strip() and not head.strip() for head, cell in zip(span.heads, span.cells, strict=True))


def row_name(span: Span) -> str:
    """What a row is named after, the first of its cells with words in it, in few words."""
    for cell in span.cells:
        if _LETTERS.search(cell):
            return shortened(" ".join(cell.split()), NAME)
    return ""


def _of_measure(pair: Pair) -> str:
    """That it is of what was planned, and what was achieved is asked; or the other way round."""
    told_terms = measured(pair.asked, pair.span)
    if pair.span.kind != "row":
        told_terms -= _UNCERTAIN_IN_SENTENCES
    asked, told = measure(pair.asked.first), measure(told_terms)
    if {asked, told} != {"achieved", "planned"}:
        return ""
    return f"Yang ditemukan {_NAMES[told]}, bukan {_NAMES[asked]}."


_NAMES = {"achieved": "realisasi", "planned": "target"}


def _of_year(pair: Pair) -> str:
    """That it names other years than those that are asked, or that its document is of another period."""
    asked = [concept.word for concept in pair.question.concepts if concept.year and not concept.optional]
    if not asked:
        return ""
    wanted = f"bukan {listed(asked)}"
    if _ends_before(pair.candidate.passage.document.period, asked) and _all_missing(asked, pair):
        return f"Yang ditemukan dari dokumen {_of_period(pair)}, {wanted}."
    told = _years_told(pair)
    if told:
        found = "Yang ditemukan tahun" if pair.span.kind == "row" else "Yang ditemukan menyebut tahun"
        return "" if _may_be_of(asked, pair) else f"{found} {spanned(told)}, {wanted}."
    is_of_another = _all_missing(asked, pair) and not pair.span.traits.years
    period = pair.candidate.passage.document.period
    if not is_of_another or not period or _covers(period, asked):
        return ""
    return f"Yang ditemukan dari dokumen {_of_period(pair)}, {wanted}."


def _all_missing(years: Sequence[str], pair: Pair) -> bool:
    return {concept.word for concept in pair.missing}.issuperset(years)


def _of_period(pair: Pair) -> str:
    period = pair.candidate.passage.document.period
    return f"{'tahun' if period.isdigit() else 'periode'} {period}"


def _ends_before(period: str, years: Sequence[str]) -> bool:
    """Whether a plan of several years ends before any of these."""
    of_period = re.findall(YEAR, period)
    return len(of_period) > 1 and max(of_period) < min(years)


def _covers(period: str, years: Sequence[str]) -> bool:
    of_period = re.findall(YEAR, period)
    return not of_period or any(min(of_period) <= year <= max(of_period) for year in years)


def _years_told(pair: Pair) -> list[str]:
    """The years that a row's heads name, or else the span; not those in the number of a standard or a paper ("SNI 6989.72:2009")."""
    text = "\n".join(pair.span.heads)
    if not re.search(YEAR, text):
        text = pair.span.text
    found = re.findall(rf"(?<![\w:./])(?:{YEAR})(?![\w:/])", text)
    return sorted(set(found).intersection(pair.span.traits.years))


def _may_be_of(asked: Sequence[str], pair: Pair) -> bool:
    """Whether a year that is asked is named by the span or above it, or right before it: there it may be said what it is of."""
    before = "" if pair.span.kind == "row" else "\n".join(_before(pair))
    around = f"{pair.above}\n{before}"
    is_named = not set(asked).isdisjoint(pair.span.traits.years)
    return is_named or any(year in around for year in asked)


def _before(pair: Pair) -> list[str]:
    """What stands right before the span in its chunk."""
    evidence = pair.candidate.passage.evidence
    at = evidence.index(pair.candidate.evidence)
    return [one.span.text for one in evidence[max(0, at - BEFORE) : at]]


def spanned(years: Sequence[str]) -> str:
    """Years in order: as a span where they follow each other, else one after the other."""
    first, last = int(years[0]), int(years[-1])
    follow = len(years) > 2 and last - first == len(years) - 1
    return f"{first}–{last}" if follow else listed(years)


_OF_KIND: tuple[Callable[[Pair], str], ...] = (_of_class, _of_blank_cell, _of_measure, _of_year)
"""What is compared besides the region and the act, the most telling first."""
