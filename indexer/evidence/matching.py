"""Which of the things that a question is about a text holds. Pure.

What a text holds is a set of concepts, kept as the bits of a number: those of two texts together are `one | other`.
"""

from collections import defaultdict

from indexer.question.model import Form, Question

Held = int
"""A bit for each concept of a question, in its order."""


class Matcher:
    """Reads terms for one question. Each text is read once, however often it is asked for: many spans stand under one heading."""

    def __init__(self, question: Question):
        self._words: dict[str, Held] = defaultdict(int)
        self._phrases: dict[str, list[tuple[Form, Held]]] = defaultdict(list)
        self._known: dict[str, Held] = {"": 0}
        for at, concept in enumerate(question.concepts):
            for form in concept.alternatives:
                if len(form) == 1:
                    self._words[form[0]] |= 1 << at
                elif form:
                    self._phrases[form[0]].append((form, 1 << at))
        self._meanings: dict[str, Held] = {}
        for acronym, meant in question.meanings.items():
            for term in meant:
                self._meanings[acronym] = self._meanings.get(acronym, 0) | self._words.get(term, 0)

    def held(self, terms: str) -> Held:
        """The concepts that a text holds, given as its terms with spaces between."""
        if terms not in self._known:
            self._known[terms] = self._read(terms.split())
        return self._known[terms]

    def held_with_meanings(self, terms: str) -> Held:
        """The same where acronyms hold what they stand for, as far as that is asked."""
        held = self.held(terms)
        if self._meanings:
            for acronym in self._meanings.keys() & terms.split():
                held |= self._meanings[acronym]
        return held

    def _read(self, terms: list[str]) -> Held:
        held = 0
        for at, term in enumerate(terms):
            held |= self._words.get(term, 0)
            for form, bit in self._phrases.get(term, ()):
                if tuple(terms[at : at + len(form)]) == form:
                    held |= bit
        return held
