"""`tanya ask`, `chat`, `eval`, `bot`, `watch`, `reask`, `log`, `users`, `invite`, `doctor`: the assistant from a terminal."""

import functools
import json
import re
import signal
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.parts import Parts
from bot.errors import BadSettings, BotError
from bot.models import Question, Role
from indexer.cli.commands import report_line
from indexer.cli.console import OPEN_MODEL

if TYPE_CHECKING:
    from bot.journal.entries import LogLine
    from bot.models import Answer

FILE = click.Path(path_type=Path)
LATEST = 50
"""Rows `tanya log` shows when it isn't told since when."""


def _with_parts(command: Callable[..., None]) -> Callable[..., None]:
    @click.pass_context
    @functools.wraps(command)
    def run(context: click.Context, **values: object) -> None:
        other = {"open_model": context.meta[OPEN_MODEL]} if OPEN_MODEL in context.meta else {}
        parts = Parts(context.obj, **other)
        context.call_on_close(parts.close)
        command(parts, **values)

    return run


@click.command()
@click.argument("question", required=False, metavar="PERTANYAAN")
@click.option("--batch", type=FILE, metavar="BERKAS", help="Satu pertanyaan per baris; dipakai bersama --json.")
@click.option("--json", "as_json", is_flag=True, help="Satu baris JSON per jawaban.")
@_with_parts
def ask(parts: Parts, question: str | None, batch: Path | None, as_json: bool) -> None:
    """Jawab satu pertanyaan, atau setiap baris sebuah berkas."""
    if (question is None) == (batch is None) or (batch and not as_json):
        raise click.UsageError("Tulis satu pertanyaan di antara tanda petik, atau pakai --batch BERKAS --json.")
    for line in [question] if batch is None else _lines(batch):
        answer = parts.assistant.ask(Question(line))
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
    return [*lines, last] if last else lines


def _print_json(answer: "Answer") -> None:
    from bot.cli.answer_json import answer_json

    print(json.dumps(answer_json(answer), ensure_ascii=False), flush=True)


@click.command()
@_with_parts
def chat(parts: Parts) -> None:
    """Tanya-jawab di terminal."""
    from bot.cli.conversation import converse

    converse(parts.assistant, parts.library)


@click.command("eval")
@click.argument("questions", type=FILE, metavar="BERKAS")
@click.option("--json", "as_json", is_flag=True, help="Satu objek JSON.")
@_with_parts
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
@_with_parts
def bot(parts: Parts) -> None:
    """Jalankan bot Telegram."""
    settings = parts.settings
    if settings.telegram_bot_token is None:
        raise BadSettings("TELEGRAM_BOT_TOKEN belum diisi; minta token kepada @BotFather, lalu tulis di berkas .env.")
    from bot.chat.app import run

    if settings.log_days:
        parts.log.prune(settings.log_days)
    if not parts.access.users():
        click.echo("Belum ada admin. Buat undangan dengan `tanya invite admin`, atau isi TANYA_ADMIN_IDS.", err=True)
    run(settings, parts.assistant, parts.library, parts.log, parts.access, parts.uploads)


@click.command()
@click.argument("folder", required=False, type=FILE, metavar="[FOLDER]")
@_with_parts
def watch(parts: Parts, folder: Path | None) -> None:
    """Pantau folder (bawaan: folder corpus) dan indeks berkas baru begitu selesai disalin."""
    from bot.intake.jobs import Status
    from bot.intake.watch import Watch

    queue, stop = parts.uploads.queue, threading.Event()

    def taken() -> set[Path]:
        jobs = queue.having(Status.WAITING, Status.RUNNING, Status.OCR, Status.HELD)
        return {job.path.resolve() for job in jobs}

    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stop.set())
    watched = Watch(
        parts.library, folder or parts.settings.corpus_dir, lambda report: click.echo(report_line(report)), click.echo, taken
    )
    watched.run(stop)
    raise KeyboardInterrupt  # it ends like anything that is interrupted


@click.command()
@click.option("--days", type=click.IntRange(min=1), default=90, metavar="HARI", help="Sejauh mana ke belakang; bawaan 90.")
@_with_parts
def reask(parts: Parts, days: int) -> None:
    """Ajukan lagi pertanyaan yang belum terjawab, dan tampilkan yang kini terjawab."""
    from bot.cli.terminal import show_now_answered

    found = parts.reasking.run(days)
    show_now_answered(found)
    if found:
        click.echo("Koordinator, dan penanya yang minta dikabari, diberi tahu oleh `tanya bot`.")


