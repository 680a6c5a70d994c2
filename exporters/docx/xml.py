"""WordprocessingML elements: made with python-docx's own parser, so that it knows them again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from docx.oxml.parser import oxml_parser

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.oxml.xmlchemy import BaseOxmlElement
    from lxml.etree import _Element as Element

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
TWIPS_PER_MM: Final = 1440 / 25.4
"""Twips, twentieths of a point, are the unit of widths and indents in WordprocessingML."""

EMU_PER_MM: Final = 36_000
"""English Metric Units are the unit of DrawingML."""


def qualified(name: str) -> str:
    """Return `prefix:name` as lxml writes it, `{namespace}name`."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def element(
    name: str, attributes: dict[str, str] | None = None, *children: Element | None
) -> Element:
    """Return an element.

    Args:
        name: with its prefix, for example `wp:inline`.
        attributes: by their names, with a prefix where they have one.
        children: None are passed over.
    """
    prefix = name.partition(":")[0]
    made = oxml_parser.makeelement(qualified(name), nsmap={prefix: NAMESPACES[prefix]})
    for attribute, value in (attributes or {}).items():
        made.set(qualified(attribute) if ":" in attribute else attribute, value)
    return _with(made, children)


def _with(made: Element, children: Iterable[Element | None]) -> Element:
    """Put children into an element; one by one takes half the time of `extend`."""
    for child in children:
        if child is not None:
            made.append(child)
    return made


def rooted(root: Element) -> BaseOxmlElement:
    """Return the root of a part with the namespaces declared at it that its text may name.

    So does Word. What is declared where it is used makes files larger, and Pandoc does not see it:
    it loses the alternative text of pictures.
    """
    declared = {key: NAMESPACES[key] for key in ("w", "r", "m", "wp", "a", "pic")}
    declared |= {str(prefix): name for prefix, name in root.nsmap.items() if prefix is not None}
    made = oxml_parser.makeelement(str(root.tag), nsmap=declared)
    for key, value in root.attrib.items():
        made.set(key, value)
    made.extend(root)
    return cast("BaseOxmlElement", made)


def w(tag: str, /, *children: Element | None, **attributes: str | int) -> Element:
    """Return an element of WordprocessingML; its attributes have the same prefix."""
    made = oxml_parser.makeelement(f"{_W}{tag}", nsmap=_W_MAP)
    for attribute, value in attributes.items():
        made.set(f"{_W}{attribute}", str(value))
    return _with(made, children)


_W: Final = f"{{{NAMESPACES['w']}}}"
_W_MAP: Final = {"w": NAMESPACES["w"]}


def m(tag: str, /, *children: Element | None, **attributes: str | int) -> Element:
    """Return an element of Office Math; its attributes have the same prefix."""
    made = oxml_parser.makeelement(f"{_M}{tag}", nsmap=_M_MAP)
    for attribute, value in attributes.items():
        made.set(f"{_M}{attribute}", str(value))
    return _with(made, children)


_M: Final = f"{{{NAMESPACES['m']}}}"
_M_MAP: Final = {"m": NAMESPACES["m"]}


def forget(made: Element, *names: str) -> None:
    """Take attributes of WordprocessingML away from an element, where it has them."""
    for name in names:
        if f"{_W}{name}" in made.attrib:
            del made.attrib[f"{_W}{name}"]


def words_of(part: Element) -> str:
    """Return the characters of all `w:t` in an element."""
    return "".join(node.text or "" for node in part.iter(f"{_W}t"))


def text(characters: str) -> Element:
    """Return a `w:t`, without the control characters that XML 1.0 has no place for."""
    return _filled(w("t"), characters)


def math_text(characters: str) -> Element:
    """Return an `m:t`, the same."""
    return _filled(m("t"), characters)


def _filled(made: Element, characters: str) -> Element:
    made.set(_SPACE, "preserve")
    made.text = _CONTROL.sub("", characters)
    return made


_SPACE: Final = qualified("xml:space")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f]")
