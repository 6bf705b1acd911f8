"""Roles and invitations: one use, one week, never a way to lock everyone out."""

import multiprocessing
from pathlib import Path

import pytest

from bot.errors import BotError, InvalidInvitation, NotAllowed, UnknownAgency
from bot.journal.answer_log import AnswerLog
from bot.models import Role
from bot.people.access import Access, Action
from bot.people.agencies import Agencies, names_in
from bot.people.requests import Requests

FOUNDER = 1


@pytest.fixture
def path(tmp_path):
    return tmp_path / "log.db"


@pytest.fixture
def access(path):
    access = Access(path, {FOUNDER})
    yield access
    access.close()


@pytest.fixture
def alone(path):
    """Nobody is named in TANYA_ADMIN_IDS."""
    access = Access(path)
    yield access
    access.close()


def let_in(access: Access, user_id: int, role: Role, name: str = "Sari") -> None:
    access.redeem(access.invite(role, by=FOUNDER), user_id, name)


@pytest.mark.parametrize(
    ("role", "actions"),
    [
        (None, set()),
        (Role.OPD, {Action.ASK, Action.LIST}),
        (Role.DISKOMINFO, {Action.ASK, Action.LIST, Action.UPLOAD, Action.MANAGE_DOCUMENTS}),
        (Role.KOORDINATOR, {Action.ASK, Action.LIST, Action.READ_LOG, Action.REVIEW, Action.SEE_NAMES}),
        (Role.ADMIN, set(Action)),
    ],
)
def test_each_role_may_do_its_own(access, role, actions):
    assert {action for action in Action if access.may(role, action)} == actions


def test_who_may_do_something_is_known_by_name(access):
    let_in(access, 2, Role.KOORDINATOR)
    let_in(access, 3, Role.OPD, "Budi")
    assert access.permits(2, Action.READ_LOG) and not access.permits(3, Action.READ_LOG) and not access.permits(4, Action.ASK)
    assert [user.id for user in access.permitted(Action.READ_LOG)] == [FOUNDER, 2]


def test_who_was_never_invited_holds_no_role(access):
    assert access.role(99) is None


def test_an_invitation_gives_its_role_and_is_remembered_by_other_processes(access, path):
    let_in(access, 2, Role.KOORDINATOR)
    other = Access(path)
    assert access.role(2) == other.role(2) == Role.KOORDINATOR
    other.close()


def test_a_code_fits_a_telegram_link(access):
    code = access.invite(Role.OPD, by=FOUNDER)
    assert 16 <= len(code) <= 64 and set(code) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


def test_a_code_works_once(access):
    code = access.invite(Role.OPD, by=FOUNDER)
    access.redeem(code, 2, "Sari")
    with pytest.raises(InvalidInvitation):
        access.redeem(code, 3, "Tono")
    assert access.role(3) is None


def test_who_opens_his_own_link_again_is_let_in(access):
    code = access.invite(Role.OPD, by=FOUNDER)
    assert access.redeem(code, 2, "Sari") == access.redeem(code, 2, "Sari") == Role.OPD


def test_who_was_revoked_cannot_come_back_with_the_old_link(access):
    code = access.invite(Role.OPD, by=FOUNDER)
    access.redeem(code, 2, "Sari")
    access.revoke(2, by=FOUNDER)
    with pytest.raises(InvalidInvitation):
        access.redeem(code, 2, "Sari")
    assert access.role(2) is None


def test_an_expired_or_unknown_code_is_refused(access):
    for code in (access.invite(Role.ADMIN, by=FOUNDER, days=0), "tidak-ada", ""):
        with pytest.raises(InvalidInvitation, match="undangan baru"):
            access.redeem(code, 2, "Sari")


def test_another_invitation_gives_another_role(access):
    let_in(access, 2, Role.OPD)
    let_in(access, 2, Role.DISKOMINFO)
    assert access.role(2) == Role.DISKOMINFO


def test_an_invitation_never_takes_rights_away_and_is_left_for_someone_else(access):
    let_in(access, 2, Role.DISKOMINFO)
    code = access.invite(Role.OPD, by=FOUNDER)
    assert access.redeem(code, 2, "Sari") == Role.DISKOMINFO
    assert access.redeem(code, 3, "Tono") == Role.OPD


def _redeem(path: Path, code: str, user_id: int, start, won) -> None:
    access = Access(path)
    start.wait()
    try:
        access.redeem(code, user_id, "Sari")
        won.put(user_id)
    except InvalidInvitation:
        won.put(None)
    access.close()


