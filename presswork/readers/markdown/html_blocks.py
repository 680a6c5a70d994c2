"""HTML on lines of its own: tables, figures, lists and the like; what is in them is Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import lxml.html
from lxml import etree

from presswork.document import (
    Alignment,
    BulletList,
    Cell,
    CodeBlock,
    Column,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    OrderedList,
    Panel,
    Paragraph,
    Quote,
    Row,
    Table,
    ThematicBreak,
)
from presswork.inlines import Strong
from presswork.readers import identifiers
from presswork.readers.markdown import pictures
from presswork.readers.markdown.attributes import Attributes
from presswork.readers.markdown.inlines import read_inlines
from presswork.readers.references.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.document import Block, Blocks
    from presswork.inlines import Inlines
    from presswork.readers.markdown.reading import Reading

_FRAMES: Final = words(
    """div section article main header footer aside center details nav html body span font small
    p a picture form fieldset"""
)
"""What may stand around Markdown: its tags are left out, and what they hold stays."""

_CONTAINERS: Final = words(
    """div section article main header footer aside center details nav html body form fieldset
    blockquote li dd dt td th figure summary"""
)
_BLOCKS: Final = _CONTAINERS | words(
    "p table ul ol dl pre hr h1 h2 h3 h4 h5 h6 figcaption caption img picture"
)
_DROPPED: Final = words(
    "style link meta title head script noscript template source track colgroup col"
)
_UNKNOWN: Final = words(
    "iframe video audio object embed svg canvas math input button select textarea"
)
_TAGS: Final = re.compile(r"</?([A-Za-z][\w-]*)(?:\"[^\"]*\"|'[^']*'|[^'\">])*>")
_ALIGNMENTS: Final = {
    "left": Alignment.START,
    "center": Alignment.CENTER,
    "right": Alignment.END,
}
_LARGEST_SPAN: Final = 1000
_DEEPEST: Final = 30


def is_frame(source: str) -> bool:
    """Tell whether HTML is nothing but tags around Markdown: `<div>` alone, `</center>`."""
    if _TAGS.sub("", source).strip():
        return False
    return all(name.lower() in _FRAMES for name in _TAGS.findall(source))


def read_html(source: str, line: int, reading: Reading) -> Blocks | None:
    """Make blocks of HTML.

    Args:
        source: the HTML, without comments.
        line: where it begins.
        reading: the document.

    Returns:
        None where something in it has no equivalent.
    """
    try:
        root = lxml.html.fragment_fromstring(source, create_parent="div")
    except (etree.ParserError, ValueError):
        return None
    names = {element.tag for element in root.iter() if isinstance(element.tag, str)}
    if names & _UNKNOWN or any(isinstance(name, str) and ":" in name for name in names):
        return None
    return tuple(_Reader(line, reading).blocks(root, 0))


def _name(element: etree._Element) -> str:
    return element.tag if isinstance(element.tag, str) else ""


@dataclass(slots=True)
class _Reader:
    """Reads one piece of HTML.

    Args:
        line: where it begins.
        reading: the document.
    """

    line: int
    reading: Reading

    def blocks(self, element: etree._Element, depth: int) -> Iterator[Block]:
        """Yield the blocks within an element; words between them are paragraphs."""
        run: list[str] = [element.text or ""]
        line = self._line(element)
        for child in element:
            name = _name(child)
            if name in _DROPPED or not name:
                run.append(child.tail or "")
            elif name in _BLOCKS and depth < _DEEPEST:
                yield from self._paragraph("".join(run), line)
                yield from self._block(child, name, depth + 1)
                run, line = [child.tail or ""], self._line(child)
            else:
                run.append(_source(child) + (child.tail or ""))
        yield from self._paragraph("".join(run), line)

    def _line(self, element: etree._Element) -> int:
        line = element.sourceline
        return self.line + (line - 1 if isinstance(line, int) and line > 0 else 0)

    def _paragraph(self, source: str, line: int) -> Iterator[Block]:
        inlines = self._inlines(source, line)
        if inlines:
            yield Paragraph(inlines, self.reading.at(line))

    def _inlines(self, source: str, line: int) -> Inlines:
        text = " ".join(source.split())
        return read_inlines(self.reading.parse_line(text), line, self.reading) if text else ()

    def _words(self, element: etree._Element | None) -> Inlines:
        if element is None:
            return ()
        return self._inlines(_inner(element), self._line(element))

    def _block(self, element: etree._Element, name: str, depth: int) -> Iterator[Block]:
        location = self.reading.at(self._line(element))
        match name:
            case "table":
                yield self._table(element, depth)
            case "ul":
                yield BulletList(self._items(element, depth), location=location)
            case "ol":
                start = element.get("start", "1")
                number = int(start) if start.isdecimal() and len(start) < 9 else 1  # noqa: PLR2004
                yield OrderedList(self._items(element, depth), number, location=location)
            case "dl":
                yield DefinitionList(tuple(self._definitions(element, depth)), location)
            case "blockquote":
                yield Quote(tuple(self.blocks(element, depth)), location)
            case "pre":
                code = element.find("code")
                named = (element if code is None else code).get("class", "")
                language = named.rpartition("language-")[2].split(" ")[0]
                yield CodeBlock("".join(_texts(element)).strip("\n"), language, location)
            case "hr":
                yield ThematicBreak(location)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                yield self._heading(element, int(name[1]))
            case "figure" | "img" | "picture":
                yield from self._figure(element)
            case "summary":
                inlines = self._words(element)
                if inlines:
                    yield Paragraph((Strong(inlines),), location)
            case "p" if _only_pictures(element):
                yield from self._figure(element)
            case "p" | "caption" | "figcaption":
                yield from self._paragraph(_inner(element), self._line(element))
            case _:
                yield from self.blocks(element, depth)

    def _heading(self, element: etree._Element, level: int) -> Heading:
        children = self._words(element)
        text = "".join(_texts(element))
        wanted = element.get("id") or identifiers.slug(text)
        self.reading.section = identifiers.unique(wanted, self.reading.ids)
        self.reading.ids.add(self.reading.section)
        location = self.reading.at(self._line(element))
        return Heading(level, children, self.reading.section, location=location)

    def _items(self, element: etree._Element, depth: int) -> tuple[Blocks, ...]:
        return tuple(tuple(self.blocks(item, depth)) for item in element.iterchildren("li"))

    def _definitions(self, element: etree._Element, depth: int) -> Iterator[Definition]:
        current: Definition | None = None
        for child in element.iterchildren("dt", "dd"):
            if child.tag == "dt":
                if current:
                    yield current
                current = Definition(self._words(child), ())
            elif current:
                meaning = tuple(self.blocks(child, depth))
                current = replace(current, meanings=(*current.meanings, meaning))
        if current:
            yield current

    def _figure(self, element: etree._Element) -> Iterator[Block]:
        caption = self._words(element.find(".//figcaption"))
        found = [element] if element.tag == "img" else list(element.iter("img"))
        panels = [self._panel(image, caption) for image in found]
        identifier = element.get("id") or None
        location = self.reading.at(self._line(element))
        table = element.find(".//table") if element.tag == "figure" else None
        if table is not None:
            made = self._table(table, 0)
            yield replace(made, caption=made.caption or caption, id=made.id or identifier)
        elif panels:
            yield Figure(tuple(panels), caption, identifier, location=location)
        elif not found and element.tag == "figure":
            yield from self.blocks(element, 0)

    def _panel(self, image: etree._Element, caption: Inlines) -> Panel:
        values = {str(name): str(value) for name, value in image.attrib.items()}
        values |= _sizes(values.get("style", ""))
        picture = pictures.Picture(values.get("src", ""), Attributes(values=values))
        read = pictures.read_figure_picture(picture, caption, self._line(image), self.reading)
        return Panel(read)

    def _table(self, element: etree._Element, depth: int) -> Table:
        rows = [
            (row, in_head or all(cell.tag == "th" for cell in row))
            for row, in_head in _rows(element)
            if len(row)
        ]
        count = 0
        while count < len(rows) and rows[count][1] and count < len(rows) - 1:
            count += 1
        grid = _Grid()
        read = [self._row(row, grid, depth, in_head=at < count) for at, (row, _) in enumerate(rows)]
        caption = element.find("caption")
        return Table(
            columns=tuple(
                Column(grid.alignments.get(at, Alignment.START)) for at in range(grid.width or 1)
            ),
            head=tuple(read[:count]),
            body=tuple(read[count:]),
            caption=self._words(caption),
            id=element.get("id") or None,
            location=self.reading.at(self._line(element)),
        )

    def _row(self, row: etree._Element, grid: _Grid, depth: int, *, in_head: bool) -> Row:
        cells: list[Cell] = []
        for cell in row:
            if cell.tag not in {"td", "th"}:
                continue
            columns, rows = _span(cell, "colspan"), _span(cell, "rowspan")
            column = grid.place(columns, rows)
            alignment = _alignment(cell)
            if columns == 1 and alignment:
                grid.alignments.setdefault(column, alignment)
            cells.append(
                Cell(
                    tuple(self.blocks(cell, depth)),
                    columns,
                    rows,
                    heading=cell.tag == "th" and not in_head,
                    alignment=alignment,
                )
            )
        grid.next_row()
        return Row(tuple(cells))


@dataclass(slots=True)
class _Grid:
    """Where the next cell of a table stands.

    Args:
        column: of the next cell.
        width: how many columns there are so far.
        covered: how many rows more each column is covered by a cell above.
        alignments: of the columns, as their first cells say.
    """

    column: int = 0
    width: int = 0
    covered: dict[int, int] = field(default_factory=dict)
    alignments: dict[int, Alignment] = field(default_factory=dict)

    def place(self, columns: int, rows: int) -> int:
        while self.covered.get(self.column, 0) > 0:
            self.column += 1
        place = self.column
        if rows > 1:
            self.covered.update(dict.fromkeys(range(place, place + columns), rows))
        self.column += columns
        self.width = max(self.width, self.column)
        return place

    def next_row(self) -> None:
        self.column = 0
        self.covered = {at: left - 1 for at, left in self.covered.items() if left > 1}


def _rows(table: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    for part in table:
        if part.tag == "tr":
            yield part, False
        elif part.tag in {"thead", "tbody", "tfoot"}:
            for row in part.iterchildren("tr"):
                yield row, part.tag == "thead"


def _span(cell: etree._Element, name: str) -> int:
    text = cell.get(name, "1").strip()
    return min(max(1, int(text)), _LARGEST_SPAN) if text.isdecimal() and len(text) < 9 else 1  # noqa: PLR2004


def _alignment(cell: etree._Element) -> Alignment | None:
    style = cell.get("style", "").replace(" ", "").lower()
    written = cell.get("align") or style.partition("text-align:")[2].partition(";")[0]
    return _ALIGNMENTS.get(written.strip().lower())


def _sizes(style: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in style.split(";"):
        name, _, value = part.partition(":")
        if name.strip() in {"width", "height"}:
            found[name.strip()] = value.strip()
    return found


def _only_pictures(element: etree._Element) -> bool:
    if (element.text or "").strip() or not len(element):
        return False
    allowed = {"img", "br", "a", "picture"}
    inner = all(
        child.tag in allowed and not (child.tail or "").strip() and not (child.text or "").strip()
        for child in element.iterdescendants()
    )
    return inner and element.find(".//img") is not None


def _source(element: etree._Element) -> str:
    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))


def _inner(element: etree._Element) -> str:
    parts = ((_source(child) if _name(child) else "") + (child.tail or "") for child in element)
    return (element.text or "") + "".join(parts)


def _texts(element: etree._Element) -> Iterator[str]:
    for text in element.itertext():
        yield str(text)
