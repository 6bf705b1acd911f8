"""The layers of a PDF that are switched off: marked in a copy, so that PDFium's objects tell whether a viewer shows them.

PDFium draws a page without them, but gives their text out, and doesn't say which layer an object is in.
"""

import io
from collections.abc import Callable, Iterable
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, StreamObject

HIDDEN_MARK = b"TanyaHidden"
_MARK = NameObject("/" + HIDDEN_MARK.decode())
_DEEPEST = 20
_POLICIES: dict[str, Callable[[Iterable[bool]], bool]] = {
    "/AllOn": all,
    "/AnyOn": any,
    "/AnyOff": lambda shown: not all(shown),
    "/AllOff": lambda shown: not any(shown),
}


def with_layers_marked(reader: PdfReader) -> bytes | None:
    """A copy of the PDF in which every layer that is switched off is marked, and forms that belong to one are empty; None where none
    is switched off, or the file is too broken to tell."""
    try:
        if "/OCProperties" not in reader.root_object:
            return None
        writer = PdfWriter(clone_from=reader)
        layers = _Layers(writer.root_object["/OCProperties"])
        if not layers.off:
            return None
        for n, item in enumerate(writer._objects):
            writer._objects[n] = _marked(item, layers)
        copy = io.BytesIO()
        writer.write(copy)
        return copy.getvalue()
    except MemoryError:
        raise
    except Exception:  # pypdf lets through whatever it stumbles over: then the layers are all read
        return None


def is_hidden(membership: Any, reader: PdfReader) -> bool:
    """Whether what belongs to this layer, or has this membership, is switched off in the file as it is opened."""
    try:
        return not _Layers(reader.root_object["/OCProperties"]).shows(membership)
    except (KeyError, TypeError, AttributeError):
        return False


def _marked(item: Any, layers: "_Layers") -> Any:
    """An object of the file; if it is a layer that is switched off it is marked, if it is a form in one it is empty."""
    if not isinstance(item, DictionaryObject):
        return item
    if item.get("/Type") in ("/OCG", "/OCMD") and not layers.shows(item):
        item[_MARK] = NumberObject(1)
    is_form = isinstance(item, StreamObject) and item.get("/Subtype") == "/Form"
    if not is_form or "/OC" not in item or layers.shows(item["/OC"]):
        return item
    empty = DecodedStreamObject()
    empty.update({key: value for key, value in item.items() if key not in ("/Filter", "/DecodeParms", "/Length")})
    return empty


class _Layers:
    """Which layers are `off`, told by the configuration that the file is opened with."""

    def __init__(self, properties: DictionaryObject) -> None:
        default = properties.get("/D", DictionaryObject()).get_object()
        layers = [layer.get_object() for layer in _array(properties.get("/OCGs"))]
        self.off = {id(layer) for layer in layers} if default.get("/BaseState") == "/OFF" else set()
        self.off -= {id(layer.get_object()) for layer in _array(default.get("/ON"))}
        self.off |= {id(layer.get_object()) for layer in _array(default.get("/OFF"))}
        for usage in _array(default.get("/AS")):
            if usage.get_object().get("/Event") == "/View":
                self._apply(usage.get_object())

    def _apply(self, usage: DictionaryObject) -> None:
        """Switch the layers as they are meant for being looked at."""
        for layer in _array(usage.get("/OCGs")):
            said = layer.get_object().get("/Usage", DictionaryObject()).get_object()
            state = said.get("/View", DictionaryObject()).get_object().get("/ViewState")
            if state == "/OFF":
                self.off.add(id(layer.get_object()))
            elif state == "/ON":
                self.off.discard(id(layer.get_object()))

    def shows(self, membership: Any) -> bool:
        """Whether what has this membership, a layer or a rule over several, is shown."""
        found = membership.get_object()
        if found.get("/Type") != "/OCMD":
            return id(found) not in self.off
        if "/VE" in found:
            return self._holds(found["/VE"].get_object(), 0)
        members = [layer.get_object() for layer in _array(found.get("/OCGs"))]
        shown = [id(layer) not in self.off for layer in members if isinstance(layer, DictionaryObject)]
        return not shown or _POLICIES.get(str(found.get("/P")), any)(shown)

    def _holds(self, expression: Any, depth: int) -> bool:
        if isinstance(expression, DictionaryObject) or depth > _DEEPEST:
            return id(expression) not in self.off
        operator, *operands = expression
        values = [self._holds(operand.get_object(), depth + 1) for operand in operands]
        match operator:
            case "/Not":
                return not values[0]
            case "/Or":
                return any(values)
            case _:
                return all(values)


def _array(value: Any) -> list[Any]:
    """The members of an array; one thing that stands in its place alone."""
    if value is None:
        return []
    found = value.get_object()
    return list(found) if isinstance(found, ArrayObject) else [value]
