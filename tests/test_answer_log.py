"""The log: what it keeps, several writers at a time, old files and old entries, and what comes out of it."""

import csv
import json
import multiprocessing
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sample_answers import QUOTE, answer, question, refusal
from sqlite_utils import Database

from bot.chat.answer_log.lists import LogPage
from bot.errors import BotError
from bot.journal import export
from bot.journal.answer_log import AnswerLog
from bot.journal.deliveries import Deliveries
from bot.journal.entries import Counts, Delivery, LoggedCitation, LoggedPassage
from bot.journal.filters import Filters, Outcome
from bot.journal.listing import LogList
from bot.journal.migrations import MIGRATIONS
from bot.journal.store import stamp
from bot.models import Inquiry, Role, Value
from bot.people.access import Access


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "log.db"


@pytest.fixture
def log(path):
    log = AnswerLog(path)
    yield log
    log.close()


def ask(log: AnswerLog, key: str | None = None, user: int = 5, days_ago: float = 0) -> int:
    log_id = log.record(answer(), question(user=user, key=key))
    _age(log, log_id, days_ago)
    return log_id


def refuse(log: AnswerLog, days_ago: float = 0) -> int:
    log_id = log.record(refusal(), question("Siapa juara liga?"))
    _age(log, log_id, days_ago)
    return log_id


def _age(log: AnswerLog, log_id: int, days: float) -> None:
    with closing(sqlite3.connect(log.path)) as raw, raw:
        raw.execute("UPDATE answers SET asked_at = ? WHERE id = ?", (stamp(days_before(days)), log_id))


def days_before(days: float) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


# what it keeps


def test_an_entry_keeps_question_answer_quotes_and_passages_as_text(log):
    entry = log.entry(log.record(answer(), question()))
    assert (entry.question, entry.answer, entry.refused) == ("Berapa target Indeks SPBE?", f"{QUOTE} [1]", False)
    assert (entry.user_id, entry.user_name, entry.chat_id, entry.thread_id) == (5, "Budi", -100, 3)
    assert (entry.composer, entry.ms, entry.confidence, entry.feedback) == ("extractive", 12.5, 0.75, 0)
    source = "RPJMD Kabupaten Contoh 2025–2029, Bab III, Target, hlm. 4"
    cited = LoggedCitation(1, 7, "rpjmd.pdf", "RPJMD Kabupaten Contoh", 4, "BAB III › Target", QUOTE, reference=source)
    assert entry.citations == (cited,)
    assert entry.passages == (LoggedPassage("rpjmd.pdf", 4, f"BAB III › Target\n{QUOTE}\nTahun 2028 menyusul.", 1.5),)
    assert timedelta(0) <= datetime.now(UTC) - entry.asked_at < timedelta(minutes=1)


def test_an_entry_keeps_the_question_as_it_was_understood_beside_the_typed_one(log):
    entry = log.entry(log.record(replace(answer(), asked="Berapa target Indeks SPBE tahun 2027?"), question("kalau 2027?")))
    assert (entry.question, entry.asked) == ("kalau 2027?", "Berapa target Indeks SPBE tahun 2027?")
    assert log.entry(log.record(answer(), question())).asked == ""


def test_the_last_questions_of_a_conversation_are_known_as_they_were_understood(log):
    log.record(refusal(), question("Siapa juara liga?"))
    log.record(replace(answer(), asked="Berapa target 2027?"), question("kalau 2027?"))
    before = log.before(question(), days_before(1), 5)
    assert [turn.asked for turn in before] == ["Berapa target 2027?", "Siapa juara liga?"]
    assert [turn.entry.refused for turn in before] == [False, True]
    assert log.before(question(), days_before(1), 1) == before[:1]


def test_a_question_asked_of_an_earlier_subject_keeps_that(log):
    log.record(
        replace(answer(), asked="Siapa pelaksana Indeks SPBE?", about="Berapa target Indeks SPBE?"),
        question("siapa pelaksananya?"),
    )
    (turn,) = log.before(question(), days_before(1), 5)
    assert (turn.asked, turn.about) == ("Siapa pelaksana Indeks SPBE?", "Berapa target Indeks SPBE?")


