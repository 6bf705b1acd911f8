"""How long a question waits for its spans to be read: `python bench/reading.py [READER.npz]`.

Without a file: the default model's own layers under heads of chance, as many layers as LAYERS says in turn; time does not depend on
what the weights are. Pairs are drawn from the texts of corpus/, all of one length, none twice. Other work on the machine only ever adds
time, so the least of ROUNDS counts.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from machine import machine, unforced

from indexer.evidence.reader.opening import open_reader
from indexer.evidence.reader.prepared import OnnxReader
from indexer.reading.formats import SUFFIXES, read

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from reader_files import reader_file  # noqa: E402

LAYERS = (6, 8, 12)
TOKENS = (60, 100, 140)
"""Of a whole pair: the question, the text, and four marks."""
SPANS = (16, 24, 32, 48)
ROUNDS = 5
QUESTION = "Berapa target Indeks SPBE pada tahun 2026 menurut RPJMD?"


def main() -> None:
    unforced()
    files = [path for path in sorted((ROOT / "corpus").rglob("*")) if path.suffix in SUFFIXES]
    words = " ".join(page.text for path in files for page in read(path).pages).split()
    with tempfile.TemporaryDirectory() as room:
        if sys.argv[1:]:
            report(opened(Path(room), Path(sys.argv[1])), words)
        else:
            for layers in LAYERS:
                print(f"{layers} layers")
                report(opened(Path(room), reader_file(Path(room), layers=layers)), words)
    print(machine())


def opened(room: Path, file: Path) -> OnnxReader:
    reader = open_reader(room / "models", lambda line: None, file)
    if reader is None:
        sys.exit(f"{file} can't be opened")
    return reader


def report(reader: OnnxReader, words: list[str]) -> None:
    """ms a question by length and number of spans, with a thread for each processor and, in brackets, with one."""
    print(f"{'tokens a pair':16}" + "".join(f"{f'{count} spans':>16}" for count in SPANS))
    for tokens in TOKENS:
        texts = lengthy(reader, words, tokens)
        cells = []
        for count in SPANS:
            several, one = fastest(reader, texts, count)
            cells.append(f"{several * 1000:.0f} ({one * 1000:.0f})")
        print(f"{tokens:<16}" + "".join(f"{cell:>16}" for cell in cells))


def lengthy(reader: OnnxReader, words: list[str], tokens: int) -> Iterator[str]:
    """Texts whose pair with QUESTION has this many tokens, one after the other through the words, and on from the first again."""
    at = 0
    while True:
        taken = 1
        while len(reader.pairs.pair(QUESTION, " ".join(words[at : at + taken])).ids) < tokens:
            taken += 1
        yield " ".join(words[at : at + taken])
        at = (at + taken // 2) % (len(words) - tokens)


def fastest(reader: OnnxReader, texts: Iterator[str], count: int) -> tuple[float, float]:
    """Seconds to read this many texts, none of which is remembered, by all threads and by one; the least of some rounds."""
    several, one = [], []
    for _ in range(ROUNDS):
        batch = [next(texts) for _ in range(count)]
        start = time.perf_counter()
        reader.read(QUESTION, batch)
        several.append(time.perf_counter() - start)
        batch = [next(texts) for _ in range(count)]
        start = time.perf_counter()
        for text in batch:
            reader.read(QUESTION, [text])
        one.append(time.perf_counter() - start)
    return min(several), min(one)


if __name__ == "__main__":
    main()
