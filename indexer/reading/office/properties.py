"""What the properties of a file say about it."""

import re

from indexer.reading.page.cleaning import normalise

_NO_TITLE = re.compile(
    r"microsoft|untitled|powerpoint|presentation|^salindia|^slide|^doc|\.(?:docx?|pdf|rtf|indd|xlsx?|pptx?|od[tsp])\b|^rancangan$|[_\\/]|^\W*$|^\S+$",
    re.I,
)
_LONGEST = 200


def sensible_title(title: str | None) -> str:
    """The title that a file carries, "" where it is what a program put there."""
    title = " ".join(normalise(title or "").split())
    return "" if _NO_TITLE.search(title) or len(title) > _LONGEST else title