def test_a_reply_is_about_the_message_that_it_replies_to_whoever_wrote_it(log):
    asked = replace(question(), key="-100:50")
    log.receive(asked)
    log_id = log.record(answer(), asked)
    log.delivered("-100:50", log_id, [51, 52])
    log.record(refusal(), replace(question("Siapa juara liga?"), user_id=6))
    for message in (50, 51, 52):
        (turn,) = log.before(replace(question(), user_id=6, replied_to=message), days_before(1), 5)
        assert turn.entry.id == log_id
    (elsewhere,) = log.before(replace(question(), user_id=6, replied_to=99), days_before(1), 5)
    assert elsewhere.asked == "Siapa juara liga?"
    (told,) = log.before(replace(question(), replied_to=99, replied_text="Target 2028 itu 4,0."), days_before(1), 5)
    assert (told.asked, told.entry) == ("Target 2028 itu 4,0.", None)


def test_a_reply_to_an_answer_that_an_edit_changed_is_about_what_was_asked_last(log):
    for key, entry in (("-100:50", refusal()), ("-100:50:99", answer())):
        edition = replace(question(), key=key)
        log.receive(edition)
        log_id = log.record(entry, edition)
        log.delivered(key, log_id, [51])
    (turn,) = log.before(replace(question(), replied_to=51), days_before(1), 5)
    assert turn.entry.id == log_id


def test_an_edit_takes_over_what_answered_before_it_and_nothing_of_its_own_or_still_on_its_way(log):
    deliveries = Deliveries(log.path)
    for key in ("-100:50", "-100:50:99", "-100:50:199"):
        log.receive(replace(question(), key=key))
    log.delivered("-100:50", None, [51, 52])
    for key, sent in (("-100:50:99", 53), ("-100:50:199", 54)):
        deliveries.note(key, Delivery.WAITING, [sent])
    assert log.replies("-100:50", "-100:50:199") == [51, 52]
    deliveries.close()


def test_what_a_message_replies_to_is_known_after_a_restart(log):
    asked = replace(question(), key="-100:50", replied_to=49, replied_text="Target 2028 itu 4,0.")
    log.receive(asked)
    assert log.pending() == [asked]


@pytest.mark.parametrize("other", [{"user_id": 6}, {"chat_id": -200}, {"thread_id": 4}, {"thread_id": None}])
def test_other_peoples_chats_and_threads_are_other_conversations(log, other):
    ask(log)
    assert log.before(replace(question(), **other), days_before(1), 5) == []


def test_what_was_asked_long_ago_is_no_longer_part_of_the_conversation(log):
    ask(log, days_ago=0.03)
    assert log.before(question(), datetime.now(UTC) - timedelta(minutes=30), 5) == []


def test_a_question_by_itself_has_none_before_it(log):
    log.record(answer(), Inquiry("Berapa target Indeks SPBE?"))
    assert log.before(Inquiry("kalau 2027?"), days_before(1), 5) == []


def test_a_refusal_keeps_where_to_look_instead(log):
    entry = log.entry(refuse(log))
    assert entry.refused and entry.citations == () and [cited.document for cited in entry.nearest] == ["rpjmd.pdf"]


def test_a_passage_found_often_is_kept_once(log):
    for _ in range(3):
        log.record(answer(passages=10), question())
    assert all(len(entry.passages) == 10 for entry in log.entries())
    with closing(sqlite3.connect(log.path)) as raw:
        assert raw.execute("SELECT count(*) FROM texts").fetchone() == (1,)


def test_an_entry_that_is_gone_is_a_sentence_not_a_crash(log):
    with pytest.raises(BotError, match="tidak tersimpan"):
        log.entry(99)
    with pytest.raises(BotError, match="tidak tersimpan"):
        log.feedback(99, 5, 1)


