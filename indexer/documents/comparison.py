"""Two versions of a document, page by page. Pure."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from indexer.language.shortening import ELLIPSIS
from indexer.models import Comparison, Document, Page

ALIKE = 0.5
"""Pages that share at least this part of their words are one page that was changed."""
NEAR = 15
"""A changed page is looked for so many places around where it should be."""
LISTED = 8
"""Pages, or runs of pages, that a summary names."""


@dataclass(frozen=True, slots=True)
class _Changes:
    """Places (1-based) of pages that were changed and added, in the new version, and of those that were removed, in the old."""

    changed: tuple[int, ...]
    added: tuple[int, ...]
    removed: tuple[int, ...]


def compare(old: Document, old_pages: Sequence[Page], new: Document, new_pages: Sequence[Page]) -> Comparison:
    """How `new` differs from `old`: by the words of its pages, whatever their breaks, marks and capitals."""
    changes = _changes(old_pages, new_pages)
    sentences = (
        _field("Judul", old.title, new.title),
        _field("Periode", old.period, new.period),
        _text(len(old_pages), new_pages, changes),
    )
    return Comparison(
        (old.title, new.title),
        (old.period, new.period),
        (len(old_pages), len(new_pages)),
        changes.changed,
        changes.added,
        changes.removed,
        summary=" ".join(sentence for sentence in sentences if sentence),
    )


def _changes(old: Sequence[Page], new: Sequence[Page]) -> _Changes:
    """Which pages differ. Runs of pages that were replaced are matched page by page: what is alike enough was changed, the rest
    of the old ones were removed and of the new ones added."""
    old_digests = [_digest(page) for page in old]
    new_digests = [_digest(page) for page in new]
    matcher = SequenceMatcher(None, old_digests, new_digests, autojunk=False)
    changed: list[int] = []
    added: list[int] = []
    removed: list[int] = []
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        unmatched = {at: _words(old[at]) for at in range(old_start, old_end)}
        for at in range(new_start, new_end):
            expected = old_start + at - new_start
            match = _alike_page(_words(new[at]), unmatched, expected)
            if match is None:
                added.append(at + 1)
            else:
                changed.append(at + 1)
                del unmatched[match]
        removed += [at + 1 for at in unmatched]
    return _Changes(tuple(changed), tuple(added), tuple(removed))


def _alike_page(words: frozenset[str], pages: Mapping[int, frozenset[str]], expected: int) -> int | None:
    """The place of the page most like these words, near where it is expected; of two the first. None when none is alike enough."""
    near = [at for at in range(expected - NEAR, expected + NEAR + 1) if at in pages]
    if not near:
        return None
    best = max(near, key=lambda at: _alike(words, pages[at]))
    return best if _alike(words, pages[best]) >= ALIKE else None


def _plain(page: Page) -> list[str]:
    """The words of a page in order, in small letters."""
    return re.findall(r"[^\W_]+", page.text.casefold())


def _digest(page: Page) -> bytes:
    return hashlib.sha256(" ".join(_plain(page)).encode("utf-8", "replace")).digest()


def _words(page: Page) -> frozenset[str]:
    return frozenset(_plain(page))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of words two pages have in common; two empty ones are alike."""
    if not one and not other:
        return 1.0
    return len(one & other) / len(one | other)


def _field(name: str, old: str, new: str) -> str:
    if old == new:
        return ""
    return f"{name} berubah dari “{old or 'tidak diketahui'}” menjadi “{new or 'tidak diketahui'}”."


def _text(old_count: int, new: Sequence[Page], changes: _Changes) -> str:
    """What is said of the text: "Dari 12 halaman, 2 berubah (hlm. 3, 7) dan 1 dihapus."."""
    said = []
    if changes.changed:
        said.append(f"{len(changes.changed)} berubah ({_listed(changes.changed)})")
    if changes.added:
        said.append(f"{len(changes.added)} baru ({_listed(changes.added)})")
    if changes.removed:
        said.append(f"{len(changes.removed)} dihapus")
    if not said:
        return "Isi teksnya sama."
    has_pages = any(page.number is not None for page in new)
    if not has_pages:
        return "Isi teksnya berubah."
    pages = f"{len(new)} halaman"
    if old_count != len(new):
        pages += f" (sebelumnya {old_count})"
    return f"Dari {pages}, {_enumerated(said)}."


def _enumerated(said: Sequence[str]) -> str:
    *first, last = said
    return f"{', '.join(first)} dan {last}" if first else last


@dataclass(slots=True)
class _Run:
    """Pages that follow one another."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def _listed(numbers: Sequence[int]) -> str:
    """ "hlm. 3, 7–9"."""
    runs: list[_Run] = []
    for number in numbers:
        if runs and number == runs[-1].last + 1:
            runs[-1].last = number
        else:
            runs.append(_Run(number, number))
    named = list(map(str, runs[:LISTED]))
    if len(runs) > LISTED:
        named.append(ELLIPSIS)
    return f"hlm. {', '.join(named)}"
