"""The marks of Markdown within a line, and what machines leave there -> plain text."""

import re

from indexer.language.wordlists import any_of, words
from indexer.reading.markup.latex import plain_math
from indexer.reading.page import cleaning

_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\([^)\n]*\))?")
_LINK = re.compile(r"\[([^\[\]\n]*)\]\(([^)\s]*)(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3}|_{1,3})(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!%&$|<>~-])")
_TAG = re.compile(rf"</?{any_of(words('html_inline_tags'))}\b[^>]*>", re.I)
_LINE_BREAK = re.compile(r"\\(?=\s|$)")


def without_markup(text: str, foreign: bool) -> str:
    """The text of a line or cell without markup and without what a machine added to it. Letters of other scripts stay where the
    document is `foreign`."""
    text = _IMAGE.sub("", text)
    text = _LINK.sub(lambda link: link[1] or link[2], text)
    text = _TAG.sub(" ", text)
    text = plain_math(text)
    for _ in range(2):
        text = _EMPHASIS.sub(r"\2", text)
    text = _LINE_BREAK.sub("", _ESCAPE.sub(r"\1", text)).replace("**", "")
    text = _with_single_spaces(text)
    return cleaning.drop_loops(text if foreign else cleaning.drop_foreign(text))


def _with_single_spaces(text: str) -> str:
    """The text with single spaces between its words, and as much space before the first as it had."""
    if not text.strip():
        return ""
    indent = text[: len(text) - len(text.lstrip(" \t"))]
    return indent + " ".join(text.split())
