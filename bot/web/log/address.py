"""Filters as they stand in the address of a page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from bot.errors import BotError
from bot.journal.entries import Verdict
from bot.journal.filters import Filters, Opinion, Outcome

PAGE, REVIEWING = "halaman", "tinjau"
LIKED, DISLIKED = "suka", "tidak"
UNREVIEWED = "belum"
YEARS = range(1970, 3000)
BAD_DAY = "Tanggal ditulis seperti 2026-01-31; perbaiki, lalu coba lagi."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for: `given` are its filters as they stand there, `page` is 1-based, `reviewing` whether verdicts are given one after
    the other."""

    filters: Filters
    given: dict[str, str]
    page: int
    reviewing: bool

    def address(self, path: str, **more: object) -> str:
        """A path with the same filters, and what else is to stand there."""
        names = self.given | more
        return f"{path}?{urlencode(names)}" if names else path

    def page_address(self, path: str) -> str:
        """The same, ending where the number of a page follows."""
        return self.address(path, **{PAGE: ""})


def _day(written: str) -> datetime:
    """Its first moment here."""
    try:
        day = date.fromisoformat(written)
    except ValueError as error:
        raise BotError(BAD_DAY) from error
    if day.year not in YEARS:
        raise BotError(BAD_DAY)
    return datetime.combine(day, time()).astimezone()


def _day_after(written: str) -> datetime:
    following = _day(written).date() + timedelta(days=1)
    return datetime.combine(following, time()).astimezone()


def number(written: str) -> int:
    """Raises BotError for anything else."""
    if not (written.isascii() and written.isdecimal() and len(written) < 16):
        raise BotError("Alamat ini memuat angka yang tidak dapat dibaca; buka lagi dari daftar log.")
    return int(written)


def _one_of(choices: Mapping[str, Any]) -> Callable[[str], Any]:
    def chosen(written: str) -> Any:
        if written not in choices:
            raise BotError(f"Saringan “{written}” tidak dikenal; buka lagi dari daftar log.")
        return choices[written]

    return chosen


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in the address: the field of Filters that it fills, and how what stands there is read."""

    field: str
    read: Callable[[str], Any] = str


_AS_TYPED = {
    "opd": _Name("agency"),
    "peran": _Name("role"),
    "alasan": _Name("objection"),
    "dokumen": _Name("document"),
    "daerah": _Name("region"),
    "penyusun": _Name("composer"),
    "cari": _Name("text"),
}
_READ = {
    "dari": _Name("since", _day),
    "sampai": _Name("until", _day_after),
    "orang": _Name("user_id", number),
    "hasil": _Name("outcome", _one_of({str(outcome): outcome for outcome in Outcome})),
    "suara": _Name("opinion", _one_of({LIKED: Opinion.LIKED, DISLIKED: Opinion.DISLIKED})),
    "verdict": _Name("verdict", _one_of({str(verdict): verdict for verdict in Verdict})),
    "ditinjau": _Name("unreviewed", _one_of({UNREVIEWED: True})),
}
_NAMES = _AS_TYPED | _READ


def wanted(query: Mapping[str, str]) -> Wanted:
    """Raises BotError for what can't be a date, a number or one of the choices."""
    given = {name: query[name].strip() for name in _NAMES if query.get(name, "").strip()}
    filters = {_NAMES[name].field: _NAMES[name].read(value) for name, value in given.items()}
    page = max(1, number(query.get(PAGE) or "1"))
    return Wanted(Filters(**filters), given, page, reviewing=REVIEWING in query)
