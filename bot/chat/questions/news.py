"""What new documents answer that could not be answered before: asked again in the background, told to coordinators and to askers."""

import asyncio
import logging
import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from telegram import InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter
from telegram.ext import Application, BaseHandler, CallbackQueryHandler

from bot.answering.reasking import DAYS, Reasking, fulfilled
from bot.chat import render
from bot.chat.context import Context, Core
from bot.chat.html_text import safe, split
from bot.chat.permissions import allowed
from bot.chat.questions import ask
from bot.chat.replying import send_parts
from bot.chat.screens import Rows, arguments, button, in_rows, number_pressed, numbered, show, turning
from bot.chat.traffic.processing import may_have_arrived
from bot.journal.entries import LogEntry
from bot.people.access import Action

log = logging.getLogger(__name__)

HOUR = 3600.0
"""Seconds after which it is looked whether documents came from elsewhere: `tanya index`, `tanya watch`."""
PAUSE = 0.2
"""Seconds between looks whether people still wait for answers."""
PAGE = 6
AT_ONCE = 5
"""Questions one message tells an asker about; the others come with the next one."""
BRIEF = 400
_TOLD = "reasked_told"
LAST = 2**62


def handlers() -> list[BaseHandler]:
    return [
        CallbackQueryHandler(list_news, r"^n:\d+:\d+:\d+$"),
        CallbackQueryHandler(show_entry, r"^ne:\d+:\d+:\d+:\d+$"),
        CallbackQueryHandler(show_answer, r"^na:\d+$"),
    ]


async def after_uploads(application: Application) -> None:
    """To be called when documents have gone live. Returns at once; what they answer is told later."""
    application.bot_data["news"].wake()


class News:
    """One for each application. `run` it until `halt`; what is left then is done after the next start."""

    def __init__(self, core: Core):
        self._core, self._reasking = core, Reasking(core.assistant, core.log, core.library)
        self._awake, self._halted = asyncio.Event(), threading.Event()

    def wake(self) -> None:
        self._awake.set()

    def halt(self) -> None:
        self._halted.set()
        self._awake.set()

    async def run(self, application: Application) -> None:
        """Ask again and tell, now, whenever woken, and every hour. What goes wrong is logged and tried again then."""
        while not self._halted.is_set():
            self._awake.clear()
            try:
                await self._round(application)
            except Exception:
                log.exception("Pertanyaan yang belum terjawab tidak dapat diajukan lagi; dicoba lagi nanti.")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._awake.wait(), HOUR)

    async def _round(self, application: Application) -> None:
        if await asyncio.to_thread(lambda: self._reasking.due):
            await asyncio.to_thread(self._reasking.run, DAYS, lambda: self._nobody_waits(application))
        if not self._halted.is_set():
            await self._tell_coordinators(application)
            await self._tell_askers(application)

    def _nobody_waits(self, application: Application) -> bool:
        """Blocks while people wait for answers, which come first; False once halted."""
        while application.update_processor.current_concurrent_updates:
            if self._halted.wait(PAUSE):
                return False
        return not self._halted.is_set()

    async def _tell_coordinators(self, application: Application) -> None:
        """One message each about what was found since the last one."""
        core = self._core
        told = int(await asyncio.to_thread(core.log.recall, _TOLD) or 0)
        found = await asyncio.to_thread(core.log.asked_again, told + 1, LAST)
        if not found:
            return
        # Noted before it is sent: a stop in between must not tell everybody twice.
        await asyncio.to_thread(core.log.remember, _TOLD, str(found[-1]))
        html, rows = await asyncio.to_thread(_listed, core, found[0], found[-1], 0)
        readers = await asyncio.to_thread(core.access.permitted, Action.READ_LOG)
        arrived = [await _sent(application, user.id, [html], InlineKeyboardMarkup(rows)) for user in readers]
        nobody_knows = arrived and not any(arrived)
        if nobody_knows:
            await asyncio.to_thread(core.log.remember, _TOLD, str(told))

    async def _tell_askers(self, application: Application) -> None:
        """One message to each person whose wishes came true, if he may still ask."""
        core = self._core
        wishes = await asyncio.to_thread(core.wishes.waiting)
        if not wishes:
            return
        # What was asked again on its last day may be told later.
        asked = await asyncio.to_thread(core.log.asked, datetime.now(UTC) - timedelta(days=2 * DAYS))
        for user_id, found in fulfilled(asked, wishes).items():
            if await asyncio.to_thread(core.access.permits, user_id, Action.ASK):
                await self._tell_asker(application, user_id, dict(found[:AT_ONCE]))

    async def _tell_asker(self, application: Application, user_id: int, answers: dict[int, int]) -> None:
        """`answers` are log ids: refused entry -> answer."""
        core = self._core
        claimed = await asyncio.to_thread(core.wishes.claim, user_id, list(answers))
        if not claimed:
            return
        answer_ids = dict.fromkeys(answers[log_id] for log_id in claimed)
        entries = [await asyncio.to_thread(core.log.entry, answer_id) for answer_id in answer_ids]
        parts, markup = _told(entries)
        if not await _sent(application, user_id, parts, markup):
            await asyncio.to_thread(core.wishes.give_back, user_id, claimed)


