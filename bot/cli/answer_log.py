"""`tanya log`: the answer log read, exported, and backed up. What a command needs is imported when it runs."""

import re
import sys
from datetime import datetime, timedelta
from pathlib import Path

import click

from bot.cli.parts import FILE, Parts, at_terminal, with_parts

LATEST = 50
"""Rows `tanya log` shows when it isn't told since when."""


def _since(context: click.Context, parameter: click.Parameter, value: str | None) -> datetime | None:
    """An aware moment from "7d" (days back from now) or "2026-01-31" (from local midnight)."""
    if value is None:
        return None
    try:
        if days := re.fullmatch(r"(\d+)d", value):
            return datetime.now().astimezone() - timedelta(days=int(days[1]))
        return datetime.strptime(value, "%Y-%m-%d").astimezone()
    except (ValueError, OverflowError) as error:
        raise click.UsageError("Isi --since dengan tanggal seperti 2026-01-31, atau hari seperti 7d.", context) from error


@click.command()
@click.option("--since", callback=_since, metavar="TANGGAL|7d", help="Sejak tanggal itu, atau sekian hari terakhir.")
@click.option("--unanswered", is_flag=True, help="Hanya yang tidak terjawab.")
@click.option("--format", "form", type=click.Choice(("table", "json", "csv", "xlsx")), default="table", help="Bentuk keluaran.")
@click.option("--output", type=FILE, metavar="BERKAS", help="Tulis ke berkas; wajib untuk xlsx.")
@click.option("--backup", type=FILE, metavar="BERKAS", help="Salin seluruh log ke berkas cadangan.")
@click.option("--actions", is_flag=True, help="Siapa mengunggah, mengganti, atau menghapus apa, alih-alih tanya-jawab.")
@with_parts
def log(
    parts: Parts, since: datetime | None, unanswered: bool, form: str, output: Path | None, backup: Path | None, actions: bool
) -> None:
    """Baca, ekspor, atau cadangkan log tanya-jawab."""
    if actions:
        from bot.cli.terminal import show_actions

        show_actions(parts.log.actions(since))
    elif backup:
        parts.log.backup(backup)
        parts.log.action(None, at_terminal(), "mencadangkan log", backup.name)
        click.echo(f"Log disalin ke {backup}.")
    elif form == "table":
        if output:
            raise click.UsageError("Untuk --output, pilih --format json, csv, atau xlsx.")
        _show(parts, since, unanswered)
    elif output:
        from bot.journal import export

        count = export.write(parts.log.stream(since, unanswered), form, output)
        parts.log.action(None, at_terminal(), "mengekspor log", output.name, f"{count} catatan")
        click.echo(f"{count} catatan ditulis ke {output}.")
    else:
        _print(parts, since, unanswered, form)


def _show(parts: Parts, since: datetime | None, unanswered: bool) -> None:
    """The rows of a table, and how it went lately."""
    from bot.cli.terminal import show_log

    show_log(parts.log.lines(since, unanswered, limit=None if since else LATEST))
    for days, counts in parts.log.summary().items():
        marks = f"👍 {counts.up}, 👎 {counts.down}"
        click.echo(f"{days} hari terakhir: {counts.questions} pertanyaan, {counts.refused} tidak terjawab, {marks}.")


def _print(parts: Parts, since: datetime | None, unanswered: bool, form: str) -> None:
    """Whole entries, for a program that reads them from here."""
    from bot.journal import export

    if form == "xlsx":
        raise click.UsageError("Untuk --format xlsx, sebutkan berkasnya dengan --output.")
    write = export.write_json if form == "json" else export.write_csv
    count = write(parts.log.stream(since, unanswered), sys.stdout)
    parts.log.action(None, at_terminal(), "mengekspor log", form, f"{count} catatan")
