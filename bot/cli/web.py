"""`tanya web`: the coordinators' desk by itself. What a command needs is imported when it runs."""

import asyncio
import logging
import signal
from typing import TYPE_CHECKING

import click

from bot.cli.parts import Parts, with_parts
from bot.errors import BotError
from bot.models import Role

if TYPE_CHECKING:
    from bot.web.opening import Pages


@click.command()
@click.option("--link", is_flag=True, help="Cetak tautan masuk sekali pakai untuk admin, lalu selesai.")
@with_parts
def web(parts: Parts, link: bool) -> None:
    """Layani meja koordinator di peramban."""
    if link:
        click.echo(_link(parts))
        return
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    asyncio.run(_serve(parts))


def _link(parts: Parts) -> str:
    """For the first admin there is. Raises BotError where there is none."""
    admin = next((user for user in parts.access.users() if user.role is Role.ADMIN), None)
    if admin is None:
        raise BotError("Belum ada admin; isi TANYA_ADMIN_IDS, atau buat undangan dengan `tanya invite admin`.")
    return parts.sessions.link(admin.id, admin.name or "Admin")


async def _serve(parts: Parts) -> None:
    """Until SIGINT or SIGTERM. Raises BotError where the address can't be listened on."""
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stopped.set)
    pages = _pages(parts)
    await pages.start()
    click.echo(
        f"Meja koordinator terbuka di {parts.settings.desk_url}. Masuk dengan /masuk di Telegram, atau `tanya web --link`."
    )
    click.echo("Tekan Ctrl+C untuk berhenti.")
    await stopped.wait()
    await pages.stop()


def _pages(parts: Parts) -> "Pages":
    """With the page for uploads where the bot doesn't serve it."""
    from bot.intake.upload_links import Links
    from bot.web.desk import open_desk
    from bot.web.opening import open_pages, receiving_for

    settings = parts.settings
    desk = open_desk(settings, parts.library, parts.log, parts.access)
    uploads = None
    if settings.web == "terpisah" and settings.public_url:
        links = Links(settings.log_path, parts.access, settings.public_url)
        uploads = receiving_for(settings, links, parts.uploads, wake=lambda: None)  # the bot looks into the queue by itself
    return open_pages(settings, desk, uploads)
