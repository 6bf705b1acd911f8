"""What a question asks, made ready once for being held against hundreds of spans. Pure."""

from collections.abc import Iterable
from itertools import chain

from indexer.evidence.matching import Held, Matcher
from indexer.question.generic import generic_terms
from indexer.question.model import Concept, Question

TELLING, MOST_TELLING = 0.5, 0.75
"""How much a word must say, beside the one that says most, to tell a row from another one of its table, and from any other."""


class Asked:
    """A question's concepts, their terms and years, and which of them tell one row from another.

    `terms` are all terms of whatever would answer to a concept, `single` those of what is asked in one word and `first` the first one of each
    concept, as it was said. `explained` may stand in the name of a row without making it another row. `subject` are the concepts
    that say what the question is about, `telling` and `most_telling` those of them that say most.
    """

    def __init__(self, question: Question):
        concepts = question.concepts
        said = [concept.alternatives[0] for concept in concepts]
        self.question, self.matcher = question, Matcher(question)
        forms = chain.from_iterable(concept.alternatives for concept in concepts)
        self.terms = frozenset(chain.from_iterable(forms))
        self.single = frozenset(chain.from_iterable(form for form in said if len(form) == 1))
        self.first = frozenset(form[0] for form in said)
        self.years = frozenset(concept.word for concept in concepts if concept.year)
        self.explained = self.terms | generic_terms() | question.meanings.keys()
        self.subject = _bits(_is_special(concept) for concept in concepts)
        self.telling = self._saying(TELLING)
        self.most_telling = self._saying(MOST_TELLING)

    def _saying(self, share: float) -> Held:
        """What of the subject says at least this share of what the most telling word of the question says."""
        weights = [concept.weight for concept in self.question.concepts]
        least = share * max(weights, default=0.0)
        return self.subject & _bits(weight >= least for weight in weights)


def _is_special(concept: Concept) -> bool:
    """Whether a concept is no year, at, regulation or pair of words, and no word that says little."""
    return not (concept.year or concept.required or concept.pair or concept.generic)


def _bits(flags: Iterable[bool]) -> Held:
    return sum(1 << at for at, flag in enumerate(flags) if flag)
