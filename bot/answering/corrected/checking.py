"""Whether the pages that a checked answer rests on say what it quotes, and still do."""

from datetime import date

from bot.answering.citations import place_of, stands_in
from bot.errors import BotError
from bot.journal.corrected.store import CorrectedStore
from bot.journal.corrected.values import CitedPage, Corrected, Status
from indexer.errors import UnknownDocument
from indexer.language.dates import month_name
from indexer.language.shortening import shortened
from indexer.library import Library
from indexer.models import Document, Page, State

SHOWN = 120
"""Characters of a quote that a sentence has room for."""


def cited_page(library: Library, document_id: int, number: int | None, quote: str) -> CitedPage:
    """A quote on a page of a document that is searched, on any of its pages where no `number` is given. Raises BotError, in a sentence for who typed it, where it doesn't stand there."""
    document = _searched(library, document_id)
    if document is None:
        raise BotError("Dokumen itu tidak ada lagi di pustaka; pilih dokumen lain.")
    words = " ".join(quote.split())
    name = document.title or document.name
    if not words:
        raise BotError(f"Kutipan dari {name} masih kosong; salin kalimatnya dari halaman itu.")
    page = _page(library, document, number, words)
    return CitedPage(
        document_id=document_id,
        sha256=document.sha256,
        validity=document.validity,
        document=document.name,
        title=document.title,
        page=page.number,
        place=place_of(page, words),
        quote=words,
    )


def _page(library: Library, document: Document, number: int | None, words: str) -> Page:
    """The page of a quote: that of this number, for None the first that has it. Raises BotError."""
    name = document.title or document.name
    every = library.pages(document.id)
    having = [page for page in every if stands_in(words, page.text)]
    on_page = [page for page in having if number in (None, page.number)]
    if on_page:
        return on_page[0]
    if number is not None and number not in [page.number for page in every]:
        raise BotError(f"{name} tidak punya halaman {number}; periksa nomornya.")
    where = f"halaman {number} {name}" if number is not None else name
    advice = f"kata-kata itu ada di {place_of(having[0], words)}" if having else "salin kata-katanya persis dari halaman itu"
    raise BotError(f"Kutipan “{shortened(words, SHOWN)}” tidak tertulis di {where}; {advice}.")


def put_aside(store: CorrectedStore, library: Library) -> None:
    """Whatever is served and doesn't hold any more waits for somebody to look at it again."""
    for one in store.all(Status.VALID):
        why = doubt(one, library, date.today())
        if why:
            store.doubt(one.id, why)


def doubt(corrected: Corrected, library: Library, today: date) -> str:
    """Why a checked answer is to be looked at again, in a sentence; "" while it holds."""
    last = corrected.written.valid_until
    if last and today > last:
        return f"Masa berlakunya habis {last.day} {month_name(last.month)} {last.year}."
    return next(filter(None, (_changed(cited, library) for cited in corrected.written.citations)), "")


def _changed(cited: CitedPage, library: Library) -> str:
    document = _searched(library, cited.document_id)
    if document is None:
        return f"{cited.name} tidak ada lagi di pustaka, atau sudah diganti versi baru."
    if document.sha256 != cited.sha256:
        return f"Isi {cited.name} berubah sejak jawabannya diperiksa."
    if document.validity != cited.validity:
        return f"{cited.name} sudah {document.validity or 'berlaku kembali'} sejak jawabannya diperiksa."
    return ""


def _searched(library: Library, document_id: int) -> Document | None:
    """A document that questions are answered from; None where it is gone, held or an older version."""
    try:
        document = library.document(document_id)
    except UnknownDocument:
        return None
    return document if State(document.status).searched else None
