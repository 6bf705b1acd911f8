"""The sets of questions in bench/, asked of their own documents with the real model: answers may not become worse than they were."""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_library import opening

from bot.answering.assistant import Assistant
from bot.answering.evaluation import Outcome, evaluate, measures
from bot.answering.extractive.composer import ExtractiveComposer
from bot.answering.question_file import Item, read_questions
from bot.journal.answer_log import AnswerLog
from indexer.embedding.embedder import Embedder
from indexer.evidence.reader.reader import Reader
from indexer.library import Library, find_files
from indexer.reading.scans import ocr
from indexer.settings import LibrarySettings

pytestmark = pytest.mark.model

ROOT = Path(__file__).parent.parent
SETS = tomllib.loads((ROOT / "bench" / "questions" / "floors.toml").read_text(encoding="utf-8"))
AT_LEAST = ("answer", "refused_unanswerable", "page", "quotes_found")
AT_MOST = ("refused_answerable",)
SCANS_ARE_READ = ocr.available() or "CI" in os.environ
NAMES = ("corpus", "rekaan_1" if SCANS_ARE_READ else "rekaan_1_without_scan", "rekaan_2")


def documents(name: str) -> list[Path]:
    scan = SETS[name].get("scan")
    return [path for path in find_files([ROOT / SETS[name]["documents"]]) if path.name != scan]


def questions(name: str) -> list[Item]:
    scan = SETS[name].get("scan")
    return [item for item in read_questions(ROOT / SETS[name]["questions"]) if scan not in item.docs]


@pytest.fixture(scope="session", params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="session")
def library(
    name: str, embedder: Embedder, reader: Reader | None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp(name)
    settings = LibrarySettings(corpus_dir=folder / "corpus", data_dir=folder / "data")
    library = Library(settings, **opening(embedder, reader))
    assert not [report.error for report in library.index(documents(name)) if report.error]
    yield library
    library.close()


@pytest.fixture(scope="session")
def outcomes(name: str, library: Library, tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    log = AnswerLog(tmp_path_factory.mktemp("log") / "log.db")
    outcomes = list(evaluate(questions(name), Assistant(library, ExtractiveComposer(), log), library))
    log.close()
    return outcomes


def test_answers_are_at_least_as_good_as_they_were(name, outcomes):
    now, floors = measures(outcomes), SETS[name]
    lower = {measure: (now[measure], floors[measure]) for measure in AT_LEAST if now[measure] < floors[measure]}
    higher = {measure: (now[measure], floors[measure]) for measure in AT_MOST if now[measure] > floors[measure]}
    wrong = [outcome.item.id for outcome in outcomes if not outcome.right]
    assert not lower | higher, f"(now, floor) {lower | higher}; wrong: {' '.join(wrong)}"
