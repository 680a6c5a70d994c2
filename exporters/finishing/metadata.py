"""The metadata of a PDF: its Info dictionary (ISO 32000-1, 14.3.3) and XMP packet (ISO 16684-1).

Both say the same, as PDF/A demands (ISO 19005-3, 6.6.3). What the XMP specification does not define
is described in the packet itself (6.6.2.3): PRISM's fields, and the ORCID records of the authors.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Final

import pydyf
from lxml import etree

from .licences import PUBLIC_DOMAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from presswork.document import Author

    from .description import Description

CREATOR: Final = "Presswork"

ORCID: Final = "https://orcid.org/"

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_META: Final = "adobe:ns:meta/"
_SCHEMA_ORG: Final = "https://schema.org/"
_NAMESPACES: Final = {
    "rdf": _RDF,
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "schema": _SCHEMA_ORG,
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfaType": "http://www.aiim.org/pdfa/ns/type#",
    "pdfaField": "http://www.aiim.org/pdfa/ns/field#",
}
"""By their prefixes, which PDF/A demands of its own."""

_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"

_HEAD: Final = '<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_TAIL: Final = '\n<?xpacket end="r"?>'

_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no place for."""

IDENTIFICATION: Final = (
    ("pdfaid", "part", "3"),
    ("pdfaid", "conformance", "A"),
    ("pdfuaid", "part", "1"),
)
"""What the file conforms to (`exporters.conformance`): a prefix, a name and a value each."""


def describe(pdf: pydyf.PDF, description: Description) -> None:
    """Say of a PDF what is known of its document, in place of what WeasyPrint wrote."""
    producer = pdf.info["Producer"].string
    pdf.info.clear()
    pdf.info.update(
        {name: pydyf.String(value) for name, value in _information(description, producer) if value}
    )
    pdf.catalog["Lang"] = pydyf.String(description.language)
    held = {"Type": "/Metadata", "Subtype": "/XML"}
    stream = pydyf.Stream([packet(description, producer)], held, compress=False)
    old = pdf.catalog.get("Metadata")
    if old is None:
        pdf.add_object(stream)
    else:
        stream.number = int(old.split()[0])
        pdf.objects[stream.number] = stream
    pdf.catalog["Metadata"] = stream.reference


def _information(description: Description, producer: str) -> Iterator[tuple[str, str]]:
    yield "Title", description.title
    yield "Author", ", ".join(author.name for author in description.authors)
    yield "Subject", description.summary
    yield "Keywords", ", ".join(description.keywords)
    yield "Creator", CREATOR
    yield "Producer", producer
    yield "CreationDate", pdf_date(description.made)
    yield "ModDate", pdf_date(description.made)


def pdf_date(moment: datetime.date | datetime.datetime | None) -> str:
    """Return a date as PDF writes it (ISO 32000-1, 7.9.4); nothing for none."""
    match moment:
        case datetime.datetime():
            return f"D:{moment:%Y%m%d%H%M%S}Z"
        case datetime.date():
            return f"D:{moment:%Y%m%d}"
        case None:
            return ""


def _xmp_date(moment: datetime.date | datetime.datetime) -> str:
    if isinstance(moment, datetime.datetime):
        return f"{moment:%Y-%m-%dT%H:%M:%S}Z"
    return moment.isoformat()


def packet(description: Description, producer: str) -> bytes:
    """Return the XMP packet of a document.

    Args:
        description: of the document.
        producer: the program that wrote the PDF.
    """
    about = _element(
        "rdf:Description",
        *(_element(f"{prefix}:{name}", value) for prefix, name, value in IDENTIFICATION),
        *_dublin_core(description),
        *_rights(description),
        *_published(description),
        *_people(description.authors),
        *_file(description, producer),
        _element("pdfaExtension:schemas", _listed("rdf:Bag", _extensions(description))),
    )
    about.set(f"{{{_RDF}}}about", "")
    root = etree.Element(f"{{{_META}}}xmpmeta", nsmap={"x": _META})
    root.append(_element("rdf:RDF", about))
    etree.cleanup_namespaces(root, keep_ns_prefixes=["rdf"])
    text = etree.tostring(root, encoding="unicode", pretty_print=True).rstrip()
    return f"{_HEAD}{text}{_TAIL}".encode()


def _element(name: str, *content: str | etree._Element) -> etree._Element:
    """Return an element of a prefix and a name, with text or elements in it."""
    prefix, _, local = name.partition(":")
    made = etree.Element(f"{{{_NAMESPACES[prefix]}}}{local}", nsmap=_NAMESPACES)
    for part in content:
        if isinstance(part, str):
            made.text = _NO_XML.sub("", part)
        else:
            made.append(part)
    return made


def _listed(kind: str, items: Iterable[str | etree._Element]) -> etree._Element:
    """Return an array (`rdf:Bag`, `rdf:Seq`) of texts or structures."""
    return _element(
        kind,
        *(_element("rdf:li", item) if isinstance(item, str) else item for item in items),
    )


