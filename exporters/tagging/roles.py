"""Which standard structure type (ISO 32000-1, 14.8.4) each element of HTML is.

What has none is transparent: what stands in it stands in the element around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from .nodes import Node

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}

SVG: Final = "{http://www.w3.org/2000/svg}svg"

ROLES: Final = {
    "a": "Link",
    "article": "Art",
    "aside": "Sect",
    "blockquote": "BlockQuote",
    "caption": "Caption",
    "code": "Code",
    "dl": "L",
    "dt": "Lbl",
    "figcaption": "Caption",
    "figure": "Div",
    "li": "LI",
    "nav": "Sect",
    "ol": "L",
    "p": "P",
    "pre": "P",
    "section": "Sect",
    "table": "Table",
    "tbody": "TBody",
    "td": "TD",
    "tfoot": "TFoot",
    "th": "TH",
    "thead": "THead",
    "tr": "TR",
    "ul": "L",
}

CLASSES: Final = {
    "callout": "Div",
    "equation": "P",
    "abstract": "Sect",
}
"""The same of elements without a meaning of their own, by their class."""

HOLDING: Final = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "TOCI"})
"""What holds blocks only: text that stands directly in it gets a paragraph of its own."""

SECTIONING: Final = frozenset({"Document", "Part", "Art", "Sect"})
"""What headings part into sections."""

INLINE: Final = frozenset({"Code", "Formula", "Link", "Lbl", "Reference", "Span"})
"""What stands within a text."""

TEXT: Final = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6"})
"""What a note that it mentions follows; what is mentioned in other elements stands at their end."""


def role_of(element: Element, around: Node) -> str:
    """Return the structure type of an element; nothing for one that is transparent.

    Args:
        element: of HTML.
        around: what it stands in.
    """
    tag = element.tag
    role = ROLES.get(tag, "")
    if tag in {"div", "span"}:
        role = _by_class(element, around)
    elif role == "Link" and "href" not in element.attrib:
        role = ""
    elif tag == "pre" and "\n" in "".join(element.itertext()).strip("\n"):
        role = "Div"
    elif around.contents and role in {"L", "LI"}:
        # The lists of a table of contents.
        role = {"L": "TOC", "LI": "TOCI"}[role]
    if not role and says_language(element, around):
        role = "Div" if tag in {"div", "main", "header", "footer"} else "Span"
    return role


def _by_class(element: Element, around: Node) -> str:
    names = element.get("class", "").split()
    if element.tag == "span":
        # The number of a reference.
        return "Lbl" if around.role == "LI" and "label" in names else ""
    return next((CLASSES[name] for name in names if name in CLASSES), "")


def says_language(element: Element, around: Node) -> bool:
    """Tell whether an element is in another language than what it stands in."""
    language = element.get("lang")
    return bool(language) and language != around.language
