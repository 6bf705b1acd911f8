"""Gaps at the desk: found, assigned, taken apart and closed by a coordinator, by keyboard too; nobody else gets there."""

from datetime import date, timedelta

import pytest
from desk_world import COORDINATOR, DISKOMINFO, OPD, browser, desk, form_word, needs_browser, no_violations, open_page  # noqa: F401
from sample_answers import refusal

from bot.journal.gaps.model import GapFilters, Status
from bot.journal.outbox import Outbox
from bot.models import Inquiry
from indexer.models import Metadata

HEALTH = "Dinas Kesehatan"
STUNTING = ("Berapa angka stunting tahun 2024?", "jumlah stunting per kecamatan", "target stunting <b>2026</b>")
ROADS = ("Berapa kilometer jalan rusak?", "jumlah jalan rusak")


@pytest.fixture
def asked(desk):  # noqa: F811
    """Log ids of what was asked in vain: of stunting thrice, of roads twice."""
    desk.desk.agencies.add([HEALTH])
    desk.access.set_agency(OPD, HEALTH, by=1)
    texts = (*STUNTING, *ROADS)
    ids = [desk.log.record(refusal(text), Inquiry(text, user_id=OPD, user_name="Budi")) for text in texts]
    desk.desk.gap_rounds.run()
    return ids


def tomorrow() -> str:
    return (date.today() + timedelta(days=1)).isoformat()


@needs_browser
def test_a_coordinator_assigns_the_largest_gap(desk, asked, open_page):  # noqa: F811
    page = open_page(COORDINATOR, "/celah")
    assert page.get_by_role("row").all_inner_texts()[1].split("\t")[1:3] == ["3", "1"]
    no_violations(page)
    page.get_by_role("row").nth(1).get_by_role("link").click()
    assert page.get_by_text("target stunting <b>2026</b>").is_visible()
    page.get_by_label("Kepada OPD atau orang").select_option(label=HEALTH)
    page.get_by_label("Tenggat (boleh kosong)").fill(tomorrow())
    page.get_by_role("button", name="Tugaskan").click()
    assert page.get_by_role("status").inner_text() == f"Ditugaskan kepada {HEALTH}; kabarnya dikirim lewat Telegram."
    for summary in page.locator("summary").all():
        summary.click()
    no_violations(page)
    (gap,) = desk.desk.gaps.all(GapFilters(status=Status.ASSIGNED))
    outbox = Outbox(desk.settings.log_path)
    assert outbox.claim().user_id == OPD and gap.assigned_agency == HEALTH
    outbox.close()


@needs_browser
def test_the_list_is_filtered_by_the_address_and_by_keyboard(desk, asked, open_page):  # noqa: F811
    stunting, roads = desk.desk.gaps.all()
    page = open_page(COORDINATOR, "/celah")
    page.get_by_label("Status").focus()
    page.keyboard.type("Tidak")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Saring").press("Enter")
    page.get_by_text("Tidak ada celah yang cocok").wait_for()
    assert "status=tidak" in page.url
    no_violations(page)


def post(desk, client, gap_id: int, below: str, **fields):  # noqa: F811
    word = form_word(client.get("/celah"))
    return client.post(f"/celah/{gap_id}/{below}", data={"csrf": word} | fields)


def test_questions_are_taken_apart_moved_and_gaps_joined(desk, asked):  # noqa: F811
    client, gaps = desk.client(COORDINATOR), desk.desk.gaps
    stunting, roads = gaps.all()
    first, second, *_ = asked
    apart = post(desk, client, stunting.id, "pisahkan", **{f"pilih-{first}": "on"})
    assert STUNTING[0] in apart.text and "menjadi celah ini" in apart.text
    post(desk, client, stunting.id, "pindahkan", tujuan=str(roads.id), **{f"pilih-{second}": "on"})
    assert {gap.id: gap.questions for gap in gaps.all()} == {stunting.id: 1, roads.id: 3, gaps.of_entry(first): 1}
    post(desk, client, stunting.id, "gabungkan", tujuan=str(roads.id))
    assert gaps.of_entry(asked[2]) == roads.id
    assert client.get(f"/celah/{stunting.id}").status_code >= 400


