"""Memory of `tanya bot` over 5,000 chunks: `python bench/memory.py`.

The real program talks to the Bot API server of tests/; ten people ask ten questions each, at the same time.
"""

import asyncio
import os
import re
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from machine import machine, unforced
from planning_library import ENVIRONMENT, ROOM, ROOT, SETTINGS, open_library, questions, size

from bot.journal.answer_log import AnswerLog

sys.path.insert(0, str(ROOT / "tests"))
from telegram_people import Person  # noqa: E402
from telegram_server import TOKEN, TelegramServer  # noqa: E402

PEOPLE, EACH = 10, 10
PATIENCE = 120


@dataclass(frozen=True)
class Resident:
    """Memory of a process in MiB: at this moment, and the most it ever had."""

    now: float
    most: float


@dataclass(frozen=True)
class Served:
    """The bot's memory after the first question and after all, and the seconds to each answer while all ask at once."""

    first: Resident
    last: Resident
    seconds: Sequence[float]


def main() -> None:
    unforced()
    library = open_library()
    print(f"{size(library)} chunks")
    library.close()
    served = serve(ENVIRONMENT | {"PYTHONPATH": str(ROOT)}, SETTINGS.data_dir)
    print(f"after the first question   RSS {served.first.now:.0f} MiB, at most {served.first.most:.0f} MiB")
    print(f"after {len(served.seconds)} more           RSS {served.last.now:.0f} MiB, at most {served.last.most:.0f} MiB")
    log = AnswerLog(SETTINGS.data_dir / "log.db")
    print(f"{len(log.entries())} of {len(served.seconds) + 1} answered")
    log.close()
    p50, p95 = np.percentile(served.seconds, [50, 95])
    print(f"{PEOPLE} at the same time, through Telegram: p50 {p50:.2f} s, p95 {p95:.2f} s")
    print(machine())


def serve(environment: Mapping[str, str], data: Path) -> Served:
    """Starts `tanya bot` with this environment over the library in `data`, asks, and stops it. Its log is emptied first."""
    for left in data.glob("log.db*"):  # the server counts its messages from 1 again
        left.unlink()
    return asyncio.run(_served(environment))


async def _served(environment: Mapping[str, str]) -> Served:
    async with TelegramServer() as server:
        people = [Person(server, number, f"Pegawai {number}") for number in range(1, PEOPLE + 1)]
        settings = os.environ | environment | telegram(server)
        bot = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "bot", cwd=ROOM, env=settings)
        try:
            await people[0].ask(questions(1)[0], timeout=PATIENCE)
            first = resident(bot.pid)
            asked = np.array_split(questions(PEOPLE * EACH), PEOPLE)
            times = await asyncio.gather(*map(converse, people, asked))
            last = resident(bot.pid)
        finally:
            bot.terminate()
            await bot.wait()
    return Served(first, last, np.concatenate(times))


def telegram(server: TelegramServer) -> dict[str, str]:
    everybody = ",".join(str(number) for number in range(1, PEOPLE + 1))
    return {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_BASE_URL": server.base_url,
        "TANYA_ADMIN_IDS": everybody,
        "TANYA_RATE_LIMIT": "1000",
    }


async def converse(person: Person, texts: np.ndarray) -> list[float]:
    """Seconds from each question to its answer."""
    times = []
    for text in texts.tolist():
        start = time.perf_counter()
        await person.ask(text, timeout=PATIENCE)
        times.append(time.perf_counter() - start)
    return times


def resident(pid: int) -> Resident:
    status = Path(f"/proc/{pid}/status").read_text()
    now, most = (int(re.search(rf"{name}:\s+(\d+) kB", status)[1]) / 1024 for name in ("VmRSS", "VmHWM"))
    return Resident(now, most)


if __name__ == "__main__":
    main()
