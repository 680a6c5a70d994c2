"""Notes of a page: found where they stand, read where they are mentioned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from presswork.document import Note
from presswork.inlines import NoteReference
from presswork.readers.html import elements
from presswork.readers.parts import Part, of_heading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from presswork.document import Blocks
    from presswork.inlines import Inline
    from presswork.readers.html.reading import Page

_CONTAINERS: Final = frozenset(
    {"footnotes", "footnote-list", "endnotes", "fn-group", "article-footnotes"}
)
_ROLES: Final = frozenset({"doc-footnote", "doc-endnote"})
_LISTS: Final = frozenset({"ol", "ul", "dl", "div"})
_MARKS: Final = frozenset({"ltx_note_mark", "ltx_tag_note", "fn-label"})


def find(body: etree._Element, page: Page) -> None:
    """Note the elements of the page's notes that are mentioned somewhere, by their ids."""
    mentioned = {
        elements.value(link, "href")[1:]
        for link in elements.elements(body, "a")
        if elements.value(link, "href").startswith("#")
    }
    for element in _candidates(body):
        known = [
            each for each in elements.ids(element) if each in mentioned and each not in page.entries
        ]
        for identifier in known:
            page.footnotes.setdefault(identifier, element)
            page.note_ids.setdefault(element, identifier)


def _candidates(body: etree._Element) -> Iterator[etree._Element]:
    for element in body.iter(etree.Element):
        if elements.name(element) not in _LISTS and not element.keys():
            continue
        role = elements.value(element, "role").lower()
        if role in _ROLES and elements.name(element) != "section":
            yield element
        elif (
            role == "doc-endnotes" or elements.classes(element) & _CONTAINERS or _is_headed(element)
        ):
            yield from _items(element)


def _is_headed(element: etree._Element) -> bool:
    """Tell whether a list stands below a heading such as "Notes"."""
    if elements.name(element) not in _LISTS:
        return False
    before = element.getprevious()
    if before is None or elements.length(before) > 40:  # noqa: PLR2004
        return False
    return of_heading(elements.text(before)) is Part.NOTES


def _items(container: etree._Element) -> Iterator[etree._Element]:
    items = list(elements.elements(container, "li", "dd")) or [
        each for each in container if elements.name(each) in {"p", "div", "aside"}
    ]
    yield from items


def is_inline(element: etree._Element) -> bool:
    """Tell whether an element is a note that stands where it is mentioned (LaTeXML, Distill)."""
    classes = elements.classes(element)
    return elements.name(element) == "d-footnote" or bool({"ltx_note"} & classes)


def mention(
    element: etree._Element, page: Page, read: Callable[[etree._Element, Page], Blocks]
) -> Inline:
    """Return the mark of a note, and read the note when it is mentioned first.

    Args:
        element: the note.
        page: takes the note.
        read: reads its blocks.
    """
    known = page.note_ids.get(element, "")
    identifier = f"note-{known.removeprefix('note-') or len(page.notes) + 1}"
    if identifier not in page.notes:
        page.notes[identifier] = Note(identifier, ())
        page.notes[identifier] = Note(identifier, read(_content(element), page))
    return NoteReference(identifier)


def _content(element: etree._Element) -> etree._Element:
    for each in element.iterdescendants():
        if elements.classes(each) & {"ltx_note_content"}:
            return each
    return element


def is_mark(element: etree._Element) -> bool:
    """Tell whether an element is the number of a note, or leads back from it."""
    if elements.classes(element) & _MARKS:
        return True
    target = elements.value(element, "href")
    if elements.name(element) != "a" or not target.startswith("#"):
        return False
    words = elements.text(element)
    return words in {"↩", "↩︎", "↑", "^", "⏎", "↵", "Back", "back", "Jump up"} or (
        target.startswith(("#fnref", "#cite_ref", "#noteref"))
    )
