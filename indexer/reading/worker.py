"""The process in which files are read: `python -m indexer.reading.worker`, started by indexer.reading.process.

It loads the readers once and forks for each file, so that a file meets a fresh process under its own limits, and starting costs
milliseconds. What the fork starts (Tesseract, LibreOffice) dies with it, and its temporary folder goes. Requests come in on
stdin and messages leave on stdout, a line of JSON each; when stdin ends, or says anything while a file is read, all of it ends.
"""

import ctypes
import importlib
import json
import os
import pkgutil
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

import indexer.reading
from indexer.errors import UnreadableDocument
from indexer.reading import formats
from indexer.reading.limits import OUT_OF_MEMORY, Limits

_REQUESTS, _MESSAGES = 0, 1
_TOP = 2
"""Dots in the names of what lies in reading/ itself: the machinery around the readers."""
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of linux/prctl.h


def main() -> None:
    """Serves requests until stdin ends."""
    os.nice(10)  # people wait for answers; nobody waits for the next page
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1)  # orphans of a reader come here to be reaped, not to the bot as process 1
    _preload()
    woken = _wake_on_child_end()
    with suppress(BrokenPipeError):  # whoever asked is gone
        while request := _next_request():
            _serve(json.loads(request), woken)


def _preload() -> None:
    """Imports all readers: what a fork finds loaded it need not load for each file."""
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_THREAD_LIMIT"] = "1"  # threads of a library don't survive a fork
    for module in pkgutil.walk_packages(indexer.reading.__path__, "indexer.reading."):
        if module.name.count(".") > _TOP:
            importlib.import_module(module.name)


def _wake_on_child_end() -> int:
    """A descriptor that becomes readable when a child ends."""
    woken, wake = os.pipe()
    os.set_blocking(woken, False)
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    return woken


def _next_request() -> bytes:
    """The next line of stdin; empty when it has ended."""
    line = b""
    while not line.endswith(b"\n"):
        more = os.read(_REQUESTS, 65_536)  # not sys.stdin, whose buffer `select` doesn't see
        if not more:
            return b""
        line += more
    return line


def _serve(request: dict, woken: int) -> None:
    """Reads one file in a fork and says how the fork ended; ends this process when it was told to stop."""
    _say(_MESSAGES, {"began": True})
    folder = tempfile.mkdtemp(prefix="tanya-baca-")
    child = os.fork()
    if child == 0:
        _be_child(request, folder)
    with suppress(OSError):  # the child does so too; who is first doesn't matter
        os.setpgid(child, child)
    try:
        stopped, status = _wait(child, woken)
    finally:
        _kill_group(child)
        shutil.rmtree(folder, ignore_errors=True)
    if stopped:
        sys.exit()
    os.write(_MESSAGES, b"\n")  # a line that the fork could not finish ends here
    _say(_MESSAGES, {"ended": os.waitstatus_to_exitcode(status)})


def _wait(child: int, woken: int) -> tuple[bool, int]:
    """(whether stdin spoke or ended first, the child's wait status)."""
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return False, status
        ready, _, _ = select.select([_REQUESTS, woken], [], [])
        if _REQUESTS in ready:
            return True, 0
        os.read(woken, 512)


def _kill_group(child: int) -> None:
    """Ends whatever the child left running, and reaps it."""
    try:
        os.killpg(child, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return  # all gone; macOS says "not permitted" of a group of zombies
    deadline = time.monotonic() + 2
    while time.monotonic() < deadline:
        try:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.005)
        except ChildProcessError:
            return


def _be_child(request: dict, folder: str) -> None:
    """Reads the file and ends this process, whatever happens."""
    os.setpgid(0, 0)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    messages = os.dup(_MESSAGES)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)  # what a library prints must not get between the messages
    for name in ("TMPDIR", "HOME"):
        os.environ[name] = folder  # LibreOffice leaves its profile in HOME
    tempfile.tempdir = folder
    os.chdir(folder)
    try:
        _read_or_say_why_not(request, lambda message: _say(messages, message))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # whatever might be said needs memory
    finally:
        os._exit(0)


def _read_or_say_why_not(request: dict, say: Callable[[dict], None]) -> None:
    """Raises MemoryError, also where what went wrong can't be said for want of memory."""
    try:
        _read(request, say)
    except MemoryError:
        raise
    except BaseException:
        say({"failed": traceback.format_exc()})


def _read(request: dict, say: Callable[[dict], None]) -> None:
    limits = Limits(**request["limits"])
    _confine(limits)

    def progress(done: int, total: int) -> None:
        limits.check_pages(total)
        _allow_cpu(limits, done)
        say({"done": done, "total": total})

    try:
        reading = formats.read(Path(request["path"]), progress=progress)
        limits.check_pages(len(reading.pages))
        limits.check_text(sum(len(page.text) for page in reading.pages))
    except UnreadableDocument as error:
        say({"error": type(error).__name__, "sentence": str(error)})
        return
    for page in reading.pages:
        say({"page": msgspec.to_builtins(page)})
    found = reading.metadata
    known = (found.title, found.kind, found.region, found.period)
    say({"metadata": known, "losses": msgspec.to_builtins(reading.losses)})


def _confine(limits: Limits) -> None:
    """Puts this process, and all that it will start, under limits."""
    for what, most in (
        (resource.RLIMIT_DATA, limits.memory),
        (resource.RLIMIT_FSIZE, limits.written),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        most = int(most) if hard == resource.RLIM_INFINITY else min(int(most), hard)
        resource.setrlimit(what, (most, most))
    _allow_cpu(limits, 0)


def _allow_cpu(limits: Limits, pages_done: int) -> None:
    """Processor time for all cores as long as the clock allows; the parent watches the clock, this holds if it can't."""
    seconds = int(limits.allowance(pages_done) * (os.cpu_count() or 1)) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _say(descriptor: int, message: dict) -> None:
    data = memoryview(json.dumps(message).encode() + b"\n")
    while data:
        data = data[os.write(descriptor, data) :]


if __name__ == "__main__":
    main()
