"""What people type of persons is masked before anything is kept: numbers of the civil registry, of telephones and bank accounts, e-mail addresses.

What questions are about stays: amounts, years, dates, the numbers of acts, the codes of programmes and of a budget's accounts. Digits that belong
together are recognised however they are spaced. What kind of number they are is told by their build, by the words before them, and for telephones by
the library that knows every country's plan of numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

from indexer.language.numbers import SCALES
from indexer.language.wordlists import alternatives, any_of

REGION = "ID"
IDENTITY, TELEPHONE, ACCOUNT, EMAIL = "[NIK]", "[telepon]", "[rekening]", "[surel]"
MOST_GROUPS = 10
"""Of so many groups of digits one number consists at most."""
FEWEST_DIGITS = 8
OF_PERSONS = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE})
"""Kinds of telephone numbers that may be somebody's; free and short ones are everybody's."""

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}(?:@| @ )[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_DIGITS = re.compile(r"\d+")
_BETWEEN = re.compile(r"[\s().–-]{1,3}")
"""What may stand between two groups of one number."""
_OPAQUE = re.compile(
    r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\d-]|\.\d)"  # 62.812.345.678
    r"|(?<![\d.,-])\d{1,2}[-.]\d{1,2}[-.](?:19|20)\d\d(?![-.]?\d)"  # 17-08-2026
    r"|(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?![-.]?\d)"  # 2026-08-17
    r"|(?<![\d.,-])[0-2]?\d[.:][0-5]\d\s*[-–]\s*[0-2]?\d[.:][0-5]\d(?![-.]?\d)"  # 08.30-16.00
)
"""An amount, a date, hours: no part of it belongs to a number of another kind."""
_SIGN = re.compile(r"(?:\+\s?\(?|\(\+?\s?)$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CODE = re.compile(r"\d\.\d{1,2}\.\d")
"""How a code of a programme, or of an account of a budget, begins."""
_CIVIL = re.compile(
    r"(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])(?!00)\d\d(?!00)\d\d"
    r"(?:0[1-9]|[1256]\d|[37][01]|4[1-9])(?:0[1-9]|1[0-2])\d\d(?!0000)\d{4}"
)
"""Province, regency, district; date of birth, a woman's day plus 40; a running number. That of a family has the date of its issue."""

_SAID_IDENTITY = re.compile(rf"\b{alternatives('said_of_identity_numbers')}\b\W*(?:[^\W\d]+\W+){{0,2}}$", re.I)
_SAID_TELEPHONE = re.compile(rf"\b{alternatives('said_of_telephones')}\b\W*(?:[^\W\d]+\W+){{0,4}}$", re.I)
_SAID_ACCOUNT = re.compile(rf"(?<!\bkode )\b{alternatives('said_of_bank_accounts')}\b[^\d?!]{{0,60}}$", re.I)
_SAID_OTHER = re.compile(rf"\b{alternatives('said_of_other_numbers')}\b[\s.:]*$", re.I)
_MONEY_BEHIND = re.compile(rf"\s*(?:,\d|%|rupiah\b|{any_of(SCALES)}\b)", re.I)
_ACT_BEHIND = re.compile(r"\s*(?:/|tahun\b)", re.I)
_LOOKED_BACK = 120
"""Characters before a number that may say what it is."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Digits as they are written, from `start` to `end` of a text, and what stands right around them."""

    text: str
    start: int
    end: int

    @property
    def groups(self) -> list[str]:
        return _DIGITS.findall(self.text, self.start, self.end)

    @property
    def digits(self) -> str:
        return "".join(self.groups)

    @property
    def written(self) -> str:
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        return self.text[max(0, self.start - _LOOKED_BACK) : self.start]

    def is_behind(self, said: re.Pattern[str]) -> bool:
        return said.search(self.before) is not None

    def is_before(self, said: re.Pattern[str]) -> bool:
        return said.match(self.text, self.end) is not None


def masked(text: str, public: str = "") -> str:
    """`text` with [NIK], [telepon], [rekening] and [surel] in the place of what is somebody's; what was masked before stays as it is, and so does
    what stands word for word in `public`, the words of a document."""
    text = _EMAIL.sub(lambda found: found[0] if found[0] in public else EMAIL, text)
    out, done = [], 0
    for start, ends in _numbers(text):
        places = (_Place(text, start, end) for end in ends if start >= done)
        found = next(((place, mask) for place in places if (mask := _mask(place))), None)
        if found and found[0].written not in public:
            place, mask = found
            out += [text[done:start], mask]
            done = place.end
    return "".join([*out, text[done:]])


