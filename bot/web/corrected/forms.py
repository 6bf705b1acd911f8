"""What is typed into the form of a checked answer -> what is written, checked against the pages that it cites."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.answering.corrected.checking import cited_page
from bot.errors import BotError
from bot.journal.corrected.values import Written
from bot.journal.entries import LogEntry
from bot.web.pages import number_in
from indexer.library import Library

MOST_SOURCES = 8
LONGEST_QUESTION, LONGEST_ANSWER = 500, 3000


@dataclass(frozen=True, slots=True)
class Source:
    """A cited page as it is typed: the id of the document, the number of the page, the quote; each "" while it isn't."""

    document: str = ""
    page: str = ""
    quote: str = ""

    @property
    def empty(self) -> bool:
        return not (self.document or self.quote.strip())


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of the page, as they are typed. `wordings` has one a line."""

    question: str = ""
    wordings: str = ""
    answer: str = ""
    valid_until: str = ""
    sources: tuple[Source, ...] = (Source(),)
    log: str = ""

    @property
    def with_one_more(self) -> "Form":
        return Form(
            self.question, self.wordings, self.answer, self.valid_until, (*self.sources, Source())[:MOST_SOURCES], self.log
        )


def typed(fields: Mapping[str, str]) -> Form:
    sources = [
        Source(
            fields.get(f"dokumen{number}", ""), fields.get(f"halaman{number}", "").strip(), fields.get(f"kutipan{number}", "")
        )
        for number in range(1, MOST_SOURCES + 1)
        if f"dokumen{number}" in fields
    ]
    return Form(
        question=" ".join(fields.get("pertanyaan", "").split()),
        wordings=fields.get("susunan", ""),
        answer=fields.get("jawaban", "").replace("\r\n", "\n").strip(),
        valid_until=fields.get("berlaku", "").strip(),
        sources=tuple(sources) or (Source(),),
        log=fields.get("log", ""),
    )


def of_written(written: Written) -> Form:
    sources = tuple(Source(str(cited.document_id), str(cited.page or ""), cited.quote) for cited in written.citations)
    until = written.valid_until.isoformat() if written.valid_until else ""
    return Form(written.question, "\n".join(written.wordings), written.answer, until, sources)


def of_entry(entry: LogEntry) -> Form:
    """A log entry that is to be corrected: what was asked, what was answered, what that cited."""
    sources = tuple(Source(str(cited.document_id), str(cited.page or ""), cited.quote) for cited in entry.citations)
    answer = "" if entry.refused else entry.answer
    return Form(entry.asked or entry.question, "", answer, "", sources[:MOST_SOURCES] or (Source(),), str(entry.id))


def written(form: Form, library: Library) -> Written:
    """Raises BotError, in a sentence for who typed it, for what is missing or doesn't stand where it is said to stand."""
    cited = [cited_page(library, _document(one), page_number(one.page), one.quote) for one in form.sources if not one.empty]
    wordings = [" ".join(line.split()) for line in form.wordings.splitlines()]
    if not form.question or not form.answer:
        raise BotError("Pertanyaan dan jawabannya harus diisi.")
    if len(form.question) > LONGEST_QUESTION or len(form.answer) > LONGEST_ANSWER:
        raise BotError(
            f"Paling panjang {LONGEST_QUESTION} huruf untuk pertanyaan dan {LONGEST_ANSWER} untuk jawaban; ringkaslah dahulu."
        )
    if not cited:
        raise BotError("Pilih sedikitnya satu halaman sumber dan salin kutipannya.")
    return Written(
        question=form.question,
        answer=form.answer,
        citations=tuple(cited),
        wordings=tuple(dict.fromkeys(filter(None, wordings))),
        valid_until=day(form.valid_until),
        from_answer=number_in(form.log),
    )


def page_number(said: str) -> int | None:
    """None for an empty field. Raises BotError."""
    number = number_in(said)
    if said and number is None:
        raise BotError(f"Nomor halaman “{said}” bukan angka; tulis misalnya 12, atau kosongkan.")
    return number


def day(said: str) -> date | None:
    """None for an empty field. Raises BotError for what is no day, and for one that is over."""
    if not said:
        return None
    try:
        until = date.fromisoformat(said)
    except ValueError as error:
        raise BotError(f"Tanggal “{said}” tidak terbaca; tulis misalnya 2026-12-31.") from error
    if until < date.today():
        raise BotError("Masa berlakunya sudah lewat; pilih tanggal hari ini atau sesudahnya.")
    return until


def _document(source: Source) -> int:
    document = number_in(source.document)
    if document is None:
        raise BotError("Pilih dokumen dari kutipan itu.")
    return document
