"""More about the answer just before: how sure it is, its sources, what stands around its quote. Nothing is searched for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from bot.answering.citations import stands_in
from bot.journal.entries import LogEntry, LoggedCitation
from bot.journal.paragraphs import readable
from bot.models import Answer, Citation, Inquiry
from indexer.errors import UnknownDocument
from indexer.library import Library
from indexer.question.model import Intent
from indexer.reading.page.page_text import row_cells

NO_OTHERS = "Selain yang sudah ditunjukkan, tidak saya temukan lagi yang menjawabnya di dokumen yang ada."
NONE = "Belum ada jawaban sebelum ini yang dapat saya tunjukkan sumbernya. Silakan ajukan pertanyaannya dahulu."
REFUSED = "Pertanyaan sebelumnya belum terjawab dari dokumen, jadi belum ada kutipan yang dapat ditunjukkan."
GONE = "Dokumen sumbernya sudah dihapus dari pustaka. Kutipan yang tersimpan:"
SOURCES = "Jawaban itu dikutip dari:"
SURE = "Keyakinan saya kira-kira {} dari 10. Kutipannya berikut ini; cocokkan dengan halamannya:"
AROUND = 700
"""Characters of a page shown before and behind the lines of a quote, at most."""
_HEADING = re.compile(r"#{1,6}\s")


def recalled(wanted: Intent, question: Inquiry, last: LogEntry | None, library: Library) -> Answer:
    """What is wanted of the entry of the last answer; a sentence where there is none, or it was refused."""
    if last is None:
        return said(wanted, question, NONE)
    if not last.citations:
        return said(wanted, question, REFUSED)
    citations = _still_there(last.citations, library)
    if not citations:
        quotes = [f"“{cited.quote}” ({cited.name})" for cited in last.citations]
        return said(wanted, question, "\n\n".join([GONE, *quotes]))
    shown = citations if wanted is Intent.SOURCES else citations[:1]
    text = _detail(shown[0], library) if wanted is Intent.DETAIL else _quoted(wanted, shown, last.confidence)
    asked = last.asked or last.question
    told = said(wanted, question, text)
    return replace(told, citations=tuple(shown), confidence=last.confidence, asked=asked, about=last.about)


def said(wanted: Intent, question: Inquiry, sentence: str) -> Answer:
    """What is said to who wants more about an answer: no answer itself to what was asked, and no refusal to be looked into."""
    return Answer(question.text, sentence, False, (), (), "", 0.0, None, talk=wanted)


def _still_there(logged: Sequence[LoggedCitation], library: Library) -> list[Citation]:
    """The citations whose documents are in the library, numbered anew."""
    found: list[Citation] = []
    for cited in logged:
        try:
            document = library.document(cited.document_id)
        except UnknownDocument:
            continue
        found.append(Citation(len(found) + 1, document, cited.page, cited.heading, cited.quote, cited.place))
    return found


def _quoted(wanted: Intent, citations: Sequence[Citation], confidence: float) -> str:
    opening = SOURCES if wanted is Intent.SOURCES else SURE.format(min(9, round(confidence * 10)))
    return "\n\n".join([opening, *(f"“{cited.quote}” [{cited.number}]" for cited in citations)])


def _detail(cited: Citation, library: Library) -> str:
    """What stands around a quote under its heading, or in its table, as it is seen there; the quote alone where the page has changed."""
    pages = library.pages(cited.document.id, [cited.page])
    text = pages[0].text if pages else ""
    found = stands_in(cited.quote, text)
    if found is None:
        return f"“{cited.quote}” [{cited.number}]"
    lines = text.split("\n")
    first, last = (text.count("\n", 0, end) for end in found.span())
    in_table = row_cells(lines[first]) is not None
    before = list(_beside(reversed(lines[:first]), in_table=in_table))
    behind = takewhile(_is_no_heading, _beside(lines[last + 1 :], in_table=in_table))
    around = "\n".join([*reversed(before), *lines[first : last + 1], *behind])
    return f"{readable(around).strip()} [{cited.number}]"


def _beside(lines: Iterable[str], *, in_table: bool) -> Iterator[str]:
    """The lines from the nearest to a quote on, that belong with it: up to a heading, and to where a table begins or ends."""
    left = AROUND
    for line in lines:
        left -= len(line)
        is_row = row_cells(line) is not None
        if left < 0 or is_row != in_table:
            return
        yield line
        if not _is_no_heading(line):
            return


def _is_no_heading(line: str) -> bool:
    return _HEADING.match(line) is None
