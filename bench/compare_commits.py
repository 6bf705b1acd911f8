"""Checkouts of this program against each other, in one run: `python bench/compare_commits.py BEFORE AFTER`.

BEFORE and AFTER are folders with a checkout each (for one: `git worktree add ../before COMMIT`); one alone is measured alone. Each is
measured from outside, in processes of its own, through what every commit has (`tanya index`, `ask --batch --json`, `bot`). They take
turns, so that what else the machine does falls on both; the median of the rounds counts, and the rounds are shown.

The libraries are made the first time, and anew when a checkout's indexer/ has changed; both index the same files, with the same vectors
(index_with_kept_vectors.py says what that means for the big one). They are kept in data/bench/compare/.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from large import ONE, index_alone, write_pdf
from machine import machine, unforced
from memory import serve
from planning_library import ROOM, questions, settle, write_corpus
from sources import digest

BENCH = Path(__file__).parent
LIBRARIES = ROOM / "compare"
REGIONS, BIG_REGIONS = 33, 325
"""Of the library of 5,080 chunks and that of 50,000."""
WARMING, ASKED, COUNTED, BIG_ASKED = 5, 250, 25, 100
ROUNDS = 3
PARTS = ("answers", "regex", "pdf", "big")


@dataclass(frozen=True)
class Checkout:
    folder: Path

    @property
    def name(self) -> str:
        """The commit, with a + where files differ from it; the folder where git knows of none."""
        described = subprocess.run(
            ["git", "-C", self.folder, "describe", "--always", "--exclude=*", "--dirty=+"], capture_output=True, text=True
        )
        return described.stdout.strip() or self.folder.name

    @property
    def environment(self) -> dict[str, str]:
        return {"PYTHONPATH": str(self.folder)}

    def check(self) -> None:
        """Stops when python would find another checkout's code."""
        program = "import bot, indexer; print(bot.__file__, indexer.__file__)"
        found = started([sys.executable, "-c", program], self.environment).split()
        if not all(Path(file).is_relative_to(self.folder) for file in found):
            raise SystemExit(f"{self.folder} is not what python imports from: {found}")


@dataclass(frozen=True)
class Built:
    """A library that a checkout has made."""

    corpus: Path
    data: Path

    @property
    def environment(self) -> dict[str, str]:
        return {"TANYA_CORPUS_DIR": str(self.corpus), "TANYA_DATA_DIR": str(self.data)}


Figures = dict[str, float]
"""What is measured, with its unit -> the figure of one round."""
Measure = Callable[[Checkout], Figures]
Table = Mapping[str, Mapping[Checkout, list[float]]]
"""What is measured -> the figures of each checkout, one a round."""


def main() -> None:
    unforced()
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("checkouts", nargs="+", type=Path, metavar="CHECKOUT")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--regions", type=int, default=REGIONS, help="154 chunks each")
    parser.add_argument("--big-regions", type=int, default=BIG_REGIONS)
    parser.add_argument("--pages", type=int, default=ONE, help="of the PDF")
    given = parser.parse_args()
    checkouts = [Checkout(folder.resolve()) for folder in given.checkouts]
    for checkout in checkouts:
        checkout.check()
    table: Table = defaultdict(lambda: defaultdict(list))
    try:
        for part in given.parts:
            measure_part(part, checkouts, given, table)
    finally:  # what was measured before a failure is not lost
        show(table, checkouts)
        print(f"\n{machine()}")


def measure_part(part: str, checkouts: Sequence[Checkout], given: Namespace, table: Table) -> None:
    match part:
        case "answers":
            libraries = built_libraries(checkouts, given.regions, table)
            count, where = WARMING + ASKED, f"{given.regions} regions"
            take_turns(checkouts, given.rounds, lambda one: answers(one, libraries[one], count, where), table)
        case "regex":
            libraries = built_libraries(checkouts, given.regions, table)
            take_turns(checkouts, 1, lambda one: regex_calls(one, libraries[one]), table)
        case "pdf":
            with tempfile.TemporaryDirectory() as room:
                pdf = write_pdf(Path(room, "besar.pdf"), given.pages, 0)
                take_turns(checkouts, given.rounds, lambda one: large_pdf(one, pdf, given.pages), table)
        case "big":
            libraries = built_libraries(checkouts, given.big_regions, table, alike=True)
            count, where = WARMING + BIG_ASKED, f"{given.big_regions} regions"
            take_turns(checkouts, 1, lambda one: answers(one, libraries[one], count, where), table)
            take_turns(checkouts, 1, lambda one: bot(one, libraries[one], where), table)


def built_libraries(checkouts: Sequence[Checkout], regions: int, table: Table, alike: bool = False) -> dict[Checkout, Built]:
    libraries = {checkout: library(checkout, regions, alike) for checkout in checkouts}
    for checkout, built in libraries.items():
        printed = started([sys.executable, "-m", "bot", "documents", "--json"], checkout.environment | built.environment)
        chunks = sum(json.loads(line)["chunks"] for line in printed.splitlines())
        table[f"{regions} regions, chunks"][checkout] = [chunks]
        table[f"{regions} regions, index.db, MiB"][checkout] = [index_size(built.data)]
    return libraries


