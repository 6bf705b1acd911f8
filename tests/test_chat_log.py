"""The log in Telegram: found by words, judged by buttons, noted by a reply, sent as a file; who may, and what is kept of it."""

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from chat_world import QUESTION, UNKNOWN, budi, empty_world, world  # noqa: F401
from openpyxl import load_workbook
from telegram_people import labels

from bot.chat.answer_log.typed import filters_of
from bot.journal.entries import Verdict
from bot.journal.filters import Filters, Opinion, Outcome
from bot.models import Role


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", Filters()),
        ("sampah  kota", Filters(text="sampah kota")),
        ("Salah", Filters(verdict=Verdict.WRONG)),
        ("seharusnya ditolak stunting", Filters(verdict=Verdict.NOT_REFUSED, text="stunting")),
        ("ditolak", Filters(outcome=Outcome.REFUSED)),
        ("belum terjawab belum ditinjau", Filters(outcome=Outcome.REFUSED, unreviewed=True)),
        ("👎 benar", Filters(opinion=Opinion.DISLIKED, verdict=Verdict.RIGHT)),
        ("“data yang salah” dinas", Filters(text="dinas data yang salah")),
        ("kesalahan 2025", Filters(text="kesalahan 2025")),
    ],
)
def test_what_is_typed_is_a_filter(typed, wanted):
    assert filters_of(typed) == wanted


@pytest.mark.parametrize("typed", ["7d salah", "salah 7 hari"])
def test_days_reach_back_from_now(typed):
    found = filters_of(typed)
    assert found.verdict == Verdict.WRONG and found.text == ""
    assert abs(datetime.now(UTC) - timedelta(days=7) - found.since) < timedelta(minutes=1)


@pytest.fixture
def ani(empty_world):
    return empty_world.member(12, "Ani", Role.KOORDINATOR)


async def test_a_question_is_found_by_words_judged_and_noted(world, budi, ani):
    await budi.ask(QUESTION)
    await budi.ask(UNKNOWN)
    listed = await ani.ask("/log indeks spbe")
    assert listed["text"].startswith("🔎 indeks spbe\n1 pertanyaan") and UNKNOWN not in listed["text"]
    await ani.press(listed, "1")
    entry = await ani.chat.wait_text("❓")
    assert entry["text"].startswith("🔎 indeks spbe\n") and "Tulis catatan" not in labels(entry)
    await ani.press(entry, "Salah")
    judged = await ani.chat.wait_text("⚖️ salah (Ani)")
    assert "✓ salah" in labels(judged)
    await ani.press(judged, "Tulis catatan")
    request = await ani.chat.wait_text("Balas pesan ini dengan catatannya")
    assert (await ani.ask("Itu angka 2025.", reply_to=request))["text"] == "Catatan disimpan."
    found = world.log.entries()[1]
    assert (found.verdict, found.verdict_note, found.reviewer) == ("salah", "Itu angka 2025.", "Ani")
    await ani.press(judged, "« Daftar")
    assert " · salah" in (await ani.chat.wait_text("🔎 indeks spbe\n1 pertanyaan"))["text"]
    assert "Berapa target" in (await ani.ask("/log salah 7d"))["text"]
    assert "Tidak ada pertanyaan yang cocok." in (await ani.ask("/log benar"))["text"]


async def test_the_next_to_be_reviewed_is_the_refused_one_until_none_is_left(world, budi, ani):
    await budi.ask(UNKNOWN)
    await budi.ask(QUESTION)
    overview = await ani.ask("/log")
    await ani.press(overview, "Tinjau berikutnya (2)")
    first = await ani.chat.wait_text("❓")
    assert UNKNOWN in first["text"]
    await ani.press(first, "Benar")
    await ani.chat.wait_text("⚖️ benar")
    await ani.press(first, "Tinjau berikutnya")
    second = await ani.chat.wait_text("3,45")
    assert await ani.press(second, "Tinjau berikutnya") == "Tidak ada lagi yang perlu ditinjau di sini."


async def test_what_is_listed_comes_as_a_file(world, budi, ani):
    await budi.ask(UNKNOWN)
    await budi.ask(QUESTION)
    await ani.press(await ani.ask("/log ditolak"), "Unduh Excel")
    sent = await ani.chat.wait_text("1 catatan.")
    assert re.fullmatch(r"log-tanya-[\d-]+\.xlsx", sent["document"]["file_name"])
    _, data = world.server.files[sent["document"]["file_id"]]
    head, row = load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
    assert dict(zip(head, row, strict=True))["Pertanyaan"] == UNKNOWN


async def test_what_is_seen_judged_and_taken_away_is_kept_with_by_whom(world, budi, ani):
    await budi.ask(QUESTION)
    listed = await ani.ask("/log 7d")
    await ani.press(listed, "Unduh Excel")
    await ani.chat.wait_text("1 catatan.")
    await ani.press(listed, "1")
    await ani.press(await ani.chat.wait_text("❓"), "Kurang")
    await ani.chat.wait_text("⚖️ kurang")
    judged, seen, taken, *_ = world.log.actions()
    assert {action.user_name for action in (judged, seen, taken)} == {"Ani"}
    assert (seen.action, seen.subject) == ("melihat entri", "Budi")
    assert (taken.action, taken.subject, taken.detail) == ("mengunduh log", "7d", "1 catatan, XLSX")
    assert (judged.action, judged.detail) == ("menilai jawaban", "kurang")


async def test_whoever_may_only_ask_judges_nothing(world, budi):
    answer = await budi.ask(QUESTION)
    log_id = world.log.entries()[0].id
    for data in (f"lv:{log_id}:0:0", f"lo:{log_id}:0", "ln:0:0", "lx", f"lk:{log_id}"):
        assert "peran Anda" in await budi.press_data(answer, data)
    assert world.log.entries()[0].verdict == ""


async def test_a_list_that_telegram_does_not_hand_out_any_more_is_asked_for_again(world, budi, ani):
    await budi.ask(QUESTION)
    listed = await ani.ask("/log spbe")
    assert await ani.press_data(listed, "lp:0", forgotten=True) == "Daftar ini sudah lama; ketik /log lagi."
