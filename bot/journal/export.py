"""Log entries as files that other programs open: JSON with everything, CSV and XLSX with a row an entry."""

import csv
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from bot.errors import BotError
from bot.journal.entries import LogEntry, LoggedCitation
from bot.journal.sources import source_line

COLUMNS = {
    "No.": 8,
    "Waktu": 20,
    "Nama": 22,
    "ID pengguna": 14,
    "ID obrolan": 16,
    "Pertanyaan": 48,
    "Dipahami sebagai": 48,
    "Terjawab": 10,
    "Jawaban": 72,
    "Alasan": 48,
    "Sumber": 48,
    "Kutipan": 72,
    "Nilai": 8,
    "Penyusun": 12,
    "Keyakinan": 11,
    "Milidetik": 11,
}
"""Heads of CSV and XLSX, with the width of each column in characters."""

_OPENS_FORMULA = re.compile(r"^(?=[\t\r\n]|\s*[=+@＝＋＠－-])|(?<=[;\t])(?=[=+@＝＋＠－-])")
"""Where a spreadsheet could begin a formula: at the beginning of a cell, and behind what some split a CSV at. Full-width signs count."""
TOP_WRAPPED = Alignment(wrap_text=True, vertical="top")
CELL_LIMIT = 32_767
"""Characters Excel takes in one cell."""


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
    writer.writerow(COLUMNS)
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
    book = Workbook(write_only=True)  # rows go out as they come: a long log isn't held in memory
    sheet = book.create_sheet("Log tanya-jawab")
    sheet.freeze_panes = "A2"
    for number, width in enumerate(COLUMNS.values(), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_cell(sheet, head, bold=True) for head in COLUMNS])
    count = 0
    for count, entry in enumerate(entries, 1):
        sheet.append([_cell(sheet, value) for value in _row(entry)])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{count + 1}"
    book.save(path)
    return count


def _cell(sheet: WriteOnlyWorksheet, value: Any, bold: bool = False) -> WriteOnlyCell:
    if isinstance(value, str):
        value = _harmless(ILLEGAL_CHARACTERS_RE.sub("", value))[:CELL_LIMIT]
    cell = WriteOnlyCell(sheet, value)
    cell.alignment = TOP_WRAPPED
    cell.font = Font(bold=bold)
    return cell


_WRITERS: dict[str, Callable[[Iterable[LogEntry], Path], int]] = {"json": _json_file, "csv": _csv_file, "xlsx": _xlsx_file}


def _row(entry: LogEntry) -> list[Any]:
    return [
        entry.id,
        f"{entry.asked_at.astimezone():%Y-%m-%d %H:%M:%S}",
        entry.user_name,
        entry.user_id,
        entry.chat_id,
        entry.question,
        entry.asked,
        "tidak" if entry.refused else "ya",
        entry.answer,
        entry.reason,
        "\n".join(map(_source, entry.citations)),
        "\n".join(f"[{cited.number}] {cited.quote}" for cited in entry.citations),
        entry.feedback,
        entry.composer,
        round(entry.confidence, 3),
        round(entry.ms),
    ]


def _source(cited: LoggedCitation) -> str:
    return f"[{cited.number}] {source_line(cited.name, cited.page, cited.heading, cited.place)}"


def _harmless(cell: Any) -> Any:
    """A text with an apostrophe where a spreadsheet would begin a formula, and without what no file can hold."""
    if not isinstance(cell, str):
        return cell
    writable = cell.replace("\0", "").encode("utf-8", "replace").decode()
    return _OPENS_FORMULA.sub("'", writable)
