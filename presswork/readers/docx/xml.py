"""What is asked of the XML of a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.office_files import NAMESPACES

if TYPE_CHECKING:
    from lxml import etree

W: Final = f"{{{NAMESPACES['w']}}}"
R: Final = f"{{{NAMESPACES['r']}}}"


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