def test_a_gap_is_named_closed_with_a_reason_and_opened_again(desk, asked):  # noqa: F811
    client, (gap, _) = desk.client(COORDINATOR), desk.desk.gaps.all()
    assert "Gizi balita" in post(desk, client, gap.id, "nama", nama="Gizi balita").text
    without = post(desk, client, gap.id, "tutup", hasil="tidak", alasan=" ")
    assert "Tulis alasannya" in without.text and without.status_code == 400
    post(desk, client, gap.id, "tutup", hasil="tidak", alasan="Bukan urusan daerah")
    assert desk.desk.gaps.gap(gap.id).status is Status.DECLINED
    assert "Gizi balita" in client.get("/celah?status=tidak+akan+dijawab").text
    assert "Celah dibuka lagi" in post(desk, client, gap.id, "buka").text


def test_a_checked_answer_that_is_written_from_a_gap_answers_its_question_there(desk, asked):  # noqa: F811
    client, (gap, _) = desk.client(COORDINATOR), desk.desk.gaps.all()
    path = desk.settings.corpus_dir / "profil.md"
    path.write_text("# Profil Kesehatan\n\nAngka stunting tahun 2024 adalah 12 persen.\n", encoding="utf-8")
    document = desk.library.add(path, Metadata("Profil Kesehatan", "laporan", "Kabupaten Contoh", "2024")).document
    assert f"/jawaban/baru?log={asked[2]}" in client.get(f"/celah/{gap.id}").text
    written = {
        "pertanyaan": STUNTING[2],
        "jawaban": "12 persen.",
        "dokumen1": str(document),
        "halaman1": "",
        "log": str(asked[2]),
    }
    written |= {"kutipan1": "Angka stunting tahun 2024 adalah 12 persen.", "csrf": form_word(client.get("/jawaban/baru"))}
    assert "Jawaban tersimpan" in client.post("/jawaban/baru", data=written).text
    assert desk.desk.gaps.gap(gap.id).waiting == gap.waiting - 1, "the others ask something else, and wait"
    assert "jawaban terperiksa" in client.get(f"/celah/{gap.id}").text


def test_an_entry_of_the_log_leads_to_its_gap(desk, asked):  # noqa: F811
    client = desk.client(COORDINATOR)
    assert STUNTING[1] in client.get(f"/celah?log={asked[0]}").text
    assert "tidak termasuk celah" in client.get("/celah?log=999").text


@pytest.mark.parametrize(
    "wrong", [{"kepada": "orang:999"}, {"kepada": "opd:Dinas Hantu"}, {"kepada": f"orang:{OPD}", "tenggat": "2020-01-01"}]
)
def test_an_assignment_that_makes_no_sense_is_refused_in_a_sentence(desk, asked, wrong):  # noqa: F811
    client, (gap, _) = desk.client(COORDINATOR), desk.desk.gaps.all()
    refused = post(desk, client, gap.id, "tugaskan", **wrong)
    assert refused.status_code == 400 and "Pilih" in refused.text or "pilih" in refused.text
    assert desk.desk.gaps.gap(gap.id).status is Status.NEW


def test_only_who_reviews_sees_gaps_and_a_form_from_elsewhere_changes_nothing(desk, asked):  # noqa: F811
    assert desk.client().get("/celah").status_code == 401
    client, (gap, _) = desk.client(COORDINATOR), desk.desk.gaps.all()
    assert client.post(f"/celah/{gap.id}/tutup", data={"hasil": "tidak", "alasan": "x"}).status_code == 403
    assert desk.client().post(desk.link(DISKOMINFO, "/celah")).status_code == 403
    assert desk.desk.gaps.gap(gap.id).status is Status.NEW
