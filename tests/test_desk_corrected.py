"""The pages of the checked answers: written from the log, checked against the pages, changed, approved again, and as a sheet."""

from io import BytesIO

import pytest
from desk_world import COORDINATOR, DISKOMINFO, browser, desk, form_word, needs_browser, no_violations, open_page  # noqa: F401
from openpyxl import Workbook, load_workbook

from bot.answering.assistant import Assistant
from bot.answering.extractive.composer import ExtractiveComposer
from bot.journal.corrected.values import Status
from bot.models import Inquiry
from indexer.models import Metadata

TEXT = "# RPJMD Kabupaten Contoh\n\n## Target\n\nTarget indeks SPBE Kabupaten Contoh tahun 2026 adalah 3,45.\n"
QUOTE = "Target indeks SPBE Kabupaten Contoh tahun 2026 adalah 3,45."
QUESTION = "Berapa target indeks SPBE Kabupaten Contoh tahun 2026?"
HEADS = ["Pertanyaan", "Jawaban", "Berlaku sampai", "Dokumen", "Halaman", "Kutipan"]


@pytest.fixture
def document(desk) -> int:
    path = desk.settings.corpus_dir / "rpjmd.md"
    path.write_text(TEXT, encoding="utf-8")
    return desk.library.add(path, Metadata("RPJMD Contoh", "rpjmd", "Kabupaten Contoh", "2025-2029")).document


@pytest.fixture
def sari(desk):
    return desk.client(COORDINATOR)


def fields(document: int, **more) -> dict[str, str]:
    filled = {
        "pertanyaan": QUESTION,
        "jawaban": "Targetnya 3,45.",
        "dokumen1": str(document),
        "halaman1": "",
        "kutipan1": QUOTE,
    }
    return filled | more


def send(client, path: str, sent: dict[str, str]):
    """A form as its page sends it."""
    page = client.get("/jawaban/baru")
    return client.post(path, data=sent | {"csrf": form_word(page)})


def write(client, document: int, **more):
    return send(client, "/jawaban/baru", fields(document, **more))


@needs_browser
def test_a_wrong_answer_is_corrected_from_the_log(desk, document, open_page):
    entry = Assistant(desk.library, ExtractiveComposer(), desk.log).ask(Inquiry(QUESTION, 10, "Budi"))
    page = open_page(COORDINATOR, f"/jawaban/baru?log={entry.log_id}")
    assert page.get_by_label("Pertanyaan").input_value() == QUESTION
    assert page.get_by_label("Kutipan, persis").input_value() == QUOTE
    page.get_by_label("Jawaban", exact=True).fill("3,45, tanpa satuan.")
    page.get_by_role("button", name="Tambah sumber").click()
    no_violations(page)
    assert page.get_by_label("Jawaban", exact=True).input_value() == "3,45, tanpa satuan."
    page.get_by_role("button", name="Simpan").click()
    assert page.get_by_role("status").inner_text().startswith("Jawaban tersimpan")
    (kept,) = desk.desk.corrected.all()
    assert (kept.written.answer, kept.written.from_answer, kept.created_by_name) == (
        "3,45, tanpa satuan.",
        entry.log_id,
        "Sari",
    )
    page.goto(f"{desk.url}/jawaban")
    assert page.get_by_role("link", name=QUESTION).is_visible()
    no_violations(page)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kutipan1": "Target indeks SPBE adalah 4,00."}, "tidak tertulis di RPJMD Contoh; salin"),
        ({"dokumen1": "", "kutipan1": ""}, "sedikitnya satu halaman sumber"),
        ({"halaman1": "dua"}, "bukan angka"),
        ({"berlaku": "2020-01-01"}, "sudah lewat"),
        ({"jawaban": " "}, "harus diisi"),
    ],
)
def test_what_cannot_be_saved_is_said_and_nothing_typed_is_lost(desk, document, sari, wrong, said):
    page = write(sari, document, susunan="spbe 2026 brp", **wrong)
    assert said in page.text and "spbe 2026 brp" in page.text
    assert desk.desk.corrected.all() == []


