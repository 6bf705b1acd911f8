"""What has to be said of an answer that shows a figure which may have been misread."""

import re
from collections.abc import Callable, Iterable, Sequence

from bot.models import Citation
from indexer.models import Page

MOST_NAMED = 3
"""Figures that the sentence names; of others it says how many they are."""
PagesOf = Callable[[int, Sequence[int | None]], Sequence[Page]]
"""Gives those pages of a document, by its id, that have one of these numbers."""


def figure_warnings(text: str, citations: Sequence[Citation], pages_of: PagesOf) -> list[str]:
    """A sentence where the text that is shown, or the quote of a citation, holds figures that its page calls doubtful; else none.

    `pages_of` raises UnknownDocument.
    """
    found: dict[str, None] = {}
    for citation in citations:
        shown = f"{text}\n{citation.quote}"
        for page in pages_of(citation.document.id, [citation.page]):
            found.update(dict.fromkeys(_shown(page.doubtful, shown)))
    return [_sentence(list(found))] if found else []


def _shown(figures: Iterable[str], text: str) -> Iterable[str]:
    """Those of the figures that stand in a text as a whole: 7,51 does not in "77,51", nor 77 in it."""
    for figure in figures:
        words = r"\s+".join(map(re.escape, figure.split()))
        if re.search(rf"(?<!\d)(?<!\d[.,]){words}(?!\d|[.,]\d)", text):
            yield figure


def _sentence(figures: Sequence[str]) -> str:
    named = "; ".join(" ".join(figure.split()) for figure in figures[:MOST_NAMED])
    others = len(figures) - MOST_NAMED
    if others > 0:
        named += f" dan {others} lainnya"
    return f"Angka {named} kurang jelas di halaman asli; periksa gambar halamannya."
