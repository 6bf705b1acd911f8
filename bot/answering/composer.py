"""One composer a file; passages in, a draft with numbered quotes out."""

from collections.abc import Callable, Sequence
from typing import Protocol

from bot.models import Draft
from indexer.models import Passage
from indexer.question.model import Question

Part = tuple[Question, Sequence[Passage]]
"""One of several questions in a message, in full, with the passages found for it."""


class Composer(Protocol):
    """Writes an answer from passages. `name` stands in the log."""

    name: str

    def compose(
        self,
        question: Question,
        passages: Sequence[Passage],
        on_text: Callable[[str], None] | None = None,
        parts: Sequence[Part] = (),
    ) -> Draft:
        """A draft whose every [n] names a passage and words of it, or a refused one. Raises ComposerUnavailable.

        `parts` are the questions that a message with several is made of. `on_text`, for composers that take their time, gets what is certain so far, without marks; it must return at once.
        """
        ...
