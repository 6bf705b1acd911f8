"""What a coordinator checked is served to the next who asks it, and told once to who asked it in vain."""

import asyncio
from datetime import date, timedelta

import pytest
from chat_world import QUESTION
from telegram_people import labels

from bot.answering.corrected.checking import cited_page
from bot.answering.corrected.telling import Correcting
from bot.answering.extractive.composer import ExtractiveComposer
from bot.cli.answer_json import answer_json
from bot.journal.corrected.values import Status, Written
from bot.journal.entries import By
from bot.models import Inquiry, Role

CHAIR = "Siapa ketua tim SPBE Kabupaten Contoh tahun 2026?"
QUOTE = "Penanggung jawab target itu Diskominfo."
SARI = By(11, "Sari")
MARK = "Jawaban yang diperiksa koordinator"


@pytest.fixture
def plan(world):
    return next(document for document in world.library.documents() if document.name == "rpjmd.pdf")


def correct(world, plan, question: str = CHAIR, **more):
    cited = cited_page(world.library, plan.id, 2, QUOTE)
    written = Written(question, "Kepala Diskominfo [1].", (cited,), **more)
    return Correcting(world.corrected, world.library).add(written, SARI)


def answer(world, text: str, **where):
    return world.assistant(ExtractiveComposer()).ask(Inquiry(text, **where))


async def test_the_next_who_asks_gets_it_with_its_page(world, budi, plan):
    kept = correct(world, plan)
    shown = await budi.ask("ketua tim spbe kab contoh th 2026 siapa ya?")
    assert "Kepala Diskominfo [1]." in shown["text"] and MARK in shown["text"] and "hlm. 2" in shown["text"]
    assert "Sari" not in shown["text"], "no person is named"
    entry = world.log.entries()[0]
    assert (entry.composer, entry.corrected_id, world.corrected.one(kept.id).uses) == ("koordinator", kept.id, 1)
    await budi.press(shown, "📄 1 · hlm. 2")
    await world.server.until(lambda: any("photo" in message for message in budi.chat.from_bot))


async def test_who_asked_in_other_words_reads_which_question_was_checked(world, plan):
    correct(world, plan)
    assert f"atas pertanyaan “{CHAIR}”" in answer(world, "ketua tim spbe kab contoh th 2026 siapa ya?").text
    assert "atas pertanyaan" not in answer(world, CHAIR.rstrip("?")).text


async def test_another_year_is_answered_from_the_documents(world, budi, plan):
    correct(world, plan, QUESTION)
    assert MARK not in (await budi.ask(QUESTION.replace("2026", "2027")))["text"]


async def test_one_that_may_be_meant_is_offered_and_served_at_a_touch(world, budi, plan):
    correct(world, plan)
    shown = await budi.ask("tim spbe contoh 2026 dipimpin siapa?")
    assert MARK not in shown["text"]
    (offered,) = [label for label in labels(shown) if CHAIR.startswith(label.rstrip("…")[:20])]
    await budi.press(shown, offered)
    await world.server.until(lambda: any(MARK in message.get("text", "") for message in budi.chat.from_bot))


async def test_one_of_another_year_is_not_offered(world, plan):
    correct(world, plan)
    assert CHAIR not in answer(world, "ketua tim spbe kab contoh 2027 siapa").choices


async def test_a_question_after_it_goes_on_from_it(world, budi, plan):
    correct(world, plan)
    await budi.ask(CHAIR)
    shown = await budi.ask("sumbernya apa?")
    assert QUOTE in shown["text"]


async def test_it_has_the_same_marks_in_the_terminal_and_in_json(world, plan):
    correct(world, plan)
    told = answer_json(answer(world, CHAIR))
    assert (told["composer"], told["refused"], told["passages"]) == ("koordinator", False, [])
    (cited,) = told["citations"]
    assert (cited["document"], cited["page"], cited["quote"]) == ("rpjmd.pdf", 2, QUOTE)


async def test_what_holds_no_more_is_put_aside_and_not_served(world, plan):
    kept = correct(world, plan, valid_until=date.today() - timedelta(days=1))
    assert answer(world, CHAIR).corrected_id is None
    assert world.corrected.one(kept.id).status is Status.IN_DOUBT


async def test_what_was_withdrawn_is_not_served(world, plan):
    kept = correct(world, plan)
    assert answer(world, CHAIR).corrected_id == kept.id
    world.corrected.withdraw(kept.id, SARI)
    assert answer(world, CHAIR).corrected_id is None


async def test_who_asked_it_in_vain_is_told_once_and_can_open_its_page(world, budi, plan):
    refusal = await budi.ask("siapa ketua tim spbe kab. contoh tahun 2026")
    assert world.log.entries()[0].refused and refusal
    world.member(12, "Tono", Role.OPD)
    assert correct(world, plan).told == 1
    told = await budi.chat.wait_text("Pertanyaan Anda sudah dijawab koordinator", timeout=20)
    assert "Kepala Diskominfo [1]." in told["text"]
    assert labels(told) == ["📄 1 · hlm. 2"]
    await asyncio.sleep(0.5)
    assert sum("sudah dijawab koordinator" in text for text in budi.chat.texts) == 1


async def test_who_was_answered_well_is_not_told(world, budi, plan):
    await budi.ask(QUESTION)
    assert not world.log.entries()[0].refused
    assert correct(world, plan, QUESTION).told == 0
