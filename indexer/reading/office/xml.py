"""XML parts of office files, parsed without looking anything up."""

from lxml import etree

from indexer.errors import UnreadableDocument


def parse(xml: bytes) -> etree._Element:
    """The root of an XML part. Nothing outside it is looked up. Raises UnreadableDocument."""
    try:
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument("Berkas ini rusak atau terpotong; simpan ulang, lalu kirim lagi.") from error
