"""The figures of a period against a log that was written by hand, and the tables, sentences and workbook made of them."""

import io
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from figured_log import FiguredLog
from openpyxl import load_workbook
from sample_answers import DOCUMENT

from bot.figures.sentences import summary
from bot.figures.tables import UNKNOWN_AGENCY, tables
from bot.figures.workbook import workbook
from bot.journal.counting import FigureStore
from bot.journal.figures import AgencyFigures, CitedDocument, CorrectedAnswer, Step, Tally
from bot.journal.periods import Period, last_days, month_before, month_of
from bot.journal.refusal_kinds import NONE_CERTAIN, OTHER, kind_of

NOVEMBER = month_of(date(2026, 11, 15))
FIRST, SECOND = date(2026, 11, 1), date(2026, 11, 2)
HEALTH, WORKS = "Dinas Kesehatan", "Dinas Pekerjaan Umum, Penataan Ruang"
NEWS = replace(DOCUMENT, id=8, name="berita.md", title="=Berita")


@pytest.fixture
def log(tmp_path):
    log = FiguredLog(tmp_path / "log.db")
    yield log
    log.close()


@pytest.fixture
def store(log):
    store = FigureStore(log.path)
    yield store
    store.close()


def test_questions_are_counted_by_day_agency_and_person_and_no_others(log, store):
    for day, agency, user in ((FIRST, HEALTH, 5), (FIRST, HEALTH, 6), (SECOND, WORKS, 6)):
        log.ask(day, agency, user)
    log.refuse(SECOND, HEALTH)
    log.ask(date(2026, 10, 31)), log.ask(date(2026, 12, 1))
    log.ask(SECOND, talk="greeting")
    figures = store.of(NOVEMBER)
    assert (figures.questions, figures.answered, figures.refused, figures.askers) == (4, 3, 1, 2)
    assert figures.steps[:2] == (Step(FIRST, 2, 0, 0, 0), Step(SECOND, 2, 1, 0, 0))
    assert len(figures.steps) == 30 and not any(step.asked for step in figures.steps[2:])
    assert figures.agencies == (AgencyFigures(HEALTH, 3, 1), AgencyFigures(WORKS, 1, 0))
    assert store.agencies() == [HEALTH, WORKS] and store.begins() == date(2026, 10, 31)


def test_of_one_agency_only_its_own_counts(log, store):
    log.judge(log.ask(FIRST, HEALTH), "benar")
    log.judge(log.ask(FIRST, WORKS), "salah")
    log.gap("tarif pasar", [log.refuse(SECOND, WORKS)], SECOND)
    figures = store.of(NOVEMBER, HEALTH)
    assert (figures.questions, figures.refused, figures.opened, figures.gaps) == (1, 0, 0, ())
    assert figures.verdicts == (Tally("benar", 1),)
    assert store.of(NOVEMBER, WORKS).opened == 1


