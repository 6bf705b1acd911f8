"""Running heads and feet as office programs keep them: their lines, each once, without the numbers of pages."""

import re
from collections.abc import Iterable, Sequence

PAGE_NUMBER = "\ue001"
"""Stands in a line for the number of a page, or of all pages, that the program counts."""

_NUMBER = rf"(?:{PAGE_NUMBER}|\d{{1,4}}|[ivxlc]{{1,6}})"
_CALLED = r"(?:halaman|hal\.?|hlm\.?|page|lembar)"
_OF_ALL = rf"(?:\s*(?:dari|of|/)\s*{_NUMBER})?"
_COUNTED = re.compile(rf"[-–|(]?\s*(?:\b{_CALLED}\s*[:.]?\s*)?{PAGE_NUMBER}{_OF_ALL}\s*[-–|)]?", re.I)
_TYPED = re.compile(rf"\W*{_CALLED}\s*(?:ke)?\s*[:.]?\s*(?:{_NUMBER}{_OF_ALL})?\W*|\W*\d{{1,4}}{_OF_ALL}\W*", re.I)
_LABEL_ENDS = re.compile(r"[:=]\s*$")
_SAID_BEGINS = re.compile(r"\s*[:=]")
_LONGEST_LABEL, _LONGEST_TITLE = 40, 200
_PART_OF_TEXT = re.compile(r"(?:bab|bagian|pasal|menimbang|mengingat)\b|\d|[ivx]+[.)]|[a-z][.)]", re.I)
_WORD = re.compile(r"[^\W\d_]")
_BETWEEN = " |–—-·•/"
"""What parts a number of a page from the words beside it."""


def running_lines(texts: Iterable[str], already: Iterable[str] = ()) -> list[str]:
    """The lines of running heads (or feet) in order: no number of a page, none twice, none that the document says `already`."""
    said = set(map(_squashed, already))
    lines: list[str] = []
    for text in texts:
        for line in text.split("\n"):
            kept = _without_numbers(line)
            if _squashed(kept) and _squashed(kept) not in said:
                said.add(_squashed(kept))
                lines.append(kept)
    return lines


def opening_paragraphs(paragraphs: Iterable[str]) -> int:
    """How many of the first paragraphs of a body stand above its running heads: its title (the first one, and those in capitals below it)
    and the paragraph under it, so that a document is called by its title and not by what stands above each of its pages."""
    count = 0
    for number, paragraph in enumerate(paragraphs, 1):
        text = " ".join(paragraph.split())
        if not text:
            continue
        if _PART_OF_TEXT.match(text) or text.endswith(":"):
            break
        is_title = not count or text == text.upper()
        count = number
        if not is_title or len(text) > _LONGEST_TITLE:
            break
    return count


def labelled(cells: Sequence[str]) -> str:
    """A row of a running head as a line: "Nomor dokumen: SOP-12" where it is a label and what it says."""
    texts = [" ".join(cell.split()) for cell in cells if cell.strip()]
    if len(texts) != 2:
        return " ".join(texts)
    label, said = texts
    return f"{label}: {said}" if _wants_colon(label, said) else f"{label} {said}"


def _wants_colon(label: str, said: str) -> bool:
    """Whether a text is a label that lacks the colon before what it says."""
    is_marked = _LABEL_ENDS.search(label) or _SAID_BEGINS.match(said)
    is_short = len(label) <= _LONGEST_LABEL
    return not is_marked and is_short and bool(_WORD.search(label))


def _without_numbers(line: str) -> str:
    """The line without numbers of pages; "" where nothing else is in it."""
    kept = " ".join(_COUNTED.sub(" ", line).split())
    return "" if _TYPED.fullmatch(kept) else kept.replace(PAGE_NUMBER, "").strip(_BETWEEN)


def _squashed(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
