"""What is printed over the text of a page and is none of it: a line through words takes them out, a watermark is paper."""

from collections.abc import Sequence

import numpy as np

from indexer.reading.pdf.picture import Ruling
from indexer.reading.pdf.words.touching import Line

_THICKEST = 2.5
_MIDDLE = (0.12, 0.45)
"""Where a line goes through letters: shares of the size of their type above the baseline."""
_BEYOND = 0.8
_CROSSED_GLYPHS, _CROSSED_AREA = 0.25, 0.1
_HUGE = 3.0
_FULL_PAGE = 200
_CORE = 0.22


def struck(line: Line, rulings: Sequence[Ruling]) -> np.ndarray:
    """Which glyphs are struck out: a level ruling runs through their middle, from where they begin to where they end. One that goes on
    beyond is another thing, such as the edge of a row beside merged cells."""
    found = np.zeros(len(line.letters), bool)
    thin = [ruling for ruling in rulings if ruling.bottom - ruling.top <= _THICKEST]
    if not thin or not line.letters:
        return found
    sizes, baselines = _sizes(line), _baselines(line)
    centres = line.boxes[:, [0, 2]].mean(axis=1)
    heights = np.array([(ruling.top + ruling.bottom) / 2 for ruling in thin])
    kinds = np.unique(np.column_stack([baselines, sizes]), axis=0)
    rise = (kinds[:, 0] - heights[:, None]) / kinds[:, 1]
    through = ((rise > _MIDDLE[0]) & (rise < _MIDDLE[1])).any(axis=1)
    for n in np.flatnonzero(through):
        ruling = thin[n]
        rise = (baselines - heights[n]) / sizes
        under = (rise > _MIDDLE[0]) & (rise < _MIDDLE[1]) & (centres > ruling.left) & (centres < ruling.right)
        if not under.any():
            continue
        beyond = _BEYOND * sizes[under].max()
        starts, ends = line.boxes[under, 0].min(), line.boxes[under, 2].max()
        if starts - ruling.left < beyond and ruling.right - ends < beyond:
            found |= under
    return found


def watermarked(line: Line, faint: np.ndarray) -> np.ndarray:
    """Which glyphs are a level watermark: `faint` against what they lie on, or huge, and lying across other text; or both on a page
    full of text."""
    found = np.zeros(len(faint), bool)
    inked = np.array([not letter.isspace() for letter in line.letters], bool)
    plain = ~faint & inked
    if not plain.any():
        return found
    sizes = _sizes(line)
    huge = sizes > _HUGE * float(np.median(sizes[plain]))
    maybe = faint | huge
    text = inked & ~maybe
    if not maybe.any() or not text.any():
        return found
    cores = _cores(line.boxes)
    is_full = text.sum() > _FULL_PAGE
    for owner in np.unique(line.owners[maybe]):
        members = (line.owners == owner) & maybe
        is_both = bool((faint & huge)[members].all())
        if (is_both and is_full) or _crosses(cores[members & inked], cores[text]):
            found |= members
    return found


def _cores(boxes: np.ndarray) -> np.ndarray:
    """The boxes without the room above and below the letters, which those of the next line reach into."""
    height = boxes[:, 3] - boxes[:, 1]
    cores = boxes.copy()
    cores[:, 1] += _CORE * height
    cores[:, 3] -= _CORE * height
    return cores


def _crosses(marks: np.ndarray, others: np.ndarray) -> bool:
    """Whether many of these boxes lie over others."""
    crossed = 0
    for left, top, right, bottom in marks:
        width = np.minimum(right, others[:, 2]) - np.maximum(left, others[:, 0])
        height = np.minimum(bottom, others[:, 3]) - np.maximum(top, others[:, 1])
        common = width.clip(0) * height.clip(0)
        areas = (others[:, 2] - others[:, 0]) * (others[:, 3] - others[:, 1])
        least = _CROSSED_AREA * np.minimum(areas, (right - left) * (bottom - top))
        crossed += bool(((common > least) & (common > 0)).any())
    return len(marks) > 0 and crossed >= _CROSSED_GLYPHS * len(marks)


def _sizes(line: Line) -> np.ndarray:
    return np.array([kind.size for kind in line.types])[line.owners]


def _baselines(line: Line) -> np.ndarray:
    return np.array([kind.baseline for kind in line.types])[line.owners]