def test_of_two_processes_that_redeem_one_code_exactly_one_wins(access, path):
    context = multiprocessing.get_context("spawn")
    start, won, code = context.Barrier(2), context.Queue(), access.invite(Role.OPD, by=FOUNDER)
    processes = [context.Process(target=_redeem, args=(path, code, user_id, start, won)) for user_id in (2, 3)]
    for process in processes:
        process.start()
    winners = [winner for winner in (won.get(timeout=60), won.get(timeout=60)) if winner]
    for process in processes:
        process.join()
    won.close()
    assert len(winners) == 1 and [user.id for user in access.users() if user.role == Role.OPD] == winners


def test_users_are_listed_with_name_role_and_who_invited_them(access):
    let_in(access, 2, Role.OPD)
    named, invited = access.users()
    assert (named.id, named.role, named.since) == (FOUNDER, Role.ADMIN, None)
    assert (invited.id, invited.name, invited.role, invited.invited_by) == (2, "Sari", Role.OPD, FOUNDER)


def test_admins_of_the_settings_are_admins_whatever_the_file_says(path, alone):
    let_in(alone, FOUNDER, Role.OPD)
    access = Access(path, {FOUNDER})
    assert access.role(FOUNDER) == Role.ADMIN and [user.role for user in access.users()] == [Role.ADMIN]
    with pytest.raises(NotAllowed, match="TANYA_ADMIN_IDS"):
        access.revoke(FOUNDER, by=None)
    access.close()


def test_the_last_admin_cannot_be_revoked(alone):
    let_in(alone, 2, Role.ADMIN)
    with pytest.raises(NotAllowed, match="satu-satunya admin"):
        alone.revoke(2, by=2)
    let_in(alone, 3, Role.ADMIN)
    alone.revoke(2, by=3)
    assert alone.role(2) is None and alone.role(3) == Role.ADMIN


def test_an_admin_may_go_while_the_settings_name_another(access):
    let_in(access, 2, Role.ADMIN)
    access.revoke(2, by=FOUNDER)
    assert access.role(2) is None


def test_invitations_given_taken_and_revoked_are_in_the_log(access, path):
    let_in(access, 2, Role.ADMIN, "Sari")
    let_in(access, 3, Role.OPD, "Tono")
    access.revoke(3, by=2)
    access.revoke(99, by=2)
    log = AnswerLog(path)
    assert [(action.user_name, action.action, action.subject) for action in log.actions()][:3] == [
        ("Sari", "mencabut akses", "Tono"), ("Tono", "menerima undangan", "opd"), ("", "mengundang", "opd"),
    ]  # fmt: skip
    log.close()


def test_withdrawing_ends_the_invitation_that_was_listed_and_no_later_one(access):
    access.invite(Role.OPD, by=FOUNDER)
    (listed,) = access.invitations()
    assert access.withdraw(listed.mark, FOUNDER)
    access.invite(Role.ADMIN, by=FOUNDER)
    assert not access.withdraw(listed.mark, FOUNDER)
    assert [invitation.role for invitation in access.invitations()] == [Role.ADMIN]


def test_a_list_of_agencies_that_is_no_workbook_is_told_so(tmp_path):
    (tmp_path / "opd.xlsx").write_text("Dinas Kesehatan")
    with pytest.raises(BotError, match="satu nama OPD per baris"):
        names_in(tmp_path / "opd.xlsx")


def test_an_agency_is_spelled_as_the_list_has_it(path):
    agencies = Agencies(path)
    assert agencies.spelled(" Dinas   Kesehatan ") == "Dinas Kesehatan"  # any name, while there is no list
    assert agencies.add(["Dinas Kesehatan", "Bappeda", "dinas kesehatan", " "]) == 2
    assert [agency.name for agency in agencies.all()] == ["Bappeda", "Dinas Kesehatan"]
    assert agencies.spelled("dinas kesehatan") == "Dinas Kesehatan" and agencies.spelled("") == ""
    with pytest.raises(UnknownAgency, match="mungkin maksudnya “Bappeda”"):
        agencies.spelled("bapeda")
    agencies.close()


def test_one_request_a_day_and_one_decision(access, path):
    requests = Requests(path, access)
    request = requests.ask(30, "Tono", "tono")
    assert requests.ask(30, "Tono", "tono") is None
    assert requests.decide(request.id, Role.OPD, FOUNDER, "Bu Ratna")
    assert not requests.decide(request.id, None, 2, "Sari")
    assert access.role(30) is Role.OPD and requests.request(request.id).decided_by_name == "Bu Ratna"
    requests.close()


def test_who_was_invited_before_the_decision_keeps_that_role(access, path):
    requests = Requests(path, access)
    request = requests.ask(30, "Tono", "")
    let_in(access, 30, Role.DISKOMINFO, "Tono")
    requests.decide(request.id, Role.OPD, FOUNDER, "Bu Ratna")
    assert access.role(30) is Role.DISKOMINFO
    requests.close()
