"""The report of a month on paper: what was asked and answered, what is missing. It names nobody who asked."""

from collections.abc import Sequence
from datetime import date

from bot.figures.charts import LIGHT, draw
from bot.figures.paper import Letterhead, Paper
from bot.figures.sentences import summary
from bot.figures.tables import Table, tables
from bot.figures.wording import number
from bot.journal.counting import FigureStore
from bot.journal.figures import Figures
from bot.journal.periods import Period, day_name
from bot.settings import Settings
from indexer.library import Library
from indexer.models import Document

ROWS = 15
"""Of a table; the page in the browser and the workbook have all of them."""
WITH_ROWS = frozenset({"opd", "dokumen", "tidak-dikutip", "celah-terbesar", "jawaban"})
"""Tables that are printed; of the others the picture says as much."""


def report(figures: Figures, shelf: Sequence[Document], letterhead: Letterhead, today: date) -> bytes:
    """A PDF. `shelf` are the documents of the library. Raises BotError where the letterhead's picture can't be read."""
    paper = Paper(f"Laporan Penggunaan Tanya Masterplan — {figures.period.name}", letterhead)
    paper.note(f"Disusun otomatis pada {day_name(today)}.")
    for sentence in summary(figures):
        paper.paragraph(sentence)
    for table in tables(figures, shelf):
        if not table.is_empty:
            _put(paper, table)
    return paper.pdf()


def monthly(store: FigureStore, library: Library, settings: Settings, month: Period, today: date) -> bytes:
    """The report of all agencies, with the letterhead of the settings."""
    letterhead = Letterhead(settings.letterhead, settings.letterhead_logo)
    return report(store.of(month), library.documents(), letterhead, today)


def _put(paper: Paper, table: Table) -> None:
    if table.is_drawn:
        paper.chart(table.title, draw(table, LIGHT))
    elif table.name in WITH_ROWS:
        paper.heading(table.title)
    if table.name in WITH_ROWS:
        paper.table(table.heads, table.rows[:ROWS])
        rest = len(table.rows) - ROWS
        if rest > 0:
            paper.note(f"dan {number(rest)} lainnya")
