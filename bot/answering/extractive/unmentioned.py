"""What tells the asked thing from others and stands nowhere near what is shown: said beneath it."""

from collections.abc import Sequence
from itertools import chain

from bot.answering.extractive.blocks import Block
from indexer.evidence.differences import class_of
from indexer.evidence.unnamed import is_name, is_thing, narrowed
from indexer.question.model import Question

TELLING = 0.12
"""The share of what is asked that a word must be for its absence to be pointed out."""


def unmentioned(question: Question, blocks: Sequence[Block]) -> list[str]:
    """Names and classes of the question, and what narrows a word that is held ("budidaya" of "perikanan budidaya")."""
    members = list(chain.from_iterable(block.members for block in blocks))
    first, *others = [dict(member.evidence.missing) for member in members]
    everywhere = set(first).intersection(*others)
    texts = [member.passage.chunk.text for member in members]
    held = set(chain.from_iterable(member.evidence.held for member in members))
    absent = []
    for word, share in first.items():
        if share < TELLING or word not in everywhere:
            continue
        if is_name(word, question.text, texts):
            absent.append(word.capitalize())
        elif class_of(word) or (is_thing(word) and narrowed(word, question.words) in held):
            absent.append(word)
    return absent
