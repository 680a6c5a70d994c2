"""What a PDF holds, as text to be compared: all but how it looks.

Lines of text end where sentences do, not where the lines of the page do, and words that the page
divides are whole: the text of a page changes when other words are on it, not when they are set
otherwise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pikepdf
import pypdfium2

from tests import pdf_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

DIVIDED: Final = re.compile(r"(?<=\w)[\N{HYPHEN}\x02\N{SOFT HYPHEN}]\s+(?=\w)")
SENTENCE: Final = re.compile(r"(?<=[.!?])[ ](?=[\W]?[A-Z])")
SUBSET: Final = re.compile(r"^/[A-Z]{6}\+")
UNIVERSAL_ACCESS: Final = "{http://www.aiim.org/pdfua/ns/id/}part"


def whole(path: Path) -> list[str]:
    """Return all that can be told of a PDF."""
    return [*overview(path), *links(path), *_section("tags", pdf_tree.lines(path)), *texts(path)]


def overview(path: Path) -> list[str]:
    """Return the number of the pages, what the file says of itself, its fonts and its outline."""
    with pikepdf.open(path) as pdf:
        return [
            *_section("pages", _pages(pdf)),
            *_section("metadata", _metadata(pdf)),
            *_section("fonts", _fonts(pdf)),
            *_section("files", _files(pdf)),
            *_section("outline", _outline(pdf)),
        ]


def links(path: Path) -> list[str]:
    """Return the links of each page: an address outside, or the page that they lead to."""
    with pikepdf.open(path) as pdf:
        return _section("links", _links(pdf))


def texts(path: Path) -> list[str]:
    """Return the text of each page, a sentence a line."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    finally:
        pdf.close()
    return [
        line
        for number, text in enumerate(pages, 1)
        for line in _section(f"text of page {number}", _sentences(text))
    ]


def _section(title: str, lines: Iterable[str]) -> list[str]:
    return ["", f"# {title}", *lines]


def _sentences(text: str) -> Iterator[str]:
    whole = " ".join(DIVIDED.sub("", text).split())
    yield from SENTENCE.split(whole)


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        _, _, width, height = (float(edge) for edge in page.mediabox)
        yield f"{page.label}: {width:.0f} by {height:.0f} pt"


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    yield f"Lang: {pdf.Root.get('/Lang', '')}"
    for name, value in sorted(pdf.docinfo.items()):
        if name != "/Producer":
            yield f"{name[1:]}: {value}"
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        yield f"PDF/A: {metadata.pdfa_status}"
        yield f"PDF/UA: {metadata.get(UNIVERSAL_ACCESS)}"


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    found = {
        SUBSET.sub("", str(entry.FontName)): any(
            key in entry for key in ("/FontFile", "/FontFile2", "/FontFile3")
        )
        for entry in pdf.objects
        if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/FontDescriptor"
    }
    for name in sorted(found):
        yield name if found[name] else f"{name} (not embedded)"


def _files(pdf: pikepdf.Pdf) -> Iterator[str]:
    for name, file in sorted(pdf.attachments.items()):
        yield f"{name}: {file.get_file().mime_type}, {str(file.obj.get('/AFRelationship', ''))[1:]}"


def _outline(pdf: pikepdf.Pdf) -> Iterator[str]:
    destinations = _destinations(pdf)

    def lines(items: list[pikepdf.OutlineItem], depth: int) -> Iterator[str]:
        for item in items:
            yield f"{'  ' * depth}{item.title} … {_page_of(item.destination, destinations)}"
            yield from lines(item.children, depth + 1)

    with pdf.open_outline() as outline:
        yield from lines(outline.root, 0)


def _links(pdf: pikepdf.Pdf) -> Iterator[str]:
    destinations = _destinations(pdf)
    for number, page in enumerate(pdf.pages, 1):
        for note in page.get("/Annots", ()):
            if note.get("/Subtype") != "/Link":
                continue
            if "/Dest" in note:
                to = f"{note.Dest} … {_page_of(note.Dest, destinations)}"
            else:
                to = str(note.A.get("/URI", note.A))
            yield f"{number}: {to}"


def _destinations(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    names = pdf.Root.get("/Names")
    if names is None or "/Dests" not in names:
        return {}
    return {str(name): value for name, value in pikepdf.NameTree(names.Dests).items()}


def _page_of(destination: object, destinations: dict[str, pikepdf.Object]) -> int | str:
    """Return the number of the page that a link or a bookmark leads to."""
    named = destinations.get(str(destination), destination)
    if isinstance(named, pikepdf.Dictionary):
        named = named.D
    if not isinstance(named, pikepdf.Array):
        return "nowhere"
    return pikepdf.Page(named[0]).index + 1
