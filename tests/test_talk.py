"""What is said, not only asked: told from questions, replied to by who says it and by what the library holds, and logged as no question."""

import time

import numpy as np
import pytest
from chat_world import QUESTION, UNKNOWN
from telegram_people import labels

from bot.answering.extractive.composer import ExtractiveComposer
from bot.answering.talk.examples import Examples
from bot.answering.talk.made import questions_of
from bot.models import Role
from indexer.errors import IndexerError
from indexer.models import Metadata
from indexer.question.courtesy import without_courtesy
from indexer.question.model import Intent, Talk
from indexer.question.talk import BUCKETS, WEIGHTS
from indexer.question.talk import QUESTION as ASKS
from indexer.question.understanding import understand

TARGETS = (
    "# Target Indikator\n\n| Indikator | Satuan | Target 2026 |\n|---|---|---|\n| Indeks kualitas jalan | indeks | 71,5 |\n"
)
EXAMPLE = "Berapa indeks kualitas jalan tahun 2026?"

SAID = {
    "selamat pagi min": Talk.GREETING,
    "Assalamu'alaikum wr. wb.": Talk.GREETING,
    "makasiiih bnyk kak 🙏🏻": Talk.THANKS,
    "oke makasih": Talk.THANKS,
    "sampai jumpa besok min": Talk.FAREWELL,
    "oke siap min": Talk.ASSENT,
    "dasar bot bodoh": Talk.INSULT,
    "keren bgt jawabannya": Talk.PRAISE,
    "kamu siapa sih": Talk.SELF,
    "bot ini dibuat siapa ya": Talk.MAKER,
    "ada dokumen apa aja kak di sini": Talk.DOCUMENTS,
    "ada dokumen baru gak hari ini": Talk.NEWS,
    "piro target e taun 2026": Talk.REGIONAL,
    "tolong buatin surat undangan rapat ya": Talk.TASK,
    "cuaca besok gimana ya": Talk.OUTSIDE,
}
ASKED = [
    "siapa kepala Bappeda?",
    "siapa yang membuat dokumen ini",
    "kalau 2027?",
    "siapa saja yang hadir",
    "bukan itu, maksud saya perda retribusi",
    "dokumen apa saja yang harus dilampirkan untuk akta kematian",
    "apa yang baru dari perda 7 tahun 2023",
    "cuaca ekstrem 2024 berapa kejadian",
    "surat tugas ditandatangani siapa",
    "stunting",
]


@pytest.mark.parametrize(("message", "talk"), SAID.items())
def test_what_asks_nothing_of_documents_is_told_by_what_it_is(message, talk):
    assert understand(message).talk == talk


@pytest.mark.parametrize("message", ASKED)
def test_what_documents_may_answer_is_a_question(message):
    assert understand(message).talk is None


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("pagi kak mau nanya, berapa target SPBE 2026? makasih", "berapa target SPBE 2026?"),
        ("Selamat siang bapak/ibu, izin bertanya, siapa ketua TPPS?", "siapa ketua TPPS?"),
        ("makasih ya min, kalau 2027?", "kalau 2027?"),
        ("Halo Dokter itu program apa", "Halo Dokter itu program apa"),
        ("siapa penerima piagam terima kasih", "siapa penerima piagam terima kasih"),
        ("ibu kota kabupaten apa", "ibu kota kabupaten apa"),
        ("assalamualaikum wr wb", ""),
        ("Punten Pak Kadis, berapa target SPBE?", "berapa target SPBE?"),
        ("mohon izin, berapa target SPBE?", "berapa target SPBE?"),
    ],
)
def test_politeness_around_a_question_is_not_searched(message, asked):
    assert without_courtesy(message) == asked


@pytest.mark.parametrize(
    "question",
    [
        "BOS, BOK, dan DAK berapa?",
        "kk, ktp dan akta kelahiran: syaratnya apa?",
        "Hi-tech park di mana?",
        "Salam Sehat itu program apa?",
        "Terima kasih kepada siapa disampaikan?",
        "mohon izin mendirikan bangunan syaratnya apa",
    ],
)
def test_what_is_asked_is_not_taken_for_politeness(question):
    assert without_courtesy(question) == question


