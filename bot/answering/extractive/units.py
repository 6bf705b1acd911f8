"""A cell's value as people write it: with the unit that its head, a column of units or the table's caption gives."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from bot.answering.extractive.numbers import number_of, written
from indexer.language.numbers import SCALES
from indexer.language.wordlists import alternatives, any_of, words
from indexer.models import Span

UNITS_THAT_NAME = words("units_that_name")
"""Units that only say what is measured ("indeks"): they belong to its name, not behind the figure."""
_PLAIN = re.compile(r"[-−(]?\s?\d[\d.,]*\)?")
_IN_BRACKETS = re.compile(r"\(\s*(?:dalam\s+)?(?P<unit>[^()]{1,24})\)\s*$")
_PERCENT = re.compile(r"%|persen|persentase", re.I)
_RUPIAH = re.compile(r"(?:dalam\s+)?(?:Rp\.?|IDR|rupiah)", re.I)
_SCALED_RUPIAH = re.compile(
    rf"(?:dalam\s+)?(?:(?:Rp\.?|IDR)\s*\.?\s*(?P<after>{any_of(SCALES)})(?:an)?|(?P<before>{any_of(SCALES)})(?:an)?\s*(?:Rp\.?|rupiah))",
    re.I,
)
_MONEY = rf"(?:(?:Rp\.?|IDR)\s*\.?\s*(?:{any_of(SCALES)})?|(?:{any_of(SCALES)}(?:an)?\s*)?(?:Rp\.?|rupiah))"
_OF_A_CAPTION = re.compile(rf"\bdalam\s+(?P<dalam>{_MONEY})(?!\w)|\((?P<brackets>{_MONEY})\)", re.I)
_OF_MONEY = re.compile(rf"\b{alternatives('heads_of_money')}\b", re.I)
_NO_MONEY = re.compile(rf"%|\b{alternatives('heads_of_no_money')}\b", re.I)
_TELLS_NO_KIND = re.compile(rf"(?:\b{alternatives('heads_of_versions')}\b|[\W\d])+", re.I)
"""A head that says when, or of which version a figure is, not what it counts."""
_UNIT_HEAD = re.compile(rf"\W*{alternatives('heads_of_units')}\W*", re.I)
_KNOWN = re.compile(alternatives("units_of_measure"), re.I)
_MOST_DIGITS = 20
"""Digits before the comma from which on an amount is no amount, but a number that was read wrong."""
_BILLION = Decimal(10) ** 9
_TRILLION = Decimal(10) ** 12


def unit_of(head: str, row: Span, units: Sequence[str]) -> str:
    """The unit of a cell of a row under `head`: the head's own; else that of the row's column of `units`; else the money that the captions above say
    figures are in, which also says how much a head's "Rp" is. "" where none is said."""
    of_head = _of_head(head)
    money = next(filter(None, map(_OF_A_CAPTION.search, (*row.heading, *row.parents))), None)
    is_money = _RUPIAH.fullmatch(of_head) is not None or (not of_head and _may_be_money(head, row))
    if money and not units and is_money:
        return money["dalam"] or money["brackets"]
    return of_head or next(iter(units), "")


def _may_be_money(head: str, row: Span) -> bool:
    """Whether a caption's money is of this column: of those whose heads say so; where none does, of those whose heads don't say what they count."""
    if _NO_MONEY.search(head):
        return False
    if any(map(_OF_MONEY.search, row.heads)):
        return _OF_MONEY.search(head) is not None
    return _TELLS_NO_KIND.fullmatch(head) is not None


def is_of_money(head: str) -> bool:
    """Whether a head says that its figures are money."""
    return _OF_MONEY.search(head) is not None


def is_rupiah(unit: str) -> bool:
    return _RUPIAH.fullmatch(unit) is not None or _SCALED_RUPIAH.fullmatch(unit) is not None


def is_head_of_units(head: str) -> bool:
    return _UNIT_HEAD.fullmatch(head) is not None


def _of_head(head: str) -> str:
    """ "Rp juta" of "Pagu (Rp juta)"; other words in brackets ("Target (Murni)") are no unit."""
    found = _IN_BRACKETS.search(head)
    if found:
        unit = found["unit"].strip()
        is_unit = any(pattern.fullmatch(unit) for pattern in (_SCALED_RUPIAH, _RUPIAH, _PERCENT, _KNOWN))
        return unit if is_unit else ""
    bare = head.strip()
    if bare.endswith("%") or _PERCENT.fullmatch(bare):
        return "%"
    return "Rp" if re.search(r"\bRp\.?$", bare) else ""


def without_unit(head: str) -> str:
    """A head without the unit that it gives in brackets."""
    return _IN_BRACKETS.sub("", head).strip() if _of_head(head) else head


def with_unit(cell: str, unit: str, *, in_short: bool = True) -> str:
    """ "17.835" in "unit" -> "17.835 unit"; "(88)" in "Rp juta" -> "−Rp88 juta"; a cell that says its unit itself comes back as it is. A long amount
    has its short form behind it, if that is wanted `in_short`."""
    cell = " ".join(cell.split())
    if not unit or not _PLAIN.fullmatch(cell):
        return cell
    if _PERCENT.fullmatch(unit):
        return f"{cell}%"
    minus = "−" if number_of(cell) < 0 else ""
    amount = f"{minus}Rp{cell.strip('()-− ')}"
    if scaled := _SCALED_RUPIAH.fullmatch(unit):
        return f"{amount} {(scaled['after'] or scaled['before']).casefold()}"
    if _RUPIAH.fullmatch(unit):
        return amount + (_in_short(cell) if in_short else "")
    if unit.casefold() in UNITS_THAT_NAME:
        return cell
    return f"{cell} {unit}"


def _in_short(cell: str) -> str:
    """ " (Rp3,15 miliar)" for an amount of billions of rupiah; " (sekitar …)" where that rounds."""
    amount = abs(number_of(cell))
    if amount.adjusted() > _MOST_DIGITS:
        return ""
    for size, word in ((_TRILLION, "triliun"), (_BILLION, "miliar")):
        if amount >= size:
            exact = amount / size
            rounded = exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
            about = "" if rounded == exact else "sekitar "
            return f" ({about}Rp{written(rounded.normalize())} {word})"
    return ""
