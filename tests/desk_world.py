"""A served desk (with the page for uploads) over a real log, and people who sit at it: by plain HTTP, and in a real browser.

Tests with a bot beside the desk are asynchronous and use chat_world (`World(…, web="ya", web_listen=…)`) and httpx instead.
"""

import asyncio
import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from small_library import HashedWords, opening
from telegram_server import TOKEN

from bot.intake.upload_links import Links
from bot.intake.uploads import Uploads
from bot.journal.answer_log import AnswerLog
from bot.models import Role
from bot.people.access import Access
from bot.settings import Settings
from bot.web.desk import Desk, open_desk
from bot.web.opening import open_pages, receiving_for
from indexer.library import Library

CHROMIUM = shutil.which("chromium")
needs_browser = pytest.mark.skipif(not CHROMIUM and "CI" not in os.environ, reason="Chromium belum terpasang")
SCREENS = ((360, "dark"), (1280, "light"))
"""Widths in pixels with a theme: contrast doesn't depend on the width, so that each is looked at with one."""
HEIGHT = 800
ADMIN, COORDINATOR, DISKOMINFO, OPD = 1, 30, 20, 10
"""Who they are: Bu Ratna, Sari, Dina and Budi."""


class DeskWorld:
    """One installation and its desk, served in a thread of its own."""

    def __init__(self, folder: Path, **settings):
        self.settings = Settings(
            _env_file=None,
            telegram_bot_token=TOKEN,
            corpus_dir=folder / "corpus",
            data_dir=folder / "data",
            admin_ids=frozenset({ADMIN}),
            web="ya",
            web_listen=f"127.0.0.1:{free_port()}",
            **settings,
        )
        self.settings.corpus_dir.mkdir()
        self.settings.data_dir.mkdir()
        self.library = Library.open(self.settings, **opening(HashedWords()))
        self.log = AnswerLog(self.settings.log_path)
        self.access = Access(self.settings.log_path, self.settings.admin_ids)
        for id, name, role in (
            (COORDINATOR, "Sari", Role.KOORDINATOR),
            (DISKOMINFO, "Dina", Role.DISKOMINFO),
            (OPD, "Budi", Role.OPD),
        ):
            self.access.redeem(self.access.invite(role, None), id, name)
        self.uploads = Uploads(self.library, self.log, self.settings.corpus_dir)
        self.upload_links = Links(self.settings.log_path, self.access, f"http://{self.settings.web_listen}")
        self.desk: Desk = open_desk(self.settings, self.library, self.log, self.access)
        self._clients: list[httpx.Client] = []
        self.url = f"http://{self.settings.web_listen}"
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._pages = self._in_loop(self._serve)

    def link(self, user_id: int, goes_to: str = "/") -> str:
        """A one-use link for somebody."""
        known = self.access.user(user_id)
        return self.desk.sessions.link(user_id, known.name if known else "Bu Ratna", goes_to)

    def client(self, user_id: int | None = None) -> httpx.Client:
        """A browser without a window; signed in where somebody is named."""
        client = httpx.Client(base_url=self.url, follow_redirects=True, timeout=20)
        self._clients.append(client)
        if user_id is not None:
            client.post(self.link(user_id)).raise_for_status()
        return client

    def close(self) -> None:
        for client in self._clients:
            client.close()
        self._in_loop(self._stop)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        for part in (self.upload_links, self.uploads, self.access, self.log, self.library):
            part.close()

    def _in_loop(self, work: Callable):
        done: Future = asyncio.run_coroutine_threadsafe(work(), self._loop)
        return done.result(timeout=20)

    async def _serve(self):
        receiving = receiving_for(self.settings, self.upload_links, self.uploads, wake=lambda: None)
        pages = open_pages(self.settings, self.desk, receiving)
        await pages.start()
        return pages

    async def _stop(self) -> None:
        await self._pages.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def form_word(page: httpx.Response) -> str:
    """The hidden word of a page's forms."""
    return page.text.partition('name="csrf" value="')[2].partition('"')[0]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskWorld]:
    world = DeskWorld(tmp_path)
    yield world
    world.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a file, which may have no asynchronous ones: while it runs, Playwright holds this thread's event loop."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, desk: DeskWorld) -> Iterator[Callable[..., Page]]:
    """Opens a window on the desk: `open_page(COORDINATOR, "/log")`; of whoever isn't named nobody is signed in."""
    contexts = []

    def opened(user_id: int | None = None, path: str = "/", width: int = 1280, theme: str = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": HEIGHT}, color_scheme=theme, locale="id-ID")
        contexts.append(context)
        page = context.new_page()
        if user_id is None:
            page.goto(desk.url + path)
        else:
            page.goto(desk.link(user_id, path))
            page.get_by_role("button", name="Masuk").click()
            page.wait_for_url(lambda address: "/masuk/" not in address)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def coordinator_page(open_page: Callable[..., Page]) -> Page:
    return open_page(COORDINATOR)


@pytest.fixture
def admin_page(open_page: Callable[..., Page]) -> Page:
    return open_page(ADMIN)


def no_violations(page: Page) -> None:
    """axe-core finds nothing on the page as it stands, on a telephone in the dark and on a desk by daylight; nothing is wider than these."""
    for width, theme in SCREENS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=theme)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{width} px, {theme}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"wider than {width} px"
