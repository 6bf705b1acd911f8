"""Do two sources give the same figure for the same thing? Same figures are shown once; different ones are pointed out."""

from dataclasses import dataclass

from bot.answering.extractive.ranking import Candidate
from bot.answering.extractive.row_text import read_row
from indexer.language.terms import number_term, terms
from indexer.question.model import YEAR


@dataclass(frozen=True, slots=True)
class Figures:
    """What one row gives for the years of a question: `subject` and `region` name the thing, `values` are (year, cell) pairs."""

    subject: tuple[str, ...]
    region: str
    values: tuple[tuple[str, str], ...]

    def same_thing(self, other: "Figures") -> bool:
        return (
            self.subject == other.subject
            and [year for year, _ in self.values] == [year for year, _ in other.values]
            and (self.region == other.region or not self.region or not other.region)
        )

    def agrees(self, other: "Figures") -> bool:
        return self.same_thing(other) and [number_term(cell) for _, cell in self.values] == [
            number_term(cell) for _, cell in other.values
        ]


def figures(candidate: Candidate, question: str) -> Figures | None:
    """The figures of a row for the years that a question names; None for anything else."""
    span = candidate.span
    row = read_row(span, question) if span.kind == "row" else None
    if not row or not row.years or not row.names:
        return None
    values = tuple((years[-1], cell) for head, cell in row.figures if (years := YEAR.findall(head)))
    return Figures(tuple(terms(" ".join(row.names))), candidate.passage.document.region, values)


def difference(first: Figures, others: list[tuple[str, Figures]], mark: str) -> str:
    """ "Sumber berbeda: 2027: 15,5 menurut [1]; 16,0 menurut [2]." for figures that do not agree with the first ones."""
    said = [f"{_values(first)} menurut {mark}", *(f"{_values(other)} menurut {place}" for place, other in others)]
    return f"Sumber berbeda: {'; '.join(said)}."


def _values(found: Figures) -> str:
    return ", ".join(f"{cell} ({year})" for year, cell in found.values)
