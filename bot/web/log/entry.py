"""One entry: what was asked and answered, where it stands, what was judged of it, and what is around it."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.journal.entries import LogEntry, LoggedCitation, Verdict
from bot.journal.paragraphs import paragraphs_of, readable
from bot.journal.sources import source_line
from bot.people.access import Action
from bot.pictures.quotes import quotes_on
from bot.web.log import words
from bot.web.log.address import REVIEWING, wanted
from bot.web.log.listed import sees_names
from bot.web.pages import allowed, desk, render, user
from indexer.errors import UnknownDocument

REPAIR, GAPS = "/jawaban/baru", "/celah"
"""Pages of other parts, to which an entry leads where they are there."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A source as the page shows it: where it stands, its words, and whether its page can be looked at (`gone`: the document was removed)."""

    number: int
    where: str
    quote: str
    gone: bool


def routes() -> list[Route]:
    return [
        Route("/log/{log_id:int}", show_entry),
        Route("/log/{log_id:int}/halaman/{number:int}", show_page),
    ]


@allowed(Action.READ_LOG)
def show_entry(request: Request) -> Response:
    """All of it; that it was seen is kept."""
    entry = desk(request).log.entry(request.path_params["log_id"])
    chosen = wanted(request.query_params)
    _keep_view(request, entry)
    shown = entry if sees_names(request) else entry.nameless
    before, after = desk(request).log_list.around(entry)
    newer, older = desk(request).log_list.beside(chosen.filters, entry.id)
    return render(
        request,
        "log/entri.html",
        entri=shown,
        penanya=words.asker(shown),
        paragraf=list(paragraphs_of(entry.answer, entry.values)),
        sumber=[_shown(request, cited) for cited in cited_or_nearest(entry)],
        lain=[(source_line(found.document, found.page, ""), readable(found.text)) for found in entry.passages],
        kemungkinan=words.probability(entry, desk(request).settings.threshold),
        pertentangan=words.conflicts(entry),
        rincian=list(words.particulars(entry)),
        sebelum=before,
        sesudah=after,
        tinjauan=desk(request).reviews.review(entry.id),
        verdict=list(Verdict),
        minta=chosen,
        lebih_baru=newer,
        lebih_lama=older,
        meninjau=REVIEWING,
        tautan=_links(request, entry),
    )


def _keep_view(request: Request, entry: LogEntry) -> None:
    viewer = user(request)
    subject = entry.user_name or "terminal"
    desk(request).log.action(viewer.id, viewer.name, "melihat entri", subject, f"jawaban {entry.id}")


def cited_or_nearest(entry: LogEntry) -> tuple[LoggedCitation, ...]:
    """Of a refusal what is nearest."""
    return entry.nearest if entry.refused else entry.citations


def _shown(request: Request, cited: LoggedCitation) -> Shown:
    where = source_line(cited.name, cited.page, cited.heading, cited.place)
    return Shown(cited.number, where, readable(cited.quote), gone=_is_gone(request, cited))


def _is_gone(request: Request, cited: LoggedCitation) -> bool:
    try:
        desk(request).library.document(cited.document_id)
    except UnknownDocument:
        return True
    return False


def _links(request: Request, entry: LogEntry) -> list[tuple[str, str]]:
    """What can be done with an entry elsewhere: address and name."""
    there = {getattr(route, "path", "") for route in request.app.routes}
    links = {REPAIR: "Perbaiki jawaban", GAPS: "Celah"}
    return [(f"{path}?log={entry.id}", name) for path, name in links.items() if path in there]


@allowed(Action.READ_LOG)
def show_page(request: Request) -> Response:
    """The page of a source as a picture, with its words marked. UnknownDocument where it was removed."""
    entry = desk(request).log.entry(request.path_params["log_id"])
    numbered = {cited.number: cited for cited in cited_or_nearest(entry)}
    cited = numbered.get(request.path_params["number"])
    if cited is None:
        return Response(status_code=404)
    quotes = quotes_on(entry, cited, cited.page)
    picture = desk(request).pictures.page(cited.document_id, cited.page, quotes, cited.heading)
    return Response(picture.png, media_type="image/png")
