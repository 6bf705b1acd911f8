"""Where the page is served: each visitor by a one-use link, each file from the socket to the disk, whole or not at all."""

import asyncio
import logging
import shutil
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tornado import httpserver, web

from bot.errors import BotError, InvalidLink, RejectedUpload
from bot.intake.upload_links import PATH, Link, Links
from bot.web.caller import caller
from bot.web.form import FIELD, ROOM_FOR_FORM, BadForm, Incoming, TooLarge
from bot.web.replies import Nowhere, Plain
from indexer.library import SUFFIXES

log = logging.getLogger(__name__)

ROOM = 1024**3
"""Bytes that stay free on the disk."""
MOST = 4
"""Files received at the same time."""
PATIENCE = 120.0
"""Seconds a sender may pause."""
SENDABLE = (*SUFFIXES, ".zip")
KINDS = "PDF, Word, Excel, PowerPoint, LibreOffice, teks, HTML, gambar, atau ZIP"
PIECE = 256 * 1024
UNREADABLE = f"Berkas jenis ini tidak dapat dibaca; kirimlah {KINDS}."
SPENT = "Tautan ini tidak berlaku lagi"
NO_ROOM = "Ruang disk server tidak cukup untuk berkas ini; hubungi pengelola server, lalu coba lagi."
BUSY = "Server sedang menerima berkas lain; tunggu sebentar, lalu coba lagi."
ACCEPTED = "Berkas diterima. Perkembangannya tampil di percakapan Anda dengan asisten di Telegram."


@dataclass(frozen=True)
class Desk:
    """What the page needs. `accept` takes a whole file (path, name, whose link) and moves it away, or raises; `wait` says after
    how many seconds an address may call again (0: now). `folder` holds what is coming in and nothing else, `limit` and `room`
    are bytes, `proxies` the addresses that are believed when they say who calls."""

    links: Links
    accept: Callable[[Path, str, Link], object]
    wait: Callable[[str], int]
    folder: Path
    limit: int
    room: int = ROOM
    proxies: frozenset[str] = frozenset()
    receiving: dict[str, int] = field(default_factory=dict)
    """The codes under which something is coming in, and how many bytes it may have."""


class Server:
    """Listens from `start` to `stop`, in the running event loop."""

    def __init__(self, desk: Desk):
        self._desk = desk

    def start(self, host: str, port: int) -> None:
        """Raises BotError where the address can't be listened on. What a crash left half received is thrown away."""
        shutil.rmtree(self._desk.folder, ignore_errors=True)
        self._desk.folder.mkdir(parents=True)
        application = web.Application(
            [(rf"/(?:.*/)?{PATH}/([\w-]{{20,100}})", Page, {"desk": self._desk})],
            default_handler_class=Nowhere,
            template_path=str(Path(__file__).parent),
            log_function=lambda handler: None,  # the code stands in every address
        )
        self._server = httpserver.HTTPServer(
            application,
            chunk_size=PIECE,
            max_body_size=self._desk.limit + ROOM_FOR_FORM,
            idle_connection_timeout=PATIENCE,
        )
        try:
            listening = socket.create_server((host, port), backlog=128)
        except OSError as error:
            raise BotError(f"Halaman unggah tidak dapat dibuka di {host}:{port}; periksa TANYA_WEB_LISTEN.") from error
        listening.setblocking(False)
        self._server.add_sockets([listening])

    async def stop(self) -> None:
        """What is only half received is cut off and thrown away."""
        self._server.stop()
        await self._server.close_all_connections()


