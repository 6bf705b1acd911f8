"""Files that are embedded in an Office file (a worksheet in a letter, a PDF behind an icon): which they are. They are not read."""

import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from indexer.models import Loss, Lost
from indexer.reading.office.xml import parse_or_nothing

_KINDS = ("/oleObject", "/package", "/aFChunk")
"""Ends of the kinds of relations that lead to one; the last is a document that Word takes into its own when it opens it."""
_OBJECT = re.compile(rb"<(?:\w+:)?(?:OLEObject|oleObj|oleObject)\b[^>]*>", re.I)
_EQUATION = re.compile(rb"\bprogId=\"Equation", re.I)
_RELATIONS = re.compile(r"^(?!.*/charts/).*\.rels$")
_RELATION = re.compile(rb"\br:id=\"([^\"]*)\"")
_FILE_NAME = re.compile(rb"\x02\x00([^\x00-\x1f/\\:]{1,120}\.[A-Za-z0-9]{2,5})\x00")
"""In what Windows keeps of a file that was put into a document ("Ole10Native")."""


def attachments(package: zipfile.ZipFile) -> tuple[Loss, ...]:
    """The loss of what is embedded, by names; none where nothing is. Formulas and the figures behind charts are no attachments."""
    paths = dict.fromkeys(_paths(package))
    names = tuple(_name(package, path) for path in paths)
    return (Loss(Lost.ATTACHMENTS, len(names), parts=names),) if names else ()


def _paths(package: zipfile.ZipFile) -> Iterator[str]:
    """The parts that are embedded, in order; one that is named twice comes twice."""
    names = set(package.namelist())
    for relations in filter(_RELATIONS.search, sorted(names)):
        folder = posixpath.dirname(posixpath.dirname(relations))
        source = posixpath.join(folder, posixpath.basename(relations).removesuffix(".rels"))
        formulas = _formulas(package.read(source)) if source in names else set()
        for relation in parse_or_nothing(package.read(relations)):
            path = target(folder, relation)
            is_embedded = relation.get("Type", "").endswith(_KINDS)
            if is_embedded and path in names and relation.get("Id") not in formulas:
                yield path


def target(folder: str, relation: etree._Element) -> str:
    """The part that a relation leads to, which stands in a part of this folder."""
    path = posixpath.join("/", folder, relation.get("Target", ""))
    return posixpath.normpath(path).lstrip("/")


def _formulas(xml: bytes) -> set[str]:
    """The ids of the relations of objects that are formulas."""
    found: set[str] = set()
    for element in _OBJECT.findall(xml):
        relation = _RELATION.search(element)
        if relation and _EQUATION.search(element):
            found.add(relation[1].decode("utf-8", "replace"))
    return found


def _name(package: zipfile.ZipFile, path: str) -> str:
    """The name that an embedded file had; where it isn't kept, that of its part."""
    said = _FILE_NAME.search(package.read(path)) if path.endswith(".bin") else None
    return said[1].decode("cp1252", "replace") if said else posixpath.basename(path)
