"""With a language model the answer grows in one message, and ends as any other answer: with sources and buttons, once."""

import subprocess
import sys
import threading
import time
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from chat_world import QUESTION, UNKNOWN
from llm_server import Handler, hangs_up, llm_server
from telegram_people import labels
from telegram_server import USERNAME

from bot.answering.extractive.composer import ExtractiveComposer
from bot.answering.llm.composer import LlmComposer
from bot.answering.llm.language_model import LanguageModel
from bot.chat import html_text, render
from bot.models import Role

WORKER = Path(__file__).with_name("chat_worker.py")
FIRST = "Pada 2026 target indeks SPBE Kabupaten Contoh 3,45"
SECOND = "Penanggung jawab target itu Diskominfo"
UNFINISHED = "Jawaban masih disusun …"
QUOTED = "Target indeks SPBE Kabupaten Contoh tahun 2026 adalah 3,45."


class Writing:
    """A model that writes a piece each time it is let go on, then ends well or, with `dies`, in the middle."""

    def __init__(self, *pieces: str, dies: bool = False):
        self._pieces, self._dies = pieces, dies
        self._turns = threading.Semaphore(0)

    def go_on(self, turns: int = 1) -> None:
        self._turns.release(turns)

    def __call__(self, handler: Handler) -> None:
        handler.begin(**({"Content_Length": "100000"} if self._dies else {}))
        for piece in self._pieces:
            while not self._turns.acquire(timeout=0.05):
                if handler.server.stopping.is_set():
                    return
            handler.event(delta={"content": piece})
        if not self._dies:
            handler.event(delta={}, finish_reason="stop")


@pytest.fixture
def budi(empty_world):
    empty_world.stock()
    return empty_world.member(10, "Budi", Role.OPD)


@asynccontextmanager
async def running(world, behaviour):
    """The bot with a language model that behaves so."""
    with llm_server(behaviour) as server:
        async with world.running(LlmComposer(LanguageModel(server.base_url, "model-uji"), ExtractiveComposer())):
            yield


async def settled(world) -> None:
    await world.server.until(lambda: world.log.entries() and not world.log.pending(), timeout=20)


def calls(world, method: str) -> list[int]:
    """The statuses these calls got."""
    return [call.status for call in world.server.calls if call.method == method]


async def test_the_text_appears_grows_and_ends_as_the_answer_with_its_sources_and_buttons(empty_world, budi):
    model = Writing(f"{FIRST} [1]. ", f"{SECOND} [1]. ", "Anggarannya Rp9 miliar [1].")
    async with running(empty_world, model):
        asked = await budi.say(QUESTION)
        model.go_on()
        (message,) = await budi.chat.wait()
        assert message["text"] == f"{FIRST}.\n\n{UNFINISHED}" and labels(message) == []
        assert message["reply_to_message"]["message_id"] == asked["message_id"]
        model.go_on()
        await budi.chat.wait_text(f"{FIRST}. {SECOND}.\n\n{UNFINISHED}")
        model.go_on()
        await settled(empty_world)
    (message,) = budi.chat.from_bot
    assert message["text"].startswith(f"{FIRST}. [1] {SECOND}. [2]\n\nSumber\n[1]") and "Rp9" not in message["text"]
    assert labels(message) == ["📄 1,2 · hlm. 2", "📋 Salin", "👍", "👎"]
    assert empty_world.log.entries()[0].composer == "llm"


async def test_a_model_that_dies_in_the_middle_leaves_the_quoted_answer_in_the_place_of_its_text(empty_world, budi):
    model = Writing(f"{FIRST} [1]. ", f"{SECOND} [", dies=True)
    async with running(empty_world, model):
        await budi.say(QUESTION)
        model.go_on()
        await budi.chat.wait_text(UNFINISHED)
        model.go_on()
        await settled(empty_world)
    (message,) = budi.chat.from_bot
    assert message["text"].startswith(f"{QUOTED} [1]\n\nSumber") and labels(message)[-2:] == ["👍", "👎"]
    assert empty_world.log.entries()[0].composer == ExtractiveComposer.name


async def test_too_many_requests_while_the_text_grows_only_slow_it_down(empty_world, budi):
    model = Writing(f"{FIRST} [1]. ", f"{SECOND} [1]. ", " ")
    async with running(empty_world, model):
        await budi.say(QUESTION)
        model.go_on()
        await budi.chat.wait()
        empty_world.server.fail("editMessageText", 429, "Too Many Requests: retry after 1", retry_after=1)
        model.go_on()
        await empty_world.server.until(lambda: 429 in calls(empty_world, "editMessageText"))
        model.go_on()
        await settled(empty_world)
    (message,) = budi.chat.from_bot
    assert message["text"].startswith(f"{FIRST}. [1] {SECOND}. [2]\n\nSumber")


