"""Figures of ruled tables on scans that must add up: looked at again where they don't, and in doubt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from indexer.models import Table
from indexer.reading.scans.cells import by_column
from indexer.reading.scans.figures import digits
from indexer.reading.scans.ocr import Box, Seen
from indexer.reading.scans.rows import Cell
from indexer.reading.scans.second_look import seen_larger
from indexer.reading.scans.sums import Place, Wrong, wrong_sums

_NEAR = 12.0
_AROUND = 10.0
_IN_DOUBT = 0.5


@dataclass(frozen=True, slots=True)
class Summed:
    """The cells, and the figures in them that are in doubt because a sum does not add up."""

    cells: list[Cell]
    doubtful: tuple[str, ...]


def checked_by_sums(cells: Sequence[Cell], bare: np.ndarray) -> Summed:
    """The cells of a table. A figure is another one where that has one digit that looks alike, makes a sum right, and is what a second
    look at the page without lines (`bare`) sees, too."""
    kept = list(cells)
    places = _places(cells)
    wrong = wrong_sums({place: _text(kept[index]) for place, index in places.items()})
    doubtful: dict[str, None] = {}
    for one in wrong:
        mended = _seen_otherwise(one, places, kept, bare)
        for place, text in mended.items():
            cell = kept[places[place]]
            kept[places[place]] = replace(cell, words=[_as_one(cell.words, text)])
        suspects = mended or one.suspects
        doubtful.update((_text(kept[places[place]]), None) for place in suspects)
    return Summed(kept, tuple(doubtful))


def doubtful_by_sums(table: Table) -> tuple[str, ...]:
    """The figures of a table without ruling that are in doubt because a sum does not add up."""
    texts = {(row, column): cell.text for row, cells in enumerate(table.body) for column, cell in enumerate(cells) if cell.own}
    suspects = [texts[place] for one in wrong_sums(texts) for place in one.suspects]
    return tuple(dict.fromkeys(suspects))


def _places(cells: Sequence[Cell]) -> dict[Place, int]:
    """The indices of the cells by their rows and columns; those of one row begin level."""
    rows: dict[int, int] = {}
    row, top = -1, float("-inf")
    for index in sorted(range(len(cells)), key=lambda index: cells[index].box[1]):
        if cells[index].box[1] - top > _NEAR:
            row, top = row + 1, cells[index].box[1]
        rows[index] = row
    columns = by_column([cell.box for cell in cells], range(len(cells)))
    return {(rows[index], n): index for n, column in enumerate(columns) for index in column}


def _seen_otherwise(one: Wrong, places: dict[Place, int], cells: Sequence[Cell], bare: np.ndarray) -> dict[Place, str]:
    """The only figure, with its text, that would make the sum right and is seen so, too; nothing where none or several are."""
    asked = list(one.mendings)
    if not asked:
        return {}
    looks = seen_larger(bare, [_around(cells[places[place]].words) for place in asked])
    said = dict(zip(asked, looks, strict=True))
    agreed = {
        place: text
        for place, text in one.mendings.items()
        if digits(" ".join(word.text for word in said[place])) == digits(text)
    }
    return agreed if len(agreed) == 1 else {}


def _around(words: Sequence[Seen]) -> Box:
    left, top, right, bottom = _box(words)
    return (max(0.0, left - _AROUND), max(0.0, top - _AROUND), right + _AROUND, bottom + _AROUND)


def _box(words: Sequence[Seen]) -> Box:
    sides = list(zip(*(word.box for word in words), strict=True))
    return (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))


def _as_one(words: Sequence[Seen], text: str) -> Seen:
    return replace(words[0], text=text, box=_box(words), confidence=min(_IN_DOUBT, *(word.confidence for word in words)))


def _text(cell: Cell) -> str:
    return " ".join(" ".join(word.text for word in cell.words).replace("|", "").split())
