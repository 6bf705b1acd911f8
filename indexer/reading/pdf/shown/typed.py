"""What people typed into a PDF: values and ticks of form fields, text put on a page, and lines struck through its text.

Values come from the fields themselves: not every program draws them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from indexer.reading.pdf.picture import Box
from indexer.reading.pdf.shown.layers import is_hidden
from indexer.reading.pdf.shown.ticks import TICKED, UNTICKED

_RADIO, _PUSH_BUTTON, _PASSWORD = 1 << 15, 1 << 16, 1 << 13
_MULTILINE = 1 << 12
_UNSEEN = 1 << 1 | 1 << 5
"""Flags of an annotation: hidden, not shown on a screen."""
_SIZE = re.compile(r"([\d.]+)\s+Tf\b")
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class TypedText:
    """Text in its box (left, bottom, right, top in the page's own coordinates); `size` of its type, 0 where it fits the box."""

    text: str
    box: Box
    size: float = 0.0
    multiline: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed on a page, and the boxes of what is struck out there."""

    texts: tuple[TypedText, ...] = ()
    struck: tuple[Box, ...] = ()


NOTHING = Typed()


def typed_on(page: PageObject) -> Typed:
    """What people typed on a page; nothing where pypdf can't make out its annotations."""
    try:
        if "/Annots" not in page:
            return NOTHING
        annotations = [item.get_object() for item in page["/Annots"].get_object()]
        seen = [item for item in annotations if isinstance(item, DictionaryObject) and _is_seen(item, page)]
        texts = tuple(text for item in seen for text in _texts(item))
        return Typed(texts, tuple(box for item in seen for box in _struck(item)))
    except MemoryError:
        raise
    except Exception:  # pypdf lets through whatever it stumbles over
        return NOTHING


def _is_seen(annotation: DictionaryObject, page: PageObject) -> bool:
    if int(annotation.get("/F", 0)) & _UNSEEN:
        return False
    return "/OC" not in annotation or page.pdf is None or not is_hidden(annotation["/OC"], page.pdf)


def _texts(annotation: DictionaryObject) -> Iterator[TypedText]:
    match annotation.get("/Subtype"):
        case "/FreeText":
            text = str(annotation.get("/Contents", "")).strip()
            yield from _in_box(annotation, text, multiline=True)
        case "/Widget":
            yield from _in_box(annotation, _value(annotation), bool(_flags(annotation) & _MULTILINE))


def _in_box(annotation: DictionaryObject, text: str, multiline: bool) -> Iterator[TypedText]:
    if text and "/Rect" in annotation:
        size = _SIZE.search(str(_inherited(annotation, "/DA") or ""))
        yield TypedText(text, _box([float(edge) for edge in annotation["/Rect"]]), float(size[1]) if size else 0.0, multiline)


def _box(edges: list[float]) -> Box:
    """The box around points: x and y by turns."""
    xs, ys = edges[::2], edges[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def _struck(annotation: DictionaryObject) -> Iterator[Box]:
    if annotation.get("/Subtype") != "/StrikeOut":
        return
    points = [float(value) for value in annotation.get("/QuadPoints", annotation.get("/Rect", ()))]
    for start in range(0, len(points), 8):
        yield _box(points[start : start + 8])


def _inherited(field: DictionaryObject, key: str) -> Any:
    """What a field says, or the field that it is part of."""
    for _ in range(_DEEPEST):
        if key in field:
            return field[key]
        if "/Parent" not in field:
            return None
        field = field["/Parent"].get_object()
    return None


def _flags(field: DictionaryObject) -> int:
    return int(_inherited(field, "/Ff") or 0)


def _value(field: DictionaryObject) -> str:
    """What a field shows; "" for buttons to press, passwords and signatures."""
    flags = _flags(field)
    match _inherited(field, "/FT"):
        case "/Btn" if not flags & _PUSH_BUTTON:
            return TICKED if _is_ticked(field) else UNTICKED
        case "/Tx" if not flags & _PASSWORD:
            return _text(_inherited(field, "/V")).strip()
        case "/Ch":
            return _chosen(field)
    return ""


def _is_ticked(field: DictionaryObject) -> bool:
    state = field.get("/AS") or _inherited(field, "/V")
    return state is not None and state not in ("/Off", "Off", "")


def _chosen(field: DictionaryObject) -> str:
    """The choices as they are shown, which may be other words than the file keeps."""
    value = _inherited(field, "/V")
    if value is None:
        return ""
    values = value if isinstance(value, ArrayObject) else [value]
    shown: dict[str, str] = {}
    for option in _inherited(field, "/Opt") or ():
        found = option.get_object()
        if isinstance(found, ArrayObject) and len(found) > 1:
            shown[_text(found[0])] = _text(found[1])
    return ", ".join(shown.get(_text(one), _text(one)) for one in values).strip()


def _text(value: Any) -> str:
    found = value.get_object() if hasattr(value, "get_object") else value
    if found is None:
        return ""
    if isinstance(found, StreamObject):
        return found.get_data().decode("utf-8", "replace")
    return str(found).lstrip("/") if str(found).startswith("/") else str(found)
