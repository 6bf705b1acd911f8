"""What a question can be turned on: its years, its place, document and group; found in it, and replaced. Pure."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.language.vocabulary import ACRONYMS
from indexer.language.wordlists import alternatives, any_of, phrases

_YEAR = r"(?:19|20)\d\d"
_PERIOD = rf"(?:tahun |periode )?{_YEAR} ?[-–] ?{_YEAR}"
_TITLE = alternatives("question_place_titles")
_PLANS = phrases("question_plans")
_DOCUMENT = any_of((*_PLANS, *(ACRONYMS[plan] for plan in _PLANS), *phrases("question_other_documents")))
_NUMBER = rf"(?: (?:nomor|no\.?) ?\d+| \d{{1,3}}(?:/[\w./]*\w)?)(?!\d)(?: tahun {_YEAR})?"
"""Of an act: "nomor 3 tahun 2025", " 12/2017"."""
_ACRONYM = any_of(acronym for acronym in ACRONYMS if acronym not in (*_PLANS, "kab"))
_ORGANISATION = rf"{alternatives('question_organisations')}\b"
_WORD = rf"(?!{alternatives('question_slot_ends')}\b)[^\W_][\w'’/-]*"
_WORDS = rf"(?:{_WORD})(?: {_WORD}){{0,3}}"
_NAME = r"[A-Z][a-z'’]+(?: [A-Z][a-z'’]+){0,2}"
_LED = rf"(?:(?P<led>{alternatives('question_prepositions')}) )?"
"""The preposition that a slot may have before it."""

_IS_ORGANISATION = re.compile(_ORGANISATION, re.I)
_IS_TITLED = re.compile(rf"{_TITLE} ", re.I)
_IS_VERB = re.compile(r"(?:me[mnlryw]|ber|ter)\w{4,}|bisa\b|dapat\b|apa\b", re.I)
_TITLE_BEFORE = re.compile(rf"^{_TITLE} ", re.I)
_STATUS_BEFORE = re.compile(r"^[A-Z]{2,3} ")
"""Of a region: "DKI Jakarta"."""
_DATED = re.compile(rf" (?:{_PERIOD}|(?:tahun )?{_YEAR})\b", re.I)
_PERIOD_BEHIND = re.compile(rf" {_PERIOD}\b", re.I)
_HAS_YEAR = re.compile(_YEAR)
_HAS_GROUP = re.compile(r"\b(?:untuk|bagi)\b")
_ASKING_AT_END = re.compile(r"( (?:berapa|siapa|kapan|apa|bagaimana)(?: saja)?)?$", re.I)

_NO_ADVERB = ("", "dari", "dengan")
_ADDED_WITH = {
    "year": "tahun",
    "period": "tahun",
    "document": "dalam",
    "place": "di",
    "organisation": "di",
    "locative": "di",
    "group": "untuk",
}
_REPLACES = {"period": ("period", "year"), "group": ("group", "acronym"), "acronym": ("acronym", "group")}
"""The kinds of slot in the place of which another kind than itself may stand."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A piece of a question that another could stand for.

    `kind` is year, period, document, place, organisation, locative (some other "di …"), group ("untuk …") or acronym.
    `start` and `end` include the preposition before it, `value` doesn't. `adverbial`: the preposition says that it is not the
    subject, as "di" does and "dari" doesn't.
    """

    kind: str
    start: int
    end: int
    value: str
    adverbial: bool


def find(text: str, regions: Collection[str] = ()) -> list[Slot]:
    """The slots of a text that is written out, in order; `regions` are names that are places without "di" before them."""
    found: list[Slot] = []
    masked = text
    for kind, pattern in _patterns(frozenset(regions)):
        for match in pattern.finditer(masked):
            if kind == "group" and _IS_VERB.match(match["value"]):
                continue
            found.append(_slot(kind, match))
            masked = masked[: match.start()] + "\0" * len(match[0]) + masked[match.end() :]
    return sorted(found, key=lambda slot: slot.start)


def only(kind: str, text: str, regions: Collection[str] = ()) -> str | None:
    """The one place, or the one document with its year or period, that a question names."""
    values: dict[str, str] = {}
    for slot in find(text, regions):
        if slot.kind == kind:
            dated = _DATED.match(text, slot.end) if kind == "document" else None
            values[slot.value.casefold()] = slot.value + (dated[0] if dated else "")
    return next(iter(values.values())) if len(values) == 1 else None


def without(text: str, slots: Sequence[Slot]) -> str:
    """The text with these slots cut out."""
    for slot in sorted(slots, key=lambda slot: -slot.start):
        text = f"{text[: slot.start].rstrip()} {text[slot.end :].lstrip()}".strip()
    return text


def put(text: str, new: Slot, regions: Collection[str] = ()) -> str | None:
    """`text` with `new` in the place of its own slot of that kind, or added where it has none; None where that is ambiguous."""
    present = find(text, regions)
    for kind in _REPLACES.get(new.kind, (new.kind,)):
        if kind == "acronym" and new.value.casefold() not in ACRONYMS:
            continue
        old = [slot for slot in present if slot.kind == kind]
        is_ambiguous = len({slot.value.casefold() for slot in old}) > 1
        if is_ambiguous or (kind == "group" and _is_named_on(text, old)):
            return None
        if old:
            return _replaced(text, old, new)
    return _added(text, new, present)


@lru_cache(maxsize=8)
def _patterns(regions: frozenset[str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(kind, pattern) in the order in which they take what they find. Made once for the regions of a library."""
    return tuple((kind, re.compile(pattern)) for kind, pattern in _written_patterns(regions))


