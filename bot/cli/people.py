"""`tanya users`, `invite`: who may use the assistant. What a command needs is imported when it runs."""

import click

from bot.cli.parts import Parts, with_parts
from bot.models import Role


@click.command()
@with_parts
def users(parts: Parts) -> None:
    """Tampilkan pengguna dan perannya."""
    from bot.cli.terminal import show_users

    show_users(parts.access.users())


@click.command()
@click.argument("role", type=click.Choice([role.value for role in Role]), metavar="PERAN")
@with_parts
def invite(parts: Parts, role: str) -> None:
    """Buat undangan sekali pakai untuk peran opd, diskominfo, koordinator, atau admin."""
    code = parts.access.invite(Role(role), by=None)
    username = parts.log.recall("bot_username")
    click.echo(f"Undangan sebagai {role}, untuk satu orang, berlaku 7 hari:")
    click.echo(f"https://t.me/{username}?start={code}" if username else f"Kirimkan kepada bot: /start {code}")
