"""For evidence while it still asks of a concept's word; goes when it takes `Concept.generic`."""

from indexer.question.generic import generic_terms as leading_terms  # noqa: F401
from indexer.question.generic import is_generic as leads  # noqa: F401
