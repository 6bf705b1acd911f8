"""Which of the documents that answer stand behind another of them: one that was revoked, one that the other changed, a draft. Pure."""

import re
from collections.abc import Collection

from indexer.language.dates import YEAR
from indexer.language.wordlists import words
from indexer.models import Document

DRAFTS = words("draft_words")
ALIKE = 0.6
"""The share of the words of a draft's title that stand in that of what it became."""
_YEAR = re.compile(rf"(?<![-–]){YEAR}\b(?!\s?[-–])")
_WORD = re.compile(r"[^\W\d_]+")


def standing_behind(answering: Collection[Document], asked: Collection[str]) -> set[int]:
    """The ids of those documents of which what they say is shown only behind what others say. `answering` are those that rather answer than not,
    `asked` the words of the question: one that asks for the draft, or names the earlier act's year alone, is answered from it."""
    ids = {document.id for document in answering}
    named = {document.id for document in answering if not _years(document).isdisjoint(asked)}
    asks_for_a_draft = not DRAFTS.isdisjoint(asked)
    behind = set()
    for document in answering:
        was_changed = document.validity == "diubah" and document.amended_by in ids
        is_superseded = not asks_for_a_draft and any(_is_its_final(other, document) for other in answering)
        is_asked_for = named == {document.id}
        is_past = (document.validity == "dicabut" or was_changed) and not is_asked_for
        if is_past or is_superseded:
            behind.add(document.id)
    return behind


def _years(document: Document) -> set[str]:
    """The years in what an act is called; not those of a plan's period."""
    called = document.title.casefold().partition(" tentang ")[0]
    return set(_YEAR.findall(called))


def is_draft(document: Document) -> bool:
    """Whether a document's title says that it is a draft: in what it is called, not in what it is about."""
    called = document.title.casefold().partition(" tentang ")[0]
    return not DRAFTS.isdisjoint(_WORD.findall(called))


def _is_its_final(other: Document, draft: Document) -> bool:
    """Whether a document is rather what a draft became: of the same kind and region, about the same, and no draft itself."""
    if not is_draft(draft) or is_draft(other) or (other.kind, other.region) != (draft.kind, draft.region):
        return False
    of_draft, of_other = _subject(draft), _subject(other)
    return len(of_draft & of_other) >= ALIKE * len(of_draft)


def _subject(document: Document) -> set[str]:
    """The words of what a document is about: of an act those after "tentang", of another all of its title."""
    called, _, about = document.title.casefold().partition(" tentang ")
    return set(_WORD.findall(about or called)) - DRAFTS
