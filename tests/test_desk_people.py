"""The pages of the people and of the trail: who may see them, what an admin does there, and that it stands in the trail with his name."""

import json
import sqlite3

import pytest
from desk_world import ADMIN, COORDINATOR, OPD, browser, desk, form_word, needs_browser, no_violations, open_page  # noqa: F401
from sample_answers import answer

from bot.models import Inquiry, Role

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def lived(desk):
    """Budi asked; somebody with a hostile name asked and left."""
    desk.desk.agencies.add(["Dinas Kesehatan", "Bappeda"])
    desk.log.record(answer(), Inquiry("Apa visi?", OPD, "Budi", OPD, None, f"{OPD}:1"))
    desk.log.record(answer(), Inquiry("Apa misi?", 99, SCRIPT, 99, None, "99:1"))
    return desk


def post(client, page: str, path: str, **fields):
    return client.post(path, data={"csrf": form_word(client.get(page)), **fields})


def last(desk):
    done = desk.log.actions()[0]
    return done.user_name, done.action, done.detail


@pytest.mark.parametrize("path", ["/orang", f"/orang/{OPD}", f"/orang/{OPD}/data.json"])
def test_only_admins_see_the_people(lived, path):
    assert lived.client(COORDINATOR).get(path).status_code == 403
    assert lived.client().get(path).status_code == 401
    assert lived.client(ADMIN).get(path).status_code == 200


def test_members_and_those_who_left_are_listed_and_found_and_no_name_becomes_markup(lived):
    page = lived.client(ADMIN).get("/orang").text
    assert "Budi" in page and "&lt;script&gt;alert(1)" in page and SCRIPT not in page
    lived.log.action(ADMIN, "Bu Ratna", "menandai", "x.pdf")
    assert "Bu Ratna</a>" not in lived.client(ADMIN).get("/orang").text, "an admin of the settings has not left"
    found = lived.client(ADMIN).get("/orang?cari=bud").text
    assert "Budi" in found and "Sari" not in found.partition("<table>")[2]


def test_role_and_agency_are_changed_with_the_name_of_who_did_it(lived):
    client = lived.client(ADMIN)
    page = post(client, f"/orang/{OPD}", f"/orang/{OPD}/peran", peran="diskominfo")
    assert "Peran Budi: Diskominfo." in page.text and lived.access.role(OPD) is Role.DISKOMINFO
    assert last(lived) == ("Bu Ratna", "mengubah peran", "opd → diskominfo")
    post(client, f"/orang/{OPD}", f"/orang/{OPD}/opd", opd="Dinas Kesehatan")
    assert lived.access.user(OPD).agency == "Dinas Kesehatan" and last(lived)[:2] == ("Bu Ratna", "mencatat OPD")


def test_of_who_left_meanwhile_nobody_hears_that_his_role_was_changed(lived):
    client = lived.client(ADMIN)
    word = form_word(client.get(f"/orang/{OPD}"))
    lived.access.revoke(OPD, ADMIN)
    for what, sent in (("peran", {"peran": "admin"}), ("opd", {"opd": ""}), ("cabut", {"yakin": "ya"})):
        reply = client.post(f"/orang/{OPD}/{what}", data=sent | {"csrf": word})
        assert reply.status_code == 400 and "tidak (lagi) menjadi anggota" in reply.text
    assert lived.access.role(OPD) is None


def test_access_is_revoked_only_by_who_is_sure(lived):
    client = lived.client(ADMIN)
    assert post(client, f"/orang/{OPD}", f"/orang/{OPD}/cabut").status_code == 400 and lived.access.role(OPD)
    post(client, f"/orang/{OPD}", f"/orang/{OPD}/cabut", yakin="ya")
    assert lived.access.role(OPD) is None and last(lived)[:2] == ("Bu Ratna", "mencabut akses")


def test_without_the_form_s_word_nothing_happens(lived):
    assert lived.client(ADMIN).post(f"/orang/{OPD}/hapus", data={"yakin": "ya"}).status_code == 403
    assert lived.log.entries()[-1].question == "Apa visi?"


def test_the_data_of_a_person_are_given_and_that_is_written_down(lived):
    reply = lived.client(ADMIN).get(f"/orang/{OPD}/data.json")
    assert json.loads(reply.content)["tanya-jawab"][0]["pertanyaan"] == "Apa visi?"
    assert last(lived)[:2] == ("Bu Ratna", "mengunduh data pribadi")
    assert "attachment" in reply.headers["Content-Disposition"]


def test_the_data_of_one_who_left_are_erased(lived):
    client = lived.client(ADMIN)
    page = post(client, "/orang/99", "/orang/99/hapus", yakin="ya")
    assert "1 tanya-jawab kini tanpa nama" in page.text and "alert(1)" not in page.text
    assert last(lived)[:2] == ("Bu Ratna", "menghapus data pribadi")
    assert lived.desk.trail.chain().broken is None and client.get("/orang/99").status_code == 404


def test_the_trail_is_narrowed_by_the_address_and_turned(lived):
    for number in range(120):
        lived.log.action(ADMIN, "Bu Ratna", "menandai", f"berkas {number}.pdf")
    client = lived.client(COORDINATOR)
    first = client.get("/jejak?tindakan=menandai&siapa=ratna").text
    assert "120 tindakan" in first and "berkas 119.pdf" in first and "Halaman 1 dari 3" in first
    assert "berkas 0.pdf" in client.get("/jejak?tindakan=menandai&siapa=ratna&halaman=3").text
    assert "Tidak ada tindakan" in client.get("/jejak?dari=2001-01-01&sampai=2001-01-02").text
    assert client.get("/jejak?dari=kemarin").status_code == 400


def test_the_chain_is_checked_when_asked_for(lived):
    client = lived.client(COORDINATOR)
    assert "Jejak utuh" not in client.get("/jejak").text
    assert (
        f"Sidik terakhir, untuk dicatat di tempat lain: {lived.desk.trail.chain().newest}"
        in client.get("/jejak?periksa=ya").text
    )
    with sqlite3.connect(lived.settings.log_path) as db:
        db.execute("UPDATE actions SET subject = 'lain' WHERE id = 2")
    db.close()
    assert "diubah di luar program, mulai baris 2" in client.get("/jejak?periksa=ya").text


@needs_browser
def test_pages_have_nothing_that_axe_finds(lived, open_page):
    page = open_page(ADMIN)
    for path in ("/jejak?periksa=ya", "/orang", f"/orang/{OPD}"):
        page.goto(lived.url + path)
        no_violations(page)


@needs_browser
def test_an_admin_erases_by_keyboard(lived, open_page):
    page = open_page(ADMIN, f"/orang/{OPD}", width=360)
    page.get_by_label("Saya yakin data orang ini dihapus").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("1 tanya-jawab kini tanpa nama").wait_for()
    assert [entry.question for entry in lived.log.entries()] == ["Apa misi?"]
