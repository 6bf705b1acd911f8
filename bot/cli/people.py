"""`tanya users`, `invite`, `agencies`: who may use the assistant. What a command needs is imported when it runs."""

from pathlib import Path

import click

from bot.cli import indonesian
from bot.cli.parts import FILE, Parts, at_terminal, with_parts
from bot.models import Role


@click.command()
@with_parts
def users(parts: Parts) -> None:
    """Tampilkan pengguna dan perannya."""
    from bot.cli.terminal import show_users

    show_users(parts.access.users())


@click.command()
@click.argument("role", type=click.Choice([role.value for role in Role]), metavar="PERAN")
@click.option("--agency", default="", metavar="OPD", help='OPD orang itu, misalnya "Dinas Kesehatan".')
@with_parts
def invite(parts: Parts, role: str, agency: str) -> None:
    """Buat undangan sekali pakai untuk peran opd, diskominfo, koordinator, atau admin."""
    code = parts.access.invite(Role(role), by=None, agency=parts.agencies.spelled(agency), by_name=at_terminal())
    username = parts.log.recall("bot_username")
    click.echo(f"Undangan sebagai {role}, untuk satu orang, berlaku 7 hari:")
    click.echo(f"https://t.me/{username}?start={code}" if username else f"Kirimkan kepada bot: /start {code}")


@click.group(invoke_without_command=True, subcommand_metavar="[import BERKAS]")
@with_parts
def agencies(parts: Parts) -> None:
    """Tampilkan daftar OPD; `import BERKAS` menambahkannya dari XLSX."""
    if click.get_current_context().invoked_subcommand:
        return
    for agency in parts.agencies.all():
        click.echo(agency.name)
    if not parts.agencies.all():
        click.echo("Belum ada OPD; tambahkan dengan `tanya agencies import daftar-opd.xlsx`.")


@agencies.command("import")
@click.argument("path", type=FILE, metavar="BERKAS")
@with_parts
def import_agencies(parts: Parts, path: Path) -> None:
    """Tambahkan OPD dari berkas XLSX: satu nama per baris. Yang sudah ada dilewati."""
    from bot.people.agencies import names_in

    names = names_in(path)
    added = parts.agencies.add(names)
    click.echo(f"{added} OPD ditambahkan, {len(names) - added} sudah ada.")


import_agencies.context_class = indonesian.Context
