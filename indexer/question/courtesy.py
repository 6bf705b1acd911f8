"""A message without the politeness around what it asks: "pagi kak mau nanya, berapa target SPBE 2026? makasih" -> "berapa target SPBE 2026?"."""

import re

from indexer.language.wordlists import alternatives

_STOPS = r"[\s,.!:;…~🙏😊👋-]*"
_ADDRESS = rf"(?i:{alternatives('courtesy_addresses')})(?!\w)"
_GREETING = rf"(?i:{alternatives('courtesy_greetings')})(?!\w)(?=\s+{_ADDRESS}|(?!\s+[A-Z]))"
"""Before another capital it is rather a name: "Halo Dokter"."""
_TIME_OF_DAY = rf"(?i:{alternatives('courtesy_times_of_day')})(?!\w)(?=\s+{_ADDRESS}|\s*[,.!])"
_LEAVE = rf"(?i:{alternatives('courtesy_asking_leave')})(?!\w)"
_THANKS = (
    rf"(?i:{alternatives('courtesy_thanks')})(?!\w)"
    rf"(?:{_STOPS}(?:(?i:{alternatives('courtesy_after_thanks')})(?!\w)|{_ADDRESS}))*"
)
_POLITE = rf"(?:{_GREETING}|{_TIME_OF_DAY}|{_THANKS}|{_LEAVE})(?:\s+{_ADDRESS})*"
_CALLED = rf"{_ADDRESS}(?=\s*(?:[,.!?]|$|{_LEAVE}|{_GREETING}))"
"""Who is spoken to, alone: "bu, …"; not "bu Kadis"."""
_OPENING = re.compile(rf"{_STOPS}(?:(?:{_POLITE}|{_CALLED}){_STOPS})+")
_CLOSING = re.compile(rf"{_STOPS}(?<!\w){_THANKS}{_STOPS}$")
_NAMED = re.compile(rf"\b{alternatives('courtesy_thanks_in_names')}\s*$", re.I)


def without_courtesy(typed: str) -> str:
    """What a message says besides; "" where it is nothing but polite."""
    opening = _OPENING.match(typed)
    rest = typed[opening.end() :] if opening else typed
    closing = _CLOSING.search(rest)
    if closing and not _NAMED.search(rest[: closing.start()]):
        rest = rest[: closing.start()]
    return rest.strip()
