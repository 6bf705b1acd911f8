"""The answers for the sides of a comparison, each under the name of its side."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.composer import Part
from bot.models import Draft
from indexer.language.place_names import bare
from indexer.models import Passage


def under_their_sides(parts: Sequence[Part], drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, in order; one that doesn't name its side in its first line, but is from where that side is named, with its name there.

    Where two say the same, or one adds nothing to those before, all stay as they are: then it isn't certain of which side it is said.
    """
    said = [draft.text for draft in drafts if not draft.refused]
    if len(set(said) - {""}) < len(said):
        return list(drafts)
    return [_under(part.side, draft) for (part, _), draft in zip(parts, drafts, strict=True)]


def _under(side: str, draft: Draft) -> Draft:
    first, *below = draft.text.split("\n")
    name = bare(side) or side
    if draft.refused or not side or name.casefold() in first.casefold() or not _is_of(name, draft.quotes[0][1]):
        return draft
    value = next((value for value in draft.values if first.startswith(f"{value.value} — {value.label}")), None)
    if value is None:
        return replace(draft, text=f"{side}: {draft.text}")
    label = f"{value.label}, {side}"
    opened = first.replace(value.label, label, 1)
    values = tuple(replace(one, label=label) if one is value else one for one in draft.values)
    return replace(draft, text="\n".join([opened, *below]), values=values)


def _is_of(name: str, passage: Passage) -> bool:
    """Whether a passage or its document names a side."""
    document = passage.document
    return any(
        name.casefold() in said.casefold() for said in (document.title, document.name, document.region, passage.chunk.text)
    )
