"""Rulings of a page as they are drawn, in pieces and edge by edge -> the straight rules that someone sees, those together that touch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.reading.pdf.picture import Ruling

NEAR = 3.0
"""Points between two rules that are meant to touch, or to be one."""
_ONE_LINE = 1.0
_SHORTEST = 2.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: `at` is how far down it is drawn if it is level, how far to the right if upright; from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules that touch each other, directly or through others."""

    levels: tuple[Rule, ...]
    uprights: tuple[Rule, ...]


def level_rules(rulings: Iterable[Ruling]) -> list[Rule]:
    """The level lines among these, top to bottom, pieces of one line joined."""
    pieces = [Rule((line.top + line.bottom) / 2, line.left, line.right) for line in rulings if line.level]
    return _joined(pieces)


def upright_rules(rulings: Iterable[Ruling]) -> list[Rule]:
    """The upright lines among these, left to right, pieces of one line joined."""
    pieces = [Rule((line.left + line.right) / 2, line.top, line.bottom) for line in rulings if not line.level]
    return _joined(pieces)


def _joined(pieces: Sequence[Rule]) -> list[Rule]:
    rules: list[Rule] = []
    for group in _beside(pieces):
        at = sum(piece.at for piece in group) / len(group)
        start, end = group[0].start, group[0].end
        for piece in group[1:]:
            if piece.start > end + NEAR:
                rules.append(Rule(at, start, end))
                start = piece.start
                end = piece.end
            end = max(end, piece.end)
        rules.append(Rule(at, start, end))
    return [rule for rule in rules if rule.end - rule.start > _SHORTEST]


def _beside(pieces: Sequence[Rule]) -> list[list[Rule]]:
    """The pieces that lie on one line, each such group from its start to its end."""
    groups: list[list[Rule]] = []
    for piece in sorted(pieces, key=lambda piece: piece.at):
        if groups and piece.at - groups[-1][0].at <= _ONE_LINE:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [sorted(group, key=lambda piece: piece.start) for group in groups]


def touching(levels: Sequence[Rule], uprights: Sequence[Rule]) -> list[Rules]:
    """The rules that touch, group by group; those that cross no other are in none."""
    group_of = list(range(len(levels) + len(uprights)))

    def root(n: int) -> int:
        while group_of[n] != n:
            group_of[n] = group_of[group_of[n]]
            n = group_of[n]
        return n

    for number, upright in enumerate(uprights, len(levels)):
        for n, level in enumerate(levels):
            if level.at > upright.end + NEAR:
                break
            if _cross(level, upright):
                group_of[root(n)] = root(number)
    return _gathered(levels, uprights, [root(n) for n in range(len(group_of))])


def _cross(level: Rule, upright: Rule) -> bool:
    if level.at < upright.start - NEAR or level.at > upright.end + NEAR:
        return False
    return level.start - NEAR <= upright.at <= level.end + NEAR


def _gathered(levels: Sequence[Rule], uprights: Sequence[Rule], roots: Sequence[int]) -> list[Rules]:
    found = []
    for root in dict.fromkeys(roots):
        own_levels = tuple(rule for rule, group in zip(levels, roots, strict=False) if group == root)
        own_uprights = tuple(rule for rule, group in zip(uprights, roots[len(levels) :], strict=True) if group == root)
        if own_levels and own_uprights:
            found.append(Rules(own_levels, own_uprights))
    return found
