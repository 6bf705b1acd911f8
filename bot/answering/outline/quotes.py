"""The quotes of an outline: numbered as they are written, each found on its page before it is."""

from collections.abc import Iterator, Mapping, Sequence

from bot.answering.citations import page_of, place_of, short_place
from bot.models import Draft
from indexer.models import Document, Page, Passage
from indexer.structure.sections import Piece

MOST_PASSAGES = 10
"""Passages that an answer names."""


class Quotes:
    """Of one document. `pages` are its pages by their numbers."""

    def __init__(self, document: Document, pages: Mapping[int | None, Page]):
        self._document, self._pages = document, pages
        self._quotes: list[tuple[int, Passage, str]] = []

    def marks(self, piece: Piece) -> str:
        """The marks of what a piece quotes, a blank before each; "" where its words don't stand on their page."""
        quoted = [(page, words) for page, words in piece.span.quotes if self._stands(page, words)]
        return "".join(self._mark(piece, words) for _, words in quoted)

    def runs(self, pieces: Sequence[Piece]) -> Iterator[tuple[list[Piece], str]]:
        """Pieces that follow one another, parted into runs that are quoted as one, each with its marks: as long as their words stand on
        one page as they follow."""
        run: list[Piece] = []
        for piece in pieces:
            if run and not self._run_on([*run, piece]):
                yield run, self._marks_of(run)
                run = []
            run.append(piece)
        if run:
            yield run, self._marks_of(run)

    def _run_on(self, pieces: Sequence[Piece]) -> bool:
        on_one_page = len({piece.page for piece in pieces}) == 1
        in_one_place = all(len(piece.span.quotes) == 1 for piece in pieces)
        return on_one_page and in_one_place and self._stands(pieces[0].page, _words(pieces))

    def _marks_of(self, run: Sequence[Piece]) -> str:
        return self.marks(run[0]) if len(run) == 1 else self._mark(run[0], _words(run))

    def place(self, piece: Piece) -> str:
        """What people call the page on which a piece begins: "hlm. 2"; "" where its format has none."""
        page = self._pages.get(piece.page)
        return short_place(place_of(page, "")) if page else ""

    def passage(self, piece: Piece) -> Passage:
        """The chunk of a piece, as something found."""
        return Passage(piece.chunk_id, self._document, piece.chunk, 1.0)

    def draft(self, text: str, composer: str) -> Draft:
        """A text with the marks given here."""
        return Draft(text, tuple(self._quotes), confidence=1.0, composer=composer)

    def passages(self) -> tuple[Passage, ...]:
        """What the quotes are taken from, in order."""
        by_chunk = {passage.chunk_id: passage for _, passage, _ in self._quotes}
        return tuple(by_chunk.values())[:MOST_PASSAGES]

    def _stands(self, number: int | None, words: str) -> bool:
        page = self._pages.get(number)
        return page is not None and page_of(words, [page], [number]) is not None

    def _mark(self, piece: Piece, words: str) -> str:
        self._quotes.append((len(self._quotes) + 1, self.passage(piece), words))
        return f" [{len(self._quotes)}]"


def _words(pieces: Sequence[Piece]) -> str:
    return "\n".join(piece.span.quotes[0][1] for piece in pieces)
