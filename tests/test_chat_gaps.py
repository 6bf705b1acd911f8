"""Gaps in Telegram: a coordinator assigns one, whoever gets it answers, and everybody who had asked is told once."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta

import pytest
from chat_world import QUESTION, UNKNOWN, pdf
from telegram_people import labels

from bot.chat.questions.news import after_uploads
from bot.journal.entries import By
from bot.journal.gaps.decisions import Gaps
from bot.journal.gaps.model import GapFilters, Status
from bot.models import Role
from bot.people.agencies import Agencies
from bot.people.assignments import Assignee, Assignments

HEALTH = "Dinas Kesehatan"
SIMILAR = "target indeks SPBE Kabupaten Contoh tahun 2026 berapa ya?"


@pytest.fixture
def sari(empty_world):
    return empty_world.member(30, "Sari", Role.KOORDINATOR)


@pytest.fixture
def gaps(empty_world):
    gaps = Gaps(empty_world.settings.log_path)
    yield gaps
    gaps.close()


@pytest.fixture
def agency(empty_world):
    """The agency to which Dina, who may send documents, and Eko belong."""
    agencies = Agencies(empty_world.settings.log_path)
    agencies.add([HEALTH])
    agencies.close()
    eko = empty_world.member(40, "Eko", Role.OPD)
    for user_id in (20, 40):
        empty_world.access.set_agency(user_id, HEALTH, by=1)
    return eko


async def opened(person) -> dict:
    """The first gap of the list, open."""
    listed = await person.ask("/celah")
    await person.press(listed, "1")
    await person.server.until(lambda: "« Daftar" in labels(person.chat.from_bot[-1]))
    return person.chat.from_bot[-1]


async def assigned(coordinator, screen: dict, *path: str) -> None:
    for label in path:
        await coordinator.press(screen, label)


async def quiet(world) -> None:
    sent = len(world.server.messages)
    await asyncio.sleep(2.5)
    assert len(world.server.messages) == sent


async def test_a_gap_is_assigned_to_an_agency_answered_by_a_document_and_its_askers_are_told_once(
    empty_world, budi, dina, sari, agency, gaps
):
    world, eko = empty_world, agency
    ani = world.member(50, "Ani", Role.OPD)
    async with world.running():
        await budi.press(await budi.ask(QUESTION), "🔔 Kabari saya")
        await ani.ask(SIMILAR)
        screen = await opened(sari)
        assert "2 pertanyaan" not in screen["text"] and QUESTION in screen["text"] and SIMILAR in screen["text"]
        await assigned(sari, screen, "Tugaskan ke OPD", HEALTH, "1 minggu")
        told = await dina.chat.wait_text("ditugaskan kepada OPD Anda (Dinas Kesehatan) oleh Sari, tenggat")
        assert QUESTION in told["text"] and "kirim dokumennya di obrolan ini" in told["text"]
        assert eko.chat.texts == []  # who may not send documents isn't troubled, but may look
        await opened(eko)
        eko_saw = len(eko.chat.texts)
        (gap,) = gaps.all()
        assert (gap.status, gap.assigned_agency) == (Status.ASSIGNED, HEALTH)

        await dina.send_file("RPJMD Contoh.pdf", pdf(world.folder / "kiriman.pdf").read_bytes())
        for asker in (budi, ani):
            assert "3,45" in (await asker.chat.wait_text("Anda pernah bertanya", timeout=30))["text"]
        await world.server.until(lambda: not gaps.all(), timeout=20)
        closed = gaps.history(gap.id)[0]
        assert gaps.gap(gap.id).status is Status.ANSWERED and closed.detail.startswith("oleh dokumen ")
        await after_uploads(world.application)
        await quiet(world)
    assert len(eko.chat.texts) == eko_saw
    for asker in (budi, ani):
        assert sum("Anda pernah bertanya" in text for text in asker.chat.texts) == 1


async def test_who_may_not_send_documents_answers_in_words_which_the_coordinator_gets(empty_world, budi, sari, gaps):
    world = empty_world
    eko = world.member(40, "Eko", Role.OPD)
    async with world.running():
        await budi.ask(UNKNOWN)
        await assigned(sari, await opened(sari), "Tugaskan ke orang", "Eko", "Tanpa tenggat")
        told = await eko.chat.wait_text("ditugaskan kepada Anda oleh Sari.")
        assert "serahkan dokumennya kepada Diskominfo" in told["text"]
        reply = await eko.ask("Juaranya Kecamatan Sukamaju.", reply_to=told)
        assert "diteruskan kepada koordinator" in reply["text"]
        proposal = await sari.chat.wait_text("Juaranya Kecamatan Sukamaju.")
        assert "Eko mengusulkan jawaban" in proposal["text"]
        mine = await eko.ask("/celah")
        assert "Ditugaskan kepada Anda" in mine["text"]
        await eko.press(mine, "1")
        await eko.chat.wait_text("💡 Eko: Juaranya")
        assert "tidak ditugaskan" in await budi.press_data(mine, f"go:{gaps.all()[0].id}")
        assert "tidak (lagi) ditugaskan" in (await budi.ask("Saya tahu.", reply_to=told))["text"]
    assert len(world.log.entries()) == 1


async def test_a_gap_is_closed_with_a_reason_and_opened_again(empty_world, budi, sari, gaps):
    async with empty_world.running():
        await budi.ask(UNKNOWN)
        screen = await opened(sari)
        await assigned(sari, screen, "Tidak akan dijawab", "Bukan urusan daerah")
        (gap,) = gaps.all(GapFilters(status=""))
        assert gap.status is Status.DECLINED and gaps.history(gap.id)[0].detail == "Bukan urusan daerah"
        await sari.press(screen, "Buka lagi")
        assert gaps.gap(gap.id).status is Status.NEW
        assert "Belum ada pertanyaan yang ditugaskan" in (await budi.ask("/celah"))["text"]


async def test_who_wants_not_all_askers_told_tells_those_who_pressed_the_bell(tmp_path):
    from chat_world import World
    from telegram_server import TelegramServer

    async with TelegramServer() as server:
        world = World(tmp_path, server, tell_askers=False)
        budi, ani = world.member(10, "Budi", Role.OPD), world.member(50, "Ani", Role.OPD)
        async with world.running():
            await budi.press(await budi.ask(QUESTION), "🔔 Kabari saya")
            await ani.ask(QUESTION)
            world.stock()
            await after_uploads(world.application)
            await budi.chat.wait_text("Anda pernah bertanya")
            await quiet(world)
        assert not any("Anda pernah bertanya" in text for text in ani.chat.texts)
        world.close()


async def test_reminders_come_before_the_date_and_on_it_once_each(empty_world, budi, gaps):
    world, due = empty_world, date.today() + timedelta(days=10)
    assignments = Assignments(gaps, world.access, "")
    at = lambda days, hour=9: datetime.combine(due + timedelta(days=days), time(hour)).astimezone(UTC)  # noqa: E731
    async with world.running():
        await budi.ask(UNKNOWN)
        await opened(world.admin)
        assignments.assign(gaps.all()[0].id, Assignee(world.access.user(10)), due, By(1, "Bu Ratna"))
        await budi.chat.wait_text("ditugaskan kepada Anda oleh Bu Ratna, tenggat")
        for now in (at(-3), at(-2, hour=3), at(-2), at(-1), at(0), at(0, hour=11), at(1)):
            assignments.remind(now)
        await budi.chat.wait_text("jatuh tempo hari ini")
        await quiet(world)
    assert sum(text.startswith("⏰") for text in budi.chat.texts) == 2


async def test_an_agency_without_people_gets_nothing(empty_world, budi, sari, gaps):
    world = empty_world
    agencies = Agencies(world.settings.log_path)
    agencies.add([HEALTH])
    async with world.running():
        await budi.ask(UNKNOWN)
        screen = await opened(sari)
        for label in ("Tugaskan ke OPD", HEALTH):
            await sari.press(screen, label)
        assert "belum punya anggota" in await sari.press(screen, "3 hari")
    assert gaps.all()[0].status is Status.NEW
    agencies.close()
