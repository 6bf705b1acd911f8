"""/data_saya and /hapus_data_saya: what is kept of a person is given to him, or erased; also to who holds no role any more."""

import asyncio
import time

from telegram import InputFile, Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from bot.chat.context import Context
from bot.chat.screens import Rows, arguments, button, destination, show
from bot.journal.personal_files import as_json, as_text
from bot.people.access import User

STAY, LEAVE, CANCEL = "s", "k", "b"
NOTHING = "Tidak ada data Anda yang tersimpan di sini."
WAIT = "Data Anda baru saja dikirim; coba lagi satu jam lagi."
GIVEN = "Ini data Anda yang tersimpan, sebagai teks dan sebagai JSON. Untuk menghapusnya, kirim /hapus_data_saya."
ASKED = (
    "Hapus data Anda? Pertanyaan, jawaban, penilaian, pesan, dan permintaan kabar Anda dihapus, nama Anda dihilangkan dari jejak; yang tinggal "
    "hanya hitungan tanpa nama. Ini tidak dapat dibatalkan. Sebelumnya, simpan dahulu datanya lewat /data_saya bila perlu."
)
KEPT = "Baik, tidak ada yang dihapus."
ERASED = "Data Anda sudah dihapus: {} tanya-jawab kini tanpa nama dan tanpa isi."
ALSO_LEFT = " Keanggotaan Anda juga sudah diakhiri; terima kasih sudah memakai asisten ini."


def handlers() -> list[BaseHandler]:
    alone = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
    return [
        CommandHandler("data_saya", give, alone),
        CommandHandler("hapus_data_saya", confirm, alone),
        CallbackQueryHandler(erase, rf"^dh:[{STAY}{LEAVE}{CANCEL}]$"),
    ]


async def give(update: Update, context: Context) -> None:
    """Two files; nobody needs a role for what is his."""
    core, user = context.core, update.effective_user
    data = await asyncio.to_thread(core.personal.of, user.id)
    if not data:
        await update.message.reply_text(NOTHING)
        return
    if core.data_given.wait(user.id, time.time()):
        await update.message.reply_text(WAIT)
        return
    await asyncio.to_thread(core.log.action, user.id, user.full_name, "meminta data pribadi", "")
    where = destination(update)
    await context.bot.send_document(**where, document=InputFile(as_text(data), "data-saya.txt"), caption=GIVEN)
    await context.bot.send_document(**where, document=InputFile(as_json(data), "data-saya.json"))


async def confirm(update: Update, context: Context) -> None:
    core, user = context.core, update.effective_user
    if not await asyncio.to_thread(core.personal.of, user.id):
        await update.message.reply_text(NOTHING)
        return
    member = await asyncio.to_thread(core.access.user, user.id)
    await show(update, ASKED, _choices(member))


def _choices(member: User | None) -> Rows:
    """A member may stay one."""
    rows = [[button("Hapus data saya", f"dh:{STAY}")], [button("Batal", f"dh:{CANCEL}")]]
    if member:
        rows.insert(1, [button("Hapus data saya dan akhiri keanggotaan", f"dh:{LEAVE}")])
    return rows


async def erase(update: Update, context: Context) -> None:
    """What the buttons of `confirm` say. They stand in a private chat, whose owner alone can press them."""
    core, user = context.core, update.effective_user
    (choice,) = arguments(update)
    if choice == CANCEL:
        return await show(update, KEPT, [])
    if choice == LEAVE:
        await asyncio.to_thread(core.access.revoke, user.id, user.id, user.full_name)
        await core.menus.register(context.bot, user.id, None)
    erased = await asyncio.to_thread(core.personal.erase, user.id)
    await show(update, ERASED.format(erased.entries) + (ALSO_LEFT if choice == LEAVE else ""), [])
