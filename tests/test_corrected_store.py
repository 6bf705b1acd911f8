"""Answers that coordinators checked are kept with the version of what they rest on, and put aside when that changes."""

from datetime import date, timedelta

import pytest
from small_library import library_in

from bot.answering.corrected.checking import cited_page, doubt
from bot.answering.corrected.telling import Correcting
from bot.errors import BotError
from bot.journal.answer_log import AnswerLog
from bot.journal.corrected.store import CorrectedStore
from bot.journal.corrected.values import Status, Written
from bot.journal.entries import By

RPJMD = "# RPJMD Kabupaten Contoh\n\n## Target\n\nTarget indeks SPBE Kabupaten Contoh tahun 2026 adalah 3,45.\n"
QUOTE = "Target indeks SPBE Kabupaten Contoh tahun 2026 adalah 3,45."
QUESTION = "Berapa target indeks SPBE Kabupaten Contoh tahun 2026?"
SARI = By(30, "Sari")
TODAY = date(2026, 11, 29)


class Shelf:
    """A library of one document, its log, and what was checked."""

    def __init__(self, folder):
        self.folder, self.library = folder, library_in(folder)
        (folder / "data").mkdir(exist_ok=True)
        self.log = AnswerLog(folder / "data" / "log.db")
        self.store = CorrectedStore(self.log.path)
        self.correcting = Correcting(self.store, self.library)
        self.document = self.put(RPJMD)

    def put(self, text: str, name: str = "rpjmd.md") -> int:
        path = self.folder / "corpus" / name
        path.write_text(text, encoding="utf-8")
        return self.library.add(path).document

    def write(self, **more) -> int:
        cited = cited_page(self.library, self.document, None, QUOTE)
        return self.correcting.add(Written(QUESTION, "Targetnya 3,45.", (cited,), **more), SARI).id

    def doubt(self, corrected_id: int, today: date = TODAY) -> str:
        return doubt(self.store.one(corrected_id), self.library, today)

    def close(self) -> None:
        for part in (self.store, self.log, self.library):
            part.close()


@pytest.fixture
def shelf(tmp_path):
    opened = Shelf(tmp_path)
    yield opened
    opened.close()


def test_what_is_written_is_read_again_and_stands_among_the_actions(shelf):
    kept = shelf.store.one(shelf.write(wordings=("SPBE 2026 berapa?",), valid_until=TODAY))
    assert kept.questions == (QUESTION, "SPBE 2026 berapa?")
    assert (kept.status, kept.uses, kept.written.valid_until) == (Status.VALID, 0, TODAY)
    assert (kept.written.citations[0].quote, kept.created_by_name) == (QUOTE, "Sari")
    assert shelf.log.actions()[0].action == "menulis jawaban terperiksa"


def test_what_is_personal_in_it_is_masked_but_not_what_the_document_says(shelf):
    office = "Telepon Dinas Kominfo: 0370-641234."
    document = shelf.put(f"# Profil\n\n{office}\n", "profil.md")
    typed = Written(
        question="Siapa yang menelepon dari 0812-3456-7890?",
        answer="Telepon: 0370-641234; jangan ke HP Budi 0812-3456-7890 atau budi@contoh.go.id.",
        citations=(cited_page(shelf.library, document, None, office),),
        wordings=("NIK 5271034107900001 milik siapa?",),
    )
    kept = shelf.store.one(shelf.correcting.add(typed, SARI).id).written
    assert kept.answer == "Telepon: 0370-641234; jangan ke HP Budi [telepon] atau [surel]."
    assert kept.question == "Siapa yang menelepon dari [telepon]?" and kept.wordings == ("NIK [NIK] milik siapa?",)
    assert "0812" not in shelf.log.actions()[0].detail


@pytest.mark.parametrize("quote", ["Target indeks SPBE adalah 3,54.", " "])
def test_a_quote_that_does_not_stand_on_its_page_is_refused_in_a_sentence(shelf, quote):
    with pytest.raises(BotError, match="salin"):
        cited_page(shelf.library, shelf.document, None, quote)


def test_it_holds_until_its_day_is_over(shelf):
    corrected_id = shelf.write(valid_until=TODAY)
    assert shelf.doubt(corrected_id) == ""
    assert shelf.doubt(corrected_id, TODAY + timedelta(days=1)) == "Masa berlakunya habis 29 November 2026."


def test_it_holds_until_a_cited_document_changes(shelf):
    corrected_id = shelf.write()
    shelf.put(RPJMD.replace("3,45", "3,60"))
    assert "RPJMD" in shelf.doubt(corrected_id)


def test_it_holds_until_a_cited_document_is_removed_or_revoked(shelf):
    corrected_id = shelf.write()
    shelf.library.set_validity(shelf.document, "dicabut")
    assert "dicabut" in shelf.doubt(corrected_id)
    shelf.library.set_validity(shelf.document, "")
    assert shelf.doubt(corrected_id) == ""
    shelf.library.remove(shelf.document)
    assert "tidak ada lagi" in shelf.doubt(corrected_id)


def test_what_is_doubted_waits_first_in_the_list_until_it_is_approved(shelf):
    first, second = shelf.write(), shelf.write()
    shelf.store.doubt(first, "Isinya berubah.")
    assert [(one.id, one.status) for one in shelf.store.all()] == [(first, Status.IN_DOUBT), (second, Status.VALID)]
    shelf.correcting.approve(first, SARI)
    assert shelf.store.one(first).status is Status.VALID
    assert shelf.log.actions()[0].detail == "disetujui kembali"


def test_it_cannot_be_approved_while_its_quote_stands_nowhere(shelf):
    corrected_id = shelf.write()
    shelf.put(RPJMD.replace("3,45", "3,60"))
    shelf.store.doubt(corrected_id, "Isinya berubah.")
    with pytest.raises(BotError):
        shelf.correcting.approve(corrected_id, SARI)
    assert shelf.store.one(corrected_id).status is Status.IN_DOUBT


def test_a_change_says_what_stood_there_before(shelf):
    corrected_id = shelf.write()
    written = shelf.store.one(corrected_id).written
    shelf.store.change(corrected_id, Written(QUESTION, "3,45 poin.", written.citations), SARI)
    assert shelf.store.one(corrected_id).written.answer == "3,45 poin."
    assert shelf.log.actions()[0].detail == "jawaban semula: Targetnya 3,45."


def test_what_is_withdrawn_is_neither_served_nor_doubted(shelf):
    corrected_id = shelf.write()
    shelf.store.withdraw(corrected_id, SARI)
    shelf.store.doubt(corrected_id, "Isinya berubah.")
    assert shelf.store.one(corrected_id).status is Status.WITHDRAWN
    assert shelf.store.all(Status.VALID) == []
