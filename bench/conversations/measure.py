"""How many turns of conversations are understood: `python bench/conversations/measure.py FILE [--show]`.

FILE holds a conversation a line: {"id", "library", "turns": [{"say", "reply_to", "means", "not"}]}. `library` is corpus, a folder of
bench/documents/ or one of tests/invented/; `reply_to` the turn (from 0) whose answer is replied to, or null; `means` the question in full,
or null for small talk; `not` questions in full that it must not be taken for.

A turn is understood when its answer is what `means` brings, asked alone: the same page
of the same document with the same value, or a quote in common. It is understood wrongly when another answer is given, not understood when it is
refused or asked back. Where `means` is refused too, nothing tells whether it was understood: these are counted apart.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from question_sets import ROOT, open_library

from bot.answering.assistant import Assistant
from bot.answering.extractive.composer import ExtractiveComposer
from bot.journal.answer_log import AnswerLog
from bot.models import Answer, Inquiry
from indexer.library import Library

CHAT, PERSON = 1, 1
PLACES = ("bench/documents", "tests/invented", "")
UNDERSTOOD, WRONGLY, NOT, BOTH_REFUSED = "understood", "wrongly", "not understood", "both refused"


@dataclass(frozen=True)
class Verdict:
    """What became of a turn: the question as it was understood, and how."""

    turn: dict
    asked: str
    verdict: str
    got: str = ""
    meant: str = ""


class Talk:
    """One conversation with a library."""

    def __init__(self, library: Library, log: AnswerLog, number: int):
        self._assistant, self._log, self._thread = Assistant(library, ExtractiveComposer(), log), log, number

    def verdicts(self, turns: list[dict]) -> list[Verdict]:
        return [self._verdict(number, turn) for number, turn in enumerate(turns)]

    def _verdict(self, number: int, turn: dict) -> Verdict:
        answer = self._say(number, turn)
        asked = answer.asked or turn["say"]
        if turn["means"] is None:
            is_small_talk = not (answer.refused or answer.citations)
            return Verdict(turn, asked, UNDERSTOOD if is_small_talk else WRONGLY)
        if answer.asked.casefold() in {wrong.casefold() for wrong in turn["not"]}:
            return Verdict(turn, asked, WRONGLY)
        meant = self._alone(turn["means"])
        return Verdict(turn, asked, _compared(answer, meant), _brief(answer), _brief(meant))

    def _say(self, number: int, turn: dict) -> Answer:
        """The answer in the conversation, with its messages kept as the chat keeps them."""
        replied = turn["reply_to"]
        said = Inquiry(
            turn["say"], PERSON, "", CHAT, self._thread, self._key(number), None if replied is None else self._id(replied) + 1
        )
        self._log.receive(said)
        answer = self._assistant.ask(said)
        self._log.delivered(said.key, answer.log_id, [self._id(number) + 1])
        return answer

    def _alone(self, question: str) -> Answer:
        return self._assistant.answer(Inquiry(question))

    def _id(self, number: int) -> int:
        return self._thread * 1000 + number * 2

    def _key(self, number: int) -> str:
        return f"{CHAT}:{self._id(number)}"


def _brief(answer: Answer) -> str:
    """An answer in a line."""
    where = answer.citations[0].document.name if answer.citations else "-"
    return f"{' '.join(answer.text.split())[:80]} [{where}]"


def _compared(got: Answer, meant: Answer) -> str:
    if not got.citations:
        return NOT if meant.citations else BOTH_REFUSED
    return UNDERSTOOD if meant.citations and _same(got, meant) else WRONGLY


def _same(one: Answer, other: Answer) -> bool:
    first, second = one.citations[0], other.citations[0]
    if (first.document.id, first.page) != (second.document.id, second.page):
        return False
    if one.values and other.values:
        values = sorted((set(one.values[0].value.split()), set(other.values[0].value.split())), key=len)
        return values[0] <= values[1]
    return not {cited.quote for cited in one.citations}.isdisjoint(cited.quote for cited in other.citations)


def _documents(name: str) -> Path:
    found = (ROOT / place / name for place in PLACES)
    return next(folder for folder in found if folder.is_dir())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", action="store_true", help="the turns that were not understood")
    given = parser.parse_args()
    conversations = [json.loads(line) for line in given.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    libraries = {name: open_library(name, [_documents(name)]) for name in dict.fromkeys(c["library"] for c in conversations)}
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as room:
        log = AnswerLog(Path(room, "log.db"))
        for number, conversation in enumerate(conversations, 1):
            for verdict in Talk(libraries[conversation["library"]], log, number).verdicts(conversation["turns"]):
                counts[verdict.verdict] += 1
                if given.show and verdict.verdict != UNDERSTOOD:
                    print(f"{conversation['id']}: {verdict.turn['say']} | {verdict.asked} | {verdict.verdict}", flush=True)
                    print(f"    {verdict.got}\n    {verdict.turn['means']} {verdict.meant}")
        log.close()
    turns = sum(counts.values())
    print(
        f"{turns} turns: "
        + ", ".join(f"{name} {counts[name] / turns:.3f}" for name in (UNDERSTOOD, NOT, WRONGLY, BOTH_REFUSED))
    )


if __name__ == "__main__":
    main()
