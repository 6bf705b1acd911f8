"""The lines ruled on a level page: found in its ink, mended where a scan has broken them, told from strokes of letters and arrows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

_LEAST_LINE = 90
_SMALL_BREAK = 9
_WIDEST_LINE, _WIDEST_EDGE = 9, 24
_MOST_PIECES = 3_000
_INKED = 0.85
_SURELY_LONG = 400
_BESIDE, _MOST_BESIDE = 5, 0.2
_BREAK, _LONG_BREAK = 120, 300
_NEAR = 12.0
_OFF, _SLOPE = 6.0, 0.02
_REACH = 25.0
_PAST = 15.0
_LONG = 0.5
_ROUNDS = 8
_AROUND, _CLEAR, _TRACE = 12, 8, 2.5
_STRETCH, _WAVER, _THROUGH = 40, 2, 0.8
_FEWEST_OPEN = 3
_OPEN = 0.6
_BLOCK, _FAINT = 41, 12
"""How much darker than the paper around it the faintest line is that counts."""


@dataclass(frozen=True, slots=True)
class Line:
    """A ruled line by the points it goes through: how far along, and how far from the edge that it runs beside, in pixels. A line
    across has x along and y off the edge, one down has them the other way round."""

    along: tuple[float, ...]
    off: tuple[float, ...]

    @property
    def start(self) -> float:
        return self.along[0]

    @property
    def end(self) -> float:
        return self.along[-1]

    @property
    def length(self) -> float:
        return self.end - self.start

    def at(self, along: float) -> float:
        """How far off the edge it is there; before its start and after its end as at them."""
        return float(np.interp(along, self.along, self.off))


@dataclass(frozen=True, slots=True)
class Ruling:
    """The lines of a page that run across it and down it, and the pixels (255, else 0) of all straight strokes, be they arrows."""

    across: tuple[Line, ...]
    down: tuple[Line, ...]
    strokes: np.ndarray


def find_ruling(gray: np.ndarray) -> Ruling:
    """The lines that tables on a level page may be made of: each begins and ends at another."""
    ink = cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _BLOCK, _FAINT)
    strokes = np.zeros_like(ink)
    pieces_across = _pieces(ink, strokes)
    pieces_down = _pieces(np.ascontiguousarray(ink.T), strokes.T)
    across = _joined(pieces_across, pieces_down)
    down = _joined(pieces_down, pieces_across)
    across, down = [*across, *_missing_sides(across, down)], [*down, *_missing_sides(down, across)]
    for _ in range(_ROUNDS):
        kept = _held(across, down), _held(down, across)
        if kept == (across, down):
            break
        across, down = kept
    across, down = _traced(across, down, gray), _traced(down, across, gray.T)
    return Ruling(tuple(across), tuple(down), strokes)


def _pieces(ink: np.ndarray, strokes: np.ndarray) -> list[Line]:
    """The straight pieces of ink that run across, small breaks closed. Their pixels are set in `strokes`."""
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, _SMALL_BREAK), np.uint8))
    kept = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, _LEAST_LINE), np.uint8))
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(kept, connectivity=8)
    pieces = []
    for label, (left, top, width, height, area) in enumerate(boxes[: min(count, _MOST_PIECES)].tolist()):
        thickness = area / width
        widest = _WIDEST_EDGE if width >= _SURELY_LONG else _WIDEST_LINE
        if label == 0 or thickness > widest:
            continue
        own = labels[top : top + height, left : left + width] == label
        inked = float(((ink[top : top + height, left : left + width] > 0) & own).any(axis=0).mean())
        if inked >= _INKED and _is_free(own, ink, left, top):
            strokes[top : top + height, left : left + width][own] = 255
            at = [0, width // 2, width - 1]
            off = tuple(top + float(own[:, place].nonzero()[0].mean()) for place in at)
            pieces.append(Line(tuple(float(left + place) for place in at), off))
    return pieces


def _is_free(own: np.ndarray, ink: np.ndarray, left: int, top: int) -> bool:
    """Whether a piece has paper on both its sides, as a line has and a row of letters hasn't.

    Of the pieces on eight scanned tables lines were inked to 0.99 and more, with ink beside 0.14 of them; letters to 0.94, beside 0.22.
    """
    height, width = own.shape
    upper = top + own.argmax(axis=0) - _BESIDE
    lower = top + height - own[::-1].argmax(axis=0) - 1 + _BESIDE
    columns = np.arange(left, left + width)
    above = ink[upper.clip(0), columns] > 0
    below = ink[lower.clip(max=ink.shape[0] - 1), columns] > 0
    return max(above.mean(), below.mean()) <= _MOST_BESIDE


def _joined(pieces: Iterable[Line], others: Sequence[Line]) -> list[Line]:
    """The pieces put together that are one line with breaks. `others` are those in the other direction: where one line ends and the
    next begins at one of them, there are two tables, or a cell over several columns."""
    lines: list[Line] = []
    for piece in sorted(pieces, key=lambda piece: piece.start):
        before = [n for n, line in enumerate(lines) if _goes_on(line, piece)]
        if not before:
            lines.append(piece)
            continue
        nearest = max(before, key=lambda n: lines[n].end)
        line = lines[nearest]
        if _is_stop(line.end, line.off[-1], others) and _is_stop(piece.start, piece.off[0], others):
            lines.append(piece)
        else:
            lines[nearest] = Line(line.along + piece.along, line.off + piece.off)
    return lines


def _is_stop(along: float, off: float, others: Sequence[Line]) -> bool:
    """Whether one of the others is at this place."""
    for other in others:
        if other.start - _REACH <= off <= other.end + _REACH and abs(other.at(off) - along) <= _NEAR:
            return True
    return False


def _goes_on(line: Line, piece: Line) -> bool:
    """Whether a piece is the next of a line, after a break."""
    gap = piece.start - line.end
    longest = _LONG_BREAK if line.length > 2 * gap else _BREAK
    if not 0 < gap <= longest:
        return False
    return abs(piece.off[0] - line.off[-1]) <= _OFF + _SLOPE * gap


def _missing_sides(lines: Sequence[Line], beside: Sequence[Line]) -> list[Line]:
    """The sides that a table lacks where many of the lines `beside` end at one place: one that is drawn open, or cut off by the edge
    of the scan."""
    sides = []
    for is_start in (True, False):
        loose = [line for line in beside if line.length > _LEAST_LINE and not _meets(line, lines, at_start=is_start)]
        ends = [(line.start if is_start else line.end) for line in loose]
        for group in _groups(loose, ends):
            alike = [line for line in beside if _LONG * group[0].length < line.length and _overlap(line, group[0])]
            if len(group) >= max(_FEWEST_OPEN, _OPEN * len(alike)):
                sides.append(_side(group, is_start=is_start))
    return sides


def _groups(lines: Sequence[Line], ends: Sequence[float]) -> list[list[Line]]:
    """The lines whose ends are level, together."""
    groups: list[list[Line]] = []
    last = -np.inf
    for end, line in sorted(zip(ends, lines, strict=True), key=lambda found: found[0]):
        if end - last > _REACH:
            groups.append([])
        groups[-1].append(line)
        last = end
    return groups


def _overlap(line: Line, other: Line) -> bool:
    return line.start < other.end and other.start < line.end


def _side(group: Sequence[Line], is_start: bool) -> Line:
    ends = sorted((line.off[0], line.start) if is_start else (line.off[-1], line.end) for line in group)
    return Line(tuple(place for place, _ in ends), tuple(end for _, end in ends))


def _held(lines: Sequence[Line], others: Sequence[Line]) -> list[Line]:
    """The lines that begin and end at others. One that is broken off, but long, reaches as far as the last that it crosses."""
    kept = []
    for line in lines:
        crossed = sorted(_crossings(line, others))
        if len(crossed) < 2:
            continue
        is_whole = crossed[0] - line.start <= _REACH and line.end - crossed[-1] <= _REACH
        if is_whole or crossed[-1] - crossed[0] >= _LONG * _extent(line, others):
            kept.append(_cut(line, crossed[0], crossed[-1]))
    return kept


def _traced(lines: Sequence[Line], others: Sequence[Line], gray: np.ndarray) -> list[Line]:
    """The lines, drawn out to the next other beyond their ends where a trace of them leads there."""
    return [_traced_to(_traced_to(line, others, gray, at_start=True), others, gray, at_start=False) for line in lines]


def _traced_to(line: Line, others: Sequence[Line], gray: np.ndarray, at_start: bool) -> Line:
    end, off = (line.start, line.off[0]) if at_start else (line.end, line.off[-1])
    beyond = [other.at(off) for other in others if other.start - _REACH <= off <= other.end + _REACH]
    beyond = [place for place in beyond if (place < end - _REACH if at_start else place > end + _REACH)]
    if not beyond:
        return line
    place = max(beyond) if at_start else min(beyond)
    if not _has_trace(gray, min(end, place), max(end, place), off):
        return line
    if at_start:
        return Line((place, *line.along), (off, *line.off))
    return Line((*line.along, place), (*line.off, off))


def _has_trace(gray: np.ndarray, start: float, end: float, off: float) -> bool:
    """Whether the paper is a little darker along a line than on both its sides, all the way: letters here and there are no trace."""
    top = round(off) - _AROUND
    part = gray[max(0, top) : top + 2 * _AROUND + 1, round(start) + _CLEAR : round(end) - _CLEAR]
    if part.shape[0] <= 2 * _AROUND or not part.shape[1]:
        return False
    rows = part.mean(axis=1)
    inner = rows[_AROUND // 2 : -(_AROUND // 2)]
    is_darker = min(rows[0], rows[-1]) - inner.min() >= _TRACE and np.ptp(rows[[0, -1]]) < _TRACE
    return bool(is_darker) and _goes_through(part, _AROUND // 2 + int(inner.argmin()))


def _goes_through(part: np.ndarray, middle: int) -> bool:
    """Whether nearly every stretch of a strip of paper is darker about its row `middle` than at both sides."""
    stretches = np.array_split(part.astype(float), max(1, part.shape[1] // _STRETCH), axis=1)
    darker = 0
    for stretch in stretches:
        rows = stretch.mean(axis=1)
        sides = min(rows[: middle - _WAVER].mean(), rows[middle + _WAVER + 1 :].mean())
        darker += bool(sides - rows[middle - _WAVER : middle + _WAVER + 1].min() >= _TRACE / 2)
    return darker >= _THROUGH * len(stretches)


def _extent(line: Line, others: Sequence[Line]) -> float:
    """How far the lines reach, in the direction of this one, that run beside those it crosses."""
    near = [other for other in others if other.start - _REACH <= line.at(other.off[0]) <= other.end + _REACH]
    places = [other.off[0] for other in near]
    return max(places) - min(places)


def _crossings(line: Line, others: Sequence[Line]) -> list[float]:
    """Where along a line others cross or touch it."""
    places = []
    for other in others:
        place = other.at(line.off[0])
        height = line.at(place)
        place = other.at(height)
        if line.start - _REACH <= place <= line.end + _REACH and other.start - _REACH <= height <= other.end + _REACH:
            places.append(place)
    return places


def _meets(line: Line, others: Sequence[Line], at_start: bool) -> bool:
    """Whether a line has another at this end of it."""
    end = line.start if at_start else line.end
    return any(abs(place - end) <= _REACH for place in _crossings(line, others))


def _cut(line: Line, start: float, end: float) -> Line:
    """The line from one place to another, drawn out where it ends shortly before."""
    inner = [(along, off) for along, off in zip(line.along, line.off, strict=True) if start < along < end]
    points = [(start, line.at(start)), *inner, (end, line.at(end))]
    return Line(tuple(along for along, _ in points), tuple(off for _, off in points))
