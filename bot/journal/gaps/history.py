"""What happens to a gap is kept with it; what a person does, also among the actions."""

from sqlite_utils import Database

from bot.journal.entries import By
from bot.journal.store import stamp, write_action
from bot.masking import masked

ASSIGNED = "ditugaskan"
"""What happened where the detail begins with the name of a person, or of an agency."""


def note(db: Database, gap_id: int, by: By, what: str, detail: str = "", about: int | None = None) -> None:
    """Within the caller's transaction; what is personal in `detail` is masked. `about` is the id of the person whom it concerns."""
    detail = masked(detail)
    row = {"gap_id": gap_id, "at": stamp(), "user_id": by.user_id, "user_name": by.name, "what": what, "detail": detail}
    db["gap_history"].insert(row)
    if by.user_id is not None:
        write_action(db, by.user_id, by.name, f"celah: {what}", f"celah {gap_id}", detail, about)
