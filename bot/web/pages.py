"""What every page of the desk uses: who may see it, what was sent with it, and how it is answered.

A handler is synchronous, runs in a thread of its own, and raises BotError for what a person is to be told in one sentence.
"""

import asyncio
import functools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from bot.errors import NotAllowed
from bot.journal.entries import By
from bot.people.access import Access, Action, User
from bot.web.desk import Desk
from bot.web.refusals import SIGN_IN, Foreign, NotSignedIn
from bot.web.rendering import rendered
from bot.web.tokens import FIELD, NOTICE_SECONDS, is_form_word, sealed, unsealed
from bot.web.visits import Sent, Visit

SESSION = "tanya_sesi"
NOTICE = "tanya_kabar"
LARGEST = 2**63 - 1
"""That the files can hold."""
MOST = 10_000_000
"""Bytes that a form may have, with its files."""
BEYOND_ROLE = "Peran Anda tidak mencakup halaman ini; mintalah kepada admin bila memerlukannya."
STALE = "Formulir ini sudah lama terbuka; muat ulang halamannya, lalu kirim lagi."

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Back:
    """Where a posted form leads."""

    address: str
    notice: str


Handler = Callable[[Request], Response | Back]


def allowed(action: Action) -> Callable[[Handler], Endpoint]:
    """Only who is signed in and whose role permits `action` gets through, and a posted form only from a page of ours."""

    def decorate(handler: Handler) -> Endpoint:
        @functools.wraps(handler)
        async def checked(request: Request) -> Response:
            _refuse_no_numbers(request)
            request.state.visit = await in_thread(request, _recognised, request)
            if not Access.may(user(request).role, action):
                raise NotAllowed(BEYOND_ROLE)
            if request.method == "POST":
                request.state.visit = await _posted(request, request.state.visit)
            answer = await in_thread(request, handler, request)
            return _gone_back(request, answer) if isinstance(answer, Back) else answer

        checked.permitted_by = action
        return checked

    return decorate


def _refuse_no_numbers(request: Request) -> None:
    """Raises HTTPException for an address with a number that nothing can have."""
    if any(isinstance(value, int) and value > LARGEST for value in request.path_params.values()):
        raise HTTPException(404)


def number_in(written: str) -> int | None:
    """The number that stands in an address or a field; None for anything that can't be that of something."""
    is_number = written.isascii() and written.isdecimal() and len(written) <= len(str(LARGEST))
    return int(written) if is_number and int(written) <= LARGEST else None


async def in_thread(request: Request, work: Callable[..., Any], *args: Any) -> Any:
    """The pages have threads of their own, so that neither they nor the chat wait for each other."""
    return await asyncio.get_running_loop().run_in_executor(request.app.state.threads, work, *args)


def _recognised(request: Request) -> Visit:
    """Raises NotSignedIn."""
    token = request.cookies.get(SESSION, "")
    known = desk(request).sessions.user(token)
    if known is None:
        raise NotSignedIn(SIGN_IN)
    return Visit(known, token)


async def _posted(request: Request, visit: Visit) -> Visit:
    """Raises Foreign, and HTTPException for a form that is too large or no form."""
    refuse_large(request, MOST)
    form, files = {}, {}
    async with request.form(max_files=5, max_fields=500) as posted:
        for name, value in posted.multi_items():
            if isinstance(value, UploadFile):
                files[name] = Sent(value.filename or "", await value.read())
            else:
                form[name] = value
    if not is_form_word(form.get(FIELD, ""), visit.token):
        raise Foreign(STALE)
    return Visit(visit.user, visit.token, form, files)


def refuse_large(request: Request, most: int) -> None:
    """Before the body is read: raises HTTPException where it has more bytes than `most`, or doesn't say how many it has."""
    length = request.headers.get("Content-Length", "")
    if not length.isdecimal() or int(length) > most:
        raise HTTPException(413, f"Kiriman ini terlalu besar; berkasnya paling besar {MOST // 1_000_000} MB.")


def desk(request: Request) -> Desk:
    return request.app.state.desk


def user(request: Request) -> User:
    """Who is signed in."""
    return request.state.visit.user


def by(request: Request) -> By:
    """The same, as whoever does something is kept."""
    who = user(request)
    return By(who.id, who.name or f"ID {who.id}")


def form(request: Request) -> dict[str, str]:
    """What was posted; of a field that comes several times the last."""
    return request.state.visit.form


def files(request: Request) -> dict[str, Sent]:
    """The files that were posted, by the names of their fields; a field left empty has one without name and data."""
    return request.state.visit.files


def render(request: Request, template: str, **values: Any) -> Response:
    """A page for who is signed in, with the notice that was left for it. In a template `akar` goes before every address."""
    if NOTICE not in request.cookies:
        return rendered(request, template, **values)
    notice = unsealed(request.cookies[NOTICE], request.state.visit.token)
    page = rendered(request, template, kabar=notice, **values)
    set_cookie(request, page, NOTICE, "", seconds=0, framed=True)
    return page


def back_to(address: str, notice: str = "") -> Back:
    """To another page of the desk after a form was carried out; `notice` is shown there once."""
    return Back(address, notice)


def _gone_back(request: Request, back: Back) -> Response:
    reply = RedirectResponse(request.scope["root_path"] + back.address, status_code=303)
    if back.notice:
        notice = sealed(back.notice, request.state.visit.token)
        set_cookie(request, reply, NOTICE, notice, NOTICE_SECONDS, framed=True)
    return reply


def set_cookie(request: Request, reply: Response, name: str, value: str, seconds: int, framed: bool = False) -> None:
    """One that no script reads and that goes to the desk alone; `framed`, where https allows it, also while Telegram's page holds the desk
    in a frame."""
    is_https = desk(request).settings.is_https
    across = framed and is_https
    kept_for = "SameSite=None; Partitioned" if across else "SameSite=Lax"
    secure = "; Secure" if is_https else ""
    cookie = f"{name}={value}; Path={_cookie_path(request)}; Max-Age={seconds}; HttpOnly; {kept_for}{secure}"
    reply.headers.append("Set-Cookie", cookie)


def _cookie_path(request: Request) -> str:
    return request.scope["root_path"] or "/"


def download(content: bytes | Path, name: str, media_type: str) -> Response:
    """A file for the person's disk. What lies at a path was made for this download, and is removed once it has been sent."""
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"Content-Disposition": disposition}
    if isinstance(content, Path):
        return FileResponse(content, media_type=media_type, headers=headers, background=BackgroundTask(content.unlink))
    return Response(content, media_type=media_type, headers=headers)
