"""The answers for the sides of a comparison, each under the name of its side."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.composer import Part
from bot.models import Draft
from indexer.language.place_names import bare

_TITLES = ("Kabupaten ", "Kota ", "Provinsi ")
"""With which the names of regions begin."""


def under_their_sides(parts: Sequence[Part], drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, in order; one that doesn't name its side in its first line, but is from where that side is named, with its name there.

    Where two say the same, or one adds nothing to those before, all stay as they are: then it isn't certain of which side it is said.
    """
    said = [draft.text for draft in drafts if not draft.refused]
    if len(set(said) - {""}) < len(said):
        return list(drafts)
    sides = [part.side for part, _ in parts]
    return [
        _under(side, draft) if _may_be_named(side, sides, draft) else draft for side, draft in zip(sides, drafts, strict=True)
    ]


def _may_be_named(side: str, sides: Sequence[str], draft: Draft) -> bool:
    """Whether a draft is of a side for certain, and doesn't say so: its document names the side, or the passage does and no other one."""
    if draft.refused or not side or _names(draft.text.split("\n")[0], side):
        return False
    passage = draft.quotes[0][1]
    document = passage.document
    if any(_names(text, side) for text in (document.title, document.name, document.region)):
        return True
    return [one for one in sides if _names(passage.chunk.text, one)] == [side]


def _names(text: str, side: str) -> bool:
    """Whether a text names a side; a region also without its title."""
    name = bare(side) if side.startswith(_TITLES) else side
    return re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", text, re.I) is not None


def _under(side: str, draft: Draft) -> Draft:
    first, *below = draft.text.split("\n")
    value = next((value for value in draft.values if first.startswith(f"{value.value} — {value.label}")), None)
    if value is None:
        return replace(draft, text=f"{side}: {draft.text}")
    label = f"{value.label}, {side}"
    opened = first.replace(value.label, label, 1)
    values = tuple(replace(one, label=label) if one is value else one for one in draft.values)
    return replace(draft, text="\n".join([opened, *below]), values=values)
