"""What a file says of itself that is no longer so once its pages are on sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    import pikepdf

GONE: Final = ("/StructTreeRoot", "/MarkInfo", "/Threads", "/AcroForm", "/PageLabels")
"""What hangs on pages that are no longer there."""

CLAIMS: Final = frozenset(
    {
        "http://www.aiim.org/pdfa/ns/id/",
        "http://www.aiim.org/pdfua/ns/id/",
        "http://www.aiim.org/pdfa/ns/extension/",
    }
)
"""The namespaces of what XMP says of standards, and of what only they ask for."""


def take_back(file: pikepdf.Pdf) -> None:
    """Let a file claim neither PDF/UA nor PDF/A, nor have tags; title and language stay."""
    for name in GONE:
        if name in file.Root:
            del file.Root[name]
    metadata = file.Root.get("/Metadata")
    if metadata is not None:
        metadata.write(without_claims(metadata.read_bytes()))


def without_claims(packet: bytes) -> bytes:
    """Return an XMP packet without what it says of standards; what is no XML stays as it is."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)
    try:
        root = etree.fromstring(packet, parser)
    except etree.XMLSyntaxError:
        return packet
    for element in list(root.iter(etree.Element)):
        for name in [name for name in element.attrib if _is_claim(str(name))]:
            del element.attrib[name]
        above = element.getparent()
        if above is not None and _is_claim(str(element.tag)):
            above.remove(element)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["rdf"])
    return etree.tostring(root.getroottree(), encoding="utf-8", pretty_print=True)


def _is_claim(name: str) -> bool:
    return name.removeprefix("{").partition("}")[0] in CLAIMS
