"""Verdicts: kept once an answer, changed without forgetting, exported, and asked for in the order of what fails most."""

import json

import pytest
from openpyxl import load_workbook
from sample_answers import answer, question, refusal

from bot.errors import BotError
from bot.journal import export
from bot.journal.answer_log import AnswerLog
from bot.journal.entries import Verdict
from bot.journal.reviews import LONGEST_NOTE, Reviews


@pytest.fixture
def log(tmp_path):
    log = AnswerLog(tmp_path / "log.db")
    yield log
    log.close()


@pytest.fixture
def reviews(log):
    reviews = Reviews(log.path)
    yield reviews
    reviews.close()


def test_a_verdict_is_kept_with_its_note_and_by_whom(log, reviews):
    log_id = log.record(answer(), question())
    assert reviews.review(log_id) is None
    kept = reviews.judge(log_id, Verdict.WRONG, 3, "Sri", "Angka  itu\ntahun 2026.")
    assert reviews.review(log_id) == kept
    assert (kept.verdict, kept.note, kept.user_id, kept.user_name) == (Verdict.WRONG, "Angka itu tahun 2026.", 3, "Sri")
    entry = log.entry(log_id)
    assert (entry.verdict, entry.verdict_note, entry.reviewer) == ("salah", "Angka itu tahun 2026.", "Sri")
    assert [line.verdict for line in log.lines()] == ["salah"]


def test_the_former_verdict_stays_among_the_actions(log, reviews):
    log_id = log.record(answer(), question())
    reviews.judge(log_id, Verdict.RIGHT, 3, "Sri", "cocok")
    reviews.judge(log_id, Verdict.INCOMPLETE, 4, "Joko")
    now, before = log.actions()
    assert (now.user_name, now.action, now.subject) == ("Joko", "menilai jawaban", f"jawaban {log_id}")
    assert now.detail == "kurang — cocok (sebelumnya: benar — cocok)"
    assert (before.user_name, before.detail) == ("Sri", "benar — cocok")


def test_the_same_verdict_twice_is_one_action_and_stays_whose_it_was(log, reviews):
    log_id = log.record(answer(), question())
    reviews.judge(log_id, Verdict.RIGHT, 3, "Sri")
    assert reviews.judge(log_id, Verdict.RIGHT, 4, "Joko").user_name == "Sri"
    assert len(log.actions()) == 1


def test_a_note_is_emptied_by_an_empty_one_and_never_too_long(log, reviews):
    log_id = log.record(answer(), question())
    assert len(reviews.judge(log_id, Verdict.RIGHT, 3, "Sri", "x" * 5000).note) == LONGEST_NOTE
    assert reviews.judge(log_id, Verdict.RIGHT, 3, "Sri", "").note == ""


def test_what_is_gone_can_not_be_judged_and_a_verdict_goes_with_its_answer(log, reviews):
    log_id = log.record(answer(), question())
    reviews.judge(log_id, Verdict.RIGHT, 3, "Sri")
    log.prune(days=-1)
    assert reviews.review(log_id) is None
    with pytest.raises(BotError, match="sudah tidak tersimpan"):
        reviews.judge(log_id, Verdict.RIGHT, 3, "Sri")
    assert len(log.actions()) == 1


def test_next_come_refused_and_disliked_answers_then_the_rest_each_newest_first(log, reviews):
    disliked = log.record(answer(), question("tidak disukai"))
    old = log.record(answer(), question("lama"))
    refused = log.record(refusal(), question("ditolak"))
    new = log.record(answer(), question("baru"))
    log.feedback(disliked, user_id=7, value=-1)
    found = [reviews.next_unreviewed()]
    while found[-1]:
        found.append(reviews.next_unreviewed(after=found[-1]))
    assert found == [refused, disliked, new, old, None]
    reviews.judge(refused, Verdict.RIGHT, 3, "Sri")
    assert reviews.next_unreviewed() == reviews.next_unreviewed(after=refused) == disliked


def test_verdicts_stand_in_the_last_columns_of_what_is_exported(log, reviews, tmp_path):
    log_id = log.record(answer(), question())
    reviews.judge(log_id, Verdict.NOT_REFUSED, 3, "Sri", "=HYPERLINK(1)")
    export.write(log.stream(), "xlsx", tmp_path / "log.xlsx")
    head, row = load_workbook(tmp_path / "log.xlsx").active.iter_rows(values_only=True)
    assert head[-3:] == ("Hasil tinjauan", "Catatan", "Peninjau")
    assert row[-3:] == ("seharusnya ditolak", "'=HYPERLINK(1)", "Sri")
    export.write(log.stream(), "json", tmp_path / "log.json")
    (entry,) = json.loads((tmp_path / "log.json").read_text())
    assert (entry["verdict"], entry["verdict_note"], entry["reviewer"]) == ("seharusnya ditolak", "=HYPERLINK(1)", "Sri")
