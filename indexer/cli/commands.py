"""`tanya index`, `rebuild`, `model`: the library as a whole, from a terminal."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from indexer.cli import document_commands
from indexer.cli.console import given_options, open_library
from indexer.documents.losses import unread_line
from indexer.models import IndexReport, Metadata

if TYPE_CHECKING:
    from indexer.library import Library

_STATUS = {
    "indexed": "diindeks", "replaced": "diperbarui", "unchanged": "tidak berubah", "removed": "dikeluarkan", "failed": "gagal"
}  # fmt: skip
_READ = ("indexed", "replaced")
_INDENT = "    "
_STAGES = {"dibaca": "Dibaca", "diindeks": "Diindeks"}


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
        lines = [_json_line(report)] if as_json else report_lines(report)
        for line in lines:
            show(line)
    return counts


def _json_line(report: IndexReport) -> str:
    values = msgspec.to_builtins(report)
    for inner in ("notes", "doubts", "older", "waits_for_ocr"):
        del values[inner]
    return json.dumps(values, ensure_ascii=False)


def report_lines(report: IndexReport) -> list[str]:
    """What became of one file, in one line; of one that was read, as what it is filed and, if anything, what of it was not read."""
    lines = [_what_became(report)]
    if report.status in _READ:
        lines.append(f"{_INDENT}Tercatat: {_filed_as(report)}")
        if report.losses:
            lines.append(_INDENT + unread_line(report.losses))
    return lines


def _filed_as(report: IndexReport) -> str:
    region = report.region or "daerah belum diketahui"
    period = report.period or "periode belum diketahui"
    return " · ".join((report.title, report.kind, region, period))


def _what_became(report: IndexReport) -> str:
    line = f"{Path(report.path).name}: {_STATUS[report.status]}"
    if report.status in _READ and report.chunks:
        pages = f"{report.pages} halaman, " if report.pages else ""
        line += f", {pages}{report.chunks} potongan, {_seconds(report.seconds)}"
    said = [report.error, *report.notes] if report.error else report.notes
    return ". ".join([line, *(text.rstrip(".") for text in said)])


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} detik".replace(".", ",")


def _summary(counts: Counter[str]) -> str:
    parts = [f"{counts[status]} {word}" for status, word in _STATUS.items() if counts[status]]
    return f"Selesai: {', '.join(parts) or 'tidak ada dokumen di sana'}."


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH ...]")
@click.option("--json", "as_json", is_flag=True, help="Satu baris JSON per berkas.")
@given_options
@click.option("--prune", is_flag=True, help="Keluarkan juga dokumen yang berkasnya sudah tidak ada.")
def index(paths: tuple[Path, ...], as_json: bool, kind: str, region: str, period: str, prune: bool) -> None:
    """Indeks berkas atau folder (bawaan: folder corpus). Yang tidak berubah dilewati."""
    given = Metadata(kind=kind, region=region, period=period)
    with open_library() as library:
        failed = run_over(library, paths, given, prune, as_json)
    sys.exit(1 if failed else 0)


def run_over(
    library: "Library", paths: tuple[Path, ...] = (), given: Metadata = Metadata(), prune: bool = False, as_json: bool = False
) -> int:
    """Indexes as `Library.index` does, and tells of each file and of them all; how many failed."""
    with _bars(library) as (progress, show):
        counts = _follow(library.index(paths, given, prune, progress), show, as_json)
    if not as_json:
        click.echo(_summary(counts))
    return counts["failed"]


@click.command()
def rebuild() -> None:
    """Bangun ulang seluruh pustaka, misalnya setelah mengganti model. Pustaka lama dipakai sampai yang baru selesai."""
    with open_library() as library:
        with _bars(library) as (progress, show):
            counts = _follow(library.rebuild(progress), show, as_json=False)
        click.echo(f"Pustaka dibangun ulang dengan model {library.model.name}: {counts.total()} dokumen.")


@click.command()
def model() -> None:
    """Tampilkan model yang dipakai, apakah cocok dengan pustaka, pembaca jawabannya, dan pembanding pertanyaannya."""
    from indexer.evidence.reader.opening import open_reader  # a runtime stands behind these
    from indexer.sameness.opening import open_sameness

    with open_library() as library:
        name, known = library.model.name, library.built_with
        click.echo(f"Model: {name} ({library.model.dimensions} dimensi)")
        click.echo(f"Folder: {click.get_current_context().obj.models_dir}")
        if known is None:
            click.echo("Pustaka: masih kosong.")
        elif known == name:
            click.echo("Pustaka: cocok.")
        else:
            click.echo(f"Pustaka: dibangun dengan {known}; jalankan `tanya rebuild`.")
    if reader := open_reader(click.get_current_context().obj.models_dir, click.echo):
        click.echo(f"Pembaca jawaban: {reader.name}")
    if sameness := open_sameness(click.get_current_context().obj.models_dir, click.echo):
        click.echo(f"Pembanding pertanyaan: {sameness.name}")


COMMANDS = (index, rebuild, model, *document_commands.COMMANDS)
"""What `tanya` takes over from here."""
