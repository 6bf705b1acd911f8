"""Everything that is sent gets an answer: captions, pieces of long messages, many questions, voices and stickers, edits, the unnamed."""

import time

import pytest
import pytest_asyncio
from chat_world import QUESTION, UNKNOWN, World
from telegram_people import Unnamed, labels
from telegram_server import USERNAME, TelegramServer

from bot.answering.extractive.composer import ExtractiveComposer
from bot.chat.traffic.turns import MOST, TOO_MANY, Declined, Turns
from bot.limits import Window
from bot.models import Draft, Inquiry, Role

ANSWER = "Target indeks SPBE Kabupaten Contoh tahun 2026 adalah 3,45."
ONE_BY_ONE = "Sebentar ya, pertanyaannya saya jawab satu per satu."
NOTES = b"---\njudul: Catatan\njenis: laporan\ndaerah: Kota Contoh\n---\n\nRapat membahas jaringan kecamatan.\n"
LONG = "Kami sedang menyusun laporan kinerja daerah. " * 50
"""As long as a piece that Telegram's apps cut off."""
MEDIA = {"file_id": "x", "file_unique_id": "x", "duration": 3}
PICTURE = {"width": 10, "height": 10}
POLL = {
    "id": "1",
    "question": "Rapat kapan?",
    "options": [{"persistent_id": "0", "text": "Senin", "voter_count": 0}],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}


@pytest_asyncio.fixture
async def busy(empty_world):
    """The same installation with a limit of two questions a minute; not running yet."""
    world = World(empty_world.folder, empty_world.server, rate_limit=2)
    world.stock()
    yield world
    world.close()


async def settled(world) -> None:
    await world.server.until(lambda: not world.log.pending(), 20)


# a photo or file with words under it


async def test_a_question_under_a_file_is_answered_and_the_file_is_taken_in(world, dina):
    await dina.send_file("catatan.md", NOTES, caption=QUESTION)
    assert (await dina.chat.wait_text(ANSWER, 20))["reply_to_message"]["caption"] == QUESTION
    await dina.chat.wait_text("catatan.md: selesai", 30)


async def test_who_may_not_send_documents_gets_the_answer_and_a_word_why_the_photo_is_not_kept(world, budi):
    await budi.send_photo(b"gambar", caption=QUESTION)
    await budi.chat.wait(2)
    assert [text[:30] for text in budi.chat.texts] == [ANSWER[:30], "Berkas tidak saya simpan: meng"]
    assert world.library.waiting() == [] and [entry.question for entry in world.log.entries()] == [QUESTION]


async def test_a_caption_that_names_the_file_is_no_question(world, dina):
    await dina.send_file("catatan.md", NOTES, caption="Notulen rapat jaringan kecamatan")
    await dina.chat.wait_text("catatan.md: selesai", 30)
    assert world.log.entries() == [] and len(dina.chat.from_bot) == 1


async def test_neither_the_question_under_a_file_nor_the_file_is_lost_by_a_restart(empty_world, dina):
    world = empty_world
    world.stock()
    application = world.bot()
    async with application:
        await application.updater.start_polling()
        await dina.send_file("catatan.md", NOTES, caption=QUESTION)
        await world.server.until(lambda: world.log.pending() and not world.server._updates)
        await application.updater.stop()
    async with world.running():
        await dina.chat.wait_text(ANSWER, 20)
        await dina.chat.wait_text("catatan.md: selesai", 30)
    assert len(world.log.entries()) == 1 and len(dina.chat.from_bot) == 2


async def test_a_file_shown_to_the_bot_in_a_group_is_asked_for_in_private(world, dina, budi):
    group = world.group()
    await dina.send_file("catatan.md", NOTES, chat=group)
    await dina.send_file("catatan.md", NOTES, chat=group, caption=f"@{USERNAME} ini ya")
    await group.wait_text("obrolan pribadi")
    await budi.send_photo(b"gambar", chat=group, caption=f"@{USERNAME} {QUESTION}")
    await group.wait_text("hanya untuk Diskominfo")
    assert len(group.from_bot) == 3 and any(text.startswith(ANSWER) for text in group.texts)


# long messages


async def test_the_pieces_of_a_long_message_are_one_question(world, budi):
    await budi.say(LONG)
    await budi.say(QUESTION)
    assert ANSWER in (await budi.chat.wait(1))[0]["text"]
    await settled(world)
    (entry,) = world.log.entries()
    assert entry.question.startswith(LONG[:40]) and entry.question.endswith(QUESTION)
    assert len(budi.chat.from_bot) == 1


async def test_in_a_group_the_second_piece_need_not_name_the_bot(world, budi):
    group = world.group()
    await budi.say(f"@{USERNAME} {LONG}", chat=group)
    await budi.say(QUESTION, chat=group)
    await group.wait(1)
    await settled(world)
    assert world.log.entries()[0].question.endswith(QUESTION)


