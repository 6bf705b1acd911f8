"""Checked answers as XLSX: given, and taken row by row, with what was taken and what wasn't."""

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from bot.answering.corrected.telling import Correcting
from bot.errors import BotError
from bot.journal.corrected.sheet import Typed, read_typed, write_corrected
from bot.journal.corrected.values import Status
from bot.masking import masked
from bot.people.access import Action
from bot.web.corrected.forms import Form, Source, written
from bot.web.desk import Desk
from bot.web.pages import allowed, by, desk, download, files, render

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the answer that begins in a row: `why` says why it wasn't taken, "" where it was."""

    number: int
    question: str
    why: str = ""


@allowed(Action.REVIEW)
def given(request: Request) -> Response:
    here = desk(request)
    with tempfile.NamedTemporaryFile(suffix=".xlsx", delete=False) as made:
        path = Path(made.name)
    try:
        write_corrected(here.corrected.all(), path)
    except Exception:
        path.unlink()  # nobody will be sent it
        raise
    here.log.action(*_whom(request), "mengunduh jawaban terperiksa", "XLSX")
    return download(path, f"jawaban-terperiksa-{date.today()}.xlsx", XLSX)


@allowed(Action.REVIEW)
def taken(request: Request) -> Response:
    sent = files(request).get("berkas")
    if sent is None or not sent.data:
        raise BotError("Pilih berkas XLSX-nya dahulu.")
    here = desk(request)
    known = {one.written.question for one in here.corrected.all() if one.status is not Status.WITHDRAWN}
    correcting = here.correcting()
    outcomes = [_taken(request, correcting, one, known) for one in read_typed(sent.data)]
    here.log.action(
        *_whom(request),
        "mengimpor jawaban terperiksa",
        masked(sent.name),
        f"{sum(not one.why for one in outcomes)} dari {len(outcomes)}",
    )
    return render(request, "corrected/impor.html", hasil=outcomes, nama=sent.name)


def _taken(request: Request, correcting: Correcting, typed: Typed, known: set[str]) -> Outcome:
    """Saves one answer of a sheet. What is known already isn't taken again."""
    if typed.question in known:
        return Outcome(typed.number, typed.question, "Pertanyaan ini sudah ada.")
    here = desk(request)
    try:
        kept = correcting.add(written(_form(here, typed), here.library), by(request))
    except BotError as error:
        return Outcome(typed.number, typed.question, str(error))
    here.gaps.answered(kept.id, by(request))
    known.add(typed.question)
    return Outcome(typed.number, typed.question)


def _form(here: Desk, typed: Typed) -> Form:
    sources = tuple(Source(_document(here, one.document), one.page, one.quote) for one in typed.sources)
    return Form(typed.question, typed.wordings, typed.answer, typed.valid_until, sources)


def _document(here: Desk, name: str) -> str:
    """The id of the document of this file name or title. Raises BotError."""
    for document in here.library.documents():
        if name.casefold() in (document.name.casefold(), document.title.casefold()):
            return str(document.id)
    raise BotError(f"Dokumen “{name}” tidak ada di pustaka; tulis nama berkas atau judulnya persis.")


def _whom(request: Request) -> tuple[int | None, str]:
    who = by(request)
    return who.user_id, who.name
