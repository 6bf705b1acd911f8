"""What is said of several regions where a question names none: each under its region's name."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.extractive.blocks import Block
from bot.answering.extractive.opening import region_of
from indexer.question.model import Question


def under_their_regions(question: Question, blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks of an answer, those of different regions with the region's name in front, unless it stands in their first line."""
    regions = {region_of(block.members[0]) for block in blocks} - {""}
    if question.regions or len(regions) < 2:
        return blocks
    return [_under(region_of(block.members[0]), block) for block in blocks]


def _under(region: str, block: Block) -> Block:
    first, *below = block.text.split("\n")
    if not region or region.casefold() in first.casefold():
        return block
    if block.value is None:
        return replace(block, text=f"{region}: {block.text}")
    value = replace(block.value, label=", ".join(filter(None, [block.value.label, region])))
    return replace(block, text="\n".join([f"{value.value} — {value.label}", *below]), value=value)
