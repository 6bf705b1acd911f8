"""/unggah: a one-use link for a file too big for Telegram."""

import asyncio

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from bot.chat.context import Context
from bot.chat.permissions import allowed
from bot.people.access import Action

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
