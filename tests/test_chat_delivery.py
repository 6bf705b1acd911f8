"""No question is lost and none answered twice: Telegram's faults, restarts, webhooks, long answers."""

import logging
import socket
import threading
import time
from contextlib import asynccontextmanager

import aiohttp
import pytest
from chat_world import QUESTION, World

from bot.answering.extractive.composer import ExtractiveComposer
from bot.chat.app import UPDATES
from bot.journal.answer_log import AnswerLog
from bot.models import Draft

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


async def test_someone_who_blocked_the_bot_is_no_error(world, budi, caplog):
    world.server.fail("sendMessage", 403, "Forbidden: bot was blocked by the user")
    await budi.say(QUESTION)
    await settled(world)
    assert "Traceback" not in caplog.text and len(world.log.entries()) == 1
    assert "3,45" in (await budi.ask(QUESTION))["text"]


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

        def receive(self, question):
            if self.failures:
                self.failures -= 1
                raise OSError("disk penuh")
            return super().receive(question)

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
    assert message["text"] == "Maaf, ada gangguan di server. Silakan coba lagi beberapa saat lagi."


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
