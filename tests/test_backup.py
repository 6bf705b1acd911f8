"""One file holds what can't be made again; on an empty machine it brings back the same answers, members and decisions."""

import json
import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import pytest
from chat_world import QUESTION, World
from click.testing import CliRunner, Result
from small_library import HashedWords, assert_whole, library_in

from bot.__main__ import tanya
from bot.backup.backup import Backup
from bot.backup.nightly import Nightly
from bot.cli.doctor import backed_up
from bot.errors import BadBackup, BotError
from bot.journal.backups import Backups
from bot.journal.outbox import Outbox
from bot.models import Role
from bot.settings import Settings
from indexer.cli.console import OPEN_MODEL
from indexer.models import Metadata


def command(settings: Settings, *words: object) -> Result:
    """What a command does on an installation, with a small model."""

    @click.group()
    @click.pass_context
    def group(context: click.Context) -> None:
        context.obj = settings
        context.meta[OPEN_MODEL] = lambda *_: HashedWords()

    for each in tanya.commands.values():
        group.add_command(each)
    return CliRunner().invoke(group, [str(word) for word in words])


def done(result: Result) -> str:
    assert result.exception is None and result.exit_code == 0, (result.output, result.exception)
    return result.output


def another_machine(world: World, folder: Path) -> Settings:
    """An installation whose folder of documents was brought back as files."""
    shutil.copytree(world.settings.corpus_dir, folder / "dokumen")
    return world.settings.model_copy(update={"corpus_dir": folder / "dokumen", "data_dir": folder / "data"})


@pytest.fixture
def saved(empty_world, tmp_path):
    """An installation with members, a correction, versions, a waiting and a removed document, and its backup."""
    world = empty_world
    world.stock()
    library, corpus = world.library, world.settings.corpus_dir
    world.member(10, "Budi", Role.OPD)
    (plan,) = (document for document in library.documents() if document.name == "rpjmd.pdf")
    library.correct(plan.id, Metadata(title="RPJMD Kabupaten Contoh yang Benar"))
    for number, year in enumerate(("2024", "2025")):
        path = corpus / f"perbup-{year}.md"
        path.write_text(f"# Peraturan Bupati tentang jam kerja {year}\n\nJam kerja dimulai pukul {7 + number}.30.\n", encoding="utf-8")
        library.add(path, Metadata(f"Perbup Jam Kerja {year}", "peraturan", "Kabupaten Contoh", year))
    old, new = sorted(document.id for document in library.documents() if document.kind == "peraturan")
    library.publish(new, replaces=old)
    (removed,) = (document for document in library.documents() if document.name == "bimtek.md")
    library.remove(removed.id, delete_file=True, by="Bu Ratna")
    return world, Path(done(command(world.settings, "backup", tmp_path / "cadangan.zip")).split()[3])


def documents(settings: Settings) -> list[tuple]:
    """What people see of all documents."""
    lines = done(command(settings, "documents", "--all", "--json")).splitlines()
    kept = ("id", "name", "title", "kind", "region", "period", "status", "chunks", "successor", "validity")
    return [tuple(json.loads(line)[name] for name in kept) for line in lines]


async def test_a_backup_of_a_running_bot_answers_the_same_on_an_empty_machine(world, budi, tmp_path):
    await budi.ask(QUESTION)
    first = (await budi.chat.wait_text("3,45"))["text"]
    shown = done(command(world.settings, "backup", tmp_path / "cadangan.zip"))
    assert shown.startswith(f"Cadangan ditulis ke {tmp_path / 'cadangan.zip'}") and "sudah diperiksa" in shown
    other = another_machine(world, tmp_path / "lain")
    assert "rpjmd.pdf: diperbarui" in done(command(other, "restore", tmp_path / "cadangan.zip"))
    again = json.loads(done(command(other, "ask", QUESTION, "--json")))
    assert "3,45" in first and "3,45" in again["answer"] and not again["refused"]
    assert done(command(other, "users")) == done(command(world.settings, "users")) != ""
    assert documents(other) == documents(world.settings)
    assert len(done(command(other, "log", "--format", "json")).splitlines()) == 2


def test_decisions_about_documents_come_back_with_their_numbers(saved, tmp_path):
    world, backup = saved
    other = another_machine(world, tmp_path / "lain")
    done(command(other, "restore", backup))
    assert documents(other) == documents(world.settings)
    assert_whole(other.index_path, HashedWords())
    library = library_in(tmp_path / "lain", HashedWords())
    assert [one.name for one in library.removed()] == []  # the bin of a corpus folder named otherwise
    library.close()


def test_what_is_removed_can_still_be_brought_back_and_no_number_is_given_twice(saved, tmp_path):
    world, backup = saved
    (tmp_path / "lain").mkdir()
    other = another_machine(world, tmp_path / "lain")
    done(command(other, "restore", backup))
    moved = World(tmp_path / "pindah", world.server) if False else None
    assert moved is None
    known = {line[0] for line in documents(other)}
    (other.corpus_dir / "baru.md").write_text("# Berita baru\n\nHari ini ada berita yang baru sekali.\n", encoding="utf-8")
    done(command(other, "index"))
    (added,) = {line[0] for line in documents(other)} - known
    assert added > max(known) and not (other.bin_dir / str(added)).exists()
    assert list(other.bin_dir.glob("*/bimtek.md"))
