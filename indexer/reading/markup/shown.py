"""A page of HTML as a browser shows it: without what is hidden or struck out, and with raised marks that are no part of a figure."""

import re
from collections.abc import Iterator

from lxml import html

from indexer.language.wordlists import words
from indexer.reading.office.raised import LOWERED, RAISED, Piece, flat, has_raised, placed

_STRUCK_TAGS = ("s", "del", "strike")
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*\bline-through", re.I)
_WHOLE_PAGE = ("html", "body", "main", "article")
"""Hidden only until a program shows them."""
_LEFT_OUT = re.compile(rf"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|{_STRUCK.pattern}", re.I)
_HEIGHT = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.I)
_HEIGHTS = {"sup": RAISED, "super": RAISED, "sub": LOWERED}
_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_CELLS = ("td", "th")
BLOCK_TAGS = words("html_block_tags")
_NEAR = 80
"""Characters before and after a raised mark that are looked at."""


def as_shown(root: html.HtmlElement) -> None:
    """Takes out of the tree what is hidden or struck out, and writes raised and lowered text as it is to be read."""
    struck_classes = _struck_classes(root)
    for element in _elements(root):
        if _is_left_out(element, struck_classes):
            _leave_out(element)
    for element in _elements(root):
        _place_characters(element)
        height = _height(element)
        if height:
            _place(element, height)


def _elements(root: html.HtmlElement) -> list[html.HtmlElement]:
    """The elements of a tree, which may change while they are looked at, without comments."""
    return [element for element in root.iter() if isinstance(element.tag, str)]


def _struck_classes(root: html.HtmlElement) -> frozenset[str]:
    """The classes that the page's style sheet strikes out."""
    sheets = "\n".join(sheet.text or "" for sheet in root.iter("style"))
    return frozenset(name for name, says in _RULE.findall(sheets) if _STRUCK.search(says))


def _is_left_out(element: html.HtmlElement, struck_classes: frozenset[str]) -> bool:
    if element.tag in _WHOLE_PAGE:
        return False
    if element.tag in _STRUCK_TAGS or "hidden" in element.attrib:
        return True
    if _LEFT_OUT.search(element.get("style", "")):
        return True
    classes = element.get("class", "").split()
    return not struck_classes.isdisjoint(classes)


def _leave_out(element: html.HtmlElement) -> None:
    """Takes an element out; of a cell what is in it, so that the others keep their columns."""
    if element.getparent() is None:
        return
    if element.tag not in _CELLS:
        element.drop_tree()
        return
    for child in list(element):
        element.remove(child)
    element.text = None


def _height(element: html.HtmlElement) -> int:
    """RAISED, LOWERED, or 0 for an element that stands on the line."""
    if element.tag in _HEIGHTS:
        return _HEIGHTS[element.tag]
    said = _HEIGHT.search(element.get("style") or "") if element.tag in ("span", "font", "a") else None
    return _HEIGHTS[said[1].casefold()] if said else 0


def _place(element: html.HtmlElement, height: int) -> None:
    """Writes the text of a raised or lowered element, and of those that go on with it, as it is to be read."""
    if element.getparent() is None:
        return
    mark = element.text_content()
    while _goes_on(element, height):
        after = element.getnext()
        mark += after.text_content()
        element.tail = after.tail
        after.tail = None
        element.getparent().remove(after)
    tail = element.tail
    text = placed(_before(element), Piece(" ".join(mark.split("\n")), height), _after(element))
    element.clear()
    element.text, element.tail = text, tail
    element.drop_tag()


def _goes_on(element: html.HtmlElement, height: int) -> bool:
    """Whether the next element stands right behind this one, on the same height."""
    after = element.getnext()
    if element.tail or after is None:
        return False
    return isinstance(after.tag, str) and _height(after) == height


def _place_characters(element: html.HtmlElement) -> None:
    """The same of raised characters in the texts of an element, and right behind those in it."""
    if _has_raised(element.text):
        element.text = flat(element.text, _before(element))
    for child in element:
        if _has_raised(child.tail):
            child.tail = flat(child.tail, _before(child) + _said(child))


def _has_raised(text: str | None) -> bool:
    return text is not None and has_raised(text)


def _said(element: html.HtmlElement) -> str:
    """The text of an element; none of a comment."""
    return element.text_content() if isinstance(element.tag, str) else ""


def _before(element: html.HtmlElement) -> str:
    """The text before an element on its line."""
    text = ""
    for part in _texts_backwards(element):
        text = part + text
        if len(text) >= _NEAR:
            break
    return " ".join(text.split("\n"))[-_NEAR:]


def _texts_backwards(element: html.HtmlElement) -> Iterator[str]:
    while element.tag not in BLOCK_TAGS and element.tag != "body":
        before = element.getprevious()
        while before is not None:
            yield before.tail or ""
            if before.tag in BLOCK_TAGS:
                return
            yield _said(before)
            before = before.getprevious()
        element = element.getparent()
        if element is None:
            return
        yield element.text or ""


def _after(element: html.HtmlElement) -> str:
    """The text that follows an element on its line."""
    text = element.tail or ""
    for after in element.itersiblings():
        if text.strip() or after.tag in BLOCK_TAGS:
            break
        text += _said(after)
        text += after.tail or ""
    return " ".join(text.split("\n"))[:_NEAR]
