"""Whatever is sent: a reading or one clear sentence, in time, with nothing run, left behind or brought down."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
from malformed import corpus

from indexer.errors import IndexerError
from indexer.ingest.archives import is_archive, unpack
from indexer.models import Page
from indexer.reading.limits import MIB, Limits
from indexer.reading.safely import read_safely

LIMITS = Limits(seconds=4, page_seconds=0.5, memory=768 * MIB, pages=2_000, characters=5_000_000)
A_MOMENT = 10  # seconds to start a process and to end one, on a machine that has much to do
AN_INSTRUCTION = re.compile(
    r"\b(kirim|simpan|bagi|perkecil|periksa|pasang|unduh|ekspor|buat|kurangi|ganti|potong|foto|pindai)\b", re.I
)
FOREIGN = re.compile(r"Traceback|Error|\b(the|invalid|failed|stream|unexpected|not|cannot|object)\b|0x|\bNone\b")


def test_every_malformed_file_is_read_or_refused_with_one_sentence(tmp_path: Path, temporary: Path):
    files = list(corpus(damaged=100))
    assert len(files) >= 200 and len({name for name, _ in files}) == len(files)
    room = tmp_path / "berkas"
    room.mkdir()
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda file: handle(room, *file), files))
    names = [name for name, _ in files]
    faults = [f"{name}: {outcome}" for name, outcome in zip(names, outcomes, strict=True) if fault(outcome)]
    assert not faults, "\n".join(faults)
    written = {path.name for path in room.iterdir() if not path.name.startswith("isi-")}
    assert written == set(names) and {path.name for path in tmp_path.iterdir()} == {"berkas", "tmp"}
    assert not list(temporary.iterdir()) and not Path("/tmp/keluar-mutlak.md").exists()
    assert not [child for child in psutil.Process().children(recursive=True) if child.status() == psutil.STATUS_ZOMBIE]
    assert sum(isinstance(outcome, list) for outcome, _ in outcomes) > 20, "damage that can be read around is read around"


def handle(room: Path, name: str, content: bytes) -> tuple[list[Page] | Exception, float]:
    """(pages, or the error; seconds) for a file as an upload would take it."""
    path = room / name
    path.write_bytes(content)
    started = time.monotonic()
    try:
        inside = unpack(path, room / f"isi-{name}")[:5] if is_archive(path) else [path]
        result = [page for file in inside for page in read_safely(file, limits=LIMITS).pages]
    except Exception as error:  # whatever it is, the assertion names the file
        result = error
    return result, time.monotonic() - started


def fault(outcome: tuple[list[Page] | Exception, float]) -> bool:
    result, seconds = outcome
    if seconds > LIMITS.allowance(len(result) if isinstance(result, list) else 0) + A_MOMENT:
        return True
    if isinstance(result, list):
        return not result or any("root:x:0:0" in page.text for page in result)
    said = str(result) if isinstance(result, IndexerError) else ""
    one = "\n" not in said and said[:1].isupper() and said.endswith(".")
    return not (one and AN_INSTRUCTION.search(said) and not FOREIGN.search(said))