async def test_what_is_asked_later_is_another_question_and_a_long_one_by_itself_is_answered(world, budi):
    await budi.say(LONG + QUESTION, ago=30)
    await budi.say("Berapa peserta bimbingan teknis kota cerdas pada 12 Maret 2024?")
    answers = await budi.chat.wait(2)
    assert ANSWER in answers[0]["text"] and "40 peserta" in answers[1]["text"]


async def test_who_edits_a_piece_of_a_long_message_asks_the_whole_of_it_anew(world, budi):
    await budi.say(LONG)
    second = await budi.say(UNKNOWN)
    (refusal,) = await budi.chat.wait(1)
    await settled(world)
    await budi.edit(second, QUESTION)
    assert (await budi.chat.wait_text(ANSWER))["message_id"] == refusal["message_id"]
    assert world.log.entries()[0].question == " ".join(f"{LONG}{QUESTION}".split()) and len(budi.chat.from_bot) == 1


async def test_pieces_taken_in_before_a_crash_are_one_question_after_it(empty_world, budi):
    world = empty_world
    world.stock()
    application = world.bot()
    async with application:
        await application.updater.start_polling()
        await budi.say(LONG)
        await world.server.until(lambda: world.log.pending() and not world.server._updates)
        await budi.say(QUESTION)
        await world.server.until(lambda: not world.server._updates)
        await application.updater.stop()
    async with world.running():
        assert ANSWER in (await budi.chat.wait(1))[0]["text"]
        await settled(world)
    assert len(world.log.entries()) == 1


async def test_more_than_can_be_read_as_one_question_gets_one_sentence(world, budi):
    for _ in range(9):
        await budi.say(LONG)
    assert "terlalu panjang" in (await budi.chat.wait(1))[0]["text"]
    await settled(world)
    assert world.log.entries() == [] and len(budi.chat.from_bot) == 1


# many questions


async def test_questions_beyond_the_limit_are_answered_in_their_order_when_their_time_comes(busy, budi):
    for number in range(4):
        await budi.say(f"{QUESTION} ({number})", ago=57)
    async with busy.running():
        await budi.chat.wait(5, timeout=20)
        await settled(busy)
    answered = [m["reply_to_message"]["text"][-2] for m in budi.chat.from_bot if ANSWER in m["text"]]
    assert answered == list("0123") and budi.chat.texts.count(ONE_BY_ONE) == 1


async def test_others_need_not_wait_for_who_asks_much(busy, budi):
    sari = busy.member(11, "Sari", Role.OPD)
    async with busy.running():
        for _ in range(3):
            await budi.say(QUESTION)
        await budi.chat.wait_text(ONE_BY_ONE)
        assert ANSWER in (await sari.ask(QUESTION))["text"]


async def test_what_waits_when_the_bot_stops_is_answered_after_the_next_start(busy, budi):
    async with busy.running():
        for _ in range(3):
            await budi.say(QUESTION)
        await budi.chat.wait(3)
        await busy.server.until(lambda: len(busy.log.pending()) == 1)
    async with busy.running():
        await budi.chat.wait(4)
        await settled(busy)
    assert budi.chat.texts.count(ONE_BY_ONE) == 1 and len(busy.log.entries()) == 3


async def test_who_lost_the_role_while_a_question_waited_gets_no_answer(busy, budi):
    for _ in range(3):
        await budi.say(QUESTION, ago=57)
    async with busy.running():
        await budi.chat.wait_text(ONE_BY_ONE)
        await busy.server.until(lambda: len(busy.log.entries()) == 2)
        busy.access.revoke(10, by=1)
        await budi.chat.wait_text("diundang")
        await settled(busy)
    assert len(busy.log.entries()) == 2


async def test_who_floods_is_told_once_that_no_more_can_wait(busy, budi):
    async with busy.running():
        for _ in range(2 + MOST + 3):
            await budi.say(QUESTION)
        await budi.chat.wait_text(TOO_MANY)
        await busy.server.until(lambda: len(busy.log.pending()) == MOST)
    assert len(budi.chat.from_bot) == 2 + 1 + 1


async def test_who_floods_once_more_is_told_once_more():
    handed_on = []
    turns = Turns(Window(1, 0.2), handed_on.append)
    for _ in range(2):
        already = len(handed_on)
        while not any(isinstance(item, Declined) for item in handed_on[already:]):
            turns.enter(Inquiry(QUESTION, 10), time.time())
        turns.enter(Inquiry(QUESTION, 10), time.time())
        known = len(handed_on)
        await TelegramServer.until(lambda known=known: len(handed_on) > known)
    assert [item.sentence for item in handed_on if isinstance(item, Declined)] == [TOO_MANY, "", TOO_MANY, ""]


async def test_the_limit_goes_by_when_questions_were_written(busy, budi):
    """After an outage many arrive at once; who asked them slowly gets all his answers."""
    for minutes in range(4, 0, -1):
        await budi.say(QUESTION, ago=60 * minutes)
    async with busy.running():
        assert all("3,45" in message["text"] for message in await budi.chat.wait(4))


