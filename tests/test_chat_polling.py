"""The bot goes on hearing: refused polls, malformed and repeated updates, people without a name, a second bot, the way it ends."""

import asyncio
import json
import logging
import signal
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from chat_world import QUESTION, World
from telegram_server import Fault, Refusal

from bot.models import Role

WORKER = Path(__file__).with_name("bot_process.py")


def polling_hastily(world):
    polling = world.application.bot_data["polling"]
    polling.pauses = (0.01, 0.05)
    return polling


@pytest.mark.parametrize("status", [401, 404, 409, 502])
async def test_after_polls_that_were_refused_the_bot_hears_again_and_says_so_once(world, budi, caplog, status):
    caplog.set_level(logging.INFO)
    polling_hastily(world)
    for _ in range(4):
        world.server.fail("getUpdates", status, "Unauthorized")
    await world.server.until(lambda: not world.server._faults["getUpdates"])
    await budi.ask(QUESTION)
    assert caplog.text.count("tidak dapat diambil") == caplog.text.count("masuk lagi") == 1
    assert "ERROR" not in caplog.text and "Traceback" not in caplog.text


async def test_a_page_of_a_proxy_in_the_place_of_updates_is_only_waited_out(world, budi, caplog):
    polling_hastily(world)
    for status, body in ((200, "<html>masuk</html>"), (404, "<html>masuk</html>"), (200, '{"ok": true, "resu'), (200, "[]")):
        world.server.answer("getUpdates", body, status=status)
    await world.server.until(lambda: not world.server._faults["getUpdates"])
    await budi.ask(QUESTION)
    assert "ERROR" not in caplog.text and "masuk</html>" not in caplog.text


# one bad update stops no other


MALFORMED = {
    "a date that is none": {"date": "kemarin"},
    "no date": {"date": None},
    "a chat that is none": {"chat": 7},
    "text that is a number": {"text": 5},
}


@pytest.mark.parametrize("wrong", MALFORMED.values(), ids=MALFORMED)
async def test_a_malformed_update_is_set_aside_and_the_others_are_answered(world, budi, caplog, wrong):
    sender = {"message_id": 7001, "chat": budi.chat.wire, "from": budi.user, "date": 1, "text": "rahasia"}
    await world.server.push_raw({"update_id": 7001, "message": sender | wrong})
    await budi.ask(QUESTION)
    (kept,) = world.settings.unreadable_dir.glob("*.json")
    assert json.loads(kept.read_text())["update_id"] == 7001
    assert "rahasia" not in caplog.text and len(budi.chat.texts) == 1
    await world.server.until(lambda: not world.server._updates)


@pytest.mark.parametrize("name", ["", None])
async def test_who_has_no_name_is_answered_like_anybody(world, name):
    somebody = world.member(30, "Tanpa Nama", Role.OPD)
    somebody.user["first_name"] = name
    for text in (QUESTION, "/start", "/bantuan"):
        before = len(somebody.chat.from_bot)
        message = {"message_id": world.server.next_id(), "chat": somebody.chat.wire, "from": somebody.user, "date": 1}
        await world.server.push_raw(
            {"update_id": world.server.next_id(), "message": message | {"text": text, **somebody._entities(text)}}
        )
        await somebody.chat.wait(1, before)
    assert world.log.entries()[0].user_name == "Tanpa nama"


# what comes twice is done once


def updates_of(server) -> list[dict]:
    """What is pushed from now on stays to be pushed again."""
    pushed, push = [], server.push_raw

    async def keep(update: dict) -> None:
        pushed.append(update)
        await push(update)

    server.push_raw = keep
    return pushed


async def test_commands_that_come_again_are_not_done_again_not_even_after_a_restart(empty_world):
    world = empty_world
    world.stock()
    pushed = updates_of(world.server)
    async with world.running():
        for count in range(1, 4):
            await world.admin.ask("/undang opd")
        for update in reversed(pushed[:]):
            await world.server.push_raw(update)
        await world.admin.ask("/bantuan")
    async with world.running():
        for update in pushed[:]:
            await world.server.push_raw(update)
        await world.server.until(lambda: not world.server._updates)
        await world.admin.ask("/bantuan", count=1)
    invitations = [text for text in world.admin.chat.texts if "?start=" in text]
    assert len(invitations) == 3 and len(world.admin.chat.texts) == 5


async def test_a_batch_that_could_not_be_kept_is_fetched_again_without_doing_its_commands_again(empty_world, budi):
    class Failing:
        """The log's file, which can't be written once."""

        def __init__(self, log):
            self._log, self._failures = log, 1

        def __getattr__(self, name):
            return getattr(self._log, name)

        def receive(self, question, part_of=None):
            if self._failures:
                self._failures -= 1
                raise OSError("disk penuh")
            return self._log.receive(question, part_of)

    world = empty_world
    world.stock()
    world.log = Failing(world.log)
    for _ in range(3):
        await world.admin.say("/undang opd")
    await budi.say(QUESTION)
    async with world.running():
        await budi.chat.wait(1)
        await world.admin.ask("/bantuan")
    assert len(world.admin.chat.texts) == 4 and len(budi.chat.texts) == 1


# how it ends


@asynccontextmanager
async def bot_process(world: World, patience: float = 600.0):
    """A process with `tanya bot`'s own way of running; what it wrote is in `.stderr` once it has ended."""
    command = [sys.executable, WORKER, world.folder, world.server.base_url, world.server.base_file_url, str(patience)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        await world.server.until(lambda: world.server.polls > 0, timeout=120)
        yield process
    finally:
        process.kill()
        await asyncio.to_thread(process.communicate)


async def ended(process: subprocess.Popen) -> tuple[int, str]:
    written = await asyncio.to_thread(process.stderr.read)
    return await asyncio.to_thread(process.wait), written


async def test_where_the_token_is_refused_for_long_the_process_ends_for_a_supervisor_to_start_it_again(empty_world):
    async with bot_process(empty_world, patience=0.2) as process:
        for _ in range(50):
            empty_world.server.fail("getUpdates", 401, "Unauthorized")
        code, written = await ended(process)
    assert code == 1 and "Telegram terus menolak token" in written.splitlines()[-1]
    assert "Traceback" not in written and "ERROR" not in written


async def test_refusals_with_other_failures_between_them_end_nothing(world, budi):
    polling = polling_hastily(world)
    polling.patience = 0.2
    for _ in range(10):
        world.server.fail("getUpdates", 401, "Unauthorized")
        world.server.fail("getUpdates", 502, "Bad Gateway")
    await world.server.until(lambda: not world.server._faults["getUpdates"])
    assert not polling.refused
    await budi.ask(QUESTION)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
async def test_stopped_while_telegram_is_away_it_ends_at_once_without_an_error(empty_world, sign):
    async with bot_process(empty_world) as process:
        empty_world.server.weather = lambda method: Fault(Refusal("Bad Gateway", 502))
        process.send_signal(sign)
        code, written = await ended(process)
    assert code == 0 and "ERROR" not in written and "Traceback" not in written
