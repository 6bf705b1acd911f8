"""Updates that nothing can be made of: each set aside in a file of its own, so that the others go on and somebody can look."""

import json
import logging
from pathlib import Path
from typing import Any

from telegram import Update

from bot.masking import masked

log = logging.getLogger(__name__)

NAMELESS = "Tanpa nama"
"""What a person is called whose account has no name (any more)."""
TYPED = frozenset({"text", "caption", "phone_number", "vcard"})
"""Fields of an update that hold people's own words, or numbers of theirs."""
MALFORMED = (AttributeError, LookupError, TypeError, ValueError)
"""What a field that is missing or of a wrong type makes of handling it."""


class Unreadable:
    """A folder with a JSON file for each such update, named by its id."""

    def __init__(self, folder: Path):
        self._folder = folder

    def keep(self, update: dict, error: Exception) -> None:
        """Raises OSError. The log names the kind of error only: its words may quote the message."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / f"{update.get('update_id')}.json"
        path.write_text(json.dumps(kept_masked(update)), encoding="ascii")
        log.warning("Satu pesan dari Telegram tidak terbaca (%s); disimpan di %s.", type(error).__name__, path)

    def sifted(self, updates: list[dict]) -> list[dict]:
        """The updates as Telegram sent them, with an empty one in the place of each that can't be read and is kept here.

        Empty, because python-telegram-bot tells Telegram by the last one's id what need not be sent again.
        """
        sound = []
        for update in map(named, updates):
            try:
                Update.de_json(update, None)
                sound.append(update)
            except MALFORMED as error:
                self.keep(update, error)
                sound.append({"update_id": update["update_id"]})
        return sound


def kept_masked(value: Any) -> Any:
    """The same JSON as it may stand in a file: what people typed in it is masked."""
    if isinstance(value, list):
        return [kept_masked(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: masked(item) if name in TYPED and isinstance(item, str) else kept_masked(item) for name, item in value.items()
    }


def named(value: Any) -> Any:
    """The same JSON, with a name for every person and bot in it that has none."""
    if isinstance(value, list):
        return [named(item) for item in value]
    if not isinstance(value, dict):
        return value
    filled = {name: named(item) for name, item in value.items()}
    if "is_bot" in filled and not filled.get("first_name"):
        filled["first_name"] = NAMELESS
    return filled
