"""The gaps as a list, and one of them with all that is known of it."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.errors import BotError
from bot.journal.gaps.model import PROPOSED, GapFilters, Status
from bot.people.access import Action
from bot.people.assignments import Assignee
from bot.web.desk import Desk
from bot.web.pages import Back, allowed, back_to, desk, number_in, render
from bot.web.waiting import Waits

PAGE = 25
OPEN, ANY = "terbuka", "semua"
NO_GAP = "Entri itu tidak termasuk celah mana pun: sudah terjawab, atau belum dikelompokkan."


def routes() -> list[Route]:
    return [Route("/celah", list_gaps), Route("/celah/{gap:int}", show_gap)]


def new_gaps(at: Desk) -> Waits:
    """How many nobody has been asked to close."""
    return Waits(len(at.gaps.all(GapFilters(status=Status.NEW))), "celah belum ditugaskan", "/celah?status=baru")


def overdue_gaps(at: Desk) -> Waits:
    return Waits(len(at.gaps.all(GapFilters(overdue=True), date.today())), "celah lewat tenggat", "/celah?lewat=1")


@dataclass(frozen=True)
class Wanted:
    """What the address of a list says."""

    filters: GapFilters
    page: int

    @classmethod
    def by(cls, query: QueryParams) -> "Wanted":
        """What can't be read counts as not said."""
        status = query.get("status", OPEN)
        known = status in {OPEN, ANY, *Status}
        filters = GapFilters(
            status="" if status == ANY else status if known else OPEN,
            agency=query.get("opd", ""),
            assignee=query.get("kepada", ""),
            overdue="lewat" in query,
        )
        return cls(filters, number_in(query.get("halaman", "")) or 1)

    @property
    def address(self) -> str:
        """That of the list, to which the number of a page is added."""
        said = {"status": self.filters.status or ANY, "opd": self.filters.agency, "kepada": self.filters.assignee}
        said["lewat"] = "1" if self.filters.overdue else ""
        return f"/celah?{urlencode({name: value for name, value in said.items() if value})}&halaman="


@allowed(Action.REVIEW)
def list_gaps(request: Request) -> Response | Back:
    """With ?log=7 the gap that this entry of the log stands in."""
    asked_for = number_in(request.query_params.get("log", ""))
    if asked_for is not None:
        gap_id = desk(request).gaps.of_entry(asked_for)
        return back_to(f"/celah/{gap_id}") if gap_id else back_to("/celah", NO_GAP)
    return _list(request, Wanted.by(request.query_params))


def _list(request: Request, wanted: Wanted) -> Response:
    gaps, today = desk(request).gaps, date.today()
    found = gaps.all(wanted.filters, today)
    start = (wanted.page - 1) * PAGE
    return render(
        request,
        "celah/daftar.html",
        celah=found[start : start + PAGE],
        jumlah=len(found),
        saringan=wanted.filters,
        keadaan=[(OPEN, "Terbuka"), *((status, status.capitalize()) for status in Status), (ANY, "Semua")],
        dipilih=wanted.filters.status or ANY,
        opd=_choices("Semua OPD", gaps.agencies_asking()),
        penerima=_choices("Siapa saja", gaps.assignees()),
        halaman=wanted.page,
        banyak=-(-len(found) // PAGE),
        alamat=wanted.address,
        hari_ini=today,
    )


def _choices(anything: str, names: list[str]) -> list[tuple[str, str]]:
    return [("", anything), *((name, name) for name in names)]


@allowed(Action.REVIEW)
def show_gap(request: Request) -> Response:
    here, gap_id = desk(request), request.path_params["gap"]
    gap = here.gaps.gap(gap_id)
    questions = here.gaps.questions(gap_id)
    others = [
        (other.id, f"{other.name} ({other.waiting})") for other in here.gaps.all(GapFilters(status="")) if other.id != gap_id
    ]
    history = here.gaps.history(gap_id)
    return render(
        request,
        "celah/satu.html",
        celah=gap,
        pertanyaan=questions,
        menunggu=next((one.answer_id for one in questions if not one.answered_how), None),
        opd=here.gaps.agencies(gap_id),
        dokumen=here.gaps.nearest_documents(gap_id),
        riwayat=history,
        usulan=[event for event in history if event.what == PROPOSED],
        penerima=assignees(here),
        kepada=f"orang:{gap.assigned_to}" if gap.assigned_to else f"opd:{gap.assigned_agency}" if gap.assigned_agency else "",
        lain=others,
        hari_ini=date.today(),
    )


def assignees(here: Desk) -> list[tuple[str, str]]:
    """To whom a gap may be assigned, as a form names them: agencies, then people."""
    agencies = [(f"opd:{agency.name}", agency.name) for agency in here.agencies.all()]
    people = [(f"orang:{user.id}", Assignee(user).name) for user in here.access.users()]
    return [*agencies, *people]


def assignee(here: Desk, chosen: str) -> Assignee:
    """Raises BotError where a form names nobody there is."""
    if chosen not in dict(assignees(here)):
        raise BotError("Pilih dahulu OPD atau orang yang akan menjawabnya.")
    kind, _, name = chosen.partition(":")
    if kind == "opd":
        return Assignee(agency=name)
    return Assignee(next(user for user in here.access.users() if user.id == int(name)))
