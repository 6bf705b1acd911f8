"""The program itself: `tanya bot` as its own process, with the real model and corpus, stopped, killed and started again."""

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from telegram_people import Person, labels
from telegram_server import TOKEN, USERNAME, TelegramServer

from bot.journal.answer_log import AnswerLog

pytestmark = pytest.mark.model
ROOT = Path(__file__).parent.parent
QUESTION = "Apa ukuran keberhasilan smart city yang dipakai Kabupaten Wajo?"


class Program:
    """`tanya` with its own data folder, pointed at a test server."""

    def __init__(self, folder: Path, server: TelegramServer, models_dir: Path):
        self.data, self.server = folder, server
        (folder / "models").symlink_to(models_dir)
        self.environment = os.environ | {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_BASE_URL": server.base_url,
            "TELEGRAM_BASE_FILE_URL": server.base_file_url,
            "TANYA_DATA_DIR": str(folder),
            "TANYA_CORPUS_DIR": str(ROOT / "corpus" / "berita"),
            "TANYA_ADMIN_IDS": "1",
        }
        self.log = AnswerLog(folder / "log.db")

    async def tanya(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "bot", *arguments]
        quiet = {"env": self.environment, "cwd": self.data, "capture_output": True, "text": True}
        done = await asyncio.to_thread(subprocess.run, command, **quiet)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @asynccontextmanager
    async def bot(self):
        """The running process; killed at the end unless it has ended by then."""
        process = subprocess.Popen([sys.executable, "-m", "bot", "bot"], env=self.environment, cwd=self.data)
        try:
            yield process
        finally:
            process.kill()
            await asyncio.to_thread(process.wait)


@pytest_asyncio.fixture
async def program(tmp_path, models_dir):
    async with TelegramServer() as server:
        program = Program(tmp_path, server, models_dir)
        await program.tanya("index")
        yield program
        program.log.close()


async def test_invited_asked_answered_and_stopped_by_sigterm(program):
    budi = Person(program.server, 10, "Budi")
    async with program.bot() as process:
        await program.server.until(lambda: "default" in program.server.commands, timeout=60)
        link = (await program.tanya("invite", "opd")).split()[-1]
        assert link.startswith(f"https://t.me/{USERNAME}?start=")
        await budi.ask(f"/start {link.split('=')[1]}")
        answer = await budi.ask(QUESTION, timeout=30)
        assert "Sumber\n[1] " in answer["text"] and labels(answer)[-2:] == ["👍", "👎"]
        await budi.press(answer, "📄 1")
        await budi.chat.wait(3)
        process.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(process.wait, 30) == 0


async def test_killed_between_receiving_and_answering_it_answers_once_after_the_next_start(program):
    admin = Person(program.server, 1, "Bu Ratna")
    await admin.say(QUESTION)
    async with program.bot():
        await program.server.until(lambda: not program.server._updates, timeout=60)  # acknowledged: Telegram forgets it
    async with program.bot():
        await admin.chat.wait(1, timeout=60)
        await program.server.until(lambda: not program.log.pending())
    assert len(admin.chat.from_bot) == 1 and len(program.log.entries()) == 1


async def test_killed_while_sending_it_offers_the_answer_after_the_next_start(program):
    admin = Person(program.server, 1, "Bu Ratna")
    program.server.hang("sendMessage", arrives=False)
    await admin.say(QUESTION)
    async with program.bot():
        await program.server.until(program.log.entries, timeout=60)
    async with program.bot():
        await admin.chat.wait(1, timeout=60)
        await program.server.until(lambda: not program.log.pending())
    assert (
        len(admin.chat.from_bot) == 1
        and labels(admin.chat.from_bot[0]) == ["Tampilkan jawaban"]
        and len(program.log.entries()) == 1
    )


async def test_a_token_telegram_refuses_stops_the_start_with_one_line(program):
    environment = program.environment | {"TELEGRAM_BOT_TOKEN": "1:salah"}
    quiet = {"env": environment, "cwd": program.data, "capture_output": True, "text": True}
    done = await asyncio.to_thread(subprocess.run, [sys.executable, "-m", "bot", "bot"], **quiet)
    assert done.returncode == 2 and "TELEGRAM_BOT_TOKEN" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr and "1:salah" not in done.stderr
