"""What the pages of the desk stand on: the stores and the library, opened in one place."""

from dataclasses import dataclass

from bot.answering.corrected.telling import Correcting
from bot.answering.gaps.rounds import Rounds
from bot.journal.answer_log import AnswerLog
from bot.journal.corrected.store import CorrectedStore
from bot.journal.counting import FigureStore
from bot.journal.gaps.decisions import Gaps
from bot.journal.gaps.sorting import Sorting
from bot.journal.listing import LogList
from bot.journal.personal import PersonalData
from bot.journal.reviews import Reviews
from bot.journal.trail import Trail
from bot.people.access import Access
from bot.people.agencies import Agencies
from bot.people.assignments import Assignments
from bot.people.sessions import Sessions
from bot.pictures.cited_pages import Pictures
from bot.settings import Settings
from indexer.library import Library


@dataclass(frozen=True)
class Desk:
    """The synchronous parts; each is safe from several threads. `close` it when nothing is served any more."""

    settings: Settings
    library: Library
    log: AnswerLog
    access: Access
    agencies: Agencies
    pictures: Pictures
    sessions: Sessions
    corrected: CorrectedStore
    gaps: Gaps
    gap_rounds: Rounds
    assignments: Assignments
    log_list: LogList
    reviews: Reviews
    figures: FigureStore
    trail: Trail
    personal: PersonalData

    def correcting(self) -> Correcting:
        """For one page or one sheet of checked answers."""
        return Correcting(self.corrected, self.library)

    def close(self) -> None:
        """Only what `open_desk` opened: the rest belongs to whoever handed it in."""
        self.sessions.close()
        self.agencies.close()
        self.corrected.close()
        self.gaps.close()
        self.gap_rounds.close()
        self.log_list.close()
        self.reviews.close()
        self.figures.close()
        self.trail.close()
        self.personal.close()


def open_desk(settings: Settings, library: Library, log: AnswerLog, access: Access) -> Desk:
    """Raises BotError where the log can't be used."""
    gaps = Gaps(settings.log_path)
    return Desk(
        settings=settings,
        library=library,
        log=log,
        access=access,
        agencies=Agencies(settings.log_path),
        pictures=Pictures(library, settings.data_dir / "gambar"),
        sessions=Sessions(settings.log_path, access, settings.desk_url),
        corrected=CorrectedStore(settings.log_path),
        gaps=gaps,
        gap_rounds=Rounds(Sorting(settings.log_path), library),
        assignments=Assignments(gaps, access, settings.desk_url),
        log_list=LogList(settings.log_path),
        reviews=Reviews(settings.log_path),
        figures=FigureStore(settings.log_path),
        trail=Trail(settings.log_path),
        personal=PersonalData(settings.log_path),
    )