def _since(context: click.Context, parameter: click.Parameter, value: str | None) -> datetime | None:
    """An aware moment from "7d" (days back from now) or "2026-01-31" (from local midnight)."""
    if value is None:
        return None
    try:
        if days := re.fullmatch(r"(\d+)d", value):
            return datetime.now().astimezone() - timedelta(days=int(days[1]))
        return datetime.strptime(value, "%Y-%m-%d").astimezone()
    except (ValueError, OverflowError) as error:
        raise click.UsageError("Isi --since dengan tanggal seperti 2026-01-31, atau hari seperti 7d.", context) from error


@click.command()
@click.option("--since", callback=_since, metavar="TANGGAL|7d", help="Sejak tanggal itu, atau sekian hari terakhir.")
@click.option("--unanswered", is_flag=True, help="Hanya yang tidak terjawab.")
@click.option("--format", "form", type=click.Choice(("table", "json", "csv", "xlsx")), default="table", help="Bentuk keluaran.")
@click.option("--output", type=FILE, metavar="BERKAS", help="Tulis ke berkas; wajib untuk xlsx.")
@click.option("--backup", type=FILE, metavar="BERKAS", help="Salin seluruh log ke berkas cadangan.")
@click.option("--actions", is_flag=True, help="Siapa mengunggah, mengganti, atau menghapus apa, alih-alih tanya-jawab.")
@_with_parts
def log(
    parts: Parts, since: datetime | None, unanswered: bool, form: str, output: Path | None, backup: Path | None, actions: bool
) -> None:
    """Baca, ekspor, atau cadangkan log tanya-jawab."""
    if actions:
        from bot.cli.terminal import show_actions

        show_actions(parts.log.actions(since))
    elif backup:
        parts.log.backup(backup)
        click.echo(f"Log disalin ke {backup}.")
    elif form == "table":
        if output:
            raise click.UsageError("Untuk --output, pilih --format json, csv, atau xlsx.")
        _print_log(parts, parts.log.lines(since, unanswered, limit=None if since else LATEST))
    elif output:
        from bot.journal import export

        count = export.write(parts.log.stream(since, unanswered), form, output)
        click.echo(f"{count} catatan ditulis ke {output}.")
    elif form == "xlsx":
        raise click.UsageError("Untuk --format xlsx, sebutkan berkasnya dengan --output.")
    else:
        from bot.journal import export

        (export.write_json if form == "json" else export.write_csv)(parts.log.stream(since, unanswered), sys.stdout)


def _print_log(parts: Parts, lines: "list[LogLine]") -> None:
    from bot.cli.terminal import show_log

    show_log(lines)
    for days, counts in parts.log.summary().items():
        marks = f"👍 {counts.up}, 👎 {counts.down}"
        click.echo(f"{days} hari terakhir: {counts.questions} pertanyaan, {counts.refused} tidak terjawab, {marks}.")


@click.command()
@_with_parts
def users(parts: Parts) -> None:
    """Tampilkan pengguna dan perannya."""
    from bot.cli.terminal import show_users

    show_users(parts.access.users())


@click.command()
@click.argument("role", type=click.Choice([role.value for role in Role]), metavar="PERAN")
@_with_parts
def invite(parts: Parts, role: str) -> None:
    """Buat undangan sekali pakai untuk peran opd, diskominfo, koordinator, atau admin."""
    code = parts.access.invite(Role(role), by=None)
    username = parts.log.recall("bot_username")
    click.echo(f"Undangan sebagai {role}, untuk satu orang, berlaku 7 hari:")
    click.echo(f"https://t.me/{username}?start={code}" if username else f"Kirimkan kepada bot: /start {code}")


@click.command()
@_with_parts
def doctor(parts: Parts) -> None:
    """Periksa apakah semuanya siap."""
    from bot.cli.doctor import examine

    healthy = True
    for finding in examine(parts):
        click.echo(f"{'✓' if finding.good else '✗'} {finding.text}")
        healthy = healthy and (finding.good or not finding.essential)
    sys.exit(0 if healthy else 1)


COMMANDS = (ask, chat, evaluate, bot, watch, reask, log, users, invite, doctor)
"""What `tanya` takes over from here."""
