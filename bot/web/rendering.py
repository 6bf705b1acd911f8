"""Templates become pages. What is put into them is text: none of it can become markup."""

from datetime import date, datetime
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.web.navigation import navigation
from bot.web.tokens import form_word
from bot.web.visits import Visit, visit_of
from indexer.language.dates import month_name


def written_date(moment: date) -> str:
    """ "31 Januari 2026", of a datetime the day here."""
    day = moment.astimezone() if isinstance(moment, datetime) else moment
    return f"{day.day} {month_name(day.month)} {day.year}"


def written_time(moment: datetime) -> str:
    """ "31 Januari 2026, 14.05", as the clocks here show it."""
    return f"{written_date(moment)}, {moment.astimezone():%H.%M}"


def written_number(number: int | float) -> str:
    """ "1.234" and "12,5"."""
    return f"{number:,}".translate(str.maketrans(",.", ".,"))


def environment() -> Environment:
    """Where the templates lie, and how they write dates and numbers."""
    templates = Environment(
        loader=PackageLoader("bot.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    templates.filters |= {"tanggal": written_date, "waktu": written_time, "angka": written_number}
    return templates


def rendered(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page, with its navigation where somebody is known to be signed in. `akar` goes before every address on this server."""
    known = {"akar": request.scope["root_path"], "pengguna": None, "navigasi": (), "kabar": "", "sandi": ""}
    visit = visit_of(request)
    if visit:
        known |= _of_visit(request, visit)
    text = request.app.state.templates.get_template(template).render(known | values)
    return HTMLResponse(text, status)


def _of_visit(request: Request, visit: Visit) -> dict[str, Any]:
    path = request.scope["path"].removeprefix(request.scope["root_path"])
    return {
        "pengguna": visit.user,
        "navigasi": navigation(visit.user, path),
        "sandi": form_word(visit.token),
    }
