"""What reads a question and spans together: the protocol."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from indexer.evidence.reader.wording import InPlace


@dataclass(frozen=True, slots=True)
class Read:
    """What the reader says of one span.

    `answers` is the logit of the span answering the question or a part of it. `cells` are, for each of the cells of
    InPlace, how surely it is what is asked for, if the span answers: a logit taught with what is asked for counting several times; -inf for
    one that isn't read.
    """

    answers: float
    cells: tuple[float, ...] = ()


class Reader(Protocol):
    """Safe to call from several threads. `name` stands for the training and its weights."""

    name: str

    def read(self, question: str, spans: Sequence[InPlace]) -> list[Read]:
        """In the order of the spans."""
        ...

    def holds(self, claim: str, spans: Sequence[InPlace]) -> list[float]:
        """For each span, in order, the logit of its saying what a sentence claims."""
        ...
