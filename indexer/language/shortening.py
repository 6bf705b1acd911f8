"""Texts shortened for a line, a label or a heading."""

ELLIPSIS = "…"


def cut_at_word(text: str, longest: int) -> str:
    """The beginning of a text that is longer than `longest` characters, without the word that this cuts through. A text that isn't
    longer comes back whole; of a single word that is, its first `longest` characters."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0]


def shortened(text: str, longest: int, mark: str = f" {ELLIPSIS}") -> str:
    """A text of at most `longest` characters: one that is longer ends after a whole word, and with `mark`."""
    if len(text) <= longest:
        return text
    return cut_at_word(text, longest - len(mark)) + mark


def without_its_middle(text: str, longest: int) -> str:
    """A text of at most `longest` characters on one line: its end, which tells years and units apart, stays."""
    if len(text) <= longest:
        return text
    end = text[-(longest // 3) :].split(" ", 1)[-1]
    return f"{text[: longest - len(end) - 2].rstrip()}{ELLIPSIS} {end}"
