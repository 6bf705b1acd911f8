"""`tanya chat`: questions and answers in a terminal."""

import re
import time
from collections.abc import Sequence

from bot.answering.assistant import Assistant
from bot.cli.terminal import console, show_answer, show_other_years, show_source
from bot.errors import BotError
from bot.models import Answer, Citation, Inquiry
from indexer.errors import IndexerError
from indexer.library import Library

HELP = (
    'Tulis pertanyaan. /sumber 1 menampilkan kutipan [1] di halamannya, "tahun lain" angka yang sama untuk tahun lain, "topik baru" melupakan pertanyaan sebelumnya,'
    " /keluar mengakhiri."
)


def converse(assistant: Assistant, library: Library) -> None:
    """Ask, answer, until /keluar, Ctrl-D or Ctrl-C."""
    try:
        import readline  # noqa: F401  gives input() its history and line editing; Windows has none
    except ImportError:
        pass
    console.print(HELP)
    answer: Answer | None = None
    thread = time.time_ns()
    try:
        while True:
            line = input("\nPertanyaan: ").strip()
            if line == "/keluar":
                break
            try:
                answer = _turn(Inquiry(line, thread_id=thread), answer, assistant, library)
            except (BotError, IndexerError) as error:
                console.print(str(error), markup=False)
    except (EOFError, KeyboardInterrupt):
        console.print()
    console.print("Sampai jumpa.")


def _turn(question: Inquiry, last: Answer | None, assistant: Assistant, library: Library) -> Answer | None:
    """One line of the person's; returns the answer that /sumber then speaks of."""
    line = question.text
    source = re.fullmatch(r"/sumber\s+(\d+)", line)
    if source:
        cited = (last.citations or last.nearest) if last else ()
        _show_source(int(source[1]), cited, library)
        return last
    if line.startswith("/"):
        console.print(HELP)
        return last
    if not line:
        return last
    if line.casefold() == "tahun lain" and last:
        show_other_years(last)
        return last
    answer = assistant.ask(question)
    show_answer(answer)
    return answer


def _show_source(number: int, cited: Sequence[Citation], library: Library) -> None:
    for citation in cited:
        if citation.number == number:
            show_source(citation, library)
            return
    console.print("Sumber dengan nomor itu tidak ada pada jawaban terakhir.")
