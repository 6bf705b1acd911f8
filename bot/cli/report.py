"""`tanya report`: the report of a month as a file. What it needs is imported when it runs."""

from datetime import date
from pathlib import Path

import click

from bot.cli.parts import FILE, Parts, with_parts
from bot.errors import BotError


def _first_day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """The 1st of "2026-11"."""
    if value is None:
        return None
    try:
        return date.fromisoformat(f"{value}-01")
    except ValueError as error:
        raise click.UsageError("Isi --month dengan bulan seperti 2026-11.", context) from error


@click.command()
@click.option("--month", callback=_first_day, metavar="BULAN", help="Bulan seperti 2026-11. Bawaan: bulan lalu.")
@click.option("--output", type=FILE, metavar="BERKAS", help="Nama berkasnya. Bawaan: laporan-BULAN.pdf.")
@with_parts
def report(parts: Parts, month: date | None, output: Path | None) -> None:
    """Tulis laporan bulanan sebagai PDF."""
    from bot.figures.due import file_name
    from bot.figures.report import monthly
    from bot.journal.periods import month_before, month_of

    today = date.today()
    reported = month_of(month) if month else month_before(today)
    path = output or Path(file_name(reported))
    pdf = monthly(parts.figures, parts.library, parts.settings, reported, today)
    try:
        path.write_bytes(pdf)
    except OSError as error:
        raise BotError(f"Berkas {path} tidak dapat ditulis; periksa foldernya.") from error
    click.echo(f"Laporan {reported.name} ditulis ke {path}.")
