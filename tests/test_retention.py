"""What is kept too long goes once a day, while the bot runs; the trail stays."""

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from chat_world import empty_world  # noqa: F401
from sample_answers import answer
from sqlite_utils import Database

from bot.cli.doctor import retention as retention_finding
from bot.cli.parts import Parts
from bot.journal.answer_log import AnswerLog
from bot.journal.outbox import tell_later
from bot.journal.personal import PersonalData
from bot.journal.retention import Retention
from bot.journal.store import LogStore, stamp
from bot.models import Inquiry, Role
from bot.people.access import Access
from bot.people.requests import Requests
from bot.people.sessions import Sessions

NOW = datetime.now(UTC)
YEARS = timedelta(days=800)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "log.db"


@pytest.fixture
def log(path):
    log = AnswerLog(path)
    yield log
    log.close()


def aged(path, table: str, *columns: str) -> None:
    """As if its rows were two years old."""
    with sqlite3.connect(path) as db:
        for column in columns:
            db.execute(f"UPDATE {table} SET {column} = ?", [stamp(NOW - YEARS)])
    db.close()


def retained(path, log, days: int = 30) -> Retention:
    retention = Retention(path, log, days)
    retention.run(NOW)
    return retention


def count(path, table: str) -> int:
    return Database(path)[table].count


def test_answers_go_after_the_days_of_the_setting_and_stay_where_it_says_for_ever(path, log):
    log.record(answer(), Inquiry("Apa visi?", 5, "Sari"))
    aged(path, "answers", "asked_at")
    log.record(answer(), Inquiry("Apa misi?", 5, "Sari"))
    retained(path, log, days=0).close()
    assert log.how_many() == 2
    retained(path, log, days=30).close()
    assert [entry.question for entry in log.entries()] == ["Apa misi?"]


def test_a_gap_goes_with_the_last_of_its_questions(path, log):
    old, young = (log.record(answer(), Inquiry("Apa visi?", 5, "Sari")) for _ in range(2))
    with Database(path) as db:
        question = {"joined_at": "", "region": "", "vector": b"", "made_by": ""}
        for number, answer_id in ((1, old), (2, young)):
            db["gaps"].insert({"id": number, "name": "visi", "status": "ditugaskan", "opened_at": stamp(NOW - YEARS)})
            db["gap_questions"].insert(question | {"answer_id": answer_id, "gap_id": number})
        db.execute("UPDATE answers SET asked_at = ? WHERE id = ?", [stamp(NOW - YEARS), old])
    retained(path, log).close()
    assert [row["id"] for row in Database(path)["gaps"].rows] == [2]


def test_sessions_links_messages_and_requests_go_after_their_own_time(path, log):
    access = Access(path, {1})
    sessions, requests, store = Sessions(path, access, "https://contoh"), Requests(path, access), LogStore(path)
    sessions.link(1, "Bu Ratna")
    sessions.open(1, "Bu Ratna", "uji")
    access.invite(Role.OPD, 1)
    requests.ask(7, "Tono", "")
    with store.writing() as db:
        tell_later(db, 5, "Ada jawaban", "satu")
    kept = ("sign_ins", "sessions", "invitations", "access_requests", "outbox")
    retained(path, log).close()
    assert [count(path, table) for table in kept] == [1] * 5
    aged(path, "sign_ins", "expires_at")
    aged(path, "sessions", "expires_at")
    aged(path, "invitations", "expires_at")
    aged(path, "access_requests", "asked_at")
    aged(path, "outbox", "ended_at")
    retained(path, log).close()
    assert [count(path, table) for table in kept] == [0] * 5
    for part in (sessions, requests, store, access):
        part.close()


def test_an_invitation_that_was_taken_stays_so_that_its_own_link_still_lets_in(path, log):
    access = Access(path, {1})
    access.redeem(access.invite(Role.OPD, 1), 5, "Sari")
    aged(path, "invitations", "expires_at")
    retained(path, log).close()
    assert count(path, "invitations") == 1
    access.close()


def test_answers_go_also_where_another_program_has_just_changed_the_plan_of_the_file(path, log):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE lain (id)")
    other.close()
    assert log.prune(30) == 0


def test_the_index_of_words_forgets_what_was_erased(path, log):
    for word in ("kelurahan", "terpencil", "posyandu"):
        log.record(answer(question=word), Inquiry(f"Di mana {word}?", 5, "Sari"))
    log.record(answer(), Inquiry("Apa misi?", 6, "Tono"))
    personal = PersonalData(path)
    personal.erase(5)
    personal.close()
    retained(path, log, days=0).close()
    log.close()
    with sqlite3.connect(path) as db:
        db.execute("pragma wal_checkpoint(truncate)")
        assert db.execute("SELECT count(*) FROM answers_text WHERE answers_text MATCH 'misi'").fetchone() == (1,)
    db.close()
    assert b"terpencil" not in path.read_bytes() and b"posyandu" not in path.read_bytes()


def test_what_went_is_not_in_the_file_either_while_the_bot_runs_on(path, log):
    log.record(answer(), Inquiry("Di mana posyandu terpencil?", 5, "Sari"))
    aged(path, "answers", "asked_at")
    with sqlite3.connect(path) as db:
        db.execute("pragma wal_checkpoint(truncate)")
    assert b"terpencil" in path.read_bytes()
    with ThreadPoolExecutor(1) as another_thread:
        another_thread.submit(lambda: retained(path, log).close()).result()
    assert b"terpencil" not in path.read_bytes()
    db.close()


def test_the_trail_stays_however_old(path, log):
    log.action(5, "Sari", "mengunggah", "rpjmd.pdf")
    retention = Retention(path, log, 1)
    retention.run(NOW + YEARS)
    assert [done.subject for done in log.actions()] == ["rpjmd.pdf"]
    retention.close()


def test_it_is_done_once_a_day(path, log):
    retention = Retention(path, log, 30)
    assert retention.is_due(NOW)
    retention.run(NOW)
    assert not retention.is_due(NOW + timedelta(hours=23)) and retention.is_due(NOW + timedelta(hours=25))
    retention.close()


async def test_it_is_done_while_the_bot_runs_and_the_doctor_says_when(empty_world):
    world = empty_world
    world.log.record(answer(), Inquiry("Apa visi?", 5, "Sari"))
    aged(world.settings.log_path, "answers", "asked_at")
    world.settings = world.settings.model_copy(update={"log_days": 30})
    async with world.running():
        await world.server.until(lambda: world.log.recall("retention"))
    assert world.log.how_many() == 0
    parts = Parts(world.settings)
    assert re.search(r"30 hari; terakhir diterapkan \d\d-\d\d-\d{4}", retention_finding(parts).text)
    parts.close()
