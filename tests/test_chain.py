"""What was done stands in a chain: whatever is changed in it behind the program's back is found, and a person can be erased from it all the same."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlite_utils import Database

from bot.cli.doctor import trail
from bot.journal.answer_log import AnswerLog
from bot.journal.chain import BEGINNING, emptied, examined, linked
from bot.journal.migrations import MIGRATIONS
from bot.journal.trail import Trail, Wanted
from bot.settings import Settings

DEEDS = ("mengunggah", "menghapus", "mengoreksi", "mengunggah")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "log.db"


@pytest.fixture
def log(path):
    log = AnswerLog(path)
    for number, verb in enumerate(DEEDS, 1):
        log.action(number, f"Orang {number}", verb, f"berkas {number}.pdf")
    yield log
    log.close()


@pytest.fixture
def kept(log, path):
    kept = Trail(path)
    yield kept
    kept.close()


def tampered(path, sql: str) -> None:
    db = sqlite3.connect(path)
    with db:
        db.execute(sql)
    db.close()


def test_an_untouched_chain_holds_and_says_where_it_ends(kept):
    before = kept.chain()
    assert (before.length, before.broken) == (len(DEEDS), None) and len(before.newest) == 64


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE actions SET user_name = 'Orang lain' WHERE id = 2",
        "UPDATE actions SET user_id = 9 WHERE id = 2",
        "UPDATE actions SET action = 'mengembalikan' WHERE id = 2",
        "UPDATE actions SET subject = 'lain.pdf' WHERE id = 2",
        "UPDATE actions SET detail = 'lain' WHERE id = 2",
        "UPDATE actions SET about = 9 WHERE id = 2",
        "UPDATE actions SET at = '2020-01-01T00:00:00.000+00:00' WHERE id = 2",
        "UPDATE actions SET user_id = NULL, user_name = '', who_salt = NULL WHERE id = 2",
        "UPDATE actions SET subject = '', what_salt = NULL WHERE id = 2",
    ],
)
def test_a_row_that_was_changed_is_named(kept, path, change):
    tampered(path, change)
    assert kept.chain().broken == 2


def test_a_row_that_was_taken_out_is_missed_by_the_next(kept, path):
    tampered(path, "DELETE FROM actions WHERE id = 2")
    assert kept.chain().broken == 3


def test_what_was_cut_off_at_the_end_changes_the_newest_hash(kept, path):
    noted = kept.chain().newest
    tampered(path, "DELETE FROM actions WHERE id = 4")
    assert kept.chain().broken is None and kept.chain().newest != noted


def test_many_who_write_at_once_make_one_chain(kept, log):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: log.action(number, "Banyak", "menandai", f"{number}.pdf"), range(40)))
    assert (kept.chain().length, kept.chain().broken) == (len(DEEDS) + 40, None)


def test_actions_of_an_older_program_are_chained_when_the_log_is_opened(path):
    with Database(path) as db:
        MIGRATIONS.apply(db, stop_before="m023_trust")
        for number in (1, 2):
            row = {"at": f"2026-01-0{number}", "user_id": 1, "user_name": "Sari", "action": "mencabut akses", "subject": "Budi"}
            db["actions"].insert(row | {"detail": "77"})
    log = AnswerLog(path)
    log.action(1, "Sari", "menghapus", "lama.pdf")
    log.close()
    kept = Trail(path)
    assert (kept.chain().length, kept.chain().broken) == (3, None)
    kept.close()


def test_an_emptied_row_stands_as_long_as_a_later_one_names_it():
    first = linked(BEGINNING, _row(1, "mengunggah"))
    empty = first | {"user_id": None, "user_name": "", "who_salt": None}
    naming = linked(empty["hash"], _row(2, "menghapus data pribadi", emptied([1])))
    other = linked(empty["hash"], _row(2, "menghapus data pribadi", emptied([5])))
    assert examined([empty, naming]).broken is None
    assert examined([empty, other]).broken == examined([empty]).broken == 1


def test_rows_are_named_in_runs():
    assert emptied([9, 3, 4, 5]) == "baris jejak 3-5, 9" and emptied([]) == ""


def test_a_page_of_the_trail_is_narrowed_by_name_and_verb(kept):
    assert [done.subject for done in kept.page(Wanted(verb="mengunggah"), limit=1)] == ["berkas 4.pdf"]
    assert kept.how_many(Wanted(verb="mengunggah")) == 2 and kept.how_many(Wanted(who="orang 3")) == 1


def test_the_doctor_says_whether_it_holds(kept, path, tmp_path):
    settings = Settings(_env_file=None, data_dir=tmp_path)
    assert trail(settings).good and kept.chain().newest in trail(settings).text
    tampered(path, "DELETE FROM actions WHERE id = 1")
    assert not trail(settings).good and "baris 2" in trail(settings).text


def _row(number: int, verb: str, detail: str = "") -> dict:
    who = {"user_id": 1, "user_name": "Sari", "subject": "x", "about": None}
    return who | {"id": number, "at": "2026-01-01", "action": verb, "detail": detail}
