"""What kind of reason a refusal has: its sentence names words, years and regions, which are left out here."""

from indexer.language.wordlists import pairs

NONE_CERTAIN = "Tidak ada yang cukup dekat"
OTHER = "Sebab lain"
_OPENINGS = pairs("openings_of_refusal_reasons")
_LONGEST_FIRST = sorted(_OPENINGS, key=len, reverse=True)


def kind_of(reason: str) -> str:
    """What reasons like this one are called together; of none, where nothing was certain, NONE_CERTAIN."""
    if not reason:
        return NONE_CERTAIN
    for opening in _LONGEST_FIRST:
        if reason.startswith(opening):
            return _OPENINGS[opening]
    return OTHER
