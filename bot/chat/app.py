"""The application: everything of the chat put together, started, and stopped without losing anything."""

import asyncio
import logging
import os
from concurrent.futures import ThreadPoolExecutor

from telegram import LinkPreviewOptions, Update
from telegram.error import InvalidToken, NetworkError
from telegram.ext import Application, ApplicationBuilder, ContextTypes, Defaults

from bot.answering.assistant import Assistant
from bot.answering.gaps.rounds import Rounds
from bot.chat import rest, unkept, web_pages
from bot.chat.answer_log import entry, file, lists, notes
from bot.chat.commands import Menus, describe
from bot.chat.context import Context, Core
from bot.chat.documents import bin, corrections, detail, finding, listing, typed, versions
from bot.chat.gaps import answering as gap_answering
from bot.chat.gaps import deciding as gap_deciding
from bot.chat.gaps import listing as gap_listing
from bot.chat.outgoing import Outgoing
from bot.chat.people import agencies, invitations, joining, requests, welcome
from bot.chat.people import listing as people_listing
from bot.chat.questions import (
    ask,
    choosing,
    delivering,
    news,
    news_screens,
    pages,
    reasons,
    table_screens,
    wishing,
)
from bot.chat.queue.worker import Worker
from bot.chat.traffic.connection import Connection
from bot.chat.traffic.inbox import Inbox
from bot.chat.traffic.line import Line
from bot.chat.traffic.polling import Polling
from bot.chat.traffic.processing import WORKING, Courier, PerChat
from bot.chat.traffic.seen import Seen
from bot.chat.traffic.spool import Spool
from bot.chat.traffic.unreadable import Unreadable
from bot.chat.uploads import held, link, receiving
from bot.chat.uploads import listing as upload_listing
from bot.errors import BadSettings, BotError
from bot.intake.upload_links import Links
from bot.intake.uploads import Uploads
from bot.journal.answer_log import AnswerLog
from bot.journal.deliveries import Deliveries
from bot.journal.gaps.decisions import Gaps
from bot.journal.gaps.sorting import Sorting
from bot.journal.listing import LogList
from bot.journal.outbox import Outbox
from bot.journal.reviews import Reviews
from bot.journal.wishes import Wishes
from bot.limits import Window
from bot.people.access import Access
from bot.people.agencies import Agencies
from bot.people.assignments import Assignments
from bot.people.requests import Requests
from bot.people.sessions import Sessions
from bot.pictures.cited_pages import Pictures
from bot.settings import Settings
from indexer.library import Library

logger = logging.getLogger(__name__)

UPDATES = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]
WEBHOOK_PATH = "telegram"
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
        self.create_task(self.bot_data["news"].run(self), name="news")
        self.create_task(self.bot_data["outgoing"].run(self), name="outgoing")
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
        self.bot_data["news"].halt()
        self.bot_data["outgoing"].halt()
        self.bot_data["delivering"].halt()
        if "pages on the web" in self.bot_data:
            await self.bot_data["pages on the web"].stop()
        await super().stop()

    async def shutdown(self) -> None:
        """Nothing is under way any more: what `build` has opened is closed."""
        await super().shutdown()
        core = self.bot_data["core"]
        core.wishes.close()
        core.requests.close()
        core.agencies.close()
        core.log_list.close()
        core.reviews.close()
        core.sessions.close()
        core.gaps.close()
        core.gap_rounds.close()
        self.bot_data["deliveries"].close()
        self.bot_data["outgoing"].close()
        if core.links:
            core.links.close()


def run(settings: Settings, assistant: Assistant, library: Library, log: AnswerLog, access: Access, uploads: Uploads) -> None:
    """Serve until SIGINT or SIGTERM; then finish what has begun and return.

    Raises BadSettings where Telegram refuses the token, BotError where it can't be reached at the start, or takes the token for
    a wrong one long after the start: then a supervisor starts the program anew.
    """
    log_to_terminal()
    serve(build(settings, assistant, library, log, access, uploads), settings)