def _numbers(text: str) -> Iterator[tuple[int, list[int]]]:
    """Where a number may begin, and for each such place where it may end: as late as can be first, behind a year at last."""
    groups = list(_DIGITS.finditer(_OPAQUE.sub(lambda found: "·" * len(found[0]), text)))
    for first, group in enumerate(groups):
        if not _may_begin(text, group.start()):
            continue
        ends = [group.end()]
        for before, after in pairwise(groups[first : first + MOST_GROUPS]):
            if not _BETWEEN.fullmatch(text, before.end(), after.start()):
                break
            ends.append(after.end())
        yield _opened(text, group.start(), ends[-1]), sorted(reversed(ends), key=lambda end: _ends_with_year(text, end))


def _may_begin(text: str, start: int) -> bool:
    """Not in the middle of a code or of a decimal figure, and not behind a letter, unless that ends a word that says what it is."""
    before = text[max(0, start - _LOOKED_BACK) : start]
    if re.search(r"\d[.,–-]$", before):
        return False
    said = (_SAID_IDENTITY, _SAID_TELEPHONE, _SAID_ACCOUNT)
    return not re.search(r"[^\W\d]$", before) or any(words.search(before) for words in said)


def _opened(text: str, start: int, end: int) -> int:
    """Where a number begins that has a plus or a bracket before its first digit; a bracket that closes behind it is not its own."""
    sign = _SIGN.search(text, max(0, start - 3), start)
    if sign is None:
        return start
    is_closed = ")" in text[start:end]
    return sign.start() if is_closed else sign.start() + sign[0].find("(") + 1


def _ends_with_year(text: str, end: int) -> bool:
    return re.search(r"\s(?:19|20)\d\d$", text[max(0, end - 5) : end]) is not None


def _mask(place: _Place) -> str:
    """What is to stand in the place of these digits; "" where they are nobody's."""
    groups, digits = place.groups, place.digits
    is_list_of_figures = len(groups) > len(digits) // 2
    if len(digits) < FEWEST_DIGITS or is_list_of_figures:
        return ""
    mask = _mask_by_build(place)
    is_other = mask and (place.is_behind(_SAID_OTHER) or place.is_before(_MONEY_BEHIND))
    return "" if is_other else mask


def _mask_by_build(place: _Place) -> str:
    if _is_of_civil_registry(place):
        return IDENTITY
    if _is_account(place) and not place.is_behind(_SAID_TELEPHONE):
        return ACCOUNT
    return TELEPHONE if _is_telephone(place) else ""


def _is_of_civil_registry(place: _Place) -> bool:
    """Also one that is mistyped, where it is said to be one."""
    digits = place.digits
    is_built_so = _CIVIL.fullmatch(digits) and all(len(group) > 1 for group in place.groups)
    return bool(is_built_so) or (14 <= len(digits) <= 17 and place.is_behind(_SAID_IDENTITY))


def _is_account(place: _Place) -> bool:
    is_code = _CODE.match(place.written) or all(map(_YEAR.fullmatch, place.groups))
    return not is_code and 10 <= len(place.digits) <= 18 and place.is_behind(_SAID_ACCOUNT)


def _is_telephone(place: _Place) -> bool:
    """Where it is said to be one, a mistyped number counts too."""
    digits, has_area_code = place.digits, len(place.groups[0]) > 2
    is_international = place.written.lstrip("( ").startswith("+")
    if not is_international and not digits.startswith(("08", "62", "8")) and not (digits[0] == "0" and has_area_code):
        return False
    if place.is_behind(_SAID_TELEPHONE) and 9 <= len(digits) <= 15:
        return True
    kind = _kind_of_telephone(place.written)
    if digits.startswith("62") and not is_international:  # else "Rp62 miliar" written out would be one
        return kind == PhoneNumberType.MOBILE and not digits.endswith("000")
    if kind == PhoneNumberType.FIXED_LINE and not is_international:
        return has_area_code and not place.is_before(_ACT_BEHIND)
    return kind in OF_PERSONS


def _kind_of_telephone(written: str) -> int | None:
    """A PhoneNumberType; None for no telephone number. One without its leading 0 is none."""
    try:
        number = phonenumbers.parse(written, REGION)
    except NumberParseException:
        return None
    has_prefix = written.lstrip("( ").startswith(("0", "+", "62"))
    return phonenumbers.number_type(number) if has_prefix else None