@web.stream_request_body
class Page(Plain):
    """The form of one link, and what is sent with it."""

    SUPPORTED_METHODS = ("GET", "POST")

    def initialize(self, desk: Desk) -> None:
        self.desk, self.code, self._incoming, self._alarm = desk, "", None, None

    def form(self) -> dict[str, object]:
        return {
            "limit": self.desk.limit,
            "suffixes": SENDABLE,
            "kinds": KINDS,
            "unreadable": UNREADABLE,
            "field": FIELD.decode(),
        }

    async def prepare(self) -> None:
        if wait := self.desk.wait(caller(self.request, self.desk.proxies)):
            self.set_header("Retry-After", str(wait))
            return self.reply(429, f"Terlalu sering; coba lagi {wait} detik lagi.")
        try:
            self.link = await asyncio.to_thread(self.desk.links.find, self.path_args[0])
        except InvalidLink as error:
            return self._spent(error)
        if self.request.method == "POST":
            self._receive()

    def get(self, code: str) -> None:
        self.reply(200, "", "Kirim satu berkas", self.link)

    def _receive(self) -> None:
        """Make ready for the body, or refuse it before it comes."""
        code, announced = self.path_args[0], self._announced()
        on_its_way = code in self.desk.receiving
        if on_its_way or len(self.desk.receiving) >= MOST:
            return self.reply(503, BUSY, link=self.link)
        if announced > self._most():
            return self._refuse(413, self._too_large())
        try:
            promised = announced + sum(self.desk.receiving.values())
            if shutil.disk_usage(self.desk.folder).free < self.desk.room + promised:
                return self._refuse(507, NO_ROOM)
            content_type = self.request.headers.get("Content-Type", "")
            self._incoming = Incoming(content_type, self.desk.folder, self.desk.limit, check_name)
        except BadForm as error:
            return self._refuse(400, str(error))
        except OSError as error:
            return self._disk_failed(error)
        self.code = code
        self.desk.receiving[code] = announced
        self._wind_up()

    def _announced(self) -> int:
        """Bytes the request says it has; the most there can be where it doesn't say."""
        length = self.request.headers.get("Content-Length", "")
        return int(length) if length.isdecimal() else self._most()

    def _most(self) -> int:
        return self.desk.limit + ROOM_FOR_FORM

    async def data_received(self, chunk: bytes) -> None:
        if self._incoming is None:
            return
        self._wind_up()
        try:
            await asyncio.to_thread(self._incoming.feed, chunk)
        except RejectedUpload as error:
            self._refuse(415, str(error))
        except TooLarge:
            self._refuse(413, self._too_large())
        except BadForm as error:
            self._refuse(400, str(error))
        except OSError as error:
            self._disk_failed(error)

    async def post(self, code: str) -> None:
        self._alarm.cancel()
        try:
            await asyncio.to_thread(self._keep, code)
        except BadForm as error:
            return self._refuse(400, str(error))
        except InvalidLink as error:
            return self._spent(error)
        except OSError as error:
            return self._disk_failed(error)
        self.reply(200, ACCEPTED, "Terima kasih")

    def _keep(self, code: str) -> None:
        """The whole file goes on its way, and the link is used up: both or neither."""
        self._incoming.finish()
        link = self.desk.links.use(code)
        try:
            self.desk.accept(self._incoming.path, self._incoming.name, link)
        except BaseException:
            self.desk.links.give_back(code)
            raise

    def _refuse(self, status: int, sentence: str) -> None:
        if not self._finished:
            self.reply(status, sentence, "Belum terkirim", self.link)

    def _spent(self, error: InvalidLink) -> None:
        self.reply(410, f"{error} Minta tautan baru: kirim /unggah kepada asisten di Telegram.", SPENT)

    def _disk_failed(self, error: OSError) -> None:
        log.warning("Berkas dari halaman unggah tidak dapat disimpan: %s", error)
        self._refuse(507, NO_ROOM)

    def _too_large(self) -> str:
        return f"Berkas ini terlalu besar; paling besar {self.desk.limit // 1_000_000} MB."

    def _wind_up(self) -> None:
        """Hang up on a sender who pauses too long, counted from now."""
        if self._alarm:
            self._alarm.cancel()
        self._alarm = asyncio.get_running_loop().call_later(PATIENCE, self.request.connection.close)

    def on_connection_close(self) -> None:
        super().on_connection_close()
        self._clean()

    def on_finish(self) -> None:
        self._clean()

    def _clean(self) -> None:
        if self._alarm:
            self._alarm.cancel()
        if self._incoming:
            self._incoming.discard()
            self.desk.receiving.pop(self.code, None)


def check_name(name: str) -> None:
    """Raises RejectedUpload for what is surely no document: a film needn't travel for an hour first."""
    if not name.lower().endswith(SENDABLE):
        raise RejectedUpload(UNREADABLE)
