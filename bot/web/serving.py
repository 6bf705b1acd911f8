"""The web server: listens in the running event loop, beside the bot or alone."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from bot.errors import BotError
from bot.web.guard import Guard

PATIENCE = 2
"""Seconds that what is still under way has at the stop."""
MOST = 200
"""Connections at the same time."""


class _InLoop(uvicorn.Server):
    """Whoever runs the loop hears the signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Server:
    """Listens from `start` to `stop`, in the running event loop."""

    def __init__(self, pages: Guard):
        self._pages = pages
        config = uvicorn.Config(
            pages,
            lifespan="off",
            access_log=False,  # codes stand in addresses
            log_config=None,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=MOST,
            timeout_graceful_shutdown=PATIENCE,
        )
        self._server = _InLoop(config)

    async def start(self, host: str, port: int) -> None:
        """Raises BotError where the address can't be listened on."""
        try:
            listening = socket.create_server((host, port), backlog=128)
        except OSError as error:
            advice = "hentikan yang sudah berjalan di sana, atau periksa TANYA_WEB_LISTEN"
            raise BotError(f"Halaman web tidak dapat dibuka di {host}:{port}; {advice}.") from error
        self._serving = asyncio.create_task(self._server.serve(sockets=[listening]), name="web")

    async def stop(self) -> None:
        """What is only half received is cut off and thrown away."""
        self._server.should_exit = True
        await self._serving
        await asyncio.to_thread(self._pages.close)
