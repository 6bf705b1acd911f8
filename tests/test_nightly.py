"""While the bot runs it makes a backup each night, keeps the newest few, and tells the admins once where that fails."""

import os
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.backup.backup import Backup
from bot.backup.nightly import Nightly
from bot.chat.jobs import Regularly
from bot.cli.doctor import backed_up
from bot.journal.backups import Backups
from bot.journal.store import LogStore
from bot.models import Role


@pytest.fixture
def nightly(empty_world, tmp_path):
    empty_world.stock()
    known = Backups(empty_world.settings.log_path)
    backup = Backup(empty_world.settings, empty_world.library, known)
    yield Nightly(backup, empty_world.access, tmp_path / "cadangan", keep=2)
    known.close()


def doctor(world, now: datetime) -> list[tuple[bool, str]]:
    return [(finding.good, finding.text) for finding in backed_up(world.settings, now)]


async def test_a_bot_that_starts_makes_the_backup_that_is_missing(empty_world, tmp_path):
    world = empty_world
    world.stock()
    world.settings = world.settings.model_copy(update={"backup_dir": tmp_path / "cadangan"})
    async with world.running():
        await world.server.until(lambda: list((tmp_path / "cadangan").glob("tanya-*.zip")))
    (made,) = (tmp_path / "cadangan").glob("*")
    with zipfile.ZipFile(made) as archive:
        assert {"log.db", "index.db"} < set(archive.namelist())
    assert doctor(world, datetime.now(UTC)) == [(True, f"Cadangan terakhir dibuat dalam 24 jam terakhir ({made}, 0,1 MB).")]


def test_a_removed_file_that_is_dated_before_zip_files_were_is_kept_too(nightly):
    removed = nightly.backup.settings.bin_dir / "7" / "lama.pdf"
    removed.parent.mkdir(parents=True)
    removed.write_bytes(b"%PDF")
    os.utime(removed, (0, 0))
    nightly.run()
    (made,) = nightly.folder.glob("*.zip")
    with zipfile.ZipFile(made) as archive:
        assert archive.read("terhapus/7/lama.pdf") == b"%PDF"


async def test_what_goes_wrong_unforeseen_is_logged_and_tried_again():
    tries = []

    def work() -> None:
        tries.append(len(tries))
        if len(tries) == 1:
            raise RuntimeError("tak terduga")
        job.halt()

    job = Regularly(lambda now: True, work, "Belum dapat dibuat", lambda: None)
    job.every = 0.01
    await job.run(None)
    assert tries == [0, 1]


def test_one_is_due_each_night_and_made_up_for_where_it_was_missed(nightly):
    now = datetime.now(UTC)
    assert nightly.due(now)
    nightly.run()
    assert not nightly.due(now)
    next_night = (now + timedelta(days=1)).astimezone().replace(hour=2, minute=1)
    assert nightly.due(next_night) and nightly.due(next_night + timedelta(days=3))


def test_only_the_newest_are_kept_and_what_is_not_ours_stays(nightly, tmp_path):
    folder = tmp_path / "cadangan"
    folder.mkdir()
    (folder / "surat.zip").write_bytes(b"")
    for day in (1, 2, 3):
        (folder / f"tanya-2026010{day}-020000.zip").write_bytes(b"")
    nightly.run()
    kept = sorted(path.name for path in folder.iterdir())
    assert kept[0] == "surat.zip" and kept[1] == "tanya-20260103-020000.zip" and len(kept) == 3


def test_the_admins_hear_once_of_a_failure_and_again_of_the_next_after_a_success(nightly, empty_world, tmp_path):
    empty_world.member(30, "Pak Joko", Role.ADMIN)
    empty_world.member(10, "Budi", Role.OPD)
    folder = tmp_path / "cadangan"
    folder.write_text("di tempat foldernya ada berkas", encoding="utf-8")
    for _ in range(2):
        nightly.run()
    assert told(empty_world) == [1, 30]
    now = datetime.now(UTC)
    assert not nightly.due(now) and nightly.due(now + timedelta(hours=2))
    assert any(not good and "gagal sejak" in text for good, text in doctor(empty_world, now))
    folder.unlink()
    nightly.run()
    assert doctor(empty_world, now)[0][0] and len(doctor(empty_world, now)) == 1
    folder.rename(tmp_path / "lama")
    folder.write_text("lagi", encoding="utf-8")
    nightly.run()
    assert told(empty_world) == [1, 1, 30, 30]


def told(world) -> list[int]:
    with closing(LogStore(world.settings.log_path)) as store:
        return [row["user_id"] for row in store.db.query("SELECT user_id FROM outbox ORDER BY user_id")]


def test_the_doctor_says_that_there_is_none_or_that_it_is_old_or_gone(nightly, empty_world, tmp_path):
    now = datetime.now(UTC)
    ((good, text),) = doctor(empty_world, now)
    assert not good and text == "Belum pernah dicadangkan; isi TANYA_BACKUP_DIR, atau jalankan `tanya backup`."
    nightly.run()
    ((good, text),) = doctor(empty_world, now + timedelta(days=9, hours=1))
    assert not good and "9 hari yang lalu" in text
    (tmp_path / "cadangan").rename(tmp_path / "lain")
    ((good, text),) = doctor(empty_world, now)
    assert not good and "sudah tidak ada di sana" in text
