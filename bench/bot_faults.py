"""How many answers arrive once, twice or never while Telegram fails or the bot is killed: `python bench/bot_faults.py [--help]`.

The bot of tests/chat_world.py and its Bot API server, two small documents, no model: what is measured is the delivery, not the
answering. Each person asks a number of questions at once. An answer that came as the button "Tampilkan jawaban" is counted apart.
"""

import argparse
import asyncio
import logging
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

TESTS = Path(__file__).parent.parent / "tests"
sys.path.insert(0, str(TESTS))

from chat_world import QUESTION, World  # noqa: E402
from telegram_people import Person  # noqa: E402
from telegram_server import Fault, Refusal, TelegramServer  # noqa: E402

from bot.models import Role  # noqa: E402

SENDING = ("sendMessage", "getUpdates", "editMessageText", "answerCallbackQuery")
KINDS = ("slow", "429", "502", "404", "reset before", "reset after", "HTML", "JSON cut off")
PATIENCE = 600.0
"""Seconds after which what is still due counts as lost."""


class Weather:
    """Faults at random: a share of the calls that carry questions and answers."""

    def __init__(self, share: float, delay: float, seed: int):
        self.met, self.on = Counter[str](), True
        self._share, self._delay, self._random = share, delay, random.Random(seed)

    def __call__(self, method: str) -> Fault | None:
        if not self.on or method not in SENDING or self._random.random() > self._share:
            return None
        kind = self._random.choice(KINDS)
        self.met[kind] += 1
        return self._fault(kind)

    def _fault(self, kind: str) -> Fault:
        match kind:
            case "slow":
                return Fault(delay=self._delay, arrives=True)
            case "429":
                return Fault(Refusal("Too Many Requests: retry after 1", 429, retry_after=1))
            case "502":
                return Fault(Refusal("Bad Gateway", 502))
            case "404":
                return Fault(Refusal("Not Found", 404))
            case "reset before":
                return Fault(silence=0.001)
            case "reset after":
                return Fault(silence=0.001, arrives=True)
            case "HTML":
                return Fault(body="<html>Gateway</html>")
        return Fault(body='{"ok": true, "result": {"mess', arrives=True)


async def ask(people: list[Person], each: int, chance: random.Random, malformed: int) -> int:
    """Everybody's questions at once, out of order and some of them twice, with malformed updates between; how many are due."""
    server, updates = people[0].server, []

    async def collect(update: dict) -> None:
        updates.append(update)

    push, server.push_raw = server.push_raw, collect
    for person in people:
        for number in range(each):
            await person.say(f"{QUESTION} ({number + 1})")
    server.push_raw = push
    updates += chance.sample(updates, k=len(updates) // 5)
    updates += [{"update_id": server.next_id(), "message": {"text": 5, "from": person.user}} for person in people[:malformed]]
    chance.shuffle(updates)
    for update in updates:
        await server.push_raw(update)
        await asyncio.sleep(0.002)
    return len(people) * each


def outcome(people: list[Person], each: int) -> Counter[str]:
    """What became of each question: how often its answer stands in the chat."""
    found = Counter[str]()
    for person in people:
        came, offered = Counter[str](), Counter[str]()
        for message in person.chat.from_bot:
            question = message.get("reply_to_message", {}).get("text", "")
            kind = offered if message["text"].startswith("Sambungan terputus") else came
            kind[question] += 1
        for number in range(each):
            question = f"{QUESTION} ({number + 1})"
            found[_fate(came[question], offered[question])] += 1
    return found


def _fate(came: int, offered: int) -> str:
    if came > 1:
        return "twice"
    if came:
        return "once, and the button" if offered else "once"
    return "the button only" if offered else "lost"


@asynccontextmanager
async def calm(world: World, faster: float) -> AsyncIterator[None]:
    """The bot in this process, its pauses as many times shorter as Telegram's slow answers are."""
    async with world.running() as application:
        for part in (application.bot.rate_limiter, application.bot_data["polling"], application.bot_data["delivering"]):
            part.pauses = tuple(pause / faster for pause in part.pauses)
        yield


@asynccontextmanager
async def killed_at_random(world: World, kills: int, chance: random.Random) -> AsyncIterator[None]:
    """The bot as a process that is killed and started again so many times; then it is left running."""
    server = world.server
    command = [sys.executable, TESTS / "bot_process.py", world.folder, server.base_url, server.base_file_url, str(PATIENCE)]
    for _ in range(kills):
        process = await started(world, command)
        await asyncio.sleep(chance.uniform(0, 2))
        process.kill()
        await asyncio.to_thread(process.wait)
    process = await started(world, command)
    try:
        yield
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait)


async def started(world: World, command: list) -> subprocess.Popen:
    """The process, as soon as it is at work."""
    world.server.commands.clear()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    await world.server.until(lambda: "default" in world.server.commands, timeout=PATIENCE)
    return process


async def measure(options: argparse.Namespace) -> None:
    chance, since = random.Random(options.seed), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        async with TelegramServer() as server:
            world = World(Path(folder), server)
            world.stock()
            people = [world.member(1000 + number, f"Orang {number}", Role.OPD) for number in range(options.people)]
            weather = server.weather = Weather(options.share, 30 / options.faster, options.seed)
            asking = asyncio.create_task(ask(people, options.each, chance, options.malformed))
            running = killed_at_random(world, options.kills, chance) if options.kills else calm(world, options.faster)
            async with running:
                due = await asking
                with suppress(TimeoutError):
                    await server.until(lambda: world.log.how_many() >= due and not world.log.pending(), timeout=PATIENCE)
            show(outcome(people, options.each), weather, options, time.monotonic() - since)
            world.close()


def show(found: Counter[str], weather: Weather, options: argparse.Namespace, seconds: float) -> None:
    print(f"{sum(found.values())} questions of {options.people} people, {options.kills} kills, {seconds:.0f} s")
    print("faults: " + ", ".join(f"{kind} {count}" for kind, count in sorted(weather.met.items())))
    for fate in ("once", "once, and the button", "the button only", "twice", "lost"):
        print(f"{fate:>22} {found[fate]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--each", type=int, default=3, help="questions a person asks at once")
    parser.add_argument("--share", type=float, default=0.3, help="of calls that meet a fault")
    parser.add_argument("--faster", type=float, default=20, help="how many times less than 30 s a slow answer takes")
    parser.add_argument("--malformed", type=int, default=5, help="updates that can't be read")
    parser.add_argument("--kills", type=int, default=0, help="run the bot as a process that is killed so often")
    parser.add_argument("--seed", type=int, default=1)
    logging.disable(logging.CRITICAL)
    asyncio.run(measure(parser.parse_args()))


if __name__ == "__main__":
    main()
