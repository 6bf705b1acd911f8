"""The application: everything of the chat put together, started, and stopped without losing anything."""

import asyncio
import logging
import os
from concurrent.futures import ThreadPoolExecutor

from telegram import LinkPreviewOptions
from telegram.ext import Application, ApplicationBuilder, ContextTypes, Defaults

from bot.answering.assistant import Assistant
from bot.chat import rest, unkept, web_pages
from bot.chat.answer_log import entry, file, lists, notes
from bot.chat.commands import describe
from bot.chat.context import Context
from bot.chat.documents import bin, corrections, detail, finding, listing, typed, versions
from bot.chat.gaps import answering as gap_answering
from bot.chat.gaps import deciding as gap_deciding
from bot.chat.gaps import listing as gap_listing
from bot.chat.opening import jobs, open_core
from bot.chat.people import agencies, invitations, joining, personal, requests, welcome
from bot.chat.people import listing as people_listing
from bot.chat.questions import (
    ask,
    choosing,
    delivering,
    news_screens,
    pages,
    reasons,
    table_screens,
    wishing,
)
from bot.chat.traffic.connection import Connection
from bot.chat.traffic.inbox import Inbox
from bot.chat.traffic.polling import Polling
from bot.chat.traffic.processing import WORKING, Courier, PerChat
from bot.chat.traffic.seen import Seen
from bot.chat.traffic.spool import Spool
from bot.chat.traffic.unreadable import Unreadable
from bot.chat.uploads import held, link, receiving
from bot.chat.uploads import listing as upload_listing
from bot.intake.uploads import Uploads
from bot.journal.answer_log import AnswerLog
from bot.journal.deliveries import Deliveries
from bot.limits import Window
from bot.people.access import Access
from bot.settings import Settings
from indexer.library import Library

logger = logging.getLogger(__name__)

CONNECTIONS = 64
READ_TIMEOUT = 45.0
"""Seconds to wait for what Telegram says to a call; once they are over, nobody knows whether it was carried out."""
MINUTE = 60.0
SHORT_CALLS = 8
"""Threads kept free for roles and the log while every chat is being answered."""


class Serving(Application):
    """The application with what it does between updates: the upload queue is worked on from its start to its stop."""

    async def start(self) -> None:
        await super().start()
        core = self.bot_data["core"]
        self.create_task(core.worker.run(self), name="upload queue")
        for name, job in self.bot_data["jobs"].items():
            self.create_task(job.run(self), name=name)
        pages = web_pages.beside(core)
        if pages:
            await pages.start()
            self.bot_data["pages on the web"] = pages

    async def stop(self) -> None:
        """What is being fetched or indexed is cut off, and begins again at the next start."""
        core = self.bot_data["core"]
        self.update_queue.halt()
        core.fetching.halt()
        core.worker.halt()
        core.line.halt()
        for job in self.bot_data["jobs"].values():
            job.halt()
        self.bot_data["delivering"].halt()
        if "pages on the web" in self.bot_data:
            await self.bot_data["pages on the web"].stop()
        await super().stop()

    async def shutdown(self) -> None:
        """Nothing is under way any more: what `build` has opened is closed."""
        await super().shutdown()
        for job in self.bot_data["jobs"].values():
            job.close()
        self.bot_data["deliveries"].close()
        self.bot_data["core"].close()


def build(
    settings: Settings,
    assistant: Assistant,
    library: Library,
    log: AnswerLog,
    access: Access,
    uploads: Uploads,
    read_timeout: float = READ_TIMEOUT,
) -> Application:
    """The application, ready to be initialised; settings must hold a token. Call its `post_init` once it is, as `run` does."""
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # else every 429 brings a deprecation warning
    logging.getLogger("httpx").setLevel(logging.WARNING)  # the token stands in every URL
    spool, unreadable = Spool(settings.data_dir / "unggahan"), Unreadable(settings.unreadable_dir)
    deliveries = Deliveries(settings.log_path)
    inbox = Inbox(log, access, spool, Window(settings.rate_limit, MINUTE), Seen(deliveries), unreadable)
    polling = Polling(unreadable)
    connection = Connection(connection_pool_size=CONNECTIONS, read_timeout=read_timeout)
    application = _served(settings, inbox, PerChat(deliveries), connection, polling)
    polling.give_up = application.stop_running
    delivery = delivering.Delivering(deliveries)
    polling.back = delivery.open_all
    core = open_core(settings, assistant, library, log, access, uploads, spool)
    application.bot_data |= {"core": core, "jobs": jobs(core), "polling": polling}
    application.bot_data |= {"deliveries": deliveries, "delivering": delivery}
    application.add_handlers(typed.handlers(core.requested))
    answers = (ask, choosing, delivering, reasons, pages, table_screens, wishing, news_screens)
    people = (joining, welcome, requests, invitations, people_listing, agencies, personal)
    documents = (finding, listing, detail, versions, corrections, bin)
    of_gaps = (gap_listing, gap_deciding, gap_answering)
    chat = (*answers, *people, *documents, *of_gaps, lists, entry, notes, file)
    for part in (*chat, web_pages, link, receiving, held, upload_listing, unkept, rest):
        application.add_handlers(part.handlers())
    application.add_handlers(agencies.afterwards(), group=1)
    application.add_error_handler(rest.report_error)
    return application


def _served(settings: Settings, inbox: Inbox, turns: PerChat, connection: Connection, polling: Polling) -> Application:
    """python-telegram-bot's application with our traffic rules; it does nothing yet."""
    return (
        ApplicationBuilder()
        .application_class(Serving)
        .token(settings.telegram_bot_token.get_secret_value())
        .base_url(settings.telegram_base_url)
        .base_file_url(settings.telegram_base_file_url)
        .local_mode(settings.telegram_local_mode)
        .defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True), allow_sending_without_reply=True))
        .context_types(ContextTypes(context=Context))
        .rate_limiter(Courier())
        .concurrent_updates(turns)
        .update_queue(inbox)
        .request(connection)
        .get_updates_request(polling)
        .post_init(_prepare)
        .build()
    )


async def _prepare(application: Application) -> None:
    """Before the first update comes: each person's menu, and what the last run left unfinished."""
    core, bot = application.bot_data["core"], application.bot
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(WORKING + SHORT_CALLS))
    await asyncio.to_thread(core.log.remember, "bot_username", bot.username)  # `tanya invite` makes links with it
    await describe(bot)
    await core.menus.register_all(bot, core.access)
    await asyncio.to_thread(application.bot_data["deliveries"].forget)
    await application.update_queue.restore(bot)
    logger.info("@%s siap menjawab. Tekan Ctrl+C untuk berhenti.", bot.username)