def _written_patterns(regions: Collection[str]) -> Iterator[tuple[str, str]]:
    yield "document", rf"(?i:\b{_LED}(?P<value>{_DOCUMENT}\b(?: perubahan\b)?(?:{_NUMBER})?))"
    yield "period", rf"(?i:\b{_LED}(?P<value>{_PERIOD}))\b"
    years = rf"{_YEAR}\b(?:(?:, | dan | sampai | hingga | s/d ){_YEAR}\b)*"
    yield "year", rf"(?i:(?<![/.,\d])\b(?:(?:{_LED})tahun )?(?P<value>{years})(?![/.,]\d))"
    if names := _names(regions):
        yield "place", rf"(?i:\b{_LED}(?P<value>(?:{_TITLE} )?{any_of(names)})\b)"
    no_town = alternatives("question_not_a_town")
    yield "place", rf"\b(?i:{_LED})(?P<value>(?i:{_TITLE}) (?!{no_town}){_NAME})"
    yield "place", rf"\b(?i:(?P<led>di)) (?!(?i:{_ORGANISATION}|{_ACRONYM}\b))(?P<value>{_NAME})"
    yield "group", rf"(?i:\b(?P<led>untuk|bagi) (?P<value>{_WORDS}))"
    yield "locative", rf"(?i:\b(?P<led>di) (?P<value>{_WORDS}))"
    yield "acronym", rf"(?i:(?<!\()\b(?P<value>{_ACRONYM})\b)"


def _names(regions: Collection[str]) -> set[str]:
    """The names of regions without what they are, and without their status."""
    bare = {_TITLE_BEFORE.sub("", region) for region in regions if region}
    return bare | {_STATUS_BEFORE.sub("", name) for name in bare}


def _slot(kind: str, match: re.Match[str]) -> Slot:
    value = match["value"]
    preposition = match.groupdict().get("led") or ""
    exact_kind = kind
    if kind in ("locative", "group", "acronym") and _IS_ORGANISATION.match(ACRONYMS.get(value.casefold(), value)):
        exact_kind = "organisation"
    elif kind == "locative" and _IS_TITLED.match(value):
        exact_kind = "place"
    adverbial = preposition.casefold() not in _NO_ADVERB
    return Slot(exact_kind, match.start(), match.end(), value, adverbial)


def _is_named_on(text: str, groups: Sequence[Slot]) -> bool:
    """Whether the name of something follows on one of them: "untuk susun masterplan" names no group."""
    following = {
        slot.start for slot in find(text) if not slot.adverbial and slot.kind in ("document", "acronym", "organisation")
    }
    return any(slot.end + 1 in following for slot in groups)


def _replaced(text: str, old: Sequence[Slot], new: Slot) -> str:
    for slot in reversed(old):
        end = slot.end
        if new.kind == "document" and (period := _PERIOD_BEHIND.match(text, end)):
            end = period.end()  # one document's period is not another's
        text = text[: slot.end - len(slot.value)] + new.value + text[end:]
    return text


def _added(text: str, new: Slot, present: Sequence[Slot]) -> str | None:
    if not _may_be_added(text, new, present):
        return None
    return _ASKING_AT_END.sub(rf" {_ADDED_WITH[new.kind]} {new.value}\1", text, count=1)


def _may_be_added(text: str, new: Slot, present: Sequence[Slot]) -> bool:
    match new.kind:
        case "acronym":
            return False
        case "year" | "period":
            of_a_numbered_act = any(slot.kind == "document" and _HAS_YEAR.search(slot.value) for slot in present)
            several = new.kind == "year" and " dan " in new.value
            return not of_a_numbered_act and not several
        case "locative":
            return all(slot.kind != "place" for slot in present)
        case "organisation":
            return new.adverbial
        case "group":
            return not _HAS_GROUP.search(text)
    return True
