"""For evidence and composers while they still ask of a question's text; goes when they take what was understood."""

from functools import lru_cache

from indexer.question import kinds
from indexer.question.generic import is_about_answer as about_answer  # noqa: F401
from indexer.question.words import read


@lru_cache(maxsize=4096)
def spelled_out(text: str) -> list[str]:
    return [word.plain for word in read(text).whole.words]


def asked_kinds(text: str) -> frozenset[str]:
    return kinds.asked_kinds(" ".join(spelled_out(text)))
