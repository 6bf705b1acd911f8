"""Sets of questions, each with a library of its own in data/bench/sets/, for the scripts that measure answers and refusals.

A library is made anew whenever something in indexer/ or among its documents has changed; vectors of texts seen before are kept,
so that this takes minutes only the first time.
"""

import argparse
import hashlib
import json
import pickle
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from sources import digest

from bot.answering.assistant import Assistant
from bot.answering.extractive.composer import THRESHOLD, ExtractiveComposer
from bot.answering.question_file import Item, read_questions
from bot.journal.answer_log import AnswerLog
from bot.models import Answer, Inquiry
from indexer.embedding.embedder import Embedder
from indexer.embedding.opening import open_embedder
from indexer.embedding.prepared import DEFAULT_MODEL
from indexer.evidence.reader.opening import open_reader
from indexer.library import Library, OpenReader
from indexer.settings import LibrarySettings

ROOT = Path(__file__).parent.parent
ROOM = ROOT / "data" / "bench" / "sets"
IDK = "idk"
"""The name of the set made of IDK-MRC: questions about Wikipedia paragraphs, with and without an answer."""


@dataclass(frozen=True)
class QuestionSet:
    """Questions with known answers and the library they are asked of."""

    name: str
    items: Sequence[Item]
    library: Library

    def answers(self, threshold: float = THRESHOLD) -> list[Answer]:
        """What the bot answers without a language model where answers must be as likely as `threshold`; the log stays empty."""
        log = AnswerLog(ROOM / "empty.db")
        assistant = Assistant(self.library, ExtractiveComposer(threshold), log)
        found = [assistant.answer(Inquiry(item.question)) for item in self.items]
        log.close()
        return found


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of IDK-MRC, its file in the library, and its (question, whether it answers it)."""

    document: str
    questions: tuple[tuple[str, bool], ...]


def argument_parser(description: str) -> argparse.ArgumentParser:
    """With --set, which may be given several times, for `open_sets`."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    sets = "a set: its name, its file of questions (as for `tanya eval`), and the files or folders they are asked of"
    parser.add_argument("--set", dest="sets", nargs="+", action="append", default=[], metavar=("NAME", "PATH"), help=sets)
    return parser


def open_sets(given: Sequence[Sequence[str]]) -> list[QuestionSet]:
    return [
        QuestionSet(name, read_questions(Path(questions)), open_library(name, [Path(path) for path in documents]))
        for name, questions, *documents in given
    ]


def open_idk(files: Sequence[Path], opened: OpenReader = open_reader) -> tuple[list[Paragraph], Library]:
    """The paragraphs of the first IDK-MRC file, and a library of the paragraphs of all, each a document."""
    corpus = ROOM / IDK / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    wanted: dict[str, str] = {}
    for file in files:
        for entry in json.loads(file.read_text(encoding="utf-8")):
            wanted.setdefault(entry["context"], f"paragraf-{len(wanted) + 1:05}.txt")
    for context, name in wanted.items():
        (corpus / name).write_text(context, encoding="utf-8")
    for left in {path.name for path in corpus.iterdir()} - set(wanted.values()):
        (corpus / left).unlink()
    asked = json.loads(files[0].read_text(encoding="utf-8"))
    paragraphs = []
    for entry in asked:
        questions = tuple((qa["question"], not qa["is_impossible"]) for qa in entry["qas"])
        paragraphs.append(Paragraph(wanted[entry["context"]], questions))
    return paragraphs, open_library(IDK, [corpus], opened)


def no_reader(*_: object) -> None:
    return None


def open_library(name: str, documents: Sequence[Path], opened: OpenReader = open_reader) -> Library:
    """The documents indexed in a data folder of their own."""
    folder, embedder = ROOM / name / "data", kept_vectors()
    sources = digest(ROOT)
    stamp = folder / "indexer.sha256"
    if folder.exists() and (not stamp.exists() or stamp.read_text() != sources):
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    stamp.write_text(sources)
    settings = LibrarySettings(corpus_dir=documents[0] if documents[0].is_dir() else documents[0].parent, data_dir=folder)
    library = Library(settings, open_model=lambda model, models, say: embedder, open_reader=opened)
    reports = list(library.index(documents, prune=True))
    embedder.save()
    for report in reports:
        if report.error:
            print(f"{report.path}: {report.error}")
    indexed = library.documents()
    print(f"{name}: {len(indexed)} documents, {sum(document.chunks for document in indexed)} chunks", flush=True)
    return library


@cache
def kept_vectors() -> "KeptVectors":
    return KeptVectors(open_embedder(DEFAULT_MODEL, ROOT / "data" / "models", print), ROOM / "vectors.pickle")


class KeptVectors:
    """An Embedder that remembers the vector of every text, from one run to the next."""

    def __init__(self, embedder: Embedder, path: Path):
        self._embedder, self._path = embedder, path
        self.name, self.dimensions = embedder.name, embedder.dimensions
        self._kept: dict[tuple[str, str], np.ndarray] = pickle.loads(path.read_bytes()) if path.exists() else {}

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        return self._embed("query", texts, self._embedder.embed_queries)

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> np.ndarray:
        return self._embed("passage", texts, lambda new: self._embedder.embed_passages(new, progress))

    def _embed(self, role: str, texts: Sequence[str], embed: Callable[[Sequence[str]], np.ndarray]) -> np.ndarray:
        keys = [(self.name + role, hashlib.sha256(text.encode()).hexdigest()) for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._kept}
        if new:
            self._kept.update(zip(new, embed(list(new.values())), strict=True))
        return np.stack([self._kept[key] for key in keys])

    def save(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_bytes(pickle.dumps(self._kept))
