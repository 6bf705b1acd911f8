"""Everything that is served, put together: every part's routes, and what stands before them."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from bot.limits import Window
from bot.settings import Settings
from bot.web import corrected, gaps, home, signing_in
from bot.web.desk import Desk
from bot.web.guard import Gate, Guard
from bot.web.log import entry, listed, reviewing
from bot.web.refusals import HANDLERS
from bot.web.rendering import environment
from bot.web.upload import page as upload
from bot.web.upload.receiving import Receiving

PARTS = (signing_in, home, listed, entry, reviewing, gaps, corrected)
THREADS = 8
VISITS, MINUTE = 600, 60.0
"""How often one address may call; a whole office may share one."""


class Static(StaticFiles):
    """Kept by browsers, which ask each time whether it has changed."""

    def file_response(self, *args: object, **more: object) -> Response:
        reply = super().file_response(*args, **more)
        if isinstance(reply, FileResponse):
            reply.headers["Cache-Control"] = "no-cache"
        return reply


def site(gate: Gate, desk: Desk | None, receiving: Receiving | None) -> Guard:
    """The desk, the page for uploads, or both; what is None answers that it isn't there."""
    application = Starlette(routes=_routes(desk, receiving), exception_handlers=HANDLERS)
    application.router.redirect_slashes = False  # it would send people to what a proxy calls this server
    application.state.desk = desk
    application.state.receiving = receiving
    application.state.templates = environment()
    application.state.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="web")
    return Guard(application, gate)


def _routes(desk: Desk | None, receiving: Receiving | None) -> list[BaseRoute]:
    routes: list[BaseRoute] = [Mount("/static", Static(directory=Path(__file__).parent / "static"))]
    if receiving:
        routes += upload.routes()
    if desk:
        routes += [route for part in PARTS for route in part.routes()]
    return routes


def gate(settings: Settings) -> Gate:
    """As the settings say."""
    visits = Window(VISITS, MINUTE)
    return Gate(
        wait=lambda address: visits.wait(address, time.monotonic()),
        proxies=settings.trusted_proxy,
        prefix=urlsplit(settings.public_url or "").path,
    )
