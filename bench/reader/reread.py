"""Lets the reader read what candidates.py found: `python bench/reader/reread.py FOLDER ... [--spans N] [--file READER.npz]`.

Of each question the likeliest spans get the reader's score as a feature, for bench/reader/fit.py.
"""

import argparse
import pickle
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from fit import READ as FROM_READING
from practice import Asked

from indexer.evidence.features import reader_features
from indexer.evidence.judging import READ
from indexer.evidence.reader.opening import open_reader
from indexer.evidence.reader.reader import Reader
from indexer.evidence.reader.weights import FILE
from indexer.evidence.reader.wording import InPlace

ROOT = Path(__file__).parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--spans", type=int, default=READ)
    parser.add_argument("--file", type=Path, default=FILE)
    given = parser.parse_args()
    reader = open_reader(ROOT / "data" / "models", print, given.file)
    if reader is None:
        raise SystemExit(1)
    for folder in given.folders:
        for file in sorted(folder.glob("*.pickle")):
            asked: Sequence[Asked] = pickle.loads(file.read_bytes())
            file.write_bytes(pickle.dumps([reread(one, reader, given.spans) for one in asked]))
            print(file, flush=True)


def reread(asked: Asked, reader: Reader, spans: int) -> Asked:
    found = sorted((row for row in asked.rows if row.found), key=lambda row: -row.odds)[:spans]
    read = reader.read(asked.practice.item.question, [InPlace(row.text, row.own) for row in found])
    scores = {row.order: reader_features(its) for row, its in zip(found, read, strict=True)}
    rows = []
    for row in asked.rows:
        known = {name: value for name, value in row.features.items() if name not in FROM_READING}
        rows.append(replace(row, features=known | scores.get(row.order, {})))
    return replace(asked, rows=rows)


if __name__ == "__main__":
    main()
