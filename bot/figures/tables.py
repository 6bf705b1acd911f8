"""The figures of a period as tables; those that are drawn say how. The same ones stand on the page, in the workbook and in the report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from bot.journal.figures import Figures, Tally
from bot.journal.periods import Period
from indexer.language.dates import month_name
from indexer.models import Document

Cell = str | int

LARGEST = 10
"""Gaps that are listed."""
UNKNOWN_AGENCY = "OPD belum tercatat"
COMPOSERS = {
    "extractive": "Kutipan dokumen",
    "outline": "Isi atau ringkasan satu dokumen",
    "llm": "Model bahasa, diperiksa dengan kutipan",
    "koordinator": "Jawaban yang diperiksa koordinator",
}
"""What people call the composers that the log names."""


class Picture(Enum):
    """How the numbers of a table are drawn."""

    NONE = auto()
    STACKED = auto()
    """A column for each row, its numbers on top of one another."""
    BESIDE = auto()
    """Columns side by side."""
    BARS = auto()
    """A lying bar for each row, its numbers one behind the other."""


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is its word in an address. The first column of `rows`, which are as long as `heads`, says what a row is of; `keys` say it as the
    log or the list of gaps knows it, "" where it doesn't. `drawn` are the columns that `picture` shows. `nothing` is said where there is
    nothing to show."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    nothing: str
    picture: Picture = Picture.NONE
    drawn: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def is_drawn(self) -> bool:
        return any(row[column] for row in self.rows for column in self.drawn)

    @property
    def is_empty(self) -> bool:
        return not self.rows or (bool(self.drawn) and not self.is_drawn)


def tables(figures: Figures, shelf: Sequence[Document]) -> tuple[Table, ...]:
    """`shelf` are the documents of the library, cited or not."""
    return (
        _questions(figures),
        _reasons(figures),
        _agencies(figures),
        _opinions(figures),
        _verdicts(figures),
        _cited(figures),
        _gaps_by_step(figures),
        _largest_gaps(figures),
        _corrected(figures),
        _never_cited(figures, shelf),
        _composers(figures),
    )


def _questions(figures: Figures) -> Table:
    each = "bulan" if figures.period.by_month else "hari"
    rows = [(_step(one.first, figures.period), one.asked - one.refused, one.refused, one.asked) for one in figures.steps]
    heads = (each.capitalize(), "Terjawab", "Ditolak", "Jumlah")
    title, nothing = f"Pertanyaan setiap {each}", "Tidak ada pertanyaan."
    days = () if figures.period.by_month else tuple(str(step.first) for step in figures.steps)
    return Table("pertanyaan", title, heads, tuple(rows), nothing, Picture.STACKED, (1, 2), days)


def _reasons(figures: Figures) -> Table:
    nothing = "Tidak ada pertanyaan yang ditolak."
    return _tallied("penolakan", "Alasan penolakan", ("Alasan", "Pertanyaan"), figures.reasons, nothing)


def _agencies(figures: Figures) -> Table:
    rows = [(one.name or UNKNOWN_AGENCY, one.asked - one.refused, one.refused, one.asked) for one in figures.agencies]
    heads = ("OPD", "Terjawab", "Ditolak", "Jumlah")
    names = tuple(one.name for one in figures.agencies)
    return Table("opd", "Pertanyaan menurut OPD", heads, tuple(rows), "Tidak ada pertanyaan.", Picture.BARS, (1, 2), names)


def _opinions(figures: Figures) -> Table:
    marks = (Tally("Baik", figures.up), Tally("Kurang", figures.down))
    whys = tuple(Tally(f"Kurang: {why.name}", why.count) for why in figures.objections)
    rated = tuple(tally for tally in (*marks, *whys) if tally.count)
    nothing = "Belum ada penilaian pengguna."
    return _tallied("penilaian", "Penilaian pengguna", ("Penilaian", "Jumlah"), rated, nothing)


def _verdicts(figures: Figures) -> Table:
    nothing = "Belum ada jawaban yang ditinjau."
    rows = tuple((verdict.name.capitalize(), verdict.count) for verdict in figures.verdicts)
    names = tuple(verdict.name for verdict in figures.verdicts)
    return Table("tinjauan", "Hasil tinjauan koordinator", ("Hasil", "Jawaban"), rows, nothing, Picture.BARS, (1,), names)


def _tallied(name: str, title: str, heads: tuple[str, str], tallies: Sequence[Tally], nothing: str) -> Table:
    rows = tuple((tally.name, tally.count) for tally in tallies)
    return Table(name, title, heads, rows, nothing, Picture.BARS, (1,))


def _cited(figures: Figures) -> Table:
    rows = tuple((one.title or one.document, one.answers) for one in figures.cited)
    heads = ("Dokumen", "Jawaban")
    files = tuple(one.document for one in figures.cited)
    return Table("dokumen", "Dokumen yang dikutip", heads, rows, "Tidak ada dokumen yang dikutip.", Picture.BARS, (1,), files)


def _never_cited(figures: Figures, shelf: Sequence[Document]) -> Table:
    cited = {one.document for one in figures.cited}
    rows = tuple((document.title or document.name, document.name) for document in shelf if document.name not in cited)
    heads = ("Dokumen", "Berkas")
    return Table("tidak-dikutip", "Dokumen yang tidak dikutip", heads, rows, "Semua dokumen dikutip.")


def _gaps_by_step(figures: Figures) -> Table:
    rows = [(_step(one.first, figures.period), one.opened, one.closed) for one in figures.steps]
    heads = ("Bulan" if figures.period.by_month else "Hari", "Dibuka", "Ditutup")
    title, nothing = "Celah yang dibuka dan ditutup", "Tidak ada celah yang dibuka atau ditutup."
    return Table("celah", title, heads, tuple(rows), nothing, Picture.BESIDE, (1, 2))


def _largest_gaps(figures: Figures) -> Table:
    rows = [
        (gap.name, gap.questions, gap.status.capitalize(), ", ".join(gap.agencies) or UNKNOWN_AGENCY)
        for gap in figures.gaps[:LARGEST]
    ]
    heads = ("Celah", "Pertanyaan", "Status", "OPD penanya")
    nothing = "Tidak ada pertanyaan yang menunggu jawaban."
    ids = tuple(str(gap.id) for gap in figures.gaps[:LARGEST])
    return Table("celah-terbesar", f"{LARGEST} celah terbesar", heads, tuple(rows), nothing, keys=ids)


def _corrected(figures: Figures) -> Table:
    rows = tuple((one.question, one.uses, one.status.capitalize()) for one in figures.corrected)
    heads = ("Pertanyaan", "Dipakai", "Status")
    nothing = "Belum ada jawaban yang diperiksa koordinator."
    return Table("jawaban", "Jawaban yang diperiksa koordinator", heads, rows, nothing)


def _composers(figures: Figures) -> Table:
    rows = tuple((COMPOSERS.get(tally.name, tally.name), tally.count) for tally in figures.composers)
    names = tuple(tally.name for tally in figures.composers)
    return Table("penyusun", "Penyusun jawaban", ("Penyusun", "Jawaban"), rows, "Tidak ada jawaban.", keys=names)


def _step(first: date, period: Period) -> str:
    """ "3 Nov 2026", or "Nov 2026" for a month."""
    month = f"{month_name(first.month)[:3]} {first.year}"
    return month if period.by_month else f"{first.day} {month}"
