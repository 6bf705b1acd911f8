"""`tanya index`, `documents`, `correct`, `remove`, `rebuild`, `model`: the library from a terminal."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.errors import UnknownDocument
from indexer.models import KINDS, Document, IndexReport, Metadata

if TYPE_CHECKING:
    from indexer.library import Library

OPEN_MODEL = "indexer.open_model"
"""Key of `click.Context.meta` under which another way to open the model may be handed in."""

_STATUS = {
    "indexed": "diindeks", "replaced": "diperbarui", "unchanged": "tidak berubah", "removed": "dikeluarkan", "failed": "gagal"
}  # fmt: skip
_STAGES = {"dibaca": "Dibaca", "diindeks": "Diindeks"}


@contextmanager
def _library() -> Iterator["Library"]:
    """The library of the command's settings; Ctrl-C ends the command with one line."""
    from indexer.library import Library  # the engines behind it would slow down `tanya --help`

    context = click.get_current_context()
    other = {"open_model": context.meta[OPEN_MODEL]} if OPEN_MODEL in context.meta else {}
    library = Library(context.obj, say=lambda line: click.echo(line, err=True), **other)
    try:
        with closing(library):
            yield library
    except KeyboardInterrupt:
        click.echo("Dihentikan. Pustaka tetap utuh; jalankan lagi untuk menyelesaikannya.", err=True)
        sys.exit(130)


@contextmanager
def _bars(library: "Library") -> Iterator[tuple[Callable[[str, int, int], None], Callable[[str], None]]]:
    """A progress callback that draws on stderr, and a way to print lines that doesn't tear what is drawn."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    _ = library.model  # its preparation, if it is the first, tells lines of its own
    console = Console(stderr=True)
    columns = TextColumn("{task.description:<9}"), BarColumn(), MofNCompleteColumn()
    both = console.is_terminal and sys.stdout.isatty()
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal, redirect_stdout=False, redirect_stderr=False
    ) as bars:
        files, chunks = bars.add_task("Berkas", total=None), bars.add_task("Dibaca", total=None)

        def progress(stage: str, done: int, total: int) -> None:
            bars.update(files if stage == "berkas" else chunks, completed=done, total=total or None)
            if stage in _STAGES:
                bars.update(chunks, description=_STAGES[stage])

        def show(line: str) -> None:
            console.print(line, markup=False, highlight=False, soft_wrap=True) if both else click.echo(line)

        yield progress, show


def _follow(reports: Iterable[IndexReport], show: Callable[[str], None], as_json: bool) -> Counter[str]:
    """Shows each report as it comes; how many there were of each status."""
    counts: Counter[str] = Counter()
    for report in reports:
        counts[report.status] += 1
        show(_json_line(report) if as_json else _line(report))
    return counts


def _json_line(report: IndexReport) -> str:
    values = asdict(report)
    del values["notes"]
    return json.dumps(values, ensure_ascii=False)


def _line(report: IndexReport) -> str:
    line = f"{Path(report.path).name}: {_STATUS[report.status]}"
    if report.status in ("indexed", "replaced"):
        pages = f"{report.pages} halaman, " if report.pages else ""
        line += f", {pages}{report.chunks} potongan, {_seconds(report.seconds)}"
    return ". ".join([line, *(text.rstrip(".") for text in (report.error, *report.notes) if text)])


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} detik".replace(".", ",")


def _summary(counts: Counter[str]) -> str:
    parts = [f"{counts[status]} {word}" for status, word in _STATUS.items() if counts[status]]
    return f"Selesai: {', '.join(parts) or 'tidak ada dokumen di sana'}."


def _given(command: Callable) -> Callable:
    """The options with which people say what a document is."""
    for option in (
        click.option("--period", default="", help="Periode dokumen, misalnya 2025-2029."),
        click.option("--region", default="", help="Daerah, misalnya Kabupaten Wajo."),
        click.option("--kind", default="", type=click.Choice(("", *KINDS)), metavar="JENIS", help=f"{', '.join(KINDS)}."),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH ...]")
@click.option("--json", "as_json", is_flag=True, help="Satu baris JSON per berkas.")
@_given
@click.option("--prune", is_flag=True, help="Keluarkan juga dokumen yang berkasnya sudah tidak ada.")
def index(paths: tuple[Path, ...], as_json: bool, kind: str, region: str, period: str, prune: bool) -> None:
    """Indeks berkas atau folder (bawaan: folder corpus). Yang tidak berubah dilewati."""
    given = Metadata(kind=kind, region=region, period=period)
    with _library() as library:
        with _bars(library) as (progress, show):
            counts = _follow(library.index(paths, given, prune, progress), show, as_json)
        if not as_json:
            click.echo(_summary(counts))
    sys.exit(1 if counts["failed"] else 0)


@click.command()
def rebuild() -> None:
    """Bangun ulang seluruh pustaka, misalnya setelah mengganti model. Pustaka lama dipakai sampai yang baru selesai."""
    with _library() as library:
        with _bars(library) as (progress, show):
            counts = _follow(library.rebuild(progress), show, as_json=False)
        click.echo(f"Pustaka dibangun ulang dengan model {library.model.name}: {counts.total()} dokumen.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Satu baris JSON per dokumen.")
def documents(as_json: bool) -> None:
    """Tampilkan dokumen yang ada di pustaka."""
    with _library() as library:
        found = library.documents()
    if as_json:
        for document in found:
            click.echo(json.dumps(asdict(document), ensure_ascii=False))
    elif found:
        _print_list(found)
    else:
        click.echo("Belum ada dokumen. Taruh berkas di folder corpus, lalu jalankan `tanya index`.")


def _print_list(found: Iterable[Document]) -> None:
    """Two lines a document: a table of so many columns can't be read in a terminal of 80."""
    for document in found:
        name = document.name if document.status == "indexed" else f"{document.name} (berkasnya tidak ada)"
        pages = f"{document.pages} halaman" if document.pages else ""
        about = (document.kind, document.region, document.period, pages, f"{document.chunks} potongan")
        click.echo(f"{document.id:>3}  {document.title}")
        click.echo(click.style(f"     {' · '.join(part for part in about if part)} · {name}", dim=True))


