"""What a question can be turned on: its years, its place, document and group; found in it, and replaced. Pure."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from indexer.language.vocabulary import ACRONYMS

_YEAR = r"(?:19|20)\d\d"
_TITLE = r"(?:kabupaten|kab\.?|kota|provinsi|kecamatan|kelurahan|desa|pemkab|pemkot|pemprov)"
_ORGANISATION = re.compile(
    r"(?:dinas|badan|kantor|kementerian|sekretariat|otoritas|dewan|komunikasi|perangkat|organisasi)\b", re.I
)
_PLANS = """rpjmd rpjpd rkpd renstra renja rtrw apbd apbn perda perbup perwali pergub perkada uu pp pojk kua ppas lppd lkpj
    klhs masterplan""".split()
_KINDS = "|".join(
    sorted((*_PLANS, *(ACRONYMS[plan] for plan in _PLANS), "master plan", "rpjmn", "rpjpn", "rdtr", "perpres", "permen",
            r"peraturan (?:menteri|presiden|bupati|wali ?kota|gubernur)", "undang-undang"), key=len, reverse=True)
)  # fmt: skip
_STOP = (
    r"(?:di|ke|dari|pada|dalam|menurut|untuk|bagi|dengan|sebelum|sesudah|setelah|sejak|selama|dan|atau|yang|oleh|per|tahun"
    r"|berapa|siapa|kapan|apa|mana|dimana|\w+kah|bagaimana|mengapa|kenapa|adalah|itu|tersebut|\w+nya|sebutkan|jelaskan)\b"
)
_WORDS = rf"(?:(?!{_STOP})[^\W_][\w'’/-]*)(?: (?!{_STOP})[^\W_][\w'’/-]*){{0,3}}"
_NAME = r"[A-Z][a-z'’]+(?: [A-Z][a-z'’]+){0,2}"
_LED = r"(?:(?P<led>di dalam|dalam|di|pada|menurut|dari|untuk|bagi|dengan) )?"
_PERIOD = rf"(?:tahun |periode )?{_YEAR} ?[-–] ?{_YEAR}"
_VERB = re.compile(r"(?:me[mnlryw]|ber|ter)\w{4,}|bisa\b|dapat\b|apa\b", re.I)

_APPENDED = {
    "year": "tahun",
    "period": "tahun",
    "document": "dalam",
    "place": "di",
    "organisation": "di",
    "locative": "di",
    "group": "untuk",
}
_TARGETS = {"period": ("period", "year"), "group": ("group", "acronym"), "acronym": ("acronym", "group")}
_ACRONYM = "|".join(sorted((acronym for acronym in ACRONYMS if acronym not in (*_PLANS, "kab")), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Slot:
    """A piece of a question that another could stand for.

    `kind` is year, period, document, place, organisation, locative (some other "di …"), group ("untuk …") or acronym.
    `start` and `end` include the preposition before it, `value` doesn't. `led`: the preposition says that it is not the
    subject, as "di" does and "dari" doesn't.
    """

    kind: str
    start: int
    end: int
    value: str
    led: bool


def _patterns(regions: Collection[str]) -> Iterator[tuple[str, str]]:
    """(kind, pattern) in the order in which they take what they find."""
    number = rf"(?: (?:nomor|no\.?) ?\d+| \d{{1,3}}(?:/[\w./]*\w)?)(?!\d)(?: tahun {_YEAR})?"
    yield "document", rf"(?i:\b{_LED}(?P<value>(?:{_KINDS})\b(?: perubahan\b)?(?:{number})?))"
    yield "period", rf"(?i:\b{_LED}(?P<value>{_PERIOD}))\b"
    years = rf"{_YEAR}\b(?:(?:, | dan | sampai | hingga | s/d ){_YEAR}\b)*"
    yield "year", rf"(?i:(?<![/.,\d])\b(?:(?:{_LED})tahun )?(?P<value>{years})(?![/.,]\d))"
    known = {re.sub(rf"(?i:^{_TITLE} )", "", region) for region in regions if region}
    if names := sorted(known | {re.sub(r"^[A-Z]{2,3} ", "", name) for name in known}, key=len, reverse=True):  # DKI Jakarta
        yield "place", rf"(?i:\b{_LED}(?P<value>(?:{_TITLE} )?(?:{'|'.join(map(re.escape, names))}))\b)"
    yield "place", rf"\b(?i:{_LED})(?P<value>(?i:{_TITLE}) (?!Cerdas|Layak|Pintar|Wisata|Digital){_NAME})"
    yield "place", rf"\b(?i:(?P<led>di)) (?!(?i:{_ORGANISATION.pattern}|{_ACRONYM})\b)(?P<value>{_NAME})"
    yield "group", rf"(?i:\b(?P<led>untuk|bagi) (?P<value>{_WORDS}))"
    yield "locative", rf"(?i:\b(?P<led>di) (?P<value>{_WORDS}))"
    yield "acronym", rf"(?i:(?<!\()\b(?P<value>{_ACRONYM})\b)"


def find(text: str, regions: Collection[str] = ()) -> list[Slot]:
    """The slots of a question in plain spelling, in order; `regions` are names that are places without "di" before them."""
    found, masked = [], text
    for kind, pattern in _patterns(regions):
        for match in re.finditer(pattern, masked):
            value, led = match["value"], match.groupdict().get("led") or ""
            if kind == "group" and _VERB.match(value):
                continue
            found.append(Slot(_exactly(kind, value), *match.span(), value, led.casefold() not in ("", "dari", "dengan")))
            masked = masked[: match.start()] + "\0" * len(match[0]) + masked[match.end() :]
    return sorted(found, key=lambda slot: slot.start)


def _exactly(kind: str, value: str) -> str:
    if kind in ("locative", "group", "acronym") and _ORGANISATION.match(ACRONYMS.get(value.casefold(), value)):
        return "organisation"
    return "place" if kind == "locative" and re.match(rf"(?i:{_TITLE} )", value) else kind


def only(kind: str, text: str, regions: Collection[str] = ()) -> str | None:
    """The one place, or the one document with its year or period, that a question names."""
    values = {}
    for slot in find(text, regions):
        if slot.kind == kind:
            dated = re.match(rf"(?i: (?:{_PERIOD}|(?:tahun )?{_YEAR})\b)", text[slot.end :]) if kind == "document" else None
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
    for kind in _TARGETS.get(new.kind, (new.kind,)):
        old = [slot for slot in present if slot.kind == kind]
        if kind == "acronym" and new.value.casefold() not in ACRONYMS:
            continue
        if len({slot.value.casefold() for slot in old}) > 1 or kind == "group" and _goes_on(text, old):
            return None
        if old:
            return _replaced(text, old, new)
    return _added(text, new, present)


def _goes_on(text: str, groups: Sequence[Slot]) -> bool:
    """Whether the name of something follows on one of them: "untuk susun masterplan" names no group."""
    following = {slot.start for slot in find(text) if not slot.led and slot.kind in ("document", "acronym", "organisation")}
    return any(slot.end + 1 in following for slot in groups)


def _replaced(text: str, old: Sequence[Slot], new: Slot) -> str:
    for slot in reversed(old):
        end = slot.end
        if new.kind == "document" and (period := re.match(rf"(?i: {_PERIOD})\b", text[end:])):
            end += period.end()  # one document's period is not another's
        text = text[: slot.end - len(slot.value)] + new.value + text[end:]
    return text


def _added(text: str, new: Slot, present: Sequence[Slot]) -> str | None:
    kinds = {slot.kind for slot in present}
    numbered = any(slot.kind == "document" and re.search(_YEAR, slot.value) for slot in present)
    if (
        new.kind not in _APPENDED
        or (new.kind in ("year", "period") and (numbered or (new.kind == "year" and " dan " in new.value)))
        or (new.kind == "locative" and "place" in kinds)
        or (new.kind == "organisation" and not new.led)
        or (new.kind == "group" and re.search(r"\b(?:untuk|bagi)\b", text))
    ):
        return None
    return re.sub(
        r"(?i:( (?:berapa|siapa|kapan|apa|bagaimana)(?: saja)?)?$)", rf" {_APPENDED[new.kind]} {new.value}\1", text, count=1
    )
