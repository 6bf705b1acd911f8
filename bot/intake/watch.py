"""A folder is watched, and each new or changed file is indexed once it is completely written."""

import logging
import re
import threading
import time
from collections.abc import Callable, Collection
from contextlib import closing
from pathlib import Path

import watchfiles

from indexer.errors import Cancelled, IndexerError
from indexer.language.wordlists import words
from indexer.library import Library, find_files
from indexer.models import IndexReport

log = logging.getLogger(__name__)

SETTLED = 2.0
"""Seconds a file must keep its size and time before it counts as completely written."""
RETRY = 60.0
"""Seconds until a file is tried again that the library could not take just then."""
QUIET = 10
"""After so many times SETTLED the folder is listed though nothing was heard of it."""
REMOTE = words("network_file_systems")
"""File systems on which another machine's changes are not announced, so that the folder has to be looked through; as all fuse.*."""
MOUNTS = Path("/proc/self/mounts")

Seen = tuple[int, int]
"""Size and modification time of a file, which change while it is being written."""


class Watch:
    """Indexes what lies in `folder` and what comes into it. Removes nothing: a file that is gone stays a document.

    `report` gets what became of each file that was not known already, `say` a sentence about the folder or a trouble. `taken` are
    files somebody else looks after, such as those sent in Telegram.
    """

    def __init__(
        self,
        library: Library,
        folder: Path,
        report: Callable[[IndexReport], None],
        say: Callable[[str], None],
        taken: Callable[[], Collection[Path]] = list,
        settled: float = SETTLED,
    ):
        self._library, self._folder, self._report, self._say = library, folder, report, say
        self._taken, self._settled = taken, settled
        self._polling = is_remote(folder)
        self._done: dict[Path, Seen] = {}
        self._not_before: dict[Path, float] = {}

    def run(self, stop: threading.Event) -> None:
        """Until `stop` is set, which cuts off what is being indexed. Goes on through whatever happens to the folder or the library."""
        while not stop.is_set():
            if self._there():
                self._say(f"Memantau {self._folder}. Tekan Ctrl+C untuk berhenti.")
                self._follow(stop)
            if not stop.is_set() and not self._there():
                self._say(f"Folder {self._folder} tidak ada atau terlepas; pemantauan dilanjutkan begitu folder itu kembali.")
                self._await(stop)

    def _await(self, stop: threading.Event) -> None:
        """Returns once the folder is there."""
        while not self._there():
            if stop.wait(self._settled):
                return

    def _there(self) -> bool:
        try:
            return self._folder.is_dir()
        except OSError:  # a share whose server is away
            return False

    def _follow(self, stop: threading.Event) -> None:
        """Look through the folder now, whenever it changes, and after a while in any case, until it is gone."""
        signs = watchfiles.watch(
            self._folder,
            watch_filter=None,
            stop_event=stop,
            force_polling=self._polling or None,
            rust_timeout=round(QUIET * self._settled * 1000),
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )
        try:
            with closing(signs):
                self._take_in(stop)
                while self._there() and next(signs, None) is not None:
                    self._take_in(stop)
        except (OSError, watchfiles.WatchfilesRustInternalError) as error:  # the folder went, or the system watches too many
            log.info("Folder %s kini diperiksa berkala: %s", self._folder, error)
            self._polling = True
            stop.wait(self._settled)

    def _take_in(self, stop: threading.Event) -> None:
        """Index every file that is not known as it is now, once it stays the same for a while."""
        before = self._unknown()
        while before and not stop.wait(self._settled):
            now = self._unknown()
            self._index_settled(before, now, stop)
            before = {path: seen for path, seen in now.items() if not self._is_done(path, seen)}

    def _index_settled(self, before: dict[Path, Seen], now: dict[Path, Seen], stop: threading.Event) -> None:
        """Index what has stayed as it was before; the rest may still be written."""
        for path, seen in now.items():
            if stop.is_set():
                return
            if before.get(path) == seen:
                self._index(path, seen, stop)

    def _unknown(self) -> dict[Path, Seen]:
        """The files there is something to be done about now, as they are."""
        taken, now = set(self._taken()), time.monotonic()
        files = {}
        for path in find_files([self._folder]):
            too_early = self._not_before.get(path, now) > now
            if too_early or path.resolve() in taken:
                continue
            seen = _seen(path)
            if seen is not None and not self._is_done(path, seen):
                files[path] = seen
        return files

    def _is_done(self, path: Path, seen: Seen) -> bool:
        """Whether the file was dealt with as it is."""
        return self._done.get(path) == seen

    def _index(self, path: Path, seen: Seen, stop: threading.Event) -> None:
        try:
            report = self._library.add(path, stop=stop)
        except Cancelled:
            return
        except IndexerError as error:
            self._not_before[path] = time.monotonic() + RETRY
            self._say(f"{path.name} belum diindeks, dicoba lagi nanti. {error}")
            return
        except Exception:
            log.exception("%s tidak dapat diindeks.", path)  # it is left alone until it changes
        else:
            if report.status != "unchanged" or report.error:
                self._report(report)
        self._done[path] = seen


def _seen(path: Path) -> Seen | None:
    """The file as it is now; None where it is gone again."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns


def is_remote(folder: Path, mounts: Path = MOUNTS) -> bool:
    """Whether the folder lies on a file system that doesn't tell of changes made elsewhere; False where that isn't known."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # not Linux
        return False
    folder, nearest, file_system = folder.resolve(), Path("/"), ""
    for line in lines:
        _, mount_point, kind, *_ = line.split()
        mounted = Path(_unescaped(mount_point))
        holds_it = folder.is_relative_to(mounted)
        if holds_it and len(mounted.parts) >= len(nearest.parts):
            nearest, file_system = mounted, kind
    return file_system in REMOTE or file_system.startswith("fuse.")


def _unescaped(mount_point: str) -> str:
    """With its spaces, which stand as \\040 in the list of mounts."""
    return re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), mount_point)
