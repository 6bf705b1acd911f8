"""The month's report and the week's digest come in Telegram, once to each who reviews, in spite of restarts and of a network that fails."""

import asyncio
import io
from datetime import date, datetime, timedelta

import pytest
import pytest_asyncio
from chat_world import World
from figured_log import FiguredLog
from pypdf import PdfReader
from telegram_people import buttons
from telegram_server import TelegramServer

from bot.figures.due import month_due, week_due
from bot.journal.periods import Period, month_of
from bot.models import Role

NOVEMBER = month_of(date(2026, 11, 1))
FIRST = datetime(2026, 12, 1, 8, 5)
"""A Tuesday."""
MONDAY = datetime(2026, 11, 16, 8, 5)


class OtherTime(World):
    """Its bots take it to be `now`."""

    def __init__(self, folder, server, now: datetime, **settings):
        super().__init__(folder, server, **settings)
        self.now = now
        self.past = FiguredLog(self.settings.log_path)

    def bot(self, composer=None):
        application = super().bot(composer)
        reports = application.bot_data["jobs"]["reports"]
        reports.clock, reports.looks = (lambda: self.now), 0.1
        return application

    def close(self) -> None:
        self.past.close()
        super().close()

    def documents(self, person) -> list[dict]:
        return [message["document"] for message in person.chat.from_bot if "document" in message]

    async def quiet(self) -> None:
        """Several looks have passed."""
        await asyncio.sleep(0.5)


@pytest_asyncio.fixture
async def opened(tmp_path):
    """`await opened(now, …)` makes the installation, with a question of November."""
    worlds = []
    async with TelegramServer() as server:

        def make(now: datetime, **settings) -> OtherTime:
            worlds.append(world := OtherTime(tmp_path, server, now, **settings))
            world.past.refuse(date(2026, 11, 12))
            return world

        yield make
        for world in worlds:
            world.close()


async def test_the_report_comes_once_on_the_first_to_who_reviews_and_to_nobody_else(opened):
    world = opened(FIRST, weekly_digest="tidak")
    sari, budi = world.member(30, "Sari", Role.KOORDINATOR), world.member(10, "Budi", Role.OPD)
    for _ in range(2):
        async with world.running():
            await world.server.until(lambda: world.documents(sari) and world.documents(world.admin))
            await world.quiet()
    for reader in (sari, world.admin):
        (sent,) = world.documents(reader)
        assert sent["file_name"] == "laporan-2026-11.pdf"
        pages = PdfReader(io.BytesIO(world.server.files[sent["file_id"]][1])).pages
        assert "diajukan 1 pertanyaan" in pages[0].extract_text().replace("\n", " ")
    assert sari.chat.texts == ["Laporan penggunaan Tanya Masterplan, November 2026."] and budi.chat.texts == []


async def test_what_surely_did_not_arrive_is_sent_again_and_what_may_have_is_not(opened):
    world = opened(FIRST, weekly_digest="tidak")
    async with world.running() as application:
        application.bot.rate_limiter.pauses = ()
        world.server.fail("sendDocument", 502, "Bad Gateway")
        await world.server.until(lambda: world.documents(world.admin))
        assert [call.status for call in world.server.calls if call.method == "sendDocument"] == [502, 200]
        world.server.hang_up("sendDocument", arrives=True)
        world.now = datetime(2027, 1, 1, 9)
        await world.server.until(lambda: len(world.documents(world.admin)) == 2)
        await world.quiet()
    assert [sent["file_name"] for sent in world.documents(world.admin)] == ["laporan-2026-11.pdf", "laporan-2026-12.pdf"]


async def test_a_month_before_the_log_began_is_not_reported(opened):
    world = opened(datetime(2026, 11, 1, 9))
    async with world.running():
        await world.quiet()
    assert world.admin.chat.from_bot == []


async def test_monday_brings_a_few_lines_on_the_week(opened):
    world = opened(MONDAY, public_url="https://tanya.example.go.id", web="terpisah")
    for number, name in enumerate(("pajak hotel", "tarif <pasar>", "izin reklame", "luas kumuh"), 1):
        world.past.gap(name, [world.past.refuse(date(2026, 11, 10)) for _ in range(number)], date(2026, 11, 10))
    world.past.correct("Berapa target?", date(2026, 11, 1), status="perlu ditinjau")
    sari = world.member(30, "Sari", Role.KOORDINATOR)
    for _ in range(2):
        async with world.running():
            message = await sari.chat.wait_text("Pekan lalu")
            await world.quiet()
    text = message["text"]
    assert "9 November 2026 – 15 November 2026" in text and "11 pertanyaan, 11 (100%) ditolak." in text
    assert "• luas kumuh (4 pertanyaan)" in text and "tarif <pasar>" in text and "pajak hotel" not in text
    assert "1 jawaban yang diperiksa perlu disetujui lagi" in text
    assert [button["url"] for button in buttons(message)] == ["https://tanya.example.go.id/angka"]
    assert len(sari.chat.from_bot) == 1


async def test_the_digest_can_be_turned_off(opened):
    world = opened(MONDAY, weekly_digest="tidak")
    async with world.running():
        await world.quiet()
    assert world.admin.chat.from_bot == []


@pytest.mark.parametrize(
    ("now", "month"),
    [
        (datetime(2026, 12, 1, 7, 59), None),
        (datetime(2026, 12, 1, 8), NOVEMBER),
        (datetime(2026, 12, 7, 3), NOVEMBER),
        (datetime(2026, 12, 8), None),
    ],
)
def test_a_report_is_due_from_the_morning_of_the_first_for_a_week(now, month):
    assert month_due(now) == month


@pytest.mark.parametrize(("after", "is_due"), [(timedelta(hours=-1), False), (timedelta(0), True), (timedelta(days=2), False)])
def test_a_digest_is_due_from_monday_morning_until_tuesday_is_over(after, is_due):
    assert week_due(MONDAY + after) == (Period(date(2026, 11, 9), date(2026, 11, 15)) if is_due else None)
