"""Roman numerals."""

SMALL = r"[ivx]{1,4}"
"""What looks like a Roman numeral up to 39, in lower case, as a regular expression."""

_VALUES = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def roman(number: int) -> str:
    """A number of 1 or more in lower-case Roman numerals: 14 -> "xiv"."""
    numeral = ""
    for value, letters in _VALUES:
        numeral += letters * (number // value)
        number %= value
    return numeral


def roman_value(numeral: str) -> int:
    """The number that a Roman numeral stands for, capitals or not: "XIV" -> 14; 0 for any other text, "IIII" and "" too."""
    rest = numeral.casefold()
    total = 0
    for value, letters in _VALUES:
        while rest.startswith(letters):
            rest = rest.removeprefix(letters)
            total += value
    is_numeral = not rest and roman(total) == numeral.casefold()
    return total if is_numeral else 0
