"""After an upload: coordinators see what is answered now, and whoever asked to be told is told, once."""

import asyncio

import pytest
from chat_world import QUESTION, UNKNOWN, pdf
from telegram_people import labels

from bot.answering.extractive.composer import ExtractiveComposer
from bot.chat.questions.news import after_uploads
from bot.chat.traffic.processing import LONGEST_HOLD
from bot.models import Inquiry, Role
from indexer.models import Metadata

BELL = "🔔 Kabari saya"
NEWS = "Dulu belum terjawab, sekarang terjawab"
OTHERS = [
    f"Berapa target indeks SPBE Kabupaten Contoh tahun 2026 menurut dokumen {word}?" for word in ("ini", "itu", "tersebut")
]


def bring_answer(world) -> None:
    """A document comes from elsewhere, as by `tanya index`."""
    plan = pdf(world.settings.corpus_dir / "rpjmd.pdf")
    world.library.add(plan, Metadata("RPJMD Contoh", "rpjmd", "Kabupaten Contoh", "2025–2029"))


async def asked_in_vain(person, world, text: str = QUESTION, **where) -> dict:
    refusal = await person.ask(text, **where)
    assert world.log.entries()[0].refused
    return refusal


@pytest.fixture
def sari(empty_world):
    return empty_world.member(11, "Sari", Role.KOORDINATOR)


def told(person) -> list[str]:
    return [text for text in person.chat.texts if text.startswith("🔔")]


async def quiet(world) -> None:
    """Nothing is being answered or told any more, as far as half a second shows."""
    sent = len(world.server.messages)
    await asyncio.sleep(0.5)
    assert len(world.server.messages) == sent


async def test_coordinators_see_what_is_answered_after_an_upload(empty_world, budi, sari, dina):
    world = empty_world
    async with world.running():
        await asked_in_vain(budi, world)
        await asked_in_vain(budi, world, UNKNOWN)
        await dina.send_file("RPJMD Contoh.pdf", pdf(world.folder / "kiriman.pdf").read_bytes())
        message = await sari.chat.wait_text(NEWS, timeout=30)
        assert "(1 pertanyaan" in message["text"] and QUESTION in message["text"] and "hlm. 2" in message["text"]
        await world.admin.chat.wait_text(NEWS)
        await sari.press(message, "1")
        opened = await sari.chat.wait_text("3,45")
        assert labels(opened) == ["📄 1", "« Daftar"]
        await sari.press(opened, "« Daftar")
        await sari.chat.wait_text(NEWS)
        await quiet(world)
        assert len(told(budi)) == 1 and told(dina) == []
        assert world.log.counts(world.log.entries()[-1].asked_at).questions == 2


async def test_many_are_turned_by_buttons(empty_world, budi, sari):
    world = empty_world
    for number in range(8):
        question = Inquiry(QUESTION.replace("indeks", f"indeks ke-{number + 1} yaitu"), user_id=10, user_name="Budi")
        world.assistant(ExtractiveComposer()).ask(question)
    bring_answer(world)
    async with world.running():
        message = await sari.chat.wait_text("(8 pertanyaan")
        assert labels(message) == [*"123456", "Berikutnya ▶"]
        await sari.press(message, "Berikutnya")
        assert labels(await sari.chat.wait_text("8. ")) == ["7", "8", "◀ Sebelumnya"]


async def test_who_asked_to_be_told_is_told_once_with_answer_and_sources(empty_world, budi):
    world = empty_world
    async with world.running():
        refusal = await asked_in_vain(budi, world)
        assert "obrolan pribadi" in await budi.press(refusal, BELL)
        bring_answer(world)
        await after_uploads(world.application)
        message = await budi.chat.wait_text("Anda pernah bertanya")
        assert QUESTION in message["text"] and "3,45" in message["text"] and "hlm. 2" in message["text"]
        assert labels(message)[-2:] == ["👍", "👎"]
        await budi.press(message, "👍")
        assert "sudah saya kirimkan" in await budi.press_data(refusal, "w:1")
        await after_uploads(world.application)
        await quiet(world)
    async with world.running():
        await quiet(world)
    assert len(told(budi)) == 1


