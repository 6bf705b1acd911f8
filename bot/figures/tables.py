"""The figures of a period as tables; those that are drawn say how. The same ones stand on the page, in the workbook and in the report."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bot.journal.figures import Figures, Gap, Step
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
    each = _each(figures)
    return Table(
        name="pertanyaan",
        title=f"Pertanyaan setiap {each.lower()}",
        heads=(each, "Terjawab", "Ditolak", "Jumlah"),
        rows=tuple((_named(step, figures), step.asked - step.refused, step.refused, step.asked) for step in figures.steps),
        nothing="Tidak ada pertanyaan.",
        picture=Picture.STACKED,
        drawn=(1, 2),
        keys=() if figures.period.by_month else tuple(str(step.first) for step in figures.steps),
    )


def _reasons(figures: Figures) -> Table:
    return Table(
        name="penolakan",
        title="Alasan penolakan",
        heads=("Alasan", "Pertanyaan"),
        rows=tuple((reason.name, reason.count) for reason in figures.reasons),
        nothing="Tidak ada pertanyaan yang ditolak.",
        picture=Picture.BARS,
        drawn=(1,),
    )


def _agencies(figures: Figures) -> Table:
    return Table(
        name="opd",
        title="Pertanyaan menurut OPD",
        heads=("OPD", "Terjawab", "Ditolak", "Jumlah"),
        rows=tuple((one.name or UNKNOWN_AGENCY, one.asked - one.refused, one.refused, one.asked) for one in figures.agencies),
        nothing="Tidak ada pertanyaan.",
        picture=Picture.BARS,
        drawn=(1, 2),
        keys=tuple(one.name for one in figures.agencies),
    )


def _opinions(figures: Figures) -> Table:
    marks = [("Baik", figures.up), ("Kurang", figures.down)]
    whys = [(f"Kurang: {why.name}", why.count) for why in figures.objections]
    return Table(
        name="penilaian",
        title="Penilaian pengguna",
        heads=("Penilaian", "Jumlah"),
        rows=tuple((mark, count) for mark, count in [*marks, *whys] if count),
        nothing="Belum ada penilaian pengguna.",
        picture=Picture.BARS,
        drawn=(1,),
    )


def _verdicts(figures: Figures) -> Table:
    return Table(
        name="tinjauan",
        title="Hasil tinjauan koordinator",
        heads=("Hasil", "Jawaban"),
        rows=tuple((verdict.name.capitalize(), verdict.count) for verdict in figures.verdicts),
        nothing="Belum ada jawaban yang ditinjau.",
        picture=Picture.BARS,
        drawn=(1,),
        keys=tuple(verdict.name for verdict in figures.verdicts),
    )


def _cited(figures: Figures) -> Table:
    return Table(
        name="dokumen",
        title="Dokumen yang dikutip",
        heads=("Dokumen", "Jawaban"),
        rows=tuple((one.title or one.document, one.answers) for one in figures.cited),
        nothing="Tidak ada dokumen yang dikutip.",
        picture=Picture.BARS,
        drawn=(1,),
        keys=tuple(one.document for one in figures.cited),
    )


def _never_cited(figures: Figures, shelf: Sequence[Document]) -> Table:
    cited = {one.document for one in figures.cited}
    return Table(
        name="tidak-dikutip",
        title="Dokumen yang tidak dikutip",
        heads=("Dokumen", "Berkas"),
        rows=tuple((document.title or document.name, document.name) for document in shelf if document.name not in cited),
        nothing="Semua dokumen dikutip.",
    )


def _gaps_by_step(figures: Figures) -> Table:
    return Table(
        name="celah",
        title="Celah yang dibuka dan ditutup",
        heads=(_each(figures), "Dibuka", "Ditutup"),
        rows=tuple((_named(step, figures), step.opened, step.closed) for step in figures.steps),
        nothing="Tidak ada celah yang dibuka atau ditutup.",
        picture=Picture.BESIDE,
        drawn=(1, 2),
    )


def _largest_gaps(figures: Figures) -> Table:
    largest = figures.gaps[:LARGEST]
    return Table(
        name="celah-terbesar",
        title=f"{LARGEST} celah terbesar",
        heads=("Celah", "Pertanyaan", "Status", "OPD penanya"),
        rows=tuple((gap.name, gap.questions, gap.status.capitalize(), _askers(gap)) for gap in largest),
        nothing="Tidak ada celah yang ditanyakan.",
        keys=tuple(str(gap.id) for gap in largest),
    )


def _askers(gap: Gap) -> str:
    return ", ".join(gap.agencies) or UNKNOWN_AGENCY


def _corrected(figures: Figures) -> Table:
    return Table(
        name="jawaban",
        title="Jawaban yang diperiksa koordinator",
        heads=("Pertanyaan", "Dipakai", "Status"),
        rows=tuple((one.question, one.uses, one.status.capitalize()) for one in figures.corrected),
        nothing="Belum ada jawaban yang diperiksa koordinator.",
    )


def _composers(figures: Figures) -> Table:
    return Table(
        name="penyusun",
        title="Penyusun jawaban",
        heads=("Penyusun", "Jawaban"),
        rows=tuple((COMPOSERS.get(composer.name, composer.name), composer.count) for composer in figures.composers),
        nothing="Tidak ada jawaban.",
        keys=tuple(composer.name for composer in figures.composers),
    )


def _each(figures: Figures) -> str:
    return "Bulan" if figures.period.by_month else "Hari"


def _named(step: Step, figures: Figures) -> str:
    """ "3 Nov 2026", or "Nov 2026" for a month."""
    month = f"{month_name(step.first.month)[:3]} {step.first.year}"
    return month if figures.period.by_month else f"{step.first.day} {month}"