def test_a_long_run_of_marks_is_read_at_once():
    started = time.process_time()
    assert without_courtesy(f"halo {'.' * 16_000}x{'.' * 16_000}y") == f"x{'.' * 16_000}y"
    assert not understand(f"{'.' * 16_000}x").talk
    assert time.process_time() - started < 5  # each dot tried from each: minutes


def test_a_question_in_english_is_read_as_one():
    said = understand("what is the target of the SPBE index in 2026?")
    assert (said.intent, said.talk) == (Intent.QUESTION, Talk.ENGLISH)


def test_the_weights_are_of_the_kinds_that_are_replied_to():
    with np.load(WEIGHTS) as stored:
        assert {*stored["kinds"].tolist()} == {*Talk, ASKS}
        assert stored["weights"].shape == (BUCKETS, len(Talk) + 1)
    assert WEIGHTS.stat().st_size < 1_000_000


async def test_small_talk_is_replied_to_and_is_no_entry_of_the_log(world, budi):
    reply = await budi.ask("makasih min")
    assert reply["text"].startswith("Sama-sama.") and labels(reply) == []
    assert world.log.entries() == [] and world.log.summary()[7].questions == 0
    await world.server.until(lambda: not world.log.pending())


async def test_a_greeting_is_returned_as_it_was_given(world, budi):
    assert (await budi.ask("assalamualaikum min"))["text"].startswith("Waalaikumsalam.")
    assert (await budi.ask("selamat pagi"))["text"].startswith("Selamat pagi.")


async def test_a_greeting_before_a_question_is_politeness(world, budi):
    message = await budi.ask(f"pagi kak mau nanya, {QUESTION} makasih")
    assert "3,45" in message["text"] and "Saya pahami" not in message["text"]
    assert len(world.log.entries()) == 1


async def test_small_talk_between_a_question_and_the_next_changes_no_subject(world, budi):
    await budi.ask(QUESTION)
    await budi.ask("oke sip")
    assert "tahun 2027" in (await budi.ask("kalau 2027?"))["text"]


async def test_what_the_bot_says_of_itself_differs_by_role(world, budi, dina):
    for_staff, for_diskominfo = await budi.ask("kamu siapa?"), await dina.ask("kamu siapa?")
    assert "Di sini ada 2 dokumen" in for_staff["text"]
    assert "kirim berkasnya" in for_diskominfo["text"] and "kirim berkasnya" not in for_staff["text"]
    coordinator = world.member(30, "Tono", Role.KOORDINATOR)
    assert "/log" in (await coordinator.ask("kamu siapa?"))["text"]


async def test_the_documents_are_listed_by_title_region_and_content(world, budi):
    every = await budi.ask("dokumen apa saja yang ada?")
    assert "• RPJMD Contoh" in every["text"] and "• Bimtek Kota Cerdas" in every["text"]
    of_wajo = await budi.ask("dokumen dari kabupaten wajo apa saja")
    assert "Bimtek Kota Cerdas" in of_wajo["text"] and "RPJMD" not in of_wajo["text"]
    telling = await budi.ask("ada dokumen tentang spbe?")
    assert "isinya memuatnya" in telling["text"] and "• RPJMD Contoh" in telling["text"]
    assert "belum ada di sini" in (await budi.ask("ada dokumen tentang gajah?"))["text"]


async def test_a_long_list_ends_in_where_all_stand(world, budi):
    for number in range(10):
        path = world.settings.corpus_dir / f"perda-{number}.md"
        path.write_text(f"# Perda {number}\n\nPeraturan nomor {number} tentang hal ke-{number}.\n", encoding="utf-8")
        world.library.add(path, Metadata(f"Perda Hal Ke-{number}", "peraturan", "Kabupaten Contoh"))
    assert "… dan 4 lainnya: /dokumen" in (await budi.ask("dokumen apa saja yang ada?"))["text"]
    assert "Perda Hal Ke-9" in (await budi.ask("apa yang baru?"))["text"].splitlines()[1]


