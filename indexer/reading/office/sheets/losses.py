"""What of a spreadsheet stays unread, sheet by sheet, whatever format it has."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.models import Loss, Lost, Page


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet that was read: its page, how many hidden rows and columns of it held something, and how many of its formulas the file has
    no value of, be they computed here or not."""

    name: str
    page: Page
    hidden: int = 0
    without_value: int = 0


def losses_of(sheets: Sequence[ReadSheet], apart: Sequence[str]) -> tuple[Loss, ...]:
    """The losses of a spreadsheet with these sheets; those named `apart` are hidden and hold something."""
    return (*_formulas(sheets), *_hidden(sheets, apart))


def _formulas(sheets: Sequence[ReadSheet]) -> tuple[Loss, ...]:
    lost = [sheet for sheet in sheets if sheet.without_value]
    if not lost:
        return ()
    count = sum(sheet.without_value for sheet in lost)
    return (Loss(Lost.FORMULAS, count, parts=_names(lost)),)


def _hidden(sheets: Sequence[ReadSheet], apart: Sequence[str]) -> tuple[Loss, ...]:
    partly = [sheet for sheet in sheets if sheet.hidden]
    count = len(apart) + sum(sheet.hidden for sheet in partly)
    if not count:
        return ()
    whole = tuple(" ".join(name.split()) for name in apart)
    return (Loss(Lost.HIDDEN, count, parts=whole + _names(partly)),)


def _names(sheets: Sequence[ReadSheet]) -> tuple[str, ...]:
    return tuple(" ".join(sheet.name.split()) for sheet in sheets)
