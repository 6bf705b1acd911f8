"""A document's life: the states it can be in, and the only ways from one to another. Pure; whoever changes a library goes by it.

                              published
    new, waits  ┌───► held ───────────────┐
                │       ▲                 ▼        replaced, superseded
    a file ─────┤       │      ┌───► indexed ─────────────────────────► archived
            new └───────┼──────┘      │   ▲ ◄─── restored, found ──────────┤
                        │    its file │   │ its file back                  │
                        │        gone ▼   │                                │
                        │            missing ◄─── restored, no file ───────┤
                        └──────────────────── found in a file that waits ──┘

    missing goes every way that indexed goes. "its file gone" and "its file back" are looked_after. A document is removed from held by
    discarded, from held and archived by superseded, and from any state by a person, or by pruning when its file is gone.

    state      searched   chunks and vectors   full text, acronyms, FAISS   its file
    held       no         stored               out                          in the corpus
    indexed    yes        stored               in                           in the corpus, or where it was when it was named
    missing    yes        stored               in                           gone; "indexed" again once it is back
    archived   no         stored               out                          in .versi/; none where it changed in its place
    removed    no         deleted              deleted                      stays, or is kept aside for a month (ingest/bin.py)

Chunks are made and embedded once: when the file is read, whatever the state. After that only rows of the full-text index come and
go with the state, in the transaction that changes it; vectors follow what is searched. Each function below gives the entry as it is
after one step, or raises UnknownDocument with a sentence that says what to do.
"""

from dataclasses import replace

from indexer.errors import UnknownDocument
from indexer.models import Document, State
from indexer.store.entries import Entry


def new(entry: Entry, waits: bool) -> Entry:
    """Its content is seen for the first time. What `waits` for a person's word is held."""
    return replace(entry, status=State.HELD if waits else State.INDEXED)


def found(entry: Entry, waits: bool) -> Entry:
    """Its content is found in a file once more. What is searched stays so; anything else is searched now, unless the file `waits`."""
    if entry.status.searched:
        return replace(entry, status=State.INDEXED)
    return new(entry, waits)


def looked_after(entry: Entry, has_file: bool) -> Entry:
    """Somebody looked whether its file is still there: only what is searched is told to be missing."""
    if not entry.status.searched:
        return entry
    return replace(entry, status=State.INDEXED if has_file else State.MISSING)


def published(entry: Entry) -> Entry:
    """A person wants it to be searched; what is searched already stays what it is."""
    if entry.status is State.ARCHIVED:
        raise UnknownDocument(f"{entry.name} adalah versi lama; pulihkan dengan `tanya restore {entry.id}`.")
    return entry if entry.status.searched else replace(entry, status=State.INDEXED)


def replaced(entry: Entry) -> Entry:
    """Another document takes its place, by a person's word."""
    match entry.status:
        case State.HELD:
            raise UnknownDocument(f"{entry.name} masih menunggu ditinjau, jadi tidak dapat digantikan; batalkan saja.")
        case State.ARCHIVED:
            raise UnknownDocument(f"{entry.name} sudah tidak dipakai, jadi tidak dapat digantikan; lihat `tanya documents`.")
    return replace(entry, status=State.ARCHIVED)


def superseded(entry: Entry) -> Entry | None:
    """Its file holds something else by now. What was never searched goes (None): nobody can have been answered from it."""
    return replaced(entry) if entry.status.searched else None


def restored(entry: Entry) -> Entry:
    """A person wants an older version back; `looked_after` says whether its file came back with it."""
    if entry.status is not State.ARCHIVED:
        raise UnknownDocument(f"{entry.name} bukan versi lama, jadi tidak perlu dipulihkan.")
    return replace(entry, status=State.INDEXED, successor=None)


def discarded(document: Document | Entry) -> None:
    """A person turns down what waits; it is removed. Raises for anything else, which is removed under /dokumen."""
    if document.status != State.HELD:
        raise UnknownDocument("Dokumen itu sudah tidak menunggu ditinjau; lihat /dokumen.")
