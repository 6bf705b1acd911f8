"""Which documents a library holds, in one word, so that what was made of them can be told to be of today."""

import hashlib

from indexer.library import Library


def state_of(library: Library) -> str:
    """Another one whenever a document was added, removed, replaced, or its particulars were corrected."""
    return hashlib.sha256(repr(library.documents()).encode()).hexdigest()
