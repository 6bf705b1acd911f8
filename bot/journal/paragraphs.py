"""An answer's text in its paragraphs: the value that opens one, what warns of it, and the words it stands in. Wherever answers are shown or kept."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.models import Value

CAUTION = "⚠️ "
"""Begins a line that warns of what stands beneath or above it."""
_MARK = re.compile(r"\[(\d{1,3})\]")
_LAST_MARKS = re.compile(r"(?:\s?\[\d{1,3}\])+$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`value` opens it, `rest` is what follows in its line, marks included; `cautions` are lines that warn, and `words` are those that the
    value stands in. A paragraph that no value opens is `rest` alone."""

    value: str = ""
    rest: str = ""
    cautions: tuple[str, ...] = ()
    words: str = ""

    @property
    def text(self) -> str:
        return "\n".join(filter(None, [self.value + self.rest, *self.cautions, self.words]))

    @property
    def marks(self) -> list[int]:
        """The numbers of the sources that it names, each once."""
        return marks_of(self.text)


def paragraphs_of(text: str, values: Sequence[Value]) -> Iterator[Paragraph]:
    """Each paragraph of an answer's text, readable. The marks of words that are shown beneath a value stand behind that."""
    left = [readable(value.value) for value in values]
    for paragraph in readable(text).split("\n\n"):
        value = next((value for value in left if opens(paragraph, value)), "")
        if not value:
            yield Paragraph(rest=paragraph)
            continue
        left.remove(value)
        yield _with_its_value(paragraph, value)


def _with_its_value(paragraph: str, value: str) -> Paragraph:
    first, *others = paragraph.split("\n")
    cautions = tuple(line for line in others if line.startswith(CAUTION))
    words = "\n".join(line for line in others if not line.startswith(CAUTION))
    rest = first[len(value) :]
    marks = _LAST_MARKS.search(words)
    if marks and not _MARK.search(rest):
        rest += f" {marks[0].strip()}"
        words = words[: marks.start()]
    return Paragraph(value, rest, cautions, words)


def opens(paragraph: str, value: str) -> bool:
    """Whether a paragraph begins with a value, and not with a longer one."""
    return paragraph.startswith(value) and paragraph[len(value) :].startswith((" — ", "\n", " ["))


def first_value(text: str, values: Sequence[Value]) -> Value | None:
    """The value that opens an answer, warnings aside; None where none does."""
    first = next((paragraph for paragraph in text.split("\n\n") if not paragraph.startswith(CAUTION)), "")
    return next((value for value in values if opens(first, value.value)), None)


def marks_of(text: str) -> list[int]:
    return list(dict.fromkeys(map(int, _MARK.findall(text))))


def without_marks(text: str) -> str:
    return re.sub(rf"\s?{_MARK.pattern}", "", text)


def readable(text: str) -> str:
    """A page's text without the marks of Markdown: table rows become cells with dots between, headings plain lines."""
    text = re.sub(r"^[ \t]*\|[-:| ]+\|[ \t]*\n?", "", text, flags=re.MULTILINE)
    text = re.sub(r"^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"[ \t]*\|[ \t]*", " · ", text)
    return re.sub(r"^#{1,6}[ \t]+", "", text, flags=re.MULTILINE).replace("\f", "\n")
