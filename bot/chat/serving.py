"""`tanya bot` as a process: served by polling or a webhook until it is told to stop, and what it writes in the terminal meanwhile."""

import logging

from telegram import Update
from telegram.error import InvalidToken, NetworkError
from telegram.ext import Application

from bot.answering.assistant import Assistant
from bot.chat.app import build
from bot.errors import BadSettings, BotError
from bot.intake.uploads import Uploads
from bot.journal.answer_log import AnswerLog
from bot.people.access import Access
from bot.settings import Settings
from indexer.library import Library

UPDATES = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]
WEBHOOK_PATH = "telegram"


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
