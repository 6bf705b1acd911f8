"""The page on which a checked answer is written, from a log entry or new, and changed."""

from starlette.requests import Request
from starlette.responses import Response

from bot.errors import BotError
from bot.journal.corrected.values import Corrected
from bot.people.access import Action
from bot.settings import Settings
from bot.web.corrected.forms import Form, of_entry, of_written, typed, written
from bot.web.pages import Back, allowed, back_to, by, desk, form, number_in, render


def correction_address(settings: Settings, log_id: int) -> str | None:
    """Where a log entry is corrected; None where the desk can't be reached from outside."""
    return f"{settings.public_url}/jawaban/baru?log={log_id}" if settings.public_url else None


@allowed(Action.REVIEW)
def start(request: Request) -> Response:
    log_id = number_in(request.query_params.get("log", ""))
    shown = Form() if log_id is None else of_entry(desk(request).log.entry(log_id))
    return _page(request, shown)


@allowed(Action.REVIEW)
def new(request: Request) -> Response | Back:
    here, said = desk(request), typed(form(request))
    if "tambah" in form(request):
        return _page(request, said.with_one_more)
    try:
        kept = here.correcting().add(written(said, here.library), by(request))
    except BotError as error:
        return _page(request, said, error=str(error))
    here.gaps.answered(kept.id, by(request))
    told = f" {kept.told} penanya sebelumnya dikabari." if kept.told else ""
    return back_to(f"/jawaban/{kept.id}", f"Jawaban tersimpan dan dipakai mulai sekarang.{told}")


@allowed(Action.REVIEW)
def one(request: Request) -> Response:
    known = desk(request).corrected.one(request.path_params["id"])
    return _page(request, of_written(known.written), known)


@allowed(Action.REVIEW)
def change(request: Request) -> Response | Back:
    here, said = desk(request), typed(form(request))
    known = here.corrected.one(request.path_params["id"])
    if "tambah" in form(request):
        return _page(request, said.with_one_more, known)
    try:
        here.corrected.change(known.id, written(said, here.library), by(request))
    except BotError as error:
        return _page(request, said, known, str(error))
    return back_to(f"/jawaban/{known.id}", "Perubahan tersimpan; jawaban ini dipakai mulai sekarang.")


def _page(request: Request, said: Form, known: Corrected | None = None, error: str = "") -> Response:
    here = desk(request)
    choices = [(str(document.id), document.title or document.name) for document in here.library.documents()]
    history = here.corrected.history(known.id) if known else []
    return render(
        request,
        "corrected/tulis.html",
        isian=said,
        dikenal=known,
        galat=error,
        dokumen=[("", "— pilih dokumen —"), *choices],
        riwayat=history,
    )
