"""What has been counted of a question's concepts around one span."""

from dataclasses import dataclass, field

from indexer.evidence.matching import Held
from indexer.question.model import Concept


@dataclass(slots=True)
class Tally:
    """Weights of the concepts counted, of those found as far as each counts, and of those `held` by the span or right above it.

    `dated` is what is left of how well the span fits, `wrong_year` whether it speaks for another year than the one that is asked.
    """

    total: float = 0.0
    reached: float = 0.0
    own: float = 0.0
    dated: float = 1.0
    wrong_year: bool = False
    held: list[Concept] = field(default_factory=list)
    missing: list[Concept] = field(default_factory=list)
    missing_bits: Held = 0

    _has_subject: bool = False
    _finds_subject: bool = False

    @property
    def is_off_subject(self) -> bool:
        """Whether nothing was found of what the question is about."""
        return self._has_subject and not self._finds_subject

    def count(self, at: int, concept: Concept, worth: float, held: bool, of_subject: bool) -> None:
        """The concept at place `at`, which counts as far as `worth`; 0 where it stands nowhere."""
        self.total += concept.weight
        self.reached += concept.weight * worth
        is_found = worth > 0
        if of_subject:
            self._has_subject = True
            self._finds_subject = self._finds_subject or is_found
        if held:
            self.own += concept.weight
            self.held.append(concept)
        elif not is_found:
            self.missing.append(concept)
            self.missing_bits |= 1 << at
