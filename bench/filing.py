"""Whose document it is: share of the files in folders that are filed under the right kind, region, period, number, date and title.

    .venv/bin/python bench/filing.py [--wrong] [FOLDER ...]

Without folders those of this project. What is right stands in documents_truth.tsv, by the files' names; files that it doesn't name are left
out. A file's name often says all of it, so each is filed once more under a name that says nothing. What was read is kept in a temporary folder: recognising scans takes minutes.
"""

import argparse
import csv
import hashlib
import pickle
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from machine import machine
from sources import digest

from indexer.documents.metadata import describe
from indexer.models import Metadata, Reading
from indexer.reading.formats import read

ROOT = Path(__file__).parent.parent
TRUTH = Path(__file__).with_name("documents_truth.tsv")
FOLDERS = (ROOT / "bench" / "documents", ROOT / "corpus")
JUDGED = ("kind", "region", "period", "number", "date", "title")
NONE, NOT_JUDGED = "-", "*"
ALIKE = 0.75
"""How much of the words of two titles is the same, of those of the longer and the shorter one (F1), where they count as one title."""


@dataclass(frozen=True)
class Filed:
    """A file, what is right of it (every right answer of each thing judged), and what was found."""

    name: str
    right: dict[str, Sequence[str]]
    found: dict[str, str]

    def is_right(self, what: str) -> bool | None:
        """Whether something was found right; None where it isn't judged."""
        right = self.right[what]
        if NOT_JUDGED in right:
            return None
        found = self.found[what] or NONE
        if what == "title":
            return any(alike(found, title) for title in right)
        return plain(found) in map(plain, right)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=FOLDERS)
    parser.add_argument("--wrong", action="store_true", help="say what is wrong, and how")
    given = parser.parse_args()
    named = [file for folder in given.folders for file in filed_in(folder)]
    if not named:
        raise SystemExit("No file of these folders stands in documents_truth.tsv.")
    unnamed = [file for folder in given.folders for file in filed_in(folder, stem="berkas")]
    print(f"{machine()}\n{len(named)} documents          as named    called “berkas”")
    for what in JUDGED:
        print(f"{what:20}{share(named, what):>16}{share(unnamed, what):>18}")
    if given.wrong:
        print_wrong(named)
        print("\nCalled “berkas”:")
        print_wrong(unnamed)


def share(filed: Sequence[Filed], what: str) -> str:
    """How many are right of those that are judged."""
    verdicts = Counter(file.is_right(what) for file in filed)
    judged = verdicts[True] + verdicts[False]
    return f"{verdicts[True] / judged:.3f} ({verdicts[True]}/{judged})"


def print_wrong(filed: Sequence[Filed]) -> None:
    for file in filed:
        for what in JUDGED:
            if file.is_right(what) is False:
                print(f"{file.name}: {what} is “{file.found[what]}”, right is “{' | '.join(file.right[what])}”")


def filed_in(folder: Path, stem: str = "") -> Iterator[Filed]:
    """The files of a folder that the truth names; with a `stem` as if they were called so, in no folder of theirs."""
    known = truth()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name in known:
            reading = kept_reading(path)
            called = folder / f"{stem}{path.suffix}" if stem else path
            metadata = describe(called, folder, reading)
            yield Filed(path.name, known[path.name], said(metadata))


def said(metadata: Metadata) -> dict[str, str]:
    """What the program says of a document, by what is judged; of news that doesn't say when it was published, the day it tells of."""
    found = {what: getattr(metadata, what) for what in JUDGED}
    return found | {"date": metadata.date or metadata.event}


def truth() -> dict[str, dict[str, Sequence[str]]]:
    lines = [line for line in TRUTH.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["name"]: {what: row[what].split(" | ") for what in JUDGED} for row in rows}


def kept_reading(path: Path) -> Reading:
    """What the readers make of a file, read once for as long as neither changes."""
    folder = Path(tempfile.gettempdir()) / "tanya-filing"
    folder.mkdir(exist_ok=True)
    content = hashlib.sha256(path.read_bytes()).hexdigest()
    kept = folder / f"{content[:16]}-{digest(ROOT, 'indexer/reading')[:16]}.pickle"
    if not kept.exists():
        kept.write_bytes(pickle.dumps(read(path)))
    return pickle.loads(kept.read_bytes())


def alike(found: str, right: str) -> bool:
    """Whether two titles are made of nearly the same words."""
    ours, theirs = Counter(plain(found).split()), Counter(plain(right).split())
    shared = (ours & theirs).total()
    return 2 * shared >= ALIKE * (ours.total() + theirs.total())


def plain(text: str) -> str:
    """In lower case; dashes of all kinds are one; "-" alone stays."""
    dashed = re.sub(r"[–—]", "-", text.casefold())
    return dashed if dashed == NONE else " ".join(re.findall(r"[\w/.-]*\w", dashed))


if __name__ == "__main__":
    main()
