"""The pages of one process, opened: the desk, the page for uploads, or both."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.errors import BotError
from bot.intake.upload_links import Link, Links
from bot.intake.uploads import Uploads
from bot.settings import Settings
from bot.web.desk import Desk
from bot.web.serving import Server
from bot.web.site import gate, site
from bot.web.upload.receiving import Receiving


@dataclass(frozen=True)
class Pages:
    """Served from `start` to `stop`, in the running event loop."""

    settings: Settings
    server: Server
    desk: Desk | None
    receiving: Receiving | None

    async def start(self) -> None:
        """Raises BotError where the address can't be listened on: another process may be serving there, and receive something."""
        try:
            await self.server.start(*self.settings.web_address)
        except BotError:
            self._close()
            raise
        if self.receiving:
            self.receiving.prepare()

    async def stop(self) -> None:
        """The desk is closed too."""
        await self.server.stop()
        self._close()

    def _close(self) -> None:
        if self.desk:
            self.desk.close()


def open_pages(settings: Settings, desk: Desk | None, receiving: Receiving | None) -> Pages:
    """`desk` is closed with them."""
    return Pages(settings, Server(site(gate(settings), desk, receiving)), desk, receiving)


def receiving_for(settings: Settings, links: Links, uploads: Uploads, wake: Callable[[], object]) -> Receiving:
    """What is sent goes into the upload queue; `wake`, from any thread, says that there is something in it."""

    def accept(path: Path, name: str, link: Link) -> None:
        uploads.queue.put(path, name, link.user_id, link.user_name, link.chat_id, source="tautan")
        wake()

    return Receiving(links, accept, settings.data_dir / "tautan", settings.upload_limit_mb * 1_000_000)
