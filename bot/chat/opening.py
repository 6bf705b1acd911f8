"""What the chat stands on, opened for one installation, and what runs beside it."""

import os

from bot.answering.assistant import Assistant
from bot.answering.gaps.rounds import Rounds
from bot.backup.backup import Backup
from bot.backup.nightly import Nightly
from bot.chat.commands import Menus
from bot.chat.context import Core
from bot.chat.jobs import Job, Regularly
from bot.chat.menu_changes import MenuChanges
from bot.chat.outgoing import Outgoing
from bot.chat.questions import news
from bot.chat.queue.worker import Worker
from bot.chat.reports import Reports
from bot.chat.traffic.line import Line
from bot.chat.traffic.processing import WORKING
from bot.chat.traffic.spool import Spool
from bot.intake.upload_links import Links
from bot.intake.uploads import Uploads
from bot.journal.answer_log import AnswerLog
from bot.journal.backups import Backups
from bot.journal.gaps.decisions import Gaps
from bot.journal.gaps.sorting import Sorting
from bot.journal.listing import LogList
from bot.journal.outbox import Outbox
from bot.journal.personal import PersonalData
from bot.journal.retention import Retention
from bot.journal.reviews import Reviews
from bot.journal.wishes import Wishes
from bot.people.access import Access
from bot.people.agencies import Agencies
from bot.people.assignments import Assignments
from bot.people.requests import Requests
from bot.people.sessions import Sessions
from bot.pictures.cited_pages import Pictures
from bot.settings import Settings
from indexer.library import Library


def open_core(
    settings: Settings,
    assistant: Assistant,
    library: Library,
    log: AnswerLog,
    access: Access,
    uploads: Uploads,
    spool: Spool,
) -> Core:
    """Raises BotError where the log can't be used. Its `close` closes what was opened here."""
    gaps = Gaps(settings.log_path)
    return Core(
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
        personal=PersonalData(settings.log_path),
        requests=Requests(settings.log_path, access),
        gaps=gaps,
        gap_rounds=Rounds(Sorting(settings.log_path), library),
        assignments=Assignments(gaps, access, settings.desk_url),
        line=Line(_answered_at_once(settings)),
        sessions=Sessions(settings.log_path, access, settings.desk_url),
        links=Links(settings.log_path, access, settings.public_url) if settings.public_url else None,
    )


def jobs(core: Core) -> dict[str, Job]:
    """By name, what runs beside the chat as the settings want it."""
    settings = core.settings
    running: dict[str, Job] = {
        "news": news.News(core),
        "outgoing": Outgoing(Outbox(settings.log_path), core.access),
        "reports": Reports(core),
        "menus": MenuChanges(core.menus, core.access),
        "retention": _retention(core),
    }
    if settings.backup_dir:
        running["backups"] = _backups(core)
    return running


def _retention(core: Core) -> Regularly:
    kept = Retention(core.settings.log_path, core.log, core.settings.log_days)
    return Regularly(kept.is_due, kept.run, "Masa simpan belum dapat diterapkan", kept.close)


def _backups(core: Core) -> Regularly:
    settings = core.settings
    backup = Backup(settings, core.library, Backups(settings.log_path))
    nightly = Nightly(backup, core.access, settings.backup_dir, settings.backup_keep)
    return Regularly(nightly.due, nightly.run, "Cadangan belum dapat dibuat", nightly.close)


def _answered_at_once(settings: Settings) -> int:
    """Questions under way together: one a processor, or as many as chats are served where a language model does the work."""
    return WORKING if settings.llm_base_url else os.cpu_count() or 1
