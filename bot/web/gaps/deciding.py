"""What is decided about a gap on its page; each form leads back to it."""

from collections.abc import Mapping
from datetime import date

from starlette.requests import Request
from starlette.routing import Route

from bot.errors import BotError
from bot.journal.gaps.model import Status
from bot.people.access import Action
from bot.web.gaps.reading import assignee
from bot.web.pages import Back, allowed, back_to, by, desk, form, number_in

OUTCOMES = {"terjawab": Status.ANSWERED, "tidak": Status.DECLINED}
CHOSEN = "pilih-"
"""Begins the name of the box before a question; the entry's number follows."""


def routes() -> list[Route]:
    below = {
        "tugaskan": assign,
        "tutup": close,
        "buka": reopen,
        "nama": rename,
        "pisahkan": split,
        "pindahkan": move,
        "gabungkan": join,
    }
    deciding = [Route(f"/celah/{{gap:int}}/{name}", handler, methods=["POST"]) for name, handler in below.items()]
    return [Route("/celah/kelompokkan", group, methods=["POST"]), *deciding]


@allowed(Action.REVIEW)
def group(request: Request) -> Back:
    """What was asked since the last round, which the bot makes every hour."""
    desk(request).gap_rounds.run()
    return back_to("/celah", "Pertanyaan terbaru sudah dikelompokkan.")


@allowed(Action.REVIEW)
def assign(request: Request) -> Back:
    here, gap_id, sent = desk(request), _gap(request), form(request)
    to = assignee(here, sent.get("kepada", ""))
    here.assignments.assign(gap_id, to, _day(sent.get("tenggat", "")), by(request))
    return back_to(f"/celah/{gap_id}", f"Ditugaskan kepada {to.name}; kabarnya dikirim lewat Telegram.")


def _day(typed: str) -> date | None:
    """Raises BotError for what is no day, and for one that is over."""
    if not typed:
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError as error:
        raise BotError("Tenggatnya tidak terbaca; pilih tanggalnya dari kalender, atau kosongkan.") from error
    if day < date.today():
        raise BotError("Tenggat itu sudah lewat; pilih hari ini atau sesudahnya.")
    return day


@allowed(Action.REVIEW)
def close(request: Request) -> Back:
    gap_id, sent = _gap(request), form(request)
    outcome = OUTCOMES.get(sent.get("hasil", ""))
    if outcome is None:
        raise BotError("Pilih dahulu: sudah terjawab, atau tidak akan dijawab.")
    desk(request).gaps.close_as(gap_id, outcome, sent.get("alasan", ""), by(request))
    return back_to(f"/celah/{gap_id}", f"Celah ditutup: {outcome}.")


@allowed(Action.REVIEW)
def reopen(request: Request) -> Back:
    gap_id = _gap(request)
    desk(request).gaps.reopen(gap_id, by(request))
    return back_to(f"/celah/{gap_id}", "Celah dibuka lagi.")


@allowed(Action.REVIEW)
def rename(request: Request) -> Back:
    gap_id = _gap(request)
    desk(request).gaps.rename(gap_id, form(request).get("nama", ""), by(request))
    return back_to(f"/celah/{gap_id}", "Nama celah diubah.")


@allowed(Action.REVIEW)
def split(request: Request) -> Back:
    new = desk(request).gaps.split(_gap(request), _chosen(form(request)), by(request))
    return back_to(f"/celah/{new}", "Pertanyaan yang dipilih sekarang menjadi celah ini.")


@allowed(Action.REVIEW)
def move(request: Request) -> Back:
    sent = form(request)
    target = _target(sent)
    desk(request).gaps.move(_gap(request), _chosen(sent), target, by(request))
    return back_to(f"/celah/{target}", "Pertanyaan yang dipilih dipindahkan ke celah ini.")


@allowed(Action.REVIEW)
def join(request: Request) -> Back:
    target = _target(form(request))
    desk(request).gaps.join(_gap(request), target, by(request))
    return back_to(f"/celah/{target}", "Kedua celah digabungkan.")


def _gap(request: Request) -> int:
    return request.path_params["gap"]


def _chosen(sent: Mapping[str, str]) -> set[int]:
    numbers = [number_in(name.removeprefix(CHOSEN)) for name in sent if name.startswith(CHOSEN)]
    return {number for number in numbers if number is not None}


def _target(sent: Mapping[str, str]) -> int:
    """Raises BotError where no other gap was chosen."""
    chosen = number_in(sent.get("tujuan", ""))
    if chosen is None:
        raise BotError("Pilih dahulu celah tujuannya.")
    return chosen
