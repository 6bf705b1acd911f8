"""Text made to be slow: four times as long takes about four times as long, in every step of a document's way in."""

import time
from pathlib import Path

import pytest

from indexer.documents.metadata import describe
from indexer.ingest.asking import doubts_about
from indexer.ingest.material import material
from indexer.ingest.writer import chunk_terms
from indexer.models import Metadata
from indexer.reading.formats import read
from indexer.store.entries import Entry, Source

SHORT, LONGER = 8_000, 4
"""Characters of the short file, and how many times as many the long one has."""
SLACK = 0.1
"""Seconds of processor time that are within the noise."""
FILES = {
    "titik.csv": ('no;isi\n1;"', "a. ", '"\n'),
    "spasi.csv": ('no;isi\n1;"', " ", '"\n'),
    "baris.csv": ('no;isi\n1;"', "\n", '"\n'),
    "kutip.csv": ("no;isi\n1;", '"a",', "\n"),
    "kapital.csv": ('no;isi\n1;"', "A", '"\n'),
    "angka.txt": ("Kata ", "1.", " akhir"),
    "garis-miring.txt": ("Kata ", "2020/", " akhir"),
    "titik.txt": ("Kata", ".", "akhir"),
    "kapital.txt": ("Kata ", "A", " akhir"),
    "spasi.txt": ("Kata", " ", "akhir"),
    "penutup.txt": ("Kata ", "Ditetapkan di 2020 ", " akhir"),
    "kurung.md": ("Kata ", "[", " akhir"),
    "bersarang.md": ("Kata ", "[[a]", " akhir"),
    "tautan.md": ("Kata ", "[a](", " akhir"),
    "gambar.md": ("Kata ", "![a](", " akhir"),
    "komentar.md": ("Kata ", "<!-- a ", " akhir"),
    "tag.md": ("Kata ", "<sup ", " akhir"),
    "pangkat.md": ("Kata ", "x^2^", " akhir"),
    "titik.md": ("Kata ", ".", " akhir"),
    "spasi.md": ("", " ", "akhir"),
    "pagar.md": ("# Kata ", "#", " akhir\n\nIsi kata benda.\n"),
}


@pytest.mark.parametrize("name", FILES)
def test_four_times_the_text_takes_no_more_than_eight_times_as_long(tmp_path: Path, name: str):
    short, long = (written(tmp_path, name, size) for size in (SHORT, SHORT * LONGER))
    # what else the machine does makes one reading slow, but not each of three
    assert any(seconds(long) < 2 * LONGER * seconds(short) + SLACK for _ in range(3))


def written(folder: Path, name: str, size: int) -> Path:
    before, repeated, after = FILES[name]
    path = folder / f"{size}-{name}"
    path.write_text(before + repeated * (size // len(repeated)) + after, encoding="utf-8")
    return path


def seconds(path: Path) -> float:
    """Of processor time, from the file to the terms of its chunks."""
    started = time.process_time()
    reading = read(path)
    found = describe(path, path.parent, reading)
    made = material(path.name, reading, found)
    doubts_about(Entry(None, Source(str(path), "", 0, 0), found, Metadata()), reading.pages)
    for chunk in made.chunks:
        chunk_terms(found.title, chunk)
    return time.process_time() - started
