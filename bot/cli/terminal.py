"""Answers, sources, the log and its users as a terminal shows them."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.answering.citations import stands_in
from bot.answering.reasking import NowAnswered
from bot.chat.render import brief, readable
from bot.journal.entries import LoggedAction, LogLine
from bot.journal.sources import source_line, understood
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
    console.print(Text(readable(answer.text)))
    if answer.refused and answer.nearest:
        console.print("\nYang paling dekat:", style="bold")
        for citation in answer.nearest:
            console.print(Text(f"• {_where(citation)}"))
            if citation.quote:
                console.print(Padding(Text(readable(citation.quote), style="dim"), INDENT, expand=False))
    elif answer.citations:
        console.print("\nSumber:", style="bold")
        for citation in answer.citations:
            console.print(Text(f"[{citation.number}] {_where(citation)}"))
            console.print(Padding(Text(readable(citation.quote), style="dim"), INDENT, expand=False))


def show_source(citation: Citation, library: Library) -> None:
    """The quote in the midst of its page. Raises UnknownDocument when the document has gone meanwhile."""
    pages = library.pages(citation.document.id)
    page = next((page.text for page in pages if page.number == citation.page), "")
    found = stands_in(citation.quote, page)
    before, quote, after = (page[: found.start()], found[0], page[found.end() :]) if found else ("", citation.quote, "")
    console.print(Text(f"[{citation.number}] {_where(citation)}", style="bold"))
    text = Text()
    text.append(("… " if len(before) > SURROUNDINGS else "") + readable(before[-SURROUNDINGS:]), style="dim")
    text.append(readable(quote), style="bold")
    text.append(readable(after[:SURROUNDINGS]) + (" …" if len(after) > SURROUNDINGS else ""), style="dim")
    console.print(Padding(text, INDENT, expand=False))


def _where(citation: Citation) -> str:
    return source_line(citation.document.title or citation.document.name, citation.page, citation.heading, citation.place)


def show_now_answered(found: Sequence[NowAnswered]) -> None:
    """Each question with its answer, in brief, and where that stands."""
    for number, one in enumerate(found, 1):
        asked = f"{len(one.log_ids)} kali ditanyakan" if len(one.log_ids) > 1 else "sekali ditanyakan"
        console.print(Text(f"{number}. {one.question} ({asked})", style="bold"))
        places = dict.fromkeys(map(_where, one.citations))
        lines = [brief(readable(one.answer), ANSWER_WIDTH), *(f"Sumber: {place}" for place in places)]
        console.print(Padding(Text("\n".join(lines)), INDENT, expand=False))
    console.print(f"{len(found)} pertanyaan kini terjawab." if found else "Belum ada pertanyaan lama yang kini terjawab.")


def show_log(lines: Iterable[LogLine]) -> None:
    """A row an entry, newest first as they come."""
    table = Table("No.", "Waktu", "Penanya", "Pertanyaan", "Jawaban", "Nilai")
    for line in lines:
        row = (
            str(line.id),
            f"{line.asked_at.astimezone():%d-%m-%Y %H:%M}",
            line.user_name or "terminal",
            "\n→ ".join(filter(None, (line.question, line.asked))),
            "[tidak terjawab]" if line.refused else brief(readable(line.answer), ANSWER_WIDTH),
            f"{line.feedback:+d}" if line.feedback else "",
        )
        table.add_row(*map(Text, row))
    console.print(table if table.row_count else "Belum ada pertanyaan yang cocok di log.")


def show_actions(actions: Iterable[LoggedAction]) -> None:
    """A row an action, newest first."""
    table = Table("Waktu", "Siapa", "Tindakan", "Berkas atau orang", "Keterangan")
    for done in actions:
        at = f"{done.at.astimezone():%d-%m-%Y %H.%M}"
        table.add_row(*map(Text, (at, done.user_name or "terminal", done.action, done.subject, done.detail)))
    console.print(table if table.row_count else "Belum ada tindakan yang tercatat.")


def show_users(users: Iterable[User]) -> None:
    """A row a user."""
    table = Table("ID", "Nama", "Peran", "Sejak")
    for user in users:
        since = f"{user.since.astimezone():%d-%m-%Y}" if user.since else "ditetapkan di TANYA_ADMIN_IDS"
        table.add_row(*map(Text, (str(user.id), user.name, user.role, since)))
    console.print(table if table.row_count else "Belum ada pengguna; mulailah dengan `tanya invite admin`.")
