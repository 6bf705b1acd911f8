"""What has to be said of an answer that rests on a regulation which was changed or revoked."""

from collections.abc import Callable, Sequence

from bot.models import Citation
from indexer.errors import UnknownDocument
from indexer.models import Document

_SAYS = {"dicabut": "sudah dicabut", "diubah": "sudah diubah"}


def notices(citations: Sequence[Citation], document_of: Callable[[int], Document]) -> list[str]:
    """A sentence for each cited document that is no longer in force as it stands, with the one to look into instead.

    `document_of` gives a document by its id and raises UnknownDocument.
    """
    cited = {citation.document.id: citation.document for citation in citations}
    return [_notice(document, document_of) for document in cited.values() if document.validity in _SAYS]


def _notice(document: Document, document_of: Callable[[int], Document]) -> str:
    said = f"Perhatian: {document.title} {_SAYS[document.validity]}"
    if document.amended_by is None:
        return f"{said}; periksa dahulu peraturan penggantinya."
    try:
        return f"{said} dengan {document_of(document.amended_by).title}."
    except UnknownDocument:
        return f"{said}; periksa dahulu peraturan penggantinya."
