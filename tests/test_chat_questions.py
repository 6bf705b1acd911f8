"""Questions and answers in Telegram: in private, in groups, in topics; the buttons under an answer."""

import pytest
from chat_world import QUESTION, UNKNOWN
from telegram_people import labels, marked
from telegram_server import USERNAME

from bot.models import Role

ANSWER = "Target indeks SPBE Kabupaten Contoh tahun 2026 adalah 3,45."


async def test_a_question_is_answered_with_its_source_and_buttons(world, budi):
    message = await budi.ask(QUESTION)
    assert message["text"].startswith(f"{ANSWER} [1]")
    assert "Sumber\n[1] RPJMD Contoh — hlm. 2" in message["text"]
    assert labels(message) == ["📄 1 · hlm. 2", "📋 Salin", "👍", "👎"]
    await world.server.until(lambda: not world.log.pending())


async def test_typing_is_shown_before_the_answer(world, budi):
    await budi.ask(QUESTION)
    methods = [call.method for call in world.server.calls]
    assert methods.index("sendChatAction") < methods.index("sendMessage")


async def test_what_the_documents_do_not_hold_is_refused_with_the_nearest(world, budi):
    message = await budi.ask(UNKNOWN)
    assert "Yang paling dekat\n• " in message["text"]
    assert labels(message) == ["🔔 Kabari saya bila dokumennya ada", "👍", "👎"]
    assert world.log.entries(unanswered=True)[0].question == UNKNOWN


@pytest.mark.parametrize("text", ["<b>&amp;</i> [9] 😀" * 20, "a" * 4000, "?", "SELECT * FROM x; -- {json} \u202e"])
async def test_whatever_is_asked_gets_an_answer(world, budi, text):
    assert await budi.ask(text)


async def test_a_source_is_shown_as_text_with_the_quote_in_its_surroundings(world, budi):
    answer = await budi.ask(QUESTION)
    await budi.press_data(answer, "t:1:1")
    shown = await budi.chat.wait_text("Penanggung jawab target itu Diskominfo.")
    assert marked(shown, "underline") == [ANSWER.rstrip(".")]
    assert shown["reply_to_message"]["message_id"] == answer["message_id"]


async def test_a_source_button_still_shows_the_quote_when_the_document_is_gone(world, budi):
    answer = await budi.ask(QUESTION)
    document = next(d for d in world.library.documents() if d.name == "rpjmd.pdf")
    world.library.remove(document.id, delete_file=True)
    await budi.press(answer, "📄 1")
    shown = await budi.chat.wait_text("sudah dihapus")
    assert ANSWER in shown["text"]


async def test_a_thumb_is_stored_shown_and_taken_back(world, budi):
    answer = await budi.ask(QUESTION)
    assert await budi.press(answer, "👍") == "Terima kasih, senang bisa membantu."

    def shown() -> list[str]:
        return labels(budi.chat.from_bot[0])

    await world.server.until(lambda: "👍 ✓" in shown())
    assert world.log.entries()[0].feedback == 1
    assert await budi.press(answer, "👎") == "Terima kasih, akan kami tinjau."
    await world.server.until(lambda: "👎 ✓" in shown())
    assert world.log.entries()[0].feedback == -1
    assert await budi.press(answer, "👎") == "Penilaian ditarik."
    await world.server.until(lambda: shown()[2:] == ["👍", "👎"])
    assert world.log.entries()[0].feedback == 0


async def test_old_and_unknown_buttons_are_answered(world, budi):
    answer = await budi.ask(QUESTION)
    assert "sudah tidak tersimpan" in await budi.press_data(answer, "s:4711:1")
    assert "sudah tidak berlaku" in await budi.press_data(answer, "zzz")


async def test_buttons_of_messages_that_telegram_forgot_still_work(world, budi):
    answer = await budi.ask(QUESTION)
    await budi.press_data(answer, "s:1:1", forgotten=True)
    await budi.chat.wait_text("RPJMD Contoh, hlm. 2")
    assert await budi.press_data(answer, "f:1:1", forgotten=True) == "Terima kasih, senang bisa membantu."
    await budi.press_data(answer, "d:0::", forgotten=True)
    await budi.chat.wait_text("Dokumen (2)")


async def test_a_follow_up_is_completed_shown_and_logged(world, budi):
    await budi.ask(QUESTION)
    message = await budi.ask("kalau 2027?")
    full = QUESTION.replace("2026", "2027")
    assert message["text"].startswith(f"Saya pahami sebagai: {full}\n\n")
    assert marked(message, "italic") == [f"Saya pahami sebagai: {full}"]
    entry = world.log.entries()[0]
    assert (entry.question, entry.asked) == ("kalau 2027?", full)


