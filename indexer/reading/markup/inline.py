"""The marks of Markdown within a line, and what machines leave there -> plain text."""

import re

from indexer.language.wordlists import any_of, words
from indexer.reading.markup.latex import plain_math
from indexer.reading.office.raised import LOWERED, RAISED, Piece, flat, joined
from indexer.reading.page import cleaning

_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\([^)\n]{0,1000}\))?")
"""Targets and titles are bounded: what is never closed would be read to its end from each bracket."""
_LINK = re.compile(r"\[([^\[\]\n]*)\]\(([^)\s]{0,1000})(?:\s{1,9}\"[^\"]{0,300}\")?\)")
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3}|_{1,3})(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!%&$|<>~-])")
_STRUCK = re.compile(
    r"(?<![~\\])~~(?=[^\s~])([^\n]{0,500}?[^\s~])~~(?!~)|<(s|del|strike)\b[^<>]*>.{0,2000}?</\2\s*>", re.I | re.S
)
_RAISED = re.compile(
    r"<(?P<tag>sup|sub)\b[^<>]*>(?P<tagged>.{0,200}?)</(?P=tag)\s*>"
    r"|(?<=\w)\^(?P<careted>[^\s^]{1,8})\^|(?<=\w)\$\^\s*\{?(?P<latex>[^{}$\n]{1,8})\}?\$"
    r"|(?<=\S)\[\^(?P<note>[^\]\s]{1,30})\](?!:)",
    re.I,
)
_ANY_TAG = re.compile(r"<[^<>]*>")
_TAG = re.compile(rf"</?{any_of(words('html_inline_tags'))}\b[^<>]*>", re.I)
_LINE_BREAK = re.compile(r"\\(?=\s|$)")


def without_markup(text: str, foreign: bool) -> str:
    """The text of a line or cell without markup and without what a machine added to it. Letters of other scripts stay where the
    document is `foreign`."""
    text = _IMAGE.sub("", text)
    text = _LINK.sub(lambda link: link[1] or link[2], text)
    text = _with_marks_apart(text)
    text = _TAG.sub(" ", text)
    text = flat(plain_math(text))
    for _ in range(2):
        text = _EMPHASIS.sub(r"\2", text)
    text = _LINE_BREAK.sub("", _ESCAPE.sub(r"\1", text)).replace("**", "")
    text = _with_single_spaces(text)
    return cleaning.drop_loops(text if foreign else cleaning.drop_foreign(text))


def without_struck(text: str) -> str:
    """The text without what is struck out in it; where that goes over lines, these are one."""
    return _STRUCK.sub("", text)


def _with_marks_apart(text: str) -> str:
    """The text with raised and lowered marks as they are to be read."""
    pieces: list[Piece] = []
    end = 0
    for found in _RAISED.finditer(text):
        pieces.append(Piece(text[end : found.start()]))
        pieces += _mark(found)
        end = found.end()
    return joined([*pieces, Piece(text[end:])]) if pieces else text


def _mark(found: re.Match[str]) -> list[Piece]:
    """A raised or lowered mark; that of a footnote stands for no more than itself."""
    if found["note"]:
        return []
    is_lowered = (found["tag"] or "").casefold() == "sub"
    said = found["tagged"] or found["careted"] or found["latex"] or ""
    return [Piece(_ANY_TAG.sub("", said), LOWERED if is_lowered else RAISED)]


def _with_single_spaces(text: str) -> str:
    """The text with single spaces between its words, and as much space before the first as it had."""
    if not text.strip():
        return ""
    indent = text[: len(text) - len(text.lstrip(" \t"))]
    return indent + " ".join(text.split())
