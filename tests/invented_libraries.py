"""Libraries of the invented documents in tests/invented/, indexed with the real model once a run, and asked as people ask.

`plan` is a plan with a regulation, `coast` a plan with some papers, of which one regulation is revoked; `contacts` says how to
call an office; `reports` are eight short reports. A question there hangs on one comparison: words that seem to be missing or to be too
many in a document are so for a reason. They are asked without a reader, so that what they say hangs on the comparisons alone.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_library import opening

from bot.answering.assistant import Assistant
from bot.answering.extractive.composer import ExtractiveComposer
from bot.journal.answer_log import AnswerLog
from bot.models import Answer, Inquiry
from indexer.embedding.embedder import Embedder
from indexer.evidence.ranking import rank
from indexer.library import Library
from indexer.models import Evidence
from indexer.settings import LibrarySettings

DOCUMENTS = Path(__file__).parent / "invented"
REVOKED = "dicabut.md"
EVERY = 100
"""Passages: more than any of these libraries has."""


class Invented:
    """A library that is asked questions which hang together with no other; it says what its spans are worth for them, too."""

    def __init__(self, library: Library, log: AnswerLog):
        self._library = library
        self._assistant = Assistant(library, ExtractiveComposer(), log)

    def __call__(self, question: str) -> Answer:
        return self._assistant.answer(Inquiry(question))

    def weighed(self, question: str, words: str) -> Evidence:
        """The likeliest span for a question of those that say these words."""
        ranked = rank(self._library.search(question, limit=EVERY))
        return next(candidate.evidence for candidate in ranked if words in candidate.span.text)

    def before(self, question: str, better: str, worse: str) -> bool:
        """Whether what says `better` is likelier the answer than what says `worse`."""
        return self.weighed(question, better).odds > self.weighed(question, worse).odds


def library_of(name: str, data_dir: Path, embedder: Embedder) -> Library:
    """The documents of one folder of tests/invented/, indexed; what is called REVOKED is revoked."""
    settings = LibrarySettings(corpus_dir=DOCUMENTS / name, data_dir=data_dir)
    library = Library(settings, **opening(embedder))
    assert not [report.error for report in library.index() if report.error]
    for document in library.documents():
        if document.name == REVOKED:
            library.set_validity(document.id, "dicabut")
    return library


def _asked(name: str, embedder: Embedder, folder: Path) -> Iterator[Invented]:
    library, log = library_of(name, folder / "data", embedder), AnswerLog(folder / "log.db")
    yield Invented(library, log)
    library.close()
    log.close()


@pytest.fixture(scope="session")
def plan(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Invented]:
    yield from _asked("plan", embedder, tmp_path_factory.mktemp("plan"))


@pytest.fixture(scope="session")
def coast(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Invented]:
    yield from _asked("coast", embedder, tmp_path_factory.mktemp("coast"))


@pytest.fixture(scope="session")
def contacts(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Invented]:
    yield from _asked("contacts", embedder, tmp_path_factory.mktemp("contacts"))


@pytest.fixture(scope="session")
def reports(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = library_of("reports", tmp_path_factory.mktemp("reports") / "data", embedder)
    yield library
    library.close()


def first(answer: Answer) -> str:
    """What an answer says first; "" where it is refused."""
    return "" if answer.refused else answer.text.split("\n\n")[0]
