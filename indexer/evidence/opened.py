"""What a span opens: the list behind the line that announces it, what stands under a heading, what is deeper than an item. Pure."""

from collections.abc import Sequence

from indexer.models import Span

FIRST = 2
"""Spans under a heading after which a sentence no longer belongs to it, unless that opens a list."""


def opens(span: Span) -> bool:
    """Whether a span only announces what follows it."""
    return span.kind == "heading" or span.traits.announces


def opened(spans: Sequence[Span], at: int) -> list[int]:
    """The places of those spans of a chunk that `spans[at]` opens, in order, sums left out; empty where it opens none."""
    if not opens(spans[at]):
        return []
    found: list[int] = []
    for place in range(at + 1, len(spans)):
        first = spans[found[0]] if found else None
        if _ends(spans[at], first, len(found), spans[place]):
            break
        is_sum = spans[place].kind == "row" and spans[place].traits.total
        if not is_sum:
            found.append(place)
    return found


def _ends(opening: Span, first: Span | None, found: int, following: Span) -> bool:
    """Whether what a span opens, of which so many are `found`, ends before the one that follows."""
    match opening.kind:
        case "heading":
            return following.kind == "heading" or _is_further_sentence(following, found)
        case "item":
            return len(following.parents) <= len(opening.parents)
        case "sentence":
            return first is not None and following.kind != first.kind
    return False


def _is_further_sentence(span: Span, found: int) -> bool:
    """Whether a sentence under a heading comes after what is taken with it, and opens no list."""
    return found >= FIRST and span.kind == "sentence" and not span.text.endswith(":")