def take_turns(checkouts: Sequence[Checkout], rounds: int, measure: Measure, table: Table) -> None:
    """First one, then the other, then the other way round."""
    for number in range(rounds):
        ordered = checkouts if number % 2 == 0 else checkouts[::-1]
        for checkout in ordered:
            for name, figure in measure(checkout).items():
                table[name][checkout].append(figure)
                print(f"  round {number + 1}  {checkout.name:12} {name}: {figure:,.1f}", file=sys.stderr, flush=True)


def library(checkout: Checkout, regions: int, alike: bool = False) -> Built:
    """The plans of so many regions as the checkout indexes them; `alike` as index_with_kept_vectors.py has it."""
    room = LIBRARIES / str(regions)
    room.mkdir(parents=True, exist_ok=True)
    write_corpus(room, regions)
    place = str(checkout.folder).strip("/").replace("/", "-")
    built = Built(room / "corpus", room / place)
    stamp = built.data / "indexer.sha256"
    sources = digest(checkout.folder)
    if stamp.exists() and stamp.read_text() == sources:
        return built
    shutil.rmtree(built.data, ignore_errors=True)
    settle(built.data)
    print(f"  {checkout.name} indexes {regions} regions", file=sys.stderr, flush=True)
    vectors = LIBRARIES / ("vectors-alike.pickle" if alike else "vectors.pickle")
    command = [sys.executable, BENCH / "index_with_kept_vectors.py", vectors, built.corpus, built.data]
    started([*command, "--alike"] if alike else command, checkout.environment)
    stamp.write_text(sources)
    return built


def started(command: Sequence[str | Path], environment: Mapping[str, str]) -> str:
    """What the command prints. Run in a folder where no code lies, which python would take before PYTHONPATH's."""
    settings = os.environ | environment
    return subprocess.run(command, cwd=ROOM, env=settings, check=True, stdout=subprocess.PIPE, text=True).stdout


def answers(checkout: Checkout, built: Built, count: int, library_name: str) -> Figures:
    """Of `ms`: from question to answer, without writing the log."""
    with question_file(count) as file:
        printed = started(
            [sys.executable, "-m", "bot", "ask", "--json", "--batch", file.name], checkout.environment | built.environment
        )
    times = [json.loads(line)["ms"] for line in printed.splitlines()][WARMING:]
    p50, p95 = np.percentile(times, [50, 95])
    return {f"question to answer, {library_name}, p50, ms": p50, f"question to answer, {library_name}, p95, ms": p95}


def regex_calls(checkout: Checkout, built: Built) -> Figures:
    with question_file(1 + COUNTED) as file:
        printed = started([sys.executable, BENCH / "regex_calls.py", file.name], checkout.environment | built.environment)
    _with_starting, *calls = map(int, printed.split())
    return {
        "regex calls a question, least": min(calls),
        "regex calls a question, median": float(np.median(calls)),
        "regex calls a question, most": max(calls),
    }


def question_file(count: int) -> tempfile.NamedTemporaryFile:
    file = tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt")
    file.write("\n".join(questions(count)))
    file.flush()
    return file


def large_pdf(checkout: Checkout, pdf: Path, pages: int) -> Figures:
    with tempfile.TemporaryDirectory() as room:
        data = Path(room)
        settle(data)
        indexed = index_alone(data, [pdf], checkout.environment)
        if indexed.failed:
            raise SystemExit(f"{checkout.name}: {indexed.failed}")
        size = index_size(data)
    name = f"PDF of {pages} pages"
    return {
        f"{name} searchable, s": indexed.seconds,
        f"{name}, chunks": indexed.chunks,
        f"{name}, index.db, MiB": size,
        f"{name}, memory of tanya index, MiB": indexed.own,
        f"{name}, memory of reading, MiB": indexed.readers,
    }


def index_size(data: Path) -> float:
    return (data / "index.db").stat().st_size / 2**20


def bot(checkout: Checkout, built: Built, library_name: str) -> Figures:
    served = serve(checkout.environment | built.environment, built.data)
    p50, p95 = np.percentile(served.seconds, [50, 95])
    return {
        f"bot, {library_name}, memory after a question, MiB": served.first.now,
        f"bot, {library_name}, memory after {len(served.seconds) + 1}, MiB": served.last.now,
        f"bot, {library_name}, most memory, MiB": served.last.most,
        f"bot, {library_name}, ten at once, p50, ms": p50 * 1000,
        f"bot, {library_name}, ten at once, p95, ms": p95 * 1000,
    }


def show(table: Table, checkouts: Sequence[Checkout]) -> None:
    print_row("", *[checkout.name for checkout in checkouts], "ratio", "rounds")
    print("|---" * (len(checkouts) + 3) + "|")
    for name, rounds in table.items():
        medians = [float(np.median(rounds[checkout])) for checkout in checkouts]
        written = [f"{median:,.1f}" for median in medians]
        each = [shown_rounds(rounds[checkout]) for checkout in checkouts]
        print_row(name, *written, ratio(medians), "; ".join(each))


def ratio(medians: Sequence[float]) -> str:
    """Of the last checkout to the first."""
    if len(medians) == 1 or medians[0] == 0:
        return "–"
    return f"{medians[-1] / medians[0]:.2f}"


def shown_rounds(figures: Sequence[float]) -> str:
    return " ".join(f"{figure:,.1f}" for figure in figures)


def print_row(*cells: str) -> None:
    print("|", " | ".join(cells), "|")


if __name__ == "__main__":
    main()
