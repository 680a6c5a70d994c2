"""A Word file as text that can be read: a line each paragraph, with its style, runs and fields."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Final

from lxml import etree

from exporters.docx.bookmarks import Bookmarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lxml.etree import _Element as Element

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
W: Final = f"{{{NAMESPACES['w']}}}"
RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MARKS: Final = {"b": "bold", "i": "italic", "strike": "struck", "smallCaps": "small caps"}


def part(path: Path, name: str) -> Element:
    """Return the root of a part of the package."""
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(name))


def body_tree(path: Path) -> str:
    """Return the body."""
    body = part(path, "word/document.xml").find("w:body", NAMESPACES)
    assert body is not None
    tree = "\n".join(_blocks(body, ""))
    for relationship in part(path, "word/_rels/document.xml.rels"):
        tree = tree.replace(f"<{relationship.get('Id')}|", f"<{relationship.get('Target')}|")
    return readable(tree)


_IDS: Final[dict[str, str]] = {}


def remember(ids: Iterable[str]) -> None:
    """Remember the ids of a document, which bookmarks do not show: see `readable`."""
    known = list(ids)
    bookmarks = Bookmarks(known)
    for id_ in known:
        names = {id_: bookmarks.name(id_), f"{id_} listed": bookmarks.name(bookmarks.listed(id_))}
        for place, name in names.items():
            _IDS[str(name)] = re.sub(r"\W", "_", place, flags=re.ASCII)


def readable(shown: str) -> str:
    """Return a text with the ids that bookmarks such as `_Ref049274019` were made of."""
    return re.sub(r"_(?:Ref|Toc)\d{9}", lambda found: _IDS.get(found[0], found[0]), shown)


def footnote_tree(path: Path, kind: str = "footnote") -> str:
    """Return the footnotes, or endnotes, that are not separators."""
    lines = []
    for note in part(path, f"word/{kind}s.xml"):
        if note.get(f"{W}type") is None:
            lines.append(f"{kind} {note.get(f'{W}id')}")
            lines += _blocks(note, "  ")
    return readable("\n".join(lines))


def _blocks(parent: Element, indent: str) -> Iterator[str]:
    for child in parent:
        match child.tag.removeprefix(W):
            case "p":
                yield indent + _paragraph(child)
            case "sdt":
                for content in child.iterfind("w:sdtContent", NAMESPACES):
                    yield from _blocks(content, indent)
            case "tbl":
                widths = [
                    column.get(f"{W}w")
                    for column in child.iterfind("w:tblGrid/w:gridCol", NAMESPACES)
                ]
                yield f"{indent}table {' '.join(map(str, widths))}"
                for row in child.iterfind("w:tr", NAMESPACES):
                    head = row.find("w:trPr/w:tblHeader", NAMESPACES) is not None
                    yield f"{indent}  {'head' if head else 'row'}"
                    for cell in row.iterfind("w:tc", NAMESPACES):
                        yield f"{indent}    cell{_cell(cell)}"
                        yield from _blocks(cell, indent + "      ")
            case _:
                pass


def _cell(cell: Element) -> str:
    span = cell.find("w:tcPr/w:gridSpan", NAMESPACES)
    merge = cell.find("w:tcPr/w:vMerge", NAMESPACES)
    words = f" span={span.get(f'{W}val')}" if span is not None else ""
    if merge is not None:
        words += f" merge={merge.get(f'{W}val', 'continue')}"
    return words


def _paragraph(paragraph: Element) -> str:
    properties = paragraph.find("w:pPr", NAMESPACES)
    style = paragraph.find("w:pPr/w:pStyle", NAMESPACES)
    if properties is None or style is None:
        return f"-: {''.join(_content(paragraph))}".rstrip()
    extra = []
    number = properties.find("w:numPr", NAMESPACES)
    if number is not None:
        extra.append("list " + ":".join(str(each.get(f"{W}val")) for each in reversed(number)))
    for name in ("keepNext", "pageBreakBefore", "ind", "contextualSpacing", "jc"):
        found = properties.find(f"w:{name}", NAMESPACES)
        if found is not None:
            extra.append(" ".join([name, *(str(value) for value in found.attrib.values())]))
    told = f" [{', '.join(extra)}]" if extra else ""
    return f"{style.get(f'{W}val')}{told}: {''.join(_content(paragraph))}".rstrip()


def _content(parent: Element) -> Iterator[str]:
    for child in parent:
        match child.tag.removeprefix(W):
            case "r":
                yield from _run(child)
            case "hyperlink":
                target = child.get(f"{W}anchor") or child.get(f"{RELATION}id")
                yield f"<{target}|{''.join(_content(child))}>"
            case "bookmarkStart":
                yield f"(#{child.get(f'{W}name')} "
            case "bookmarkEnd":
                yield ")"
            case _:
                pass


def _run(run: Element) -> Iterator[str]:
    marks = []
    for mark in run.iterfind("w:rPr/*", NAMESPACES):
        name = mark.tag.removeprefix(W)
        if name in ("rStyle", "vertAlign", "u", "lang"):
            marks.append(str(mark.get(f"{W}val")))
        elif name in MARKS:
            marks.append(MARKS[name])
    shown = "".join(_piece(child) for child in run)
    if shown:
        yield f"{{{' '.join(marks)}: {shown}}}" if marks and "w:t" in _names(run) else shown


def _names(run: Element) -> set[str]:
    return {child.tag.replace(W, "w:") for child in run}


def _piece(child: Element) -> str:
    match child.tag.removeprefix(W):
        case "t":
            return (child.text or "").replace("\N{NO-BREAK SPACE}", "~")
        case "tab":
            return "→"
        case "br":
            return "↵"
        case "footnoteReference":
            return f"[note {child.get(f'{W}id')}]"
        case "endnoteReference":
            return f"[endnote {child.get(f'{W}id')}]"
        case "footnoteRef" | "endnoteRef":
            return "[mark]"
        case "instrText":
            return (child.text or "").strip()
        case "fldChar":
            kinds = {"begin": "«", "separate": " = ", "end": "»"}
            return kinds[str(child.get(f"{W}fldCharType"))]
        case "drawing":
            described = child.find(".//wp:docPr", NAMESPACES)
            assert described is not None
            return f"(image: {described.get('descr') or 'decorative'})"
        case _:
            return ""
