"""What a paragraph of an answer opens with: the value that is asked for, with its unit and what it is the value of."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.extractive.row_text import MEANT, Labelled, Row
from bot.answering.extractive.units import UNITS_THAT_NAME, unit_of, with_unit, without_unit
from bot.models import Value
from indexer.evidence.ranking import Candidate
from indexer.language.mentions import Mention, mentions
from indexer.language.shortening import shortened
from indexer.models import Span
from indexer.question.model import YEAR, Question

MOST = 4
"""Values that open a paragraph; more are a list, which is shown as it stands."""
NEXT_TO_BEST = 2.0
"""How much less than the surest one a reader may mean another mention of a sentence that is shown with it where one thing is asked: about seven to
one."""
LONGEST = 140
"""Characters of a value, and of a name in its label."""
MOST_OF_A_SPAN = 0.6
"""The share of a span's characters from which on it needs nothing in front."""
CLEARLY, SURELY = 2.0, 3.0
"""From these logits on a mention stands in front of its sentence: of a kind that is asked for, and where a question doesn't say of which kind. Below the first
one in twenty would be another figure of the sentence, from it on one in fifty (practice questions rekaan_6 to rekaan_14)."""
_MENTIONED = {
    "figure": ("figure", "time"),
    "date": ("date", "time"),
    "person": ("name",),
    "place": ("name",),
    "number": ("name", "figure"),
    "contact": ("contact",),
    "online": ("contact",),
}
"""What is asked for -> kinds of mentions that can be it."""
_JOINTS = frozenset({",", "dan", ", dan", "serta", "&"})
"""What stands between two values that are one enumeration."""
_NATIONAL = "Nasional"


def of_row(candidate: Candidate, row: Row, question: Question) -> Value | None:
    """The cells of a row that are asked for, labelled by what the row is named after, their heads and the region; None where it isn't certain
    which are."""
    asked = asked_cells(row)
    if not asked or len(asked) > MOST:
        return None
    span = candidate.span
    units = [unit_of(cell.head, span, row.units) for cell in asked]
    is_one = len(asked) == 1
    written = [with_unit(cell.cell, unit, in_short=is_one) for cell, unit in zip(asked, units, strict=True)]
    has_unit = is_one and written[0] != " ".join(asked[0].cell.split())
    names = " · ".join(shortened(text.cell, LONGEST) for text in _naming(row, asked, question))
    heads = [_head(cell, row, names) for cell in asked]
    region = region_of(candidate)
    values = [shortened(value, LONGEST) for value in written]
    value = values[0] if is_one else "; ".join(map(_with_head, values, heads))
    label = ", ".join(filter(None, (names, heads[0] if is_one else "", _unsaid(region, names))))
    years = sorted({year for cell in asked for year in cell.column.years})
    return Value(value, label, units[0] if has_unit else "", years[0] if len(years) == 1 else "", region)


def of_words(candidate: Candidate, question: Question) -> Value | None:
    """What a sentence or item names that is asked for; None where a reader doesn't say, or it is much of the span."""
    span = candidate.span
    wanted = _kinds_of_mentions(question)
    found = mentions(span.text)
    if not wanted or len(found) != len(candidate.evidence.cells):
        return None
    meant = [
        _Meant(mention, logit)
        for mention, logit in zip(found, candidate.evidence.cells, strict=True)
        if mention.kind in wanted and logit >= CLEARLY
    ]
    values = _joined(_with_the_others(_best(meant, question), found, span), span)
    most = MOST if question.kinds else 1
    if not values or len(values) > most:
        return None
    written = "; ".join(values)
    if len(written) > MOST_OF_A_SPAN * len(span.text):
        return None
    years = set(YEAR.findall(written))
    return Value(written, year=years.pop() if len(years) == 1 else "", region=region_of(candidate))


