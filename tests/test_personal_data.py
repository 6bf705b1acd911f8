"""A person gets all that is kept of him, and can have it erased: counts stay, the trail holds, and his name is nowhere in the file."""

import json
import re
import sqlite3
from datetime import date

import pytest
from sample_answers import answer
from sqlite_utils import Database

from bot.errors import BotError
from bot.journal.answer_log import AnswerLog
from bot.journal.chain import ANONYMOUS
from bot.journal.entries import By, Verdict
from bot.journal.gaps.decisions import Gaps, assign
from bot.journal.outbox import tell_later
from bot.journal.personal import ERASED_NAME, PersonalData
from bot.journal.personal_files import as_json, as_text
from bot.journal.personal_tables import DROPPED, KEPT_APART, UNNAMED
from bot.journal.reviews import Reviews
from bot.journal.trail import Trail
from bot.journal.wishes import Wishes
from bot.models import Inquiry, Role
from bot.people.access import Access
from bot.people.requests import Requests

BUDI, ADMIN, OTHER = 4711, 1, 5
NAME = "Budi Santoso Wiratama"
OF_PERSONS = re.compile(r"(user_id|_by|_to)$")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "log.db"


@pytest.fixture
def parts(path):
    access = Access(path, {ADMIN})
    opened = (AnswerLog(path), access, PersonalData(path), Wishes(path), Requests(path, access), Trail(path))
    yield opened
    for part in opened:
        part.close()


@pytest.fixture
def lived(parts):
    """Budi was let in, asked, judged, wished, was given an agency; another person asked too."""
    log, access, personal, wishes, requests, _ = parts
    requests.ask(BUDI, NAME, "budisw")
    access.redeem(access.invite(Role.OPD, ADMIN, by_name="Bu Ratna"), BUDI, NAME)
    access.set_agency(BUDI, "Dinas Kesehatan", ADMIN, "Bu Ratna")
    asked = Inquiry("Berapa stunting di desa saya?", BUDI, NAME, BUDI, None, f"{BUDI}:7")
    log.receive(asked)
    number = log.record(answer(question=asked.text), asked)
    log.delivered(asked.key, number, [8])
    log.feedback(number, BUDI, -1)
    log.objection(number, BUDI, "bukan desa saya")
    wishes.toggle(number, BUDI)
    log.action(BUDI, NAME, "mengunggah", "renstra.pdf")
    log.record(answer(), Inquiry("Apa visi?", OTHER, "Sari", OTHER, None, f"{OTHER}:9"))
    return number


def test_all_that_is_kept_of_him_is_given(parts, lived):
    data = parts[2].of(BUDI)
    assert list(data) == ["keanggotaan", "permintaan akses", "tanya-jawab", "penilaian", "minta dikabari", "pesan", "jejak"]
    assert data["tanya-jawab"][0]["pertanyaan"] == "Berapa stunting di desa saya?"
    assert data["penilaian"][0]["alasan"] == "bukan desa saya"
    assert [(done["oleh"], done["tindakan"]) for done in data["jejak"]][-2:] == [
        ("petugas", "mencatat OPD"),
        ("Anda", "mengunggah"),
    ]
    assert json.loads(as_json(data)) == data
    assert "pertanyaan: Berapa stunting di desa saya?" in as_text(data).decode()
    assert "Sari" not in as_text(data).decode() and "Bu Ratna" not in as_text(data).decode()


def test_of_who_was_never_here_nothing_is_given(parts, lived):
    assert parts[2].of(999) == {}


def test_after_erasing_his_name_number_and_words_stand_nowhere_in_the_file(parts, lived, path):
    log, access, personal, *_ = parts
    access.revoke(BUDI, ADMIN, "Bu Ratna")
    personal.erase(BUDI)
    for part in parts:
        part.close()
    sqlite3.connect(path).execute("pragma wal_checkpoint(truncate)").connection.close()
    kept = "\n".join(sqlite3.connect(path).iterdump())
    for trace in (NAME, "Budi", str(BUDI), "budisw", "desa saya"):
        assert trace not in kept
    assert NAME.encode() not in path.read_bytes() and b"Berapa stunting di desa saya" not in path.read_bytes()