async def test_a_new_topic_starts_afresh(world, budi):
    await budi.ask(QUESTION)
    assert (await budi.ask("topik baru"))["text"].startswith("Baik, kita mulai topik baru.")
    assert "Saya pahami" not in (await budi.ask("kalau 2027?"))["text"]


async def test_nobody_is_understood_from_what_others_asked_or_what_was_asked_elsewhere(world, budi):
    siti = world.member(11, "Siti", Role.OPD)
    forum = world.group(forum=True)
    await budi.ask(f"@{USERNAME} {QUESTION}", chat=forum, thread=77)
    followed = f"@{USERNAME} kalau 2027?"
    assert "Saya pahami" not in (await siti.ask(followed, chat=forum, thread=77))["text"]
    assert "Saya pahami" not in (await budi.ask(followed, chat=forum, thread=78))["text"]
    assert "Saya pahami" not in (await budi.ask("kalau 2027?"))["text"]
    assert "Saya pahami" in (await budi.ask(followed, chat=forum, thread=77))["text"]


async def test_in_a_group_only_a_mention_or_a_reply_is_a_question(world, budi):
    group = world.group()
    await budi.say("Selamat pagi semua, target indeks SPBE Kabupaten Contoh tahun 2026 berapa ya?", chat=group)
    asked = await budi.say(f"@{USERNAME} {QUESTION}", chat=group)
    (answer,) = await group.wait()
    assert answer["text"].startswith(ANSWER)
    assert answer["reply_to_message"]["message_id"] == asked["message_id"]
    assert world.log.entries()[0].question == QUESTION
    followed = await budi.ask(UNKNOWN, chat=group, reply_to=answer)
    assert "Yang paling dekat" in followed["text"]
    assert len(group.from_bot) == 2


async def test_in_a_topic_the_answer_stays_in_the_topic(world, budi):
    forum = world.group(forum=True)
    answer = await budi.ask(f"@{USERNAME} {QUESTION}", chat=forum, thread=77)
    assert answer["message_thread_id"] == 77
    await budi.press(answer, "📄 1")
    shown = await forum.wait_text("Untuk nota dinas")
    assert shown["message_thread_id"] == 77


async def test_a_mention_without_a_question_asks_for_one(world, budi):
    message = await budi.ask(f"@{USERNAME}", chat=world.group())
    assert "tulis pertanyaannya" in message["text"]


async def test_in_a_group_the_thumbs_of_several_people_count(world, budi):
    sari = world.member(11, "Sari", Role.OPD)
    answer = await budi.ask(f"@{USERNAME} {QUESTION}", chat=world.group())
    await budi.press(answer, "👍")
    await sari.press(answer, "👍")
    assert world.log.entries()[0].feedback == 2
    assert await sari.press(answer, "👍") == "Penilaian ditarik."
    assert world.log.entries()[0].feedback == 1


async def test_an_edit_without_other_words_or_long_after_gets_no_second_answer(world, budi):
    asked = await budi.say(QUESTION)
    await budi.chat.wait(1)
    await budi.edit(asked, QUESTION + " ")
    await budi.edit(asked, UNKNOWN, later=3600)
    await budi.ask("Berapa peserta bimbingan teknis kota cerdas?")
    assert len(budi.chat.from_bot) == 2


async def test_an_unknown_command_points_to_help(world, budi):
    assert "/bantuan" in (await budi.ask("/hitung"))["text"]


async def test_questions_of_one_chat_are_answered_in_order_and_chats_side_by_side(world, budi):
    people = [world.member(20 + i, f"Pegawai {i}", Role.OPD) for i in range(4)]
    for number in range(5):
        for person in people:
            await person.say(f"Pertanyaan nomor {number} tentang target indeks SPBE Kabupaten Contoh")
    for person in people:
        await person.chat.wait(5, timeout=30)
        replied = [m["reply_to_message"]["text"].split()[2] for m in person.chat.from_bot]
        assert replied == list("01234")


async def test_what_a_document_holds_is_told_with_a_button_a_page(world, budi):
    message = await budi.ask("ringkas rpjmd contoh")
    assert "• Bab I Pendahuluan — hlm. 1 [1]\n• Bab II Target — hlm. 2 [2]" in message["text"]
    assert labels(message)[:2] == ["📄 1 · hlm. 1", "📄 2 · hlm. 2"]
