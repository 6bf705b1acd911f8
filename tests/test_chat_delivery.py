"""No question is lost and none answered twice: Telegram's faults, restarts, webhooks, long answers."""

import logging
import socket
import sqlite3
import threading
import time
from contextlib import asynccontextmanager

import aiohttp
import pytest
from chat_world import QUESTION, World
from telegram_people import Chat, labels
from telegram_server import USERNAME

from bot.answering.extractive.composer import ExtractiveComposer
from bot.chat.questions.delivering import REFUSED, Delivering
from bot.chat.rest import APOLOGY
from bot.chat.serving import UPDATES
from bot.errors import BotError
from bot.journal.answer_log import AnswerLog
from bot.journal.entries import Delivery
from bot.models import Answer, Draft, Inquiry

ANSWER = "Target indeks SPBE Kabupaten Contoh tahun 2026 adalah 3,45."


class SlowComposer(ExtractiveComposer):
    """Waits until it is let go."""

    def __init__(self):
        super().__init__()
        self.go, self.asked = threading.Event(), []

    def compose(self, question, passages, on_text=None, parts=()):
        self.asked.append(question)
        self.go.wait(20)
        return super().compose(question, passages)


class LongComposer(ExtractiveComposer):
    def compose(self, question, passages, on_text=None, parts=()):
        return Draft("Alinea panjang <& tentang target. " * 300 + "[1]", super().compose(question, passages).quotes)


def answers(person) -> list[str]:
    return [text for text in person.chat.texts if text.startswith(ANSWER)]


async def settled(world) -> None:
    await world.server.until(lambda: world.log.entries() and not world.log.pending(), timeout=20)


