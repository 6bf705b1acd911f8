"""Values of tables under the right heads: `python bench/tables.py DOCUMENTS [--peers PYTHON] [--misses]`.

Reads the pages of bench/tables/ from the folder DOCUMENTS, and prints for each layout the share of values that stand under their row and
column, the share that stands under a wrong one, and seconds a page; for other libraries on the same pages with --peers (a Python that has
pdfplumber, camelot-py and img2table). --misses lists what is not right.

Rows are matched to the truth by their labels, columns by theirs, in order. A value is right where the cell in its matched row and column
holds it; it is wrong where that cell holds another value of the table, several, or one where none should be; it is misread where it holds
something else. Our heads are those we say. For the libraries, which tell none, the number of head rows is taken that gives them the most.
"""

import argparse
import json
import re
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from pathlib import Path

from machine import machine, unforced
from rapidfuzz import fuzz
from table_peers import LIBRARIES
from table_truth import LAYOUTS, Truth, read_truths

from indexer.models import Table
from indexer.reading.pdf.reader import read_pdf

Label = tuple[str, ...]
"""What names a column (one text) or a row (a text a column)."""
PEERS = Path(__file__).with_name("table_peers.py")
LIKE = 78.0
"""From here on (0..100) two labels are the same, if their figures are."""
NOTHING = ("", "-")
"""What a cell without a value holds: none of these is counted."""
MOST_HEADS = 6
COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")


@dataclass(frozen=True)
class Read:
    """A table as it was read: the label of each column, and the rows."""

    labels: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass
class Score:
    """Counts of values over some tables."""

    values: int = 0
    right: int = 0
    wrong: int = 0
    misread: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        self.values += other.values
        self.right += other.right
        self.wrong += other.wrong
        self.misread += other.misread
        self.misses += other.misses


@cache
def plain(text: str) -> str:
    """A text to compare: without space, case and marks that look alike."""
    text = text.casefold().replace("–", "-").replace("—", "-").replace("−", "-").replace("’", "'").replace("|", "/")
    return re.sub(r"[\s*]+", "", text)


@cache
def label_words(text: str) -> tuple[str, ...]:
    words = re.findall(r"[\w%]+", text.casefold())
    return tuple(words)


@cache
def alike(ours: Label, truth: Label) -> float:
    """How alike two labels are, 0 where a figure in one is not in the other. What repeats in a label is said once."""
    ours_plain, truth_plain = "", ""
    for seen, said in zip_longest(ours, truth, fillvalue=""):
        told = "".join(label_words(said))
        shown = "".join(label_words(seen))
        ours_plain += shown[: len(told)] if said.endswith("…") else shown
        truth_plain += told
    if re.findall(r"\d", ours_plain) != re.findall(r"\d", truth_plain):
        return 0.0
    return fuzz.ratio(ours_plain, truth_plain)


def same(seen: str, truth: str) -> bool:
    if truth.endswith("…"):
        return plain(seen).startswith(plain(truth.removesuffix("…"))[:30])
    return plain(seen) == plain(truth)


def aligned(ours: Sequence[Label], truth: Sequence[Label]) -> dict[int, int]:
    """Which of ours (index) goes with which of the truth, both in order, for the greatest likeness in all."""
    best = [[0.0] * (len(truth) + 1) for _ in range(len(ours) + 1)]
    for i in range(len(ours) - 1, -1, -1):
        for j in range(len(truth) - 1, -1, -1):
            likeness = alike(ours[i], truth[j])
            paired = likeness + best[i + 1][j + 1] if likeness >= LIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs = {}
    i = j = 0
    while i < len(ours) and j < len(truth):
        likeness = alike(ours[i], truth[j])
        if likeness >= LIKE and best[i][j] == likeness + best[i + 1][j + 1]:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


@dataclass(frozen=True)
class _Line:
    """A row of a reading: its text by column of the truth, and what names it."""

    cells: dict[int, str]
    name: Label


def _lines(tables: Iterable[Read], truth: Truth) -> list[_Line]:
    lines = []
    for table in tables:
        columns = aligned([(label,) for label in table.labels], [(_once(label),) for label in truth.labels])
        if all(truth.names_row[n] for n in columns.values()):
            continue  # another table of the page
        for row in table.rows:
            cells = {columns[n]: text for n, text in enumerate(row) if n in columns}
            lines.append(_Line(cells, _name([cells.get(n, "") for n in range(len(truth.labels))], truth)))
    return lines


def _once(label: str) -> str:
    """A label whose levels say different things."""
    return " ".join(dict.fromkeys(label.split(" > ")))


def score_table(tables: Sequence[Read], truth: Truth) -> Score:
    """What of a table stands where it should in the tables of its page."""
    lines = _lines(tables, truth)
    names = [_name(row, truth) for row in truth.rows]
    pairs = {there: here for here, there in aligned([line.name for line in lines], names).items()}
    values = [n for n, names_row in enumerate(truth.names_row) if not names_row]
    known = {plain(row[n]) for row in truth.rows for n in values if row[n]}
    score = Score()
    for number, row in enumerate(truth.rows):
        cells = lines[pairs[number]].cells if number in pairs else {}
        for column in values:
            where = f"{' '.join(filter(None, names[number]))} / {truth.labels[column]}"
            _judge(score, cells.get(column, ""), row[column], known, where)
    return score


