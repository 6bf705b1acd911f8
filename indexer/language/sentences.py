"""Indonesian running text -> sentences, keeping every character."""

import re

from indexer.language.wordlists import words

_ABBREVIATIONS = words("abbreviations")
_END = re.compile(
    r"(?<![.!?])[.!?]+[\"”’')\]]*(?=\s)"  # a full stop, with the quotation mark or bracket that it closes
    r"|[;:)]\s*(?=\n)"  # the end of an item of a list
    r"|\n\s*\n"  # an empty line
    r"|(?<=\n)(?!\s)[^\n]{1,60}(?=\n[A-Z])"  # a short line of its own: a heading
)
_LONGEST_WORD = 60
"""Characters before a full stop that are looked at for an abbreviation: a text without a space has no words."""
_EMPTY_LINE = re.compile(r"\s*\n\s*\n")


def sentences(text: str, *, in_chat: bool = False) -> list[str]:
    """Sentences with the white space that follows them: "".join(sentences(text)) == text.

    In chat a sentence may begin in lower case.
    """
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        is_full_stop = match[0].startswith(".")
        if is_full_stop and not _ends(text, match.start(), match.end(), in_chat=in_chat):
            continue
        end = _end_of_space(text, match.end())
        if text[start:end].strip():
            found.append(text[start:end])
            start = end
    rest = text[start:]
    if rest.strip() or (rest and not found):
        found.append(rest)
    elif rest:
        found[-1] += rest
    return found


def _end_of_space(text: str, start: int) -> int:
    """Where the white space from `start` on ends."""
    end = start
    while end < len(text) and text[end].isspace():
        end += 1
    return end


def _start_of_word(text: str, end: int) -> int:
    """Where the word that ends at `end` begins: after white space or a bracket, or as far back as words go."""
    start, farthest = end, max(0, end - _LONGEST_WORD)
    while start > farthest and not text[start - 1].isspace() and text[start - 1] != "(":
        start -= 1
    return start


def _ends(text: str, dot: int, end: int, *, in_chat: bool) -> bool:
    """Whether the full stop at `dot` ends a sentence: not after initials, abbreviations, list numbers, or before lower case
    but in chat."""
    next_word = _end_of_space(text, end)
    following = text[next_word : next_word + 1]
    if following.islower() and not in_chat:
        return False
    start = _start_of_word(text, dot)
    word = text[start:dot].casefold()
    if word.isdigit():
        line_start = text.rfind("\n", 0, start) + 1
        before_number = text[line_start:start]
        return bool(before_number.strip())  # a number that opens its line is that of an item
    last_part = word.rpartition(".")[2]
    if len(last_part) <= 1 or last_part in _ABBREVIATIONS:
        return not following or bool(_EMPTY_LINE.match(text, end))
    return True
