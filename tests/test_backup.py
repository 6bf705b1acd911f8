"""One file holds what can't be made again; on an empty machine it brings back the same answers, members and decisions."""

import asyncio
import json
import shutil
import zipfile
from contextlib import closing
from datetime import UTC, datetime

import pytest
from chat_world import QUESTION
from installations import another_machine, command, done, installation, saved  # noqa: F401  a fixture
from small_library import HashedWords, assert_whole, opening

from bot.backup.backup import Backup
from bot.backup.bringing_back import BringingBack
from bot.cli.doctor import backed_up
from bot.cli.parts import at_terminal
from bot.errors import BotError, InvalidLink
from bot.journal.backups import Backups
from bot.journal.entries import Delivery
from bot.journal.outbox import Outbox, tell_later
from bot.journal.store import LogStore
from bot.journal.trail import Trail, Wanted
from bot.people.access import Access
from bot.people.sessions import Sessions
from bot.settings import Settings
from indexer.library import Library


def documents(settings: Settings) -> list[tuple]:
    """What people see of all documents."""
    lines = done(command(settings, "documents", "--all", "--json")).splitlines()
    kept = ("id", "name", "title", "kind", "region", "period", "status", "chunks", "successor", "validity")
    return [tuple(json.loads(line)[name] for name in kept) for line in lines]


async def test_a_backup_of_a_running_bot_answers_the_same_on_an_empty_machine(world, budi, tmp_path):
    await budi.ask(QUESTION)
    first = (await budi.chat.wait_text("3,45"))["text"]
    with closing(Backups(world.settings.log_path)) as backups:
        backup = Backup(world.settings, world.library, backups)
        asked = (budi.ask(QUESTION, count) for count in range(1, 5))
        await asyncio.gather(asyncio.to_thread(backup.write, tmp_path / "selagi.zip"), *asked)
    await world.server.until(lambda: world.log.how_many() == 5 and not world.log.pending())
    shown = done(command(world.settings, "backup", tmp_path / "cadangan.zip"))
    assert shown.startswith(f"Cadangan ditulis ke {tmp_path / 'cadangan.zip'}") and "sudah diperiksa" in shown
    other = another_machine(world, tmp_path / "lain")
    assert "rpjmd.pdf: diperbarui" in done(command(other, "restore", tmp_path / "cadangan.zip"))
    assert done(command(other, "log", "--format", "json")) == done(command(world.settings, "log", "--format", "json"))
    assert done(command(other, "users")) == done(command(world.settings, "users")) != ""
    assert documents(other) == documents(world.settings)
    again = json.loads(done(command(other, "ask", QUESTION, "--json")))
    assert "3,45" in first and "3,45" in again["answer"] and not again["refused"]


def test_nobody_sits_at_the_desk_by_an_old_session_and_nothing_is_told_twice(tmp_path):
    world = installation(tmp_path)
    with (
        closing(Access(world.settings.log_path, {1})) as access,
        closing(Sessions(world.settings.log_path, access, "")) as sessions,
    ):
        token, link = sessions.open(1, "Rina", "tautan"), sessions.link(1, "Rina")
    with closing(LogStore(world.settings.log_path)) as store, store.writing() as db:
        tell_later(db, 1, "Ada kabar.", "kabar 1")
    done(command(world.settings, "backup", tmp_path / "sesi.zip"))
    other = another_machine(world, tmp_path / "lain")
    done(command(other, "restore", tmp_path / "sesi.zip"))
    with closing(Access(other.log_path, {1})) as access, closing(Sessions(other.log_path, access, "")) as sessions:
        assert sessions.user(token) is None
        with pytest.raises(InvalidLink):
            sessions.use(link.rpartition("/")[2])
    with closing(Outbox(other.log_path)) as outbox:
        assert outbox.claim() is None and outbox.state(1, "kabar 1") is Delivery.LOST
    world.close()


def test_decisions_about_documents_come_back_with_their_numbers(saved, tmp_path):
    world, backup = saved
    other = another_machine(world, tmp_path / "lain")
    done(command(other, "restore", backup))
    assert documents(other) == documents(world.settings)
    titles = [line[2] for line in documents(other)]
    assert "RPJMD Kabupaten Contoh yang Benar" in titles and "Perbup Jam Kerja 2024" in titles
    assert_whole(other.index_path, HashedWords())


def test_who_made_it_and_who_brought_it_back_stand_in_the_trail(saved, tmp_path):
    world, backup = saved
    other = another_machine(world, tmp_path / "lain")
    done(command(other, "restore", backup))
    assert trailed(world.settings, "mencadangkan") == (at_terminal(), backup.name)
    assert trailed(other, "memulihkan")[0] == at_terminal() != ""
    with closing(Trail(other.log_path)) as trail:
        assert trail.chain().broken is None


def trailed(settings: Settings, verb: str) -> tuple[str, str]:
    """Who did that last, and to what."""
    with closing(Trail(settings.log_path)) as trail:
        (last,) = trail.page(Wanted(verb=verb), limit=1)
        return last.user_name, last.subject


def test_what_was_removed_can_still_be_brought_back_and_no_number_is_given_twice(saved, tmp_path):
    world, backup = saved
    other = another_machine(world, tmp_path / "lain")
    done(command(other, "restore", backup))
    (other.corpus_dir / "baru.md").write_text("# Berita baru\n\nHari ini ada berita yang baru sekali.\n", encoding="utf-8")
    done(command(other, "index"))
    library = Library(other, **opening(HashedWords()))
    (removed,) = library.removed()
    (new,) = (document for document in library.documents() if document.name == "baru.md")
    assert new.id > max(removed.id, *(document.id for document in world.library.documents()))
    assert library.bring_back(removed.id).document == removed.id and (other.corpus_dir / "bimtek.md").exists()
    library.close()


