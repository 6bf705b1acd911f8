"""Filters as they stand in the address of a page."""

from collections.abc import Mapping
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
TEXTS = {
    "opd": "agency",
    "peran": "role",
    "dokumen": "document",
    "daerah": "region",
    "alasan": "objection",
    "penyusun": "composer",
    "cari": "text",
}
"""Names in the address of what is looked for as it stands there, with the field of Filters."""
NAMES = frozenset({*TEXTS, "dari", "sampai", "orang", "hasil", "suara", "verdict"})
_OPINIONS = {LIKED: Opinion.LIKED, DISLIKED: Opinion.DISLIKED}


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
        return f"{self.address(path, **{PAGE: ''})}"


def wanted(query: Mapping[str, str]) -> Wanted:
    """Raises BotError for what can't be a date, a number or one of the choices."""
    given = {name: query[name].strip() for name in query if name in NAMES and query[name].strip()}
    filters: dict[str, Any] = {TEXTS[name]: value for name, value in given.items() if name in TEXTS}
    if "dari" in given:
        filters["since"] = _day(given["dari"])
    if "sampai" in given:
        filters["until"] = _day(given["sampai"], later=1)
    if "orang" in given:
        filters["user_id"] = _number(given["orang"])
    if "hasil" in given:
        filters["outcome"] = _one_of({str(outcome): outcome for outcome in Outcome}, given["hasil"])
    if "suara" in given:
        filters["opinion"] = _one_of(_OPINIONS, given["suara"])
    if given.get("verdict") == UNREVIEWED:
        filters["unreviewed"] = True
    elif "verdict" in given:
        filters["verdict"] = _one_of({str(verdict): verdict for verdict in Verdict}, given["verdict"])
    page = max(1, _number(query.get(PAGE) or "1"))
    return Wanted(Filters(**filters), given, page, reviewing=REVIEWING in query)


def _day(written: str, later: int = 0) -> datetime:
    """The first moment here of a day, or of one so many days later."""
    try:
        day = date.fromisoformat(written)
    except ValueError as error:
        raise BotError(BAD_DAY) from error
    if day.year not in YEARS:
        raise BotError(BAD_DAY)
    return datetime.combine(day + timedelta(days=later), time()).astimezone()


def _number(written: str) -> int:
    if not (written.isascii() and written.isdecimal() and len(written) < 16):
        raise BotError("Alamat ini memuat angka yang tidak dapat dibaca; buka lagi dari daftar log.")
    return int(written)


def _one_of(choices: Mapping[str, Any], written: str) -> Any:
    if written not in choices:
        raise BotError(f"Saringan “{written}” tidak dikenal; buka lagi dari daftar log.")
    return choices[written]
