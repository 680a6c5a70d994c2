"""The tree of tags of a PDF file (ISO 32000-1, 14.7), gone through once for all rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pikepdf

from presswork.pdf_checks import objects

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from presswork.pdf_checks.objects import Key, Value

STANDARD_TAGS: Final = frozenset(
    (
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI"),
        *("Index", "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6"),
        *("L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"),
        *("Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot"),
        *("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
    )
)
"""The types of structure of ISO 32000-1, 14.8.4."""

_PASSED_THROUGH: Final = ("NonStruct", "Div", "Part")
"""Tags that only group: what is in them counts as in what they are in."""

ROOT: Final = -1
"""What stands for the parent of the first tags."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of content that a tag holds.

    Args:
        stream: the page or the form that it is in.
        number: its MCID.
    """

    stream: Key
    number: int


@dataclass(slots=True)
class Element:
    """A tag.

    Args:
        at: its place in the tree's list.
        parent: the place of what it is in.
        tag: as the file calls it.
        kind: the standard tag that it is or stands for; the tag itself where it stands for none.
        node: its dictionary.
        page: counted from 1; that of its first content where it does not say.
        kids: the places of the tags in it.
        marks: the content that it holds itself.
        annotations: the links, fields and notes that it holds.
        language: the one that it says, or what it is in says.
        alt: its alternative text; None where there is none.
        actual: the text that stands for it; None where there is none.
        has_parent: whether it says what it is in.
        is_rooted: whether it and all that it is in say so.
    """

    at: int
    parent: int
    tag: str
    kind: str
    node: Value
    page: int | None = None
    kids: list[int] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    annotations: list[Key] = field(default_factory=list)
    language: str | None = None
    alt: str | None = None
    actual: str | None = None
    has_parent: bool = True
    is_rooted: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it."""
        return not (self.kids or self.marks or self.annotations)


@dataclass(slots=True)
class Tree:
    """All tags of a file.

    Args:
        elements: in the order of the document; what holds others stands before them.
        order: content in the order of the tags, and the places of the tags that hold it.
        by_key: the places of tags by the numbers of their objects.
        parents: the file's way back from content to tags (its ParentTree).
        roles: what tags of one's own stand for.
        exists: whether the file has a tree at all.
    """

    elements: list[Element] = field(default_factory=list)
    order: list[tuple[Mark, int]] = field(default_factory=list)
    by_key: dict[Key, int] = field(default_factory=dict)
    parents: dict[int, Value] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    exists: bool = False

    def parent(self, element: Element) -> Element | None:
        """Return what a tag is in; None for the first ones."""
        return self.elements[element.parent] if element.parent != ROOT else None

    def significant_parent(self, element: Element) -> Element | None:
        """Return what a tag is in, past those that only group."""
        above = self.parent(element)
        while above is not None and above.kind in _PASSED_THROUGH:
            above = self.parent(above)
        return above

    def kids(self, element: Element) -> Iterator[Element]:
        """Return the tags in a tag."""
        return (self.elements[at] for at in element.kids)

    def significant_kids(self, element: Element) -> Iterator[Element]:
        """Return the tags in a tag, and those in the ones that only group."""
        waiting = list(reversed(element.kids))
        while waiting:
            kid = self.elements[waiting.pop()]
            if kid.kind in _PASSED_THROUGH:
                waiting += reversed(kid.kids)
            else:
                yield kid

    def below(self, element: Element) -> Iterator[Element]:
        """Return a tag and all below it, in the order of the document."""
        waiting = [element.at]
        while waiting:
            found = self.elements[waiting.pop()]
            yield found
            waiting += reversed(found.kids)


def resolve(tag: str, roles: Mapping[str, str]) -> str | None:
    """Return the standard tag that a tag is or stands for, or None.

    A role map that gives a standard tag another meaning is against the rules, and is followed.
    """
    seen: set[str] = set()
    while tag in roles and tag not in seen:
        seen.add(tag)
        tag = roles[tag]
    return tag if tag in STANDARD_TAGS else None


