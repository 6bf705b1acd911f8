"""Log entries as files that other programs open: JSON with everything, CSV and XLSX with a row an entry."""

import csv
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TextIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from bot.errors import BotError
from bot.journal.entries import LogEntry, LoggedCitation
from bot.journal.sources import source_line

_OPENS_FORMULA = re.compile(r"^(?=[\t\r\n]|\s*[=+@＝＋＠－-])|(?<=[;\t])(?=[=+@＝＋＠－-])")
"""Where a spreadsheet could begin a formula: at the beginning of a cell, and behind what some split a CSV at. Full-width signs count."""
TOP_WRAPPED = Alignment(wrap_text=True, vertical="top")
CELL_LIMIT = 32_767
"""Characters Excel takes in one cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of CSV and XLSX: its head, its width in characters, and what stands in it of an entry."""

    head: str
    width: int
    cell: Callable[[Any], Any]


def write(entries: Iterable[LogEntry], form: str, path: Path) -> int:
    """Write entries to `path` as "json", "csv" or "xlsx"; returns how many. BotError if the file can't be written."""
    try:
        return _WRITERS[form](entries, path)
    except OSError as error:
        raise BotError(f"Berkas {path} tidak dapat ditulis; periksa foldernya, atau tutup berkas itu di Excel.") from error


def write_json(entries: Iterable[LogEntry], stream: TextIO) -> int:
    """A list of entries with their citations and passages; times in local time with their offset."""
    count = 0
    for count, entry in enumerate(entries, 1):
        values = asdict(entry) | {"asked_at": entry.asked_at.astimezone().isoformat(timespec="seconds")}
        text = json.dumps(values, ensure_ascii=False).encode("utf-8", "replace").decode()  # half a surrogate pair has no UTF-8
        stream.write(("[\n" if count == 1 else ",\n") + text)
    stream.write("\n]\n" if count else "[]\n")
    return count


def write_csv(entries: Iterable[LogEntry], stream: TextIO) -> int:
    writer = csv.writer(stream)
    writer.writerow(column.head for column in COLUMNS)
    count = 0
    for count, entry in enumerate(entries, 1):
        writer.writerow([_harmless(cell) for cell in _row(entry)])
    return count


def _json_file(entries: Iterable[LogEntry], path: Path) -> int:
    with path.open("w", encoding="utf-8") as stream:
        return write_json(entries, stream)


def _csv_file(entries: Iterable[LogEntry], path: Path) -> int:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:  # Excel takes it for UTF-8 only with this mark
        return write_csv(entries, stream)


def _xlsx_file(entries: Iterable[LogEntry], path: Path) -> int:
    return write_sheet("Log tanya-jawab", COLUMNS, entries, path)


def write_sheet(title: str, columns: Sequence[Column], things: Iterable[Any], path: Path) -> int:
    """A workbook of one sheet with a row a thing; returns how many. Raises OSError."""
    book = Workbook(write_only=True)  # rows go out as they come: a long log isn't held in memory
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    heads = [_cell(sheet, bold=True) for _ in columns]
    sheet.append([_filled(cell, column.head) for cell, column in zip(heads, columns, strict=True)])
    cells = [
        _cell(sheet) for _ in columns
    ]  # filled anew for each row, which is written at once: styling each took most of the time
    count = 0
    for count, thing in enumerate(things, 1):
        sheet.append([_filled(cell, column.cell(thing)) for cell, column in zip(cells, columns, strict=True)])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
    book.save(path)
    return count


def _cell(sheet: WriteOnlyWorksheet, bold: bool = False) -> Cell:
    cell = WriteOnlyCell(sheet)
    cell.alignment = TOP_WRAPPED
    cell.font = Font(bold=bold)
    return cell


def _filled(cell: Cell, value: Any) -> Cell | None:
    """The cell with a value; None where it stays empty."""
    if value in ("", None):
        return None
    cell.value = cell_value(value)
    return cell


def cell_value(value: Any) -> Any:
    """What a cell of XLSX may hold: a text without what Excel refuses, never a formula."""
    if not isinstance(value, str):
        return value
    return _harmless(ILLEGAL_CHARACTERS_RE.sub("", value))[:CELL_LIMIT]


_WRITERS: dict[str, Callable[[Iterable[LogEntry], Path], int]] = {"json": _json_file, "csv": _csv_file, "xlsx": _xlsx_file}


def _source(cited: LoggedCitation) -> str:
    return f"[{cited.number}] {source_line(cited.name, cited.page, cited.heading, cited.place)}"


def _sources(entry: LogEntry) -> str:
    return "\n".join(map(_source, entry.citations))


def _quotes(entry: LogEntry) -> str:
    return "\n".join(f"[{cited.number}] {cited.quote}" for cited in entry.citations)


def _of_values(name: str) -> Callable[[LogEntry], str]:
    """What opens the paragraphs of an answer, or another field of these values: a line each, in all such columns in the same order."""
    return lambda entry: "\n".join(getattr(value, name) for value in entry.values).rstrip("\n")


COLUMNS = (
    Column("No.", 8, lambda entry: entry.id),
    Column("Waktu", 20, lambda entry: f"{entry.asked_at.astimezone():%Y-%m-%d %H:%M:%S}"),
    Column("Nama", 22, lambda entry: entry.user_name),
    Column("ID pengguna", 14, lambda entry: entry.user_id),
    Column("ID obrolan", 16, lambda entry: entry.chat_id),
    Column("Pertanyaan", 48, lambda entry: entry.question),
    Column("Dipahami sebagai", 48, lambda entry: entry.asked),
    Column("Terjawab", 10, lambda entry: "tidak" if entry.refused else "ya"),
    Column("Jawaban", 72, lambda entry: entry.answer),
    Column("Alasan", 48, lambda entry: entry.reason),
    Column("Sumber", 48, _sources),
    Column("Kutipan", 72, _quotes),
    Column("Nilai", 8, lambda entry: entry.feedback),
    Column("Penyusun", 12, lambda entry: entry.composer),
    Column("Keyakinan", 11, lambda entry: round(entry.confidence, 3)),
    Column("Milidetik", 11, lambda entry: round(entry.ms)),
    Column("Isi yang ditanyakan", 24, _of_values("value")),
    Column("Keterangan", 40, _of_values("label")),
    Column("Satuan", 12, _of_values("unit")),
    Column("Tahun", 8, _of_values("year")),
    Column("Daerah", 24, _of_values("region")),
    Column("Alasan 👎", 32, lambda entry: "\n".join(entry.objections)),
    Column("OPD penanya", 28, lambda entry: entry.opd),
    Column("Hasil tinjauan", 20, lambda entry: entry.verdict),
    Column("Catatan", 40, lambda entry: entry.verdict_note),
    Column("Peninjau", 22, lambda entry: entry.reviewer),
)
"""New ones come last: people's own sheets count them."""


def _row(entry: LogEntry) -> list[Any]:
    return [column.cell(entry) for column in COLUMNS]


def _harmless(cell: Any) -> Any:
    """A text with an apostrophe where a spreadsheet would begin a formula, and without what no file can hold."""
    if not isinstance(cell, str):
        return cell
    writable = cell.replace("\0", "").encode("utf-8", "replace").decode()
    return _OPENS_FORMULA.sub("'", writable)
