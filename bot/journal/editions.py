"""What became of a message by editing: its keys end with the time of the edit, after a colon."""

import json
from dataclasses import replace

from sqlite_utils import Database

from bot.models import Inquiry

_EDITIONS = "messages WHERE part_of IS NULL AND (key = :key OR key > :key || ':' AND key < :key || ';')"


def replies(db: Database, key: str, edition: str) -> list[int]:
    """The ids of the messages that answered the message `key` before this `edition` of it came; none where it wasn't answered."""
    sql = (
        f"SELECT message_ids FROM {_EDITIONS} AND key != :edition AND delivered_at IS NOT NULL AND message_ids != '[]'"
        " ORDER BY delivered_at DESC LIMIT 1"
    )
    row = next(db.query(sql, {"key": key, "edition": edition}), None)
    return json.loads(row["message_ids"]) if row else []


def edited(db: Database, key: str, question: Inquiry) -> Inquiry | None:
    """What the message `key` asks since it was edited: the whole text where it is a piece of one that Telegram cut. None where nothing
    that is asked has changed."""
    pieces = _pieces(db, key)
    if len(pieces) > 1:
        return _rejoined(db, key, question, pieces)
    return None if _last_wording(db, key) == question.text else question


def _rejoined(db: Database, key: str, question: Inquiry, pieces: dict[str, str]) -> Inquiry | None:
    """The pieces (key -> text) with the edited one, which is kept, as one question of the message that they begin with."""
    if pieces[key] == question.text:
        return None
    db.execute("UPDATE messages SET text = ? WHERE key = ?", [question.text, key])
    text = " ".join((pieces | {key: question.text}).values())
    return replace(question, text=text, key=next(iter(pieces)) + question.key.removeprefix(key))


def _pieces(db: Database, key: str) -> dict[str, str]:
    """Key -> text of the messages that belong together with this one, itself among them, in their order."""
    first = "(SELECT coalesce(part_of, key) FROM messages WHERE key = ?)"
    rows = db.query(f"SELECT key, text FROM messages WHERE {first} IN (key, part_of) ORDER BY rowid", [key])
    return {row["key"]: row["text"] for row in rows}


def _last_wording(db: Database, key: str) -> str | None:
    """What a message asked when it was last edited, or written; None if it is not known."""
    row = next(db.query(f"SELECT text FROM {_EDITIONS} ORDER BY rowid DESC LIMIT 1", {"key": key}), None)
    return row["text"] if row else None
