"""What the library's commands have in common: the library itself, and options about documents."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import click

from indexer.models import KINDS

if TYPE_CHECKING:
    from indexer.library import Library

OPEN_MODEL = "indexer.open_model"
"""Key of `click.Context.meta` under which another way to open the model may be handed in; then there is no reader, and nothing that tells questions apart."""


def other_models(context: click.Context) -> dict[str, Callable]:
    """What a Library or Parts is made with besides the settings: nothing, or the other way to open the model."""
    if OPEN_MODEL not in context.meta:
        return {}
    return {"open_model": context.meta[OPEN_MODEL], "open_reader": lambda *_: None, "open_sameness": lambda *_: None}


@contextmanager
def open_library() -> Iterator["Library"]:
    """The library of the command's settings; Ctrl-C ends the command with one line."""
    from indexer.library import Library  # the engines behind it would slow down `tanya --help`

    context = click.get_current_context()
    library = Library(context.obj, say=lambda line: click.echo(line, err=True), **other_models(context))
    try:
        with closing(library):
            yield library
    except KeyboardInterrupt:
        click.echo("Dihentikan. Pustaka tetap utuh; jalankan lagi untuk menyelesaikannya.", err=True)
        sys.exit(130)


def given_options(command: Callable) -> Callable:
    """The options with which people say what a document is."""
    for option in (
        click.option("--period", default="", help="Periode dokumen, misalnya 2025-2029."),
        click.option("--region", default="", help="Daerah, misalnya Kabupaten Wajo."),
        click.option("--kind", default="", type=click.Choice(("", *KINDS)), metavar="JENIS", help=f"{', '.join(KINDS)}."),
    ):
        command = option(command)
    return command
