"""One document's transaction: nothing is written if the ground has shifted since we looked, and files lie where the catalogue says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.documents import lifecycle
from indexer.ingest.files import still_holds
from indexer.ingest.shelf import Shelf
from indexer.models import Document, IndexReport
from indexer.store.catalogue import Catalogue
from indexer.store.entries import Entry

Put = Callable[[Entry, Mapping[int, str]], Document]
"""Writes an entry, and the places of those it archives, into the catalogue."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be written: `entry`, which takes the place of `older`; these are archived, or go where they were never searched.

    Written only while `look` says what it said when it was `seen`.
    """

    entry: Entry
    look: Callable[[], object]
    seen: object
    older: Sequence[Entry] = ()


@dataclass(frozen=True, slots=True)
class _Move:
    """An entry whose file was copied to where it belongs now; what lies at `left` is then to go (None: nothing was copied)."""

    entry: Entry
    left: Path | None


def carry_out(change: Change, catalogue: Catalogue, shelf: Shelf, put: Put) -> Document | None:
    """Does all that is quick, with the write lock held; what is slow was done before. None when another writer was faster."""
    with catalogue.writing():
        if change.look() != change.seen:
            return None
        archived = _retired(change.older, catalogue, shelf)
        back = _off_the_shelf(change.entry, shelf)
        document = put(back.entry, {move.entry.id: move.entry.source.path for move in archived})
    for move in (*archived, back):
        if move.left is not None:
            shelf.discard(move.left)
    return document


def _retired(older: Sequence[Entry], catalogue: Catalogue, shelf: Shelf) -> list[_Move]:
    """Those that become older versions, with the places of their files; those that were never searched are deleted."""
    moves = []
    for old in older:
        archived = lifecycle.superseded(old)
        if archived is None:
            catalogue.delete(old.id)
            continue
        left = shelf.take(old)
        kept_at = replace(old.source, path=str(shelf.place(old)))
        moves.append(_Move(replace(archived, source=kept_at), left))
    return moves


def _off_the_shelf(entry: Entry, shelf: Shelf) -> _Move:
    """A document that is searched again, with its file copied back from the shelf if it has one there."""
    place = Path(entry.source.path)
    if not (entry.status.searched and shelf.has(place)):
        return _Move(entry, None)
    has_file = still_holds(entry)
    entry = lifecycle.looked_after(entry, has_file)
    if not has_file:
        return _Move(entry, None)
    home = shelf.give_back(place)
    return _Move(replace(entry, source=replace(entry.source, path=str(home))), place)


def report(status: str, document: Document) -> IndexReport:
    """The report on a document that is in the catalogue."""
    return IndexReport(
        path=document.path,
        status=status,
        document=document.id,
        pages=document.pages or 0,
        chunks=document.chunks,
        title=document.title,
        kind=document.kind,
        region=document.region,
        period=document.period,
        losses=document.losses,
    )
