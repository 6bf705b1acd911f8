"""XML parts of office files, parsed without looking anything up, and the numbers in them."""

from lxml import etree

from indexer.errors import UnreadableDocument


def parse(xml: bytes) -> etree._Element:
    """The root of an XML part. Nothing outside it is looked up. Raises UnreadableDocument."""
    try:
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument("Berkas ini rusak atau terpotong; simpan ulang, lalu kirim lagi.") from error


def parse_or_nothing(xml: bytes) -> etree._Element:
    """The root of a part beside the content; an empty one where the part is broken, which costs the file no more than that part."""
    try:
        return parse(xml)
    except UnreadableDocument:
        return etree.Element("nothing")


def whole_number(value: str | None, default: int, most_digits: int = 6) -> int:
    """The number that an attribute says; `default` where it says none, or one that no program writes."""
    if not value or len(value) > most_digits:
        return default
    is_number = value.isascii() and value.isdigit()
    return int(value) if is_number else default
