"""A process that indexes its corpus folder, for tests that stop it. Prints "siap" when it begins, then a line a file.

Called with the folder and a task: index, rebuild, swap (two versions change places, again and again), or "tanya index" (the command
itself).
"""

import sys
import time
from pathlib import Path

from small_library import HashedWords, library_in, settings_in, tanya_with

from indexer.library import Library


class Deliberate(HashedWords):
    """Takes a moment over each passage, as real models do."""

    def embed_passages(self, texts, progress=None):
        time.sleep(0.004 * len(texts))
        return super().embed_passages(texts, progress)


def swap(library: Library) -> None:
    """Until it is killed."""
    one, other = (document.id for document in library.documents()[:2])
    library.publish(one, replaces=other)
    print("diganti", flush=True)
    while True:
        library.restore(library.archived()[0].id)


def main(folder: Path, task: str) -> None:
    model = Deliberate("kata-16", 16) if task == "rebuild" else Deliberate()
    print("siap", flush=True)
    if task == "tanya index":
        tanya_with(model).main(["index"], obj=settings_in(folder))
    library = library_in(folder, model)
    if task == "swap":
        swap(library)
    for report in library.rebuild() if task == "rebuild" else library.index(prune=True):
        print(report.status, flush=True)
    library.close()
    print("selesai", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