@click.command()
@click.argument("which", metavar="NAMA|NOMOR")
@click.option("--title", default="", help="Judul dokumen.")
@_given
def correct(which: str, title: str, kind: str, region: str, period: str) -> None:
    """Betulkan keterangan dokumen. Yang tidak disebut tetap."""
    given = Metadata(title, kind, region, period)
    if given == Metadata():
        raise click.UsageError("Sebutkan yang dibetulkan: --title, --kind, --region, atau --period.")
    with _library() as library:
        document = library.correct(_find(library, which).id, given)
    place = ", ".join(filter(None, (document.kind, document.region, document.period)))
    click.echo(f"{document.name} sekarang tercatat sebagai “{document.title}” ({place}).")


@click.command()
@click.argument("which", metavar="NAMA|NOMOR")
@click.option("--yes", is_flag=True, help="Jangan bertanya dulu.")
@click.option("--delete-file", is_flag=True, help="Hapus juga berkasnya.")
def remove(which: str, yes: bool, delete_file: bool) -> None:
    """Keluarkan dokumen dari pustaka."""
    with _library() as library:
        document = _find(library, which)
        fate = "Berkasnya juga dihapus." if delete_file else "Berkasnya tetap ada."
        if not yes:
            click.confirm(f"Keluarkan {document.name} dari pustaka? {fate}", abort=True)
        library.remove(document.id, delete_file)
    click.echo(f"{document.name} sudah dikeluarkan. {fate}")


def _find(library: "Library", which: str) -> Document:
    found = [document for document in library.documents() if which in (document.name, document.path, str(document.id))]
    if not found:
        raise UnknownDocument(f"Tidak ada dokumen {which}; lihat daftarnya dengan `tanya documents`.")
    if len(found) > 1:
        numbers = ", ".join(str(document.id) for document in found)
        raise UnknownDocument(f"Ada {len(found)} dokumen bernama {which}; sebutkan nomornya: {numbers}.")
    return found[0]


@click.command()
def model() -> None:
    """Tampilkan model yang dipakai, dan apakah cocok dengan pustaka."""
    with _library() as library:
        name, known = library.model.name, library.built_with
        click.echo(f"Model: {name} ({library.model.dimensions} dimensi)")
        click.echo(f"Folder: {click.get_current_context().obj.models_dir}")
        if known is None:
            click.echo("Pustaka: masih kosong.")
        elif known == name:
            click.echo("Pustaka: cocok.")
        else:
            click.echo(f"Pustaka: dibangun dengan {known}; jalankan `tanya rebuild`.")


COMMANDS = (index, documents, correct, remove, rebuild, model)
"""What `tanya` takes over from here."""
