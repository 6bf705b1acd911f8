"""What every reply of the page has in common: nothing foreign in it, nothing kept of it, no code in any log."""

import json
import logging
import secrets

from tornado import web

from bot.intake.upload_links import Link

log = logging.getLogger(__name__)


class Plain(web.RequestHandler):
    """What every reply has in common."""

    def set_default_headers(self) -> None:
        self.nonce = secrets.token_urlsafe(16)
        self.clear_header("Server")
        policy = (
            f"default-src 'none'; style-src 'nonce-{self.nonce}'; script-src 'nonce-{self.nonce}'; connect-src 'self'; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
        self.set_header("Content-Security-Policy", policy)
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("X-Frame-Options", "DENY")
        self.set_header("X-Robots-Tag", "noindex")

    def reply(self, status: int, sentence: str, title: str = "", link: Link | None = None) -> None:
        """A page, or for the page's own script {"pesan": sentence}."""
        self.set_status(status)
        if self.request.headers.get("Accept") == "application/json":
            self.set_header("Content-Type", "application/json")
            self.finish(json.dumps({"pesan": sentence}))
        else:
            self.render("halaman.html", nonce=self.nonce, sentence=sentence, title=title, link=link, **self.form())

    def form(self) -> dict[str, object]:
        return {}

    def write_error(self, status_code: int, **_: object) -> None:
        self.reply(status_code, "Maaf, ada gangguan di server. Silakan coba lagi beberapa saat lagi.")

    def log_exception(self, kind: type | None, value: BaseException | None, trace: object) -> None:
        """Without the address, in which the code stands."""
        if not isinstance(value, web.HTTPError):
            log.error("Kesalahan di halaman unggah.", exc_info=(kind, value, trace))


class Nowhere(Plain):
    """Any other address."""

    def prepare(self) -> None:
        self.reply(
            404,
            "Halaman ini tidak ada. Periksa lagi tautannya, atau minta yang baru: kirim /unggah kepada asisten di Telegram.",
        )
