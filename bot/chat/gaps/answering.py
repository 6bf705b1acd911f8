"""An answer in the words of whom a gap is assigned to: a reply to the message that told of it."""

import asyncio

from telegram import Message, Update
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.chat.context import Context
from bot.chat.gaps.deciding import by
from bot.chat.permissions import allowed
from bot.chat.traffic.messages import gap_in
from bot.errors import NotAllowed
from bot.people.access import Action

LONGEST = 2000
KEPT = "Terima kasih. Usulan jawaban Anda tersimpan dan diteruskan kepada koordinator untuk diperiksa."
TOO_LONG = f"Jawabannya terlalu panjang (paling banyak {LONGEST} huruf); ringkas, atau kirim sebagai dokumen."


class _Proposal(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return gap_in(message) is not None


def handlers() -> list[BaseHandler]:
    new = filters.UpdateType.MESSAGE & filters.TEXT & ~filters.COMMAND
    return [MessageHandler(new & _Proposal(), propose)]


@allowed(Action.ASK, private=True)
async def propose(update: Update, context: Context) -> None:
    """Raises NotAllowed where the gap is somebody else's (any more)."""
    core, message = context.core, update.effective_message
    gap_id, user_id = gap_in(message), update.effective_user.id
    gap = await asyncio.to_thread(core.gaps.gap, gap_id)
    if not await asyncio.to_thread(core.assignments.concerns, gap, user_id):
        raise NotAllowed("Celah ini tidak (lagi) ditugaskan kepada Anda.")
    if len(message.text) > LONGEST:
        await message.reply_text(TOO_LONG)
        return
    await asyncio.to_thread(core.assignments.propose, gap_id, message.text, by(update))
    await message.reply_text(KEPT)
