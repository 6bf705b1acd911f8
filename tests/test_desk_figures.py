"""The page of figures: its filters in the address, its charts and tables, its downloads, and who may see it."""

import io
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from desk_world import COORDINATOR, DISKOMINFO, OPD, browser, desk, needs_browser, no_violations, open_page  # noqa: F401
from figured_log import FiguredLog
from lxml import html
from openpyxl import load_workbook
from pypdf import PdfReader

from bot.journal.periods import month_before, month_of

TODAY = date.today()
LAST_MONTH = month_before(TODAY)
HEALTH, WORKS = "Dinas Kesehatan", "Dinas <b>Pekerjaan</b> Umum & Tata Ruang"


@pytest.fixture
def stocked(desk):
    """Questions of this and the last month, of two agencies, and a gap."""
    log = FiguredLog(desk.settings.log_path)
    for days in range(4):
        log.ask(TODAY - timedelta(days=days), HEALTH)
    log.gap("tarif pasar", [log.refuse(TODAY, WORKS, reason="Selnya kosong di tabel itu: kolom “2026”.")], TODAY)
    log.ask(LAST_MONTH.first, WORKS)
    log.close()
    return desk


def test_the_address_chooses_days_and_agency(stocked):
    client = stocked.client(COORDINATOR)
    week = client.get("/angka?masa=7").text
    assert "diajukan 5 pertanyaan oleh 1 orang: 4 (80%) terjawab" in week and "tarif pasar" in week
    assert "diajukan 4 pertanyaan" in client.get("/angka", params={"masa": "7", "opd": HEALTH}).text
    between = client.get(f"/angka?masa=rentang&dari={LAST_MONTH.first}&sampai={LAST_MONTH.first}").text
    assert "diajukan 1 pertanyaan" in between
    assert "&lt;b&gt;Pekerjaan&lt;/b&gt;" in week and "<b>Pekerjaan" not in week


def test_a_row_leads_to_what_it_counts(stocked):
    client = stocked.client(COORDINATOR)
    page = html.fromstring(client.get("/angka?masa=7").text)
    leads = {link.text: link.get("href") for link in page.xpath("//tbody//a")}
    week_ago = TODAY - timedelta(days=6)
    assert dict(parse_qsl(urlsplit(leads[HEALTH]).query)) == {"dari": str(week_ago), "sampai": str(TODAY), "opd": HEALTH}
    for name, shown in (
        (HEALTH, "Berapa target Indeks SPBE?"),
        ("Kutipan dokumen", "Berapa target"),
        ("tarif pasar", "Simpan nama"),
    ):
        assert shown in client.get(leads[name]).text


@pytest.mark.parametrize(
    "query", ["masa=rentang&dari=2026-13-01&sampai=", "masa=rentang&dari=2026-02-01&sampai=2026-01-01", "masa=abad"]
)
def test_dates_that_are_none_are_answered_with_a_sentence(desk, query):
    reply = desk.client(COORDINATOR).get(f"/angka?{query}")
    assert reply.status_code == 400 and "Belum berhasil" in reply.text


def test_charts_are_pictures_for_both_themes(stocked):
    client = stocked.client(COORDINATOR)
    light = client.get("/angka/bagan/opd.svg?masa=7")
    dark = client.get("/angka/bagan/opd.svg?masa=7&tema=gelap")
    assert light.headers["Content-Type"].startswith("image/svg+xml") and light.text != dark.text
    assert client.get("/angka/bagan/opd.svg?masa=rentang&dari=2001-01-01&sampai=2001-01-02").status_code == 404
    assert client.get("/angka/bagan/rahasia.svg").status_code == 404


def test_the_workbook_and_the_report_are_of_what_is_chosen(stocked):
    client = stocked.client(COORDINATOR)
    book = load_workbook(io.BytesIO(client.get("/angka/tabel.xlsx", params={"masa": "7", "opd": HEALTH}).content))
    assert book["Ringkasan"]["A2"].value == f"OPD: {HEALTH}" and book["Pertanyaan menurut OPD"]["B2"].value == 4
    reply = client.get(f"/angka/laporan.pdf?bulan={LAST_MONTH.first:%Y-%m}")
    assert f"laporan-{LAST_MONTH.first:%Y-%m}.pdf" in reply.headers["Content-Disposition"]
    assert LAST_MONTH.name in PdfReader(io.BytesIO(reply.content)).pages[0].extract_text()
    assert client.get("/angka/laporan.pdf?bulan=kemarin").status_code == 400


@pytest.mark.parametrize("path", ["/angka", "/angka/bagan/opd.svg", "/angka/tabel.xlsx", "/angka/laporan.pdf"])
def test_only_who_reviews_sees_figures(desk, path):
    for user_id in (OPD, DISKOMINFO):
        client = desk.client()
        client.post(desk.link(user_id))
        assert client.get(path).status_code == 403
    assert desk.client().get(path).status_code == 401


@needs_browser
def test_a_coordinator_chooses_in_a_browser_and_every_picture_is_drawn(stocked, open_page):
    page = open_page(COORDINATOR, "/angka")
    page.get_by_label("Masa").select_option("7")
    page.get_by_label("OPD", exact=True).select_option(HEALTH)
    page.get_by_role("button", name="Tampilkan").click()
    assert page.get_by_text("diajukan 4 pertanyaan").is_visible()
    for details in page.locator("details").all():
        details.locator("summary").click()
    shown = page.evaluate("[...document.images].map(one => (one.loading = 'eager', one.decode()))[0].then(() => true)")
    assert shown and page.locator("img.bagan").count() >= 2
    no_violations(page)
    assert month_of(TODAY).name in page.get_by_label("Bulan", exact=True).inner_text()
