"""What whoever brought a document is asked about it: why it should be looked at, and which region it is of."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.documents.doubts import doubts
from indexer.documents.metadata import regions_meant
from indexer.models import Page
from indexer.store.entries import Entry


@dataclass(frozen=True, slots=True)
class Asking:
    """Indonesian `sentences`, none about an ordinary file, and the `regions` to choose from where it isn't known of which it is."""

    sentences: tuple[str, ...]
    regions: tuple[str, ...]


def doubts_about(entry: Entry, pages: Sequence[Page]) -> Asking:
    """The doubts about a document, by what its file says and what people have said about it since."""
    known = entry.given.over(entry.found)
    regions = regions_meant(entry.name, pages, known)
    return Asking(doubts(pages, known, regions), regions)
