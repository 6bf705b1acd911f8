"""Whether a confidence of 0.7 is right seven times in ten: bins, and their picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

BINS = 10
SIDE, LEFT, TOP = 300, 60, 20
"""Of the square that is drawn in, in pixels."""


@dataclass(frozen=True)
class Bin:
    """Questions whose confidence lies in low..high: how many, the confidence on average, and the share that can be answered."""

    low: float
    high: float
    count: int
    said: float
    observed: float


def bins(said: Sequence[float], answerable: Sequence[bool], weights: Sequence[float]) -> list[Bin]:
    """Those that are not empty, lowest first; averages are weighted, counts are not."""
    said, answerable, weights = np.asarray(said), np.asarray(answerable, float), np.asarray(weights)
    place = np.minimum((said * BINS).astype(int), BINS - 1)
    found = []
    for at in np.unique(place):
        here = place == at
        averages = (float(np.average(values[here], weights=weights[here])) for values in (said, answerable))
        found.append(Bin(at / BINS, (at + 1) / BINS, int(here.sum()), *averages))
    return found


def draw(table: Sequence[Bin], path: Path) -> None:
    """An SVG: a dot a bin, its area by the number of questions; on the diagonal what is said is what is so."""
    most = max(row.count for row in table)
    points = [(LEFT + row.said * SIDE, TOP + (1 - row.observed) * SIDE, 3 + 9 * (row.count / most) ** 0.5) for row in table]
    marks = "".join(
        f'<text x="{LEFT + share * SIDE:.0f}" y="{TOP + SIDE + 18}" text-anchor="middle">{share:.0%}</text>'
        f'<text x="{LEFT - 6}" y="{TOP + (1 - share) * SIDE + 4:.0f}" text-anchor="end">{share:.0%}</text>'
        for share in (0, 0.25, 0.5, 0.75, 1)
    )
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>' for x, y, radius in points)
    middle = LEFT + SIDE / 2, TOP + SIDE / 2
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + SIDE + 24} {TOP + SIDE + 50}"'
        ' font-family="sans-serif" font-size="12">\n'
        '<rect width="100%" height="100%" fill="#fff"/>\n'
        f'<rect x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#999"/>\n'
        f'<path d="M{LEFT} {TOP + SIDE}L{LEFT + SIDE} {TOP}" stroke="#999" stroke-dasharray="4"/>\n{marks}\n'
        f'<text x="{middle[0]}" y="{TOP + SIDE + 40}" text-anchor="middle">Keyakinan yang dihitung</text>\n'
        f'<text transform="translate(14 {middle[1]}) rotate(-90)" text-anchor="middle">Memang ada jawabannya</text>\n'
        f'<polyline points="{line}" fill="none" stroke="#1f5fa8" stroke-width="1.5"/>\n<g fill="#1f5fa8">{dots}</g>\n</svg>\n',
        encoding="utf-8",
    )