def _name(row: Sequence[str], truth: Truth) -> Label:
    """What names a row, by column; what a cell repeats of the one before it is left out."""
    name: list[str] = []
    for text, names_row in zip(row, truth.names_row, strict=True):
        if names_row:
            said = text.removeprefix("^")
            is_new = said != "<" and said not in name
            name.append(said if is_new else "")
    return tuple(name)


def _judge(score: Score, seen: str, truth: str, known: set[str], where: str) -> None:
    if truth in ("<", "?") or truth.startswith("^"):
        return
    if plain(truth) in NOTHING:
        if plain(seen) in known and plain(seen) not in NOTHING:
            score.wrong += 1
            score.misses.append(f"none      {where}: {seen!r}")
        return
    score.values += 1
    if same(seen, truth):
        score.right += 1
        return
    holds_another = plain(seen) in known or any(len(value) > 3 and value in plain(seen) for value in known)
    kind = "missing" if not seen.strip() else "wrong" if holds_another else "misread"
    score.wrong += kind == "wrong"
    score.misread += kind == "misread"
    score.misses.append(f"{kind:9} {where}: {truth!r}, read {seen!r}")


def our_tables(table: Table) -> Read:
    labels = []
    for column in range(table.width):
        texts = [row[column].text for row in table.heads if column < len(row)]
        labels.append(" ".join(dict.fromkeys(filter(None, texts))))
    return Read(labels, [[cell.text for cell in row] for row in table.body])


def their_tables(grid: Sequence[Sequence[str | None]], heads: int) -> Read:
    above = [_carried(row) for row in grid[:heads] if not _numbers_columns(row)]
    width = max(map(len, grid), default=0)
    labels = []
    for column in range(width):
        texts = [row[column] for row in above if column < len(row)]
        labels.append(" ".join(dict.fromkeys(filter(None, texts))))
    return Read(labels, [[text or "" for text in row] for row in grid[heads:]])


def _numbers_columns(row: Sequence[str | None]) -> bool:
    """Whether a row says no more than (1) (2) (3) …"""
    texts = [text for text in row if text]
    return bool(texts) and all(map(COLUMN_NUMBER.fullmatch, texts))


def _carried(row: Sequence[str | None]) -> list[str]:
    """A head row in which a merged cell goes on to the right as far as nothing stands."""
    carried: list[str] = []
    for text in row:
        carried.append(text or (carried[-1] if carried else ""))
    return carried


def best_of(grids: Sequence[Sequence[Sequence[str | None]]], truth: Truth) -> Score:
    options = [score_table([their_tables(grid, heads) for grid in grids], truth) for heads in range(MOST_HEADS)]
    return max(options, key=lambda score: score.right - score.wrong)


def ours(truths: Sequence[Truth], folder: Path) -> tuple[dict[str, Score], float]:
    scores: dict[str, Score] = defaultdict(Score)
    seconds = 0.0
    pages_read = 0
    for name in dict.fromkeys(truth.file for truth in truths):
        start = time.perf_counter()
        pages = read_pdf((folder / name).read_bytes()).pages
        seconds += time.perf_counter() - start
        pages_read += len(pages)
        for truth in truths:
            if truth.file == name:
                tables = [our_tables(block.table) for block in pages[truth.page - 1].blocks if block.table]
                _count(scores, truth, score_table(tables, truth))
    return scores, seconds / max(1, pages_read)


def theirs(library: str, truths: Sequence[Truth], folder: Path, python: str) -> tuple[dict[str, Score], float]:
    wanted = sorted({(str(folder / truth.file), truth.page) for truth in truths})
    ran = subprocess.run([python, PEERS, library], input=json.dumps(wanted), capture_output=True, text=True, check=True)
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    found = {(Path(page["file"]).name, page["page"]): page["tables"] for page in told}
    scores: dict[str, Score] = defaultdict(Score)
    for truth in truths:
        _count(scores, truth, best_of(found[truth.file, truth.page], truth))
    return scores, sum(page["seconds"] for page in told) / max(1, len(told))


def _count(scores: dict[str, Score], truth: Truth, score: Score) -> None:
    where = f"{truth.layout} {truth.file} {truth.page}: "
    score.misses = [where + miss for miss in score.misses]
    scores[truth.layout].add(score)


def report(name: str, scores: dict[str, Score], seconds: float) -> None:
    shares = []
    for layout in LAYOUTS:
        score = scores.get(layout, Score())
        values = max(1, score.values)
        shares.append(
            f"{score.right / values:6.3f} {score.wrong / values:6.3f} {score.misread / values:6.3f} ({score.values:4d})"
        )
    print(f"{name:16}" + "  ".join(shares) + f"  {seconds:6.3f}", flush=True)


def main() -> None:
    unforced()
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("--peers", metavar="PYTHON")
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args()
    truths = [truth for truth in read_truths() if (asked.documents / truth.file).exists()]
    pages = len({(truth.file, truth.page) for truth in truths})
    print(f"{len(truths)} tables on {pages} pages; each layout: right, wrong head, misread (values); seconds a page")
    print(" " * 16 + "  ".join(f"{layout:27}" for layout in LAYOUTS))
    scores, seconds = ours(truths, asked.documents)
    report("ours", scores, seconds)
    for library in LIBRARIES if asked.peers else ():
        report(library, *theirs(library, truths, asked.documents, asked.peers))
    if asked.misses:
        print(*(miss for score in scores.values() for miss in score.misses), sep="\n")
    print(machine())


if __name__ == "__main__":
    main()
