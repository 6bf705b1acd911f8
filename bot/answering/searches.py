"""What was found for the questions of one message: while it is weighed what it means, none is searched for twice."""

from indexer.library import Library
from indexer.models import Passage
from indexer.question.model import Question

EVERY = 100
"""Passages that are found for a question, for those that only ask some documents."""
BEST = 10
"""Passages that an answer is made of."""


class Searches:
    """Of one library, for one message. A question is known by its text, which tells what is found for it."""

    def __init__(self, library: Library):
        self._library = library
        self._found: dict[str, list[Passage]] = {}

    def every(self, question: Question) -> list[Passage]:
        """The EVERY best passages for a question, best first. Raises IndexerError."""
        if question.text not in self._found:
            self._found[question.text] = self._library.search(question, EVERY)
        return self._found[question.text]

    def best(self, question: Question) -> list[Passage]:
        """The BEST of them."""
        return self.every(question)[:BEST]
