"""Stands before every page: who calls too often waits, other sites post nothing here, and no reply may be kept or framed."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from bot.web.caller import caller
from bot.web.refusals import refusal

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors https://web.telegram.org"
)
"""Telegram's own page in a browser shows a Mini App in a frame; nobody else may."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
FOREIGN = "Formulir ini tidak dikirim dari halaman meja; buka halamannya, lalu kirim lagi dari sana."


@dataclass(frozen=True)
class Gate:
    """`wait` says after how many seconds an address may call again (0: now), `proxies` are believed when they say who calls, `prefix`
    is what stands before every path on the internet ("" or "/tanya"), whether the proxy takes it off or not."""

    wait: Callable[[str], int]
    proxies: frozenset[str] = frozenset()
    prefix: str = ""


class Guard:
    """The pages as they are served: outside of `app`, so that what it says of its own errors is guarded too."""

    def __init__(self, app: Starlette, gate: Gate):
        self._app, self._gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope = self._placed(scope)
            await self._answer(Request(scope, receive), scope, receive, _with_headers(send))

    def close(self) -> None:
        """Nothing is asked for any more: the threads that answered go."""
        self._app.state.threads.shutdown()

    def _placed(self, scope: Scope) -> Scope:
        prefix, path = self._gate.prefix, scope["path"]
        if path == prefix:
            path = f"{prefix}/"
        whole = path if path.startswith(f"{prefix}/") else prefix + path
        return scope | {"app": self._app, "root_path": prefix, "path": whole}

    async def _answer(self, request: Request, scope: Scope, receive: Receive, send: Send) -> None:
        wait = self._gate.wait(caller(request, self._gate.proxies))
        if wait:
            reply = refusal(request, 429, f"Terlalu sering; coba lagi {wait} detik lagi.")
            reply.headers["Retry-After"] = str(wait)
            await reply(scope, receive, send)
        elif request.method != "GET" and request.headers.get("Sec-Fetch-Site") == "cross-site":
            await refusal(request, 403, FOREIGN)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sending