def test_the_last_word_of_a_user_counts_and_may_be_taken_back(log):
    log_id = ask(log)
    log.feedback(log_id, 5, 1)
    log.feedback(log_id, 6, 1)
    assert log.entry(log_id).feedback == 2
    log.feedback(log_id, 5, -1)
    assert log.entry(log_id).feedback == 0
    log.feedback(log_id, 5, 0)
    assert log.entry(log_id).feedback == 1


def test_why_somebody_objects_is_kept_until_he_changes_his_mind(log):
    log_id = ask(log)
    with pytest.raises(BotError, match="tekan 👎 dahulu"):
        log.objection(log_id, 5, "Angkanya salah")
    for user in (5, 6):
        log.feedback(log_id, user, -1)
        log.objection(log_id, user, "Angkanya salah")
    log.objection(log_id, 6, "Halamannya salah")
    assert log.entry(log_id).objections == ("Angkanya salah", "Halamannya salah")
    log.feedback(log_id, 5, 1)
    assert log.entry(log_id).objections == log.lines()[0].objections == ("Halamannya salah",)


def test_actions_are_kept_newest_first(log):
    log.action(5, "Budi", "mengunggah", "rpjmd.pdf", "indexed")
    log.action(5, "Budi", "menghapus", "rpjmd.pdf")
    assert [(action.action, action.subject, action.user_name) for action in log.actions()] == [
        ("menghapus", "rpjmd.pdf", "Budi"), ("mengunggah", "rpjmd.pdf", "Budi"),
    ]  # fmt: skip
    assert log.actions(since=datetime.now(UTC) + timedelta(minutes=1)) == []


def test_small_facts_are_left_for_other_processes(log, path):
    assert log.recall("bot_username") is None
    log.remember("bot_username", "lama_bot")
    log.remember("bot_username", "tanya_bot")
    other = AnswerLog(path)
    assert other.recall("bot_username") == "tanya_bot"
    other.close()


# a message is answered once


def test_a_message_is_received_once_and_pending_until_delivered(log):
    first, second = question(key="-100:1"), question("Kapan?", key="-100:2")
    assert log.receive(first) and log.receive(second) and not log.receive(first)
    assert log.pending() == [first, second]
    log.delivered("-100:1", log.record(answer(), first), [11, 12])
    assert log.pending() == [second]
    log.delivered("-100:2", None)
    assert log.pending() == [] and not log.receive(second)


def test_an_answer_not_yet_delivered_is_found_by_its_message(log):
    assert log.answered("-100:1") is None
    log_id = ask(log, key="-100:1")
    assert log.answered("-100:1") == log_id


def test_the_same_message_recorded_again_keeps_its_first_answer(log):
    log_id = ask(log, key="-100:1")
    assert log.record(answer("Lain."), question(key="-100:1")) == log_id
    assert [entry.answer for entry in log.entries()] == [f"{QUOTE} [1]"]


def test_questions_without_a_message_are_all_kept(log):
    assert ask(log) != ask(log)
    assert len(log.entries()) == 2


# choosing and counting


def test_entries_come_newest_first_and_are_chosen_by_time_and_refusal(log):
    old, new, refused = ask(log, days_ago=3), ask(log), refuse(log)
    assert [entry.id for entry in log.entries()] == [refused, new, old]
    assert [entry.id for entry in log.entries(since=days_before(1))] == [refused, new]
    assert [entry.id for entry in log.entries(unanswered=True)] == [refused]


def test_since_is_a_moment_whatever_zone_it_is_told_in(log):
    ask(log, days_ago=1)
    jayapura = datetime.now(timezone(timedelta(hours=9)))
    assert len(log.entries(since=jayapura - timedelta(days=1, minutes=1))) == 1
    assert log.entries(since=jayapura - timedelta(days=1) + timedelta(minutes=1)) == []


def test_a_long_log_is_read_in_parts_without_missing_any(log):
    ids = [ask(log) for _ in range(401)]
    assert [entry.id for entry in log.stream()] == ids[::-1]


