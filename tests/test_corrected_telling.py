"""Who is told of a checked answer is told once, whoever else tells answers; and nobody who wants it no more."""

import asyncio

import pytest
from sample_answers import refusal

from bot.answering.corrected.checking import cited_page
from bot.answering.corrected.telling import Correcting
from bot.chat.questions import news
from bot.journal.corrected.values import Written
from bot.journal.entries import By
from bot.journal.outbox import Outbox
from bot.journal.personal import PersonalData
from bot.models import Inquiry, Role

CHAIR = "Siapa ketua tim SPBE Kabupaten Contoh tahun 2026?"
QUOTE = "Penanggung jawab target itu Diskominfo."
JOKO = By(12, "Joko")


@pytest.fixture
def sari(world):
    return world.member(11, "Sari", Role.KOORDINATOR)


def in_vain(world, user_id: int = 10) -> int:
    return world.log.record(refusal(CHAIR), Inquiry(CHAIR, user_id, "Budi", user_id))


def correct(world):
    plan = next(document for document in world.library.documents() if document.name == "rpjmd.pdf")
    written = Written(CHAIR, "Kepala Diskominfo [1].", (cited_page(world.library, plan.id, 2, QUOTE),))
    return Correcting(world.corrected, world.library).add(written, JOKO)


async def round_of_news(world) -> None:
    await news.after_uploads(world.application)
    await asyncio.sleep(1)


async def test_who_asked_the_same_twice_is_told_once_and_no_coordinator_that_a_document_came(world, budi, sari):
    in_vain(world)
    in_vain(world)
    assert correct(world).told == 1
    await budi.chat.wait_text("Pertanyaan Anda sudah dijawab koordinator", timeout=20)
    await round_of_news(world)
    assert len(budi.chat.texts) == 1 and sari.chat.texts == []


async def test_who_is_told_reads_which_question_was_checked_where_he_asked_in_other_words(world, budi):
    asked = "ketua tim spbe kab contoh th 2026 siapa ya?"
    world.log.record(refusal(asked), Inquiry(asked, 10, "Budi", 10))
    assert correct(world).told == 1
    told = await budi.chat.wait_text("Pertanyaan Anda sudah dijawab koordinator", timeout=20)
    assert asked in told["text"] and f"atas pertanyaan “{CHAIR}”" in told["text"]


async def test_who_took_his_wish_back_is_not_told(world, budi):
    asked = in_vain(world)
    for _ in range(2):
        world.application.bot_data["core"].wishes.toggle(asked, 10)
    assert correct(world).told == 0
    await round_of_news(world)
    assert budi.chat.texts == []


async def test_another_who_wished_the_answer_reads_that_a_coordinator_gave_it(world, budi, dina):
    asked = in_vain(world)
    world.application.bot_data["core"].wishes.toggle(asked, 20)
    correct(world)
    await round_of_news(world)
    told = await dina.chat.wait_text("Sekarang koordinator sudah menjawabnya.")
    assert "Kepala Diskominfo" in told["text"]


def test_who_had_his_questions_deleted_meanwhile_is_told_nothing(world, budi, monkeypatch):
    in_vain(world)
    keep = world.corrected.add

    def deleted_first(*what):
        personal = PersonalData(world.settings.log_path)
        personal.erase(10)
        personal.close()
        return keep(*what)

    monkeypatch.setattr(world.corrected, "add", deleted_first)
    kept = correct(world)
    assert Outbox(world.settings.log_path).state(10, f"jawaban terperiksa {kept.id}") is None
