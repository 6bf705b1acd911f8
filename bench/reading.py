"""How long a question waits for its spans to be read: `python bench/reading.py [READER.npz]`.

Without a file: the default model's own layers under heads of chance, as many layers as LAYERS says in turn; time does not depend on
what the weights are. Pairs are drawn from the texts of corpus/, all of one length. Other work on the machine only ever adds
time, so the least of ROUNDS counts.
"""

import itertools
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from machine import machine, unforced

from indexer.evidence.reader.opening import open_reader
from indexer.evidence.reader.prepared import OnnxReader
from indexer.evidence.reader.wording import InPlace
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


@dataclass(frozen=True)
class Taken:
    """Seconds to read some spans with all threads, with one, and those that a processor worked at them, which others disturb least."""

    several: float
    alone: float
    processor: float


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
    """ms of a processor a pair; then ms a question by number of spans, with a thread for each processor and, in brackets, with one."""
    print(f"{'tokens a pair':16}{'processor':>12}" + "".join(f"{f'{count} spans':>16}" for count in SPANS))
    for tokens in TOKENS:
        spans = drawn(reader, words, tokens)
        taken = [fastest(reader, spans[:count]) for count in SPANS]
        least = min(one.processor / count for one, count in zip(taken, SPANS, strict=True))
        cells = "".join(f"{f'{one.several * 1000:.0f} ({one.alone * 1000:.0f})':>16}" for one in taken)
        print(f"{tokens:<16}{least * 1000:>12.1f}{cells}", flush=True)


def drawn(reader: OnnxReader, words: list[str], tokens: int) -> list[InPlace]:
    """As many spans as are read at most, evenly spaced, each as long as its pair with QUESTION may be."""
    spans = []
    for at in range(0, len(words) - tokens, (len(words) - tokens) // max(SPANS)):
        taken = 1
        while len(reader.pairs.pair(QUESTION, " ".join(words[at : at + taken])).ids) < tokens:
            taken += 1
        text = " ".join(words[at : at + taken])
        spans.append(InPlace(text, len(text)))
    return spans


def fastest(reader: OnnxReader, spans: list[InPlace]) -> Taken:
    """The least of some rounds. No pair is read twice."""
    several, alone, processor = [], [], []
    for _ in range(ROUNDS):
        question = next(QUESTIONS)
        start = time.perf_counter()
        reader.read(question, spans)
        several.append(time.perf_counter() - start)
        question = next(QUESTIONS)
        start, worked = time.perf_counter(), time.process_time()
        for span in spans:
            reader.read(question, [span])
        alone.append(time.perf_counter() - start)
        processor.append(time.process_time() - worked)
    return Taken(min(several), min(alone), min(processor))


if __name__ == "__main__":
    main()