def test_counts_stay_and_so_does_the_agency(parts, lived, path):
    log, _, personal, *_ = parts
    before = log.summary()[7]
    erased = personal.erase(BUDI)
    assert (erased.entries, log.summary()[7].questions) == (1, before.questions)
    assert (log.entry(lived).question, log.entry(lived).opd, log.entry(lived).user_id) == ("", "Dinas Kesehatan", None)
    assert next(Database(path).query("SELECT erased_at FROM answers WHERE id = ?", [lived]))["erased_at"]


def test_the_trail_holds_and_says_that_somebody_was_erased_and_by_whom(parts, lived):
    _, _, personal, _, _, trail = parts
    personal.erase(BUDI, ADMIN, "Bu Ratna")
    done = parts[0].actions()[0]
    assert (done.user_name, done.action, done.subject) == ("Bu Ratna", "menghapus data pribadi", ANONYMOUS)
    assert trail.chain().broken is None


def test_what_others_asked_and_did_stays(parts, lived):
    log, _, personal, *_ = parts
    personal.erase(BUDI)
    assert [entry.user_name for entry in log.entries() if entry.question] == ["Sari"]
    assert [done.subject for done in log.actions() if done.action == "mengunggah"] == ["renstra.pdf"]


def test_a_member_may_stay_one_without_a_past(parts, lived):
    _, access, personal, *_ = parts
    personal.erase(BUDI)
    assert access.role(BUDI) is Role.OPD and list(personal.of(BUDI)) == ["keanggotaan"]


def test_one_who_left_is_known_until_he_is_erased(parts, lived):
    _, access, personal, *_ = parts
    access.revoke(BUDI, ADMIN)
    assert (BUDI, NAME) in [(one.id, one.name) for one in personal.former()]
    personal.erase(BUDI, ADMIN, "Bu Ratna")
    assert BUDI not in [one.id for one in personal.former()]


def test_a_name_that_is_a_word_of_documents_empties_nothing_that_was_done_to_them(parts):
    log, _, personal, *_ = parts
    log.action(ADMIN, "Bu Ratna", "menghapus", "renstra.pdf", "Renstra Dinas")
    log.action(BUDI, "pdf", "mengunggah", "rkpd.pdf")
    personal.erase(BUDI)
    assert {(done.subject, done.detail) for done in log.actions()[1:]} == {("rkpd.pdf", ""), ("renstra.pdf", "Renstra Dinas")}


def test_that_a_gap_was_given_to_him_is_told_without_his_name(parts, lived, path):
    with Database(path) as db:
        db["gaps"].insert({"name": "stunting", "opened_at": "2026-01-01", "status": "baru"})
        question = {"answer_id": lived + 1, "gap_id": 1, "joined_at": "", "region": "", "vector": b"", "made_by": ""}
        db["gap_questions"].insert(question)
    gaps, ratna = Gaps(path), By(ADMIN, "Bu Ratna")
    with gaps.deciding() as db:
        assign(db, 1, By(BUDI, NAME), "", date(2026, 2, 1), ratna)
        assign(db, 1, By(OTHER, "Sari"), "", None, ratna)
    gaps.close()
    parts[1].revoke(BUDI, ADMIN)
    parts[2].erase(BUDI)
    assert NAME not in "\n".join(Database(path).conn.iterdump()) and parts[5].chain().broken is None
    assert [row["detail"] for row in Database(path).query("SELECT detail FROM gap_history")] == [ANONYMOUS, "Sari"]


def test_a_gap_of_only_his_questions_is_called_by_his_words_no_longer(parts, lived, path):
    with Database(path) as db:
        db["gaps"].insert({"name": "stunting desa", "opened_at": "2026-01-01", "status": "terjawab"})
        question = {"answer_id": lived, "gap_id": 1, "joined_at": "", "region": "", "vector": b"", "made_by": ""}
        db["gap_questions"].insert(question)
    parts[2].erase(BUDI)
    assert [row["name"] for row in Database(path)["gaps"].rows] == [ERASED_NAME]


