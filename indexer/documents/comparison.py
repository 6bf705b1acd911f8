"""Two versions of a document, page by page. Pure."""

import hashlib
import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from indexer.models import Comparison, Document, Page

ALIKE = 0.5
"""Pages that share at least this part of their words are one page that was changed."""
NEAR = 15
"""A changed page is looked for so many places around where it should be."""
LISTED = 8
"""Pages, or runs of pages, that a summary names."""


def compare(old: Document, old_pages: Sequence[Page], new: Document, new_pages: Sequence[Page]) -> Comparison:
    """How `new` differs from `old`: by the words of its pages, whatever their breaks, marks and capitals."""
    changed, added, removed = _pages(old_pages, new_pages)
    summary = " ".join(
        sentence
        for sentence in (
            _field("Judul", old.title, new.title),
            _field("Periode", old.period, new.period),
            _text(old_pages, new_pages, changed, added, removed),
        )
        if sentence
    )
    return Comparison(
        (old.title, new.title), (old.period, new.period), (len(old_pages), len(new_pages)), changed, added, removed, summary
    )


def _pages(old: Sequence[Page], new: Sequence[Page]) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Places (1-based) of pages that were changed and added, in `new`, and of those that were removed, in `old`."""
    digests = [[_digest(page) for page in pages] for pages in (old, new)]
    changed, added, removed = [], [], []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, *digests, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        left = {place: _words(old[place]) for place in range(i1, i2)}
        for place in range(j1, j2):
            words, about = _words(new[place]), i1 + place - j1
            near = (other for other in range(about - NEAR, about + NEAR + 1) if other in left)
            alike, best = max(((_alike(words, left[other]), -other) for other in near), default=(0.0, 0))
            if alike < ALIKE:
                added.append(place + 1)
            else:
                changed.append(place + 1)
                del left[-best]
        removed += [place + 1 for place in left]
    return tuple(changed), tuple(added), tuple(removed)


def _plain(page: Page) -> list[str]:
    return re.findall(r"[^\W_]+", page.text.casefold())


def _digest(page: Page) -> bytes:
    return hashlib.sha256(" ".join(_plain(page)).encode("utf-8", "replace")).digest()


def _words(page: Page) -> frozenset[str]:
    return frozenset(_plain(page))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of words two pages have in common; two empty ones are alike."""
    return len(one & other) / max(len(one | other), 1) if one or other else 1.0


def _field(name: str, old: str, new: str) -> str:
    if old == new:
        return ""
    return f"{name} berubah dari “{old or 'tidak diketahui'}” menjadi “{new or 'tidak diketahui'}”."


def _text(
    old: Sequence[Page], new: Sequence[Page], changed: Sequence[int], added: Sequence[int], removed: Sequence[int]
) -> str:
    if not (changed or added or removed):
        return "Isi teksnya sama."
    if all(page.number is None for page in new):
        return "Isi teksnya berubah."
    parts = (
        f"{len(changed)} berubah ({_listed(changed)})" if changed else "",
        f"{len(added)} baru ({_listed(added)})" if added else "",
        f"{len(removed)} dihapus" if removed else "",
    )
    said = [part for part in parts if part]
    joined = ", ".join(said[:-1]) + " dan " + said[-1] if len(said) > 1 else said[0]
    count = f"{len(new)} halaman" if len(old) == len(new) else f"{len(new)} halaman (sebelumnya {len(old)})"
    return f"Dari {count}, {joined}."


def _listed(places: Sequence[int]) -> str:
    """ "hlm. 3, 7–9"."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][1] + 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    named = [str(first) if first == last else f"{first}–{last}" for first, last in runs[:LISTED]]
    return f"hlm. {', '.join(named)}{', …' if len(runs) > LISTED else ''}"
