"""Whether what is said to be likely at 0.7 is so seven times in ten."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

BINS = 10


@dataclass(frozen=True)
class Bin:
    """Questions whose probability lies in low..high: how many, the probability on average, and the share that can be answered."""

    low: float
    high: float
    count: int
    said: float
    observed: float


def bins(said: Sequence[float], answerable: Sequence[bool]) -> list[Bin]:
    """Those that are not empty, lowest first."""
    said, answerable = np.asarray(said), np.asarray(answerable, float)
    place = np.minimum((said * BINS).astype(int), BINS - 1)
    found = []
    for at in np.unique(place):
        here = place == at
        found.append(Bin(at / BINS, (at + 1) / BINS, int(here.sum()), float(said[here].mean()), float(answerable[here].mean())))
    return found
