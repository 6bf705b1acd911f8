"""How many turns of conversations are understood: `python bench/conversations/measure.py FILE [--show]`.

FILE holds a conversation a line: {"id", "library", "turns": [{"say", "reply_to", "means", "not"}]}. `library` is corpus, a folder of
bench/documents/ or one of tests/invented/; `reply_to` the turn (from 0) whose answer is replied to, or null; `means` the question in full,
or null for small talk; `not` questions in full that it must not be taken for.

Two things are told apart. By its *facts* a turn is understood when the question as it was understood says what `means` says (facts.py): search and
reader have no part in that. By its *answer* it is when that is what `means` brings, asked alone: the same page of the same document with the same
value, or a quote in common. Small talk is understood by both where it gets a reply. A turn counts as understood when either says so: the answer
differs with the facts right where a paraphrase brings another answer, which first turns show; the facts with the answer right where what was left
out is in the document. It is understood wrongly when another answer is given than either allows, not understood when it is refused or asked back.
The answers alone, as they were counted until 29 November 2026, are printed beside it; there turns of which `means` is refused too are counted apart.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from facts import same_facts
from question_sets import ROOT, open_library

from bot.answering.assistant import Assistant
from bot.answering.extractive.composer import ExtractiveComposer
from bot.journal.answer_log import AnswerLog
from bot.models import Answer, Inquiry
from indexer.library import Library
from indexer.question.spelling import is_owned
from indexer.question.words import QUESTION_WORDS, read

CHAT, PERSON = 1, 1
PLACES = ("bench/documents", "tests/invented", "")
UNDERSTOOD, WRONGLY, NOT, BOTH_REFUSED = "understood", "wrongly", "not understood", "both refused"
VERDICTS = (UNDERSTOOD, NOT, WRONGLY)
FIRST, WHOLE, TURNED, ASKS, OF_ANSWER, REPLY, SMALL_TALK = (
    "first turns",
    "whole questions",
    "asked of something else",
    "something else asked",
    "about the answer",
    "replies",
    "small talk",
)


@dataclass(frozen=True)
class Verdict:
    """What became of a turn: its kind, the question as it was understood, whether its `facts` are right, what its answer says (`by_answer`)."""

    turn: dict
    kind: str
    asked: str
    facts: bool
    by_answer: str
    got: str = ""
    meant: str = ""

    @property
    def verdict(self) -> str:
        if self.facts or self.by_answer == UNDERSTOOD:
            return UNDERSTOOD
        return WRONGLY if self.by_answer == WRONGLY else NOT


class Talk:
    """One conversation with a library."""

    def __init__(self, library: Library, log: AnswerLog, number: int):
        self._assistant, self._log, self._thread = Assistant(library, ExtractiveComposer(), log), log, number

    def verdicts(self, turns: list[dict]) -> list[Verdict]:
        return [self._verdict(turns, number) for number in range(len(turns))]

    def _verdict(self, turns: list[dict], number: int) -> Verdict:
        turn, kind = turns[number], kind_of(turns, number)
        answer = self._say(number, turn)
        asked = answer.asked or turn["say"]
        if turn["means"] is None:
            is_reply = not (answer.refused or answer.citations)
            return Verdict(turn, kind, asked, is_reply, UNDERSTOOD if is_reply else WRONGLY)
        meant = self._alone(turn["means"])
        is_not_meant = answer.asked.casefold() in {wrong.casefold() for wrong in turn["not"]}
        by_answer = WRONGLY if is_not_meant else _compared(answer, meant)
        is_right = not is_not_meant and has_facts(turns, number, asked) and _is_asked(answer)
        return Verdict(turn, kind, asked, is_right, by_answer, _brief(answer), _brief(meant))

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


def has_facts(turns: list[dict], number: int, asked: str) -> bool:
    """Whether what was understood of a turn has the facts of what it means."""
    said = [turn["say"] for turn in turns[: number + 1]]
    return same_facts(asked, turns[number]["means"], meant_before(turns, number), said)


def meant_before(turns: list[dict], number: int) -> str:
    """The question that a turn may lean on, in full; "" for none."""
    before = turn_before(turns, number)
    return "" if before is None else turns[before]["means"]


def turn_before(turns: list[dict], number: int) -> int | None:
    """The turn that one may lean on: that it replies to, else the last that asked something."""
    replied = turns[number]["reply_to"]
    asked = [earlier for earlier in range(number) if turns[earlier]["means"]]
    return replied if replied in asked else next(reversed(asked), None)


def kind_of(turns: list[dict], number: int) -> str:
    """What sort of turn it is, told from what was typed and what it means."""
    turn = turns[number]
    if turn["means"] is None:
        return SMALL_TALK
    if turn["reply_to"] is not None:
        return REPLY
    if not meant_before(turns, number):
        return FIRST
    if turn.get("kind") or turn["means"] == meant_before(turns, number):
        return OF_ANSWER
    if same_facts(turn["say"], turn["means"], "", [one["say"] for one in turns[: number + 1]]):
        return WHOLE
    says = read(turn["say"]).whole
    asks = not QUESTION_WORDS.isdisjoint(says.said) or any(map(is_owned, says.said))
    return ASKS if asks else TURNED


def _is_asked(answer: Answer) -> bool:
    """Whether a question was understood at all: small talk gets a reply that is no answer and no refusal."""
    return answer.refused or bool(answer.citations)


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


def documents_of(name: str) -> Path:
    found = (ROOT / place / name for place in PLACES)
    return next(folder for folder in found if folder.is_dir())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", action="store_true", help="the turns that were not understood")
    given = parser.parse_args()
    conversations = [json.loads(line) for line in given.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    libraries = {name: open_library(name, [documents_of(name)]) for name in dict.fromkeys(c["library"] for c in conversations)}
    found: list[Verdict] = []
    with tempfile.TemporaryDirectory() as room:
        log = AnswerLog(Path(room, "log.db"))
        for number, conversation in enumerate(conversations, 1):
            verdicts = Talk(libraries[conversation["library"]], log, number).verdicts(conversation["turns"])
            found += verdicts
            if given.show:
                show(conversation["id"], verdicts)
        log.close()
    report(found)


def show(name: str, verdicts: list[Verdict]) -> None:
    """The turns that were not understood, by their facts or by their answers."""
    for one in verdicts:
        if not one.facts or one.by_answer != UNDERSTOOD:
            print(
                f"{name}: {one.turn['say']} | {one.asked} | {one.kind} | facts {one.facts}, answer {one.by_answer}", flush=True
            )
            print(f"    {one.got}\n    {one.turn['means']} {one.meant}")


def report(found: list[Verdict]) -> None:
    """A line for all turns, the later ones, and each kind of turn; what the answers alone say stands behind."""
    kinds = (FIRST, WHOLE, TURNED, ASKS, OF_ANSWER, REPLY, SMALL_TALK)
    groups = {"all turns": found, "later turns": [one for one in found if one.kind != FIRST]}
    groups |= {kind: [one for one in found if one.kind == kind] for kind in kinds}
    for name, of_group in groups.items():
        if of_group:
            verdicts, answers = (Counter(map(told, of_group)) for told in (attrgetter("verdict"), attrgetter("by_answer")))
            facts_right = sum(one.facts for one in of_group) / len(of_group)
            print(
                f"{name}: {len(of_group)}, {_shares(verdicts, VERDICTS)}; facts right {facts_right:.3f};"
                f" by answers: {_shares(answers, (*VERDICTS, BOTH_REFUSED))}"
            )


def _shares(counts: Counter[str], names: Sequence[str]) -> str:
    return ", ".join(f"{name} {counts[name] / counts.total():.3f}" for name in names)


if __name__ == "__main__":
    main()
