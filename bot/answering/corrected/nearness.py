"""Which of many known questions are worth a closer look: those that share most pieces of words with one, rare pieces first. Pure."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

PIECES = (3, 4)
"""Letters of a piece."""


class Nearness:
    """Texts as vectors of their pieces, each counted by how rare it is among them (tf-idf); what is near has a high cosine."""

    def __init__(self, texts: Sequence[str]):
        in_each = [_pieces(text) for text in texts]
        held = Counter(piece for pieces in in_each for piece in pieces)
        self._rarity = {piece: 1 + math.log((1 + len(texts)) / (1 + count)) for piece, count in held.items()}
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, pieces in enumerate(in_each):
            for piece in pieces:
                places[piece].append(place)
        self._places = {piece: np.array(having) for piece, having in places.items()}
        squares = [sum(self._rarity[piece] ** 2 for piece in pieces) for pieces in in_each]
        self._lengths = np.sqrt(np.maximum(squares, 1.0))

    def nearest(self, text: str, most: int) -> list[int]:
        """The places of at most `most` texts that share anything with this one, the nearest first."""
        shared = np.zeros(len(self._lengths))
        for piece in _pieces(text) & self._places.keys():
            shared[self._places[piece]] += self._rarity[piece] ** 2
        cosines = shared / self._lengths
        return [int(place) for place in np.argsort(-cosines, kind="stable")[:most] if cosines[place] > 0]


def _pieces(text: str) -> set[str]:
    """Of each word, with a blank before and behind it."""
    words = [f" {word} " for word in text.split()]
    return {word[at : at + size] for word in words for size in PIECES for at in range(len(word) - size + 1)}
