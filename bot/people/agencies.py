"""The agencies (OPD) there are: a list that admins keep in log.db. Names are the same whatever their capitals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from rapidfuzz import fuzz, process, utils

from bot.errors import BotError, UnknownAgency
from bot.journal.store import LogStore
from indexer.language.wordlists import phrases

LONGEST = 120
ALIKE = 70.0
"""How alike, 0 to 100, a name must be to be offered for one that isn't in the list; a person decides."""
HEADS = frozenset(phrases("heads_of_agencies"))


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency of the list."""

    id: int
    name: str


class Agencies:
    """Safe from several threads and processes; raises BotError where the file can't be used."""

    def __init__(self, path: Path):
        self._store = LogStore(path)

    def close(self) -> None:
        self._store.close()

    def all(self) -> list[Agency]:
        """By name."""
        return [Agency(**row) for row in self._store.db.query("SELECT id, name FROM agencies ORDER BY name COLLATE NOCASE")]

    def add(self, names: Iterable[str]) -> int:
        """Add those that aren't in the list; how many that were."""
        before = len(self.all())
        with self._store.writing() as db:
            for name in filter(None, map(_tidy, names)):
                db.execute("INSERT INTO agencies (name) VALUES (?) ON CONFLICT DO NOTHING", [name])
        return len(self.all()) - before

    def spelled(self, typed: str) -> str:
        """A name as the list spells it; while the list is empty any name will do. Raises UnknownAgency with what may be meant."""
        wanted, known = _tidy(typed), [agency.name for agency in self.all()]
        if not wanted or not known:
            return wanted
        for name in known:
            if name.casefold() == wanted.casefold():
                return name
        near = process.extractOne(wanted, known, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=ALIKE)
        advice = f"mungkin maksudnya “{near[0]}”" if near else "daftarnya ada di /pengguna, atau di server: `tanya agencies`"
        raise UnknownAgency(f"OPD “{wanted}” tidak ada di daftar; {advice}.")


def names_in(path: Path) -> list[str]:
    """The names in the first sheet of a workbook: of each row the first cell that is a text. Raises BotError for anything else."""
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True))
        book.close()
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise BotError(f"{path} tidak dapat dibaca; simpan daftarnya sebagai XLSX, satu nama OPD per baris.") from error
    return [name for row in rows for name in _names_of(row)]


def _names_of(row: Sequence[object]) -> list[str]:
    """The name in a row; none in an empty one, nor in that of the heads."""
    texts = [_tidy(cell) for cell in row if isinstance(cell, str) and cell.strip()]
    is_head = any(text.casefold() in HEADS for text in texts)
    return [] if is_head else texts[:1]


def _tidy(name: str) -> str:
    return " ".join(name.split())[:LONGEST]
