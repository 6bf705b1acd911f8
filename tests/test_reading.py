"""Reading in a process of its own: what comes back, what its limits say, and that nothing stays behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from indexer.errors import Cancelled, NoText, OverLimit, UnreadableDocument
from indexer.reading.formats import read
from indexer.reading.limits import MIB, Limits
from indexer.reading.safely import read_safely

LONG = 60.0  # seconds in which anything here is over


@pytest.fixture
def short(tmp_path: Path) -> Path:
    path = tmp_path / "rencana.md"
    path.write_text("# Rencana\n\nTarget tahun 2025 adalah 80 persen.\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF that takes several seconds to read."""
    path = tmp_path_factory.mktemp("panjang") / "panjang.pdf"
    sheet = canvas.Canvas(str(path), pagesize=A4)
    for number in range(1, 151):
        for line in range(60):
            sheet.drawString(50, 800 - 12 * line, f"Halaman {number} baris {line}: program kegiatan dan target kinerja daerah")
        sheet.showPage()
    sheet.save()
    return path


def test_a_reading_comes_back_as_the_reader_made_it(short: Path, tmp_path: Path):
    pdf = tmp_path / "dua.pdf"
    sheet = canvas.Canvas(str(pdf))
    for text in ("Visi kota cerdas", "Misi kota cerdas"):
        sheet.drawString(72, 700, text)
        sheet.showPage()
    sheet.save()
    assert read_safely(short) == read(short)
    assert read_safely(pdf) == read(pdf)


def test_errors_come_back_as_themselves(tmp_path: Path):
    empty = tmp_path / "kosong.txt"
    empty.touch()
    program = tmp_path / "surat.pdf"
    program.write_bytes(b"MZ" + bytes(range(256)) * 20)
    for path in (empty, program, tmp_path / "tidak-ada.pdf"):
        with pytest.raises(UnreadableDocument) as inside:
            read(path)
        with pytest.raises(UnreadableDocument) as safely:
            read_safely(path)
        assert (type(safely.value), str(safely.value)) == (type(inside.value), str(inside.value))
    assert isinstance(safely.value, UnreadableDocument) and not isinstance(safely.value, NoText)


def test_a_name_that_is_no_utf8_is_found(tmp_path: Path):
    path = tmp_path / os.fsdecode(b"berkas-\xff.txt")
    path.write_text("Isi berkas.", encoding="utf-8")
    assert read_safely(path).pages[0].text == "Isi berkas."


def test_several_threads_read_at_once(short: Path):
    with ThreadPoolExecutor(4) as pool:
        readings = list(pool.map(read_safely, [short] * 12))
    assert readings == [read(short)] * 12


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(seconds=0.2, page_seconds=0), "lama"),
        (Limits(silence=0.02), "lama"),
        (Limits(memory=48 * MIB), "memori"),
        (Limits(pages=100), "100 halaman"),
        (Limits(characters=1000), "Teks"),
        (Limits(file_size=1000), "MB"),
    ],
)
def test_over_a_limit_is_said_in_one_sentence(long: Path, limits: Limits, says: str):
    with pytest.raises(OverLimit, match=says):
        read_safely(long, limits=limits)


def test_pages_that_are_done_earn_time(long: Path):
    reading = read_safely(long, limits=Limits(seconds=1, page_seconds=1))
    assert len(reading.pages) == 150


def test_progress_counts_pages(long: Path):
    seen: list[tuple[int, int]] = []
    read_safely(long, lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen) and {total for _, total in seen} == {150} and seen[-1][0] == 150


def test_stop_ends_it_at_once(long: Path, temporary: Path):
    stop = threading.Event()
    timer = threading.Timer(1, stop.set)
    timer.start()
    with pytest.raises(Cancelled, match="panjang.pdf"):
        read_safely(long, stop=stop)
    timer.join()
    assert not list(temporary.iterdir()) and not readers_of(os.getpid())


def test_a_reader_that_crashes_is_one_clear_sentence_and_the_next_file_is_read(long: Path, short: Path, temporary: Path):
    threading.Thread(target=kill_reader, args=(signal.SIGSEGV,)).start()
    with pytest.raises(UnreadableDocument, match="rusak sehingga pembacanya terhenti") as crash:
        read_safely(long)
    assert not isinstance(crash.value, OverLimit)
    assert read_safely(short) == read(short)
    assert not list(temporary.iterdir())


def test_a_reader_that_the_system_ends_wanted_too_much_memory(long: Path, temporary: Path):
    threading.Thread(target=kill_reader, args=(signal.SIGKILL,)).start()
    with pytest.raises(OverLimit, match="memori"):
        read_safely(long)


def test_files_leave_no_process_descriptor_or_folder(short: Path, long: Path, temporary: Path):
    def once() -> None:
        read_safely(short)
        with pytest.raises(OverLimit):
            read_safely(long, limits=Limits(seconds=0.2, page_seconds=0))

    once()
    before = len(os.listdir("/proc/self/fd"))
    once()
    once()
    assert len(os.listdir("/proc/self/fd")) == before
    assert not list(temporary.iterdir()) and not readers_of(os.getpid())


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_when_the_program_ends_so_does_its_reading(long: Path, temporary: Path, ending: signal.Signals):
    code = (
        "import sys; from pathlib import Path; from indexer.reading.safely import read_safely; read_safely(Path(sys.argv[1]))"
    )
    program = subprocess.Popen([sys.executable, "-c", code, str(long)], stderr=subprocess.DEVNULL)
    wait_until(lambda: len(readers_of(program.pid)) == 2)
    readers = readers_of(program.pid)
    program.send_signal(ending)
    program.wait(LONG)
    wait_until(lambda: not any(reader.is_running() for reader in readers) and not list(temporary.iterdir()))


def readers_of(pid: int) -> list[psutil.Process]:
    """The processes that a process has started for reading, and those they have started."""
    below = psutil.Process(pid).children(recursive=True)
    return [process for process in below if "indexer.reading.worker" in process.cmdline()]


def kill_reader(ending: signal.Signals) -> None:
    """Ends the fork that reads a file, as soon as there is one."""
    wait_until(lambda: len(readers_of(os.getpid())) == 2)
    time.sleep(0.3)
    readers_of(os.getpid())[-1].send_signal(ending)


def wait_until(holds) -> None:
    end = time.monotonic() + LONG
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)
