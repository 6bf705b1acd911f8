"""What the bot can't read: a voice, a sticker, a place, a file in a group. A kind word for each."""

import time

from telegram import Message, Update
from telegram.constants import ChatType

from bot.chat.context import Context
from bot.people.access import Action

IN_PRIVATE = "Di grup berkas tidak saya ambil. Kirimkan lewat obrolan pribadi dengan saya, ya."
NOT_KEPT = "Berkas tidak saya simpan: mengirim dokumen hanya untuk Diskominfo. Silakan teruskan berkasnya kepada mereka."
SMILE = "😊 Bila ada yang ingin ditanyakan dari dokumen daerah, silakan tulis."
WORDS = {
    "voice": "Maaf, saya belum bisa mendengarkan pesan suara. Tolong ketik pertanyaannya, ya.",
    "audio": "Maaf, saya belum bisa mendengarkan rekaman suara. Tolong ketik pertanyaannya, ya.",
    "video_note": "Maaf, saya belum bisa menonton pesan video. Tolong ketik pertanyaannya, ya.",
    "video": "Maaf, saya belum bisa menonton video. Tolong ketik pertanyaannya, ya.",
    "location": "Maaf, saya belum bisa membaca titik lokasi. Tuliskan nama daerahnya bersama pertanyaannya, ya.",
    "contact": "Kontak itu tidak saya simpan. Untuk mengajak rekan, mintalah tautan undangan kepada admin.",
    "poll": "Maaf, saya tidak ikut memilih. Bila ada yang ingin ditanyakan dari dokumen daerah, silakan tulis.",
    "sticker": SMILE,
    "animation": SMILE,
    "dice": SMILE,
}
"""By the part of the message that holds it; an animation comes with a document, too, which is none."""
FILES = ("document", "photo")
OTHER = "Maaf, saya baru bisa membaca pesan teks. Silakan tulis pertanyaannya."


async def tell_unread(update: Update, context: Context) -> None:
    """One line about a message without text that speaks to the bot; of several of a kind at once, as in an album, one."""
    message, user = update.effective_message, update.effective_user
    kind = kind_of(message)
    chatter_in_group = WORDS.get(kind) == SMILE and message.chat.type != ChatType.PRIVATE
    if chatter_in_group or context.core.redirected.wait((message.chat_id, user.id, kind), time.time()):
        return
    if kind in FILES:
        may_send = await context.permits(update, Action.UPLOAD)
        sentence = IN_PRIVATE if may_send else NOT_KEPT
    else:
        sentence = WORDS.get(kind, OTHER)
    await message.reply_text(sentence, do_quote=True)


def kind_of(message: Message) -> str:
    """Which kind of content a message holds, "" for any that isn't known here."""
    return next((kind for kind in (*WORDS, *FILES) if getattr(message, kind)), "")