def test_a_day_is_a_day_of_this_place(log, store, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Jakarta")
    time.tzset()
    try:
        log.ask(datetime(2026, 10, 31, 17, 30, tzinfo=UTC))
        log.ask(datetime(2026, 10, 31, 16, 30, tzinfo=UTC))
        assert [step.asked for step in store.of(NOVEMBER).steps[:2]] == [1, 0]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_opinions_verdicts_and_reasons_are_counted(log, store):
    liked, disliked, plain = log.ask(FIRST), log.ask(FIRST), log.ask(FIRST)
    log.log.feedback(liked, 5, 1)
    log.log.feedback(disliked, 5, -1)
    log.log.objection(disliked, 5, "Halamannya salah")
    log.judge(liked, "benar"), log.judge(plain, "benar"), log.judge(disliked, "salah")
    for year in (2026, 2027):
        log.refuse(SECOND, reason=f"Yang ditemukan tahun 2024, bukan {year}.")
    log.refuse(SECOND)
    figures = store.of(NOVEMBER)
    assert (figures.up, figures.down, figures.reviewed) == (1, 1, 3)
    assert figures.objections == (Tally("Halamannya salah", 1),)
    assert figures.verdicts == (Tally("benar", 2), Tally("salah", 1))
    assert figures.reasons == (Tally("Yang ditemukan tahun atau periode lain", 2), Tally(NONE_CERTAIN, 1))
    assert figures.composers == (Tally("extractive", 3),)


def test_documents_are_those_cited_and_the_others_of_the_library(log, store):
    log.ask(FIRST), log.ask(SECOND, cites=NEWS), log.ask(SECOND, cites=NEWS)
    figures = store.of(NOVEMBER)
    assert figures.cited == (CitedDocument("berita.md", "=Berita", 2), CitedDocument("rpjmd.pdf", DOCUMENT.title, 1))
    unread = replace(DOCUMENT, id=9, name="renstra.pdf", title="Renstra")
    assert table(figures, "tidak-dikutip", [DOCUMENT, NEWS, unread]).rows == (("Renstra", "renstra.pdf"),)


def test_gaps_are_counted_when_they_open_and_when_they_close(log, store):
    asked = [log.refuse(SECOND, WORKS), log.refuse(SECOND, HEALTH), log.refuse(FIRST)]
    log.gap("tarif pasar", asked[:2], SECOND)
    log.gap("pajak hotel", asked[2:], date(2026, 10, 20), timedelta(days=12))
    log.gap("izin reklame", [], FIRST, timedelta(days=2))
    figures = store.of(NOVEMBER)
    assert (figures.opened, figures.closed, figures.days_to_close) == (2, 2, 7.0)
    largest, other = figures.gaps
    assert (largest.name, largest.questions, largest.agencies, largest.is_new) == ("tarif pasar", 2, (HEALTH, WORKS), True)
    assert (other.name, other.status, other.is_new) == ("pajak hotel", "terjawab", False)


def test_corrected_answers_count_where_they_were_served_or_written_in_the_period(log, store):
    before = date(2026, 9, 1)
    log.correct("Lama dan dipakai", before, served=[log.ask(FIRST), log.ask(SECOND), log.ask(before)])
    log.correct("Lama dan tidak dipakai", before, status="perlu ditinjau")
    log.correct("Baru", SECOND)
    figures = store.of(NOVEMBER)
    assert figures.corrected == (CorrectedAnswer("Lama dan dipakai", "berlaku", 2), CorrectedAnswer("Baru", "berlaku", 0))
    assert figures.to_approve == 1


def test_a_long_period_is_told_month_by_month(log, store):
    log.ask(date(2026, 8, 20)), log.refuse(date(2026, 11, 1))
    figures = store.of(Period(date(2026, 8, 5), date(2026, 11, 30)))
    assert [(step.first.month, step.asked) for step in figures.steps] == [(8, 1), (9, 0), (10, 0), (11, 1)]
    assert table(figures, "pertanyaan").rows[0] == ("Agu 2026", 1, 0, 1)


@pytest.mark.parametrize(
    ("period", "name", "days"),
    [
        (NOVEMBER, "November 2026", 30),
        (month_before(date(2026, 3, 31)), "Februari 2026", 28),
        (last_days(1, FIRST), "1 November 2026", 1),
        (last_days(7, SECOND), "27 Oktober 2026 – 2 November 2026", 7),
        (month_of(date(2024, 12, 31)), "Desember 2024", 31),
    ],
)
def test_a_period_has_a_name_and_so_many_days(period, name, days):
    assert period.name == name and len(period.steps) == days
    assert (period.until - period.since) == timedelta(days=days)


def test_a_period_does_not_end_before_it_begins():
    with pytest.raises(ValueError):
        Period(SECOND, FIRST)


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("", NONE_CERTAIN),
        ("Bagian terdekat tidak menyebut “Pasar Baru”.", "Bagian terdekat tidak menyebut yang ditanyakan"),
        ("Yang ditemukan tentang Kabupaten Wajo, bukan Kota Palopo.", "Yang ditemukan tentang daerah lain"),
        ("Yang ditemukan dari dokumen periode 2019-2024, bukan 2027.", "Yang ditemukan tahun atau periode lain"),
        ("Yang ditemukan dari Perda Nomor 3 Tahun 2020, bukan Perda Nomor 4 Tahun 2020.", "Yang ditemukan dari peraturan lain"),
        ("Totalnya tidak saya hitung: satuan barisnya tidak sama.", "Jumlah yang tidak dapat dihitung dengan pasti"),
        ("RPJMD memuat Pasal 1–9.", OTHER),
    ],
)
def test_reasons_are_told_apart_by_how_they_begin(reason, kind):
    assert kind_of(reason) == kind


def table(figures, name, shelf=()):
    return next(table for table in tables(figures, shelf) if table.name == name)


def test_sentences_say_what_happened_and_an_empty_period_says_so(log, store):
    assert summary(store.of(NOVEMBER)) == ("Selama November 2026 tidak ada pertanyaan.",)
    log.ask(FIRST, HEALTH)
    log.gap("tarif pasar", [log.refuse(SECOND)], FIRST, timedelta(hours=60))
    asked, opinions, gaps = summary(store.of(NOVEMBER))
    assert asked == (
        "Selama November 2026 diajukan 2 pertanyaan oleh 1 orang: 1 (50%) terjawab, 1 (50%) ditolak karena jawabannya tidak ada di dokumen."
    )
    assert "0 jawaban (0%) ditinjau" in opinions
    assert gaps == "1 celah baru dibuka dan 1 ditutup; separuh yang ditutup selesai dalam 2,5 hari."


def test_a_table_says_when_there_is_nothing_in_it(log, store):
    assert all(table.is_empty and table.nothing for table in tables(store.of(NOVEMBER), ()))
    log.ask(FIRST)
    figures = store.of(NOVEMBER)
    assert table(figures, "pertanyaan").is_drawn and table(figures, "opd").rows == ((UNKNOWN_AGENCY, 1, 0, 1),)


def test_the_workbook_has_every_table_and_no_formula(log, store):
    log.ask(FIRST, "=1+1", cites=NEWS)
    figures = store.of(NOVEMBER)
    book = load_workbook(io.BytesIO(workbook(figures, tables(figures, ()))))
    assert book.sheetnames[0] == "Ringkasan" and len(book.sheetnames) == 12
    assert book["Pertanyaan setiap hari"]["D2"].value == 1
    assert book["Pertanyaan menurut OPD"]["A2"].value == "'=1+1"
    assert book["Dokumen yang dikutip"]["A2"].value == "'=Berita"
