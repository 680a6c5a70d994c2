"""The numbers of a template's own bookmarks and drawings, kept away from ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exporters.docx.xml import qualified

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

FIRST: Final = 1_000_000
"""The first of the template's numbers; ours begin at 1."""

_PARAGRAPH_IDS: Final = tuple(
    f"{{http://schemas.microsoft.com/office/word/2010/wordml}}{name}"
    for name in ("paraId", "textId")
)
_DRAWING: Final = qualified("wp:docPr")
_START: Final = qualified("w:bookmarkStart")
_END: Final = qualified("w:bookmarkEnd")
_ID: Final = qualified("w:id")


def set_apart(roots: Iterable[Element], rendered: Iterable[Element] = ()) -> frozenset[str]:
    """Give bookmarks and drawings numbers that ours never reach.

    Args:
        roots: the parts of the template.
        rendered: those of them whose tags may have repeated paragraphs: their paragraphs lose the
            ids that Word gives each.

    Returns:
        the names of the bookmarks.
    """
    number = FIRST
    names: set[str] = set()
    for root in roots:
        open_: dict[str, str] = {}
        for element in list(root.iter(_DRAWING, _START, _END)):
            if element.tag == _END:
                element.set(_ID, open_.get(element.get(_ID, ""), element.get(_ID, "")))
                continue
            number += 1
            if element.tag == _START:
                name = element.get(qualified("w:name"), "")
                if name.casefold() in names:  # repeated by a tag
                    open_[element.get(_ID, "")] = ""
                    _remove(element)
                    continue
                names.add(name.casefold())
                open_[element.get(_ID, "")] = str(number)
                element.set(_ID, str(number))
            else:
                element.set("id", str(number))
        for end in list(root.iter(_END)):
            if not end.get(_ID):
                _remove(end)
    for root in rendered:
        for element in root.iter(qualified("w:p"), qualified("w:tr")):
            for name in _PARAGRAPH_IDS:
                if name in element.attrib:
                    del element.attrib[name]
    return frozenset(names)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
