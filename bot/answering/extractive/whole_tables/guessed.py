"""Why a row isn't shown where the largest or smallest of many is asked and nothing was computed. Pure."""

from collections.abc import Sequence

from bot.answering.extractive.blocks import Block
from indexer.question.extremes import tells_an_end
from indexer.question.model import Question


def why_a_guess(question: Question, blocks: Sequence[Block]) -> str:
    """For people: why what opens an answer would be a guess, "" where it isn't one. One row of a table that merely ranks first says nothing of
    the others; rows shown together can be compared, and a text may say itself which is the largest."""
    asked = question.superlatives
    first = blocks[0].members if blocks else ()
    is_one_row = len(first) == 1 and first[0].span.kind == "row"
    if not asked or not is_one_row or any(_tells(block, question) for block in blocks):
        return ""
    said = " dan ".join(dict.fromkeys(f"“{' '.join(one.words)}”" for one in asked))
    return f"Tabelnya tidak dapat dibandingkan seluruhnya, sehingga tidak pasti baris mana yang {said}."


def _tells(block: Block, question: Question) -> bool:
    """Whether a text or a cell of a block says itself which is the largest or smallest; the head of a column says it of no row."""
    texts = (" ".join(member.span.cells) or member.span.text for member in block.members)
    return any(tells_an_end(text, question.superlatives) for text in texts)
