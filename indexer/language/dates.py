"""Years, months and days of the week, as Indonesian documents and people write them."""

from indexer.language.wordlists import any_of, groups

YEAR = r"(?:19|20)\d\d"
"""A year, as a regular expression; what may stand before and after it is the caller's to say."""
UNTIL = r"(?:[-–—]|s\.?\s?/?\s?d\.?|sampai(?: dengan)?|hingga)"
"""What stands between the first and the last of a span of years or days ("2025-2029", "2025 s.d. 2029"), in lower case."""

_MONTHS = groups("months")
MONTHS = tuple(month for month, *_ in _MONTHS)
"""The names of the months in lower case, from "januari"."""
MONTH_NUMBERS = {spelling: number for number, month in enumerate(_MONTHS, start=1) for spelling in month}
"""Every way to write a month, its short forms too, in lower case -> 1 to 12."""
MONTH = any_of(MONTHS)
"""The full name of a month in lower case, as a regular expression."""
ANY_MONTH = any_of(MONTH_NUMBERS)
"""A month in any spelling in lower case, short forms too, as a regular expression."""

_WEEKDAYS = groups("weekdays")
WEEKDAYS = tuple(day for day, *_ in _WEEKDAYS)
"""The names of the days in lower case, from "senin", as date.weekday() counts."""
WEEKDAY = any_of(spelling for day in _WEEKDAYS for spelling in day)
"""A day of the week in lower case, as a regular expression."""


def month_name(number: int) -> str:
    """The name of the month 1 to 12 as it is written in a date: "Januari"."""
    return MONTHS[number - 1].capitalize()


def weekday_name(number: int) -> str:
    """The name of a day, 0 ("Senin") to 6 ("Minggu"), as date.weekday() counts."""
    return WEEKDAYS[number].capitalize()
