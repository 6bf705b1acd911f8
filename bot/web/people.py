"""The people: members with role and agency, and those who left but of whom something is kept; what an admin does for them."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.errors import BotError
from bot.journal.personal import Former
from bot.journal.personal_files import as_json, as_text
from bot.models import ROLE_NAMES, Role
from bot.people.access import Action, User
from bot.web.pages import Back, allowed, back_to, desk, download, form, render, user

UNKNOWN = "Orang itu tidak dikenal; kembali ke daftarnya."
NO_MEMBER = "Orang ini tidak (lagi) menjadi anggota, atau ditetapkan di TANYA_ADMIN_IDS; muat ulang daftarnya."
SURE = "Centang dahulu “Saya yakin”: ini tidak dapat dibatalkan."
FILES = {"txt": (as_text, "text/plain; charset=utf-8"), "json": (as_json, "application/json")}


def routes() -> list[Route]:
    return [
        Route("/orang", show_all),
        Route("/orang/{id:int}", show_one),
        Route("/orang/{id:int}/data.{form}", give),
        Route("/orang/{id:int}/peran", change_role, methods=["POST"]),
        Route("/orang/{id:int}/opd", change_agency, methods=["POST"]),
        Route("/orang/{id:int}/cabut", revoke, methods=["POST"]),
        Route("/orang/{id:int}/hapus", erase, methods=["POST"]),
    ]


@allowed(Action.MANAGE_USERS)
def show_all(request: Request) -> Response:
    """`cari` in the address narrows by name or agency."""
    at, sought = desk(request), request.query_params.get("cari", "").strip()
    members = at.access.users()
    known = {one.id for one in members}
    former = [one for one in at.personal.former() if one.id not in known]
    return render(
        request,
        "orang.html",
        cari=sought,
        anggota=[one for one in members if _is_meant(sought, one.name, one.agency, one.id)],
        bekas=[one for one in former if _is_meant(sought, one.name, one.id)],
        peran=ROLE_NAMES,
    )


def _is_meant(sought: str, *known: str | int) -> bool:
    return any(sought.casefold() in str(one).casefold() for one in known)


@allowed(Action.MANAGE_USERS)
def show_one(request: Request) -> Response:
    at, who = desk(request), _who(request)
    return render(
        request,
        "seorang.html",
        orang=who,
        anggota=isinstance(who, User),
        tetap=isinstance(who, User) and who.since is None,
        isi={section: len(rows) for section, rows in at.personal.of(who.id).items()},
        peran=[(str(role), name) for role, name in ROLE_NAMES.items()],
        opd=[("", "Belum diketahui"), *((agency.name, agency.name) for agency in at.agencies.all())],
    )


@allowed(Action.MANAGE_USERS)
def give(request: Request) -> Response:
    """A person's data, for whoever can't ask for it himself any more; that it was taken stands in the trail."""
    who, kind, admin = _who(request), request.path_params["form"], user(request)
    if kind not in FILES:
        raise HTTPException(404)
    written, media_type = FILES[kind]
    data = desk(request).personal.of(who.id)
    desk(request).log.action(admin.id, admin.name, "mengunduh data pribadi", who.name, about=who.id)
    return download(written(data), f"data-{who.id}.{kind}", media_type)


@allowed(Action.MANAGE_USERS)
def change_role(request: Request) -> Back:
    who, admin, written = _member(request), user(request), form(request).get("peran", "")
    if written not in set(Role):
        raise BotError("Pilih salah satu peran dari daftar.")
    desk(request).access.set_role(who.id, Role(written), admin.id, admin.name)
    return back_to(f"/orang/{who.id}", f"Peran {who.name}: {ROLE_NAMES[Role(written)]}.")


@allowed(Action.MANAGE_USERS)
def change_agency(request: Request) -> Back:
    at, who, admin = desk(request), _member(request), user(request)
    agency = at.agencies.spelled(form(request).get("opd", ""))
    at.access.set_agency(who.id, agency, admin.id, admin.name)
    return back_to(f"/orang/{who.id}", f"OPD {who.name}: {agency or 'belum diketahui'}.")


@allowed(Action.MANAGE_USERS)
def revoke(request: Request) -> Back:
    _sure(request)
    who, admin = _member(request), user(request)
    desk(request).access.revoke(who.id, admin.id, admin.name)
    return back_to("/orang", f"Akses {who.name} dicabut. Datanya masih tersimpan; hapus lewat daftar di bawah bila diminta.")


@allowed(Action.MANAGE_USERS)
def erase(request: Request) -> Back:
    who, admin = _sure(request), user(request)
    erased = desk(request).personal.erase(who.id, admin.id, admin.name)
    return back_to("/orang", f"Data orang itu dihapus: {erased.entries} tanya-jawab kini tanpa nama dan tanpa isi.")


def _who(request: Request) -> User | Former:
    """Raises BotError for an id that nothing is known of."""
    number, at = request.path_params["id"], desk(request)
    everybody = [*at.access.users(), *at.personal.former()]
    for one in everybody:
        if one.id == number:
            return one
    raise BotError(UNKNOWN)


def _member(request: Request) -> User:
    """Raises BotError where a role can't be changed here: its holder has it no more, or by the settings."""
    who = _who(request)
    if not isinstance(who, User) or who.since is None:
        raise BotError(NO_MEMBER)
    return who


def _sure(request: Request) -> User | Former:
    if form(request).get("yakin") != "ya":
        raise BotError(SURE)
    return _who(request)
