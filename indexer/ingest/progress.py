"""How long work tells how far it is, and how a person stops it."""

import threading
from collections.abc import Callable

from indexer.errors import Cancelled

Progress = Callable[[str, int, int], None]
"""Called with a stage, how much of it is done, and of how much (0: not known yet). Stages: "dibaca" (pages), "diindeks" (chunks
embedded) and, where there are several files, "berkas"."""


def silent(stage: str, done: int, total: int) -> None:
    """A Progress that tells nobody."""


def stoppable(progress: Progress, stop: threading.Event | None) -> Progress:
    """The same progress, which raises Cancelled once `stop` is set."""

    def told(stage: str, done: int, total: int) -> None:
        if stop and stop.is_set():
            raise Cancelled("Dibatalkan; tidak ada yang disimpan.")
        progress(stage, done, total)

    return told
