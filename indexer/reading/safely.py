"""A file is read in a process of its own, with limits, so that no file can take the program down."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

import msgspec

from indexer.errors import Cancelled, NeedsOcr, NoText, OverLimit, UnreadableDocument
from indexer.models import Loss, Metadata, Page, Reading
from indexer.reading.limits import OUT_OF_MEMORY, Limits
from indexer.reading.process import ReadingProcess, kept

PageProgress = Callable[[int, int], None]
"""Called with how many pages are read, and of how many."""

_ERRORS = {kind.__name__: kind for kind in (UnreadableDocument, NoText, NeedsOcr, OverLimit)}
_SECONDS_TO_BEGIN = 60
_LOOK_FOR_STOP = 0.1
_SPLIT = "bagi menjadi beberapa berkas, lalu kirim lagi."

log = logging.getLogger(__name__)


_WITHOUT_MEMORY = (OUT_OF_MEMORY, -signal.SIGKILL, -signal.SIGABRT)
"""How a reader ends that gets no more memory: as it says itself, killed by the system, aborted by a library."""


@dataclass(slots=True)
class _Told:
    """What a reading process has told of one file: its pages, the last word, and how the process that read it ended."""

    pages: list[Page] = field(default_factory=list)
    last: dict = field(default_factory=dict)
    exit_code: int = 0


def read_safely(
    path: Path,
    progress: PageProgress = lambda done, total: None,
    stop: threading.Event | None = None,
    limits: Limits = Limits(),
) -> Reading:
    """The reading of a file. May be called from several threads at once; each has a process to itself.

    Raises UnreadableDocument (NoText, NeedsOcr, OverLimit), also where the file brought the reading process down, and Cancelled
    once `stop` is set. Nothing that reading has started runs on, and no temporary file stays.
    """
    with suppress(OSError):  # a file that can't be looked at is for the reader to tell
        if path.stat().st_size > limits.file_size:
            raise OverLimit(f"Berkas {path.name} lebih besar dari {limits.file_size >> 20} MB; {_SPLIT}")
    process = _begin({"path": str(path.absolute()), "limits": asdict(limits)})
    try:
        told = _follow(process, path.name, progress, stop or threading.Event(), limits)
    except EOFError as error:
        process.close()
        raise _crashed(path.name) from error
    except BaseException:
        process.close()
        raise
    kept.keep(process)
    return _reading(told, path.name)


def _begin(request: dict) -> ReadingProcess:
    """A process that has begun with this request. One that was kept may have ended just now: then another."""
    for _ in range(3):
        process = kept.take()
        try:
            process.send(request)
            if process.message(time.monotonic() + _SECONDS_TO_BEGIN) is not None:
                return process
        except (BrokenPipeError, EOFError):
            log.warning("Proses pembaca berkas berakhir sebelum mulai; dicoba lagi.")
        process.close()
    raise UnreadableDocument("Pembaca berkas tidak dapat dijalankan; jalankan `tanya doctor`, atau pasang ulang program ini.")


def _follow(process: ReadingProcess, name: str, progress: PageProgress, stop: threading.Event, limits: Limits) -> _Told:
    """Listens until the file is read. Raises OverLimit, Cancelled, and EOFError when the process is gone."""
    started = heard = time.monotonic()
    done, told = 0, _Told()
    while True:
        now, deadline = time.monotonic(), min(started + limits.allowance(done), heard + limits.silence)
        if stop.is_set():
            raise Cancelled(f"Pembacaan {name} dibatalkan; kirim lagi bila masih diperlukan.")
        if now >= deadline:
            raise _too_slow(name)
        match process.message(min(deadline, now + _LOOK_FOR_STOP)):
            case None:
                continue
            case {"done": done, "total": total}:
                heard = now
                progress(done, total)
            case {"page": page}:
                told.pages.append(msgspec.convert(page, Page))
            case {"ended": code}:
                told.exit_code = code
                return told
            case last:
                told.last = last


def _reading(told: _Told, name: str) -> Reading:
    match told.last:
        case {"metadata": found, "losses": losses}:
            return Reading(tuple(told.pages), Metadata(*found), msgspec.convert(losses, tuple[Loss, ...]))
        case {"error": kind, "sentence": sentence}:
            raise _ERRORS.get(kind, UnreadableDocument)(sentence)
        case {"failed": trace}:
            log.error("%s gagal dibaca: %s", name, trace)
    if told.exit_code == -signal.SIGXCPU:
        raise _too_slow(name)
    if told.exit_code in _WITHOUT_MEMORY:
        raise _too_big(name)
    raise _crashed(name)


def _too_slow(name: str) -> OverLimit:
    return OverLimit(f"Berkas {name} terlalu lama dibaca sehingga dihentikan; {_SPLIT}")


def _too_big(name: str) -> OverLimit:
    return OverLimit(f"Berkas {name} membutuhkan terlalu banyak memori; perkecil gambarnya atau {_SPLIT}")


def _crashed(name: str) -> UnreadableDocument:
    return UnreadableDocument(f"Berkas {name} rusak sehingga pembacanya terhenti; simpan ulang sebagai PDF, lalu kirim lagi.")