async def test_after_too_many_requests_the_answer_comes_once_the_wait_is_over(world, budi):
    world.server.fail("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
    started = time.monotonic()
    await budi.ask(QUESTION)
    await settled(world)
    assert time.monotonic() - started >= 1 and len(answers(budi)) == 1


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_after_server_errors_the_answer_comes_once(world, budi, status):
    for _ in range(2):
        world.server.fail("sendMessage", status, "Internal Server Error")
    await budi.ask(QUESTION)
    await settled(world)
    assert len(answers(budi)) == 1


async def test_after_a_time_out_nothing_is_sent_twice_and_a_button_brings_what_was_lost(world, budi):
    world.server.hang("sendMessage", arrives=False)
    offer = await budi.ask(QUESTION, timeout=30)
    await settled(world)
    assert offer["text"].startswith("Sambungan terputus") and answers(budi) == []
    await budi.press(offer, "Tampilkan jawaban")
    await budi.chat.wait_text(ANSWER)


async def test_an_answer_that_arrived_before_the_connection_broke_is_not_sent_again(world, budi):
    world.server.hang_up("sendMessage", arrives=True)
    await budi.say(QUESTION)
    await budi.chat.wait(2)
    await settled(world)
    assert len(answers(budi)) == 1 and budi.chat.texts[1].startswith("Sambungan terputus")


async def test_an_edit_that_was_cut_off_is_repeated(world, budi):
    answer = await budi.ask(QUESTION)
    world.server.hang_up("editMessageReplyMarkup", arrives=False)
    await budi.press(answer, "👍")
    await world.server.until(lambda: "👍 ✓" in str(budi.chat.from_bot[-1]))


async def test_to_someone_who_blocked_the_bot_the_answer_comes_when_that_is_over(world, budi, caplog):
    world.server.close_chat(10, 403, "Forbidden: bot was blocked by the user")
    await budi.say(QUESTION)
    await world.server.until(lambda: world.log.entries() and world.log.entries()[0].delivery == Delivery.CLOSED)
    world.server.open_chat(10)
    await budi.chat.bot_is("member", budi)
    await settled(world)
    assert "Traceback" not in caplog.text and len(answers(budi)) == 1


async def test_the_token_is_not_logged(world, budi, caplog):
    caplog.set_level(logging.INFO)
    await budi.ask(QUESTION)
    assert world.settings.telegram_bot_token.get_secret_value() not in caplog.text


@asynccontextmanager
async def crashing(world):
    """A bot that hears and acknowledges, but stops before it works on anything."""
    application = world.bot()
    async with application:
        await application.updater.start_polling(allowed_updates=UPDATES)
        yield
        await world.server.until(lambda: world.log.pending() and not world.server._updates)
        await application.updater.stop()


async def test_a_question_taken_in_before_a_crash_is_answered_once_after_it(empty_world, budi):
    empty_world.stock()
    async with crashing(empty_world):
        await budi.say(QUESTION)
    for _ in range(2):
        async with empty_world.running():
            await budi.chat.wait(1)
            await settled(empty_world)
    assert len(answers(budi)) == 1 and len(empty_world.log.entries()) == 1


async def test_an_answer_composed_before_a_crash_is_only_sent_after_it(empty_world, budi):
    empty_world.stock()
    async with crashing(empty_world):
        await budi.say(QUESTION)
    empty_world.assistant(ExtractiveComposer()).ask(empty_world.log.pending()[0])
    composer = SlowComposer()
    async with empty_world.running(composer):
        await budi.chat.wait(1)
        await settled(empty_world)
    assert composer.asked == [] and len(answers(budi)) == 1 and len(empty_world.log.entries()) == 1


async def test_a_question_the_log_could_not_take_is_fetched_again(empty_world, budi):
    class LogOnAFullDisk(AnswerLog):
        failures = 1

        def receive(self, question, part_of=None):
            if self.failures:
                self.failures -= 1
                raise OSError("disk penuh")
            return super().receive(question, part_of)

    empty_world.stock()
    empty_world.log.close()
    empty_world.log = LogOnAFullDisk(empty_world.settings.log_path)
    async with empty_world.running():
        await budi.ask(QUESTION)
        await settled(empty_world)
    assert len(answers(budi)) == 1


async def test_stopping_finishes_what_has_begun(empty_world, budi):
    world = empty_world
    world.stock()
    composer = SlowComposer()
    async with world.running(composer):
        await budi.say(QUESTION)
        await world.server.until(lambda: composer.asked)
        threading.Timer(0.3, composer.go.set).start()
    assert len(answers(budi)) == 1 and world.log.pending() == []


async def test_the_same_update_delivered_twice_is_answered_once(world, budi):
    message = await budi.say(QUESTION)
    await world.server.push(message=message)
    await budi.ask("/bantuan", count=2)
    assert len(answers(budi)) == 1


async def test_a_failure_while_answering_is_told_in_one_sentence(empty_world, budi):
    class Broken(ExtractiveComposer):
        def compose(self, question, passages, on_text=None, parts=()):
            raise RuntimeError("rusak")

    empty_world.stock()
    async with empty_world.running(Broken()):
        message = await budi.ask(QUESTION)
        await empty_world.server.until(lambda: not empty_world.log.pending())
    assert message["text"] == APOLOGY


async def test_a_failure_in_the_middle_takes_the_place_of_what_was_shown(empty_world, budi):
    class Broken(SlowComposer):
        def compose(self, question, passages, on_text=None, parts=()):
            on_text("Target indeks SPBE")
            self.go.wait(20)
            raise RuntimeError("rusak")

    composer = Broken()
    empty_world.stock()
    async with empty_world.running(composer):
        await budi.say(QUESTION)
        await budi.chat.wait_text("masih disusun")
        composer.go.set()
        await budi.chat.wait_text(APOLOGY)
        await empty_world.server.until(lambda: not empty_world.log.pending())
    assert budi.chat.texts == [APOLOGY]


async def test_typing_is_repeated_while_the_answer_takes_long(empty_world, budi):
    world = empty_world
    world.stock()
    composer = SlowComposer()
    async with world.running(composer):
        await budi.say(QUESTION)
        await world.server.until(lambda: [c.method for c in world.server.calls].count("sendChatAction") >= 2)
        composer.go.set()
        await budi.chat.wait(1)


async def test_a_long_answer_comes_in_parts_with_the_buttons_under_the_last(empty_world, budi):
    empty_world.stock()
    async with empty_world.running(LongComposer()):
        await budi.say(QUESTION)
        parts = await budi.chat.wait(3)
        await settled(empty_world)
    assert "".join(m["text"].split("Sumber")[0] for m in parts).count("Alinea panjang <& tentang target.") == 300
    assert ["reply_markup" in m for m in parts] == [False, False, True]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


async def test_by_webhook_only_calls_with_the_secret_count(empty_world, budi):
    port = free_port()
    world = World(
        empty_world.folder,
        empty_world.server,
        telegram_webhook_url="https://contoh.invalid",
        telegram_webhook_secret="rahasia_1",
        telegram_webhook_listen=f"127.0.0.1:{port}",
    )
    # Settings want https, as Telegram does; here nobody stands in between who would speak it.
    world.settings = world.settings.model_copy(update={"telegram_webhook_url": f"http://127.0.0.1:{port}"})
    world.stock()
    async with world.running(by_webhook=True):
        assert (await budi.ask(QUESTION))["text"].startswith(ANSWER)
        async with aiohttp.ClientSession() as http:
            headers = {"X-Telegram-Bot-Api-Secret-Token": "salah"}
            async with http.post(world.server.webhook["url"], json={"update_id": 1}, headers=headers) as response:
                assert response.status == 403
    world.close()


# an answer that has not surely arrived is tried again while the bot runs


def hasty(application) -> None:
    """As the bot, but with short pauses."""
    application.bot.rate_limiter.pauses = (0.01,)
    application.bot_data["delivering"].pauses = (0.05,)


@pytest.mark.parametrize("times", [1, 5])
async def test_an_answer_refused_as_if_the_token_were_wrong_comes_once_the_server_knows_it_again(world, budi, times):
    hasty(world.application)
    for _ in range(times):
        world.server.fail("sendMessage", 404, "Not Found")
    await budi.say(QUESTION)
    await settled(world)
    assert len(budi.chat.texts) == len(answers(budi)) == 1


async def test_what_answers_in_the_place_of_telegram_loses_no_answer_and_is_not_quoted_in_the_log(world, budi, caplog):
    hasty(world.application)
    for status in (200, 200, 404, 502):
        world.server.answer("sendMessage", "<html>Silakan masuk ke jaringan kantor</html>", status=status)
    await budi.say(QUESTION)
    await settled(world)
    assert len(budi.chat.texts) == len(answers(budi)) == 1
    assert "jaringan kantor" not in caplog.text and "ERROR" not in caplog.text


@pytest.mark.parametrize(("status", "body"), [(200, '{"ok": true, "result": {"mess'), (504, "<html>Gateway Time-out</html>")])
async def test_an_answer_that_telegram_took_but_did_not_say_so_readably_is_not_sent_again(world, budi, status, body):
    world.server.answer("sendMessage", body, arrives=True, status=status)
    await budi.say(QUESTION)
    await budi.chat.wait(2)
    await settled(world)
    assert len(answers(budi)) == 1 and budi.chat.texts[1].startswith("Sambungan terputus")


async def test_after_two_breaks_in_a_row_the_button_comes_that_brings_the_answer(world, budi):
    hasty(world.application)
    for _ in range(2):
        world.server.hang_up("sendMessage", arrives=False)
    offer = await budi.ask(QUESTION)
    await settled(world)
    assert offer["text"].startswith("Sambungan terputus")
    await budi.press(offer, "Tampilkan jawaban")
    await budi.chat.wait_text(ANSWER)


async def test_of_an_answer_in_parts_only_those_are_tried_again_that_have_not_arrived(empty_world, budi):
    empty_world.stock()
    async with empty_world.running(LongComposer()):
        hasty(empty_world.application)
        second = empty_world.server.hold("sendMessage"), empty_world.server.hold("sendMessage")
        await budi.say(QUESTION)
        second[0].go.set()
        await second[1].came.wait()
        for _ in range(4):
            empty_world.server.fail("sendMessage", 500, "Internal Server Error")
        second[1].go.set()
        await settled(empty_world)
    assert "".join(m["text"].split("Sumber")[0] for m in budi.chat.from_bot).count("Alinea panjang") == 300


async def test_a_later_answer_of_the_same_chat_waits_for_the_one_before(world, budi):
    world.server.close_chat(10, 403, "Forbidden: bot was blocked by the user")
    await budi.say(QUESTION)
    await budi.say("Siapa penanggung jawab target indeks SPBE?")
    await world.server.until(lambda: len(world.log.entries()) == 2)
    world.server.open_chat(10)
    await budi.chat.bot_is("member", budi)
    await settled(world)
    replied = [message["reply_to_message"]["text"] for message in budi.chat.from_bot]
    assert replied == [QUESTION, "Siapa penanggung jawab target indeks SPBE?"]


async def test_a_chat_that_is_found_open_by_a_new_question_gets_what_waited(world, budi):
    world.server.close_chat(10, 403, "Forbidden: bot was blocked by the user")
    await budi.say(QUESTION)
    await world.server.until(lambda: world.log.entries() and world.log.entries()[0].delivery == Delivery.CLOSED)
    world.server.open_chat(10)
    await budi.say("Siapa penanggung jawab target indeks SPBE?")
    assert [message["reply_to_message"]["text"] for message in await budi.chat.wait(2)][0] == QUESTION


async def test_once_polls_succeed_again_what_waited_is_sent(world, budi):
    world.application.bot.rate_limiter.pauses, world.application.bot_data["delivering"].pauses = (0.01,), (3600,)
    for _ in range(2):
        world.server.fail("sendMessage", 500, "Internal Server Error")
    world.application.bot_data["polling"].pauses = (0.01,)
    await budi.say(QUESTION)
    await world.server.until(lambda: world.log.entries() and world.log.entries()[0].delivery == Delivery.WAITING)
    world.server.fail("getUpdates", 502, "Bad Gateway")
    await budi.chat.wait_text(ANSWER)


async def test_what_telegram_refuses_for_its_form_comes_plain_and_else_a_sentence(world, budi):
    world.server.fail("sendMessage", 400, "Bad Request: can't parse entities")
    plain = await budi.ask(QUESTION)
    assert plain["text"].startswith(ANSWER) and "entities" not in plain and labels(plain) == []
    for _ in range(2):
        world.server.fail("sendMessage", 400, "Bad Request: message is too long")
    assert (await budi.ask(QUESTION))["text"] == REFUSED
    await settled(world)


class Troubled:
    """The deliveries of an application, where some calls of `method` end in `error`."""

    def __init__(self, application, method: str, error: Exception, times: int):
        self._deliveries, self._method, self._errors = application.bot_data["deliveries"], method, [error] * times
        application.bot_data["delivering"] = Delivering(self)
        hasty(application)

    def __getattr__(self, name):
        if name == self._method and self._errors:
            raise self._errors.pop()
        return getattr(self._deliveries, name)


@pytest.mark.parametrize(
    ("method", "error", "times"),
    [("end", BotError("Log sedang ditulis proses lain."), 3), ("note", RuntimeError("rusak"), 1)],
    ids=["busy", "a fault"],
)
async def test_what_goes_wrong_around_a_send_neither_repeats_nor_loses_the_answer(world, budi, method, error, times):
    Troubled(world.application, method, error, times)
    await budi.say(QUESTION)
    await settled(world)
    assert len(budi.chat.texts) == len(answers(budi)) == 1


async def test_each_button_of_a_choice_has_an_answer_of_its_own(world, budi):
    offer = await budi.ask(QUESTION)
    choices = (QUESTION, "Siapa penanggung jawab target indeks SPBE?")
    asked = Inquiry("Bagaimana SPBE?", 10, "Budi", 10)
    log_id = world.log.record(
        Answer("Bagaimana SPBE?", "Yang mana?", True, (), (), "kutipan", 1.0, None, choices=choices), asked
    )
    for number in range(2):
        await budi.press_data(offer, f"c:{log_id}:{number}")
        await budi.chat.wait(2 + number)
        await settled(world)
    assert len(budi.chat.texts) == 3 and len(answers(budi)) == 2


async def test_too_many_requests_to_one_chat_hold_up_no_other(world, budi, dina):
    world.server.fail("sendMessage", 429, "Too Many Requests: retry after 10", retry_after=10)
    await budi.say(QUESTION)
    await world.server.until(lambda: 429 in [call.status for call in world.server.calls])
    await dina.ask(QUESTION)
    assert budi.chat.texts == []


async def test_after_a_day_an_answer_is_given_up_and_that_is_said_once(empty_world, budi, caplog):
    world = empty_world
    world.stock()
    asked = await budi.say(QUESTION)
    world.server._updates.clear()
    assert world.log.receive(Inquiry(QUESTION, 10, "Budi", 10, None, f"10:{asked['message_id']}"))
    with sqlite3.connect(world.settings.log_path) as db:
        db.execute("UPDATE messages SET received_at = '2020-01-01T00:00:00.000+00:00'")
    world.server.close_chat(10, 403, "Forbidden: bot was blocked by the user")
    async with world.running():
        await settled(world)
    assert world.log.entries()[0].delivery == Delivery.LOST and caplog.text.count("tidak sampai dalam sehari") == 1


# where an answer goes when its chat has changed


async def test_the_answer_to_a_group_that_became_a_supergroup_goes_there(empty_world, budi):
    world, composer = empty_world, SlowComposer()
    world.stock()
    old, new = Chat(world.server, -5, "group", "Forum OPD"), Chat(world.server, -1005, "supergroup", "Forum OPD")
    async with world.running(composer):
        await budi.say(f"@{USERNAME} {QUESTION}", chat=old)
        await world.server.until(lambda: composer.asked)
        await old.become_supergroup(new)
        composer.go.set()
        await settled(world)
        assert [text.startswith(ANSWER) for text in new.texts] == [True] and old.texts == []
        assert await world.server.until(lambda: [entry.chat_id for entry in world.log.entries()] == [-1005])


@pytest.mark.parametrize("refusal", ["message thread not found", "TOPIC_CLOSED"])
async def test_the_answer_to_a_topic_that_is_gone_goes_to_the_general_one(world, budi, refusal):
    group = world.group(forum=True)
    world.server.close_chat(group.id, 400, f"Bad Request: {refusal}", thread=77)
    answer = await budi.ask(f"@{USERNAME} {QUESTION}", chat=group, thread=77)
    await settled(world)
    assert answer["text"].startswith(ANSWER) and "message_thread_id" not in answer
    assert answer["reply_to_message"]["text"].endswith(QUESTION)


async def test_an_answer_waits_while_the_bot_is_out_of_the_group_and_comes_when_it_is_back(world, budi):
    group = world.group()
    world.server.close_chat(group.id, 403, "Forbidden: bot was kicked from the supergroup chat")
    await budi.say(f"@{USERNAME} {QUESTION}", chat=group)
    await world.server.until(lambda: world.log.entries() and world.log.entries()[0].delivery == Delivery.CLOSED)
    world.server.open_chat(group.id)
    await group.bot_is("member", budi)
    await settled(world)
    assert [text.startswith(ANSWER) for text in group.texts] == [True]
    assert world.log.entries()[0].delivery == Delivery.ARRIVED
