"""The desk beside the bot, and by itself: /masuk, the menu button, `tanya web`."""

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from chat_world import World
from click.testing import CliRunner
from desk_world import free_port

from bot.chat import menu_changes
from bot.cli.web import web
from bot.errors import BotError
from bot.journal.answer_log import AnswerLog
from bot.models import Role
from bot.settings import Settings

PUBLIC = "https://tanya.example.go.id"
PROCESS = Path(__file__).parent / "desk_process.py"


def with_pages(world: World, **settings) -> World:
    """The same installation, with a port of its own for its pages."""
    return World(world.folder, world.server, **{"web_listen": f"127.0.0.1:{free_port()}"} | settings)


async def test_a_coordinator_gets_a_link_that_opens_the_desk(empty_world):
    world = with_pages(empty_world, web="ya")
    sari = world.member(30, "Sari", Role.KOORDINATOR)
    async with world.running(), httpx.AsyncClient(follow_redirects=True) as browser:
        link = (await sari.ask("/masuk"))["text"].split("\n\n")[1]
        page = await browser.post(link)
        assert page.status_code == 200 and "Sari" in page.text
        assert (await browser.post(link)).status_code == 410
    world.close()


async def test_who_may_not_sit_at_the_desk_gets_no_link(empty_world):
    world = with_pages(empty_world, web="ya")
    budi, sari = world.member(10, "Budi", Role.OPD), world.member(30, "Sari", Role.KOORDINATOR)
    async with world.running():
        assert "peran Anda" in (await budi.ask("/masuk"))["text"]
        assert "obrolan pribadi" in (await sari.ask("/masuk", chat=world.group()))["text"]
    world.close()


async def test_without_a_desk_the_command_says_how_there_could_be_one(world):
    assert "TANYA_WEB" in (await world.admin.ask("/masuk"))["text"]
    assert "masuk" not in world.server.commands["1"] and world.server.menu_buttons == {}


async def test_the_menu_button_opens_the_desk_as_long_as_the_role_permits(empty_world):
    world = with_pages(empty_world, web="ya", public_url=PUBLIC)
    world.member(10, "Budi", Role.OPD)
    world.member(30, "Sari", Role.KOORDINATOR)
    async with world.running() as application:
        assert world.server.menu_buttons[30]["web_app"] == {"url": f"{PUBLIC}/telegram"}
        assert "masuk" in world.server.commands["30"] and 10 not in world.server.menu_buttons
        await application.bot_data["core"].menus.register(application.bot, 30, Role.OPD)
        assert world.server.menu_buttons[30] == {"type": "default"}
    world.close()


async def test_menus_follow_a_role_that_was_changed_elsewhere_than_in_the_chat(empty_world, monkeypatch):
    monkeypatch.setattr(menu_changes, "EVERY", 0.05)
    world = with_pages(empty_world, web="ya", public_url=PUBLIC)
    world.member(30, "Sari", Role.KOORDINATOR)
    async with world.running():
        world.access.set_role(30, Role.OPD, by=1)
        await world.server.until(lambda: "masuk" not in world.server.commands["30"])
        assert "dokumen" in world.server.commands["30"]
        world.access.revoke(30, by=1)
        await world.server.until(lambda: "30" not in world.server.commands)
    world.close()


async def test_menus_follow_later_where_the_log_could_not_be_used_at_first(empty_world, monkeypatch):
    monkeypatch.setattr(menu_changes, "EVERY", 0.05)
    world = with_pages(empty_world, web="ya", public_url=PUBLIC)
    world.member(30, "Sari", Role.KOORDINATOR)
    recall, refused = AnswerLog.recall, []

    def busy_once(log: AnswerLog, name: str) -> str | None:
        if name.startswith("menu") and not refused:
            refused.append(name)
            raise BotError("Catatan sedang dipakai.")
        return recall(log, name)

    async with world.running():
        await world.server.until(lambda: "masuk" in world.server.commands.get("30", ()))
        monkeypatch.setattr(AnswerLog, "recall", busy_once)
        world.access.set_role(30, Role.OPD, by=1)
        await world.server.until(lambda: "masuk" not in world.server.commands["30"])
    assert refused
    world.close()


@pytest.mark.parametrize(("served", "desk", "uploads"), [("ya", 401, 410), ("tidak", 404, 410)])
async def test_the_desk_and_the_page_for_uploads_share_a_server(empty_world, served, desk, uploads):
    world = with_pages(empty_world, web=served, public_url=PUBLIC)
    async with world.running(), httpx.AsyncClient(base_url=f"http://{world.settings.web_listen}") as browser:
        assert (await browser.get("/")).status_code == desk
        assert (await browser.get(f"/unggah/{'x' * 43}")).status_code == uploads
    world.close()


async def test_a_desk_that_is_served_by_itself_leaves_the_address_to_it(empty_world):
    world = with_pages(empty_world, web="terpisah", public_url=PUBLIC)
    async with world.running():
        assert f"{PUBLIC}/masuk/" in (await world.admin.ask("/masuk"))["text"]
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"http://{world.settings.web_listen}")
    world.close()


async def test_an_address_that_is_taken_is_said_in_one_sentence_and_the_bot_ends_in_order(empty_world):
    world = with_pages(empty_world, web="ya")
    host, _, port = world.settings.web_listen.partition(":")
    application = world.bot()
    await application.initialize()
    async with await asyncio.start_server(lambda *_: None, host, int(port)):
        with pytest.raises(BotError, match="periksa TANYA_WEB_LISTEN"):
            await application.start()
    await application.stop()
    await application.shutdown()
    world.close()


def test_the_command_serves_the_desk_until_it_is_told_to_stop_and_another_one_gives_a_link(tmp_path):
    listen = f"127.0.0.1:{free_port()}"
    places = {"corpus_dir": tmp_path / "corpus", "data_dir": tmp_path / "data"}
    settings = Settings(_env_file=None, admin_ids=frozenset({1}), web_listen=listen, **places)
    settings.corpus_dir.mkdir()
    with subprocess.Popen([sys.executable, str(PROCESS), str(tmp_path), listen], stdout=subprocess.PIPE, text=True) as process:
        assert f"http://{listen}" in process.stdout.readline()
        link = CliRunner().invoke(web, ["--link"], obj=settings).output.strip()
        with httpx.Client(follow_redirects=True) as browser:
            assert "Beranda" in browser.post(link).text
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def test_without_an_admin_there_is_no_link(tmp_path):
    settings = Settings(_env_file=None, data_dir=tmp_path)
    with pytest.raises(BotError, match="Belum ada admin"):
        CliRunner().invoke(web, ["--link"], obj=settings, catch_exceptions=False, standalone_mode=False)