def _structure(*fields: etree._Element, name: str = "rdf:li") -> etree._Element:
    made = _element(name, *fields)
    made.set(f"{{{_RDF}}}parseType", "Resource")
    return made


def _in_language(name: str, text: str, language: str) -> Iterator[etree._Element]:
    """Yield a text as what is shown unless another language is asked for, and in its own."""
    if not text:
        return
    items = [_element("rdf:li", text), _element("rdf:li", text)]
    for item, tag in zip(items, ("x-default", language), strict=True):
        item.set(_LANGUAGE, tag)
    yield _element(name, _element("rdf:Alt", *items))


def _dublin_core(description: Description) -> Iterator[etree._Element]:
    yield _element("dc:format", "application/pdf")
    yield from _in_language("dc:title", description.title, description.language)
    if description.authors:
        names = (author.name for author in description.authors)
        yield _element("dc:creator", _listed("rdf:Seq", names))
    yield from _in_language("dc:description", description.summary, description.language)
    if description.keywords:
        yield _element("dc:subject", _listed("rdf:Bag", description.keywords))
    yield _element("dc:language", _listed("rdf:Bag", [description.language]))
    if description.doi:
        yield _element("dc:identifier", f"doi:{description.doi}")
    if description.made:
        yield _element("dc:date", _listed("rdf:Seq", [_xmp_date(description.made)]))
    yield from _in_language("dc:rights", description.rights, description.language)


def _rights(description: Description) -> Iterator[etree._Element]:
    if description.rights or description.licence:
        is_owned = description.licence != PUBLIC_DOMAIN
        yield _element("xmpRights:Marked", str(is_owned))
    if description.licence:
        yield _element("xmpRights:WebStatement", description.licence)


def _published(description: Description) -> Iterator[etree._Element]:
    if description.doi:
        yield _element("prism:doi", description.doi)
        yield _element("prism:url", f"https://doi.org/{description.doi}")


def _people(authors: tuple[Author, ...]) -> Iterator[etree._Element]:
    """Yield the authors with their ORCID records, where there are any."""
    if not any(author.orcid for author in authors):
        return
    people = (
        _structure(
            _element("schema:name", author.name),
            *([_element("schema:identifier", ORCID + author.orcid)] if author.orcid else ()),
        )
        for author in authors
    )
    yield _element("schema:author", _listed("rdf:Seq", people))


def _file(description: Description, producer: str) -> Iterator[etree._Element]:
    if description.keywords:
        yield _element("pdf:Keywords", ", ".join(description.keywords))
    yield _element("pdf:Producer", producer)
    yield _element("xmp:CreatorTool", CREATOR)
    if description.made:
        yield _element("xmp:CreateDate", _xmp_date(description.made))
        yield _element("xmp:ModifyDate", _xmp_date(description.made))


def _extensions(description: Description) -> Iterator[etree._Element]:
    """Yield what PDF/A wants to know of properties that it does not know (6.6.2.3)."""
    yield _schema(
        "pdfuaid", "PDF/UA identification", [("part", "Integer", "internal", "Part of ISO 14289")]
    )
    if description.doi:
        fields = [
            ("doi", "Text", "external", "Digital object identifier"),
            ("url", "URL", "external", "Address of the article"),
        ]
        yield _schema("prism", "PRISM basic metadata", fields)
    if any(author.orcid for author in description.authors):
        field = ("author", "Seq Person", "external", "Authors, with the addresses of their records")
        yield _schema("schema", "schema.org", [field], _person())


def _schema(
    prefix: str, title: str, properties: list[tuple[str, str, str, str]], *types: etree._Element
) -> etree._Element:
    described = (
        _structure(
            _element("pdfaProperty:name", name),
            _element("pdfaProperty:valueType", kind),
            _element("pdfaProperty:category", category),
            _element("pdfaProperty:description", what),
        )
        for name, kind, category, what in properties
    )
    return _structure(
        _element("pdfaSchema:schema", title),
        _element("pdfaSchema:namespaceURI", _NAMESPACES[prefix]),
        _element("pdfaSchema:prefix", prefix),
        _element("pdfaSchema:property", _listed("rdf:Seq", described)),
        *([_element("pdfaSchema:valueType", _listed("rdf:Seq", types))] if types else ()),
    )


def _person() -> etree._Element:
    """Return what is said of the type of an author."""
    fields = (
        _structure(
            _element("pdfaField:name", name),
            _element("pdfaField:valueType", kind),
            _element("pdfaField:description", what),
        )
        for name, kind, what in (
            ("name", "Text", "Name"),
            ("identifier", "URL", "ORCID record"),
        )
    )
    return _structure(
        _element("pdfaType:type", "Person"),
        _element("pdfaType:namespaceURI", _SCHEMA_ORG),
        _element("pdfaType:prefix", "schema"),
        _element("pdfaType:description", "A person"),
        _element("pdfaType:field", _listed("rdf:Seq", fields)),
    )
