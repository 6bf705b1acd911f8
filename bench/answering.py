"""Inquiry to answer over 5,000 chunks, without Telegram: `python bench/answering.py`.

250 questions, each once, in one process, with the log written as the bot does; then `tanya ask` from process start, five times.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from machine import machine, unforced
from planning_library import ENVIRONMENT, ROOM, open_library, questions, size

from bot.answering.assistant import Assistant
from bot.answering.extractive.composer import ExtractiveComposer
from bot.journal.answer_log import AnswerLog
from bot.models import Inquiry

WARMING, ASKED, STARTS = 5, 250, 5


def main() -> None:
    unforced()
    library = open_library()
    print(f"{size(library)} chunks")
    with tempfile.TemporaryDirectory() as room:
        log = AnswerLog(Path(room, "log.db"))
        assistant = Assistant(library, ExtractiveComposer(), log)
        times = [seconds(assistant.ask, Inquiry(text)) for text in questions(WARMING + ASKED)][WARMING:]
        refused = len(log.entries(unanswered=True))
        log.close()
    library.close()
    show(f"question to answer ({refused} refused)", times)
    show("`tanya ask` from process start", [seconds(ask_anew, text) for text in questions(STARTS)])
    print(machine())


def seconds(run: Callable, *arguments: object) -> float:
    start = time.perf_counter()
    run(*arguments)
    return time.perf_counter() - start


def ask_anew(text: str) -> None:
    command = [sys.executable, "-m", "bot", "ask", text]
    subprocess.run(command, cwd=ROOM, env=os.environ | ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)


def show(what: str, times: Sequence[float]) -> None:
    p50, p95, longest = np.percentile(np.array(times) * 1000, [50, 95, 100])
    print(f"{what:40} n={len(times):<4} p50 {p50:6.0f} ms   p95 {p95:6.0f} ms   longest {longest:6.0f} ms")


if __name__ == "__main__":
    main()