def serve(application: Application, settings: Settings) -> None:
    """`run`, with an application that was built already."""
    try:
        if settings.telegram_webhook_url:
            application.run_webhook(**webhook(settings), allowed_updates=UPDATES)
        else:
            application.run_polling(allowed_updates=UPDATES)
    except InvalidToken as error:
        raise BadSettings("Token ditolak oleh Telegram; periksa TELEGRAM_BOT_TOKEN.") from error
    except NetworkError as error:
        raise BotError("Telegram tidak dapat dihubungi; periksa jaringan dan TELEGRAM_BASE_URL.") from error
    if application.bot_data["polling"].refused:
        raise BotError("Telegram terus menolak token; bot berhenti. Periksa TELEGRAM_BOT_TOKEN dan TELEGRAM_BASE_URL.")


def log_to_terminal() -> None:
    handler = logging.StreamHandler()
    handler.addFilter(_in_one_line)
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", handlers=[handler])
    logging.getLogger("bot").setLevel(logging.INFO)


def _in_one_line(record: logging.LogRecord) -> bool:
    """python-telegram-bot logs a traceback of sixty lines for every poll that fails while the network is down."""
    if record.exc_info and record.name.startswith("telegram"):
        _, error, _ = record.exc_info
        reason = "" if isinstance(error, InvalidToken) else f" ({error})"  # that one quotes the token
        said, _, _ = record.getMessage().partition(" Received data was: ")  # after it somebody's message follows
        record.msg, record.args, record.exc_info = said + reason, (), None
    return True


def webhook(settings: Settings) -> dict:
    """How to listen for Telegram's calls, as `run_webhook` and `start_webhook` take it."""
    host, port = settings.webhook_address
    return {
        "listen": host,
        "port": port,
        "url_path": WEBHOOK_PATH,
        "webhook_url": f"{settings.telegram_webhook_url.rstrip('/')}/{WEBHOOK_PATH}",
        "secret_token": settings.telegram_webhook_secret.get_secret_value(),
    }


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
    gaps = Gaps(settings.log_path)
    core = Core(
        settings=settings,
        assistant=assistant,
        library=library,
        log=log,
        access=access,
        uploads=uploads,
        spool=spool,
        worker=Worker(uploads, library, news.after_uploads),
        wishes=Wishes(settings.log_path),
        pictures=Pictures(library, settings.data_dir / "gambar"),
        menus=Menus(log, "" if settings.web == "tidak" else settings.desk_url),
        agencies=Agencies(settings.log_path),
        log_list=LogList(settings.log_path),
        reviews=Reviews(settings.log_path),
        requests=Requests(settings.log_path, access),
        gaps=gaps,
        gap_rounds=Rounds(Sorting(settings.log_path), library),
        assignments=Assignments(gaps, access, settings.desk_url),
        line=Line(_answered_at_once(settings)),
        sessions=Sessions(settings.log_path, access, settings.desk_url),
        links=Links(settings.log_path, access, settings.public_url) if settings.public_url else None,
    )
    application.bot_data |= {"core": core, "news": news.News(core), "polling": polling}
    application.bot_data |= {"deliveries": deliveries, "delivering": delivery}
    application.bot_data["outgoing"] = Outgoing(Outbox(settings.log_path), access)
    application.add_handlers(typed.handlers(core.requested))
    answers = (ask, choosing, delivering, reasons, pages, table_screens, wishing, news_screens)
    people = (joining, welcome, requests, invitations, people_listing, agencies)
    documents = (finding, listing, detail, versions, corrections, bin)
    of_gaps = (gap_listing, gap_deciding, gap_answering)
    chat = (*answers, *people, *documents, *of_gaps, lists, entry, notes, file)
    for part in (*chat, web_pages, link, receiving, held, upload_listing, unkept, rest):
        application.add_handlers(part.handlers())
    application.add_handlers(agencies.afterwards(), group=1)
    application.add_error_handler(rest.report_error)
    return application


def _answered_at_once(settings: Settings) -> int:
    """Questions under way together: one a processor, or as many as chats are served where a language model does the work."""
    return WORKING if settings.llm_base_url else os.cpu_count() or 1


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
