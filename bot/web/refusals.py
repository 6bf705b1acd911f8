"""Whatever goes wrong becomes one sentence: on a page, or as JSON for a page's own script."""

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from bot.errors import BotError, InvalidLink, NotAllowed, StorageTrouble
from bot.web.rendering import rendered
from indexer.errors import IndexerError

TITLES = {
    400: "Belum berhasil",
    401: "Silakan masuk",
    403: "Tidak diizinkan",
    404: "Tidak ditemukan",
    405: "Tidak ditemukan",
    410: "Tautan tidak berlaku lagi",
    413: "Terlalu besar",
    429: "Terlalu sering",
    503: "Belum dapat dilayani",
}
TROUBLE = "Maaf, ada gangguan di server. Silakan coba lagi beberapa saat lagi."
NOWHERE = "Halaman ini tidak ada. Periksa lagi alamatnya, atau minta tautan baru kepada asisten di Telegram."
BROKEN = "Kiriman ini rusak di perjalanan; silakan kirim ulang."
SENTENCES = {400: BROKEN, 404: NOWHERE, 405: NOWHERE}
"""For what the server refuses in words of its own."""
SIGN_IN = "Untuk masuk, kirim /masuk kepada asisten di Telegram, lalu buka tautannya."


class NotSignedIn(BotError):
    """Nobody is signed in, or no longer."""


class Foreign(BotError):
    """A form was sent that didn't come from a page of ours."""


def refusal(request: Request, status: int, sentence: str) -> Response:
    """The page that says no."""
    if request.headers.get("Accept") == "application/json":
        return JSONResponse({"pesan": sentence}, status)
    return rendered(request, "galat.html", status, judul=TITLES.get(status, "Maaf"), kalimat=sentence)


async def on_error(request: Request, error: Exception) -> Response:
    """For errors whose sentence may be shown."""
    return refusal(request, _status(request, error), str(error))


def _status(request: Request, error: Exception) -> int:
    match error:
        case NotSignedIn():
            return 401
        case NotAllowed() | Foreign():
            return 403
        case InvalidLink():
            return 410
        case StorageTrouble():
            return 503
    return 404 if request.method in ("GET", "HEAD") else 400


async def on_http_error(request: Request, error: HTTPException) -> Response:
    """For what the server itself refuses: an address that isn't there, a form too large."""
    return refusal(request, error.status_code, SENTENCES.get(error.status_code, error.detail))


async def on_gone(request: Request, error: ClientDisconnect) -> Response:
    """Whoever sent half a form hears no answer."""
    return Response(status_code=400)


async def on_trouble(request: Request, error: Exception) -> Response:
    """For everything else; the server logs it, without the address, in which a code may stand."""
    return refusal(request, 500, TROUBLE)


HANDLERS = {
    BotError: on_error,
    IndexerError: on_error,
    HTTPException: on_http_error,
    ClientDisconnect: on_gone,
    Exception: on_trouble,
}
