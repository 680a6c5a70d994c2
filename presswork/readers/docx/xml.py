"""What is asked of the XML of a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml import etree

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "v": "urn:schemas-microsoft-com:vml",
    "b": "http://schemas.openxmlformats.org/officeDocument/2006/bibliography",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dcterms": "http://purl.org/dc/terms/",
}
"""The prefixes of paths, and what they stand for; strict files are brought to them when read."""

W: Final = f"{{{NAMESPACES['w']}}}"
R: Final = f"{{{NAMESPACES['r']}}}"


def name(element: etree._Element) -> str:
    """Return an element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def find(element: etree._Element, path: str) -> etree._Element | None:
    """Return the first element that a path leads to."""
    return element.find(path, NAMESPACES)


def all_of(element: etree._Element, path: str) -> list[etree._Element]:
    """Return all elements that a path leads to."""
    return element.findall(path, NAMESPACES)


def val(element: etree._Element | None, path: str = "") -> str | None:
    """Return the `w:val` of the element that a path leads to; None where there is none."""
    found = find(element, path) if element is not None and path else element
    if found is None:
        return None
    return attribute(found, "val")


def attribute(element: etree._Element, key: str) -> str | None:
    """Return an attribute in the namespace of WordprocessingML."""
    value = element.get(W + key)
    return None if value is None else str(value)


def is_on(element: etree._Element | None, path: str) -> bool | None:
    """Tell whether a property is on; None where it is not given (17.17.4)."""
    found = find(element, path) if element is not None else None
    if found is None:
        return None
    return attribute(found, "val") not in {"0", "false", "off", "none"}
