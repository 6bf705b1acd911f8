"""What readings of messages are taught with: turns of practice conversations, and pairs of real questions."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from facts import same_facts
from measure import OF_ANSWER, SMALL_TALK, documents_of, kind_of, turn_before
from pairs import made_pairs
from question_sets import open_library

from bot.answering.assistant import Assistant
from bot.answering.extractive.composer import ExtractiveComposer
from bot.journal.answer_log import AnswerLog
from bot.models import Inquiry
from indexer.language.terms import terms
from indexer.question.courtesy import without_courtesy
from indexer.question.reading_features import Talked, features
from indexer.question.readings import all_readings
from indexer.question.topics import asked_last
from indexer.question.understanding import Knowledge, understand
from indexer.question.words import read

HERE = Path(__file__).parent
FILES = ("asked_once.jsonl", "practice.jsonl")
PAIRS = 450
"""Of each sort."""
SEED = 3


@dataclass(frozen=True)
class Lesson:
    """A message: for each of its readings the features, and whether it is right. `conversation` is "" for a made pair."""

    conversation: str
    kind: str
    features: list[dict[str, float]]
    right: list[bool]


def of_conversations() -> Iterator[Lesson]:
    """The turns of the practice conversations that may lean on one before them, after its question and its answer."""
    conversations = [json.loads(line) for name in FILES for line in (HERE / name).read_text(encoding="utf-8").splitlines()]
    for name in sorted({conversation["library"] for conversation in conversations}):
        library = open_library(name, [documents_of(name)])
        assistant = Assistant(library, ExtractiveComposer(), AnswerLog(Path(":memory:")))
        known = Knowledge(regions=frozenset(document.region for document in library.documents()))
        for conversation in conversations:
            if conversation["library"] == name:
                yield from _of_turns(conversation, known, assistant)


def _of_turns(conversation: dict, known: Knowledge, assistant: Assistant) -> Iterator[Lesson]:
    turns = conversation["turns"]
    for number, turn in enumerate(turns):
        before, kind = turn_before(turns, number), kind_of(turns, number)
        if before is None or kind in (OF_ANSWER, SMALL_TALK):
            continue
        leant_on = turns[before]
        topic = leant_on["means"] if turn_before(turns, before) is not None else leant_on["say"]
        said = [one["say"] for one in turns[: number + 1]]
        shown = [cited.quote for cited in assistant.answer(Inquiry(topic)).citations[:1]]
        yield _lesson(conversation["id"], kind, turn, topic, leant_on["means"], said, known, " ".join(shown))


def of_pairs() -> Iterator[Lesson]:
    """Made pairs of which some reading is right."""
    for pair in made_pairs(PAIRS, random.Random(SEED)):
        turn = {"say": pair.says, "means": pair.means}
        lesson = _lesson("", "pair", turn, pair.topic, pair.topic, [pair.topic, pair.says], Knowledge(), "")
        if any(lesson.right):
            yield lesson


def _lesson(
    conversation: str, kind: str, turn: dict, topic: str, before: str, said: list[str], known: Knowledge, shown: str
) -> Lesson:  # fmt: skip
    message, asked = read(without_courtesy(turn["say"])).whole, read(asked_last(without_courtesy(topic))).whole
    understood = understand(turn["say"], known, [topic])
    readings = all_readings(message, asked, understood.text if understood.completed else None)
    found = features(Talked.of(message, asked, known.regions, frozenset(terms(shown))), readings)
    right = [same_facts(f"{reading.text}?", turn["means"], before, said) for reading in readings]
    return Lesson(conversation, kind, found, right)
