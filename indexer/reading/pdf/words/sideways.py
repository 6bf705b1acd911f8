"""Words printed sideways on an upright page, such as the heads of narrow columns -> the labels they make."""

from collections.abc import Sequence
from dataclasses import replace

from indexer.reading.page.divided import joined_lines
from indexer.reading.pdf.picture import PrintedWord, Ruling

_LEADING = 1.6
_SPACE = 1.0


def to_labels(words: Sequence[PrintedWord], rulings: Sequence[Ruling]) -> list[PrintedWord]:
    """The labels of these words, which are turned so that they are level: lines close beneath each other, with no ruling between
    them, are one. Each comes as one word."""
    labels: list[list[PrintedWord]] = []
    for line in _lines(words, rulings):
        above = labels[-1][-1] if labels else None
        if above and _goes_on(above, line) and not _is_parted(above, line, rulings):
            labels[-1].append(line)
        else:
            labels.append([line])
    return [_label(lines) for lines in labels]


def _lines(words: Sequence[PrintedWord], rulings: Sequence[Ruling]) -> list[PrintedWord]:
    lines: list[PrintedWord] = []
    for word in words:
        last = lines[-1] if lines else None
        if last and _is_beside(last, word) and not _is_parted(last, word, rulings):
            lines[-1] = replace(last, text=f"{last.text} {word.text}", right=word.right)
        else:
            lines.append(word)
    return lines


def _is_beside(last: PrintedWord, word: PrintedWord) -> bool:
    is_level = abs(last.baseline - word.baseline) < 0.3 * last.size
    return is_level and 0 <= word.left - last.right + 0.1 * last.size < _SPACE * last.size


def _goes_on(above: PrintedWord, line: PrintedWord) -> bool:
    step = line.baseline - above.baseline
    overlaps = line.left < above.right and line.right > above.left
    return overlaps and 0 < step < _LEADING * max(above.size, line.size)


def _is_parted(one: PrintedWord, other: PrintedWord, rulings: Sequence[Ruling]) -> bool:
    """Whether a ruling runs between two words."""
    left, right = sorted(((one.left + one.right) / 2, (other.left + other.right) / 2))
    top, bottom = sorted(((one.top + one.bottom) / 2, (other.top + other.bottom) / 2))
    for ruling in rulings:
        across = ruling.level and top < ruling.top < bottom and ruling.left < right and ruling.right > left
        down = not ruling.level and left < ruling.left < right and ruling.top < bottom and ruling.bottom > top
        if across or down:
            return True
    return False


def _label(lines: Sequence[PrintedWord]) -> PrintedWord:
    text = joined_lines([line.text for line in lines])
    return replace(
        lines[0],
        text=text,
        left=min(line.left for line in lines),
        right=max(line.right for line in lines),
        top=min(line.top for line in lines),
        bottom=max(line.bottom for line in lines),
    )