def test_the_summary_counts_the_last_week_and_month(log):
    log.feedback(ask(log), 5, 1)
    log.feedback(ask(log, days_ago=10), 5, -1)
    refuse(log)
    ask(log, days_ago=40)
    assert log.summary() == {7: Counts(2, 1, 1, 0), 30: Counts(3, 1, 1, 1)}


def test_a_list_shows_a_part_of_the_log_and_knows_how_much_there_is(log):
    old, new, answered = refuse(log, days_ago=40), refuse(log), ask(log)
    assert [line.id for line in log.lines(limit=2)] == [answered, new]
    assert [line.id for line in log.lines(limit=2, offset=2)] == [old]
    assert [line.id for line in log.lines(days_before(30), unanswered=True)] == [new]
    assert [line.id for line in log.lines(days_before(60), unanswered=True)] == [new, old]
    assert log.how_many() == 3 and log.how_many(days_before(60), unanswered=True) == 2


def test_a_line_of_a_list_says_what_its_entry_says(log):
    log_id = log.record(replace(answer(), asked="Berapa target Indeks SPBE tahun 2027?"), question("kalau 2027?"))
    log.feedback(log_id, 5, -1)
    (line,), entry = log.lines(), log.entry(log_id)
    assert all(getattr(line, name) == getattr(entry, name) for name in line.__slots__)


def test_a_list_leaves_out_what_the_machine_asked_again(log):
    refused = refuse(log)
    log.record(answer(), question(), again_of=refused)
    assert [line.id for line in log.lines()] == [refused] and log.how_many() == 1


@pytest.mark.parametrize("unanswered", [False, True])
def test_a_page_of_a_long_log_is_read_without_what_stands_before_it(log, path, unanswered):
    """Counted are the rows that come out of the file: those of the page, and one that holds the number of all."""
    many(path, 3000)
    log_list, rows = LogList(path), []
    log_list._store.db.conn.row_factory = lambda _, row: rows.append(row) or row
    page = LogPage.of(log_list, Filters(outcome=Outcome.REFUSED if unanswered else None), 400)
    assert len(page.lines) == 6 and page.total == 3000
    assert len(rows) == 6 + 1
    log_list.close()


def test_the_rows_a_terminal_shows_are_all_that_is_read_for_them(log, path):
    many(path, 3000)
    rows = []
    log._store.db.conn.row_factory = lambda _, row: rows.append(row) or row
    assert len(log.lines(limit=50)) == len(rows) == 50


