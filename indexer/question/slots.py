"""What a question can be turned on: its years, its place, document and group; found in it, and replaced. Pure."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.language.dates import YEAR
from indexer.language.vocabulary import ACRONYMS
from indexer.language.wordlists import alternatives, any_of, phrases

_PERIOD = rf"(?:tahun |periode )?{YEAR} ?[-–] ?{YEAR}"
TITLE = alternatives("question_place_titles")
_PLANS = phrases("question_plans")
_DOCUMENT = any_of((*_PLANS, *(ACRONYMS[plan] for plan in _PLANS), *phrases("question_other_documents")))
_NUMBER = rf"(?: (?:nomor|no\.?) ?\d+| \d{{1,3}}(?:/[\w./]*\w)?)(?!\d)(?: tahun {YEAR})?"
"""Of an act: "nomor 3 tahun 2025", " 12/2017"."""
_ACRONYM = any_of(acronym for acronym in ACRONYMS if acronym not in (*_PLANS, "kab"))
_ORGANISATION = rf"{alternatives('question_organisations')}\b"
_WORD = rf"(?!{alternatives('question_slot_ends')}\b)[^\W_][\w'’/-]*"
_WORDS = rf"(?:{_WORD})(?: {_WORD}){{0,3}}"
_NO_VERB = r"(?!(?:(?:me[mnlryw]|ber|ter)\w{4,}|(?:bisa|dapat|apa)\b))"
_NAME = r"[A-Z][a-z'’]+(?: [A-Z][a-z'’]+){0,2}"
PREPOSITIONS = frozenset(phrases("question_prepositions"))
_LED = rf"(?:(?P<led>{any_of(PREPOSITIONS)}) )?"
"""The preposition that a slot may have before it."""

_IS_ORGANISATION = re.compile(_ORGANISATION, re.I)
_IS_TITLED = re.compile(rf"{TITLE} ", re.I)
_TITLE_BEFORE = re.compile(rf"^{TITLE} ", re.I)
_STATUS_BEFORE = re.compile(r"^[A-Z]{2,3} ")
"""Of a region: "DKI Jakarta"."""
_DATED = re.compile(rf" (?:{_PERIOD}|(?:tahun )?{YEAR})\b", re.I)
_PERIOD_BEHIND = re.compile(rf" {_PERIOD}\b", re.I)
_HAS_YEAR = re.compile(YEAR)
_HAS_GROUP = re.compile(r"\b(?:untuk|bagi)\b")
_ASKING_AT_END = re.compile(r"( (?:berapa|siapa|kapan|apa|bagaimana)(?: saja)?)?$", re.I)

_MAYBE_ORGANISATION = ("locative", "group", "acronym")
_NAMES = ("document", "acronym", "organisation")
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
        slots = [_slot(kind, match) for match in pattern.finditer(masked)]
        for slot in slots:
            found.append(slot)
            masked = hidden(masked, slot.start, slot.end)
    return sorted(found, key=lambda slot: slot.start)


def hidden(text: str, start: int, end: int) -> str:
    """The text without what stands from `start` to `end`, all other places unchanged."""
    return text[:start] + "\0" * (end - start) + text[end:]


def only(kind: str, text: str, regions: Collection[str] = ()) -> str | None:
    """The one place, or the one document with its year or period, that a question names."""
    of_kind = _of_kind(kind, find(text, regions))
    if len(_values(of_kind)) != 1:
        return None
    named = of_kind[-1]
    dated = _DATED.match(text, named.end)
    if kind == "document" and dated:
        return named.value + dated[0]
    return named.value


def put(text: str, new: Slot, regions: Collection[str] = ()) -> str | None:
    """`text` with `new` in the place of its own slot of that kind, or added where it has none; None where that is ambiguous."""
    present = find(text, regions)
    for kind in _replaceable(new):
        old = _of_kind(kind, present)
        if len(_values(old)) > 1:
            return None
        if kind == "group" and _is_named_on(text, old):
            return None
        if old:
            return _replaced(text, old, new)
    if not _may_be_added(text, new, present):
        return None
    return _ASKING_AT_END.sub(rf" {_ADDED_WITH[new.kind]} {new.value}\1", text, count=1)


def _of_kind(kind: str, slots: Sequence[Slot]) -> list[Slot]:
    return [slot for slot in slots if slot.kind == kind]


def _values(slots: Sequence[Slot]) -> set[str]:
    return {slot.value.casefold() for slot in slots}


def _replaceable(new: Slot) -> tuple[str, ...]:
    """The kinds of slot in the place of which it may stand; in that of an acronym only another one."""
    if new.kind == "group" and new.value.casefold() not in ACRONYMS:
        return ("group",)
    return _REPLACES.get(new.kind, (new.kind,))


@lru_cache(maxsize=8)
def _patterns(regions: frozenset[str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(kind, pattern) in the order in which they take what they find. Made once for the regions of a library."""
    return tuple((kind, re.compile(pattern)) for kind, pattern in _written_patterns(regions))


