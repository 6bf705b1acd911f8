"""Processes that read files (indexer.reading.worker), kept for the next file: starting one costs a second, a file then ~20 ms."""

import atexit
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_LONGEST_LINE = 256 << 20  # a page of as many characters as a file may have, each in six bytes
IDLE_SECONDS = 60


class ReadingProcess:
    """One such process, which reads one file at a time. Whoever takes it closes it, or gives it back to be kept."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "indexer.reading.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            cwd=_ROOT,
            start_new_session=True,  # Ctrl-C in a terminal is for us; we end it ourselves
        )
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._process.stdout, selectors.EVENT_READ)
        self._received = bytearray()
        self._searched = 0

    def send(self, request: dict) -> None:
        """Raises BrokenPipeError when the process has ended."""
        data = memoryview(json.dumps(request).encode() + b"\n")
        while data:
            data = data[os.write(self._process.stdin.fileno(), data) :]

    def message(self, deadline: float) -> dict | None:
        """The next message, or None when there is none by `deadline` (of time.monotonic).

        Raises EOFError when the process has ended, or says what is no message.
        """
        while (line := self._line()) is None:
            if not self._selector.select(max(0.0, deadline - time.monotonic())):
                return None
            more = os.read(self._process.stdout.fileno(), 1 << 20)
            if not more or len(self._received) > _LONGEST_LINE:
                raise EOFError
            self._received += more
        try:
            return json.loads(line)
        except ValueError as error:
            raise EOFError from error

    def _line(self) -> bytes | None:
        """What was received up to the end of a line, empty lines left out."""
        while (end := self._received.find(b"\n", self._searched)) >= 0:
            line = bytes(self._received[:end])
            del self._received[: end + 1]
            self._searched = 0
            if line:
                return line
        self._searched = len(self._received)
        return None

    def close(self) -> None:
        """Ends it with all it has started: it does so itself when its stdin ends, and is killed if it doesn't."""
        self._selector.close()
        self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()


class KeptProcesses:
    """Processes that wait for work, and are ended when none has come for IDLE_SECONDS: each holds 100 MB."""

    def __init__(self) -> None:
        self._waiting: list[ReadingProcess] = []
        self._lock = threading.Lock()
        self._ending: threading.Timer | None = None

    def take(self) -> ReadingProcess:
        """One that waits, or a new one."""
        with self._lock:
            if self._waiting:
                return self._waiting.pop()
        return ReadingProcess()

    def keep(self, process: ReadingProcess) -> None:
        with self._lock:
            self._waiting.append(process)
            if self._ending:
                self._ending.cancel()
            self._ending = threading.Timer(IDLE_SECONDS, self.close)
            self._ending.daemon = True
            self._ending.start()

    def close(self) -> None:
        """Ends those that wait."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for process in waiting:
            process.close()


kept = KeptProcesses()
atexit.register(kept.close)
