"""Typed text -> words among those of the page: beside their labels, in the order they are read."""

from collections.abc import Iterator, Sequence

from indexer.reading.pdf.picture import Box, PrintedWord

_LARGEST, _SIZE_OF_BOX = 11.0, 0.75
_ADVANCE, _SPACE = 0.5, 0.28
_LEADING = 1.2
_ABOVE_MIDDLE = 0.35
_SNAP = 0.7


def with_typed(words: list[PrintedWord], text: str, box: Box, size: float, multiline: bool) -> list[PrintedWord]:
    """The words of a page and those of a text that is typed into a box (left, top, right, bottom)."""
    left, top, right, bottom = box
    size = size or min(_LARGEST, _SIZE_OF_BOX * (bottom - top))
    lines = list(_lines(text, right - left, size)) if multiline else [" ".join(text.split())]
    is_one = len(lines) == 1
    first = (top + bottom) / 2 + _ABOVE_MIDDLE * size if is_one and not multiline else top + size
    baseline = _snapped(words, box, first, size)
    for n, line in enumerate(lines):
        placed = list(_placed(line, left, baseline + n * _LEADING * size, size))
        at = _place(words, placed[0]) if placed else 0
        words = [*words[:at], *placed, *words[at:]]
    return words


def _lines(text: str, width: float, size: float) -> Iterator[str]:
    """The lines of a text, broken where the box ends."""
    letters = max(1, int(width / (size * _ADVANCE)))
    for paragraph in text.splitlines():
        line = ""
        for word in paragraph.split():
            if line and len(line) + 1 + len(word) > letters:
                yield line
                line = word
            else:
                line = f"{line} {word}".strip()
        if line:
            yield line


def _snapped(words: Sequence[PrintedWord], box: Box, baseline: float, size: float) -> float:
    """The baseline of the words beside a box that is near; a field is never quite level with its label."""
    _, top, _, bottom = box
    beside = [
        word.baseline for word in words if top <= word.baseline <= bottom + 1 and abs(word.baseline - baseline) < _SNAP * size
    ]
    return min(beside, key=lambda other: abs(other - baseline), default=baseline)


def _placed(line: str, left: float, baseline: float, size: float) -> Iterator[PrintedWord]:
    for n, text in enumerate(line.split()):
        right = left + len(text) * size * _ADVANCE
        yield PrintedWord(text, left, baseline - size, right, baseline + 0.25 * size, baseline, size, space=n > 0)
        left = right + _SPACE * size


def _place(words: Sequence[PrintedWord], typed: PrintedWord) -> int:
    """Where among the words a typed one belongs: after what stands to its left, before what stands to its right, or at the end."""
    level = [(n, word) for n, word in enumerate(words) if abs(word.baseline - typed.baseline) < 0.3 * typed.size]
    before = [n for n, word in level if word.left < typed.left]
    after = [n for n, word in level if word.left >= typed.left]
    if before:
        return max(before, key=lambda n: words[n].left) + 1
    return min(after) if after else len(words)
