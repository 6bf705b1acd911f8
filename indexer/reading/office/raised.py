"""Raised and lowered text (note marks, exponents, degrees) -> one text in which a figure stays the figure that it is.

A note mark says nothing where it stands and would make another figure of the one before it ("12" with a raised 4 is no 124), so it
is left out. An exponent is written with the character that is meant for it: km², 10⁶.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

RAISED, LOWERED = 1, -1

_CHARACTERS = str.maketrans(
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
    "0123456789+-=()abcdefghijklmnoprstuvwxyz",
)
_RAISED_CHARACTERS = re.compile(f"([{''.join(map(chr, _CHARACTERS))}]+)")
_ABOVE = str.maketrans("0123456789+-−–()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾")
_BELOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

_ONE_MARK = r"(?:\d{1,2}|([a-z])\1?|[*†‡§¶#]+)"
_NOTE_MARK = re.compile(rf"[(\[]?{_ONE_MARK}[)\]]?(?:\s*[,;&]\s*[(\[]?(?:\d{{1,2}}|[a-z]|[*†‡]+)[)\]]?)*", re.I)
_NEAR = 200
"""Characters before a mark that say what it is."""
_DEGREE = re.compile(r"[oO0º°]")
_IN_DEGREES = re.compile(r"\s*(?:[CFK]\b|[‘’'′]|(?:LU|LS|BT|BB)\b)")
_UNIT_OR_VARIABLE = re.compile(r"(?<![^\W\d_])(?:(?:k|h|da|d|c|m|µ)?m|[^\W\d_])$", re.I)
_POWER_OF_TEN = re.compile(r"[x×·*(]\s*10$", re.I)
_SUM_FOLLOWS = re.compile(r"\s*[=+×]")
_SMALL_POWER = re.compile(r"[23]")
_NEGATIVE_POWER = re.compile(r"[-−–]\d")
_FRACTION_FOLLOWS = re.compile(r"\s*[/⁄]\s*(?:\d|$)")
_COMPOUND = re.compile(r"(?<![^\W\d_])(?:CO|SO|NO|NH|CH|PO|H|N|O)$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text on one height: RAISED, LOWERED, or 0 where it stands on the line."""

    text: str
    height: int = 0


def has_raised(text: str) -> bool:
    """Whether a text has raised characters of Unicode ("24ᵃ⁾")."""
    return bool(_RAISED_CHARACTERS.search(text))


def flat(text: str, before: str = "") -> str:
    """A text with such characters, read as raised; it goes on after the text `before`."""
    return joined([Piece(text)], before) if has_raised(text) else text


def joined(pieces: Iterable[Piece], before: str = "") -> str:
    """The text of these pieces, which follow each other, the first of them the text `before`."""
    levelled = list(_levelled(pieces))
    text = before
    for n, piece in enumerate(levelled):
        after = levelled[n + 1].text if n + 1 < len(levelled) else ""
        text += placed(text, piece, after)
    return text[len(before) :]


def _levelled(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, neighbours on one height as one, raised characters of Unicode as pieces of their own."""
    split = (part for piece in pieces for part in _by_characters(piece))
    for height, group in groupby(split, key=lambda piece: piece.height):
        yield Piece("".join(piece.text for piece in group), height)


def _by_characters(piece: Piece) -> Iterator[Piece]:
    if piece.height:
        yield piece
        return
    for n, text in enumerate(_RAISED_CHARACTERS.split(piece.text)):
        if text:
            is_raised = n % 2 == 1
            yield Piece(text.translate(_CHARACTERS), RAISED) if is_raised else Piece(text)


def placed(before: str, piece: Piece, after: str) -> str:
    """What stands for a piece between the texts `before` and `after` it; the space around its words stays."""
    core = piece.text.strip()
    if not piece.height or not core:
        return piece.text
    placed = _raised(before, core, after) if piece.height > 0 else _lowered(before, core, after)
    leading, _, trailing = piece.text.partition(core)
    return leading + placed + trailing


def _raised(before: str, mark: str, after: str) -> str:
    if _closes_bracket(before, mark, after):
        return _raised(before, mark[:-1], f"){after}") + ")"
    line = before[-_NEAR:].rpartition("\n")[2]
    if not line.strip():
        return _at_beginning(mark, after)
    if _is_of_compound(line, mark):
        return mark
    if _is_exponent(line, mark, after):
        return mark.translate(_ABOVE)
    if _is_degree(line, mark, after):
        return "°"
    if _is_note_mark(mark, after):
        return ""
    return _apart(line, mark)


def _closes_bracket(before: str, mark: str, after: str) -> bool:
    """Whether a bracket that is raised with a mark closes one that was opened before: "(km²)"."""
    ends_with_bracket = mark.endswith(")") and "(" not in mark
    is_open = before.count("(") > before.count(")")
    return ends_with_bracket and is_open and ")" not in after


def _is_of_compound(line: str, mark: str) -> bool:
    """Whether a figure belongs to a chemical name, where it should be lowered: CO2."""
    is_figure = len(mark) == 1 and mark.isdigit()
    return is_figure and bool(_COMPOUND.search(line))


def _is_degree(line: str, mark: str, after: str) -> bool:
    is_circle = bool(_DEGREE.fullmatch(mark))
    return is_circle and line[-1].isdigit() and bool(_IN_DEGREES.match(after))


def _is_note_mark(mark: str, after: str) -> bool:
    is_numerator = mark.isdigit() and bool(_FRACTION_FOLLOWS.match(after))
    return not is_numerator and bool(_NOTE_MARK.fullmatch(mark))


def _at_beginning(mark: str, after: str) -> str:
    """A mark that begins a line stands before the note that it is the mark of."""
    return f"{mark} " if after[:1].isalnum() else mark


def _is_exponent(line: str, mark: str, after: str) -> bool:
    if _POWER_OF_TEN.search(line):
        return mark.lstrip("+-−–").isdigit()
    if _UNIT_OR_VARIABLE.search(line):
        return bool(_SMALL_POWER.fullmatch(mark) or _NEGATIVE_POWER.fullmatch(mark))
    return bool(_SMALL_POWER.fullmatch(mark) and _SUM_FOLLOWS.match(after))


def _lowered(before: str, mark: str, after: str) -> str:
    """Figures in a formula: CO2; where others stand beside them, as small ones."""
    beside_digit = before[-1:].isdigit() or after[:1].isdigit()
    if mark.isdigit() and beside_digit:
        return mark.translate(_BELOW)
    return _apart(before, mark)


def _apart(before: str, mark: str) -> str:
    """The mark, not so near a figure that both would be one."""
    would_be_one = before[-1:].isdigit() and mark[:1].isdigit()
    return f" {mark}" if would_be_one else mark
