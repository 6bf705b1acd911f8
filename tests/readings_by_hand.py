"""A library with one document of which the test says how it was read, for what readers seldom find."""

from pathlib import Path

from small_library import HashedWords, opening, settings_in

from indexer.ingest.change import Change
from indexer.ingest.files import source
from indexer.ingest.material import material
from indexer.ingest.progress import silent
from indexer.ingest.shelf import Shelf
from indexer.ingest.writer import Writer
from indexer.library import Library
from indexer.models import Metadata, Reading
from indexer.store.catalogue import Catalogue
from indexer.store.entries import Entry


def library_of_reading(folder: Path, reading: Reading, content: bytes = b"dibaca dengan tangan") -> Library:
    """The library of a folder with the document that has this reading, in a file with this content."""
    settings, model = settings_in(folder), HashedWords()
    path = settings.corpus_dir / "laporan.pdf"
    path.write_bytes(content)
    entry = Entry(None, source(path, None), reading.metadata, Metadata())
    made = material(path.name, reading, entry.metadata)
    catalogue = Catalogue(settings.index_path)
    change = Change(entry, look=lambda: None, seen=None)
    Writer(catalogue, model, Shelf(settings.corpus_dir)).write(change, made, silent)
    catalogue.close()
    return Library(settings, **opening(model))
