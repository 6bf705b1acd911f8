"""What is typed behind /log, as a filter: `salah 7d sampah`. It stands in the first line of every screen that it leads to, and is read from there again
when a button is pressed: nothing has to be remembered."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from telegram import Update

from bot.chat.html_text import safe
from bot.chat.render import brief
from bot.errors import BotError
from bot.journal.entries import Verdict
from bot.journal.filters import Filters, Opinion, Outcome

MARK = "🔎 "
LONGEST = 100
OLD = "Daftar ini sudah lama; ketik /log lagi."
_DAYS = re.compile(r"(?<!\w)(\d{1,4})\s*(?:d|hari)(?!\w)", re.I)
_QUOTED = re.compile(r"[\"“”]([^\"“”]*)[\"“”]")
_MEANINGS: dict[str, dict[str, Any]] = {
    **{verdict: {"verdict": verdict} for verdict in Verdict},
    **{opinion: {"opinion": opinion} for opinion in Opinion},
    "belum ditinjau": {"unreviewed": True},
    "belum terjawab": {"outcome": Outcome.REFUSED},
    Outcome.REFUSED: {"outcome": Outcome.REFUSED},
    Outcome.ANSWERED: {"outcome": Outcome.ANSWERED},
}


def filters_of(words: str) -> Filters:
    """A period ("7d"), a verdict, what became of the question, what readers said; all else, and what stands in quotation marks, is looked for."""
    chosen: dict[str, Any] = {}
    quoted = " ".join(_QUOTED.findall(words))
    rest = _QUOTED.sub(" ", words)
    for phrase in sorted(_MEANINGS, key=len, reverse=True):
        shorter = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", " ", rest, flags=re.I)
        if shorter != rest:
            chosen |= _MEANINGS[phrase]
            rest = shorter
    if days := _DAYS.search(rest):
        chosen["since"] = datetime.now(UTC) - timedelta(days=int(days[1]))
        rest = _DAYS.sub(" ", rest)
    return Filters(text=" ".join(f"{rest} {quoted}".split()), **chosen)


def first_line(words: str) -> str:
    """HTML that `words_in` reads the same words from."""
    return f"<b>{MARK}{safe(words)}</b>" if words else "<b>Pertanyaan terbaru</b>"


def tidy(typed: str) -> str:
    return brief(typed, LONGEST)


def words_in(update: Update) -> str:
    """What the screen was asked for with whose button was pressed. Raises BotError where Telegram doesn't hand it out any more."""
    message = update.callback_query.message
    if not message.is_accessible:
        raise BotError(OLD)
    first, *_ = (message.text or "").split("\n")
    return first.removeprefix(MARK) if first.startswith(MARK) else ""
