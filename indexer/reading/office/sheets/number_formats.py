"""A cell's value as a person in Indonesia sees it in Excel: "1.234.567,89", "12,5%", "Rp1.000", "29 Agustus 2025".

Format codes are those of ECMA-376 (18.8.31), which are written the American way in every file.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

_MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
_DAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()
_LITERAL = r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]'
_SECTIONS = re.compile(rf"(?:{_LITERAL}|[^;])*")
_NUMBER = re.compile(rf"({_LITERAL}|General)|([0#?][0#?,.]*(?:E[+-]0+)?)|(.)", re.I | re.S)
_DATE = re.compile(rf"({_LITERAL})|(am/pm|a/p|y+|m+|d+|h+|s+)|(.)", re.I | re.S)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]")
_SYSTEM_DATE = re.compile(r"mm-dd-yy|m/d/yy h:mm|\[\$-F800\].*", re.I)
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
        number = Decimal(str(value))
        if not number.is_finite() or abs(number) >= _TOO_LARGE:
            return f"{number:.5E}".replace(".", ",") if number.is_finite() else ""
        return " ".join(_numbered(number, code).split())
    return str(value)


def _numbered(number: Decimal, code: str) -> str:
    sections = [found for found in (match[0] for match in _SECTIONS.finditer(code)) if found] or ["General"]
    section, signed = _section(number, sections)
    plain = re.sub(_LITERAL, "", section)
    if plain.strip().casefold() == "general" or "/" in plain or (code == "@" or "@" in plain):
        return _general(number)
    if "%" in plain:
        number *= 100
    written = False
    text = ""
    for literal, digits, other in _NUMBER.findall(section):
        if digits and not written:
            text += ("-" if number < 0 and signed else "") + _digits(abs(number), digits)
            written = True
        elif literal:
            text += _general(abs(number)) if literal.casefold() == "general" else _literal(literal)
        else:
            text += other or digits
    return text


def _section(number: Decimal, sections: list[str]) -> tuple[str, bool]:
    """The section of the code for this number, and whether it wants the minus before a negative one."""
    for section in sections:
        if (condition := _CONDITION.search(section)) and _TESTS[condition[1]](number, Decimal(condition[2])):
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
    return " " if token[0] in "_*" else ""


def _digits(number: Decimal, pattern: str) -> str:
    """The number under placeholders like #,##0.00; a comma at their end divides by a thousand."""
    if "E" in pattern.upper():
        places = len(pattern.upper().partition("E")[0].partition(".")[2])
        return f"{number:.{places}E}".replace(".", ",")
    whole, _, places = pattern.partition(".")
    scaled = len(whole) - len(whole.rstrip(",")) + places.count(",")
    grouped, places = "," in whole.rstrip(","), places.replace(",", "")[:_MOST_PLACES]
    rounded = (number / 1000**scaled).quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    before, _, after = f"{rounded:f}".partition(".")
    after = after[: places.count("0")] + after[places.count("0") :].rstrip("0")
    before = before.zfill(whole.count("0")) if before != "0" or "0" in whole else ""
    before = f"{int(before):,}".replace(",", ".") if grouped and before else before
    return before + ("," + after if after else "")


def _general(number: Decimal) -> str:
    text = f"{number.quantize(Decimal(1).scaleb(-9), ROUND_HALF_UP):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _dated(value: date | time | timedelta, code: str) -> str:
    if _SYSTEM_DATE.fullmatch(code):
        code = "dd mmmm yyyy" if "F800" in code.upper() else "dd/mm/yyyy h:mm" if "h" in code else "dd/mm/yyyy"
    tokens = _DATE.findall(code.partition(";")[0])
    kinds = [token[1].casefold() for token in tokens if token[1]]
    if not kinds and "[h" not in code.casefold():
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)
    half = any(kind in ("am/pm", "a/p") for kind in kinds)
    text, before, at = "", "", 0
    for literal, kind, other in tokens:
        if kind:
            at += 1
            minutes = kind[0] in "mM" and (before.startswith("h") or kinds[at : at + 1] in (["s"], ["ss"]))
            text += _part(value, "n" * len(kind) if minutes else kind.casefold(), half)
            before = kind.casefold()
        elif literal.casefold() in ("[h]", "[hh]", "[mm]"):
            text += str(int(_seconds(value) // (60 if "m" in literal else 3600)))
            before = "h"
        else:
            text += "." if other == ":" else _literal(literal) if literal else other.replace("@", "")
    return text


def _part(value: date | time | timedelta, kind: str, half: bool) -> str:
    """One part of a date or time. Where the value has no such part, nothing."""
    if kind in ("am/pm", "a/p"):
        return "" if isinstance(value, timedelta) else "AM" if getattr(value, "hour", 0) < 12 else "PM"
    width = min(len(kind), 2)
    if kind[0] in "hns":
        hours, rest = divmod(int(_seconds(value)), 3600)
        hours = (hours % 12 or 12) if half else hours
        return str({"h": hours, "n": rest // 60, "s": rest % 60}[kind[0]]).zfill(width)
    if not isinstance(value, date):
        return ""
    if kind[0] == "y":
        return f"{value.year % 100:02d}" if len(kind) < 3 else str(value.year)
    names, number = (_MONTHS[value.month - 1], value.month) if kind[0] == "m" else (_DAYS[value.weekday()], value.day)
    return str(number).zfill(width) if len(kind) < 3 else {3: names[:3], 4: names}.get(len(kind), names[0])


def _seconds(value: date | time | timedelta) -> float:
    if isinstance(value, timedelta):
        return value.total_seconds()
    moment = value if isinstance(value, (datetime, time)) else time()
    return moment.hour * 3600 + moment.minute * 60 + moment.second
