"""A process that runs `tanya web` with a small model: called with the installation's folder and the address to listen on."""

import sys
from pathlib import Path

import click
from small_library import HashedWords

from bot.cli.web import web
from bot.settings import Settings
from indexer.cli.console import OPEN_MODEL


def main(folder: Path, listen: str) -> None:
    places = {"corpus_dir": folder / "corpus", "data_dir": folder / "data"}
    settings = Settings(_env_file=None, admin_ids=frozenset({1}), web_listen=listen, **places)

    @click.group()
    @click.pass_context
    def group(context: click.Context) -> None:
        context.obj = settings
        context.meta[OPEN_MODEL] = lambda *_: HashedWords()

    group.add_command(web)
    group(["web"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
