"""Many people asking at once: `python bench/load.py [PEOPLE] [EACH]` (200 and 3).

The real program serves corpus/ with the real model, through the Bot API server of tests/. Everybody sends all their questions at once.
"""

import asyncio
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import psutil
from machine import machine, unforced
from planning_library import ROOM, ROOT, questions, settle

from bot.journal.answer_log import AnswerLog
from bot.models import Role
from bot.people.access import Access
from indexer.library import Library
from indexer.settings import LibrarySettings

sys.path.insert(0, str(ROOT / "tests"))
from telegram_people import Person  # noqa: E402
from telegram_server import TOKEN, TelegramServer  # noqa: E402

SETTINGS = LibrarySettings(corpus_dir=ROOT / "corpus", data_dir=ROOM / "load")
NO_ANSWER = "Masih ada"
"""How the line begins that tells the place in line."""
PATIENCE = 1200
LOOK = 0.1
"""Seconds between two looks at what the bot wrote."""
MIB = 1 << 20


@dataclass
class Seen:
    """What the people saw: when each question was answered, the most memory (MiB) and the processor time (s) of the bot."""

    begun: float
    answered: dict[str, float] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    memory: float = 0.0
    processor: float = 0.0

    def waits(self, keys: Sequence[str]) -> list[float]:
        return [self.answered[key] - self.begun for key in keys if key in self.answered]


def main(people: int = 200, each: int = 3) -> None:
    unforced()
    make_library()
    make_members(people)
    asked, seen, replies = asyncio.run(serve(people, each))
    keys = [key for of_person in asked for key in of_person]
    print(f"{people} people, {each} questions each at once")
    print(f"answered once: {sum(replies.get(key) == 1 for key in keys)} of {len(keys)}; in the log: {in_log()}")
    print(f"order kept in {sum(in_order(seen.waits(of_person)) for of_person in asked)} of {people} chats")
    p50, p95 = np.percentile(seen.waits(keys), [50, 95])
    print(
        f"wait: median {p50:.0f} s, p95 {p95:.0f} s, longest {max(seen.waits(keys)):.0f} s; told their place: {len(seen.told)}"
    )
    for number in range(each):
        p50, p95 = np.percentile(seen.waits([of_person[number] for of_person in asked]), [50, 95])
        print(f"  question {number + 1} of each: median {p50:.0f} s, p95 {p95:.0f} s")
    print(f"memory at most {seen.memory:.0f} MiB; {seen.processor / len(keys):.2f} s of processor a question")
    print(machine())


def make_library() -> None:
    settle(SETTINGS.data_dir)
    library = Library.open(SETTINGS)
    failed = [report.path for report in library.index() if report.status == "failed"]
    library.close()
    if failed:
        raise SystemExit(f"not indexed: {failed}")


def make_members(people: int) -> None:
    """A new log, in which so many people may ask."""
    path = SETTINGS.data_dir / "log.db"
    for left in path.parent.glob("log.db*"):  # the server counts its messages from 1 again
        left.unlink()
    AnswerLog(path).close()
    access = Access(path, frozenset())
    for number in range(1, people + 1):
        access.redeem(access.invite(Role.OPD, None), number, f"Pegawai {number}")
    access.close()


async def serve(people: int, each: int) -> tuple[list[list[str]], Seen, dict[str, int]]:
    """The keys of each person's questions, what was seen, and how often each was answered."""
    async with TelegramServer() as server:
        persons = [Person(server, number, f"Pegawai {number}") for number in range(1, people + 1)]
        texts = np.array_split(questions(people * each), people)
        bot = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "bot", cwd=ROOM, env=environment(server))
        try:
            await persons[0].ask("Apa visi Kabupaten Contoh?", timeout=60)
            asked = await asyncio.gather(*map(ask_all, persons, texts))
            seen = await watch(server, psutil.Process(bot.pid), {key for keys in asked for key in keys})
        finally:
            bot.terminate()
            await bot.wait()
        return asked, seen, answers(server)


def environment(server: TelegramServer) -> dict[str, str]:
    return os.environ | {
        "PYTHONPATH": str(ROOT),
        "TANYA_CORPUS_DIR": str(SETTINGS.corpus_dir),
        "TANYA_DATA_DIR": str(SETTINGS.data_dir),
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_BASE_URL": server.base_url,
        "TANYA_RATE_LIMIT": "1000",
    }


async def ask_all(person: Person, texts: np.ndarray) -> list[str]:
    messages = [await person.say(text) for text in texts.tolist()]
    return [f"{message['chat']['id']}:{message['message_id']}" for message in messages]


async def watch(server: TelegramServer, bot: psutil.Process, wanted: set[str]) -> Seen:
    """Look until every question has its answer, or patience is over."""
    seen = Seen(time.monotonic())
    before = bot.cpu_times()
    while wanted - seen.answered.keys() and time.monotonic() < seen.begun + PATIENCE:
        await asyncio.sleep(LOOK)
        seen.memory = max(seen.memory, *(process.memory_info().rss / MIB for process in (bot, *bot.children(recursive=True))))
        for message in list(server.messages.values()):
            key = question_of(message)
            if key in wanted and message["text"].startswith(NO_ANSWER):
                seen.told.add(key)
            elif key in wanted:
                seen.answered.setdefault(key, time.monotonic())
    after = bot.cpu_times()
    seen.processor = after.user + after.system - before.user - before.system
    return seen


def question_of(message: dict) -> str:
    """The key of the question that a message of the bot's replies to; "" where it replies to none."""
    replied = message.get("reply_to_message") if message["from"]["is_bot"] else None
    return f"{message['chat']['id']}:{replied['message_id']}" if replied else ""


def answers(server: TelegramServer) -> dict[str, int]:
    counted: dict[str, int] = {}
    for message in server.messages.values():
        if (key := question_of(message)) and not message["text"].startswith(NO_ANSWER):
            counted[key] = counted.get(key, 0) + 1
    return counted


def in_order(waits: Sequence[float]) -> bool:
    return list(waits) == sorted(waits)


def in_log() -> int:
    log = AnswerLog(SETTINGS.data_dir / "log.db")
    count = len(log.entries()) - 1  # the one that was asked first
    log.close()
    return count


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
