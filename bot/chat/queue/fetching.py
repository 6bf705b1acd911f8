"""Files on their way from Telegram to the queue: several at a time, each can be stopped, a restart begins it again."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from telegram import Message, Update

from bot.chat import render
from bot.intake import photos

AT_ONCE = 3
FETCH_TIMEOUT = 1800
"""Seconds a self-hosted Bot API server may take to fetch a file of 2 GB from Telegram."""
DOWNLOAD_PAUSE = 60
"""Seconds without a byte after which a download is given up."""
ALBUM_PAUSE = 1.5
"""Seconds without another photo after which an album counts as whole; Telegram doesn't say how many there are."""


@dataclass
class Fetching:
    """What is being fetched, by the key of its first message, and the albums that are still coming in."""

    tasks: dict[str, asyncio.Task] = field(default_factory=dict)
    albums: dict[str, list[Update]] = field(default_factory=dict)
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    halted: bool = False

    def begin(self, key: str, task: asyncio.Task) -> None:
        self.tasks[key] = task
        task.add_done_callback(lambda _: self.over(key))

    def over(self, key: str) -> None:
        """From now on it isn't cut off any more; who wants to stop it stops its job."""
        self.tasks.pop(key, None)

    def halt(self) -> None:
        """The bot stops: what isn't fetched yet stays in the spool."""
        self.halted = True
        for task in self.tasks.values():
            task.cancel()


async def whole_album(album: list[Update]) -> list[Message]:
    """The photos of an album in their order, once no more of them come."""
    count = 0
    while count < len(album):
        count = len(album)
        await asyncio.sleep(ALBUM_PAUSE)
    return sorted((update.message for update in album), key=lambda message: message.message_id)


def name_of(messages: list[Message]) -> str:
    """What to call the document: its file's name; photos are called by their caption, else by their time."""
    first = messages[0]
    if first.document:
        return first.document.file_name or "dokumen"
    caption = next(filter(None, (message.caption for message in messages)), "")
    title = render.brief(caption, 80)
    if not title:
        title = f"Foto {first.date.astimezone():%Y-%m-%d %H.%M.%S}"
    ending = "pdf" if len(messages) > 1 else "jpg"
    return f"{title}.{ending}"


async def fetch(messages: list[Message], folder: Path) -> Path:
    """The document of these messages as a file in `folder`; several photos become the pages of one.

    Raises TelegramError, OSError, and RejectedUpload for photos that can't be read.
    """
    paths = []
    for number, message in enumerate(messages):
        sent = message.document or message.photo[-1]  # sizes come in ascending order
        file = await sent.get_file(read_timeout=FETCH_TIMEOUT)
        paths.append(await file.download_to_drive(folder / str(number), read_timeout=DOWNLOAD_PAUSE))
    if len(paths) == 1:
        return paths[0]
    await asyncio.to_thread(photos.as_pdf, paths, folder / "album")
    return folder / "album"