def test_a_version_whose_file_is_gone_comes_back_from_the_backup_itself(tmp_path):
    """It was overwritten in its place, so no folder of documents holds it."""
    world = installation(tmp_path)
    plan = world.settings.corpus_dir / "rpjmd.pdf"
    (old,) = (document for document in world.library.documents() if document.name == plan.name)
    plan.unlink()
    plan.write_text("# RPJMD baru\n\nTarget indeks SPBE tahun 2026 diubah menjadi 4,1.\n", encoding="utf-8")
    world.library.add(plan)
    done(command(world.settings, "backup", tmp_path / "kedua.zip"))
    other = another_machine(world, tmp_path / "lain")
    done(command(other, "restore", tmp_path / "kedua.zip"))
    assert documents(other) == documents(world.settings)
    assert "dipakai lagi" in done(command(other, "restore", old.id))
    assert "3,45" in json.loads(done(command(other, "ask", QUESTION, "--json")))["answer"]
    world.close()


def test_files_that_are_missing_or_hold_something_else_are_named(saved, tmp_path):
    world, backup = saved
    other = another_machine(world, tmp_path / "lain")
    (other.corpus_dir / "rpjmd.pdf").unlink()
    (other.corpus_dir / "perbup-2025.md").write_text("# Peraturan\n\nJam kerja dimulai pukul 9.00.\n", encoding="utf-8")
    result = command(other, "restore", backup)
    assert result.exit_code == 1 and "rpjmd.pdf tidak ada lagi" in result.output  # as `tanya index` says it
    assert "Tidak ada lagi di folder dokumen (1 berkas):\n    rpjmd.pdf\n" in result.output
    assert "isinya yang sekarang yang dipakai (1 berkas):\n    perbup-2025.md\n" in result.output


def test_without_the_folder_of_documents_nothing_is_touched(saved, tmp_path):
    world, backup = saved
    other = another_machine(world, tmp_path / "lain")
    shutil.rmtree(other.corpus_dir)
    with pytest.raises(BotError, match="belum terisi; kembalikan dahulu"):
        raise command(other, "restore", backup).exception
    assert not other.log_path.exists() and not other.index_path.exists()


def test_a_log_that_people_use_is_not_replaced_and_a_trial_is_kept_aside(saved, tmp_path):
    world, backup = saved
    with pytest.raises(BotError, match="sudah dipakai; cadangan hanya dipulihkan ke folder data yang kosong"):
        raise command(world.settings, "restore", backup).exception
    other = another_machine(world, tmp_path / "lain")
    done(command(other, "index"))
    done(command(other, "ask", QUESTION))  # as `make demo` does
    shown = done(command(other, "restore", backup))
    (aside,) = other.data_dir.glob("sebelum-pemulihan-*")
    assert str(aside) in shown and (aside / "log.db").exists() and (aside / "index.db").exists()
    assert documents(other) == documents(world.settings)


def test_a_restore_that_was_cut_off_is_finished_by_running_it_again(saved, tmp_path):
    world, backup = saved
    other = another_machine(world, tmp_path / "lain")
    placed = BringingBack(other, backup, "terminal (uji)").place()
    assert placed.aside is None  # and then the machine stopped, before the library was there
    assert any("belum selesai" in finding.text for finding in backed_up(other, datetime.now(UTC)))
    other.log_path.rename(tmp_path / "log.db")  # or even before the log was in its place
    done(command(other, "restore", backup))
    assert documents(other) == documents(world.settings)
    assert not any("belum selesai" in finding.text for finding in backed_up(other, datetime.now(UTC)))
    assert "sudah dipakai" in str(command(other, "restore", backup).exception)


def test_a_killed_restore_goes_on_with_what_was_placed(saved, tmp_path):
    world, backup = saved
    other = another_machine(world, tmp_path / "lain")
    BringingBack(other, backup, "terminal (uji)").place()
    shown = done(command(other, "restore", backup))
    assert "disimpan di" not in shown and documents(other) == documents(world.settings)


def test_nothing_is_overwritten_and_a_failure_leaves_nothing(saved, tmp_path):
    world, backup = saved
    assert "sudah ada; pilih nama lain" in str(command(world.settings, "backup", backup).exception)
    (tmp_path / "berkas").write_text("bukan folder", encoding="utf-8")
    assert "tidak dapat ditulis" in str(command(world.settings, "backup", tmp_path / "berkas" / "a.zip").exception)
    assert not list(tmp_path.glob(".tanya-*")) and not list(backup.parent.glob(".tanya-*"))


def test_what_was_erased_from_the_log_is_not_in_its_backup(saved, tmp_path):
    world, _ = saved
    world.log.action(10, "Budi", "mengunggah", "rahasia-sekali.pdf")
    store = LogStore(world.settings.log_path)
    with store.writing() as db:
        db.execute("DELETE FROM actions WHERE subject = 'rahasia-sekali.pdf'")
    store.close()
    done(command(world.settings, "backup", tmp_path / "kedua.zip"))
    with zipfile.ZipFile(tmp_path / "kedua.zip") as archive:
        assert b"rahasia-sekali" not in archive.read("log.db")
