"""Memory of `tanya bot` over 5,000 chunks: `python bench/memory.py`.

The real program talks to the Bot API server of tests/; ten people ask ten questions each, at the same time.
"""

import asyncio
import os
import re
import sys
import time
from pathlib import Path

import numpy as np
from machine import machine, unforced
from planning_library import ENVIRONMENT, ROOM, ROOT, SETTINGS, open_library, questions, size

from bot.journal.answer_log import AnswerLog

sys.path.insert(0, str(ROOT / "tests"))
from telegram_people import Person  # noqa: E402
from telegram_server import TOKEN, TelegramServer  # noqa: E402

PEOPLE, EACH = 10, 10
PATIENCE = 60


def main() -> None:
    unforced()
    library = open_library()
    print(f"{size(library)} chunks")
    library.close()
    asyncio.run(measured())
    print(machine())


async def measured() -> None:
    log_path = SETTINGS.data_dir / "log.db"
    log_path.unlink(missing_ok=True)  # the server counts its messages from 1 again
    async with TelegramServer() as server:
        people = [Person(server, number, f"Pegawai {number}") for number in range(1, PEOPLE + 1)]
        bot = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "bot", cwd=ROOM, env=environment(server))
        try:
            await people[0].ask(questions(1)[0], timeout=PATIENCE)
            print(f"after the first question   {memory(bot.pid)}")
            asked = np.array_split(questions(PEOPLE * EACH), PEOPLE)
            times = np.concatenate(await asyncio.gather(*map(converse, people, asked)))
            print(f"after {times.size} more           {memory(bot.pid)}")
        finally:
            bot.terminate()
            await bot.wait()
    log = AnswerLog(log_path)
    print(f"{len(log.entries())} of {times.size + 1} answered")
    log.close()
    print(f"{PEOPLE} at the same time, through Telegram: p50 {np.median(times):.2f} s, p95 {np.percentile(times, 95):.2f} s")


def environment(server: TelegramServer) -> dict[str, str]:
    everybody = ",".join(str(number) for number in range(1, PEOPLE + 1))
    return (
        os.environ
        | ENVIRONMENT
        | {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_BASE_URL": server.base_url,
            "TANYA_ADMIN_IDS": everybody,
            "TANYA_RATE_LIMIT": "1000",
        }
    )


async def converse(person: Person, texts: np.ndarray) -> list[float]:
    """Seconds from each question to its answer."""
    times = []
    for text in texts.tolist():
        start = time.perf_counter()
        await person.ask(text, timeout=PATIENCE)
        times.append(time.perf_counter() - start)
    return times


def memory(pid: int) -> str:
    status = Path(f"/proc/{pid}/status").read_text()
    now, most = (int(re.search(rf"{name}:\s+(\d+) kB", status)[1]) / 1024 for name in ("VmRSS", "VmHWM"))
    return f"RSS {now:.0f} MiB, at most {most:.0f} MiB"


if __name__ == "__main__":
    main()
