"""The names of Indonesia's provinces, regencies and cities. A question that names one of them asks about no other place."""

from indexer.language.wordlists import phrases, words

NAMES = frozenset(phrases("place_names"))
COMMON = words("everyday_place_names")
"""Names that are everyday words too: they mean the place only after "kota", "kabupaten" and the like."""