class Chatty(ExtractiveComposer):
    """Tells of its progress far more often than anybody could read, and now and then nothing new."""

    def compose(self, question, passages, on_text=None, parts=()):
        for number in range(600):
            on_text("Kalimat <&. " * (1 + number // 3))
            time.sleep(0.003)
        return super().compose(question, passages)


async def test_however_fast_the_text_comes_it_is_shown_about_once_a_second_and_never_unchanged(empty_world, budi):
    async with empty_world.running(Chatty()):
        await budi.say(QUESTION)
        await settled(empty_world)
    edits = calls(empty_world, "editMessageText")
    assert set(edits) == {200} and len(edits) < 20
    assert len(budi.chat.texts) == 1 and budi.chat.texts[0].startswith(QUOTED)


def test_what_is_too_long_for_a_message_is_shown_as_far_as_it_fits():
    shown = render.unfinished("Alinea panjang <& tentang target. " * 300)
    assert html_text.width(html_text.visible(shown)) <= html_text.LIMIT and html_text.visible(shown).endswith(
        f"target.\n\n{UNFINISHED}"
    )


async def test_when_the_first_text_cannot_be_sent_the_answer_comes_as_a_message_of_its_own(empty_world, budi):
    model = Writing(f"{FIRST} [1]. ", f"{SECOND} [1]. ")
    empty_world.server.fail("sendMessage", 400, "Bad Request: not today")
    async with running(empty_world, model):
        await budi.say(QUESTION)
        model.go_on()
        await empty_world.server.until(lambda: 400 in calls(empty_world, "sendMessage"))
        model.go_on()
        await settled(empty_world)
    assert len(budi.chat.texts) == 1 and "Sumber" in budi.chat.texts[0] and calls(empty_world, "editMessageText") == []


async def test_when_the_growing_message_was_deleted_the_answer_comes_as_a_new_one(empty_world, budi):
    model = Writing(f"{FIRST} [1]. ", " ")
    async with running(empty_world, model):
        await budi.say(QUESTION)
        model.go_on()
        (message,) = await budi.chat.wait()
        del empty_world.server.messages[budi.id, message["message_id"]]
        model.go_on()
        await settled(empty_world)
    assert len(budi.chat.texts) == 1 and "Sumber" in budi.chat.texts[0]


@pytest.mark.parametrize("arrives", [True, False])
async def test_a_last_edit_that_was_cut_off_is_repeated_and_offers_nothing_twice(empty_world, budi, arrives):
    model = Writing(f"{FIRST} [1]. ", " ")
    async with running(empty_world, model):
        await budi.say(QUESTION)
        model.go_on()
        await budi.chat.wait()
        empty_world.server.hang_up("editMessageText", arrives)
        model.go_on()
        await settled(empty_world)
    (message,) = budi.chat.from_bot
    assert "Sumber" in message["text"] and labels(message)[-2:] == ["👍", "👎"]


async def test_in_a_group_the_answer_comes_whole(empty_world, budi):
    model, group = Writing(f"{FIRST} [1]. ", f"{SECOND} [1]."), empty_world.group()
    model.go_on(2)
    async with running(empty_world, model):
        await budi.ask(f"@{USERNAME} {QUESTION}", chat=group)
        await settled(empty_world)
    assert len(group.texts) == 1 and calls(empty_world, "editMessageText") == []


@pytest.mark.parametrize(("behaviour", "question"), [(hangs_up, QUESTION), (Writing("Tak terpakai."), UNKNOWN)])
async def test_when_no_text_could_be_shown_the_answer_is_sent_as_without_a_model(empty_world, budi, behaviour, question):
    async with running(empty_world, behaviour):
        await budi.ask(question)
        await settled(empty_world)
    assert len(budi.chat.texts) == 1 and calls(empty_world, "editMessageText") == []


async def test_killed_while_the_text_grew_the_bot_answers_once_after_its_restart(empty_world, budi):
    server, model = empty_world.server, Writing(f"{FIRST} [1]. ", " ")
    with llm_server(model) as llm:
        command = [sys.executable, WORKER, empty_world.folder, server.base_url, server.base_file_url, llm.base_url]
        with subprocess.Popen(command) as bot:
            try:
                await budi.say(QUESTION)
                model.go_on()
                await budi.chat.wait(timeout=30)
            finally:
                bot.kill()
    assert empty_world.log.entries() == []
    for _ in range(2):
        async with empty_world.running():
            await settled(empty_world)
    *unfinished, answer = (
        budi.chat.texts
    )  # the answer takes over the growing message, unless the kill came before its id was kept
    assert answer.startswith(QUOTED) and len(empty_world.log.entries()) == 1
    assert all(text.endswith(UNFINISHED) for text in unfinished)
