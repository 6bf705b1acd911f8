"""The log at the desk: filters and pages in the address, an entry read and judged by keyboard, names, files, and nothing that runs."""

import io
from dataclasses import fields, replace
from urllib.parse import parse_qsl

import pytest
from chat_world import pdf
from desk_world import (  # noqa: F401
    ADMIN,
    COORDINATOR,
    DISKOMINFO,
    OPD,
    browser,
    desk,
    form_word,
    needs_browser,
    no_violations,
    open_page,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sample_answers import answer, question, refusal

from bot.errors import BotError
from bot.journal.filters import Filters
from bot.models import Citation
from bot.web.log.address import wanted
from indexer.models import Metadata

HOSTILE = '<img src=x onerror="window.ran = 1">'
QUOTE = "Target indeks SPBE Kabupaten Contoh tahun 2026 adalah 3,45."


def ask(desk, asking: str, **said) -> int:
    return desk.log.record(replace(answer(question=asking), **said), question(asking, user=OPD))


def refuse(desk, text: str) -> int:
    return desk.log.record(refusal(text), question(text, user=OPD))


@pytest.fixture
def cited(desk) -> int:
    """An entry whose source is in the library."""
    path = pdf(desk.settings.corpus_dir / "rpjmd.pdf")
    desk.library.add(path, Metadata("RPJMD Contoh", "rpjmd", "Kabupaten Contoh", "2025–2029"))
    (document,) = desk.library.documents()
    return ask(desk, "Berapa target SPBE?", text=f"{QUOTE} [1]", citations=(Citation(1, document, 2, "BAB II TARGET", QUOTE),))


# the list


@needs_browser
def test_filters_stay_in_the_address_and_pages_are_turned_within_them(desk, open_page):
    for number in range(27):
        refuse(desk, f"Siapa juara lomba {number}?")
        ask(desk, f"Berapa target sampah {number}?")
    page = open_page(COORDINATOR, "/log")
    no_violations(page)
    page.get_by_text("Saringan", exact=True).click()
    page.get_by_label("Hasil").select_option("Ditolak")
    page.get_by_role("button", name="Terapkan").click()
    assert page.get_by_text("27 pertanyaan").is_visible() and "hasil=ditolak" in page.url
    page.get_by_role("link", name="Berikutnya »").click()
    assert page.get_by_text("Halaman 2 dari 2").is_visible() and "hasil=ditolak" in page.url
    assert page.locator("tbody tr").count() == 2
    page.get_by_role("link", name="Siapa juara lomba 0?").click()
    page.get_by_role("link", name="« Daftar").click()
    assert page.get_by_label("Hasil").input_value() == "ditolak"


def test_words_are_looked_for_and_what_is_not_there_is_said(desk):
    ask(desk, "Berapa target sampah?")
    ask(desk, "Berapa target jalan?")
    client = desk.client(COORDINATOR)
    found = client.get("/log", params={"cari": "sampah"}).text
    assert "1 pertanyaan" in found and "target jalan" not in found
    assert "Tidak ada pertanyaan yang cocok" in client.get("/log", params={"cari": "pelabuhan"}).text


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("dari", "31-01-2026", "Tanggal ditulis seperti 2026-01-31"),
        ("sampai", "9999-12-31", "Tanggal ditulis seperti 2026-01-31"),
        ("orang", "Budi", "angka yang tidak dapat dibaca"),
        ("halaman", "²", "angka yang tidak dapat dibaca"),
        ("hasil", "entah", "Saringan “entah” tidak dikenal"),
        ("verdict", "entah", "Saringan “entah” tidak dikenal"),
        ("suara", "entah", "Saringan “entah” tidak dikenal"),
    ],
)
def test_what_can_not_stand_in_the_address_is_told_in_a_sentence(desk, name, value, told):
    reply = desk.client(COORDINATOR).get("/log", params={name: value})
    assert reply.status_code == 404 and told in reply.text


NAMES = ("dari", "sampai", "opd", "orang", "hasil", "suara", "verdict", "ditinjau", "cari", "halaman")
WRITTEN = st.text(max_size=12) | st.dates().map(str) | st.integers().map(str)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), WRITTEN))
def test_whatever_stands_in_the_address_is_a_filter_or_a_sentence(query):
    try:
        chosen = wanted(query)
    except BotError as error:
        assert str(error).endswith(".")
    else:
        assert wanted(dict(parse_qsl(chosen.address("")[1:]))).filters == chosen.filters
        assert chosen.filters.values.keys() <= {field.name for field in fields(Filters)}


@pytest.mark.parametrize("user", [OPD, DISKOMINFO])
@pytest.mark.parametrize("path", ["/log", "/log/1", "/log/unduh", "/tinjau", "/log/1/halaman/1"])
def test_only_who_reads_the_log_gets_in(desk, user, path):
    client = desk.client()
    client.post(desk.link(user))
    assert client.get(path).status_code == 403


# an entry


@needs_browser
def test_an_entry_shows_its_source_beside_the_marked_page(desk, open_page, cited):
    refuse(desk, "Siapa juara?")
    page = open_page(COORDINATOR, f"/log/{cited}")
    picture = page.get_by_role("img", name="kutipannya ditandai")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("image => image.complete && image.naturalWidth > 300", arg=picture.element_handle())
    assert page.get_by_text("besar kemungkinannya menjawab pertanyaan ini (75 dari 100)").is_visible()
    assert page.get_by_role("listitem").filter(has_text="Siapa juara?").is_visible()
    no_violations(page)


