"""The line of questions: a few at a time, everybody in turn, and who waits long hears the place."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

from chat_world import QUESTION

from bot.answering.extractive.composer import ExtractiveComposer
from bot.chat.traffic.line import Line
from bot.models import Role


class Visit:
    """One question in a line: it stays at the counter until it may go."""

    def __init__(self, line: Line, person: str, name: str, served: list[str]):
        self.told: list[int] = []
        self._line, self._person, self._name, self._served = line, person, name, served
        self.go = asyncio.Event()
        self.task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        async with self._line.turn(self._person, self.told.append):
            self._served.append(self._name)
            await self.go.wait()


async def visits(line: Line, names: Sequence[str]) -> tuple[list[Visit], list[str]]:
    """Whoever the first letter of a name says has come, in this order."""
    served: list[str] = []
    made = [Visit(line, name[0], name, served) for name in names]
    await asyncio.sleep(0)
    return made, served


async def test_the_first_question_of_each_comes_before_anothers_third():
    made, served = await visits(Line(1), ["a1", "a2", "a3", "b1", "c1", "b2"])
    for visit in made:
        visit.go.set()
    await asyncio.gather(*(visit.task for visit in made))
    assert served == ["a1", "b1", "c1", "a2", "b2", "a3"]


async def test_no_more_than_there_are_places_are_served_at_a_time():
    made, served = await visits(Line(2), ["a1", "b1", "c1", "d1"])
    assert served == ["a1", "b1"]
    made[1].go.set()
    await made[1].task
    await asyncio.sleep(0)
    assert served == ["a1", "b1", "c1"]
    for visit in made:
        visit.go.set()
    await asyncio.gather(*(visit.task for visit in made))


async def test_who_gives_up_waiting_holds_no_place():
    made, served = await visits(Line(1), ["a1", "b1", "c1"])
    made[1].task.cancel()
    made[0].go.set()
    made[2].go.set()
    await asyncio.gather(made[0].task, made[2].task)
    assert served == ["a1", "c1"]


async def test_who_waits_long_hears_once_how_many_are_before():
    made, _ = await visits(Line(1, patience=0.01), ["a1", "b1", "c1"])
    while not all(visit.told for visit in made[1:]):
        await asyncio.sleep(0.01)
    assert [visit.told for visit in made] == [[], [1], [2]]
    for visit in made:
        visit.go.set()
    await asyncio.gather(*(visit.task for visit in made))


async def test_who_is_called_as_patience_ends_is_served():
    made, served = await visits(Line(1, patience=0.01), ["a1", "b1"])
    made[0].go.set()
    made[1].go.set()
    time.sleep(0.05)  # the loop finds both at once: the place that is free, and the end of patience
    await asyncio.gather(*(visit.task for visit in made))
    assert served == ["a1", "b1"] and made[1].told == []


class Held(ExtractiveComposer):
    """Composes nothing until it is let go."""

    def __init__(self):
        super().__init__()
        self.loop, self.go = asyncio.get_running_loop(), asyncio.Event()

    def compose(self, *given, **more):
        asyncio.run_coroutine_threadsafe(self.go.wait(), self.loop).result()
        return super().compose(*given, **more)


@asynccontextmanager
async def one_behind_the_other(world, first, second) -> AsyncIterator[Held]:
    """A bot that answers one at a time while two ask; the composer's `go` lets the first be answered."""
    world.stock()
    composer = Held()
    async with world.running(composer) as application:
        application.bot_data["core"] = replace(application.bot_data["core"], line=Line(1, patience=0.05))
        await first.say(QUESTION)
        await world.server.until(lambda: any(call.method == "sendChatAction" for call in world.server.calls))
        await second.say(QUESTION)
        yield composer


async def test_the_place_in_line_stands_where_the_answer_comes(empty_world):
    budi, sari = empty_world.member(10, "Budi", Role.OPD), empty_world.member(11, "Sari", Role.OPD)
    async with one_behind_the_other(empty_world, budi, sari) as composer:
        (notice,) = await sari.chat.wait()
        assert notice["text"] == "Masih ada 1 pertanyaan sebelum Anda. Jawabannya nanti muncul di pesan ini."
        composer.go.set()
        await sari.chat.wait_text("3,45")
        await budi.chat.wait_text("3,45")
    assert len(sari.chat.texts) == 1 and len(budi.chat.texts) == 1


async def test_at_a_stop_who_waits_in_line_is_left_for_the_next_start_which_answers_where_the_place_was_told(empty_world):
    budi, sari = empty_world.member(10, "Budi", Role.OPD), empty_world.member(11, "Sari", Role.OPD)
    async with one_behind_the_other(empty_world, budi, sari) as composer:
        await sari.chat.wait_text("Masih ada 1 pertanyaan")
        composer.loop.call_later(0.3, composer.go.set)
    assert [question.user_id for question in empty_world.log.pending()] == [11]
    async with empty_world.running():
        await sari.chat.wait_text("3,45")
    assert len(sari.chat.texts) == 1
