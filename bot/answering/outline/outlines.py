"""What a message asks the contents of -> the outline of a document, or the part of it that is asked. None for any other message."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from bot.answering.outline.chapters import FEWEST, branches
from bot.answering.outline.parts import article, chapter, find, ruling, there_is
from bot.answering.outline.quotes import Quotes
from bot.answering.outline.summarizer import Summarizer
from bot.answering.outline.whole import identity, outline
from bot.journal.sources import short_title
from bot.models import Draft
from indexer.documents.called import Named, alike, called, named
from indexer.language.shortening import shortened
from indexer.library import Library
from indexer.models import Document, Passage
from indexer.question.contents import AskedContents, Part, asked_contents
from indexer.structure.sections import Contents, Piece

NAME = "outline"
MOST_OTHERS, LONGEST_TITLE = 3, 90
"""Documents that fit as well and are named, and characters of a title of one."""
MOST_LOOKED_INTO = 8
"""Documents that are looked into for a part, where it isn't said of which one it is."""
LEADING = 8
"""Passages that a summary is made of."""


@dataclass(frozen=True, slots=True)
class Outlined:
    """The draft of an outline, the passages it rests on, and, where the document was told by the conversation, the message in full."""

    draft: Draft
    passages: tuple[Passage, ...]
    asked: str = ""


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of a document, and the others of which the same could be."""

    document: Document
    outlined: Outlined
    others: Sequence[Document] = ()


class Outlines:
    """Of one library; with a summarizer, if there is a language model."""

    def __init__(self, library: Library, summarizer: Summarizer | None = None):
        self._library, self._summarizer = library, summarizer

    def compose(self, typed: str, cited: Sequence[int] = (), on_text: Callable[[str], None] | None = None) -> Outlined | None:
        """The contents that a message asks; None where it asks something else, or of no document that is here. `cited` are the
        documents of the answer before it, by id. Raises IndexerError."""
        asked = asked_contents(typed)
        if asked is None:
            return None
        words = named(asked.name)
        fitting, of_talk = self._fitting(asked, words, cited)
        if not fitting:
            return None
        told = self._of_part(asked.part, fitting) if asked.part else self._of_whole(fitting, on_text)
        if told is None:
            return None
        if told.document.id in of_talk:
            return replace(told.outlined, asked=f"{typed.rstrip(' ?')} ({short_title(told.document.title)})")
        return _with_others(told.outlined, alike(words, told.document, told.others))

    def _fitting(self, asked: AskedContents, words: Named, cited: Sequence[int]) -> tuple[list[Document], set[int]]:
        """The documents that may be meant, the likeliest first, and the ids of those that only the conversation tells."""
        if not (asked.ordered or asked.part or words.speaks_of_one):
            return [], set()
        documents = self._library.documents()
        before = [document for number in cited for document in documents if document.id == number]
        if words.is_vague:
            pointed = called(words, before[:1])
            if pointed:
                return pointed, {pointed[0].id}
        if words.words:
            return called(words, documents), set()
        possible = [document for document in documents if _may_have(asked.part, document)]
        return (possible if len(possible) <= MOST_LOOKED_INTO else []), set()

    def _of_whole(self, fitting: Sequence[Document], on_text: Callable[[str], None] | None) -> _Told | None:
        document, *others = fitting
        contents = self._library.contents(document.id)
        summary = self._summary(document, contents, on_text)
        if summary and not summary.refused:
            by_chunk = {passage.chunk_id: passage for _, passage, _ in summary.quotes}
            return _Told(document, Outlined(summary, tuple(by_chunk.values())), others)
        quotes = self._quotes(document)
        draft = quotes.draft(outline(document, contents, quotes), NAME)
        if not draft.quotes:
            return None
        notes = summary.notes if summary else ()
        return _Told(document, Outlined(replace(draft, notes=notes), quotes.passages()), others)

    def _summary(self, document: Document, contents: Contents, on_text: Callable[[str], None] | None) -> Draft | None:
        """The summary of a language model, refused where too little of it is certain; None where there is no model."""
        if self._summarizer is None:
            return None
        quotes = self._quotes(document)
        leading = {piece.chunk_id: quotes.passage(piece) for piece in _leading(document, contents)}
        draft = self._summarizer.summarize(document.title, list(leading.values())[:LEADING], on_text)
        return replace(draft, text="\n\n".join([identity(document), draft.text]))

    def _of_part(self, part: Part, fitting: Sequence[Document]) -> _Told | None:
        """The part as it stands in the first document that has it; refused where the one that is meant surely hasn't."""
        told: list[_Told] = []
        for document in fitting[:MOST_LOOKED_INTO]:
            quotes = self._quotes(document)
            texts = _part_texts(part, self._library.contents(document.id), document, quotes)
            draft = quotes.draft("\n\n".join(texts), NAME)
            if draft.quotes:
                told.append(_Told(document, Outlined(draft, quotes.passages())))
        if told:
            return replace(told[0], others=[other.document for other in told[1:]])
        return self._not_there(part, fitting[0]) if len(fitting) == 1 else None

    def _not_there(self, part: Part, document: Document) -> _Told | None:
        contents = self._library.contents(document.id)
        reason = there_is(part, contents, document, self._library.pages(document.id))
        if not reason:
            return None
        first = next(chain.from_iterable(section.pieces for section in contents.sections))
        draft = Draft("", refused=True, composer=NAME, reason=reason)
        return _Told(document, Outlined(draft, (self._quotes(document).passage(first),)))

    def _quotes(self, document: Document) -> Quotes:
        return Quotes(document, {page.number: page for page in self._library.pages(document.id)})


def _may_have(part: Part | None, document: Document) -> bool:
    """Whether a document that isn't named may be the one of which a part is asked: articles are those of acts."""
    is_act = document.kind == "peraturan" or bool(document.number)
    return part is not None and (is_act or part.kind != "pasal")


def _part_texts(part: Part, contents: Contents, document: Document, quotes: Quotes) -> list[str]:
    if part.kind == "diktum":
        return list(filter(None, [ruling(part, contents, document, quotes)]))
    found = find(part, contents)
    if part.kind == "pasal":
        return [article(part, one, document, quotes) for one in found]
    return [chapter(one, document, quotes) for one in found]


def _leading(document: Document, contents: Contents) -> list[Piece]:
    """What stands first under each heading that opens a part; of a document without such headings, all of it."""
    opening = branches(document, contents)
    if len(opening) < FEWEST:
        return [piece for section in contents.sections for piece in section.pieces]
    parts = [[*branch.section.pieces, *chain.from_iterable(section.pieces for section in branch.under)] for branch in opening]
    return [pieces[0] for pieces in parts if pieces]


def _with_others(found: Outlined, others: Sequence[Document]) -> Outlined:
    """The outline with a line that names other documents that may be meant."""
    if not others or found.draft.refused:
        return found
    titles = "; ".join(shortened(short_title(other.title), LONGEST_TITLE) for other in others[:MOST_OTHERS])
    more = f"; dan {len(others) - MOST_OTHERS} lainnya" if len(others) > MOST_OTHERS else ""
    line = f"Dokumen lain yang juga cocok: {titles}{more}."
    return replace(found, draft=replace(found.draft, text=f"{found.draft.text}\n\n{line}"))
