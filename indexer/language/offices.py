"""Offices that one person holds, as texts and questions name them."""

from indexer.language.wordlists import alternatives

HOLDER = rf"(?:{alternatives('acting_titles')} )?{alternatives('offices_of_one')}\b"
"""An office that one person holds, with what stands before it where somebody acts for its holder; in lower case, as a regular
expression."""
