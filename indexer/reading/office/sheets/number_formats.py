"""A cell's value as a person in Indonesia sees it in Excel: "1.234.567,89", "12,5%", "Rp1.000", "29 Agustus 2025".

Format codes are those of ECMA-376 (18.8.31), which are written the American way in every file.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from indexer.language.dates import month_name, weekday_name

_LITERAL = r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]'
_SECTIONS = re.compile(rf"(?:{_LITERAL}|[^;])*")
_NUMBER = re.compile(rf"({_LITERAL}|General)|([0#?][0#?,.]*(?:E[+-]0+)?)|(.)", re.I | re.S)
_DATE = re.compile(rf"({_LITERAL})|(am/pm|a/p|y+|m+|d+|h+|s+)|(.)", re.I | re.S)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]")
_SYSTEM_DATE = re.compile(r"mm-dd-yy|m/d/yy h:mm|\[\$-F800\].*", re.I)
_ELAPSED = ("[h]", "[hh]", "[mm]")
_HALVES = ("am/pm", "a/p")
_TESTS = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "=": lambda a, b: a == b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "<>": lambda a, b: a != b,
}
_MOST_PLACES = 8
_TOO_LARGE = 10**17  # beyond what Excel itself counts exactly


def shown(value: object, code: str = "General") -> str:
    """The text of a value (None, text, number, date, time or duration) under a format code."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (date, time, timedelta)):
        return " ".join(_dated(value, code).split())
    if isinstance(value, (int, float, Decimal)):
        return _shown_number(Decimal(str(value)), code)
    return str(value)


def _shown_number(number: Decimal, code: str) -> str:
    if not number.is_finite():
        return ""
    if abs(number) >= _TOO_LARGE:
        return f"{number:.5E}".replace(".", ",")
    return " ".join(_numbered(number, code).split())


def _numbered(number: Decimal, code: str) -> str:
    sections = [match[0] for match in _SECTIONS.finditer(code) if match[0]] or ["General"]
    section, signed = _section(number, sections)
    plain = re.sub(_LITERAL, "", section)
    is_fraction, is_text = "/" in plain, "@" in plain
    if is_fraction or is_text or plain.strip().casefold() == "general":
        return _general(number)
    if "%" in plain:
        number *= 100
    minus = "-" if signed and number < 0 else ""
    written = False
    text = ""
    for literal, digits, other in _NUMBER.findall(section):
        if digits and not written:
            text += minus + _digits(abs(number), digits)
            written = True
        elif literal.casefold() == "general":
            text += _general(abs(number))
        elif literal:
            text += _literal(literal)
        else:
            text += other or digits
    return text


def _section(number: Decimal, sections: list[str]) -> tuple[str, bool]:
    """The section of the code for this number, and whether it wants the minus before a negative one."""
    for section in sections:
        condition = _CONDITION.search(section)
        if condition is None:
            continue
        holds = _TESTS[condition[1]]
        if holds(number, Decimal(condition[2])):
            return section, True
    if number < 0 and len(sections) > 1:
        return sections[1], False
    if number == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], True


def _literal(token: str) -> str:
    if token[0] == '"':
        return token[1:-1]
    if token[0] == "\\":
        return token[1:]
    if token.startswith("[$"):
        return token[2:-1].partition("-")[0]
    is_space = token[0] in "_*"
    return " " if is_space else ""


def _digits(number: Decimal, pattern: str) -> str:
    """The number under placeholders like #,##0.00; a comma at their end divides by a thousand."""
    if "E" in pattern.upper():
        return _scientific(number, pattern)
    whole, _, decimals = pattern.partition(".")
    whole_digits = whole.rstrip(",")
    thousands = len(whole) - len(whole_digits) + decimals.count(",")
    decimals = decimals.replace(",", "")[:_MOST_PLACES]
    rounded = (number / 1000**thousands).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    before, _, after = f"{rounded:f}".partition(".")
    always_shown = decimals.count("0")
    after = after[:always_shown] + after[always_shown:].rstrip("0")
    if before == "0" and "0" not in whole:
        before = ""
    else:
        before = before.zfill(whole.count("0"))
    is_grouped = "," in whole_digits
    if before and is_grouped:
        before = f"{int(before):,}".replace(",", ".")
    return f"{before},{after}" if after else before


