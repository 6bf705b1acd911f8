"""Curves as an SVG, without a library for it: square panels side by side, both axes 0 to 100 %."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SIDE, LEFT, TOP, BELOW = 300, 60, 20, 50
"""Of a panel in pixels: its square, what stands left of it, above it, and below it."""
LINE = 18
"""Pixels from one line of text to the next."""
TICKS = (0, 0.25, 0.5, 0.75, 1)
GREY = "#999"

Point = tuple[float, float]
"""Across and up, each 0..1."""


@dataclass(frozen=True)
class Curve:
    """Points that are joined. `sizes` are the radii of dots on them in pixels; without, there are none. `name` is for the legend."""

    points: Sequence[Point]
    colour: str
    name: str = ""
    sizes: Sequence[float] = ()


@dataclass(frozen=True)
class Panel:
    """What is drawn in one square, and what its axes are; `dashed` are pairs of points joined in grey."""

    across: str
    up: str
    curves: Sequence[Curve]
    dashed: Sequence[tuple[Point, Point]] = ()


def draw(panels: Sequence[Panel], path: Path) -> None:
    """Writes the picture, and its folder if need be."""
    width = len(panels) * (LEFT + SIDE) + 24
    legend = max(sum(bool(curve.name) for curve in panel.curves) for panel in panels)
    height = TOP + SIDE + BELOW + legend * LINE
    drawn = "\n".join(
        f'<g transform="translate({LEFT + at * (LEFT + SIDE)} {TOP})">\n{_panel(panel)}\n</g>'
        for at, panel in enumerate(panels)
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n{drawn}\n</svg>\n',
        encoding="utf-8",
    )


def _panel(panel: Panel) -> str:
    frame = f'<rect width="{SIDE}" height="{SIDE}" fill="none" stroke="{GREY}"/>'
    parts = [frame, *map(_dashed, panel.dashed), *map(_marks, TICKS), _titles(panel), *map(_curve, panel.curves)]
    named = [curve for curve in panel.curves if curve.name]
    return "\n".join([*parts, *(_legend(curve, at) for at, curve in enumerate(named))])


def _place(point: Point) -> Point:
    """Where a point lies in its panel, in pixels from the left and from above."""
    across, up = point
    return across * SIDE, (1 - up) * SIDE


def _dashed(ends: tuple[Point, Point]) -> str:
    (x1, y1), (x2, y2) = map(_place, ends)
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{GREY}" stroke-dasharray="4"/>'


def _marks(share: float) -> str:
    x, y = _place((share, share))
    return (
        f'<text x="{x:.0f}" y="{SIDE + LINE}" text-anchor="middle">{share:.0%}</text>'
        f'<text x="-6" y="{y + 4:.0f}" text-anchor="end">{share:.0%}</text>'
    )


def _titles(panel: Panel) -> str:
    middle = SIDE / 2
    return (
        f'<text x="{middle}" y="{SIDE + 2 * LINE}" text-anchor="middle">{panel.across}</text>\n'
        f'<text transform="translate(-46 {middle}) rotate(-90)" text-anchor="middle">{panel.up}</text>'
    )


def _curve(curve: Curve) -> str:
    places = [_place(point) for point in curve.points]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    drawn = f'<polyline points="{line}" fill="none" stroke="{curve.colour}" stroke-width="1.5"/>'
    if not curve.sizes:
        return drawn
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>' for (x, y), r in zip(places, curve.sizes, strict=True))
    return f'{drawn}\n<g fill="{curve.colour}">{dots}</g>'


def _legend(curve: Curve, at: int) -> str:
    y = SIDE + BELOW + at * LINE
    return f'<path d="M0 {y - 4}h24" stroke="{curve.colour}" stroke-width="1.5"/><text x="30" y="{y}">{curve.name}</text>'
