"""What is told of whole tables: the rows that are listed, else the one that has the most or the least."""

from collections.abc import Sequence

from bot.answering.extractive.blocks import Block
from bot.answering.extractive.whole_tables.extremes import extremes
from bot.answering.extractive.whole_tables.listed import listed
from indexer.evidence.ranking import Candidate
from indexer.models import Passage
from indexer.question.model import Question


def told_by_whole_tables(
    question: Question, passages: Sequence[Passage], ranked: Sequence[Candidate], room: int
) -> list[Block]:
    """Blocks of at most `room` characters; none where a question asks for nothing that only a whole table tells, or that isn't certain."""
    rows = listed(question, passages, room)
    return [rows] if rows else extremes(question, passages, ranked)
