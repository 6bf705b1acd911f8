"""What a document consists of before it is embedded: made of what was read in its file, or kept of an earlier reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.documents.acronyms import defined
from indexer.documents.numbered_parts import numbered
from indexer.documents.relations import legal
from indexer.documents.statements import statements
from indexer.errors import NoText
from indexer.models import Chunk, Loss, Metadata, Page, Reading
from indexer.store.catalogue import Catalogue
from indexer.store.entries import Entry, Legal
from indexer.structure.chunks import split


@dataclass(frozen=True, slots=True)
class Material:
    """Pages, chunks with their spans, what the text says about acronyms and regulations, and what of the file was not read."""

    pages: Sequence[Page]
    chunks: Sequence[Chunk]
    acronyms: Mapping[str, Sequence[str]]
    legal: Legal
    losses: Sequence[Loss]


def material(name: str, reading: Reading, metadata: Metadata) -> Material:
    """All that is made of what a file's reader gave. Raises NoText when there is nothing to find in its pages."""
    pages = reading.pages
    effects = legal(pages, metadata)
    relations = [relation for _, relation in effects.relations]
    chunks = [*split(pages), *statements(pages, relations), *numbered(pages)]
    if not chunks:
        raise NoText(f"{name} tidak berisi teks yang dapat diindeks; periksa isi berkasnya.")
    return Material(pages, chunks, defined(pages), effects, reading.losses)


def kept_material(catalogue: Catalogue, entry: Entry) -> Material:
    """What a catalogue has of a document. Its chunks can't be made again from stored pages. Raises UnknownDocument."""
    pages = catalogue.pages(entry.id, words=True)
    chunks = list(catalogue.chunks_of(entry.id).values())
    losses = catalogue.document(entry.id).losses
    return Material(pages, chunks, catalogue.acronyms_of(entry.id), legal(pages, entry.metadata), losses)
