"""What `tanya eval` found out, as a table for people and as JSON for programs."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from bot.answering.evaluation import Change, Measures, Outcome, measures
from bot.answering.question_file import Item
from bot.cli.terminal import console

_PERCENT, _MILLISECONDS = "{:.0%}", "{:.0f} ms"
_ROWS = {
    "questions": ("Pertanyaan", "{}"),
    "answer": ("Dijawab benar", _PERCENT),
    "refused_answerable": ("Ditolak, padahal ada jawabannya", _PERCENT),
    "refused_unanswerable": ("Ditolak, dan memang tidak ada jawabannya", _PERCENT),
    "page": ("Menyebut halaman yang benar", _PERCENT),
    "quotes_found": ("Kutipan ditemukan lagi di halamannya", _PERCENT),
    "evidence@1": ("Faktanya ada di potongan terbaik", _PERCENT),
    "evidence@5": ("Faktanya ada di 5 potongan terbaik", _PERCENT),
    "evidence@10": ("Faktanya ada di 10 potongan terbaik", _PERCENT),
    "ms_p50": ("Waktu jawab, separuhnya di bawah", _MILLISECONDS),
    "ms_p95": ("Waktu jawab, 95% di bawah", _MILLISECONDS),
}


def show_evaluation(outcomes: Sequence[Outcome], change: Change) -> None:
    """The measures, beside those of the last run where there was one; what changed since; what is not right yet."""
    console.print(_table(measures(outcomes), change.before))
    _list("Membaik", [_named(item) for item in change.better])
    _list("Memburuk", [_named(item) for item in change.worse])
    unchanged = not change.better and not change.worse
    if change.before and unchanged:
        console.print("Tidak ada yang membaik atau memburuk sejak evaluasi terakhir.")
    wrong = [outcome for outcome in outcomes if not outcome.right]
    _list("Belum benar", [f"{_named(outcome.item)} ({_why(outcome)})" for outcome in wrong])


def _table(now: Measures, before: Measures) -> Table:
    table = Table("Ukuran", "Hasil")
    if before:
        table.add_column("Sebelumnya")
    for name, (label, form) in _ROWS.items():
        row = [label, _shown(now, name, form)]
        if before:
            row.append(_shown(before, name, form))
        table.add_row(*row)
    return table


def _shown(run: Measures, name: str, form: str) -> str:
    value = run.get(name)
    return "–" if value is None else form.format(value)


def _list(title: str, lines: Sequence[str]) -> None:
    if lines:
        console.print(f"{title} ({len(lines)}):", style="bold")
    for line in lines:
        console.print(Text(f"• {line}"))


def _named(item: Item) -> str:
    return item.question if item.id == item.question else f"{item.id}: {item.question}"


def _why(outcome: Outcome) -> str:
    if outcome.item.unanswerable:
        return "seharusnya ditolak"
    return "ditolak" if outcome.refused else "faktanya tidak ada di jawaban"


def evaluation_json(outcomes: Sequence[Outcome], change: Change) -> dict[str, Any]:
    """The measures, and as lists of {"id", "question"}: `better` and `worse` than at the last run, and all that are `wrong`."""
    wrong = [outcome.item for outcome in outcomes if not outcome.right]
    lists = {"better": _identified(change.better), "worse": _identified(change.worse), "wrong": _identified(wrong)}
    return measures(outcomes) | lists


def _identified(items: Iterable[Item]) -> list[dict[str, str]]:
    return [{"id": item.id, "question": item.question} for item in items]
