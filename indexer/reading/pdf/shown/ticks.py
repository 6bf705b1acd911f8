"""Boxes and ticks in fonts of symbols, which have no letters: Word sets them in Wingdings."""

from collections.abc import Sequence

TICKED, UNTICKED = "☑", "☐"
_TICKED = {"wingdings": {0xFE: TICKED, 0xFD: "☒"}, "wingdings2": {0x52: TICKED, 0x53: "☒"}}
_UNTICKED = {"wingdings": frozenset({0x6F, 0x71, 0xA8}), "wingdings2": frozenset({0xA3, 0x2A})}


def ticked(letters: Sequence[str], owners: Sequence[int], faces: Sequence[str]) -> list[str]:
    """The letters, ticked boxes written as such; `owners` are the indices of each one's face. Where a box is ticked the empty ones are
    boxes too; alone they are marks of a list."""
    families = [_family(face) for face in faces]
    found = list(letters)
    if not any(families):
        return found
    symbols = [n for n, owner in enumerate(owners) if families[owner]]
    for n in symbols:
        found[n] = _TICKED[families[owners[n]]].get(_code(letters[n]), letters[n])
    if any(found[n] != letters[n] for n in symbols):
        for n in symbols:
            if _code(letters[n]) in _UNTICKED[families[owners[n]]]:
                found[n] = UNTICKED
    return found


def _family(face: str) -> str:
    plain = face.casefold().replace(" ", "").replace("-", "").rpartition("+")[2]
    return plain if plain in _TICKED else next((family for family in _TICKED if plain == f"{family}regular"), "")


def _code(letter: str) -> int:
    """The place of a symbol in its font, whichever way the file tells it."""
    return ord(letter[0]) & 0xFF
