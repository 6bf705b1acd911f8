"""The log as coordinators look through it: each filter, several together, words, pages, and what is around an entry."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_answers import DOCUMENT, answer, question, refusal
from sqlite_utils import Database

from bot.journal.answer_log import AnswerLog
from bot.journal.entries import Verdict
from bot.journal.filters import Filters, Opinion, Outcome
from bot.journal.listing import LogList
from bot.journal.migrations import MIGRATIONS
from bot.journal.reviews import Reviews
from bot.journal.store import stamp
from bot.models import Citation, Inquiry, Role


@pytest.fixture
def log(tmp_path):
    log = AnswerLog(tmp_path / "log.db")
    yield log
    log.close()


@pytest.fixture
def listed(log):
    """The questions that a filter chooses, newest first; their number is counted too."""
    log_list = LogList(log.path)

    def listed(**chosen) -> list[str]:
        filters = Filters(**chosen)
        found = [line.question for line in log_list.lines(filters, limit=50)]
        assert log_list.how_many(filters) == len(found) == len(list(log_list.stream(filters)))
        return found

    yield listed
    log_list.close()


def ask(log: AnswerLog, asking: str, again_of: int | None = None, **said) -> int:
    return log.record(replace(answer(question=asking), **said), question(asking), again_of)


def refuse(log: AnswerLog, text: str, reason: str = "") -> int:
    return log.record(replace(refusal(text), reason=reason), question(text))


def test_without_a_filter_stands_everything_that_people_asked(log, listed):
    refused = refuse(log, "Siapa juara?")
    ask(log, "Siapa juara? ditanyakan mesin", again_of=refused)
    ask(log, "terima kasih", talk="thanks")
    ask(log, "Berapa target?")
    assert listed() == ["Berapa target?", "Siapa juara?"]


def test_a_period_begins_with_its_first_moment_and_ends_before_its_last(log, listed):
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    for hours, text in enumerate(("pagi", "siang", "sore")):
        log_id = ask(log, text)
        with closing(sqlite3.connect(log.path)) as raw, raw:
            raw.execute("UPDATE answers SET asked_at = ? WHERE id = ?", (stamp(noon + timedelta(hours=hours)), log_id))
    assert listed(since=noon + timedelta(hours=1)) == ["sore", "siang"]
    assert listed(until=noon + timedelta(hours=1)) == ["pagi"]
    assert listed(since=noon, until=noon + timedelta(hours=2)) == ["siang", "pagi"]


def test_entries_are_chosen_by_who_asked_his_role_and_agency(log, listed):
    with closing(sqlite3.connect(log.path)) as raw, raw:
        raw.execute("INSERT INTO users (id, name, role, since, agency) VALUES (5, 'Budi', 'opd', '', 'Dinas Kesehatan')")
    log.record(answer(), Inquiry("dari dinas", user_id=5, user_name="Budi", role=Role.OPD))
    log.record(answer(), Inquiry("dari terminal"))
    log.record(answer(), Inquiry("dari kominfo", user_id=6, user_name="Dina", role=Role.DISKOMINFO))
    assert listed(agency="Dinas Kesehatan") == listed(role="opd") == listed(user_id=5) == ["dari dinas"]
    assert listed(role="diskominfo") == ["dari kominfo"]
    assert listed(agency="dinas kesehatan' OR 1") == []


def test_entries_are_chosen_by_document_and_region_cited_or_nearest_also_once_the_document_is_gone(log, listed):
    other = replace(DOCUMENT, id=9, name="renstra.pdf", region="Kota Lain")
    ask(log, "dari renstra", citations=(Citation(1, other, 2, "", "kata"),))
    ask(log, "dari rpjmd")
    refuse(log, "tertolak, terdekat rpjmd")
    assert listed(document="renstra.pdf") == listed(region="Kota Lain") == ["dari renstra"]
    assert listed(document="rpjmd.pdf") == listed(region="Kabupaten Contoh") == ["tertolak, terdekat rpjmd", "dari rpjmd"]


def test_refusals_are_chosen_with_or_without_a_reason_and_by_its_words(log, listed):
    ask(log, "terjawab")
    refuse(log, "tanpa alasan")
    log.record(
        replace(refusal("beralasan"), text="Bagian terdekat tidak menyebut “posyandu”.", reason="tidak menyebut “posyandu”"),
        question("beralasan"),
    )
    assert listed(outcome=Outcome.ANSWERED) == ["terjawab"]
    assert listed(outcome=Outcome.REFUSED) == ["beralasan", "tanpa alasan"]
    assert listed(outcome=Outcome.REFUSED_WITH_REASON) == listed(outcome=Outcome.REFUSED, text="posyandu") == ["beralasan"]
    assert listed(outcome=Outcome.REFUSED_WITHOUT_REASON) == ["tanpa alasan"]


def test_answers_are_chosen_by_what_readers_said_and_why(log, listed):
    liked, disliked, _ = ask(log, "suka"), ask(log, "tidak suka"), ask(log, "diam")  # of the second one reader thinks otherwise
    log.feedback(liked, user_id=7, value=1)
    log.feedback(disliked, user_id=7, value=-1)
    log.feedback(disliked, user_id=8, value=1)
    log.objection(disliked, user_id=7, reason="Angkanya salah")
    assert listed(opinion=Opinion.LIKED) == ["tidak suka", "suka"]
    assert listed(opinion=Opinion.DISLIKED) == listed(objection="Angkanya salah") == ["tidak suka"]


def test_answers_are_chosen_by_verdict_and_composer_and_filters_are_joined(log, listed):
    wrong, right = ask(log, "salah"), ask(log, "benar", composer="llm")
    ask(log, "belum ditinjau")
    reviews = Reviews(log.path)
    reviews.judge(wrong, Verdict.WRONG, by=3, by_name="Sri")
    reviews.judge(right, Verdict.RIGHT, by=3, by_name="Sri")
    reviews.close()
    assert listed(verdict=Verdict.WRONG) == ["salah"]
    assert listed(unreviewed=True) == ["belum ditinjau"]
    assert listed(composer="llm") == listed(composer="llm", verdict=Verdict.RIGHT, outcome=Outcome.ANSWERED) == ["benar"]
    assert listed(composer="llm", verdict=Verdict.WRONG) == []


def test_words_are_found_in_question_understood_question_and_answer_whatever_their_form(log, listed):
    ask(log, "Berapa anggaran sekolah?", text="Rp5 miliar untuk penyelenggaraan.")
    ask(log, "kalau kesehatan?", asked="Berapa anggaran kesehatan?", text="Rp3 miliar.")
    assert listed(text="sekolah anggaran") == listed(text="PENYELENGGARA") == ["Berapa anggaran sekolah?"]
    assert listed(text="anggaran") == ["kalau kesehatan?", "Berapa anggaran sekolah?"]
    assert listed(text="sekolahnya") == ["Berapa anggaran sekolah?"]
    assert listed(text="sekolah kesehatan") == listed(text="?!") == []


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
def test_any_words_may_be_looked_for(listed, typed):
    assert listed(text=typed) == []


def test_words_follow_an_entry_that_is_changed_or_goes_with_what_was_asked_again_of_it(log, listed):
    changed, gone = ask(log, "nomor rahasia"), refuse(log, "pertanyaan lama")
    ask(log, "pertanyaan lama lagi", again_of=gone)
    with closing(sqlite3.connect(log.path)) as raw, raw:
        raw.execute("pragma foreign_keys = on")
        raw.execute("UPDATE answers SET question = 'nomor disamarkan' WHERE id = ?", [changed])
        raw.execute("DELETE FROM answers WHERE id = ?", [gone])
        left = [row for (row,) in raw.execute("SELECT rowid FROM answers_text WHERE answers_text MATCH 'lama OR rahasia'")]
    assert left == []
    assert listed(text="rahasia") == [] and listed(text="disamarkan") == ["nomor disamarkan"]


def test_entries_of_before_there_was_a_search_are_found_too(tmp_path):
    path = tmp_path / "log.db"
    with Database(path) as db:
        MIGRATIONS.apply(db, stop_before="m019_reviews")
        db["answers"].insert(
            {"asked_at": stamp(), "user_name": "", "question": "Berapa luas sawah?", "answer": "12 ha", "refused": 0}
            | {"confidence": 0.5, "composer": "extractive", "ms": 3, "notes": "[]"}
        )
    log_list = LogList(path)
    assert [line.question for line in log_list.lines(Filters(text="sawah"), limit=5)] == ["Berapa luas sawah?"]
    log_list.close()


def test_pages_of_a_list_follow_each_other_without_gap(log):
    asked = [f"pertanyaan {number}" for number in range(7)]
    for text in asked:
        ask(log, text)
    log_list = LogList(log.path)
    pages = [log_list.lines(Filters(), limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    assert [[line.question for line in page] for page in pages] == [asked[6:3:-1], asked[3:0:-1], asked[:1], []]
    log_list.close()


def test_around_an_entry_stand_the_questions_of_the_same_person_in_the_same_chat(log):
    ids = [ask(log, f"giliran {number}") for number in range(6)]
    log.record(answer(), question("orang lain di grup", user=6))
    log_list = LogList(log.path)
    before, after = log_list.around(log.entry(ids[4]))
    assert [line.question for line in before] == ["giliran 1", "giliran 2", "giliran 3"]
    assert [line.question for line in after] == ["giliran 5"]
    log_list.close()


def test_what_there_is_to_choose_by_is_what_stands_in_the_log(log):
    log.record(answer(), Inquiry("dulu", user_id=5, user_name="Budi"))
    log.record(answer(), Inquiry("kini", user_id=5, user_name="Budi Santoso"))
    log_list = LogList(log.path)
    choices = log_list.choices()
    assert [(asker.id, asker.name) for asker in choices.askers] == [(5, "Budi Santoso")]
    assert (choices.agencies, choices.composers, choices.objections) == ((), ("extractive",), ())
    log_list.close()