def read_tree(pdf: pikepdf.Pdf, pages: Mapping[Key, int]) -> Tree:
    """Return the tags of a file.

    Args:
        pdf: the file.
        pages: the numbers of its pages by the numbers of their objects.
    """
    root = objects.entry(pdf.Root, "/StructTreeRoot")
    if not objects.is_dictionary(root):
        return Tree()
    roles = {
        own[1:]: objects.name(standard)
        for own, standard in objects.entries(objects.entry(root, "/RoleMap"))
    }
    parents = objects.number_tree(objects.entry(root, "/ParentTree"))
    tree = Tree(parents=parents, roles=roles, exists=True)
    _Walk(tree, pages).go(root)
    for element in reversed(tree.elements):
        above = tree.parent(element)
        if above is not None and element.page is not None:
            above.page = element.page
    return tree


@dataclass(slots=True)
class _Step:
    """A child that is still to be looked at: what, in which tag, on which page."""

    value: Value
    parent: int
    page: Key | None


@dataclass(slots=True)
class _Walk:
    """The way through a tree, without recursion: trees can be as deep as they like."""

    tree: Tree
    pages: Mapping[Key, int]
    kinds: dict[str, str] = field(default_factory=dict)

    def go(self, root: Value) -> None:
        """Go through the whole tree."""
        waiting = [
            _Step(kid, ROOT, None)
            for kid in reversed(objects.one_or_more(objects.entry(root, "/K")))
        ]
        while waiting:
            step = waiting.pop()
            value = step.value
            if isinstance(value, int):
                self._hold(step, value, None)
            elif isinstance(value, pikepdf.Dictionary):
                match objects.name(value.get("/Type")):
                    case "MCR":
                        self._reference(step, value)
                    case "OBJR":
                        self._annotation(step, value)
                    case _:
                        waiting += self._enter(step, value)

    def _hold(self, step: _Step, number: int, stream: Key | None) -> None:
        where = stream or step.page
        if step.parent == ROOT or where is None or isinstance(number, bool):
            return
        mark = Mark(where, number)
        element = self.tree.elements[step.parent]
        element.marks.append(mark)
        if element.page is None and step.page is not None:
            element.page = self.pages.get(step.page)
        self.tree.order.append((mark, step.parent))

    def _reference(self, step: _Step, value: pikepdf.Dictionary) -> None:
        page = objects.key(value.get("/Pg")) or step.page
        stream = objects.key(value.get("/Stm"))
        self._hold(_Step(value, step.parent, page), objects.integer(value.get("/MCID"), -1), stream)

    def _annotation(self, step: _Step, value: pikepdf.Dictionary) -> None:
        found = objects.key(value.get("/Obj"))
        if step.parent == ROOT or found is None:
            return
        element = self.tree.elements[step.parent]
        element.annotations.append(found)
        page = objects.key(value.get("/Pg")) or step.page
        if element.page is None and page is not None:
            element.page = self.pages.get(page)

    def _enter(self, step: _Step, value: pikepdf.Dictionary) -> list[_Step]:
        """Add a tag to the tree, and return what is in it, last first."""
        known = objects.key(value)
        if known is not None:
            if known in self.tree.by_key:
                return []
            self.tree.by_key[known] = len(self.tree.elements)
        element = self._element(step.parent, value)
        page = objects.key(value.get("/Pg")) or step.page
        if objects.key(value.get("/Pg")) is not None and page is not None:
            element.page = self.pages.get(page)
        kids = objects.one_or_more(value.get("/K"))
        return [_Step(kid, element.at, page) for kid in reversed(kids)]

    def _element(self, parent: int, value: pikepdf.Dictionary) -> Element:
        tag = objects.name(value.get("/S"))
        if tag not in self.kinds:
            self.kinds[tag] = resolve(tag, self.tree.roles) or tag
        element = Element(len(self.tree.elements), parent, tag, self.kinds[tag], value)
        element.language = objects.text(value.get("/Lang"))
        element.has_parent = element.is_rooted = value.get("/P") is not None
        if parent != ROOT:
            above = self.tree.elements[parent]
            above.kids.append(element.at)
            element.is_rooted = element.has_parent and above.is_rooted
            if element.language is None:
                element.language = above.language
        element.alt = objects.text(value.get("/Alt"))
        element.actual = objects.text(value.get("/ActualText"))
        self.tree.elements.append(element)
        return element
