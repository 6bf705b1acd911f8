"""Whether the pages that a checked answer rests on say what it quotes, and still do."""

from datetime import date

from bot.answering.citations import page_of, place_of
from bot.errors import BotError
from bot.journal.corrected import CitedPage, Corrected
from indexer.errors import UnknownDocument
from indexer.language.dates import month_name
from indexer.library import Library
from indexer.models import Document, State


def cited_page(library: Library, document_id: int, number: int | None, quote: str) -> CitedPage:
    """A quote on a page of a document that is searched. Raises BotError, in a sentence for who typed it, where it doesn't stand there."""
    document = _searched(library, document_id)
    if document is None:
        raise BotError("Dokumen itu tidak ada lagi di pustaka; pilih dokumen lain.")
    words = " ".join(quote.split())
    name = document.title or document.name
    if not words:
        raise BotError(f"Kutipan dari {name} masih kosong; salin kalimatnya dari halaman itu.")
    pages = library.pages(document_id, [number])
    if not pages:
        raise BotError(f"{name} tidak punya halaman {number}; periksa nomornya (dari {document.pages} halaman).")
    page = page_of(words, pages, [number])
    if page is None:
        where = f"halaman {number} {name}" if number is not None else name
        raise BotError(f"Kutipan “{words}” tidak tertulis di {where}; salin kata-katanya persis dari halaman itu.")
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
