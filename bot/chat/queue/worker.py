"""Works through the upload queue, one file at a time, and tells each file's people how far it is."""

import asyncio
import logging
import threading
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

from telegram import Bot
from telegram.ext import Application

from bot.chat.queue import screens as upload_screens
from bot.chat.queue.progress import EDIT_INTERVAL, Progress, tell
from bot.chat.queue.screens import Screen
from bot.intake.jobs import Job, Status
from bot.intake.uploads import Uploads
from indexer.errors import Cancelled, LibraryBusy, UnknownDocument
from indexer.library import Library
from indexer.models import Comparison, Document, State

log = logging.getLogger(__name__)

LOOK_INTERVAL = 5.0
"""Seconds after which the queue is looked at in any case: other processes may put files into it."""
SWEEP_INTERVAL = 3600.0
"""Seconds after which removed documents are looked at for those that were kept long enough."""
TOLD = 3
"""How many of those that wait are told that they have moved up; Telegram allows few edits a minute."""

AfterUploads = Callable[[Application], Awaitable[None]]


class Worker:
    """One for each application. `run` it until `halt`; then the job under way begins again at the next start.

    `edit_interval` is how many seconds lie between two edits of a running job's message.
    """

    edit_interval = EDIT_INTERVAL

    def __init__(self, uploads: Uploads, library: Library, after_uploads: AfterUploads):
        self._uploads, self._queue, self._library = uploads, uploads.queue, library
        self._after_uploads = after_uploads
        self._awake = asyncio.Event()
        self._telling = asyncio.Lock()  # so that "it waits" never arrives after "it has begun"
        self._halted = False
        self._resumed = False
        self._news = False
        self._swept_at = -SWEEP_INTERVAL
        self._running: Job | None = None
        self._stop = threading.Event()
        self._stopped_by: tuple[int, str] | None = None

    def wake(self) -> None:
        """There is a new job."""
        self._awake.set()

    def halt(self) -> None:
        self._halted = True
        self._stop.set()
        self._awake.set()

    async def run(self, application: Application) -> None:
        """Work until halted. What goes wrong with one job is told and logged, and the next one follows."""
        while not self._halted:
            self._awake.clear()
            try:
                await self._round(application)
            except Exception:
                log.exception("Antrean unggahan terganggu; dilanjutkan sebentar lagi.")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._awake.wait(), LOOK_INTERVAL)

    async def _round(self, application: Application) -> None:
        """Serve all that waits, at first what the last stop cut off; then say that documents have gone live, if any have."""
        if not self._resumed:
            await asyncio.to_thread(self._uploads.resume)
            self._news |= await self._tell_what_ended(application.bot)
            self._resumed = True
        await self._sweep()
        while not self._halted:
            job = await asyncio.to_thread(self._queue.next)
            if job is None:
                break
            self._news |= await self._serve(application.bot, job)
        if self._news and not self._halted:
            self._news = False
            await self._after_uploads(application)

    async def _sweep(self) -> None:
        if time.monotonic() - self._swept_at >= SWEEP_INTERVAL:
            self._swept_at = time.monotonic()
            await asyncio.to_thread(self._library.removed)

    async def cancel(self, bot: Bot, job_id: int, user_id: int, user_name: str) -> str:
        """Stop a job, whether it runs or waits; returns the words for whoever wanted it."""
        if self._running and self._running.id == job_id:
            self._stopped_by = user_id, user_name
            self._stop.set()
            return "Sedang dihentikan."
        async with self._telling:
            job = await asyncio.to_thread(self._queue.cancel, job_id)
            if job is None:
                return "Berkas ini sudah tidak di antrean; tidak ada yang dibatalkan."
            job = await asyncio.to_thread(self._uploads.set_aside, job, user_id, user_name)
            await self._tell_ending(bot, job)
        await self._tell_waiting(bot)
        return "Dibatalkan."

    async def tell_turn(self, bot: Bot, job_id: int) -> None:
        """Tell which turn a job has, if it still waits."""
        async with self._telling:
            job = await asyncio.to_thread(self._queue.job, job_id)
            if job.status is Status.WAITING:
                await tell(bot, self._queue, job, await self.screen(job))

    async def screen(self, job: Job) -> Screen:
        """How a job stands."""
        match job.status:
            case Status.WAITING:
                return upload_screens.waiting(job, await asyncio.to_thread(self._turn, job))
            case Status.RUNNING:
                return upload_screens.working(job)
            case Status.HELD:
                return await asyncio.to_thread(preview, self._library, job.document_id, job)
            case Status.DONE:
                return upload_screens.receipt(job, await asyncio.to_thread(self._document, job))
        return upload_screens.ending(job)

    def _document(self, job: Job) -> Document | None:
        with suppress(UnknownDocument):  # removed since
            return self._library.document(job.document_id)
        return None

    def _turn(self, job: Job) -> int:
        """Which turn a waiting job has, the one under way counted."""
        waiting = [other.id for other in self._queue.having(Status.WAITING)]
        before = waiting.index(job.id) if job.id in waiting else 0
        another_runs = self._running is not None and self._running.id != job.id
        return before + 1 + int(another_runs)

    async def _serve(self, bot: Bot, job: Job) -> bool:
        """Do one job; whether a document went live."""
        self._running, self._stopped_by = job, None
        self._stop.clear()
        if self._halted:
            self._stop.set()
        try:
            async with self._telling:
                job = await asyncio.to_thread(self._queue.job, job.id)  # it may have got a message just now
            progress = Progress(bot, self._queue, job, self.edit_interval)
            async with progress:
                await self._tell_waiting(bot)
                await self._work(job, progress)
        finally:
            self._running = None
        job = await asyncio.to_thread(self._queue.job, job.id)
        if job.status is not Status.WAITING:
            await self._tell_ending(bot, job)
        return job.status is Status.DONE

    async def _tell_what_ended(self, bot: Bot) -> bool:
        """Tell what the last stop kept us from telling; whether a document had gone live."""
        untold = await asyncio.to_thread(self._queue.untold)
        for job in untold:
            await self._tell_ending(bot, job)
        return any(job.status is Status.DONE for job in untold)

    async def _tell_ending(self, bot: Bot, job: Job) -> None:
        with suppress(UnknownDocument):  # held, and removed by another process since
            await tell(bot, self._queue, job, await self.screen(job))
        await asyncio.to_thread(self._queue.told, job)

    async def _work(self, job: Job, progress: Progress) -> None:
        try:
            await asyncio.to_thread(self._uploads.work, job, progress.note, self._stop)
        except Cancelled:
            job = await asyncio.to_thread(self._queue.job, job.id)  # its file has been moved meanwhile
            if self._stopped_by:
                await asyncio.to_thread(self._uploads.set_aside, job, *self._stopped_by)
            else:
                await asyncio.to_thread(self._queue.back, job)
        except LibraryBusy as error:
            log.warning("%s menunggu: %s", job.file_name, error)
            await asyncio.to_thread(self._queue.back, job)
            await asyncio.sleep(LOOK_INTERVAL)
        except Exception:
            log.exception("%s gagal dimasukkan.", job.file_name)

    async def _tell_waiting(self, bot: Bot) -> None:
        for job in (await asyncio.to_thread(self._queue.having, Status.WAITING))[:TOLD]:
            await self.tell_turn(bot, job.id)


def preview(library: Library, document_id: int, job: Job | None) -> Screen:
    """The screen of a held document and its job, if that is known. Raises UnknownDocument when the document is gone."""
    document = library.document(document_id)
    older, comparison = None, None
    if job and job.older:
        older, comparison = _compared(library, document, job.older)
    return upload_screens.preview(document, job, older, comparison, library.doubts(document_id).regions)


def _compared(library: Library, document: Document, older_id: int) -> tuple[Document | None, Comparison | None]:
    """What it would replace, and how they differ: the newest version of the document it was compared with when it came in."""
    try:
        newest = library.versions(older_id)[0]
        if newest.status == State.ARCHIVED:
            return None, None
        return newest, library.compare(document.id, newest.id)
    except UnknownDocument:  # removed since
        return None, None