def _scientific(number: Decimal, pattern: str) -> str:
    mantissa, _, _ = pattern.upper().partition("E")
    _, _, decimals = mantissa.partition(".")
    return f"{number:.{len(decimals)}E}".replace(".", ",")


def _general(number: Decimal) -> str:
    text = f"{number.quantize(Decimal(1).scaleb(-9), ROUND_HALF_UP):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")


def _dated(value: date | time | timedelta, code: str) -> str:
    if _SYSTEM_DATE.fullmatch(code):
        code = _indonesian(code)
    tokens = _DATE.findall(code.partition(";")[0])
    kinds = [kind.casefold() for _, kind, _ in tokens if kind]
    if not kinds and "[h" not in code.casefold():
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)
    twelve_hours = any(kind in _HALVES for kind in kinds)
    text, before, at = "", "", 0
    for literal, kind, other in tokens:
        if kind:
            kind = kinds[at]
            at += 1
            following = kinds[at] if at < len(kinds) else ""
            minutes = kind[0] == "m" and (before.startswith("h") or following in ("s", "ss"))
            text += _part(value, "n" * len(kind) if minutes else kind, twelve_hours)
            before = kind
        elif literal.casefold() in _ELAPSED:
            seconds_each = 60 if "m" in literal else 3600
            text += str(int(_seconds(value) // seconds_each))
            before = "h"
        elif other == ":":
            text += "."
        elif literal:
            text += _literal(literal)
        else:
            text += other.replace("@", "")
    return text


def _indonesian(code: str) -> str:
    """The code that stands for the system's own way of writing dates, as a system in Indonesia has it."""
    if "F800" in code.upper():
        return "dd mmmm yyyy"
    if "h" in code:
        return "dd/mm/yyyy h:mm"
    return "dd/mm/yyyy"


def _part(value: date | time | timedelta, kind: str, twelve_hours: bool) -> str:
    """One part of a date or time; minutes are "n", months "m". Where the value has no such part, nothing."""
    if kind in _HALVES:
        return _half_of_day(value)
    if kind[0] in "hns":
        return _part_of_time(value, kind, twelve_hours)
    if not isinstance(value, date):
        return ""
    if kind[0] == "y":
        return f"{value.year % 100:02d}" if len(kind) < 3 else str(value.year)
    if kind[0] == "m":
        return _number_or_name(value.month, month_name(value.month), len(kind))
    return _number_or_name(value.day, weekday_name(value.weekday()), len(kind))


def _half_of_day(value: date | time | timedelta) -> str:
    if isinstance(value, timedelta):
        return ""
    hour = getattr(value, "hour", 0)
    return "AM" if hour < 12 else "PM"


def _part_of_time(value: date | time | timedelta, kind: str, twelve_hours: bool) -> str:
    hours, rest = divmod(int(_seconds(value)), 3600)
    minutes, seconds = divmod(rest, 60)
    if twelve_hours:
        hours = hours % 12 or 12
    number = {"h": hours, "n": minutes, "s": seconds}[kind[0]]
    return str(number).zfill(min(len(kind), 2))


def _number_or_name(number: int, name: str, letters: int) -> str:
    """A month or day as so many letters of a code want it: "8", "08", "Agu", "Agustus", "A"."""
    match letters:
        case 1 | 2:
            return str(number).zfill(letters)
        case 3:
            return name[:3]
        case 4:
            return name
    return name[0]


def _seconds(value: date | time | timedelta) -> float:
    if isinstance(value, timedelta):
        return value.total_seconds()
    moment = value if isinstance(value, (datetime, time)) else time()
    return moment.hour * 3600 + moment.minute * 60 + moment.second