def _kinds_of_mentions(question: Question) -> frozenset[str]:
    """The kinds of mentions that can be asked for by themselves: any where a question doesn't say what it wants, none where it wants a list."""
    if "list" in question.kinds:
        return frozenset()
    kinds = question.kinds or _MENTIONED.keys()
    return frozenset(kind for asked in kinds for kind in _MENTIONED.get(asked, ()))


@dataclass(frozen=True, slots=True)
class _Meant:
    """A mention that is rather asked for than not, and how surely."""

    mention: Mention
    logit: float


def _best(meant: Sequence[_Meant], question: Question) -> list[Mention]:
    """Those that are asked for: where one thing is asked, the surest and what is nearly as sure."""
    surest = max((one.logit for one in meant), default=0.0)
    if not question.kinds and surest < SURELY:
        return []
    least = CLEARLY if question.several else surest - NEXT_TO_BEST
    return [one.mention for one in meant if one.logit >= least]


def _with_the_others(chosen: Sequence[Mention], found: Sequence[Mention], span: Span) -> list[Mention]:
    """Chosen mentions, with all of an enumeration of which two are chosen: without one of three it would say another thing."""
    runs: list[list[Mention]] = []
    for mention in found:
        last = runs[-1][-1] if runs else None
        goes_on = last and last.kind == mention.kind and span.text[last.end : mention.start].strip() in _JOINTS
        if goes_on:
            runs[-1].append(mention)
        else:
            runs.append([mention])
    kept: list[Mention] = []
    for run in runs:
        of_run = [mention for mention in run if mention in chosen]
        kept += run if len(of_run) > 1 else of_run
    return kept


def _joined(chosen: Sequence[Mention], span: Span) -> list[str]:
    """The words of mentions; those of one enumeration as one, as it stands there."""
    runs: list[tuple[int, int]] = []
    for mention in chosen:
        between = span.text[runs[-1][1] : mention.start].strip() if runs else ""
        if runs and between in _JOINTS:
            runs[-1] = (runs[-1][0], mention.end)
        else:
            runs.append((mention.start, mention.end))
    return [span.text[start:end].strip(" .,;:") for start, end in runs]


def asked_cells(row: Row) -> list[Labelled]:
    """The cells that the reader means; where it means none, or none of a year that is asked, those whose heads say what is asked."""
    shown = [*row.figures, *row.rest]
    meant = [cell for cell in (*row.naming[1:], *shown) if cell.meant >= MEANT]
    years_left_out = _years(row.figures) - _years(meant) if row.years else set()
    if meant and not years_left_out:
        return meant
    return shown if row.told else meant


def _naming(row: Row, asked: Sequence[Labelled], question: Question) -> list[Labelled]:
    """The texts that say of what the asked cells are: those that stand before them, or under a head of which a question speaks. An office behind
    the figures doesn't name a row, unless nothing else does."""
    naming = [text for text in row.naming if text not in asked]
    first = min(cell.place for cell in asked)
    saying = [text for text in naming if text.place < first or not question.terms.isdisjoint(text.terms)]
    return saying or naming


def _years(cells: Sequence[Labelled]) -> set[str]:
    return {year for cell in cells for year in cell.column.years}


def _head(cell: Labelled, row: Row, names: str) -> str:
    """A cell's head as a label has it behind the `names` of its row: without its unit, and "" where it says no more than that."""
    head = without_unit(cell.head)
    naming = row.units if cell.column.value else ()
    named = next((unit for unit in naming if unit.casefold() in UNITS_THAT_NAME), "")
    if named.casefold() in names.casefold():
        named = ""
    is_only_unit = head.strip() in ("%", "Rp")
    return "" if is_only_unit else shortened(" ".join(filter(None, (named, head))), LONGEST)


def _with_head(value: str, head: str) -> str:
    return f"{value} ({head})" if head else value


def region_of(candidate: Candidate) -> str:
    region = candidate.span.traits.region or candidate.passage.document.region
    return "" if region == _NATIONAL else region


def _unsaid(region: str, names: str) -> str:
    return "" if region.casefold() in names.casefold() else region
