"""Backups by the clock: one each night, the newest few kept, and the admins told where they fail."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.backup.backup import ENDING, Backup
from bot.errors import BotError
from bot.journal.backups import Backups
from bot.models import Role
from bot.people.access import Access
from indexer.errors import IndexerError

log = logging.getLogger(__name__)

NIGHT = 2
"""The hour of the local clock when a backup is due. One that was missed since the machine was off is made up for."""
AGAIN = timedelta(hours=1)
"""After this time one that failed is tried again."""


@dataclass(frozen=True)
class Nightly:
    """The backups in one folder, of which the newest `keep` stay."""

    backup: Backup
    access: Access
    folder: Path
    keep: int

    @property
    def _known(self) -> Backups:
        return self.backup.backups

    def due(self, now: datetime) -> bool:
        """Whether it is time for one; `now` is aware. Raises BotError."""
        made, failing = self._known.last(), self._known.failing()
        if failing and now - failing.tried < AGAIN:
            return False
        return made is None or made.at < _last_night(now)

    def run(self) -> None:
        """Makes one, and then removes the oldest. Where that fails the admins are told, once until one succeeds. Raises BotError where
        not even that can be written down."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            made = self.backup.write(self.folder)
            self._remove_oldest()
        except (BotError, IndexerError, OSError) as error:
            why = str(error)
            log.warning("Cadangan gagal: %s", why)
            self._known.failed(why, [user.id for user in self.access.users() if user.role is Role.ADMIN])
        else:
            log.info("Cadangan dibuat: %s", made)

    def close(self) -> None:
        self._known.close()

    def _remove_oldest(self) -> None:
        """Of those that were made here by their names: what else lies in the folder is somebody's."""
        made = sorted(self.folder.glob(f"tanya-[0-9]*-[0-9]*{ENDING}"))
        for old in made[: -self.keep]:
            old.unlink(missing_ok=True)


def _last_night(now: datetime) -> datetime:
    """When the last night's backup was due."""
    tonight = now.astimezone().replace(hour=NIGHT, minute=0, second=0, microsecond=0)
    return tonight if tonight <= now else tonight - timedelta(days=1)
