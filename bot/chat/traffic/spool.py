"""Files people sent that are not in the library yet: kept on disk, so that a restart begins again where it was cut off."""

import json
import shutil
import tempfile
from pathlib import Path

from telegram import Bot, Message, Update

from bot.chat.traffic.unreadable import kept_masked

FETCHING = "ambil-"


class Spool:
    """One small JSON file for each message, holding the update."""

    def __init__(self, folder: Path):
        self._folder = folder

    def keep(self, update: Update) -> bool:
        """False if it is kept already. The file appears whole or not at all."""
        path = self._path(update.message)
        if path.exists():
            return False
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".tmp")
        draft.write_text(json.dumps(kept_masked(update.to_dict())), encoding="utf-8")
        draft.replace(path)
        return True

    def done(self, message: Message) -> None:
        self._path(message).unlink(missing_ok=True)

    def room(self) -> tempfile.TemporaryDirectory:
        """A folder to fetch a file into."""
        return tempfile.TemporaryDirectory(prefix=FETCHING, dir=self._folder)

    def pending(self, bot: Bot) -> list[Update]:
        """What is kept, oldest first. What was half fetched when the bot stopped is thrown away: it is fetched again."""
        for left in self._folder.glob(f"{FETCHING}*"):
            shutil.rmtree(left)
        texts = [path.read_text(encoding="utf-8") for path in self._folder.glob("*.json")]
        updates = [Update.de_json(json.loads(text), bot) for text in texts]
        return sorted(updates, key=lambda update: update.update_id)

    def _path(self, message: Message) -> Path:
        return self._folder / f"{message.chat_id}_{message.message_id}.json"
