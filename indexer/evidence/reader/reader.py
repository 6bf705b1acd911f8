"""What reads a question and spans together: the protocol."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from indexer.evidence.reader.wording import InPlace


@dataclass(frozen=True, slots=True)
class Read:
    """What the reader says of one span.

    `answers` is the logit of the span answering the question or a part of it. `cells` are, for each cell of a row, how surely it is what is
    asked for, if the row answers: a logit taught with what is asked for counting several times; -inf for a cell that isn't read.
    """

    answers: float
    cells: tuple[float, ...] = ()


class Reader(Protocol):
    """Safe to call from several threads. `name` stands for the training and its weights."""

    name: str

    def read(self, question: str, spans: Sequence[InPlace]) -> list[Read]:
        """In the order of the spans."""
        ...
