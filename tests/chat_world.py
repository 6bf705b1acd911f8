"""A running bot with a library of small documents, a Bot API server, and people who talk to it."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen import canvas
from small_library import HashedWords, SharedWords, opening
from telegram.ext import Application
from telegram_people import Chat, Person
from telegram_server import TOKEN, TelegramServer

from bot.answering.assistant import Assistant
from bot.answering.corrected.serving import CorrectedAnswers
from bot.answering.extractive.composer import ExtractiveComposer
from bot.chat.app import build
from bot.chat.serving import UPDATES, webhook
from bot.intake.uploads import Uploads
from bot.journal.answer_log import AnswerLog
from bot.journal.corrected.store import CorrectedStore
from bot.models import Role
from bot.people.access import Access
from bot.settings import Settings
from indexer.library import Library
from indexer.models import Metadata

PAGES = (
    "BAB I PENDAHULUAN\nDokumen ini memuat arah pembangunan daerah.",
    "BAB II TARGET\nTarget indeks SPBE Kabupaten Contoh tahun 2026 adalah 3,45.\nPenanggung jawab target itu Diskominfo.",
)
NEWS = "# Bimtek kota cerdas\n\nBimbingan teknis kota cerdas diikuti 40 peserta pada 12 Maret 2024.\n"
QUESTION = "Berapa target indeks SPBE Kabupaten Contoh tahun 2026?"
READ_TIMEOUT = 3.0
"""Seconds until the bot of these tests takes a call for lost."""
UNKNOWN = "Siapa juara lomba balap karung antarkecamatan?"


def pdf(path: Path, pages=PAGES) -> Path:
    sheet = canvas.Canvas(str(path))
    for page in pages:
        for number, line in enumerate(page.split("\n")):
            sheet.drawString(72, 760 - 20 * number, line)
        sheet.showPage()
    sheet.save()
    return path


def photo(words: str) -> bytes:
    """A sheet with one line on it, as a telephone sees it."""
    picture = Image.new("RGB", (900, 1270), "white")
    ImageDraw.Draw(picture).text((60, 120), words, "black", ImageFont.load_default(34))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


class World:
    """One installation: its folders, its server, and bots that can be started and stopped on them."""

    def __init__(self, folder: Path, server: TelegramServer, model: HashedWords | None = None, **settings):
        self.folder, self.server = folder, server
        self.settings = Settings(
            _env_file=None,
            telegram_bot_token=TOKEN,
            telegram_base_url=server.base_url,
            telegram_base_file_url=server.base_file_url,
            corpus_dir=folder / "corpus",
            data_dir=folder / "data",
            admin_ids=frozenset({1}),
            **{"rate_limit": 1000} | settings,
        )
        self.settings.corpus_dir.mkdir(exist_ok=True)
        self.settings.data_dir.mkdir(exist_ok=True)
        self.library = Library.open(self.settings, **opening(model or HashedWords(), sameness=SharedWords()))
        self.log = AnswerLog(self.settings.log_path)
        self.access = Access(self.settings.log_path, self.settings.admin_ids)
        self.uploads = Uploads(self.library, self.log, self.settings.corpus_dir)
        self.corrected = CorrectedStore(self.settings.log_path)
        self.admin = Person(server, 1, "Bu Ratna")

    def stock(self) -> None:
        """Two documents: a PDF of two pages and a news page."""
        plan = pdf(self.settings.corpus_dir / "rpjmd.pdf")
        self.library.add(plan, Metadata("RPJMD Contoh", "rpjmd", "Kabupaten Contoh", "2025–2029"))
        news = self.settings.corpus_dir / "bimtek.md"
        news.write_text(NEWS, encoding="utf-8")
        self.library.add(news, Metadata("Bimtek Kota Cerdas", "berita", "Kabupaten Wajo", "2024"))

    def assistant(self, composer) -> Assistant:
        return Assistant(self.library, composer, self.log, corrected=CorrectedAnswers(self.corrected, self.library))

    def bot(self, composer=None) -> Application:
        assistant = self.assistant(composer or ExtractiveComposer())
        application = build(self.settings, assistant, self.library, self.log, self.access, self.uploads, READ_TIMEOUT)
        application.bot_data["core"].worker.edit_interval = 0.1  # the server here has no limit
        return application

    @asynccontextmanager
    async def running(self, composer=None, by_webhook: bool = False) -> AsyncIterator[Application]:
        self.application = application = self.bot(composer)
        async with application:
            await application.post_init(application)
            if by_webhook:
                await application.updater.start_webhook(**webhook(self.settings), allowed_updates=UPDATES)
            else:
                await application.updater.start_polling(allowed_updates=UPDATES)
            await application.start()
            try:
                yield application
            finally:
                await application.updater.stop()
                await application.stop()

    def member(self, id: int, name: str, role: Role) -> Person:
        self.access.redeem(self.access.invite(role, None), id, name)
        return Person(self.server, id, name)

    def stranger(self, id: int = 900, name: str = "Orang Lain") -> Person:
        return Person(self.server, id, name)

    def group(self, forum: bool = False) -> Chat:
        return Chat(self.server, -1001, "supergroup", "Forum OPD", forum)

    def close(self) -> None:
        for part in (self.corrected, self.access, self.uploads, self.log, self.library):
            part.close()


@pytest_asyncio.fixture
async def empty_world(tmp_path):
    """Nothing indexed, no bot running."""
    async with TelegramServer() as server:
        world = World(tmp_path, server)
        yield world
        world.close()


@pytest_asyncio.fixture
async def world(empty_world):
    """Two documents, and the bot running."""
    empty_world.stock()
    async with empty_world.running():
        yield empty_world


@pytest.fixture
def budi(empty_world):
    """Someone who may ask."""
    return empty_world.member(10, "Budi", Role.OPD)


@pytest.fixture
def dina(empty_world):
    """Someone who may also send documents."""
    return empty_world.member(20, "Dina", Role.DISKOMINFO)
