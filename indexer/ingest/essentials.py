"""What of a library can't be made again from the corpus: what people decided, and what was read in files that are gone. For backups."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import UnreadableDocument
from indexer.ingest.files import shown, source, still_holds
from indexer.store.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as it was: its `path` within the corpus, or the absolute one of a document that lies elsewhere; `size` in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Differences:
    """Paths of listed files that aren't there now, and of those that hold something else."""

    missing: tuple[str, ...]
    changed: tuple[str, ...]


def save(catalogue: Catalogue, target: Path) -> None:
    """Writes into a new file what `tanya index` makes a whole library of again, where the corpus is the same."""
    in_files = [entry.id for entry in catalogue.entries() if still_holds(entry)]
    catalogue.save_decisions(target, in_files)


def listed(catalogue: Catalogue, corpus_dir: Path) -> list[Listed]:
    """Every file of the corpus that can be read, older versions included, and the documents that lie elsewhere."""
    corpus = corpus_dir.resolve()
    entries = {entry.source.path: entry for entry in catalogue.entries()}
    elsewhere = [Path(path) for path in entries if not Path(path).is_relative_to(corpus)]
    found = []
    for path in (*_files_below(corpus), *elsewhere):
        if shown(path) != str(path):
            continue  # no document can have this name, and it can't be written down
        try:
            now = source(path, entries.get(str(path)))
        except UnreadableDocument:  # of a document that has lost its file the catalogue tells
            continue
        within = path.relative_to(corpus) if path.is_relative_to(corpus) else path
        found.append(Listed(str(within), now.sha256, now.size))
    return found


def differences(files: Sequence[Listed], corpus_dir: Path) -> Differences:
    """How the files are now that once were as listed."""
    missing, changed = [], []
    for file in files:
        try:
            now = source(corpus_dir / file.path, None)
        except UnreadableDocument:
            missing.append(file.path)
            continue
        if now.sha256 != file.sha256:
            changed.append(file.path)
    return Differences(tuple(missing), tuple(changed))


def _files_below(folder: Path) -> Iterator[Path]:
    """Also those in hidden folders, where older versions lie; hidden files are drafts of ours, or nobody's."""
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(root, name)