async def test_the_bell_can_be_pressed_again_to_take_the_wish_back(empty_world, budi):
    world = empty_world
    async with world.running():
        refusal = await asked_in_vain(budi, world)
        await budi.press(refusal, BELL)
        await budi.press(refusal, "👎")  # which leaves the bell as it is
        assert "tidak jadi" in await budi.press(refusal, "🔔 Akan dikabari ✓")
        await world.server.until(lambda: any(label.startswith(BELL) for label in labels(budi.chat.from_bot[0])))
        bring_answer(world)
        await after_uploads(world.application)
        await world.admin.chat.wait_text(NEWS)
        await quiet(world)
    assert told(budi) == []


async def test_several_answers_come_in_one_message(empty_world, budi):
    world = empty_world
    async with world.running():
        for text in OTHERS:
            await budi.press(await asked_in_vain(budi, world, text), BELL)
        bring_answer(world)
        await after_uploads(world.application)
        message = await budi.chat.wait_text("Dokumennya sekarang ada")
        assert all(text in message["text"] for text in OTHERS)
        assert labels(message) == ["Jawaban 1", "Jawaban 2", "Jawaban 3"]
        await budi.press(message, "Jawaban 2")
        opened = await budi.chat.wait_text("Sumber")
        assert opened["text"].startswith(OTHERS[1]) and "3,45" in opened["text"]
        await quiet(world)
    assert len(told(budi)) == 1


async def test_a_wish_from_a_group_is_fulfilled_in_private(empty_world, budi):
    world, group = empty_world, empty_world.group()
    async with world.running():
        refusal = await budi.ask(f"@tanya_contoh_bot {QUESTION}", chat=group)
        await budi.press(refusal, BELL)
        bring_answer(world)
        await after_uploads(world.application)
        await budi.chat.wait_text("Anda pernah bertanya")
        assert len(group.from_bot) == 1 and labels(group.from_bot[0])[0].startswith(BELL)


async def test_who_lost_the_role_is_not_told(empty_world, budi):
    world = empty_world
    async with world.running():
        await budi.press(await asked_in_vain(budi, world), BELL)
        world.access.revoke(10, by=1)
        bring_answer(world)
        await after_uploads(world.application)
        await world.admin.chat.wait_text(NEWS)
        await quiet(world)
    assert told(budi) == []


async def test_an_answer_somebody_else_got_meanwhile_fulfils_a_wish_too(empty_world, budi, dina):
    world = empty_world
    async with world.running():
        await budi.press(await asked_in_vain(budi, world), BELL)
        bring_answer(world)
        assert "3,45" in (await dina.ask(QUESTION))["text"]
        await after_uploads(world.application)
        assert "3,45" in (await budi.chat.wait_text("Anda pernah bertanya"))["text"]
        await quiet(world)
    assert NEWS not in "".join(world.admin.chat.texts)


async def test_documents_that_came_while_the_bot_was_off_are_noticed_at_its_start(empty_world, budi):
    world = empty_world
    async with world.running():
        await budi.press(await asked_in_vain(budi, world), BELL)
    bring_answer(world)
    async with world.running():
        await budi.chat.wait_text("Anda pernah bertanya")
        await world.admin.chat.wait_text(NEWS)


async def test_who_cannot_be_reached_just_now_is_told_the_next_time(empty_world, budi):
    world = empty_world
    world.access.redeem(world.access.invite(Role.KOORDINATOR, None), 1, "Bu Ratna")
    async with world.running():
        await budi.press(await asked_in_vain(budi, world), BELL)
        world.server.chats.pop(1)  # the admin never wrote to the bot
        for _ in range(2):  # to tell the admin, and to tell Budi
            world.server.fail("sendMessage", 429, "Too Many Requests: retry later", retry_after=LONGEST_HOLD + 1)
        bring_answer(world)
        await after_uploads(world.application)
        await world.server.until(lambda: not world.server._faults["sendMessage"], timeout=60)
        assert told(budi) == []
        await after_uploads(world.application)
        await budi.chat.wait_text("Anda pernah bertanya", timeout=30)
        await quiet(world)
    assert len(told(budi)) == 1


async def test_small_talk_gets_no_bell(world, budi):
    assert labels(await budi.ask("halo")) == []


async def test_an_answer_gets_no_bell(world, budi):
    assert not any("🔔" in label for label in labels(await budi.ask(QUESTION)))
