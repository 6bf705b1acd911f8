"""Large documents: `python bench/large.py [PAGES]`.

A text PDF of 300 pages with tables, and a folder of PAGES (5,000) pages in PDFs of 100, each twice: by `tanya index` into an
empty library, and within a program that answers questions over 5,000 chunks meanwhile, as the bot does.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil
from machine import machine, unforced
from planning_library import ROOM, ROOT, SETTINGS, open_library, questions, settle
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from bot.answering.assistant import Assistant
from bot.answering.extractive.composer import ExtractiveComposer
from bot.journal.answer_log import AnswerLog
from bot.models import Inquiry
from indexer.library import Library
from indexer.settings import LibrarySettings

ONE, A_FOLDERS = 300, 100
IDLE_QUESTIONS, PAUSE = 200, 0.1
WORDS = (
    "pemerintah daerah menyusun program kegiatan layanan publik digital untuk meningkatkan indeks kinerja perangkat target "
    "anggaran wilayah kecamatan sarana prasarana jalan kesehatan pendidikan ekonomi lingkungan masyarakat pelaku usaha data "
    "terpadu sistem informasi jaringan pengelolaan sampah air bersih pariwisata perizinan pengaduan keamanan evaluasi rencana"
).split()


def main(pages: int = 5_000) -> None:
    unforced()
    open_library().close()
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        print(f"a PDF of {ONE} pages")
        measure(room / "satu", [write_pdf(room / "besar.pdf", ONE, 0)])
        print(f"a folder of {pages} pages")
        measure(room / "banyak", [write_pdf(room / f"{n}.pdf", A_FOLDERS, n) for n in range(1, pages // A_FOLDERS + 1)])
    print(machine())


@dataclass(frozen=True)
class Indexed:
    """What `tanya index` took. Memory is the most it ever had, in MiB: its own, and that of the reading processes together."""

    seconds: float
    pages: int
    chunks: int
    own: int
    readers: int
    failed: Sequence[str]


def measure(room: Path, files: Sequence[Path]) -> None:
    data = room / "sendiri"
    settle(data)
    alone = index_alone(data, files, {"PYTHONPATH": str(ROOT)})
    print(
        f"  tanya index: {alone.seconds:.0f} s, {alone.pages} pages, {alone.chunks} chunks; "
        f"at most {alone.own} MiB and {alone.readers} MiB in reading processes {alone.failed or ''}"
    )
    beside(room / "bersama", files)


def index_alone(data: Path, files: Sequence[Path], environment: Mapping[str, str]) -> Indexed:
    """Indexes with the command, and watches its memory and that of the processes it has started."""
    command = [sys.executable, "-m", "bot", "index", "--json", *map(str, files)]
    settings = os.environ | {"TANYA_DATA_DIR": str(data)} | environment
    started = time.perf_counter()
    program = subprocess.Popen(command, env=settings, cwd=ROOM, stdout=subprocess.PIPE, text=True)
    lines: list[str] = []
    listening = threading.Thread(target=lambda: lines.extend(program.stdout))
    listening.start()
    own, readers = 0, 0
    while program.poll() is None:
        own = max(own, *resident([psutil.Process(program.pid)]))
        readers = max(readers, sum(resident(psutil.Process(program.pid).children(recursive=True))))
        time.sleep(0.2)
    listening.join()
    seconds = time.perf_counter() - started
    reports = [json.loads(line) for line in lines]
    failed = [report["error"] for report in reports if report["status"] != "indexed"]
    pages = sum(report["pages"] for report in reports)
    chunks = sum(report["chunks"] for report in reports)
    return Indexed(seconds, pages, chunks, own >> 20, readers >> 20, failed)


def resident(processes: Sequence[psutil.Process]) -> Iterator[int]:
    for process in processes:
        try:
            yield process.memory_info().rss
        except psutil.Error:
            yield 0


def beside(data: Path, files: Sequence[Path]) -> None:
    """Asks one question after another, first of an idle library, then while the files are added to it."""
    shutil.copytree(SETTINGS.data_dir, data, symlinks=True)
    library = Library.open(LibrarySettings(corpus_dir=SETTINGS.corpus_dir, data_dir=data))
    log = AnswerLog(data / "log-besar.db")
    assistant = Assistant(library, ExtractiveComposer(), log)
    asked = endless(questions(1_000))
    idle = [seconds(assistant, next(asked)) for _ in range(IDLE_QUESTIONS)]
    reports = []
    adding = threading.Thread(target=lambda: reports.extend(library.add(file) for file in files))
    started = time.perf_counter()
    adding.start()
    busy = []
    while adding.is_alive():
        busy.append(seconds(assistant, next(asked)))
    failed = [report.error for report in reports if report.status != "indexed"]
    print(f"  while asked: searchable after {time.perf_counter() - started:.0f} s {failed or ''}")
    p95 = [float(np.percentile(times, 95)) for times in (idle, busy)]
    for name, times, high in (("idle", idle, p95[0]), ("indexing", busy, p95[1])):
        print(f"  answers, {name:9} n={len(times):<5} p50 {np.median(times) * 1000:5.0f} ms   p95 {high * 1000:5.0f} ms")
    print(f"  p95 while indexing is {p95[1] / p95[0]:.1f} times that of an idle library", flush=True)
    log.close()
    library.close()


def seconds(assistant: Assistant, text: str) -> float:
    time.sleep(PAUSE)
    start = time.perf_counter()
    assistant.ask(Inquiry(text))
    return time.perf_counter() - start


def endless(texts: Sequence[str]) -> Iterator[str]:
    while True:
        yield from texts


def write_pdf(path: Path, pages: int, seed: int) -> Path:
    """Pages of four paragraphs under a heading; on every third page a ruled table."""
    chance, styles, story = random.Random(seed), getSampleStyleSheet(), []
    for number in range(1, pages + 1):
        story.append(Paragraph(f"{number}. {sentence(chance, 5)}", styles["Heading2"]))
        story += [Paragraph(" ".join(sentence(chance, 14) for _ in range(5)), styles["BodyText"]) for _ in range(4)]
        if number % 3 == 0:
            rows = [[sentence(chance, 3), *(str(chance.randint(1, 9_999)) for _ in range(4))] for _ in range(12)]
            story.append(
                Table(
                    [["Indikator", "2025", "2026", "2027", "2028"], *rows], style=TableStyle([("GRID", (0, 0), (-1, -1), 1, 0)])
                )
            )
        story.append(PageBreak())
    SimpleDocTemplate(str(path), pagesize=A4, title=f"Rencana Induk {seed}").build(story)
    return path


def sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