def test_a_gap_that_he_was_to_see_to_waits_for_somebody_again(parts, lived, path):
    gap = {
        "name": "stunting",
        "opened_at": "2026-01-01",
        "status": "ditugaskan",
        "assigned_to": BUDI,
        "assigned_name": NAME,
        "due_on": "2026-02-01",
    }
    with Database(path) as db:
        db["gaps"].insert(gap)
        question = {"answer_id": lived + 1, "gap_id": 1, "joined_at": "", "region": "", "vector": b"", "made_by": ""}
        db["gap_questions"].insert(question)
    parts[2].erase(BUDI)
    (left,) = Database(path).query("SELECT status, assigned_to, assigned_name, due_on FROM gaps")
    assert left == {"status": "baru", "assigned_to": None, "assigned_name": "", "due_on": None}


def test_no_name_that_he_gives_himself_empties_what_others_did(parts):
    log, _, personal, *_, trail = parts
    log.action(ADMIN, "Bu Ratna", "menilai jawaban", "jawaban 12", "salah")
    for name in ("jawaban 12", "jawaban", "salah"):
        log.action(BUDI, name, "meminta data pribadi", "")
    personal.erase(BUDI)
    done = next(one for one in log.actions() if one.action == "menilai jawaban")
    assert (done.subject, done.detail) == ("jawaban 12", "salah")
    assert trail.chain().broken is None


def test_what_coordinators_did_about_him_and_told_him_is_given_and_erased(parts, lived, path):
    log, _, personal, *_ = parts
    gaps, reviews, reports = Gaps(path), Reviews(path), f"report {BUDI}"
    reviews.judge(lived, Verdict.WRONG, ADMIN, "Bu Ratna")
    log.remember(reports, "2026-01")
    with gaps.deciding() as db:
        gap_id = db["gaps"].insert({"name": "stunting", "opened_at": "2026-01-01", "status": "baru"}).last_pk
        assign(db, gap_id, By(BUDI, NAME), "", None, By(ADMIN, "Bu Ratna"))
        tell_later(db, BUDI, f"Untuk {NAME}", "celah 1 tugas")
    told = [(done["tindakan"], done["keterangan"]) for done in personal.of(BUDI)["jejak"]]
    assert ("menilai jawaban", "salah") in told and ("celah: ditugaskan", NAME) in told
    assert [news["tentang"] for news in personal.of(BUDI)["kabar"]] == ["celah 1 tugas"]
    personal.erase(BUDI)
    assert [(event.what, event.detail) for event in gaps.history(gap_id)] == [("ditugaskan", ANONYMOUS)]
    assert log.recall(reports) is None and not list(Database(path)["outbox"].rows)
    gaps.close()
    reviews.close()


def test_while_a_file_of_his_is_taken_in_he_is_asked_to_wait(parts, lived, path):
    row = {"path": "x", "file_name": "x.pdf", "user_id": BUDI, "user_name": NAME, "source": "telegram", "task": "add"}
    with Database(path) as db:
        db["uploads"].insert(row | {"status": "running", "note": "", "created_at": "", "queued_at": ""})
    with pytest.raises(BotError, match="sedang diproses"):
        parts[2].erase(BUDI)
    assert parts[2].of(BUDI)["tanya-jawab"]


def test_every_column_that_names_a_person_is_taken_care_of(parts, path):
    listed = {(held.table, held.id) for held in (*DROPPED, *UNNAMED, *KEPT_APART)}
    db = Database(path)
    columns = {(table.name, column.name) for table in db.tables for column in table.columns if OF_PERSONS.search(column.name)}
    about_no_person = {
        ("messages", "replied_to"),
        ("sign_ins", "goes_to"),
        ("uploads", "moving_to"),
        ("gap_questions", "answered_by"),
        ("gap_questions", "made_by"),
    }
    assert columns - listed - about_no_person == set()
    assert all(held.id in {column.name for column in db[held.table].columns} for held in (*DROPPED, *UNNAMED, *KEPT_APART))
