"""The list of checked answers, what waits for approval first; and what is done to one of them by a button."""

from starlette.requests import Request
from starlette.responses import Response

from bot.answering.corrected.checking import put_aside
from bot.journal.corrected.values import Corrected, Status
from bot.people.access import Action
from bot.web.pages import Back, allowed, back_to, by, desk, number_in, render

A_PAGE = 30


@allowed(Action.REVIEW)
def listed(request: Request) -> Response:
    here = desk(request)
    put_aside(here.corrected, here.library)
    wanted, words = request.query_params.get("status", ""), request.query_params.get("cari", "").strip()
    status = Status(wanted) if wanted in list(Status) else None
    found = [one for one in here.corrected.all(status) if _has(one, words)]
    number, pages = _page(request.query_params.get("halaman", ""), len(found))
    shown = found[(number - 1) * A_PAGE : number * A_PAGE]
    filters = {"status": status or "", "cari": words}
    return render(
        request, "corrected/daftar.html", jawaban=shown, banyak=len(found), nomor=number, halaman=pages, saringan=filters,
        pilihan_status=[("", "Semua"), *((one.value, one.value) for one in Status)],
    )  # fmt: skip


@allowed(Action.REVIEW)
def approve(request: Request) -> Back:
    corrected_id = request.path_params["id"]
    desk(request).correcting().approve(corrected_id, by(request))
    return back_to(f"/jawaban/{corrected_id}", "Jawaban itu disetujui kembali dan dipakai lagi.")


@allowed(Action.REVIEW)
def withdraw(request: Request) -> Back:
    desk(request).corrected.withdraw(request.path_params["id"], by(request))
    return back_to("/jawaban", "Jawaban itu dicabut; pertanyaannya kini dijawab dari dokumen lagi.")


def _has(one: Corrected, words: str) -> bool:
    """Whether all of these stand in it."""
    text = " ".join((*one.questions, one.written.answer)).casefold()
    return all(word in text for word in words.casefold().split())


def _page(typed: str, found: int) -> tuple[int, int]:
    """The page that is shown, and how many there are."""
    pages = max(1, -(-found // A_PAGE))
    return min(max(number_in(typed) or 1, 1), pages), pages
