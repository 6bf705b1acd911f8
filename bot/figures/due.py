"""Which month and which week are to be reported now, and what the file is called. Pure; moments are local."""

from datetime import datetime, time, timedelta

from bot.journal.periods import Period, month_before

MORNING = time(8)
REPORT_DAYS = 7
"""A report that couldn't be sent on the 1st is sent later, but not when the next month is well under way."""
DIGEST_DAYS = 2


def month_due(now: datetime) -> Period | None:
    """The month before, from the morning of the 1st on."""
    if now.day > REPORT_DAYS or (now.day == 1 and now.time() < MORNING):
        return None
    return month_before(now.date())


def week_due(now: datetime) -> Period | None:
    """The week before, Monday to Sunday, from Monday morning on."""
    if now.weekday() >= DIGEST_DAYS or (now.weekday() == 0 and now.time() < MORNING):
        return None
    monday = now.date() - timedelta(days=now.weekday())
    return Period(monday - timedelta(days=7), monday - timedelta(days=1))


def file_name(month: Period) -> str:
    """ "laporan-2026-11.pdf"."""
    return f"laporan-{month.first:%Y-%m}.pdf"
