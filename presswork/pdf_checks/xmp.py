"""What the metadata of a PDF file says: XMP, as far as PDF/A and PDF/UA ask for it.

ISO 16684-1 (XMP), ISO 19005-3, 6.6 and ISO 14289-1, 5.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lxml import etree

from presswork.pdf_checks import objects

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from presswork.pdf_checks.objects import Value

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC: Final = "http://purl.org/dc/elements/1.1/"
PDF: Final = "http://ns.adobe.com/pdf/1.3/"
XMP: Final = "http://ns.adobe.com/xap/1.0/"
PDFA_ID: Final = "http://www.aiim.org/pdfa/ns/id/"
PDFUA_ID: Final = "http://www.aiim.org/pdfua/ns/id/"
_EXTENSION: Final = "http://www.aiim.org/pdfa/ns/extension/"
_SCHEMA: Final = "http://www.aiim.org/pdfa/ns/schema#"
_PROPERTY: Final = "http://www.aiim.org/pdfa/ns/property#"
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_META: Final = "adobe:ns:meta/"

_PREDEFINED: Final[Mapping[str, frozenset[str] | None]] = {
    DC: frozenset(
        (
            *("contributor", "coverage", "creator", "date", "description", "format"),
            *("identifier", "language", "publisher", "relation", "rights", "source"),
            *("subject", "title", "type"),
        )
    ),
    XMP: frozenset(
        (
            *("Advisory", "BaseURL", "CreateDate", "CreatorTool", "Identifier", "Label"),
            *("MetadataDate", "ModifyDate", "Nickname", "Rating", "Thumbnails"),
        )
    ),
    PDF: frozenset(("Keywords", "PDFVersion", "Producer")),
    "http://ns.adobe.com/xap/1.0/rights/": frozenset(
        ("Certificate", "Marked", "Owner", "UsageTerms", "WebStatement")
    ),
    "http://ns.adobe.com/xap/1.0/mm/": frozenset(
        (
            *("DerivedFrom", "DocumentID", "History", "InstanceID", "ManagedFrom", "Manager"),
            *("ManageTo", "ManageUI", "ManagerVariant", "RenditionClass", "RenditionParams"),
            *("VersionID", "Versions", "LastURL", "RenditionOf", "SaveID"),
        )
    ),
    "http://ns.adobe.com/xap/1.0/bj/": None,
    "http://ns.adobe.com/xap/1.0/t/pg/": None,
    "http://ns.adobe.com/xmp/1.0/DynamicMedia/": None,
    "http://ns.adobe.com/photoshop/1.0/": None,
    "http://ns.adobe.com/camera-raw-settings/1.0/": None,
    "http://ns.adobe.com/tiff/1.0/": None,
    "http://ns.adobe.com/exif/1.0/": None,
    "http://ns.adobe.com/exif/1.0/aux/": None,
    PDFA_ID: frozenset(("part", "conformance", "amd", "corr")),
    _EXTENSION: frozenset(("schemas",)),
}
"""The properties that PDF/A-3 knows, by their namespaces; None where we do not know them all."""

_ROWS: Final = {
    "contributor": "Bag",
    "creator": "Seq",
    "date": "Seq",
    "description": "Alt",
    "language": "Bag",
    "publisher": "Bag",
    "relation": "Bag",
    "rights": "Alt",
    "subject": "Bag",
    "title": "Alt",
    "type": "Bag",
}
"""The kinds of lists that the properties of Dublin Core are."""

_HEADER: Final = re.compile(rb"<\?xpacket\s+([^?]*)\?>")


@dataclass(slots=True)
class Metadata:
    """What the metadata says.

    Args:
        exists: whether there are any, marked as such.
        fault: why they cannot be read; None where they can.
        values: the texts of properties, by namespace and name; lists are joined.
        prefixes: which prefixes namespaces go by.
        unknown: the names of properties that PDF/A does not know and nothing describes.
        malformed: the names of properties of another type than theirs.
        has_title: whether there is a title, be it empty.
    """

    exists: bool = False
    fault: str | None = None
    values: dict[tuple[str, str], str] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    malformed: list[str] = field(default_factory=list)
    speaks: bool = True
    """Whether each text in several languages has one that is named."""

    def get(self, namespace: str, name: str) -> str | None:
        """Return the text of a property, or None."""
        return self.values.get((namespace, name))


def read_metadata(stream: Value) -> Metadata:
    """Return what the metadata stream of a file says."""
    kinds = [objects.name(objects.entry(stream, key)) for key in ("/Type", "/Subtype")]
    found = Metadata(exists=kinds == ["Metadata", "XML"])
    source = objects.content(stream)
    if not source:
        return found
    header = _HEADER.search(source)
    attributes = header[1] if header else b""
    if b"bytes=" in attributes or b"encoding=" in attributes:
        found.fault = "their header says how long or how encoded they are"
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(source.strip(b"\0 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        found.fault = str(error).partition("\n")[0]
        return found
    if source.startswith((b"\xfe\xff", b"\xff\xfe", b"\0<", b"<\0")):
        found.fault = "they are not in UTF-8"
    _read_properties(root, found)
    return found


def _read_properties(root: etree._Element, found: Metadata) -> None:
    described = _described(root)
    for node, prefix, value in _properties(root):
        name = etree.QName(node)
        namespace, local = name.namespace or "", name.localname
        found.prefixes[namespace] = prefix
        found.values[namespace, local] = _value(value)
        known = _PREDEFINED.get(namespace, frozenset())
        if known is not None and local not in known and (namespace, local) not in described:
            found.unknown.append(f"{prefix}:{local}")
        elif namespace == DC and isinstance(value, etree._Element):  # noqa: SLF001 - lxml's only name
            kind = _ROWS.get(local)
            if kind is not None and value.find(f"{{{RDF}}}{kind}") is None:
                found.malformed.append(f"{prefix}:{local}")
        elif namespace == DC and local in _ROWS:
            found.malformed.append(f"{prefix}:{local}")
    found.speaks = not any(
        each.get(f"{{{_XML}}}lang") == "x-default" for each in root.iter(f"{{{RDF}}}li")
    )


def _properties(root: etree._Element) -> Iterator[tuple[str, str, etree._Element | str]]:
    """Return all properties: their names, the prefixes of these, and what they hold."""
    for description in root.iter(f"{{{RDF}}}Description"):
        parent = description.getparent()
        if parent is not None and parent.tag != f"{{{RDF}}}RDF":
            continue
        prefixes = {uri: prefix or "" for prefix, uri in description.nsmap.items()}
        for name, value in description.attrib.items():
            namespace = etree.QName(str(name)).namespace or ""
            if namespace not in (RDF, _XML, ""):
                yield str(name), prefixes.get(namespace, ""), str(value)
        for child in description.iterchildren("*"):
            yield str(child.tag), child.prefix or "", child


def _value(value: etree._Element | str) -> str:
    if isinstance(value, str):
        return value
    languages = value.find(f"{{{RDF}}}Alt")
    if languages is not None:
        texts = {row.get(f"{{{_XML}}}lang"): str(row.text or "") for row in languages}
        return texts.get("x-default", next(iter(texts.values()), ""))
    rows = [str(row.text or "") for row in value.iter(f"{{{RDF}}}li")]
    return "; ".join(rows) if rows else "".join(map(str, value.itertext())).strip()


def _described(root: etree._Element) -> set[tuple[str, str]]:
    """Return the properties that extension schemas describe."""
    found: set[tuple[str, str]] = set()
    for schema in root.iter():
        uri = _field(schema, _SCHEMA, "namespaceURI")
        if uri is None:
            continue
        row = schema.find(f"{{{_SCHEMA}}}property")
        for entry in row.iter() if row is not None else ():
            name = _field(entry, _PROPERTY, "name")
            if name is not None:
                found.add((uri, name))
    return found


def _field(node: etree._Element, namespace: str, name: str) -> str | None:
    """Return a field of a structure, which is an attribute or a child."""
    given = node.get(f"{{{namespace}}}{name}")
    if given is not None:
        return str(given).strip()
    child = node.find(f"{{{namespace}}}{name}")
    return "".join(map(str, child.itertext())).strip() if child is not None else None
