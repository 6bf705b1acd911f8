"""`tanya ask`, `chat`, `eval`, `reask`: questions from a terminal. What a command needs is imported when it runs."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.parts import FILE, Parts, with_parts
from bot.errors import BotError
from bot.models import Inquiry

if TYPE_CHECKING:
    from bot.models import Answer


@click.command()
@click.argument("question", required=False, metavar="PERTANYAAN")
@click.option("--batch", type=FILE, metavar="BERKAS", help="Satu pertanyaan per baris; dipakai bersama --json.")
@click.option("--json", "as_json", is_flag=True, help="Satu baris JSON per jawaban.")
@with_parts
def ask(parts: Parts, question: str | None, batch: Path | None, as_json: bool) -> None:
    """Jawab satu pertanyaan, atau setiap baris sebuah berkas."""
    one_of_both = (question is None) != (batch is None)
    as_it_must_be = batch is None or as_json
    if not one_of_both or not as_it_must_be:
        raise click.UsageError("Tulis satu pertanyaan di antara tanda petik, atau pakai --batch BERKAS --json.")
    questions = [question] if batch is None else _lines(batch)
    for line in questions:
        answer = parts.assistant.ask(Inquiry(line))
        if as_json:
            _print_json(answer)
        else:
            from bot.cli.terminal import show_answer

            show_answer(answer)


def _lines(batch: Path) -> list[str]:
    try:
        *lines, last = batch.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BotError(f"Berkas {batch} tidak dapat dibaca; pastikan ada dan berupa teks UTF-8.") from error
    if last:
        lines.append(last)
    return lines


def _print_json(answer: "Answer") -> None:
    from bot.cli.answer_json import answer_json

    print(json.dumps(answer_json(answer), ensure_ascii=False), flush=True)


@click.command()
@with_parts
def chat(parts: Parts) -> None:
    """Tanya-jawab di terminal."""
    from bot.cli.conversation import converse

    converse(parts.assistant, parts.library)


@click.command("eval")
@click.argument("questions", type=FILE, metavar="BERKAS")
@click.option("--json", "as_json", is_flag=True, help="Satu objek JSON.")
@with_parts
def evaluate(parts: Parts, questions: Path, as_json: bool) -> None:
    """Ukur jawaban dengan berkas pertanyaan yang sudah diketahui jawabannya."""
    from rich.console import Console
    from rich.progress import track

    from bot.answering import evaluation
    from bot.answering.question_file import read_questions
    from bot.cli import evaluation_report

    items = read_questions(questions)
    answered = evaluation.evaluate(items, parts.assistant, parts.library)
    outcomes = list(track(answered, "Ditanyakan", len(items), console=Console(stderr=True), transient=True))
    change = evaluation.compare(outcomes, questions, parts.settings.data_dir / "eval")
    if as_json:
        click.echo(json.dumps(evaluation_report.evaluation_json(outcomes, change), ensure_ascii=False))
    else:
        evaluation_report.show_evaluation(outcomes, change)


@click.command()
@click.option("--days", type=click.IntRange(min=1), default=90, metavar="HARI", help="Sejauh mana ke belakang; bawaan 90.")
@with_parts
def reask(parts: Parts, days: int) -> None:
    """Ajukan lagi pertanyaan yang belum terjawab, dan tampilkan yang kini terjawab."""
    from bot.cli.terminal import show_now_answered

    found = parts.reasking.run(days)
    show_now_answered(found)
    if found:
        click.echo("Koordinator, dan penanya yang minta dikabari, diberi tahu oleh `tanya bot`.")
