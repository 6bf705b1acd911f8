"""What words a summary of a document: the seam to a language model."""

from collections.abc import Callable, Sequence
from typing import Protocol

from bot.models import Draft
from indexer.models import Passage


class Summarizer(Protocol):
    """Words a summary from a document's leading passages."""

    def summarize(self, title: str, passages: Sequence[Passage], on_text: Callable[[str], None] | None = None) -> Draft:
        """A draft whose sentences all rest on words of the passages, or a refused one with a note where too few of them do.
        `on_text` gets what is certain so far; it must return at once."""
        ...
