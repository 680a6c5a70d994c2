"""The structure of pages that WeasyPrint (70) has laid out, taken from their boxes.

Boxes know the HTML element that they are made of. An element is one structure element, on however
many pages and columns its boxes are; its content follows the order of the source, not that of the
page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from exporters.boxes import sheet_of
from exporters.sheets.measuring import FLOAT, PLACE

from .endings import LineEnds
from .nodes import FOOT, HEAD, ORNAMENT, PAGINATION, Artifact, Ending, Node, Structure
from .roles import HEADINGS, HOLDING, INLINE, SECTIONING, SVG, TEXT, role_of
from .tables import head_cells

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    import weasyprint
    from weasyprint.formatting_structure.boxes import Box

    from .nodes import Kid, Owner

CALL: Final = "::footnote-call"
AFTER: Final = "::after"
MARKERS: Final = ("::marker", "::footnote-marker")

_EDGES: Final = {"@top": HEAD, "@bottom": FOOT}
"""What stands at the edges of pages, by the beginnings of the names of its boxes."""

PARTED: Final = TEXT | {"Caption", "Note"}
"""The elements of text in which there may be lines of their own, which a space parts."""

DEEPEST: Final = 6
"""The level of the lowest heading that PDF has a type for."""


def structure_of(printed: weasyprint.Document) -> Structure:
    """Return the structure of a document that is laid out."""
    root = Node("Document", None, language=printed.metadata.lang or "")
    builder = _Builder(root)
    for number, page in enumerate(printed.pages):
        builder.read(number, page)
    head_cells(builder.tables)
    return Structure(root, builder.owners, builder.joined, builder.ends.found)


@dataclass(slots=True)
class _Builder:
    """Builds a structure page by page.

    Args:
        root: the element of the document.
        owners: see `Structure`.
        joined: the same.
        nodes: the structure elements so far, by their HTML elements and pseudo-elements.
        heads: the boxes of tables in which their heads were read.
        tables: the tables in their order.
        levels: the levels of the headings in HTML above the place that is being read.
        notes: how many notes there are.
        moved: what is laid out elsewhere than it is read, by its number; see `exporters.sheets`.
        linked: the boxes that lead somewhere.
        calls: links from the marks of notes on the page to the notes, which HTML has no words for.
        ends: finds out how lines end.
        lines: what the line that is being read of some computer text stands in.
        page: the number of the page that is being read, from 0.
    """

    root: Node
    owners: dict[Box, Owner] = field(default_factory=dict)
    joined: set[Box] = field(default_factory=set)
    nodes: dict[tuple[Element, str], Node] = field(default_factory=dict)
    heads: dict[Node, Box] = field(default_factory=dict)
    tables: list[Node] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    notes: int = 0
    moved: dict[str, Node] = field(default_factory=dict)
    linked: set[Box] = field(default_factory=set)
    calls: list[tuple[str, str, tuple[float, ...], Box]] = field(default_factory=list)
    ends: LineEnds = field(default_factory=LineEnds)
    lines: dict[Node, Node] = field(default_factory=dict)
    page: int = 0

    def read(self, number: int, page: weasyprint.Page) -> None:
        """Read a page: first its text, then the notes at its foot, then what is in its margins."""
        self.page = number
        sheet = sheet_of(page)
        for box in sheet.children:
            if isinstance(box, boxes.MarginBox):
                self._set_aside(box, _EDGES.get(box.at_keyword.partition("-")[0], PAGINATION))
            else:
                self._read(box, self.root)
        # Elements in a link are part of it, and need not be links of their own.
        page.links[:] = [link for link in page.links if link[-1] in self.linked]
        page.links.extend(self.calls)
        self.calls.clear()

    def _read(self, box: Box, around: Node) -> None:
        """Read a box, which stands in a structure element."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001 - it pretends to be its box, but is not drawn
        if isinstance(box, boxes.TextBox):
            self._own(box, _holding_text(around))
            return
        owner = self._owner(box, around)
        if isinstance(owner, Artifact):
            self._set_aside(box, owner)
            return
        if isinstance(box, boxes.ReplacedBox):
            self._own(box, owner)
            if link := _link_around(owner):
                self._link(box, link)
            return
        if box.link:
            self._link(box, owner)
        if isinstance(box, boxes.LineBox):
            self._read_line(box, owner)
            return
        for child in box.children:
            self._read(child, owner)
        if owner is around and owner.role in PARTED and isinstance(box, boxes.BlockLevelBox):
            self._part(owner)

    def _read_line(self, line: Box, owner: Node) -> None:
        """Read a line. Those of computer text are a paragraph each, or they are read as one."""
        now = self.lines.get(owner, owner)
        for child in line.children:
            self._read(child, now)
        is_whole = self.ends.read(line)
        paragraph = now.parent if now.role == "Code" and any(map(_is_seen, now.kids)) else None
        if is_whole and paragraph and paragraph.supplied and paragraph.parent:
            following = paragraph.parent.add("P")
            following.supplied = True
            self.lines[owner] = following.add("Code", owner.element)

    def _own(self, box: Box, owner: Node) -> None:
        if owner.kids and not isinstance(owner.kids[-1], Node):
            self.joined.add(box)
        owner.kids.append(box)
        self.owners[box] = owner

    def _link(self, box: Box, link: Node) -> None:
        link.links.append((self.page, box))
        self.linked.add(box)

    def _set_aside(self, box: Box, artifact: Artifact) -> None:
        """Read a box that is no part of the document; a link in it is one all the same."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001 - WeasyPrint has no public way to what it stands for
        if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
            self.owners[box] = artifact
        if box.link:
            known = self.nodes.get((box.element, box.element_tag))
            self._link(box, known or self._link_alone(box))
        for child in box.children:
            self._set_aside(child, artifact)

    def _link_alone(self, box: Box) -> Node:
        made = self.nodes[box.element, box.element_tag] = self.root.add("Link", box.element)
        return made

    def _owner(self, box: Box, around: Node) -> Owner:
        """Return what the content of a box belongs to."""
        element, tag = box.element, box.element_tag
        if element is None or (element is around.element and "::" not in tag):
            return around
        known = self.nodes.get((element, tag))
        if known is not None:
            return self._again(box, known)
        if box.is_leader:
            self._part(around)
            return ORNAMENT
        if element.tag == "hr" or element.get("aria-hidden") == "true":
            return ORNAMENT
        if isinstance(box, boxes.ReplacedBox):
            return self._picture(box, around)
        made = self._made(box, around)
        if made is not around:
            self.nodes[element, tag] = made
        return made

    def _part(self, around: Node) -> None:
        """Part what was read last in an element from what follows, with a space."""
        last = around.kids[-1] if around.kids else None
        if isinstance(last, boxes.TextBox):
            self.ends.found[last] = Ending.SPACE

    def _again(self, box: Box, known: Node) -> Owner:
        """Return what goes on in a box: the head of a table is repeated instead."""
        if known.role == "THead" and self.heads.setdefault(known, box) is not box:
            return PAGINATION
        if known.role in {"Table", "Figure", "Formula"}:
            known.places.append((self.page, box))
        return known

    def _made(self, box: Box, around: Node) -> Node:
        """Return a new structure element for a box, or the one around where it has none."""
        element, tag = box.element, box.element_tag
        if tag != element.tag:
            return self._of_pseudo_element(box, around)
        if box.is_footnote():
            return self._note(element, around)
        if number := element.get(PLACE) or element.get(FLOAT):
            return self._moved(element, number, around)
        if tag in HEADINGS:
            return self._heading(element, around)
        if tag in {"dt", "dd"} and around.role == "L":
            return _part_of_definition(element, around)
        role = role_of(element, around)
        if not role:
            return around
        if role in SECTIONING and around.role in SECTIONING:
            _close(around, _first_level(element))
        place = _place(role, around)
        if element.get("role") == "doc-noteref":
            place = place.add("Reference")
        made = place.add(role, element)
        self._describe(made, box)
        return made

    def _moved(self, element: Element, number: str, around: Node) -> Node:
        """Return what a float is read as: it is one with the element that marks its place."""
        made = self.moved.get(number)
        if made is None:
            made = self.moved[number] = _place("Div", around).add("Div", element)
        elif element.get(PLACE) and made.parent is not None:
            made.parent.kids.remove(made)
            made.parent = _place("Div", around)
            made.parent.kids.append(made)
        return made

    def _describe(self, node: Node, box: Box) -> None:
        match node.role:
            case "Table":
                self.tables.append(node)
                node.places.append((self.page, box))
            case "THead":
                self.heads[node] = box
            case "TD" | "TH":
                node.columns, node.rows = box.colspan, box.rowspan
            case "Sect" if node.element is not None and node.element.tag == "nav":
                node.contents = True
            case "LI" if "notes" in _classes(node.parent):
                body = node.add("LBody")
                self._identify(body.add("Note"))
            case _:
                pass

    def _of_pseudo_element(self, box: Box, around: Node) -> Node:
        tag = box.element_tag
        if tag.endswith(CALL):
            return self._call(box, around)
        if tag.endswith(MARKERS) and around.role in {"LI", "Note", "TOCI"}:
            label = around.inner("Lbl", box.element)
            around.kids.insert(0, label)
            return label
        if tag.endswith(AFTER) and not isinstance(box, boxes.InlineBox):
            self._part(around)
        return around

    def _call(self, box: Box, around: Node) -> Node:
        """Return the mark of a note, and put the note where it is to be read."""
        element, block = box.element, around
        while block.role in INLINE and block.parent is not None:
            block = block.parent
        text = _holding_text(block)
        note = self.nodes.get((element, element.tag)) or self._new_note(element, text)
        if text.role in TEXT:
            text.after.append(note)
        else:
            text.tail.append(note)
        mark = _holding_text(around).add("Reference", element)
        if not element.get("id"):
            return mark
        left, top, width, height = box.hit_area()
        area = (left, top, left + width, top + height)
        self.calls.append(("internal", element.get("id", ""), area, box))
        link = mark.add("Link", element)
        link.links.append((self.page, box))
        return link

    def _note(self, element: Element, around: Node) -> Node:
        """Return a note whose mark is on no page so far."""
        note = self._new_note(element, around)
        around.kids.append(note)
        return note

    def _new_note(self, element: Element, around: Node) -> Node:
        note = self.nodes[element, element.tag] = around.inner("Note", element)
        self._identify(note)
        return note

    def _identify(self, note: Node) -> None:
        self.notes += 1
        note.identifier = f"note-{self.notes}"

    def _heading(self, element: Element, around: Node) -> Node:
        """Return a heading; it begins a section, unless it stands within a block."""
        level = HEADINGS[element.tag]
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
        self.levels.append(level)
        role = f"H{min(len(self.levels), DEEPEST)}"
        if around.role not in SECTIONING:
            return _place(role, around).add(role, element)
        _close(around, level)
        if not around.kids and around.parent is not None:
            around.sections.append((level, around))
        elif level > 1:
            around.sections.append((level, _innermost(around).add("Sect")))
        return _innermost(around).add(role, element)

    def _picture(self, box: Box, around: Node) -> Owner:
        element = box.element
        names = element.get("class", "").split()
        words = _words_of_picture(element)
        role = "Formula" if "formula" in names else "Figure"
        place = _place(role, around)
        if role == "Formula" and not words:
            # A formula is drawn in pieces where a line may end in it.
            before = place.kids[-1] if place.kids else None
            if isinstance(before, Node) and before.role == role:
                before.places.append((self.page, box))
                return before
        if not words:
            return ORNAMENT
        made = place.add(role, element)
        made.alternative = words
        made.places.append((self.page, box))
        return made


def _is_seen(kid: Kid) -> bool:
    return isinstance(kid, Node) or bool(getattr(kid, "text", "x").strip())


def _first_level(element: Element) -> int:
    """Return the level of the first heading in an element."""
    return next((HEADINGS[child.tag] for child in element if child.tag in HEADINGS), 2)


def _link_around(node: Node) -> Node | None:
    """Return the link that an element stands in."""
    around: Node | None = node
    while around is not None and around.role in {*INLINE, "Figure"}:
        if around.role == "Link":
            return around
        around = around.parent
    return None


def _words_of_picture(element: Element) -> str:
    if element.tag == SVG:
        title = element.find("{http://www.w3.org/2000/svg}title")
        return (title.text or "").strip() if title is not None else element.get("aria-label", "")
    return element.get("alt", "").strip()


def _classes(node: Node | None) -> list[str]:
    if node is None or node.element is None:
        return []
    return node.element.get("class", "").split()


def _innermost(around: Node) -> Node:
    """Return the section that is open at the end of an element."""
    return around.sections[-1][1] if around.sections else around


def _close(around: Node, level: int) -> None:
    """Close the sections that a heading of a level ends."""
    while around.sections and around.sections[-1][0] >= level:
        around.sections.pop()


def _body(around: Node) -> Node:
    """Return what the content of an element stands in."""
    if around.role in SECTIONING:
        return _innermost(around)
    if around.role != "LI":
        return around
    last = around.kids[-1] if around.kids else None
    if isinstance(last, Node) and last.role == "LBody":
        inner = last.kids[-1] if last.kids else None
        is_note = isinstance(inner, Node) and inner.role == "Note" and inner.element is None
        return inner if is_note and isinstance(inner, Node) else last
    return around.add("LBody")


def _place(role: str, around: Node) -> Node:
    """Return what an element of a role is to be added to."""
    if role == "Lbl":
        return around
    body = _body(around)
    if role == "Link" and body.role == "TOCI":
        return body.add("Reference")
    is_inline = role in INLINE and role != "Formula"
    if is_inline or (role in {"Figure", "Formula"} and _is_going_on(body)):
        return _holding_text(body)
    return body


def _is_going_on(body: Node) -> bool:
    last = body.kids[-1] if body.kids else None
    return body.role in HOLDING and isinstance(last, Node) and last.supplied


def _holding_text(around: Node) -> Node:
    """Return what text in an element stands in: blocks that hold no text get a paragraph."""
    body = _body(around)
    if body.role not in HOLDING:
        return body
    last = body.kids[-1] if body.kids else None
    if isinstance(last, Node) and last.supplied:
        return last
    made = body.add("P")
    made.supplied = True
    return made


def _part_of_definition(element: Element, around: Node) -> Node:
    """Return a term or what it means: an item of a list is a term and its meanings."""
    last = around.kids[-1] if around.kids else None
    item = last if isinstance(last, Node) and last.role == "LI" else around.add("LI")
    if element.tag == "dt":
        if item.kids:
            item = around.add("LI")
        return item.add("Lbl", element)
    last = item.kids[-1] if item.kids else None
    if isinstance(last, Node) and last.role == "LBody":
        return last.add("Div", element)
    return item.add("LBody", element)