def _written_patterns(regions: Collection[str]) -> Iterator[tuple[str, str]]:
    yield "document", rf"(?i:\b{_LED}(?P<value>{_DOCUMENT}\b(?: perubahan\b)?(?:{_NUMBER})?))"
    yield "period", rf"(?i:\b{_LED}(?P<value>{_PERIOD}))\b"
    years = rf"{YEAR}\b(?:(?:, | dan | sampai | hingga | s/d ){YEAR}\b)*"
    yield "year", rf"(?i:(?<![/.,\d])\b(?:(?:{_LED})tahun )?(?P<value>{years})(?![/.,]\d))"
    names = _names(regions)
    if names:
        yield "place", rf"(?i:\b{_LED}(?P<value>(?:{TITLE} )?{any_of(names)})\b)"
    no_town = alternatives("question_not_a_town")
    yield "place", rf"\b(?i:{_LED})(?P<value>(?i:{TITLE}) (?!{no_town}){_NAME})"
    yield "place", rf"\b(?i:(?P<led>di)) (?!(?i:{_ORGANISATION}|{_ACRONYM}\b))(?P<value>{_NAME})"
    yield "group", rf"(?i:\b(?P<led>untuk|bagi) (?P<value>{_NO_VERB}{_WORDS}))"
    yield "locative", rf"(?i:\b(?P<led>di) (?P<value>{_WORDS}))"
    yield "acronym", rf"(?i:(?<!\()\b(?P<value>{_ACRONYM})\b)"


def _names(regions: Collection[str]) -> set[str]:
    """The names of regions without what they are, and without their status."""
    bare = {_TITLE_BEFORE.sub("", region) for region in regions} - {""}
    return bare | {_STATUS_BEFORE.sub("", name) for name in bare}


def _slot(kind: str, match: re.Match[str]) -> Slot:
    value = match["value"]
    preposition = match.groupdict().get("led") or ""
    adverbial = preposition.casefold() not in _NO_ADVERB
    return Slot(_exact_kind(kind, value), match.start(), match.end(), value, adverbial)


def _exact_kind(kind: str, value: str) -> str:
    in_full = ACRONYMS.get(value.casefold(), value)
    if kind not in _MAYBE_ORGANISATION:
        return kind
    if _IS_ORGANISATION.match(in_full):
        return "organisation"
    is_place = kind == "locative" and _IS_TITLED.match(value)
    return "place" if is_place else kind


def _is_named_on(text: str, groups: Sequence[Slot]) -> bool:
    """Whether the name of something follows on one of them: "untuk susun masterplan" names no group."""
    following = {slot.start for slot in find(text) if _is_name(slot)}
    ends = {slot.end + 1 for slot in groups}
    return not ends.isdisjoint(following)


def _is_name(slot: Slot) -> bool:
    return slot.kind in _NAMES and not slot.adverbial


def _replaced(text: str, old: Sequence[Slot], new: Slot) -> str:
    for slot in reversed(old):
        end = _end_with_period(text, slot) if new.kind == "document" else slot.end
        text = text[: slot.end - len(slot.value)] + new.value + text[end:]
    return text


def _end_with_period(text: str, document: Slot) -> int:
    """Where a document's name ends with its period: that is not another's."""
    period = _PERIOD_BEHIND.match(text, document.end)
    return period.end() if period else document.end


def _may_be_added(text: str, new: Slot, present: Sequence[Slot]) -> bool:
    match new.kind:
        case "acronym":
            return False
        case "year" | "period":
            several = " dan " in new.value
            return not (several or _names_dated_act(present))
        case "locative":
            return not _of_kind("place", present)
        case "organisation":
            return new.adverbial
        case "group":
            return not _HAS_GROUP.search(text)
    return True


def _names_dated_act(present: Sequence[Slot]) -> bool:
    """Whether an act is named with its number and year: another year is that of another act."""
    documents = " ".join(_values(_of_kind("document", present)))
    return bool(_HAS_YEAR.search(documents))
