"""Whole days of local time, as figures and reports are made of."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from indexer.language.dates import month_name

YEARS = range(1970, 3000)
"""Of which every computer's clock knows when a day begins."""
MOST_DAYS_ONE_BY_ONE = 93
"""Of a longer period the months are told apart, not the days."""


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both of them within it. Raises ValueError where they stand the wrong way round."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError("a period ends before it begins")

    @property
    def since(self) -> datetime:
        """The local midnight that it begins with (aware)."""
        return _midnight(self.first)

    @property
    def until(self) -> datetime:
        """The local midnight that it ends before (aware)."""
        return _midnight(self.last + timedelta(days=1))

    @property
    def by_month(self) -> bool:
        """Whether it is counted month by month."""
        return (self.last - self.first).days >= MOST_DAYS_ONE_BY_ONE

    @property
    def steps(self) -> list[date]:
        """The days, or the first days of the months, that it is counted by."""
        if not self.by_month:
            return [self.first + timedelta(days=days) for days in range((self.last - self.first).days + 1)]
        months = [self.first.replace(day=1)]
        while (following := month_after(months[-1])) <= self.last:
            months.append(following)
        return months

    @property
    def name(self) -> str:
        """ "November 2026" for a month, else its first and last day."""
        if self == month_of(self.first):
            return f"{month_name(self.first.month)} {self.first.year}"
        if self.first == self.last:
            return day_name(self.first)
        return f"{day_name(self.first)} – {day_name(self.last)}"


def month_of(day: date) -> Period:
    """The month that a day is in."""
    first = day.replace(day=1)
    return Period(first, month_after(first) - timedelta(days=1))


def month_before(day: date) -> Period:
    """The month before the one that a day is in."""
    return month_of(day.replace(day=1) - timedelta(days=1))


def month_after(first: date) -> date:
    """The first day of the month after the one that begins with `first`."""
    return (first + timedelta(days=31)).replace(day=1)


def last_days(days: int, today: date) -> Period:
    """So many days, of which `today` is the last."""
    return Period(today - timedelta(days=days - 1), today)


def day_name(day: date) -> str:
    """ "3 November 2026"."""
    return f"{day.day} {month_name(day.month)} {day.year}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()
