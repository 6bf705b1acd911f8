"""`tanya documents`, `correct`, `remove`, `publish`, `restore`, `validity`: single documents, from a terminal."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import click
import msgspec

from indexer.cli.console import given_options, open_library
from indexer.errors import UnknownDocument
from indexer.models import Document, Metadata, State

if TYPE_CHECKING:
    from indexer.library import Library

_ASIDE = "Berkasnya disisihkan 30 hari, lalu dihapus; sampai saat itu dapat dikembalikan lewat /dokumen, Terhapus, di Telegram."
_VALIDITY = {"berlaku": "", "diubah": "diubah", "dicabut": "dicabut"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Satu baris JSON per dokumen.")
@click.option("--all", "everything", is_flag=True, help="Tampilkan juga yang menunggu ditinjau dan versi lama.")
def documents(as_json: bool, everything: bool) -> None:
    """Tampilkan dokumen yang ada di pustaka."""
    with open_library() as library:
        groups = {"": library.documents()}
        if everything:
            groups["Menunggu ditinjau"] = library.held()
            groups["Versi lama"] = library.archived()
    if as_json:
        _print_json(groups.values())
    elif any(groups.values()):
        _print_groups(groups)
    else:
        click.echo("Belum ada dokumen. Taruh berkas di folder corpus, lalu jalankan `tanya index`.")


def _print_json(groups: Iterable[Iterable[Document]]) -> None:
    for group in groups:
        for document in group:
            click.echo(json.dumps(msgspec.to_builtins(document), ensure_ascii=False))


def _print_groups(groups: Mapping[str, Sequence[Document]]) -> None:
    for heading, found in groups.items():
        if heading and found:
            click.echo(f"{heading}:")
        for document in found:
            _print_document(document)


def _print_document(document: Document) -> None:
    """Two lines: a table of so many columns can't be read in a terminal of 80."""
    known = (
        document.kind,
        document.region,
        document.period,
        _standing(document),
        _counted(document.pages, "halaman"),
        _counted(document.chunks, "potongan"),
    )
    about = " · ".join(part for part in known if part)
    gone = " (berkasnya tidak ada)" if document.status is State.MISSING else ""
    click.echo(f"{document.id:>3}  {document.title}")
    click.echo(click.style(f"     {about} · {document.name}{gone}", dim=True))


def _standing(document: Document) -> str:
    if not document.validity or document.amended_by is None:
        return document.validity
    return f"{document.validity} oleh nomor {document.amended_by}"


def _counted(count: int | None, of: str) -> str:
    return f"{count} {of}" if count else ""


@click.command()
@click.argument("which", metavar="NAMA|NOMOR")
@click.option("--title", default="", help="Judul dokumen.")
@given_options
def correct(which: str, title: str, kind: str, region: str, period: str) -> None:
    """Betulkan keterangan dokumen. Yang tidak disebut tetap."""
    given = Metadata(title, kind, region, period)
    if given == Metadata():
        raise click.UsageError("Sebutkan yang dibetulkan: --title, --kind, --region, atau --period.")
    with open_library() as library:
        document = library.correct(_find(library, which).id, given)
    place = ", ".join(filter(None, (document.kind, document.region, document.period)))
    click.echo(f"{document.name} sekarang tercatat sebagai “{document.title}” ({place}).")


@click.command()
@click.argument("which", metavar="NAMA|NOMOR")
@click.option("--yes", is_flag=True, help="Jangan bertanya dulu.")
@click.option(
    "--delete-file",
    is_flag=True,
    help="Pindahkan juga berkasnya ke folder terhapus; selama 30 hari dapat dikembalikan lewat /dokumen di Telegram.",
)
def remove(which: str, yes: bool, delete_file: bool) -> None:
    """Keluarkan dokumen dari pustaka."""
    with open_library() as library:
        document = _find(library, which)
        fate = _ASIDE if delete_file else "Berkasnya tetap ada."
        if not yes:
            click.confirm(f"Keluarkan {document.name} dari pustaka? {fate}", abort=True)
        library.remove(document.id, delete_file)
    click.echo(f"{document.name} sudah dikeluarkan. {fate}")


@click.command()
@click.argument("number", metavar="NOMOR", type=int)
@click.option("--replaces", type=int, metavar="NOMOR", help="Nomor dokumen yang digantikannya; dokumen itu menjadi versi lama.")
@given_options
def publish(number: int, replaces: int | None, kind: str, region: str, period: str) -> None:
    """Pakai dokumen yang menunggu ditinjau, misalnya sebagai versi baru dokumen lain."""
    with open_library() as library:
        report = library.publish(number, Metadata(kind=kind, region=region, period=period), replaces)
        document = library.document(report.document)
    click.echo(f"{document.name} sekarang dipakai ({document.chunks} potongan).")


@click.command()
@click.argument("number", metavar="NOMOR", type=int)
def restore(number: int) -> None:
    """Pakai lagi versi lama suatu dokumen; penggantinya menjadi versi lama."""
    with open_library() as library:
        document = library.document(library.restore(number).document)
    click.echo(f"{document.name} dipakai lagi ({document.chunks} potongan).")


@click.command()
@click.argument("number", metavar="NOMOR", type=int)
@click.argument("value", metavar="berlaku|diubah|dicabut", type=click.Choice(list(_VALIDITY)))
@click.option("--by", type=int, metavar="NOMOR", help="Nomor dokumen yang mengubah atau mencabutnya.")
def validity(number: int, value: str, by: int | None) -> None:
    """Catat apakah suatu dokumen masih berlaku."""
    with open_library() as library:
        document = library.set_validity(number, _VALIDITY[value], by)
    click.echo(f"{document.name} sekarang tercatat {value}.")


def _find(library: "Library", which: str) -> Document:
    """By name, path or number; one that is searched before one that isn't."""
    found = _named(library.documents(), which) or _named([*library.held(), *library.archived()], which)
    if not found:
        raise UnknownDocument(f"Tidak ada dokumen {which}; lihat daftarnya dengan `tanya documents`.")
    if len(found) > 1:
        numbers = ", ".join(str(document.id) for document in found)
        raise UnknownDocument(f"Ada {len(found)} dokumen bernama {which}; sebutkan nomornya: {numbers}.")
    return found[0]


def _named(group: Iterable[Document], which: str) -> list[Document]:
    return [document for document in group if which in (document.name, document.path, str(document.id))]


COMMANDS = (documents, correct, remove, publish, restore, validity)
"""What `tanya` takes over from here."""
