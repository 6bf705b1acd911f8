"""The form of one link, and the file that is sent with it: from the socket to the disk, whole or not at all."""

import asyncio
import logging
import re

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.errors import RejectedUpload
from bot.intake.upload_links import PATH, Link
from bot.web.pages import in_thread
from bot.web.refusals import NOWHERE
from bot.web.rendering import rendered
from bot.web.upload.form import FIELD, BadForm, Incoming, TooLarge
from bot.web.upload.receiving import NO_ROOM, Busy, NoRoom, Receiving
from indexer.library import SUFFIXES

log = logging.getLogger(__name__)

PATIENCE = 120.0
"""Seconds a sender may pause."""
CODE = re.compile(r"[\w-]{20,100}")
SENDABLE = (*SUFFIXES, ".zip")
KINDS = "PDF, Word, Excel, PowerPoint, LibreOffice, teks, HTML, gambar, atau ZIP"
UNREADABLE = f"Berkas jenis ini tidak dapat dibaca; kirimlah {KINDS}."
ACCEPTED = "Berkas diterima. Perkembangannya tampil di percakapan Anda dengan asisten di Telegram."
CUT_OFF = "Kirimannya terhenti terlalu lama; silakan kirim ulang."
STATUS = {Busy: 503, TooLarge: 413, NoRoom: 507, RejectedUpload: 415, BadForm: 400}


def routes() -> list[Route]:
    path = f"/{PATH}/{{code}}"
    return [Route(path, show, methods=["GET"]), Route(path, receive, methods=["POST"])]


async def show(request: Request) -> Response:
    return _reply(request, 200, "", "Kirim satu berkas", await _whose(request))


async def receive(request: Request) -> Response:
    """Everything that may be refused before the body comes is refused then."""
    at, link = _receiving(request), await _whose(request)
    try:
        with at.place(request.path_params["code"], _announced(request, at)):
            await _take(request, at)
    except TimeoutError:
        return _reply(request, 408, CUT_OFF, "Belum terkirim", link)
    except tuple(STATUS) as error:
        return _reply(request, STATUS[type(error)], str(error), "Belum terkirim", link)
    except OSError as error:
        log.warning("Berkas dari halaman unggah tidak dapat disimpan: %s", error)
        return _reply(request, 507, NO_ROOM, "Belum terkirim", link)
    return _reply(request, 200, ACCEPTED, "Terima kasih")


async def _take(request: Request, at: Receiving) -> None:
    """Keep the file that comes. Raises TimeoutError where its sender pauses too long, and what `Incoming` and `accept` raise."""
    content_type = request.headers.get("Content-Type", "")
    incoming = await in_thread(request, Incoming, content_type, at.folder, at.limit, check_name)
    try:
        pieces = aiter(request.stream())
        while (piece := await asyncio.wait_for(anext(pieces, None), PATIENCE)) is not None:
            await in_thread(request, incoming.feed, piece)
        await in_thread(request, _keep, at, incoming, request.path_params["code"])
    finally:
        incoming.discard()


def _keep(at: Receiving, incoming: Incoming, code: str) -> None:
    """The whole file goes on its way, and the link is used up: both or neither."""
    incoming.finish()
    link = at.links.use(code)
    try:
        at.accept(incoming.path, incoming.name, link)
    except BaseException:
        at.links.give_back(code)
        raise


def _receiving(request: Request) -> Receiving:
    return request.app.state.receiving


async def _whose(request: Request) -> Link:
    """Raises InvalidLink."""
    code = request.path_params["code"]
    if not CODE.fullmatch(code):
        raise HTTPException(404, NOWHERE)
    return await in_thread(request, _receiving(request).links.find, code)


def _announced(request: Request, at: Receiving) -> int:
    """Bytes the request says it has; the most there can be where it doesn't say."""
    length = request.headers.get("Content-Length", "")
    return int(length) if length.isdecimal() else at.most


def _reply(request: Request, status: int, sentence: str, title: str, link: Link | None = None) -> Response:
    """A page, or for the page's own script {"pesan": sentence}."""
    if request.headers.get("Accept") == "application/json":
        return JSONResponse({"pesan": sentence}, status)
    return rendered(
        request,
        "unggah.html",
        status,
        sentence=sentence,
        title=title,
        link=link,
        limit=_receiving(request).limit,
        suffixes=SENDABLE,
        kinds=KINDS,
        unreadable=UNREADABLE,
        field=FIELD.decode(),
    )


def check_name(name: str) -> None:
    """Raises RejectedUpload for what is surely no document: a film needn't travel for an hour first."""
    if not name.lower().endswith(SENDABLE):
        raise RejectedUpload(UNREADABLE)