async def test_an_english_question_is_answered_where_it_is_understood(world, budi):
    assert "3,45" in (await budi.ask("what is the target of indeks SPBE Kabupaten Contoh in 2026?"))["text"]
    assert "in Indonesian" in (await budi.ask("who is the king of spain?"))["text"]
    assert world.log.entries(unanswered=True) == []


async def test_what_may_be_small_talk_is_searched_and_logged_where_the_documents_speak_of_it(world, budi):
    prices = world.settings.corpus_dir / "harga.md"
    prices.write_text("# Harga pangan\n\nHarga beras medium tahun 2026 sebesar Rp12.500 per kilogram.\n", encoding="utf-8")
    world.library.add(prices, Metadata("Harga Pangan", "laporan", "Kabupaten Contoh", "2026"))
    assert "Rp12.500" in (await budi.ask("harga beras"))["text"]
    assert "di luar dokumen" not in (await budi.ask("harga cabai"))["text"]
    assert "di luar dokumen" in (await budi.ask("gosip artis"))["text"]
    assert "membantu" in (await budi.ask("bodoh"))["text"]
    assert "belum dapat saya kerjakan" in (await budi.ask("tolong buatkan surat undangan harga"))["text"]
    assert "bahasa daerah" in (await budi.ask("piro target e taun 2026"))["text"]
    assert [entry.question for entry in world.log.entries(unanswered=True)] == ["harga cabai"]


def test_a_place_is_no_example(empty_world):
    table = empty_world.settings.corpus_dir / "wisatawan.md"
    rows = "| Tulungagung | 71,5 |\n| Jumlah wisatawan | 80,5 |\n"
    table.write_text(f"# Wisatawan\n\n| Uraian | 2024 |\n|---|---|\n{rows}", encoding="utf-8")
    empty_world.library.add(table, Metadata("Wisatawan", "laporan", "Kabupaten Tulungagung", "2024"))
    assert [example.question for example in questions_of(empty_world.library)] == ["Berapa jumlah wisatawan tahun 2024?"]


async def test_an_example_is_a_question_that_this_library_answers(empty_world, budi):
    table = empty_world.settings.corpus_dir / "target.md"
    table.write_text(TARGETS, encoding="utf-8")
    document = empty_world.library.add(table, Metadata("Target Jalan", "laporan", "Kabupaten Contoh", "2026")).document
    async with empty_world.running():
        await empty_world.server.until(lambda: empty_world.log.recall("examples"))
        assert EXAMPLE in (await budi.ask("halo"))["text"]
        assert EXAMPLE in (await budi.ask("/bantuan"))["text"]
        assert f"Yang dapat saya jawab, misalnya: {EXAMPLE}" in (await budi.ask(UNKNOWN))["text"]
        assert "71,5" in (await budi.ask(EXAMPLE))["text"]
        empty_world.library.remove(document, delete_file=True)
        assert EXAMPLE not in (await budi.ask("halo"))["text"]
        assert "{contoh}" not in (await budi.ask("/bantuan"))["text"]


class Unread:
    """A library that can't be read."""

    def documents(self):
        raise IndexerError("Indeks tidak terbaca.")


async def test_examples_are_kept_only_once_all_was_tried_and_nothing_fails_for_want_of_them(empty_world):
    world = empty_world
    table = world.settings.corpus_dir / "target.md"
    table.write_text(TARGETS, encoding="utf-8")
    world.library.add(table, Metadata("Target Jalan", "laporan", "Kabupaten Contoh", "2026"))
    examples = world.assistant(ExtractiveComposer()).examples
    examples.make(lambda: False)
    assert examples.found() == () and world.log.recall("examples") is None
    examples.make()
    assert EXAMPLE in examples.found()
    assert Examples(Unread(), world.log, None).found() == ()
