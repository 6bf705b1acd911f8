"""What tells whether two questions ask the same: the protocol."""

from collections.abc import Sequence
from typing import Protocol


class Sameness(Protocol):
    """Safe to call from several threads. `name` stands for the training and its weights."""

    name: str

    def same(self, question: str, others: Sequence[str]) -> list[float]:
        """For each of the others, in order, the logit of its asking what the question does. It is the same whichever of two is the question."""
        ...