async def _sent(application: Application, user_id: int, parts: Sequence[str], markup: InlineKeyboardMarkup) -> bool:
    """Send a message to someone alone; False if it surely did not arrive, but may another time."""
    try:
        for number, part in enumerate(parts, 1):
            under = markup if number == len(parts) else None
            await application.bot.send_message(user_id, part, ParseMode.HTML, reply_markup=under)
    except (BadRequest, ChatMigrated, Forbidden) as error:
        log.info("Kabar untuk %s tidak dapat dikirim: %s", user_id, error)
    except (NetworkError, RetryAfter) as error:
        log.warning("Kabar untuk %s belum terkirim: %s", user_id, error)
        return may_have_arrived(error)
    return True


def _told(entries: Sequence[LogEntry]) -> tuple[list[str], InlineKeyboardMarkup]:
    """What an asker reads: of one question the answer, of several each in brief with a button that opens it."""
    if len(entries) == 1:
        (entry,) = entries
        head = f"🔔 Anda pernah bertanya:\n<b>{safe(entry.question)}</b>\n\nSekarang dokumennya ada."
        return _headed(head, entry), ask.keyboard(entry)
    blocks = ["🔔 Dokumennya sekarang ada untuk pertanyaan Anda yang dulu belum terjawab:"]
    openers = []
    for number, entry in enumerate(entries, 1):
        question = safe(render.brief(entry.question, 200))
        answer = safe(render.brief(render.readable(entry.answer), BRIEF))
        blocks.append(f"{number}. <b>{question}</b>\n{answer}\n<i>{_source(entry)}</i>")
        openers.append(button(f"Jawaban {number}", f"na:{entry.id}"))
    return split("\n\n".join(blocks)), InlineKeyboardMarkup(in_rows(openers, 3))


def _headed(head: str, entry: LogEntry) -> list[str]:
    """The messages that show an answer under a head of its own."""
    return split("\n\n".join([head, *render.answer(entry)]))


def _source(entry: LogEntry) -> str:
    return render.where(entry.citations[0])


@allowed(Action.ASK)
async def show_answer(update: Update, context: Context) -> None:
    """One of several answers an asker was told about, with its sources."""
    entry = await asyncio.to_thread(context.core.log.entry, number_pressed(update))
    await update.callback_query.answer()
    await send_parts(update, context, _headed(f"<b>{safe(entry.question)}</b>", entry), ask.keyboard(entry))


@allowed(Action.READ_LOG, private=True)
async def list_news(update: Update, context: Context) -> None:
    """Another page of what coordinators were told."""
    first, last, page = map(int, arguments(update))
    html, rows = await asyncio.to_thread(_listed, context.core, first, last, page)
    await show(update, html, rows)


def _listed(core: Core, first: int, last: int, page: int) -> tuple[str, Rows]:
    """A page of the answers found again whose log ids lie between `first` and `last`."""
    found = core.log.asked_again(first, last)
    blocks = [f"🔔 <b>Dulu belum terjawab, sekarang terjawab</b> ({len(found)} pertanyaan, karena ada dokumen baru)"]
    openers = []
    for number, answer_id in numbered(found, page, PAGE):
        entry = core.log.entry(answer_id)
        blocks.append(f"{number}. {safe(render.brief(entry.question, 200))}\n<i>{_source(entry)}</i>")
        openers.append(button(str(number), f"ne:{answer_id}:{first}:{last}:{page}"))
    rows = [*in_rows(openers, PAGE), *turning(f"n:{first}:{last}:{{}}", page, len(found), PAGE)]
    return "\n\n".join(blocks), rows


@allowed(Action.READ_LOG, private=True)
async def show_entry(update: Update, context: Context) -> None:
    """One of them: answer, sources, and the way back."""
    answer_id, first, last, page = map(int, arguments(update))
    entry = await asyncio.to_thread(context.core.log.entry, answer_id)
    sources = [button(f"📄 {cited.number}", f"s:{entry.id}:{cited.number}") for cited in entry.citations]
    back = [button("« Daftar", f"n:{first}:{last}:{page}")]
    opening, *rest = _headed(f"❓ <b>{safe(entry.question)}</b>", entry)
    await show(update, opening, [*in_rows(sources, 4), back])
    await send_parts(update, context, rest)
