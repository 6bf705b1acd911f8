"""What new documents answer that could not be answered before: asked again in the background, told to coordinators and to askers. The
examples of what can be asked are made anew before."""

import asyncio
import logging
import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from telegram import InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter
from telegram.ext import Application

from bot.answering.reasking import DAYS, Reasking, asked_in_vain, fulfilled
from bot.chat.context import Core
from bot.chat.questions.news_screens import listed, told
from bot.chat.traffic.processing import may_have_arrived
from bot.people.access import Action

log = logging.getLogger(__name__)

HOUR = 3600.0
"""Seconds after which it is looked whether documents came from elsewhere: `tanya index`, `tanya watch`."""
PAUSE = 0.2
"""Seconds between looks whether people still wait for answers."""
AT_ONCE = 5
"""Questions one message tells an asker about; the others come with the next one."""
_TOLD = "reasked_told"
ALL_TOLD_AFTER = "all_told_after"
"""The newest entry when everybody began to be told: older answers are told to who wished it."""
LAST = 2**62


async def after_uploads(application: Application) -> None:
    """To be called when documents have gone live. Returns at once; what they answer is told later."""
    application.bot_data["jobs"]["news"].wake()


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

    def close(self) -> None:
        """Everything that it uses belongs to the core."""

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
        await asyncio.to_thread(self._core.assignments.remind, datetime.now(UTC))
        await asyncio.to_thread(self._core.assistant.examples.make, lambda: self._nobody_waits(application))
        if await asyncio.to_thread(lambda: self._reasking.due):
            await asyncio.to_thread(self._reasking.run, DAYS, lambda: self._nobody_waits(application))
        if not self._halted.is_set():
            await self._tell_coordinators(application)
            await self._tell_askers(application)
            await asyncio.to_thread(self._core.gap_rounds.run, lambda: self._nobody_waits(application))

    def _nobody_waits(self, application: Application) -> bool:
        """Blocks while people wait for answers, which come first; False once halted."""
        while application.update_processor.current_concurrent_updates:
            if self._halted.wait(PAUSE):
                return False
        return not self._halted.is_set()

    async def _tell_coordinators(self, application: Application) -> None:
        """One message each about what was found since the last one."""
        core = self._core
        last_told = int(await asyncio.to_thread(core.log.recall, _TOLD) or 0)
        found = await asyncio.to_thread(core.log.asked_again, last_told + 1, LAST)
        if not found:
            return
        # Noted before it is sent: a stop in between must not tell everybody twice.
        await asyncio.to_thread(core.log.remember, _TOLD, str(found[-1]))
        html, rows = await asyncio.to_thread(listed, core, found[0], found[-1], 0)
        readers = await asyncio.to_thread(core.access.permitted, Action.READ_LOG)
        arrived = [await _sent(application, user.id, [html], InlineKeyboardMarkup(rows)) for user in readers]
        nobody_knows = arrived and not any(arrived)
        if nobody_knows:
            await asyncio.to_thread(core.log.remember, _TOLD, str(last_told))

    async def _tell_askers(self, application: Application) -> None:
        """One message to each person whose wishes came true, if he may still ask; where the settings want it, to everybody who asked in vain."""
        for user_id, found in (await asyncio.to_thread(self._came_true)).items():
            if await asyncio.to_thread(self._core.access.permits, user_id, Action.ASK):
                await self._tell_asker(application, user_id, dict(found[:AT_ONCE]))

    def _came_true(self) -> dict[int, list[tuple[int, int]]]:
        """For each user (refused log id, answer's log id). Blocking."""
        core = self._core
        wishes = core.wishes.waiting()
        if not wishes and not core.settings.tell_askers:
            return {}
        # What was asked again on its last day may be told later.
        asked = core.log.asked(datetime.now(UTC) - timedelta(days=2 * DAYS))
        found = fulfilled(asked, wishes)
        if core.settings.tell_askers:
            first = int(core.log.recall(ALL_TOLD_AFTER) or 0) + 1
            unspoken = asked_in_vain(asked) - core.wishes.settled() - wishes
            for user_id, pairs in fulfilled(asked, unspoken).items():
                found.setdefault(user_id, []).extend(pair for pair in pairs if pair[1] >= first)
        return {user_id: pairs for user_id, pairs in found.items() if pairs}

    async def _tell_asker(self, application: Application, user_id: int, answers: dict[int, int]) -> None:
        """`answers` are log ids: refused entry -> answer."""
        core = self._core
        claimed = await asyncio.to_thread(core.wishes.claim, user_id, answers)
        if not claimed:
            return
        answer_ids = dict.fromkeys(answers[log_id] for log_id in claimed)
        entries = [await asyncio.to_thread(core.log.entry, answer_id) for answer_id in answer_ids]
        parts, markup = told(entries)
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
