"""What reads a question and spans together: the protocol."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Read:
    """What the reader says of one span.

    `answers` is the logit of the span answering the question or a part of it. `words` is the logit of the best words of it, minus
    that of none; they are the text's characters from `start` up to `end`, without space around them, and empty where the text is.
    """

    answers: float
    words: float
    start: int
    end: int


class Reader(Protocol):
    """Safe to call from several threads. `name` stands for the training and its weights."""

    name: str

    def read(self, question: str, texts: Sequence[str]) -> list[Read]:
        """In the order of the texts, each of which is a span in its place."""
        ...
