"""What can go wrong on a document's way in. Every message is one Indonesian sentence that says what to do.

IndexerError
├── UnreadableDocument      broken, encrypted or of an unknown format: fix the file
│   ├── NoText              opened, but holds no text (an empty file)
│   │   └── NeedsOcr        a scan, and this machine can't recognise text: install Tesseract
│   └── OverLimit           takes more time, memory, pages or pixels than we give to one file: split it
├── Cancelled               a person stopped it
├── UnknownDocument         no such document in the library
├── ModelMismatch           the library was built with another model: rebuild it
├── ModelUnavailable        the model can't be prepared or opened: check the setting
├── LibraryDamaged          its file holds what nobody wrote, or is gone: bring it back, or index anew
└── LibraryBusy             another process is writing: try again
"""


class IndexerError(Exception):
    """Base of all; `str()` of it may be shown to a person."""


class UnreadableDocument(IndexerError):
    """The file can't be read as any known format."""


class NoText(UnreadableDocument):
    """The file opens, but there is no text in it to index."""


class NeedsOcr(NoText):
    """The file is a scan, and text recognition is not installed; the same file can be read once it is."""


class OverLimit(UnreadableDocument):
    """Reading the file would take more than one file may."""


class Cancelled(IndexerError):
    """A person stopped the work on a file; the library is as it was."""


class UnknownDocument(IndexerError):
    """No document of that id or name in the library."""


class ModelMismatch(IndexerError):
    """The library's vectors come from another model."""


class ModelUnavailable(IndexerError):
    """The embedding model can't be prepared or loaded."""


class LibraryDamaged(IndexerError):
    """The library's file is damaged, or was taken away while it was used."""


class LibraryBusy(IndexerError):
    """Another process holds the library's write lock."""
