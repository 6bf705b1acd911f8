"""Questions that could not be answered are asked again when there are new documents."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import click
import pytest
from click.testing import CliRunner
from small_library import HashedWords, library_in

from bot.answering.assistant import Assistant
from bot.answering.extractive.composer import ExtractiveComposer
from bot.answering.reasking import Reasking, askable, fulfilled, unanswered
from bot.cli.questions import reask
from bot.journal.answer_log import AnswerLog
from bot.journal.entries import Asked
from bot.journal.store import stamp
from bot.models import Inquiry
from bot.settings import Settings
from indexer.cli.console import OPEN_MODEL

TARGET = "Berapa target indeks SPBE Kabupaten Contoh tahun 2026?"
OFFICE = "Siapa penanggung jawab pelebaran jalan poros Kabupaten Contoh?"
UNKNOWN = "Siapa juara lomba balap karung antarkecamatan?"
RPJMD = "# RPJMD Kabupaten Contoh\n\n## Target\n\nTarget indeks SPBE Kabupaten Contoh tahun 2026 adalah 3,45.\n"
ROADS = "# Renja Kabupaten Contoh\n\n## Jalan\n\nPenanggung jawab pelebaran jalan poros Kabupaten Contoh adalah Kepala Dinas Bina Marga.\n"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


class Office:
    """People who ask, documents that come, and a machine that asks again."""

    def __init__(self, folder):
        self.folder = folder
        self.library = library_in(folder)
        (folder / "data").mkdir(exist_ok=True)
        self.log = AnswerLog(folder / "data" / "log.db")
        self.assistant = Assistant(self.library, ExtractiveComposer(), self.log)
        self.reasking = Reasking(self.assistant, self.log, self.library)
        self.bring("berita.md", "# Bimtek\n\nBimbingan teknis kota cerdas diikuti 40 peserta.\n")

    def bring(self, name: str, text: str) -> None:
        path = self.folder / "corpus" / name
        path.write_text(text, encoding="utf-8")
        assert self.library.add(path).document

    def ask(self, text: str, user: int | None = 5) -> int:
        return self.assistant.ask(Inquiry(text, user_id=user, user_name="Budi")).log_id

    def age(self, log_id: int, days: int) -> None:
        with closing(sqlite3.connect(self.log.path)) as db, db:
            when = stamp(datetime.now(UTC) - timedelta(days=days))
            db.execute("UPDATE answers SET asked_at = ? WHERE id = ?", [when, log_id])

    def close(self) -> None:
        self.log.close()
        self.library.close()


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    yield office
    office.close()


def test_what_a_new_document_answers_is_found_with_everybody_who_asked(office):
    asked = [
        office.ask(TARGET, 5),
        office.ask("berapa  TARGET indeks spbe kabupaten contoh thn 2026??", 6),
        office.ask(TARGET, 5),
    ]
    office.ask(UNKNOWN)
    assert office.reasking.run() == []
    office.bring("rpjmd.md", RPJMD)
    (found,) = office.reasking.run()
    assert (found.question, found.log_ids) == (TARGET, tuple(asked))
    assert "3,45" in found.answer and found.citations[0].document.name == "rpjmd.md"
    assert "3,45" in office.log.entry(found.answer_id).answer


def test_the_latest_question_comes_first(office):
    office.ask(TARGET)
    office.ask(OFFICE)
    office.bring("rpjmd.md", RPJMD)
    office.bring("renja.md", ROADS)
    assert [found.question for found in office.reasking.run()] == [OFFICE, TARGET]


def test_asking_again_stands_in_no_list_and_no_count_of_what_people_asked(office):
    office.ask(TARGET)
    before = office.log.counts(LONG_AGO), office.log.entries()
    office.bring("rpjmd.md", RPJMD)
    (found,) = office.reasking.run()
    office.log.feedback(found.answer_id, 5, 1)
    assert (office.log.counts(LONG_AGO), office.log.entries()) == before
    assert office.log.asked_again(0, found.answer_id) == [found.answer_id]


def test_what_was_found_once_is_not_found_again(office):
    office.ask(TARGET)
    office.bring("rpjmd.md", RPJMD)
    assert len(office.reasking.run()) == 1
    office.log.feedback(office.log.asked_again(0, 99)[0], 5, -1)
    assert office.reasking.run() == []


def test_a_question_somebody_has_an_answer_to_by_now_is_left_alone(office):
    office.ask(TARGET, 5)
    office.bring("rpjmd.md", RPJMD)
    answered = office.ask(TARGET, 6)
    assert office.reasking.run() == []
    office.log.feedback(answered, 6, -1)  # that was no good answer
    assert len(office.reasking.run()) == 1


def test_only_so_many_days_are_looked_back(office):
    office.age(office.ask(TARGET), days=91)
    office.age(office.ask(OFFICE), days=89)
    office.bring("rpjmd.md", RPJMD)
    office.bring("renja.md", ROADS)
    assert [found.question for found in office.reasking.run(90)] == [OFFICE]
    assert [found.question for found in office.reasking.run(100)] == [TARGET]


def test_it_is_due_once_for_each_state_of_the_library_whoever_changed_it(office):
    assert office.reasking.due
    office.reasking.run()
    assert not office.reasking.due
    with closing(library_in(office.folder)) as elsewhere:  # `tanya index`
        path = office.folder / "corpus" / "rpjmd.md"
        path.write_text(RPJMD, encoding="utf-8")
        elsewhere.add(path)
    assert office.reasking.due
    assert not Reasking(office.assistant, office.log, office.library).run() and not office.reasking.due


def test_a_run_that_is_interrupted_is_still_due_and_goes_on_where_it_was(office):
    office.ask(TARGET)
    office.ask(OFFICE)
    office.bring("rpjmd.md", RPJMD)
    office.bring("renja.md", ROADS)
    turns = iter([True, False])
    assert [found.question for found in office.reasking.run(go_on=lambda: next(turns))] == [OFFICE]
    assert office.reasking.due
    assert [found.question for found in office.reasking.run()] == [TARGET]
    assert not office.reasking.due


def test_the_command_prints_what_is_answered_now_and_where_it_stands(office):
    @click.group()
    @click.pass_context
    def tanya(context: click.Context) -> None:
        context.obj = Settings(_env_file=None, corpus_dir=office.folder / "corpus", data_dir=office.folder / "data")
        context.meta[OPEN_MODEL] = lambda *_: HashedWords()

    tanya.add_command(reask)
    office.ask(TARGET)
    office.ask(TARGET)
    office.bring("rpjmd.md", RPJMD)
    said = CliRunner().invoke(tanya, ["reask", "--days", "30"], env={"COLUMNS": "200"}).output
    assert f"1. {TARGET} (2 kali ditanyakan)" in said and "3,45" in said and "Sumber: RPJMD Kabupaten Contoh" in said
    assert "Belum ada" in CliRunner().invoke(tanya, ["reask"]).output


@pytest.mark.parametrize("words", ["halo", "Selamat pagi, Pak", "terima kasih", "???", ""])
def test_small_talk_is_not_asked_again(words):
    assert not askable(words)


def test_a_question_is_asked_again():
    assert askable(TARGET)


def asked(
    id: int, text: str, user: int | None = 5, refused: bool = True, disliked: bool = False, again_of: int | None = None
) -> Asked:
    return Asked(id, text, user, refused, disliked, again_of)


def test_a_question_that_was_refused_after_it_was_answered_is_unanswered():
    log = [asked(1, "Apa itu SPBE?"), asked(2, "apa itu spbe", refused=False), asked(3, "APA ITU SPBE")]
    assert [[entry.id for entry in group] for group in unanswered(log)] == [[3]]


def test_a_wish_comes_true_with_the_next_answer_to_the_same_question():
    log = [
        asked(1, "Apa itu SPBE?", user=5),
        asked(2, "Apa itu SPBE?", user=6),
        asked(3, "apa itu spbe", user=7, refused=False, disliked=True),
        asked(4, "apa itu spbe", user=None, refused=False, again_of=2),
        asked(5, "apa itu spbe", user=8, refused=False),
        asked(6, "Apa itu RPJMD?", user=5),
    ]
    assert fulfilled(log, {(1, 5), (2, 5), (2, 9), (6, 5)}) == {5: [(1, 4), (2, 4)], 9: [(2, 4)]}


def test_who_got_the_answer_already_is_not_told():
    assert fulfilled([asked(1, "Apa itu SPBE?", user=5), asked(2, "Apa itu SPBE?", user=5, refused=False)], {(1, 5)}) == {}
