"""`tanya bot`, `watch`, `doctor`: what serves until it is stopped, and whether all is ready for it. What a command needs is imported
when it runs."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from filelock import FileLock, Timeout

from bot.cli.parts import FILE, Parts, with_parts
from bot.errors import BadSettings, BotError
from indexer.cli.commands import report_lines
from indexer.models import IndexReport


@click.command()
@with_parts
def bot(parts: Parts) -> None:
    """Jalankan bot Telegram."""
    settings = parts.settings
    if settings.telegram_bot_token is None:
        raise BadSettings("TELEGRAM_BOT_TOKEN belum diisi; minta token kepada @BotFather, lalu tulis di berkas .env.")
    with only_one(settings.data_dir):
        _serve(parts)


def _serve(parts: Parts) -> None:
    from bot.chat.serving import run

    settings = parts.settings
    if not parts.access.users():
        click.echo("Belum ada admin. Buat undangan dengan `tanya invite admin`, atau isi TANYA_ADMIN_IDS.", err=True)
    run(settings, parts.assistant, parts.library, parts.log, parts.access, parts.uploads)


@contextmanager
def only_one(data_dir: Path) -> Iterator[None]:
    """Two bots on one data folder would answer everything twice. Raises BotError for the second; a killed one leaves no lock."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        with FileLock(data_dir / "bot.lock", blocking=False):
            yield
    except Timeout as error:
        raise BotError(
            f"Bot untuk folder {data_dir} sudah berjalan; hentikan dahulu, atau pakai TANYA_DATA_DIR lain."
        ) from error


@click.command()
@click.argument("folder", required=False, type=FILE, metavar="[FOLDER]")
@with_parts
def watch(parts: Parts, folder: Path | None) -> None:
    """Pantau folder (bawaan: folder corpus) dan indeks berkas baru begitu selesai disalin."""
    from bot.intake.jobs import Status
    from bot.intake.watch import Watch

    queue, stop = parts.uploads.queue, threading.Event()

    def taken() -> set[Path]:
        jobs = queue.having(Status.WAITING, Status.RUNNING, Status.OCR, Status.HELD)
        return {job.path.resolve() for job in jobs}

    def report(indexed: IndexReport) -> None:
        for line in report_lines(indexed):
            click.echo(line)

    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stop.set())
    watched = Watch(parts.library, folder or parts.settings.corpus_dir, report, say=click.echo, taken=taken)
    watched.run(stop)
    raise KeyboardInterrupt  # it ends like anything that is interrupted


@click.command()
@with_parts
def doctor(parts: Parts) -> None:
    """Periksa apakah semuanya siap."""
    from bot.cli.doctor import examine

    can_answer = True
    for finding in examine(parts):
        mark = "✓" if finding.good else "✗"
        click.echo(f"{mark} {finding.text}")
        if finding.essential and not finding.good:
            can_answer = False
    sys.exit(0 if can_answer else 1)
