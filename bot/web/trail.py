"""The trail: who did what and when, a page at a time, and whether its chain holds."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.journal.trail import Wanted
from bot.people.access import Action
from bot.web.pages import allowed, desk, render

PAGE = 50
NO_DATE = "Tanggalnya belum benar; tulis seperti 2026-11-29."


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address chooses, as it was written there; `page` is 1-based."""

    who: str
    verb: str
    first: str
    last: str
    page: int

    @property
    def wanted(self) -> Wanted:
        """The days are local ones, the last with its end. Raises HTTPException for a date that is none."""
        return Wanted(self.who, self.verb, _midnight(self.first), _midnight(self.last, days=1))

    @property
    def address(self) -> str:
        """Up to the number of a page."""
        chosen = {"siapa": self.who, "tindakan": self.verb, "dari": self.first, "sampai": self.last}
        return f"/jejak?{urlencode({name: value for name, value in chosen.items() if value} | {'halaman': ''})}"


def routes() -> list[Route]:
    return [Route("/jejak", show)]


@allowed(Action.READ_LOG)
def show(request: Request) -> Response:
    """The chain is read through only where that is asked for: it is as long as everything that was ever done."""
    choice, trail = _choice(request), desk(request).trail
    total = trail.how_many(choice.wanted)
    return render(
        request,
        "jejak.html",
        pilihan=choice,
        tindakan=[("", "Semua tindakan"), *((verb, verb) for verb in trail.verbs())],
        jejak=trail.page(choice.wanted, PAGE, (choice.page - 1) * PAGE),
        jumlah=total,
        halaman=-(-total // PAGE),
        rantai=trail.chain() if "periksa" in request.query_params else None,
    )


def _choice(request: Request) -> Choice:
    given = request.query_params
    page = given.get("halaman", "1")
    return Choice(
        who=given.get("siapa", "").strip(),
        verb=given.get("tindakan", ""),
        first=given.get("dari", ""),
        last=given.get("sampai", ""),
        page=max(1, int(page)) if page.isdecimal() and len(page) < 9 else 1,
    )


def _midnight(written: str, days: int = 0) -> datetime | None:
    """When a day begins here, or so many days later."""
    if not written:
        return None
    try:
        day = date.fromisoformat(written) + timedelta(days=days)
        return datetime.combine(day, time()).astimezone()
    except (ValueError, OverflowError) as error:
        raise HTTPException(400, NO_DATE) from error
