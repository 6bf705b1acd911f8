"""A message without the politeness around what it asks: "pagi kak mau nanya, berapa target SPBE 2026? makasih" -> "berapa target SPBE 2026?".

Nothing here may try a long run of marks from each of its places: messages are long where somebody wants them to be.
"""

import re
import string

from indexer.language.wordlists import alternatives

_MARKS = ",.!:;…~🙏😊👋-"
_STOPS = rf"[\s{_MARKS}]*+"
_ADDRESS = rf"(?![A-Z]{{2,}}\b[^a-z]{{0,40}}[a-z])(?i:{alternatives('courtesy_addresses')})(?!\w)"
"""In capitals among small letters it is a short form: "BOS"."""
_NO_LIST = rf"(?!\s*,\s*(?!{_ADDRESS})[\w-]+\s*(?:,|(?:dan|atau)\b))"
"""The first of a list is what is asked: "kk, ktp, dan akta"."""
_NO_SUBJECT = rf"(?!\s+(?i:{alternatives('courtesy_spoken_of')})\b)"
"""What something is said of is no politeness: "Salam Sehat itu program apa"."""
_GREETING = rf"(?i:{alternatives('courtesy_greetings')})(?!-?\w){_NO_SUBJECT}(?=\s+{_ADDRESS}|(?!\s+[A-Z]))"
"""Before another capital it is rather a name: "Halo Dokter"."""
_BEFORE_A_PAUSE = rf"(?i:{alternatives('courtesy_before_a_pause')})(?!\w)(?=\s+{_ADDRESS}|\s*[,.!])"
_LEAVE = rf"(?i:{alternatives('courtesy_asking_leave')})(?!\w)"
_THANKS = (
    rf"(?i:{alternatives('courtesy_thanks')})(?!\w){_NO_SUBJECT}"
    rf"(?:{_STOPS}(?:(?i:{alternatives('courtesy_after_thanks')})(?!\w)|{_ADDRESS}))*+"
)
_POLITE = rf"(?:{_GREETING}|{_BEFORE_A_PAUSE}|{_THANKS}|{_LEAVE})(?:\s+{_ADDRESS}(?:\s+[A-Z]\w+(?=\s*,))?{_NO_LIST})*"
"""Before a comma with who is spoken to by name: "punten Pak Kadis, …"."""
_CALLED = rf"{_ADDRESS}{_NO_LIST}(?=\s*(?:[,.!?]|$|{_LEAVE}|{_GREETING}))"
"""Who is spoken to, alone: "bu, …"; not "bu Kadis"."""
_OPENING = re.compile(rf"{_STOPS}(?:(?:{_POLITE}|{_CALLED}){_STOPS})+")
_CLOSING = re.compile(rf"(?<!\w){_THANKS}{_STOPS}$")
_NAMED = re.compile(rf"\b{alternatives('courtesy_thanks_in_names')}$", re.I)


def without_courtesy(typed: str) -> str:
    """What a message says besides; "" where it is nothing but polite."""
    opening = _OPENING.match(typed)
    rest = typed[opening.end() :] if opening else typed
    closing = _CLOSING.search(rest)
    before = rest[: closing.start()].rstrip(_MARKS + string.whitespace) if closing else rest
    return (rest if _NAMED.search(before) else before).strip()
