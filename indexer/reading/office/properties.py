"""What the properties of a file say about it."""

import re

from indexer.reading.page.cleaning import normalise

_BY_PROGRAM = re.compile(r"microsoft|untitled|powerpoint|presentation|^(?:salindia|slide|doc)|^rancangan$", re.I)
_FILE_NAME = re.compile(r"\.(?:docx?|pdf|rtf|indd|xlsx?|pptx?|od[tsp])\b|[_\\/]", re.I)
_AT_MOST_A_WORD = re.compile(r"\W*|\S+")
_LONGEST = 200


def sensible_title(title: str | None) -> str:
    """The title that a file carries, "" where it is what a program put there."""
    title = " ".join(normalise(title or "").split())
    if len(title) > _LONGEST or _AT_MOST_A_WORD.fullmatch(title):
        return ""
    if _BY_PROGRAM.search(title) or _FILE_NAME.search(title):
        return ""
    return title
