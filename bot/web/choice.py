"""Which days and whose questions a page of figures shows: chosen in its address, so that it can be sent to somebody and kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from starlette.exceptions import HTTPException

from bot.journal.periods import YEARS, Period, last_days, month_before, month_of

SPANS = (
    ("bulan-ini", "Bulan ini"),
    ("bulan-lalu", "Bulan lalu"),
    ("7", "7 hari terakhir"),
    ("30", "30 hari terakhir"),
    ("90", "90 hari terakhir"),
    ("rentang", "Dari tanggal sampai tanggal"),
)
"""Value and name; the last one is of the two dates."""
FIRST, *_, BETWEEN = (value for value, _ in SPANS)
MOST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class Choice:
    """`span` is a value of SPANS, `agency` "" for all."""

    span: str
    period: Period
    agency: str

    @property
    def query(self) -> str:
        """As it stands in an address, behind the question mark."""
        dates = {"dari": str(self.period.first), "sampai": str(self.period.last)} if self.span == BETWEEN else {}
        return urlencode({"masa": self.span, **dates, "opd": self.agency})


def chosen(query: Mapping[str, str], today: date) -> Choice:
    """The current month where nothing else is asked. Raises HTTPException for dates that are none."""
    span = query.get("masa", FIRST)
    return Choice(span, _period(span, query, today), query.get("opd", "").strip())


def _period(span: str, query: Mapping[str, str], today: date) -> Period:
    match span:
        case "bulan-ini":
            return month_of(today)
        case "bulan-lalu":
            return month_before(today)
        case "7" | "30" | "90":
            return last_days(int(span), today)
        case "rentang":
            return _between(query.get("dari", ""), query.get("sampai", ""))
    raise HTTPException(400, "Masa itu tidak dikenal; pilih salah satu dari daftarnya.")


def _between(first: str, last: str) -> Period:
    try:
        period = Period(date.fromisoformat(first), date.fromisoformat(last))
        if not {period.first.year, period.last.year} <= set(YEARS):
            raise ValueError("no clock shows it")
    except ValueError as error:
        advice = "isi keduanya, dan jangan mulai sesudah berakhir"
        raise HTTPException(400, f"Tanggal mulai dan tanggal akhirnya belum benar; {advice}.") from error
    if (period.last - period.first).days > MOST_DAYS:
        raise HTTPException(400, "Masanya terlalu panjang; pilih paling lama sepuluh tahun.")
    return period
