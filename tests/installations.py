"""An installation with people and decisions, a backup of it, and another machine to bring that back on."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from chat_world import World
from click.testing import CliRunner, Result
from small_library import HashedWords

from bot.__main__ import tanya
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


def installation(folder: Path) -> World:
    """With members, a correction, versions, and a removed document."""
    world = World(
        folder, SimpleNamespace(base_url="http://127.0.0.1:9/bot", base_file_url="http://127.0.0.1:9/file/bot", chats={})
    )
    world.stock()
    library, corpus = world.library, world.settings.corpus_dir
    world.member(10, "Budi", Role.OPD)
    (plan,) = (document for document in library.documents() if document.name == "rpjmd.pdf")
    library.correct(plan.id, Metadata(title="RPJMD Kabupaten Contoh yang Benar"))
    for number, year in enumerate(("2024", "2025")):
        path = corpus / f"perbup-{year}.md"
        path.write_text(
            f"# Peraturan Bupati tentang jam kerja {year}\n\nJam kerja dimulai pukul {7 + number}.30.\n", encoding="utf-8"
        )
        library.add(path, Metadata(f"Perbup Jam Kerja {year}", "peraturan", "Kabupaten Contoh", year))
    old, new = sorted(document.id for document in library.documents() if document.kind == "peraturan")
    library.publish(new, replaces=old)
    (removed,) = (document for document in library.documents() if document.name == "bimtek.md")
    library.remove(removed.id, delete_file=True, by="Bu Ratna")
    return world


@pytest.fixture(scope="module")
def saved(tmp_path_factory) -> Iterator[tuple[World, Path]]:
    """An installation and its backup. Its documents stay as they are."""
    folder = tmp_path_factory.mktemp("kantor")
    world = installation(folder)
    yield world, Path(done(command(world.settings, "backup", folder / "cadangan.zip")).split()[3])
    world.close()
