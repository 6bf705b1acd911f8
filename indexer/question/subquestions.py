"""For composers while they still ask of a question's text; goes when they take what was understood."""

from indexer.question import parts
from indexer.question.words import read


def compares(text: str) -> bool:
    return parts.compares(read(text))
