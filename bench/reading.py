"""How long a question waits for its spans to be read: `python bench/reading.py [READER.npz]`.

Without a file: the default model's own layers under heads of chance, as many layers as LAYERS says in turn; time does not depend on
what the weights are. Pairs are drawn from the texts of corpus/, all of one length. Other work on the machine only ever adds
time, so the least of ROUNDS counts.
"""

import itertools
import sys
import tempfile
import time
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
QUESTION = "Berapa target Indeks SPBE pada tahun 2026 menurut RPJMD nomor 100?"
QUESTIONS = (QUESTION.replace("100", str(number)) for number in itertools.count(100))
"""Each as long as QUESTION: of another question nothing is remembered."""


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
        texts = drawn(reader, words, tokens)
        cells = []
        for count in SPANS:
            several, one = fastest(reader, texts[:count])
            cells.append(f"{several * 1000:.0f} ({one * 1000:.0f})")
        print(f"{tokens:<16}" + "".join(f"{cell:>16}" for cell in cells), flush=True)


def drawn(reader: OnnxReader, words: list[str], tokens: int) -> list[str]:
    """As many texts as are read at most, evenly spaced, each as long as its pair with QUESTION may be."""
    texts = []
    for at in range(0, len(words) - tokens, (len(words) - tokens) // max(SPANS)):
        taken = 1
        while len(reader.pairs.pair(QUESTION, " ".join(words[at : at + taken])).ids) < tokens:
            taken += 1
        texts.append(" ".join(words[at : at + taken]))
    return texts


def fastest(reader: OnnxReader, texts: list[str]) -> tuple[float, float]:
    """Seconds to read these texts with all threads and with one; the least of some rounds. No pair is read twice."""
    several, one = [], []
    for _ in range(ROUNDS):
        question = next(QUESTIONS)
        start = time.perf_counter()
        reader.read(question, texts)
        several.append(time.perf_counter() - start)
        question = next(QUESTIONS)
        start = time.perf_counter()
        for text in texts:
            reader.read(question, [text])
        one.append(time.perf_counter() - start)
    return min(several), min(one)


if __name__ == "__main__":
    main()
