"""What mammoth reads in a Word file: no formulas, no listings, and no numbers of lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.validation.round_trips.told import BULLET, ITEM, Cell, Told
from tests.validation.texts import read_docx, squash

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement

_INSIDE = "ancestor::table or ancestor::li[starts-with(@id, 'footnote-')]"


def read(file: Path) -> Told:
    """Read a Word file with mammoth."""
    page = read_docx(file)
    for mark in page.xpath("//a[starts-with(@href, '#footnote-')]"):
        if mark.get("href").startswith("#footnote-ref"):
            mark.text = ""
        else:
            mark.getparent().drop_tree()
    told = Told()
    for heading in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6"):
        told.headings.append((int(heading.tag[1]), squash(heading.text_content())))
    for item in page.xpath("//li[not(starts-with(@id, 'footnote-'))]"):
        if item.text_content().strip() and not _only_nests(item):
            told.items.append((_mark(item), squash(_own(item))[:ITEM]))
    paragraphs = page.xpath(f"//p[not({_INSIDE})] | //li[not({_INSIDE})]")
    for paragraph in paragraphs:
        words = squash(_own(paragraph))
        if words:
            told.paragraphs.append(words)
    for table in page.xpath("//table"):
        told.tables.append([_row(row) for row in table.xpath("thead/tr | tbody/tr | tr")])
    for note in page.xpath("//li[starts-with(@id, 'footnote-')]"):
        told.notes.append(squash(note.text_content()))
    addresses = page.xpath("//a/@href")
    told.links = [str(each) for each in addresses if not str(each).startswith("#")]
    told.pictures = [squash(image.get("alt") or "") for image in page.xpath("//img")]
    return told


def _mark(item: HtmlElement) -> str:
    parent = item.getparent()
    return BULLET if parent is not None and parent.tag == "ul" else "number"


def _only_nests(item: HtmlElement) -> bool:
    """Tell whether an item is there alone to hold a list of a lower level."""
    return not _own(item).strip() and bool(item.xpath("ul | ol"))


def _own(element: HtmlElement) -> str:
    """Return the text of an element without that of lists within it."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag not in {"ul", "ol"}:
            pieces.append(child.text_content())
        pieces.append(child.tail or "")
    return re.sub(r"\s+", " ", "".join(pieces))


def _row(row: HtmlElement) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            squash(cell.text_content()),
            int(cell.get("colspan") or 1),
            int(cell.get("rowspan") or 1),
            cell.tag == "th",
        )
        for cell in row.xpath("th | td")
    )