# what can't be read


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ({"voice": MEDIA}, "ketik pertanyaannya"),
        ({"audio": MEDIA}, "ketik pertanyaannya"),
        ({"video": MEDIA | PICTURE}, "video"),
        ({"video_note": MEDIA | {"length": 10}}, "video"),
        ({"animation": MEDIA | PICTURE, "document": {"file_id": "x", "file_unique_id": "x"}}, "😊"),
        ({"location": {"latitude": -7.0, "longitude": 110.0}}, "nama daerahnya"),
        ({"contact": {"phone_number": "08123", "first_name": "Ani"}}, "undangan"),
        ({"poll": POLL}, "tidak ikut memilih"),
        ({"dice": {"emoji": "🎲", "value": 3}}, "😊"),
    ],
    ids=lambda part: next(iter(part)) if isinstance(part, dict) else "",
)
async def test_what_the_bot_can_not_read_gets_a_kind_word(world, dina, content, word):
    await dina.send(**content)
    (message,) = await dina.chat.wait()
    assert word in message["text"] and world.log.entries() == world.log.pending() == []


async def test_a_sticker_is_smiled_at_in_private_and_not_in_a_group(world, budi):
    answer = await budi.ask(f"@{USERNAME} {QUESTION}", chat=world.group())
    sticker = {"file_id": "s", "file_unique_id": "s", "type": "regular", "is_animated": False, "is_video": False} | PICTURE
    await budi.send(world.group(), reply_to=answer, sticker=sticker)
    await budi.send_sticker()
    assert "😊" in (await budi.chat.wait())[0]["text"]
    assert len(world.group().from_bot) == 1


async def test_a_forwarded_question_is_a_question(world, budi):
    origin = {"type": "hidden_user", "sender_user_name": "Kepala Bidang", "date": 1}
    await budi.send(text=QUESTION, forward_origin=origin)
    assert ANSWER in (await budi.chat.wait())[0]["text"]


# who can't be told


@pytest.mark.parametrize("channel", [False, True], ids=["anonymous admin", "channel"])
async def test_who_writes_as_a_group_or_a_channel_is_asked_once_to_write_in_person(world, channel):
    group = world.group()
    unnamed = Unnamed(group, channel)
    await unnamed.say("Selamat pagi semua", chat=group)
    for text in (QUESTION, QUESTION, ""):
        await unnamed.say(f"@{USERNAME} {text}", chat=group)
    await unnamed.say(f"/bantuan@{USERNAME}", chat=group)
    await world.admin.ask(f"/bantuan@{USERNAME}", chat=group)
    await group.wait(2)
    first, second = sorted(group.texts, key=lambda text: "/pengguna" in text)
    assert "akun Anda sendiri" in first and "/pengguna" in second
    assert world.log.entries() == []


async def test_a_question_of_an_account_without_a_name_is_answered_and_logged(world):
    nameless = world.member(10, "", Role.OPD)
    assert ANSWER in (await nameless.ask(QUESTION))["text"]
    assert world.log.entries()[0].user_name == "Tanpa nama"


# corrected questions


async def test_an_edited_question_changes_its_answer_in_place(world, budi):
    asked = await budi.say(UNKNOWN)
    (refusal,) = await budi.chat.wait(1)
    await budi.edit(asked, QUESTION)
    changed = await budi.chat.wait_text(ANSWER)
    assert changed["message_id"] == refusal["message_id"] and "📄 1 · hlm. 2" in labels(changed)
    await budi.edit(asked, UNKNOWN, later=60)
    await world.server.until(lambda: ANSWER not in budi.chat.texts[0])
    await settled(world)
    assert len(budi.chat.from_bot) == 1 and len(world.log.entries()) == 3


async def test_what_is_left_over_of_a_longer_answer_goes_away(empty_world, budi):
    class Long(ExtractiveComposer):
        def compose(self, question, passages, on_text=None, parts=()):
            draft = super().compose(question, passages)
            return draft if "2026" in question.text else Draft("Alinea panjang tentang target. " * 300 + "[1]", draft.quotes)

    empty_world.stock()
    async with empty_world.running(Long()):
        asked = await budi.say("Berapa target indeks SPBE?")
        parts = await budi.chat.wait(3)
        await budi.edit(asked, QUESTION)
        await budi.chat.wait_text(ANSWER)
        await empty_world.server.until(lambda: len(budi.chat.from_bot) == 1)
    assert budi.chat.from_bot[0]["message_id"] == parts[0]["message_id"]


async def test_where_the_earlier_answer_was_deleted_the_new_one_comes_as_a_reply(world, budi):
    asked = await budi.say(UNKNOWN)
    (refusal,) = await budi.chat.wait(1)
    await settled(world)
    del world.server.messages[budi.chat.id, refusal["message_id"]]
    await budi.edit(asked, QUESTION)
    answer = await budi.chat.wait_text(ANSWER)
    assert answer["reply_to_message"]["message_id"] == asked["message_id"]
