"""Which entries of the log a question may lean on."""

from sqlite_utils import Database

from bot.models import Inquiry


def recent(db: Database, question: Inquiry, since: str, limit: int) -> list[int]:
    """Log ids of the last questions of the same user in the same chat and thread at or after `since` (a stamp), newest first."""
    if question.chat_id is None and question.thread_id is None:
        return []
    sql = (
        "SELECT id FROM answers WHERE asked_at >= ? AND talk IN ('', 'new topic')"
        " AND chat_id IS ? AND thread_id IS ? AND user_id IS ? ORDER BY id DESC LIMIT ?"
    )
    wanted = [since, question.chat_id, question.thread_id, question.user_id, limit]
    return [row["id"] for row in db.query(sql, wanted)]


def reply_of(db: Database, question: Inquiry) -> int | None:
    """Log id of the answer that a question replies to, or of the answer to the message that it replies to; None where it replies to neither."""
    if question.replied_to is None:
        return None
    row = next(db.query(_REPLIED, {"chat": question.chat_id, "message": question.replied_to}), None)
    return row["id"] if row else None


_REPLIED = """
    SELECT log_id AS id, 1 AS answers, delivered_at FROM messages WHERE chat_id = :chat AND log_id IS NOT NULL AND message_ids IS NOT NULL
    AND EXISTS (SELECT 1 FROM json_each(message_ids) WHERE value = :message)
    UNION ALL
    SELECT max(id), 0, '' FROM answers WHERE key = :chat || ':' || :message OR key GLOB :chat || ':' || :message || ':*' HAVING max(id) IS NOT NULL
    ORDER BY answers DESC, delivered_at DESC LIMIT 1
"""
"""An answer that was replied to comes before a question. Messages are asked anew when they are edited, and the answer stands in the place of
the one before, so the last counts; the key then ends with the time of that."""
