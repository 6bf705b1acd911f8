"""The program `tanya`: loads the settings once, hands them to the commands, and tells in one line what went wrong."""

import sys

import click

from bot.cli import commands as cli
from bot.cli import indonesian
from bot.errors import BadSettings, BotError
from indexer.cli import commands as indexer_cli
from indexer.errors import IndexerError


@click.group(context_settings={"max_content_width": 100})
@click.version_option(package_name="tanya-masterplan", prog_name="tanya", message="%(prog)s %(version)s")
@click.pass_context
def tanya(context: click.Context) -> None:
    """Tanya Masterplan: menjawab pertanyaan dari dokumen daerah, lengkap dengan halaman sumbernya."""
    if context.obj is None:
        from bot.settings import load_settings  # takes a moment, which `tanya --help` need not spend

        context.obj = load_settings()


for _command in (*indexer_cli.COMMANDS, *cli.COMMANDS):
    tanya.add_command(_command)
for _command in (tanya, *tanya.commands.values()):
    _command.context_class = indonesian.Context


def main() -> None:
    """Exit code 1 for whatever the person can mend, 2 for a wrong setting or command line, 130 when interrupted."""
    try:
        sys.exit(tanya(standalone_mode=False))
    except BadSettings as error:
        _stop(str(error), 2)
    except (BotError, IndexerError) as error:
        _stop(str(error), 1)
    except click.exceptions.NoArgsIsHelpError as error:
        _stop(error.format_message(), 2)
    except click.ClickException as error:
        _stop(indonesian.sentence(error), 2)
    except (click.Abort, KeyboardInterrupt):
        _stop("\nDihentikan. Sampai jumpa.", 130)


def _stop(line: str, code: int) -> None:
    click.echo(line, err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