def many(path: Path, number: int) -> None:
    """So many refused questions, written past the log, which takes its time for each."""
    columns = "asked_at, user_name, question, answer, refused, confidence, composer, ms, notes"
    rows = [(stamp(), "Budi", f"Pertanyaan {at}?", "Tidak ada.", 1, 0.1, "extractive", 9.0, "[]") for at in range(number)]
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.executemany(f"INSERT INTO answers ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


# time and place


def test_pruning_takes_old_answers_with_all_that_belongs_to_them(log):
    old, new = ask(log, key="1:1", days_ago=31), refuse(log)
    log.feedback(old, 5, 1)
    log.receive(question(key="1:2"))
    assert log.prune(30) == 1
    assert [entry.id for entry in log.entries()] == [new] and len(log.entry(new).passages) == 1
    assert [message.key for message in log.pending()] == ["1:2"]
    assert log.prune(0) == 1
    with closing(sqlite3.connect(log.path)) as raw:
        for table in ("texts", "citations", "feedback", "passages"):
            assert raw.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_a_backup_is_a_whole_log_and_overwrites_nothing(log, tmp_path):
    ask(log)
    log.backup(tmp_path / "cadangan.db")
    copy = AnswerLog(tmp_path / "cadangan.db")
    assert copy.entries() == log.entries()
    copy.close()
    with pytest.raises(BotError, match="sudah ada"):
        log.backup(tmp_path / "cadangan.db")
    with pytest.raises(BotError, match="periksa foldernya"):
        log.backup(tmp_path / "tidak-ada" / "cadangan.db")


def test_a_file_that_is_no_log_is_told_so(tmp_path):
    (tmp_path / "log.db").write_bytes(b"bukan basis data " * 100)
    with pytest.raises(BotError, match="rusak atau hilang; hentikan program, pulihkan berkas itu dari cadangan"):
        AnswerLog(tmp_path / "log.db")


def test_a_log_of_the_first_version_is_brought_up_to_date_with_its_entries(path, tmp_path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as raw:
        MIGRATIONS.apply(Database(raw), stop_before="m002_users")
        assert MIGRATIONS.applied(Database(raw))[-1].name == "m001_answers"
        raw.execute(
            "INSERT INTO answers (asked_at, user_name, question, answer, refused, confidence, composer, ms, notes)"
            " VALUES ('2026-01-31T01:00:00.000+00:00', '', 'Apa?', 'Ini.', 0, 0.5, 'extractive', 3.0, '[]')"
        )
        raw.commit()
    log = AnswerLog(path)
    assert [(entry.question, entry.answer) for entry in log.entries()] == [("Apa?", "Ini.")]
    assert log.receive(question(key="1:1")) and ask(log)
    log.close()


# several at a time


def _write(path: Path, count: int) -> None:
    log = AnswerLog(path)
    for number in range(count):
        log.record(answer(), question(key=f"1:{number}"))
        log.record(answer(), question())
    log.close()


def test_several_processes_open_a_new_log_and_write_at_once(path):
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_write, args=(path, 20)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    log = AnswerLog(path)
    assert len(log.entries()) == 20 + 3 * 20, "each message once, and every question without one"
    log.close()


def test_threads_share_one_log(log):
    threads = [threading.Thread(target=lambda: [ask(log) for _ in range(10)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(log.entries()) == 40


# exports


def test_json_holds_everything(log, tmp_path):
    log.feedback(ask(log), 5, 1)
    refuse(log)
    assert export.write(log.stream(), "json", tmp_path / "log.json") == 2
    refused, answered = json.loads((tmp_path / "log.json").read_text(encoding="utf-8"))
    assert refused["refused"] and refused["nearest"][0]["document"] == "rpjmd.pdf"
    assert answered["citations"][0]["quote"] == QUOTE and answered["passages"][0]["score"] == 1.5 and answered["feedback"] == 1
    assert datetime.fromisoformat(answered["asked_at"]).tzinfo is not None


def test_an_empty_log_is_an_empty_list(log, tmp_path):
    assert export.write(log.stream(), "json", tmp_path / "log.json") == 0
    assert json.loads((tmp_path / "log.json").read_text(encoding="utf-8")) == []


def test_csv_opens_in_excel_and_runs_no_formula(log, tmp_path):
    for text in ("=HYPERLINK(A1)", "+1", "-1", "@SUM(A1)", "\tA"):
        log.record(answer(text, question=text), question(text))
    export.write(log.stream(), "csv", tmp_path / "log.csv")
    assert (tmp_path / "log.csv").read_bytes().startswith(b"\xef\xbb\xbfNo.,")
    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["Pertanyaan"] for row in rows] == ["'\tA", "'@SUM(A1)", "'-1", "'+1", "'=HYPERLINK(A1)"]
    assert rows[0]["Jawaban"] == "'\tA" and rows[0]["ID obrolan"] == "-100", "a number stays one"
    assert rows[0]["Sumber"] == "[1] RPJMD Kabupaten Contoh — hlm. 4 › BAB III › Target"


def test_exports_hold_what_is_hostile_without_running_it(log, tmp_path):
    for text in ("＝1+1", " =1+1", "a;=1+1", "a;＝1+1", "\n=1+1", "nol\0 dan separuh \ud800", "biasa; -5 dan a=b"):
        log.record(answer(text.replace("\ud800", "?"), question=text.replace("\ud800", "?")), question(text))
    for form in ("csv", "json", "xlsx"):
        assert export.write(log.stream(), form, tmp_path / f"log.{form}") == 7
    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as stream:
        asked = [row["Pertanyaan"] for row in csv.DictReader(stream)]
    assert asked == ["biasa; -5 dan a=b", "nol dan separuh ?", "'\n=1+1", "a;'＝1+1", "a;'=1+1", "' =1+1", "'＝1+1"]


def test_csv_shows_how_a_follow_up_was_understood_beside_what_was_typed(log, tmp_path):
    log.record(replace(answer(), asked="Berapa target Indeks SPBE tahun 2027?"), question("kalau 2027?"))
    export.write(log.stream(), "csv", tmp_path / "log.csv")
    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["Pertanyaan"], row["Dipahami sebagai"]) == ("kalau 2027?", "Berapa target Indeks SPBE tahun 2027?")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_has_what_was_asked_for_in_columns_and_why_readers_object(log, tmp_path, form):
    values = (Value("3,2", "Indeks SPBE", "indeks", "2027", "Kabupaten Contoh"), Value("=7"))
    log_id = log.record(replace(answer("3,2 — Indeks SPBE [1]"), values=values), question())
    log.feedback(log_id, 5, -1)
    log.objection(log_id, 5, "=HYPERLINK(A1)")
    path = tmp_path / f"log.{form}"
    export.write(log.stream(), form, path)
    if form == "csv":
        with path.open(encoding="utf-8-sig", newline="") as stream:
            (row,) = csv.DictReader(stream)
    else:
        book = load_workbook(path)
        heads, cells = book.active.iter_rows(values_only=True)
        row = dict(zip(heads, cells, strict=True))
        book.close()
    assert (row["Isi yang ditanyakan"], row["Keterangan"], row["Satuan"]) == ("3,2\n=7", "Indeks SPBE", "indeks")
    assert (row["Tahun"], row["Daerah"], row["Alasan 👎"]) == ("2027", "Kabupaten Contoh", "'=HYPERLINK(A1)")


def test_every_form_names_the_agency_as_it_was_when_it_was_asked(log, tmp_path):
    access = Access(log.path)
    access.redeem(access.invite(Role.OPD, None, agency="Dinas Kesehatan"), 5, "Budi")
    ask(log)
    access.set_agency(5, "Bappeda", 1)
    ask(log, user=6)
    assert [line.opd for line in log.lines()] == ["", "Dinas Kesehatan"]
    export.write(log.stream(), "json", tmp_path / "log.json")
    assert [entry["opd"] for entry in json.loads((tmp_path / "log.json").read_text(encoding="utf-8"))] == [
        "",
        "Dinas Kesehatan",
    ]
    export.write(log.stream(), "csv", tmp_path / "log.csv")
    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["OPD penanya"] for row in csv.DictReader(stream)] == ["", "Dinas Kesehatan"]
    access.close()


def test_xlsx_has_heads_that_stay_wrapped_text_and_no_formula(log, tmp_path):
    log.record(answer("\x07=1+1"), question("Baris satu\nbaris dua"))
    assert export.write(log.stream(), "xlsx", tmp_path / "log.xlsx") == 1
    book = load_workbook(tmp_path / "log.xlsx")
    sheet = book.active
    cells = dict(zip([cell.value for cell in sheet[1]], sheet[2], strict=True))
    assert sheet.freeze_panes == "A2" and sheet.column_dimensions["F"].width > 40
    assert cells["Jawaban"].value == "'=1+1" and cells["Jawaban"].data_type == "s"
    assert cells["Pertanyaan"].value == "Baris satu\nbaris dua" and cells["Pertanyaan"].alignment.wrap_text
    book.close()


def test_a_file_that_cannot_be_written_is_told_so(log, tmp_path):
    with pytest.raises(BotError, match="tidak dapat ditulis"):
        export.write(log.stream(), "csv", tmp_path / "tidak-ada" / "log.csv")
