"""Which kind of document a name or a first page speaks of. Pure.

A document that is clearly something else than the kinds that lists show ("Notulen …", "Paparan …") is known to be: OTHER.
"""

import re

from indexer.language.wordlists import alternatives, any_of, groups
from indexer.models import KINDS

OTHER = "lainnya"
PLANS = ("rpjmd", "rpjpd", "rkpd", "renstra", "renja", "masterplan")
"""Kinds of plan that a regulation may enact as a whole."""

_NAMED_OFTEN = 3
"""Times that a first page names the kind it is of, at least."""
_TOLD_BY_OTHER_SIGNS = frozenset({"peraturan", "berita", "perencanaan", OTHER})
"""Kinds that first pages name whatever they are of themselves."""

_WORDS = {kind: rf"\b{any_of(names)}\b" for kind, *names in groups("document_kinds")}
_DECREE = (
    r"\bsurat (?:edaran|keputusan)\b|\bkep(?:bup|wal)\w*"
    rf"|\b(?:keputusan|instruksi|se) (?:{alternatives('decree_issuers')}|no\b)"
)
_MEMBERS = r"susunan (?:keanggotaan|anggota|tim|panitia|personalia)\b"
"""What decrees are attached: who is of the team that works on a plan."""
_INVITATION = r"(?<!-)\bundangan\b"  # not that of "perundang-undangan"
_FURTHER = {
    "laporan": r"\blaporan\b(?! (?:akhir|antara|pendahuluan)\b)",
    "peraturan": _DECREE,
    "berita": r"\bberita\b(?! acara)",
    OTHER: _INVITATION,
}
"""What names a kind and is more than a word of it."""
_NAMES = {kind: re.compile(f"{words}|{_FURTHER[kind]}" if kind in _FURTHER else words) for kind, words in _WORDS.items()}
_OPENINGS = {
    "laporan": re.compile(rf"laporan\b(?! (?:akhir|antara|pendahuluan))|{_WORDS['laporan']}"),
    "peraturan": re.compile(rf"(?:sk|se)\b|keputusan\b|instruksi\b|{_MEMBERS}|{_DECREE}"),
    OTHER: re.compile(rf"{_WORDS[OTHER]}|{_INVITATION}"),
}
_DECREES = re.compile(_DECREE)
"""How a document begins to say that it is about a plan rather than the plan: "SK Tim Penyusun RPJMD", "Paparan RKPD". A final
report, though, is how consultants hand in the plan itself."""
_BROADLY = {"laporan": "laporan", "rencana": "perencanaan"}
"""The first word of a name in which nothing else tells the kind."""
_BEFORE = re.compile(r"^[\W\d]+|\b(?:dokumen|rancangan|draft?|salinan|scan)\s+")


def named(text: str) -> str:
    """The kind that a name, a title or a word speaks of; "" when it tells none."""
    spaced = " ".join(re.split(r"[\s_]+", text.casefold()))
    words = _BEFORE.sub("", spaced)
    if words in KINDS:
        return words
    for kind, opening in _OPENINGS.items():
        if opening.match(words):
            return kind
    said = {kind: name.search(words) for kind, name in _NAMES.items()}
    places = {kind: match.start() for kind, match in said.items() if match}
    if not places:
        return next((kind for word, kind in _BROADLY.items() if words.startswith(word)), "")
    first = min(places, key=places.__getitem__)
    enacts = first == "peraturan" and not _DECREES.search(words)
    return _enacted(places) if enacts else first


def _enacted(places: dict[str, int]) -> str:
    """What a regulation is that names the kinds at these places: the plan or the budget it enacts, or just that."""
    return next((kind for kind in (*PLANS, "apbd") if kind in places), "peraturan")


def counted(head: str) -> str:
    """The kind that a first page names three times or more, "" when it names none so often; some are told by other signs."""
    text = head.casefold()
    best, most = "", 0
    for kind, name in _NAMES.items():
        if kind in _TOLD_BY_OTHER_SIGNS:
            continue
        times = len(name.findall(text))
        if times > most:
            best, most = kind, times
    return best if most >= _NAMED_OFTEN else ""
