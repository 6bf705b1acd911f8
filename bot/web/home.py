"""The first page: what waits for a coordinator, and how the last weeks went."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.people.access import Action
from bot.web.pages import allowed, desk, render


def routes() -> list[Route]:
    return [Route("/", home)]


@allowed(Action.READ_LOG)
def home(request: Request) -> Response:
    return render(request, "beranda.html", ringkasan=desk(request).log.summary())
