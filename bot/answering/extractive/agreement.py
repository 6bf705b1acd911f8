"""Do two sources give the same figure for the same thing? Same figures are shown once; different ones are pointed out."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.extractive.row_text import read_row
from indexer.evidence.ranking import Candidate
from indexer.language.terms import number_term, terms
from indexer.question.model import Question


@dataclass(frozen=True, slots=True)
class YearValue:
    """What a row gives for a year."""

    year: str
    cell: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What one row gives for the years of a question: `subject` and `region` name the thing."""

    subject: tuple[str, ...]
    region: str
    values: tuple[YearValue, ...]

    def same_thing(self, other: "Figures") -> bool:
        same_region = self.region == other.region or not self.region or not other.region
        return self.subject == other.subject and self._years == other._years and same_region

    def agrees(self, other: "Figures") -> bool:
        return self.same_thing(other) and self._numbers == other._numbers

    @property
    def _years(self) -> list[str]:
        return [value.year for value in self.values]

    @property
    def _numbers(self) -> list[str]:
        return [number_term(value.cell) for value in self.values]


@dataclass(frozen=True, slots=True)
class Source:
    """Figures with the marks of the quotes that they stand in."""

    marks: str
    figures: Figures


def figures(candidate: Candidate, question: Question) -> Figures | None:
    """The figures of a row for the years that a question names; None for anything else."""
    if candidate.span.kind != "row":
        return None
    row = read_row(candidate.evidence, question)
    if not row.years or not row.names:
        return None
    of_a_year = [figure for figure in row.figures if figure.column.years]
    if not of_a_year:
        return None
    values = tuple(YearValue(figure.column.years[-1], figure.cell) for figure in of_a_year)
    region = candidate.span.traits.region or candidate.passage.document.region
    return Figures(tuple(terms(" ".join(row.names))), region, values)


def difference(first: Source, others: Sequence[Source]) -> str:
    """ "Sumber berbeda: 2027: 15,5 menurut [1]; 16,0 menurut [2]." for figures that do not agree with the first ones."""
    said = [f"{_values(source.figures)} menurut {source.marks}" for source in (first, *others)]
    return f"Sumber berbeda: {'; '.join(said)}."


def _values(found: Figures) -> str:
    return ", ".join(f"{value.cell} ({value.year})" for value in found.values)