def test_an_entry_stays_readable_when_its_document_is_gone(desk, cited):
    (document,) = desk.library.documents()
    desk.library.remove(document.id)
    client = desk.client(COORDINATOR)
    shown = client.get(f"/log/{cited}").text
    assert "sudah dihapus dari pustaka" in shown and QUOTE in shown and "<img" not in shown
    assert client.get(f"/log/{cited}/halaman/1").status_code == 404


def test_an_entry_that_is_not_there_is_said_to_be_gone(desk):
    client = desk.client(COORDINATOR)
    assert "sudah tidak tersimpan" in client.get("/log/99").text
    assert client.get("/log/99/halaman/1").status_code == 404


# verdicts


@needs_browser
def test_verdicts_are_given_by_keyboard_one_after_the_other(desk, open_page):
    good, bad = ask(desk, "Berapa target?"), refuse(desk, "Siapa juara?")
    page = open_page(COORDINATOR, "/log")
    page.get_by_role("heading", name="Log tanya-jawab").wait_for()
    page.keyboard.press("n")
    page.wait_for_url(f"**/log/{bad}?tinjau=ya")
    page.get_by_label("Catatan").fill("Ada di Renstra, halaman 5.")
    page.get_by_label("Catatan").press("1")
    assert desk.log.entry(bad).verdict == ""
    page.get_by_role("heading", name="Siapa juara?").click()
    page.keyboard.press("5")
    page.wait_for_url(f"**/log/{good}?tinjau=ya")
    assert page.get_by_text("Tercatat: seharusnya dijawab.").is_visible()
    page.keyboard.press("1")
    page.wait_for_url("**/log")
    assert page.get_by_text("Tidak ada lagi yang perlu ditinjau").is_visible()
    entry = desk.log.entry(bad)
    assert (entry.verdict, entry.verdict_note, entry.reviewer) == ("seharusnya dijawab", "Ada di Renstra, halaman 5.1", "Sari")
    assert desk.log.entry(good).verdict == "benar"


@needs_browser
def test_neighbours_in_the_list_are_reached_by_keyboard(desk, open_page):
    old, _, new = refuse(desk, "lama"), ask(desk, "terjawab"), refuse(desk, "baru")
    page = open_page(COORDINATOR, f"/log/{new}?hasil=ditolak")
    page.get_by_role("heading", name="baru").wait_for()
    page.keyboard.press("j")
    page.wait_for_url(f"**/log/{old}?hasil=ditolak")
    page.keyboard.press("k")
    page.wait_for_url(f"**/log/{new}?hasil=ditolak")


def test_a_verdict_needs_the_form_of_a_page_of_ours_and_must_be_one_of_the_six(desk):
    log_id = ask(desk, "Berapa target?")
    client = desk.client(COORDINATOR)
    assert client.post(f"/log/{log_id}/nilai", data={"verdict": "benar"}).status_code == 403
    word = form_word(client.get(f"/log/{log_id}"))
    assert "tidak dikenal" in client.post(f"/log/{log_id}/nilai", data={"csrf": word, "verdict": "entah"}).text
    client.post(f"/log/{log_id}/nilai", data={"csrf": word, "verdict": "benar"}).raise_for_status()
    assert desk.log.entry(log_id).verdict == "benar"


# what is kept, taken away, and harmless


def test_every_view_of_what_a_person_asked_is_kept(desk):
    log_id = ask(desk, "Berapa target?")
    client = desk.client(COORDINATOR)
    client.get("/log")
    client.get("/log", params={"orang": OPD})
    client.get(f"/log/{log_id}")
    client.get("/log/unduh", params={"hasil": "terjawab"})
    taken, entry, person, *_ = desk.log.actions()
    assert (taken.user_name, taken.action, taken.subject, taken.detail) == (
        "Sari",
        "mengunduh log",
        "hasil=terjawab",
        "1 catatan, XLSX",
    )
    assert (entry.action, entry.subject, entry.detail) == ("melihat entri", "Budi", f"jawaban {log_id}")
    assert (person.action, person.subject, person.detail) == ("melihat entri", "Budi", "daftar, halaman 1")


@pytest.mark.parametrize("sign", "=+-@")
def test_a_question_that_looks_like_a_formula_is_none_in_the_files(desk, sign):
    typed = f"{sign}HYPERLINK(1;2)"
    ask(desk, typed)
    refuse(desk, "tidak diunduh")
    client = desk.client(ADMIN)
    reply = client.get("/log/unduh", params={"bentuk": "xlsx", "hasil": "terjawab"})
    assert "log-tanya-" in reply.headers["Content-Disposition"]
    head, row = load_workbook(io.BytesIO(reply.content)).active.iter_rows()
    cell = row[[one.value for one in head].index("Pertanyaan")]
    assert (cell.value, cell.data_type) == (f"'{typed}", "s")
    text = client.get("/log/unduh", params={"bentuk": "csv"}).content.decode("utf-8-sig")
    assert f"'{typed}" in text and "tidak diunduh" in text


@needs_browser
def test_nothing_that_people_or_files_say_runs(desk, open_page):
    (document,) = {citation.document for citation in answer().citations}
    hostile = replace(document, name=f"{HOSTILE}.pdf", title=HOSTILE)
    log_id = ask(desk, HOSTILE, text=HOSTILE, asked=HOSTILE, citations=(Citation(1, hostile, 4, HOSTILE, HOSTILE),))
    desk.log.feedback(log_id, OPD, -1)
    desk.log.objection(log_id, OPD, HOSTILE)
    for path in ("/log", f"/log/{log_id}", f"/log?cari={HOSTILE}&dokumen={HOSTILE}"):
        page = open_page(COORDINATOR, path)
        assert page.locator("img[src=x]").count() == 0
        assert page.evaluate("window.ran") is None
    assert page.get_by_label("Dokumen").input_value() == HOSTILE
