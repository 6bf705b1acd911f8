"""The ZIP packages that Office and ODF files are: looked at before any library opens them."""

import io
import re
import zipfile
import zlib

from indexer.errors import OverLimit, UnreadableDocument

_MOST_BYTES = 400_000_000
_MOST_XML = 80_000_000
_MOST_PARTS = 20_000
_HEAD = 2048
_XML = (".xml", ".rels")
_TYPES = "[Content_Types].xml"
_OPEN = "application/vnd.openxmlformats-officedocument."
_PLAIN = {
    "word": f"{_OPEN}wordprocessingml.document.main+xml",
    "presentation": f"{_OPEN}presentationml.presentation.main+xml",
}
_SPECIAL = re.compile(
    r"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled(?:Template)?"
    r"|ms-powerpoint\.(?:presentation|slideshow|template)\.macroEnabled"
    r"|openxmlformats-officedocument\.(?:wordprocessingml\.template|presentationml\.(?:slideshow|template)))\.main\+xml"
)
_FOLDERS = {"word": "docx", "ppt": "pptx", "xl": "xlsx"}
_ODF = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}


def open_package(data: bytes) -> zipfile.ZipFile:
    """The package of these bytes. Raises UnreadableDocument when they are no whole ZIP, or hold parts of Office packages that
    need a password or declare XML entities, and OverLimit when unpacked they would take too much memory."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        if kind_of_package(package):
            _check(package)
        return package
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, zlib.error) as error:
        raise UnreadableDocument("Berkas ini rusak atau terpotong; unduh atau simpan ulang, lalu kirim lagi.") from error


def kind_of_package(package: zipfile.ZipFile) -> str:
    """docx, pptx, xlsx, xlsb, odt, ods or odp by what is inside; "" for any other ZIP."""
    names = package.namelist()
    if "mimetype" in names:
        return _kind_of_odf(package)
    if _TYPES not in names:
        return ""
    if "xl/workbook.bin" in names:
        return "xlsb"
    folders = {name.split("/", 1)[0] for name in names}
    for folder, kind in _FOLDERS.items():
        if folder in folders:
            return kind
    return ""


def _kind_of_odf(package: zipfile.ZipFile) -> str:
    with package.open("mimetype") as part:
        mimetype = part.read(100).decode("ascii", "replace").strip()
    prefix, _, rest = mimetype.partition("vnd.oasis.opendocument.")
    if prefix != "application/":
        return ""
    return _ODF.get(rest.removesuffix("-template"), "")


def as_plain(data: bytes) -> bytes:
    """The package of a template, a slide show or a file with macros as that of a plain document, without the macros: the
    libraries open nothing else. Any other package stays as it is."""
    with open_package(data) as package:
        types = package.read(_TYPES).decode("utf-8", "replace")
        plain = _SPECIAL.sub(_plain_type, types)
        if plain == types:
            return data
        return _repacked(package, types=plain)


def _plain_type(special: re.Match[str]) -> str:
    kind = "word" if "word" in special[0] else "presentation"
    return _PLAIN[kind]


def _repacked(package: zipfile.ZipFile, types: str) -> bytes:
    """The package with these types of content, without its macros."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as made:
        for part in package.infolist():
            if part.filename.endswith("vbaProject.bin"):
                continue
            content = types if part.filename == _TYPES else package.read(part)
            made.writestr(part.filename, content)
    return buffer.getvalue()


def _check(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    xml = [part for part in parts if part.filename.casefold().endswith(_XML)]
    if len(parts) > _MOST_PARTS or _unpacked(parts) > _MOST_BYTES or _unpacked(xml) > _MOST_XML:
        raise OverLimit("Isi berkas ini terlalu besar setelah dibuka; bagi menjadi beberapa berkas, lalu kirim satu per satu.")
    for part in xml:
        _check_xml(package, part)


def _unpacked(parts: list[zipfile.ZipInfo]) -> int:
    """How many bytes these parts say they have in all."""
    return sum(part.file_size for part in parts)


def _check_xml(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    is_encrypted = part.flag_bits & 1
    if is_encrypted:
        raise UnreadableDocument("Berkas ini dikunci dengan kata sandi; simpan salinan tanpa kata sandi, lalu kirim lagi.")
    with package.open(part) as opened:
        head = opened.read(_HEAD).replace(b"\x00", b"").upper()
    if b"<!DOCTYPE" in head:  # no Office program writes one; bombs need one
        raise UnreadableDocument("Berkas ini memuat bagian yang tidak wajar; simpan ulang dari Office, lalu kirim lagi.")
