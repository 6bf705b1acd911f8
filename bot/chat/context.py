"""What every handler needs: what was received, the core, and who is speaking."""

import asyncio
from dataclasses import dataclass, field

from telegram import Update
from telegram.ext import CallbackContext, ExtBot

from bot.answering.assistant import Assistant
from bot.answering.gaps.rounds import Rounds
from bot.chat.commands import Menus
from bot.chat.queue.fetching import Fetching
from bot.chat.queue.worker import Worker
from bot.chat.traffic.line import Line
from bot.chat.traffic.spool import Spool
from bot.chat.traffic.turns import Declined, TooSoon
from bot.intake.upload_links import Links
from bot.intake.uploads import Uploads
from bot.journal.answer_log import AnswerLog
from bot.journal.gaps.decisions import Gaps
from bot.journal.listing import LogList
from bot.journal.personal import PersonalData
from bot.journal.reviews import Reviews
from bot.journal.wishes import Wishes
from bot.limits import Window
from bot.models import Inquiry, Role
from bot.people.access import Access, Action
from bot.people.agencies import Agencies
from bot.people.assignments import Assignments
from bot.people.requests import Requests
from bot.people.sessions import Sessions
from bot.pictures.cited_pages import Pictures
from bot.settings import Settings
from indexer.library import Library

Received = Update | Inquiry | TooSoon | Declined
"""What a handler is given."""

STRANGER_SILENCE = 3600.0
UNNAMED_SILENCE = 600.0
WRONG_CODE_SILENCE = 60.0
REDIRECTED_SILENCE = 10.0
DATA_SILENCE = 3600.0
TROUBLE_SILENCE = 600.0
PAGES_A_MINUTE = 30
BUTTON_SILENCE = 30.0


@dataclass(frozen=True)
class Requested:
    """The bot has asked for a document's new `field`; what is typed next in that chat `until` then (monotonic seconds) may be it."""

    document_id: int
    title: str
    field: str
    until: float


@dataclass(frozen=True)
class Core:
    """The synchronous parts the chat stands on, and what it remembers while it runs."""

    settings: Settings
    assistant: Assistant
    library: Library
    log: AnswerLog
    access: Access
    uploads: Uploads
    spool: Spool
    worker: Worker
    wishes: Wishes
    pictures: Pictures
    menus: Menus
    requests: Requests
    agencies: Agencies
    log_list: LogList
    reviews: Reviews
    personal: PersonalData
    line: Line
    gaps: Gaps
    gap_rounds: Rounds
    assignments: Assignments
    sessions: Sessions
    links: Links | None = None
    requested: dict[int, Requested] = field(default_factory=dict)
    doubtful: dict[str, Inquiry] = field(default_factory=dict)
    fetching: Fetching = field(default_factory=Fetching)
    looking: Window = field(default_factory=lambda: Window(PAGES_A_MINUTE, 60.0))
    strangers: Window = field(default_factory=lambda: Window(1, STRANGER_SILENCE))
    unnamed: Window = field(default_factory=lambda: Window(1, UNNAMED_SILENCE))
    wrong_codes: Window = field(default_factory=lambda: Window(1, WRONG_CODE_SILENCE))
    buttons_asked: Window = field(default_factory=lambda: Window(1, BUTTON_SILENCE))
    troubles: Window = field(default_factory=lambda: Window(1, TROUBLE_SILENCE))
    data_given: Window = field(default_factory=lambda: Window(3, DATA_SILENCE))
    redirected: Window = field(default_factory=lambda: Window(1, REDIRECTED_SILENCE))

    def close(self) -> None:
        """Only what was opened for the chat: the rest belongs to whoever handed it in."""
        stores = (self.wishes, self.agencies, self.log_list, self.reviews, self.personal, self.requests)
        for store in (*stores, self.gaps, self.gap_rounds, self.sessions):
            store.close()
        if self.links:
            self.links.close()


class Context(CallbackContext[ExtBot, dict, dict, dict]):
    """python-telegram-bot's context with the core in reach."""

    @property
    def core(self) -> Core:
        return self.bot_data["core"]

    async def role(self, received: Received) -> Role | None:
        """The role of who is speaking."""
        user_id = sender_id(received)
        return None if user_id is None else await asyncio.to_thread(self.core.access.role, user_id)

    async def permits(self, received: Received, action: Action) -> bool:
        """Whether who is speaking may do this."""
        return Access.may(await self.role(received), action)


def question_of(received: object) -> Inquiry | None:
    """The question, if a question was received; one that has to wait, or isn't answered, too."""
    if isinstance(received, TooSoon | Declined):
        return received.question
    return received if isinstance(received, Inquiry) else None


def sender_id(received: Received) -> int | None:
    """Who asked, wrote or pressed."""
    question = question_of(received)
    if question:
        return question.user_id
    return received.effective_user.id if received.effective_user else None