def test_it_is_changed_withdrawn_and_approved_again(desk, document, sari):
    write(sari, document)
    (kept,) = desk.desk.corrected.all()
    send(sari, f"/jawaban/{kept.id}", fields(document, jawaban="3,45."))
    assert desk.desk.corrected.one(kept.id).written.answer == "3,45."
    send(sari, f"/jawaban/{kept.id}/cabut", {})
    assert desk.desk.corrected.one(kept.id).status is Status.WITHDRAWN
    shown = send(sari, f"/jawaban/{kept.id}/setujui", {})
    assert desk.desk.corrected.one(kept.id).status is Status.VALID
    assert "mencabut jawaban terperiksa" in shown.text and "jawaban semula: Targetnya 3,45." in shown.text


def test_what_its_document_no_longer_says_comes_first_and_waits(desk, document, sari):
    write(sari, document)
    desk.library.remove(document)
    page = sari.get("/jawaban")
    assert "perlu ditinjau" in page.text and "tidak ada lagi di pustaka" in page.text
    (kept,) = desk.desk.corrected.all()
    assert "pilih dokumen lain" in send(sari, f"/jawaban/{kept.id}/setujui", {}).text


def test_who_may_not_review_sees_none_of_it(desk, document):
    dina = desk.client()
    dina.post(desk.link(DISKOMINFO))
    for path in ("/jawaban", "/jawaban/baru", "/jawaban/unduh"):
        assert dina.get(path).status_code == 403


def test_what_is_typed_becomes_no_markup(desk, document, sari):
    shown = write(sari, document, pertanyaan="<script>alert(1)</script> berapa?", jawaban="<b>3,45</b>")
    for page in (shown, sari.get("/jawaban")):
        assert "<script>alert" not in page.text and "&lt;script&gt;" in page.text


def sheet(*rows: list) -> bytes:
    book = Workbook()
    for row in (HEADS, *rows):
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def bring(client, data: bytes):
    word = form_word(client.get("/jawaban"))
    return client.post("/jawaban/impor", data={"csrf": word}, files={"berkas": ("jawaban.xlsx", data)})


def test_a_sheet_is_taken_row_by_row_and_says_what_was_not(desk, document, sari):
    page = bring(
        sari,
        sheet(
            [QUESTION, "3,45.", "2099-12-31", "rpjmd.md", None, QUOTE],
            [None, None, None, "RPJMD Contoh", None, "Target"],
            ["Berapa target 2027?", "4,00.", None, "rpjmd.md", None, "Target 2027 adalah 4,00."],
            ["Siapa bupatinya?", "Tidak tahu.", None, "lain.pdf", 1, "Bupati"],
            [QUESTION, "3,46.", None, "rpjmd.md", None, QUOTE],
        ),
    )
    (kept,) = desk.desk.corrected.all()
    assert (kept.written.question, len(kept.written.citations)) == (QUESTION, 2)
    for said in ("1 dari 4", "tidak tertulis di RPJMD Contoh", "“lain.pdf” tidak ada di pustaka", "sudah ada"):
        assert said in page.text


def test_a_file_that_is_no_sheet_is_refused_in_a_sentence(sari, document):
    assert "tidak dapat dibaca sebagai XLSX" in bring(sari, b"bukan lembar").text


def test_what_is_given_can_be_taken_and_begins_no_formula(desk, document, sari):
    write(sari, document, jawaban="=HYPERLINK(1)")
    given = sari.get("/jawaban/unduh").content
    rows = list(load_workbook(BytesIO(given)).active.values)
    assert rows[1][3] == "'=HYPERLINK(1)"
    send(sari, "/jawaban/1/cabut", {})
    bring(sari, given)
    newest = max(desk.desk.corrected.all(), key=lambda one: one.id)
    assert (newest.id, newest.written.answer) == (2, "=HYPERLINK(1)")
