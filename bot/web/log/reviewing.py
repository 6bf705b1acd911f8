"""Verdicts: given on the page of an entry, by the form or the keyboard, one after the other."""

from starlette.requests import Request
from starlette.routing import Route

from bot.errors import BotError
from bot.journal.entries import Verdict
from bot.people.access import Action
from bot.web.log.address import REVIEWING, Wanted, number, wanted
from bot.web.pages import Back, allowed, back_to, desk, form, user

ALL_REVIEWED = "Tidak ada lagi yang perlu ditinjau di daftar ini."
UNKNOWN = "Penilaian itu tidak dikenal; muat ulang halamannya, lalu pilih lagi."


def routes() -> list[Route]:
    return [Route("/log/{log_id:int}/nilai", judge, methods=["POST"]), Route("/tinjau", review_next)]


@allowed(Action.REVIEW)
def judge(request: Request) -> Back:
    """Keep a verdict and its note; while reviewing, on to the next."""
    log_id, sent, judging = request.path_params["log_id"], form(request), user(request)
    verdict = _verdict(sent.get("verdict", ""))
    desk(request).reviews.judge(log_id, verdict, judging.id, judging.name, sent.get("catatan", ""))
    notice = f"Tercatat: {verdict}."
    chosen = wanted(request.query_params)
    if chosen.reviewing:
        return _to_next(request, chosen, after=log_id, notice=notice)
    return back_to(chosen.address(f"/log/{log_id}"), notice)


def _verdict(sent: str) -> Verdict:
    try:
        return Verdict(sent)
    except ValueError as error:
        raise BotError(UNKNOWN) from error


@allowed(Action.REVIEW)
def review_next(request: Request) -> Back:
    """To what has no verdict yet, of what the address asks for: after the entry that it names, or the first."""
    after = request.query_params.get("setelah")
    return _to_next(request, wanted(request.query_params), after=number(after) if after else None)


def _to_next(request: Request, chosen: Wanted, after: int | None, notice: str = "") -> Back:
    found = desk(request).reviews.next_unreviewed(after, chosen.filters)
    if found is None:
        return back_to(chosen.address("/log"), f"{notice} {ALL_REVIEWED}".strip())
    return back_to(chosen.address(f"/log/{found}", **{REVIEWING: "ya"}), notice)
