"""Signing in at the desk: by a one-use link of the bot, or as a Mini App that Telegram vouches for; and signing out."""

import re

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.errors import NotAllowed
from bot.people.access import Action
from bot.people.sessions import HOURS, Opened
from bot.web.mini_app import Vouched, vouched
from bot.web.pages import SESSION, allowed, desk, in_thread, refuse_large, set_cookie
from bot.web.refusals import SIGN_IN, NotSignedIn
from bot.web.rendering import rendered

NO_ROLE = "Meja ini untuk koordinator dan admin; mintalah kepada admin bila memerlukannya."
NO_TOKEN = "Meja ini belum dapat dibuka dari Telegram karena TELEGRAM_BOT_TOKEN belum diisi; kirim /masuk kepada asisten."
OWN_PATH = re.compile(r"/(?![/\\])")
"""Two slashes, or what a browser takes for them, begin the name of another site."""
MOST = 20_000
"""Bytes that what Telegram says may have."""


def routes() -> list[Route]:
    return [
        Route("/masuk", how_to),
        Route("/masuk/telegram", by_telegram, methods=["POST"]),
        Route("/masuk/{code}", show_link, methods=["GET"]),
        Route("/masuk/{code}", by_link, methods=["POST"]),
        Route("/telegram", mini_app),
        Route("/keluar", sign_out, methods=["POST"]),
    ]


def how_to(request: Request) -> Response:
    """What somebody does who has no link."""
    raise NotSignedIn(SIGN_IN)


async def show_link(request: Request) -> Response:
    """One button: a preview of the link, made by a messenger, must not use it up."""
    whose = await in_thread(request, desk(request).sessions.find, request.path_params["code"])
    return rendered(request, "masuk.html", nama=whose.user_name)


async def by_link(request: Request) -> Response:
    opened = await in_thread(request, desk(request).sessions.use, request.path_params["code"])
    return _seated(request, opened, framed=False)


async def mini_app(request: Request) -> Response:
    """What the bot's menu button opens; its script posts what Telegram says of whoever opened it."""
    return rendered(request, "telegram.html", tujuan=_own_path(request.query_params.get("ke", "/")))


async def by_telegram(request: Request) -> Response:
    """Raises NotAllowed where Telegram's word is forged or old, or the person may not sit here."""
    refuse_large(request, MOST)
    async with request.form(max_files=0, max_fields=4) as posted:
        said, goes_to = str(posted.get("data", "")), _own_path(str(posted.get("ke", "/")))
    token = desk(request).settings.telegram_bot_token
    if token is None:
        raise NotAllowed(NO_TOKEN)
    whose = vouched(said, token.get_secret_value())
    opened = await in_thread(request, _open, request, whose, goes_to)
    return _seated(request, opened, framed=True)


def _open(request: Request, whose: Vouched, goes_to: str) -> Opened:
    at = desk(request)
    if not at.access.permits(whose.user_id, Action.READ_LOG):
        raise NotAllowed(NO_ROLE)
    return Opened(at.sessions.open(whose.user_id, whose.name, "Mini App"), goes_to)


def _seated(request: Request, opened: Opened, framed: bool) -> Response:
    reply = RedirectResponse(request.scope["root_path"] + opened.goes_to, status_code=303)
    set_cookie(request, reply, SESSION, opened.token, HOURS * 3600, framed)
    return reply


def _own_path(address: str) -> str:
    """`address` where it is a page of ours, else the first page."""
    return address if OWN_PATH.match(address) else "/"


@allowed(Action.LIST)
def sign_out(request: Request) -> Response:
    """The session ends at once, in every window."""
    desk(request).sessions.end(request.cookies[SESSION])
    request.state.visit = None
    page = rendered(request, "galat.html", judul="Sampai jumpa", kalimat=SIGN_IN)
    set_cookie(request, page, SESSION, "", seconds=0)
    return page
