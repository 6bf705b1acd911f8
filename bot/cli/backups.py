"""`tanya backup`, and `restore`, which brings a backup back, or an older version of a document. What a command needs is imported when
it runs."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.parts import FILE, at_terminal
from bot.cli.running import only_one
from indexer.cli.commands import run_over
from indexer.cli.console import open_library
from indexer.cli.document_commands import restore as restore_version

if TYPE_CHECKING:
    from bot.settings import Settings


@click.command()
@click.argument("target", required=False, type=FILE, metavar="[BERKAS]")
@click.pass_obj
def backup(settings: Settings, target: Path | None) -> None:
    """Tulis satu cadangan: log, anggota, penilaian, keputusan tentang dokumen, dan daftar isi folder corpus. Boleh selagi bot berjalan.

    Tanpa BERKAS: ke folder TANYA_BACKUP_DIR, atau cadangan/ di folder data. Dokumennya sendiri tidak ikut; salin folder corpus juga.
    """
    from bot.backup.backup import Backup
    from bot.intake.uploads import megabytes
    from bot.journal.backups import Backups

    if target is None:
        target = settings.backup_dir or settings.data_dir / "cadangan"
        target.mkdir(parents=True, exist_ok=True)
    with open_library() as library, closing(Backups(settings.log_path)) as backups:
        written = Backup(settings, library, backups).write(target, at_terminal())
    click.echo(f"Cadangan ditulis ke {written} ({megabytes(written.stat().st_size)}) dan sudah diperiksa.")
    click.echo(f"Dokumennya tidak ikut: salin juga folder {settings.corpus_dir}.")


@click.command()
@click.argument("which", metavar="NOMOR|BERKAS")
@click.pass_context
def restore(context: click.Context, which: str) -> None:
    """Pakai lagi versi lama suatu dokumen (NOMOR), atau pulihkan cadangan (BERKAS) di mesin yang masih kosong.

    NOMOR: nomor dokumen; penggantinya menjadi versi lama. BERKAS: cadangan dari `tanya backup`; kembalikan dahulu folder corpus.
    """
    if which.isdecimal():
        context.invoke(restore_version, number=int(which))
    else:
        _bring_back(context.obj, Path(which))


def _bring_back(settings: Settings, path: Path) -> None:
    from bot.backup.bringing_back import BringingBack

    bringing = BringingBack(settings, path, at_terminal())
    with only_one(settings.data_dir):
        placed = bringing.place()
    click.echo(
        f"Cadangan {placed.made_at.astimezone():%d-%m-%Y %H.%M} dipulihkan. Pustaka dibangun lagi dari {settings.corpus_dir}:"
    )
    if placed.aside:
        click.echo(f"Isi folder data sebelumnya disimpan di {placed.aside}.")
    with open_library() as library:
        failed = run_over(library)
    bringing.whole()
    _name("Tidak ada lagi di folder dokumen", placed.differences.missing)
    _name("Berubah sejak dicadangkan; isinya yang sekarang yang dipakai", placed.differences.changed)
    sys.exit(1 if failed else 0)


def _name(heading: str, paths: Iterable[str]) -> None:
    listed = list(paths)
    if listed:
        click.echo(f"{heading} ({len(listed)} berkas):")
    for path in listed:
        click.echo(f"    {path}")
