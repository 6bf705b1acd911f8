"""An answer that may well be another thing says so first, and puts no value in bold."""

from dataclasses import replace

from bot.answering.extractive.joint import fitted
from bot.models import Draft

SURE = 0.8
"""From this confidence on four of five answers are right, below it little more than half (docs/pengukuran.md)."""
HEDGE = "Mungkin ini yang dimaksud; mohon periksa halamannya."


def hedged(draft: Draft, room: int | None = None) -> Draft:
    """A draft that answers, in `room` characters if these are limited: with the sentence in front and no values of its own where it isn't sure."""
    if draft.confidence >= SURE:
        return draft
    text = draft.text if room is None else fitted(draft.text.split("\n\n"), "", room - len(HEDGE) - 2)
    return replace(draft, text=f"{HEDGE}\n\n{text}", values=())
