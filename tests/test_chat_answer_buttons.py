"""The buttons under an answer in Telegram: what is copied, other years, the table as a picture, and why somebody says 👎."""

import pytest
from chat_world import QUESTION
from telegram_people import buttons, labels, marked
from telegram_server import USERNAME

from bot.models import Role
from indexer.models import Metadata

TABLE = """# Indikator
| Indikator | Satuan | Target 2025 | Target 2026 | Target 2027 | Pelaksana |
| --- | --- | --- | --- | --- | --- |
| Indeks reformasi | indeks | 61 | 63 | 65 | Bagian Organisasi |
| Jalan mantap | persen | 63,0 | 66,0 | 69,5 | Dinas Pekerjaan Umum |
| Kapal nelayan | unit | 24 | 28 | 30 | Dinas Perikanan |
| Taman kota | unit | 4 | 8 | 9 | Dinas Lingkungan Hidup |
"""


@pytest.fixture
def with_table(world):
    path = world.settings.corpus_dir / "indikator.md"
    path.write_text(TABLE, encoding="utf-8")
    world.library.add(path, Metadata("RKPD Contoh", "rkpd", "Kabupaten Contoh", "2026"))
    return world


async def test_a_line_for_a_memo_can_be_copied(world, budi):
    answer = await budi.ask(QUESTION)
    (copied,) = [button["copy_text"]["text"] for button in buttons(answer) if button["text"] == "📋 Salin"]
    told = "Target indeks SPBE Kabupaten Contoh tahun 2026 adalah 3,45"
    assert copied == f"{told} (RPJMD Contoh Kabupaten Contoh 2025–2029, Bab II, hlm. 2)"


async def test_the_other_years_of_a_figure_are_shown_with_their_source(with_table, budi):
    answer = await budi.ask("Berapa target jalan mantap tahun 2026?")
    assert marked(answer, "bold")[0] == "66,0%"
    await budi.press(answer, "📅 Tahun lain")
    shown = await budi.chat.wait_text("2027: 69,5%")
    assert "2025: 63,0%\n2026: 66,0%\n2027: 69,5%\n\n[1] RKPD Contoh" in shown["text"]
    assert marked(shown, "bold") == ["2026: 66,0%"]
    assert shown["reply_to_message"]["message_id"] == answer["message_id"]


async def test_a_table_comes_as_a_picture_with_its_source(with_table, budi):
    answer = await budi.ask("Apa saja indikatornya?")
    await budi.press(answer, "🖼 Lihat tabel")
    (picture,) = [message for message in await budi.chat.wait(1, after=1) if "photo" in message]
    assert "RKPD Contoh" in picture["caption"] and picture["photo"][0]["width"] > picture["photo"][0]["height"]


async def test_an_answer_from_a_sentence_has_neither(world, budi):
    assert labels(await budi.ask(QUESTION)) == ["📄 1 · hlm. 2", "📋 Salin", "👍", "👎"]


async def test_who_says_no_is_asked_why_and_the_reason_is_kept(world, budi):
    answer = await budi.ask(QUESTION)
    await budi.press(answer, "👎")
    why = await budi.chat.wait_text("Apa yang kurang tepat?")
    assert labels(why) == ["Angkanya salah", "Bukan yang saya tanya", "Halamannya salah", "Tulis alasan"]
    await budi.press(why, "Halamannya salah")
    await budi.chat.wait_text("👎 Halamannya salah. Terima kasih, alasannya dicatat.")
    assert world.log.entries()[0].objections == ("Halamannya salah",)


async def test_a_thumb_up_asks_nothing(world, budi):
    answer = await budi.ask(QUESTION)
    await budi.press(answer, "👍")
    await budi.ask(QUESTION)
    assert "Apa yang kurang tepat?" not in budi.chat.texts


async def test_a_reason_in_own_words_is_kept_and_never_taken_for_a_question(world, budi):
    answer = await budi.ask(QUESTION)
    await budi.press(answer, "👎")
    await budi.press(await budi.chat.wait_text("Apa yang kurang tepat?"), "Tulis alasan")
    request = await budi.chat.wait_text("Balas pesan ini")
    told = await budi.ask("Berapa target 2026? Di renstra <lain>.", reply_to=request)
    assert told["text"] == "Terima kasih, alasannya dicatat."
    (entry,) = world.log.entries()
    assert entry.objections == ("Berapa target 2026? Di renstra <lain>.",)


async def test_a_reason_without_a_thumb_down_is_refused_in_a_sentence(world, budi):
    answer = await budi.ask(QUESTION)
    await budi.press(answer, "👎")
    why = await budi.chat.wait_text("Apa yang kurang tepat?")
    await budi.press(answer, "👎")
    assert "tekan 👎 dahulu" in await budi.press(why, "Angkanya salah")
    assert world.log.entries()[0].objections == ()


async def test_in_a_group_the_reasons_are_for_who_said_no_and_told_by_name(world, budi):
    group, sari = world.group(), world.member(11, "Sari", Role.OPD)
    answer = await budi.ask(f"@{USERNAME} {QUESTION}", chat=group)
    await budi.press(answer, "👎")
    why = await group.wait_text("Budi: apa yang kurang tepat?")
    assert "untuk yang baru menilai" in await sari.press(why, "Angkanya salah")
    await budi.press(why, "Tulis alasan")
    request = await group.wait_text("Balas pesan ini")
    assert (await budi.ask("itu angka kota", chat=group, reply_to=request))["text"] == "Terima kasih, alasannya dicatat."
    assert world.log.entries()[0].objections == ("itu angka kota",)


async def test_a_coordinator_reads_the_reasons(world, budi):
    answer = await budi.ask(QUESTION)
    await budi.press(answer, "👎")
    await budi.press(await budi.chat.wait_text("Apa yang kurang tepat?"), "Angkanya salah")
    await budi.chat.wait_text("alasannya dicatat")
    ani = world.member(12, "Ani", Role.KOORDINATOR)
    overview = await ani.ask("/log")
    await ani.press(overview, "Terbaru")
    listed = await ani.chat.wait_text("Pertanyaan terbaru")
    assert "\n👎 Angkanya salah" in listed["text"]
    await ani.press(listed, "1")
    assert "👎 Angkanya salah" in (await ani.chat.wait_text("detik"))["text"]
