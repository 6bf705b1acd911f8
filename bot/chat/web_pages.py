"""/masuk: a one-use link to the coordinators' desk; and the pages that are served beside the bot."""

import asyncio

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from bot.chat.context import Context, Core
from bot.chat.permissions import allowed
from bot.people.access import Action
from bot.people.sessions import MINUTES
from bot.web.desk import open_desk
from bot.web.opening import Pages, open_pages, receiving_for

OFF = "Meja koordinator belum dinyalakan di server ini; mintalah pengelola server mengisi TANYA_WEB dan TANYA_PUBLIC_URL."


def handlers() -> list[BaseHandler]:
    return [CommandHandler("masuk", give_link, filters.UpdateType.MESSAGE)]


@allowed(Action.READ_LOG, private=True)
async def give_link(update: Update, context: Context) -> None:
    """A new link, for whoever asks for it."""
    core, user = context.core, update.effective_user
    if core.settings.web == "tidak":
        await update.message.reply_text(OFF)
        return
    url = await asyncio.to_thread(core.sessions.link, user.id, user.full_name)
    await update.message.reply_text(
        f"Buka tautan ini di peramban untuk masuk ke meja koordinator:\n\n{url}\n\n"
        f"Sekali pakai, berlaku {MINUTES} menit, hanya untuk Anda. Jangan diteruskan kepada orang lain."
    )


def beside(core: Core) -> Pages | None:
    """What the settings want served beside the bot; None where that is nothing."""
    settings, loop = core.settings, asyncio.get_running_loop()
    desk = open_desk(settings, core.library, core.log, core.access) if settings.web == "ya" else None
    uploads = None
    if core.links and settings.web != "terpisah":
        uploads = receiving_for(settings, core.links, core.uploads, lambda: loop.call_soon_threadsafe(core.worker.wake))
    return open_pages(settings, desk, uploads) if desk or uploads else None
