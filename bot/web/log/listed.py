"""The list of what was asked, and the same as a file."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import mkstemp

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.errors import BotError
from bot.journal import export
from bot.journal.entries import HIDDEN_NAME, LogEntry
from bot.journal.filters import Filters
from bot.people.access import Access, Action
from bot.web.desk import Desk
from bot.web.log.address import Wanted, wanted
from bot.web.log.fields import fields
from bot.web.pages import allowed, desk, download, render, user
from bot.web.waiting import Waits

EACH = 25
FORMS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def routes() -> list[Route]:
    return [Route("/log", show_list), Route("/log/unduh", take_file)]


def unreviewed(at: Desk) -> Waits:
    """How many answers have no verdict."""
    return Waits(at.log_list.how_many(Filters(unreviewed=True)), "jawaban belum ditinjau", "/tinjau")


@allowed(Action.READ_LOG)
def show_list(request: Request) -> Response:
    """A page of what the address asks for, newest first."""
    chosen, log_list = wanted(request.query_params), desk(request).log_list
    total = log_list.how_many(chosen.filters)
    lines = log_list.lines(chosen.filters, EACH, EACH * (chosen.page - 1))
    choices = log_list.choices()
    _keep_view(request, chosen)
    names = sees_names(request)
    return render(
        request,
        "log/daftar.html",
        baris=lines,
        jumlah=total,
        halaman=chosen.page,
        banyak=-(-total // EACH),
        minta=chosen,
        bidang=fields(choices, desk(request).library.documents(), chosen.given, names),
        nama_terbuka=names,
        disembunyikan=HIDDEN_NAME,
    )


def sees_names(request: Request) -> bool:
    """Whether who is signed in may know who asked."""
    return Access.may(user(request).role, Action.SEE_NAMES)


def _keep_view(request: Request, chosen: Wanted) -> None:
    """That somebody looked through what one person asked, if the list is of one."""
    asker = chosen.filters.user_id
    if asker is None:
        return
    viewer, known = user(request), desk(request).access.user(asker)
    subject = known.name if known else str(asker)
    desk(request).log.action(viewer.id, viewer.name, "melihat entri", subject, f"daftar, halaman {chosen.page}", about=asker)


@allowed(Action.READ_LOG)
def take_file(request: Request) -> Response:
    """All that the address asks for as XLSX or CSV; it is kept who took it."""
    form, chosen = request.query_params.get("bentuk", "xlsx"), wanted(request.query_params)
    if form not in FORMS:
        raise BotError("Log diunduh sebagai xlsx atau csv; buka lagi dari daftar log.")
    path = _empty_file(form)
    try:
        count = export.write(_entries(request, chosen), form, path)
    except Exception:
        path.unlink()  # nobody will be sent it
        raise
    viewer, subject = user(request), " ".join(f"{name}={value}" for name, value in chosen.given.items())
    done = (viewer.id, viewer.name, "mengunduh log", subject or "semua", f"{count} catatan, {form.upper()}")
    desk(request).log.action(*done, about=chosen.filters.user_id)
    return download(path, f"log-tanya-{datetime.now():%Y-%m-%d}.{form}", FORMS[form])


def _empty_file(form: str) -> Path:
    """It is removed once it has been sent."""
    number, name = mkstemp(suffix=f".{form}", prefix="log-tanya-")
    os.close(number)
    return Path(name)


def _entries(request: Request, chosen: Wanted) -> Iterator[LogEntry]:
    names = sees_names(request)
    for entry in desk(request).log_list.stream(chosen.filters):
        yield entry if names else entry.nameless
