"""The first page: what waits for a coordinator, and how the last weeks went."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.people.access import Action
from bot.web.desk import Desk
from bot.web.gaps.reading import new_gaps, overdue_gaps
from bot.web.log.listed import unreviewed
from bot.web.pages import allowed, desk, render
from bot.web.waiting import Waits


def routes() -> list[Route]:
    return [Route("/", home)]


@allowed(Action.READ_LOG)
def home(request: Request) -> Response:
    at = desk(request)
    waiting = [waits for waits in (look(at) for look in WAITING) if waits.count]
    return render(request, "beranda.html", menunggu=waiting, ringkasan=at.log.summary())


def held_documents(at: Desk) -> Waits:
    """Those that Diskominfo looks through in Telegram before they are used."""
    return Waits(len(at.library.held()), "dokumen baru menunggu ditinjau Diskominfo")


WAITING: tuple[Callable[[Desk], Waits], ...] = (unreviewed, new_gaps, overdue_gaps, held_documents)
"""What each part of the desk has waiting, in the order in which it is shown."""
