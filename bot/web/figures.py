"""The figures of a period: in sentences, charts and tables, as a workbook, and the month's report. What draws is imported when it is used."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.figures.due import file_name
from bot.figures.sentences import summary
from bot.figures.tables import Table, tables
from bot.journal.periods import Period, month_before, month_of
from bot.people.access import Action
from bot.web.choice import SPANS, Choice, chosen
from bot.web.pages import allowed, desk, download, render

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS = 50
"""Of a table on the page; the workbook has all."""
LOG_FILTERS = {"opd": "opd", "tinjauan": "verdict", "dokumen": "dokumen", "penyusun": "penyusun"}
"""Table -> the name in the log's address of what its rows are of."""
MONTHS = 12
"""Of which a report is offered."""


def routes() -> list[Route]:
    return [
        Route("/angka", show),
        Route("/angka/bagan/{name}.svg", picture),
        Route("/angka/tabel.xlsx", as_workbook),
        Route("/angka/laporan.pdf", as_report),
    ]


@allowed(Action.REVIEW)
def show(request: Request) -> Response:
    choice = _choice(request)
    figures = desk(request).figures.of(choice.period, choice.agency)
    return render(
        request,
        "angka.html",
        pilihan=choice,
        masa=SPANS,
        semua_opd=[("", "Semua OPD"), *((name, name) for name in desk(request).figures.agencies())],
        ringkasan=summary(figures),
        tabel=tables(figures, desk(request).library.documents()),
        di_baliknya=lambda table, row: _behind(table, row, choice),
        baris=ROWS,
        bulan=[(f"{month.first:%Y-%m}", month.name) for month in _months()],
    )


@allowed(Action.REVIEW)
def picture(request: Request) -> Response:
    """A table as SVG, for a light or (`tema=gelap`) a dark background."""
    from bot.figures.charts import DARK, LIGHT, draw

    name = request.path_params["name"]
    table = next((table for table in _tables(request, _choice(request)) if table.name == name and table.is_drawn), None)
    if table is None:
        raise HTTPException(404)
    palette = DARK if request.query_params.get("tema") == "gelap" else LIGHT
    return Response(draw(table, palette), media_type="image/svg+xml")


@allowed(Action.REVIEW)
def as_workbook(request: Request) -> Response:
    from bot.figures.workbook import workbook

    choice = _choice(request)
    figures = desk(request).figures.of(choice.period, choice.agency)
    book = workbook(figures, tables(figures, desk(request).library.documents()))
    return download(book, f"angka-{choice.period.first}-{choice.period.last}.xlsx", XLSX)


@allowed(Action.REVIEW)
def as_report(request: Request) -> Response:
    from bot.figures.report import monthly

    month = _month(request.query_params.get("bulan", ""))
    at = desk(request)
    return download(monthly(at.figures, at.library, at.settings, month, date.today()), file_name(month), "application/pdf")


def _behind(table: Table, row: int, choice: Choice) -> str:
    """The address of what a row of a table counts, "" where there is none."""
    key = table.keys[row] if table.keys else ""
    if not key:
        return ""
    if table.name == "celah-terbesar":
        return f"/celah/{key}"
    days = {"dari": str(choice.period.first), "sampai": str(choice.period.last)}
    narrower = {"dari": key, "sampai": key} if table.name == "pertanyaan" else {LOG_FILTERS[table.name]: key}
    return "/log?" + urlencode({**days, "opd": choice.agency} | narrower)


def _choice(request: Request) -> Choice:
    return chosen(request.query_params, date.today())


def _tables(request: Request, choice: Choice) -> tuple[Table, ...]:
    return tables(desk(request).figures.of(choice.period, choice.agency), desk(request).library.documents())


def _months() -> Iterator[Period]:
    """The last whole month first, then this one and those before."""
    today = date.today()
    last = month_before(today)
    yield last
    yield month_of(today)
    for _ in range(MONTHS - 2):
        last = month_before(last.first)
        yield last


def _month(written: str) -> Period:
    """Raises HTTPException for what is no month such as "2026-11"."""
    try:
        return month_of(date.fromisoformat(f"{written}-01"))
    except ValueError as error:
        raise HTTPException(400, "Bulan laporannya belum benar; pilih dari daftar di halaman Angka.") from error
