"""Checked answers as a sheet: written for Excel, and read from one that people filled in. A row is a source; one without a question goes on with the
answer above it."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from bot.errors import BotError
from bot.journal.corrected.values import CitedPage, Corrected
from bot.journal.export import Column, write_sheet

MOST_ROWS = 2000
_UNREADABLE = (
    BadZipFile,
    zlib.error,
    EOFError,
    InvalidFileException,
    SyntaxError,
    KeyError,
    IndexError,
    TypeError,
    ValueError,
    OSError,
)
"""What openpyxl raises for a file that is none of its own; a SyntaxError is one of XML."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is written: a source, and the answer that it belongs to, None where the row above has it already."""

    corrected: Corrected | None
    cited: CitedPage


@dataclass(frozen=True, slots=True)
class Source:
    """A source as it is typed in a sheet: the name of a file or the title of a document, its page ("" where it has none), the quote."""

    document: str
    page: str
    quote: str


@dataclass(frozen=True, slots=True)
class Typed:
    """An answer as it is typed in a sheet, from its row `number` on."""

    number: int
    question: str
    wordings: str
    answer: str
    valid_until: str
    sources: tuple[Source, ...]


def write_corrected(answers: Sequence[Corrected], path: Path) -> int:
    """Write checked answers as XLSX; returns how many rows. Raises BotError where the file can't be written."""
    try:
        return write_sheet("Jawaban terperiksa", COLUMNS, _lines(answers), path)
    except OSError as error:
        raise BotError(f"Berkas {path} tidak dapat ditulis; periksa foldernya.") from error


def read_typed(data: bytes) -> list[Typed]:
    """The answers of the first sheet, in order. Raises BotError for a file that isn't such a sheet."""
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(max_row=MOST_ROWS + 2, values_only=True))
    except _UNREADABLE as error:
        raise BotError("Berkas itu tidak dapat dibaca sebagai XLSX; simpan lagi dari Excel, lalu kirim ulang.") from error
    if len(rows) > MOST_ROWS + 1:
        raise BotError(f"Lembarnya lebih dari {MOST_ROWS} baris; bagilah menjadi beberapa berkas.")
    heads = [_text(head).casefold() for head in rows[0]] if rows else []
    missing = [head for head in NEEDED if head.casefold() not in heads]
    if missing:
        raise BotError(
            f"Baris pertama lembar itu tidak memuat kolom {', '.join(missing)}; pakai lembar hasil unduhan sebagai contoh."
        )
    return list(_typed([dict(zip_longest(heads, map(_text, row[: len(heads)]), fillvalue="")) for row in rows[1:]]))


def _typed(rows: Sequence[dict[str, str]]) -> Iterator[Typed]:
    starts = [at for at, row in enumerate(rows) if row["pertanyaan"]]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        first = rows[start]
        sources = [
            Source(row["dokumen"], row["halaman"], row["kutipan"])
            for row in rows[start:end]
            if row["dokumen"] or row["kutipan"]
        ]
        yield Typed(
            number=start + 2,
            question=first["pertanyaan"],
            wordings=first.get("susunan lain", ""),
            answer=first["jawaban"],
            valid_until=first.get("berlaku sampai", ""),
            sources=tuple(sources),
        )


def _text(cell: object) -> str:
    """What stands in a cell, without the apostrophe that keeps it from being a formula; dates as "2026-12-31"."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip().removeprefix("'").strip()


def _lines(answers: Sequence[Corrected]) -> Iterator[Line]:
    for one in answers:
        for at, cited in enumerate(one.written.citations):
            yield Line(one if at == 0 else None, cited)


def _of(answer: str, of_answer) -> Column:
    """A column of what is known of an answer, empty beside its further sources."""
    return Column(answer, 24, lambda line: of_answer(line.corrected) if line.corrected else "")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


COLUMNS = (
    _of("No.", lambda one: one.id),
    _of("Pertanyaan", lambda one: one.written.question),
    _of("Susunan lain", lambda one: "\n".join(one.written.wordings)),
    _of("Jawaban", lambda one: one.written.answer),
    _of("Berlaku sampai", lambda one: _day(one.written.valid_until)),
    Column("Dokumen", 36, lambda line: line.cited.document),
    Column("Halaman", 10, lambda line: line.cited.page),
    Column("Kutipan", 60, lambda line: line.cited.quote),
    _of("Status", lambda one: one.status.value),
    _of("Dipakai", lambda one: one.uses),
    _of("Ditulis oleh", lambda one: one.created_by_name),
)
NEEDED = ("Pertanyaan", "Jawaban", "Dokumen", "Halaman", "Kutipan")
"""The heads without which a sheet can't be taken."""
