"""The report of a month on paper, read back and rendered; and the charts in it."""

import io
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pypdfium2
import pytest
from figured_log import FiguredLog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from pypdf import PdfReader
from sample_answers import DOCUMENT
from test_cli import terminal  # noqa: F401  a fixture

from bot.errors import BotError
from bot.figures.charts import DARK, LIGHT, draw
from bot.figures.paper import Letterhead
from bot.figures.report import report
from bot.figures.tables import Picture, Table
from bot.journal.counting import FigureStore
from bot.journal.periods import month_of

NOVEMBER = month_of(date(2026, 11, 1))
FIRST = date(2026, 11, 1)
TODAY = date(2026, 12, 1)
OFFICE = ("PEMERINTAH KABUPATEN CONTOH", "DINAS KOMUNIKASI & INFORMATIKA", "Jalan Merdeka Nomor 1")
LONG = "Rencana Induk Penyelenggaraan Sistem Pemerintahan Berbasis Elektronik " * 4
HEALTH = "Dinas Kesehatan"


@pytest.fixture
def log(tmp_path):
    log = FiguredLog(tmp_path / "log.db")
    yield log
    log.close()


def made(log, letterhead=Letterhead(), shelf=()) -> PdfReader:
    store = FigureStore(log.path)
    pdf = report(store.of(NOVEMBER), shelf, letterhead, TODAY)
    store.close()
    return PdfReader(io.BytesIO(pdf))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


@pytest.fixture
def busy(log):
    """A month with something of everything, asked by Budi."""
    for number in range(40):
        document = replace(DOCUMENT, id=number, name=f"d{number}.pdf", title=f"{LONG} Nomor {number} <i>&")
        log.judge(log.ask(FIRST + timedelta(days=number % 30), "", number, document), "benar")
    for number in range(12):
        asked = [log.refuse(FIRST + timedelta(days=day), HEALTH) for day in range(12 - number)]
        log.gap(f"celah nomor {number} tentang {LONG}", asked, FIRST, timedelta(days=2) if number % 2 else None)
    log.correct(LONG * 8, FIRST, served=asked)
    return log


def test_it_says_whose_it_is_of_which_month_and_how_it_went(busy):
    text = words(made(busy, Letterhead(OFFICE)))
    for line in (*OFFICE, "Laporan Penggunaan Tanya Masterplan — November 2026", "Disusun otomatis pada 1 Desember 2026."):
        assert line in text
    assert "diajukan 118 pertanyaan oleh 40 orang" in text and "12 celah baru dibuka dan 6 ditutup" in text
    for heading in ("Pertanyaan setiap hari", "Alasan penolakan", "Pertanyaan menurut OPD", "Hasil tinjauan koordinator"):
        assert heading in text
    assert "celah nomor 9 " in text and "celah nomor 10 " not in text
    assert HEALTH in text and "dan 25 lainnya" in text


def test_it_names_nobody(busy):
    text = words(made(busy))
    assert "Budi" not in text and "Sari" not in text


def test_each_page_says_which_of_how_many_it_is_and_nothing_leaves_the_paper(busy):
    reader = made(busy, Letterhead(OFFICE), shelf=[replace(DOCUMENT, name="a" * 200 + ".pdf", title="b" * 400)])
    count = len(reader.pages)
    assert count > 3
    for number, page in enumerate(reader.pages, 1):
        assert f"hlm. {number} dari {count}" in page.extract_text()
    for picture in rendered(reader):
        margin = np.concatenate([picture[:, :40], picture[:, -40:]], axis=1)
        assert margin.min() == 255, "something is printed in the margin"


def rendered(reader: PdfReader) -> list[np.ndarray]:
    """The pages as grey pictures, 72 dots an inch."""
    document = pypdfium2.PdfDocument(reader.stream.getvalue())
    pictures = [page.render(grayscale=True).to_numpy().squeeze() for page in document]
    document.close()
    return pictures


def test_a_month_without_questions_says_so_on_one_page(log):
    reader = made(log)
    assert len(reader.pages) == 1
    assert "Selama November 2026 tidak ada pertanyaan." in words(reader)


def test_the_logo_stands_in_the_letterhead_and_what_is_no_picture_is_told(log, tmp_path):
    logo = tmp_path / "logo.png"
    Image.new("RGB", (300, 400), "#004488").save(logo)
    (page,) = rendered(made(log, Letterhead(OFFICE, logo)))
    assert 50 < page[70:90, 75:95].mean() < 90
    logo.write_text("bukan gambar")
    with pytest.raises(BotError, match="TANYA_LETTERHEAD_LOGO"):
        made(log, Letterhead(OFFICE, logo))


NAMES = st.text(max_size=120)
COUNTS = st.integers(0, 10**7)


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(st.tuples(NAMES, COUNTS, COUNTS), max_size=12))
def test_bars_are_drawn_whatever_people_call_things(rows):
    table = Table("x", "Uji", ("Nama", "Satu", "Dua"), (("$a_{$ \\frac <&", 1, 0), *rows), "", Picture.BARS, (1, 2))
    etree.fromstring(draw(table, LIGHT))


@pytest.mark.parametrize("days", [1, 31, 93])
def test_columns_are_drawn_for_a_day_and_for_a_quarter(days):
    rows = tuple((f"{day} Des 2026", day, 10**6 * day) for day in range(days))
    etree.fromstring(
        draw(Table("x", "Uji", ("Hari", "Satu", "Dua"), (*rows, ("1 Jan 2027", 1, 0)), "", Picture.STACKED, (1, 2)), DARK)
    )


def test_a_chart_has_the_colours_of_its_background():
    table = Table("x", "Uji", ("Nama", "Satu"), (("a", 3), ("b", 1)), "", Picture.BARS, (1,))
    assert LIGHT.series[0] in draw(table, LIGHT).decode() and DARK.series[0] in draw(table, DARK).decode()


def test_the_terminal_writes_the_report_of_a_month(terminal):  # noqa: F811
    path = terminal.folder / "laporan.pdf"
    assert f"Laporan November 2026 ditulis ke {path}." in terminal.ok("report", "--month", "2026-11", "--output", path)
    assert "November 2026" in words(PdfReader(path))
    assert "2026-11" in terminal.run("report", "--month", "2026-13").output
    assert "tidak dapat ditulis" in str(terminal.run("report", "--output", terminal.folder / "tidak" / "ada.pdf").exception)
