"""Answers, sources, the log and its users as a terminal shows them."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.answering.citations import stands_in
from bot.answering.reasking import NowAnswered
from bot.chat.render import brief
from bot.journal.entries import LoggedAction, LogLine
from bot.journal.paragraphs import Paragraph, paragraphs_of, readable
from bot.journal.sources import can_be_asked, source_line, understood
from bot.journal.years import label_of_all, year_lines
from bot.models import Answer, Citation
from bot.people.access import User
from indexer.library import Library

SURROUNDINGS = 600
"""Characters of the page shown before and after a quote."""

ANSWER_WIDTH = 160
"""Characters of an answer in the log's table; exports hold the whole."""

INDENT = (0, 0, 0, 4)

console = Console(highlight=False)


def show_answer(answer: Answer) -> None:
    """The answer, and beneath it its sources with the quoted words; for a refusal where to look instead."""
    if answer.asked:
        console.print(Text(understood(answer.asked), style="dim"))
    for number, paragraph in enumerate(paragraphs_of(answer.text, answer.values)):
        if number:
            console.print()
        _show_paragraph(paragraph)
    if answer.refused and answer.nearest:
        console.print("\nYang paling dekat:", style="bold")
        for citation in answer.nearest:
            _show_quoted("•", citation)
    elif answer.citations:
        console.print("\nSumber:", style="bold")
        for citation in answer.citations:
            _show_quoted(f"[{citation.number}]", citation)
    if answer.example:
        console.print(f"\n{can_be_asked(answer.example)}", markup=False)
    for choice in answer.choices:
        console.print(Text(f"Atau tanyakan: {choice}", style="dim"))


def _show_paragraph(paragraph: Paragraph) -> None:
    """The value in bold, what warns of it, and the words that it stands in."""
    console.print(Text(paragraph.value, style="bold").append(paragraph.rest, style="not bold"))
    for caution in paragraph.cautions:
        console.print(Text(caution, style="yellow"))
    if paragraph.words:
        console.print(Padding(Text(paragraph.words), INDENT, expand=False))


def show_other_years(answer: Answer) -> None:
    """What the row that an answer's value stands in says for other years, a line each."""
    if not answer.other_years:
        console.print("Untuk jawaban terakhir tidak ada angka tahun lain.")
        return
    (value,) = answer.values
    console.print(Text(label_of_all(value)))
    for line, is_answered in year_lines(value, answer.other_years):
        console.print(Text(line, style="bold" if is_answered else ""))


def _show_quoted(mark: str, citation: Citation) -> None:
    """Where a quote stands, and its words; a refusal may have none that are near enough."""
    console.print(Text(f"{mark} {_where(citation)}"))
    if citation.quote:
        console.print(Padding(Text(readable(citation.quote), style="dim"), INDENT, expand=False))


def show_source(citation: Citation, library: Library) -> None:
    """The quote in the midst of its page. Raises UnknownDocument when the document has gone meanwhile."""
    pages = library.pages(citation.document.id, [citation.page])
    page = pages[0].text if pages else ""
    before, quote, after = _around(citation.quote, page)
    console.print(Text(f"[{citation.number}] {_where(citation)}", style="bold"))
    text = Text()
    text.append(before, style="dim")
    text.append(readable(quote), style="bold")
    text.append(after, style="dim")
    console.print(Padding(text, INDENT, expand=False))


def _around(quote: str, page: str) -> tuple[str, str, str]:
    """What stands before the quote, the quote as the page has it, and what stands after; alone where the page has changed."""
    found = stands_in(quote, page)
    if not found:
        return "", quote, ""
    before, after = page[: found.start()], page[found.end() :]
    opening = "… " if len(before) > SURROUNDINGS else ""
    closing = " …" if len(after) > SURROUNDINGS else ""
    return opening + readable(before[-SURROUNDINGS:]), found[0], readable(after[:SURROUNDINGS]) + closing


def _where(citation: Citation) -> str:
    return source_line(citation.document.title or citation.document.name, citation.page, citation.heading, citation.place)


def show_now_answered(found: Sequence[NowAnswered]) -> None:
    """Each question with its answer, in brief, and where that stands."""
    if not found:
        console.print("Belum ada pertanyaan lama yang kini terjawab.")
        return
    for number, one in enumerate(found, 1):
        times = len(one.log_ids)
        asked = f"{times} kali ditanyakan" if times > 1 else "sekali ditanyakan"
        console.print(Text(f"{number}. {one.question} ({asked})", style="bold"))
        sources = dict.fromkeys(f"Sumber: {_where(citation)}" for citation in one.citations)
        lines = [brief(readable(one.answer), ANSWER_WIDTH), *sources]
        console.print(Padding(Text("\n".join(lines)), INDENT, expand=False))
    console.print(f"{len(found)} pertanyaan kini terjawab.")


def show_log(lines: Iterable[LogLine]) -> None:
    """A row an entry, newest first as they come."""
    table = Table("No.", "Waktu", "Penanya", "OPD", "Pertanyaan", "Jawaban", "Nilai")
    for line in lines:
        row = (
            str(line.id),
            f"{line.asked_at.astimezone():%d-%m-%Y %H:%M}",
            line.user_name or "terminal",
            line.opd,
            "\n→ ".join(filter(None, (line.question, line.asked))),
            f"[tidak terjawab] {line.reason}".rstrip() if line.refused else brief(readable(line.answer), ANSWER_WIDTH),
            "\n".join(filter(None, [f"{line.feedback:+d}" if line.feedback else "", *line.objections])),
        )
        table.add_row(*map(Text, row))
    console.print(table if table.row_count else "Belum ada pertanyaan yang cocok di log.")


def show_actions(actions: Iterable[LoggedAction]) -> None:
    """A row an action, newest first."""
    table = Table("Waktu", "Siapa", "Tindakan", "Berkas atau orang", "Keterangan")
    for done in actions:
        at = f"{done.at.astimezone():%d-%m-%Y %H.%M}"
        table.add_row(*map(Text, (at, done.who, done.action, done.subject, done.detail)))
    console.print(table if table.row_count else "Belum ada tindakan yang tercatat.")


def show_users(users: Iterable[User]) -> None:
    """A row a user."""
    table = Table("ID", "Nama", "Peran", "OPD", "Sejak")
    for user in users:
        since = f"{user.since.astimezone():%d-%m-%Y}" if user.since else "ditetapkan di TANYA_ADMIN_IDS"
        table.add_row(*map(Text, (str(user.id), user.name, user.role, user.agency, since)))
    console.print(table if table.row_count else "Belum ada pengguna; mulailah dengan `tanya invite admin`.")
