"""Upload links: one file, one person, one day."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import InvalidLink
from bot.intake.upload_links import Link, Links
from bot.journal.store import stamp
from bot.models import Role
from bot.people.access import Access

DINA = Link(20, "Dina", 20)


@pytest.fixture
def access(tmp_path):
    access = Access(tmp_path / "log.db")
    access.redeem(access.invite(Role.ADMIN, None), 1, "Bu Ratna")
    access.redeem(access.invite(Role.DISKOMINFO, None), 20, "Dina")
    yield access
    access.close()


@pytest.fixture
def links(tmp_path, access):
    links = Links(tmp_path / "log.db", access, "https://tanya.example.go.id")
    yield links
    links.close()


def new_code(links: Links) -> str:
    address, _, code = links.create(20, "Dina", 20).rpartition("/")
    assert address == "https://tanya.example.go.id/unggah"
    return code


def later(tmp_path, hours: float) -> None:
    """All links become so many hours older."""
    with closing(sqlite3.connect(tmp_path / "log.db")) as db, db:
        db.execute("UPDATE links SET expires_at = ?", [stamp(datetime.now(UTC) + timedelta(hours=24 - hours))])


def test_a_link_names_its_owner_until_it_is_used(links):
    code = new_code(links)
    assert links.find(code) == links.find(code) == links.use(code) == DINA
    with pytest.raises(InvalidLink, match="sudah dipakai"):
        links.find(code)


def test_only_a_hash_of_the_code_is_kept(links, tmp_path):
    code = new_code(links)
    assert len(code) == 43  # 256 bits
    files = [path.read_bytes() for path in tmp_path.glob("log.db*")]
    assert not any(code.encode() in data for data in files)


def test_of_several_who_use_a_link_at_the_same_time_one_wins(links):
    code = new_code(links)

    def use(_: int) -> bool:
        try:
            return links.use(code) == DINA
        except InvalidLink:
            return False

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(use, range(8))) == 1


def test_a_link_whose_file_could_not_be_kept_is_good_again(links):
    code = new_code(links)
    links.use(code)
    links.give_back(code)
    assert links.use(code) == DINA


@pytest.mark.parametrize(("hours", "good"), [(23.9, True), (24.1, False)])
def test_a_link_is_good_for_a_day(links, tmp_path, hours, good):
    code = new_code(links)
    later(tmp_path, hours)
    if good:
        assert links.find(code) == DINA
    else:
        with pytest.raises(InvalidLink):
            links.find(code)


def test_a_link_ends_with_the_role_of_its_owner(links, access):
    code = new_code(links)
    access.revoke(20, by=1)
    with pytest.raises(InvalidLink):
        links.use(code)
    access.redeem(access.invite(Role.OPD, None), 20, "Dina")  # who may ask, but not upload
    with pytest.raises(InvalidLink):
        links.use(code)


def test_an_unknown_code_is_refused(links):
    new_code(links)
    for code in ("", "x" * 43, "é"):
        with pytest.raises(InvalidLink):
            links.find(code)
