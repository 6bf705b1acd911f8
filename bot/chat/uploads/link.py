"""/unggah: a one-use link for a file too big for Telegram, and the page behind it."""

import asyncio
import time
from pathlib import Path

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from bot.chat.context import Context, Core
from bot.chat.permissions import allowed
from bot.chat.traffic.limits import Window
from bot.intake.upload_links import Link
from bot.people.access import Action
from bot.web.server import Desk, Server

VISITS, MINUTE = 60, 60.0
"""How often one address may call the page."""
OFF = (
    "Tautan unggah belum dinyalakan di server ini. Kirim berkas sampai 20 MB langsung di sini; yang lebih besar, mintalah "
    "pengelola server memasukkannya, atau mengisi TANYA_PUBLIC_URL."
)


def handlers() -> list[BaseHandler]:
    return [CommandHandler("unggah", give_link, filters.UpdateType.MESSAGE)]


@allowed(Action.UPLOAD, private=True)
async def give_link(update: Update, context: Context) -> None:
    """A new link, for whoever asks for it."""
    core, user = context.core, update.effective_user
    if core.links is None:
        await update.message.reply_text(OFF)
        return
    url = await asyncio.to_thread(core.links.create, user.id, user.full_name, update.effective_chat.id)
    await update.message.reply_text(
        f"Buka tautan ini di ponsel atau komputer untuk mengirim satu berkas, paling besar {core.settings.upload_limit_mb} MB:\n\n"
        f"{url}\n\nSekali pakai, berlaku 24 jam, hanya untuk Anda. Perkembangannya tampil di sini."
    )


def page(core: Core) -> Server:
    """The page; what is sent there goes into the upload queue."""
    visits, loop = Window(VISITS, MINUTE), asyncio.get_running_loop()

    def accept(path: Path, name: str, link: Link) -> None:
        core.uploads.queue.put(path, name, link.user_id, link.user_name, link.chat_id, source="tautan")
        loop.call_soon_threadsafe(core.worker.wake)

    desk = Desk(
        links=core.links,
        accept=accept,
        wait=lambda address: visits.wait(address, time.time()),
        folder=core.settings.data_dir / "tautan",
        limit=core.settings.upload_limit_mb * 1_000_000,
        proxies=core.settings.trusted_proxy,
    )
    return Server(desk)
