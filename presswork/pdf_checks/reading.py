"""A PDF file, read once for all rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pikepdf

from presswork.pdf_checks import objects
from presswork.pdf_checks.faces import read_face
from presswork.pdf_checks.painting import Reader
from presswork.pdf_checks.tree import Tree, read_tree
from presswork.pdf_checks.xmp import Metadata, read_metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from presswork.pdf_checks.contents import Contents, Font, Sighting
    from presswork.pdf_checks.faces import Face
    from presswork.pdf_checks.objects import Key, Value
    from presswork.pdf_checks.standards import Standard
    from presswork.pdf_checks.tree import Element

_QUOTED: Final = 80


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link, a field or a note on a page.

    Args:
        page: counted from 1.
        kind: its subtype, for example `Link`.
        box: the box that the page shows; what lies outside is not seen.
    """

    node: Value
    page: int
    kind: str
    box: tuple[float, ...]

    @property
    def flags(self) -> int:
        """How it is shown (ISO 32000-1, table 165)."""
        return objects.integer(objects.entry(self.node, "/F"))

    @property
    def is_seen(self) -> bool:
        """Whether it is neither hidden nor outside of the page."""
        corners = objects.numbers(objects.entry(self.node, "/Rect"))
        if self.flags & 2:
            return False
        if len(corners) != 4 or len(self.box) != 4:  # noqa: PLR2004 - two corners
            return True
        left, low, right, high = self.box
        x0, x1 = sorted((corners[0], corners[2]))
        y0, y1 = sorted((corners[1], corners[3]))
        return x0 < right and x1 > left and y0 < high and y1 > low


@dataclass(slots=True)
class Reading:
    """What rules look at.

    Args:
        path: of the file.
        pdf: the file itself.
        pages: the numbers of its pages, by those of their objects.
        tree: its tags.
        contents: what its pages hold.
        metadata: what its XMP says.
        annotations: in the order of the pages.
        rows: which tags the MCIDs of pages and forms lead back to.
        outline: its bookmarks.
        archive: the PDF/A that it is held against.
        is_damaged: whether it had to be repaired to be read.
    """

    path: Path
    pdf: pikepdf.Pdf
    pages: dict[Key, int]
    tree: Tree
    contents: Contents
    metadata: Metadata
    annotations: list[Annotation]
    rows: dict[Key, list[Key | None]]
    outline: list[Value]
    archive: Standard | None
    is_damaged: bool
    _faces: dict[int, Face] = field(default_factory=dict)

    @property
    def root(self) -> Value:
        """The catalogue of the file."""
        return self.pdf.Root

    @property
    def language(self) -> str | None:
        """What the file says that it is written in."""
        return objects.text(objects.entry(self.pdf.Root, "/Lang"))

    def face(self, font: Font) -> Face:
        """Return a font, read once."""
        if id(font) not in self._faces:
            self._faces[id(font)] = read_face(font.node)
        return self._faces[id(font)]

    def quote(self, sighting: Sighting) -> str:
        """Return the text that something was met with first."""
        if sighting.font is None:
            return ""
        piece = self.contents.pieces.get(sighting.mark) if sighting.mark is not None else None
        texts = piece.text if piece is not None else [(sighting.font, sighting.text)]
        return "".join(self.face(font).decoded(text) for font, text in texts)

    def words(self, element: Element, most: int = _QUOTED) -> str:
        """Return the beginning of the text in a tag, or what stands for it."""
        parts: list[str] = []
        length = 0
        for part in self.tree.below(element):
            spoken = part.actual or part.alt
            texts = [spoken] if spoken else self._texts(part)
            for text in texts:
                parts.append(text)
                length += len(text)
                if length >= most:
                    return " ".join("".join(parts).split())
        return " ".join("".join(parts).split())

    def _texts(self, element: Element) -> Iterator[str]:
        for mark in element.marks:
            piece = self.contents.pieces.get(mark)
            if piece is not None and piece.text:
                yield "".join(self.face(font).decoded(text) for font, text in piece.text)


def read(path: Path, pdf: pikepdf.Pdf, archive: Standard | None) -> Reading:
    """Return a file that was opened, with all that rules look at.

    Args:
        path: of the file.
        pdf: the file.
        archive: the PDF/A that it is held against.
    """
    pages: dict[Key, int] = {}
    for number, page in enumerate(pdf.pages, 1):
        pages.setdefault(page.obj.objgen, number)
    tree = read_tree(pdf, pages)
    speaks = objects.text(objects.entry(pdf.Root, "/Lang")) is not None
    reader = Reader(tree, speaks)
    annotations: list[Annotation] = []
    for number, page in enumerate(pdf.pages, 1):
        reader.page(page.obj, number)
        annotations += _annotations(page, number)
    for annotation in annotations:
        for form in _looks(annotation.node):
            reader.appearance(form, annotation.page)
    return Reading(
        path=path,
        pdf=pdf,
        pages=pages,
        tree=tree,
        contents=reader.found,
        metadata=read_metadata(objects.entry(pdf.Root, "/Metadata")),
        annotations=annotations,
        rows=_rows(tree, pdf, reader.found),
        outline=list(_outline(pdf)),
        archive=archive,
        is_damaged=bool(pdf.get_warnings()),
    )


def _rows(tree: Tree, pdf: pikepdf.Pdf, contents: Contents) -> dict[Key, list[Key | None]]:
    places: list[Value] = [page.obj for page in pdf.pages]
    places += [form for form, _ in contents.forms.values()]
    rows: dict[Key, list[Key | None]] = {}
    for place in places:
        known = objects.key(place)
        number = objects.number(objects.entry(place, "/StructParents"))
        if known is not None and number is not None and known not in rows:
            marks = objects.elements(tree.parents.get(int(number)))
            rows[known] = [objects.key(node) for node in marks]
    return rows


def _outline(pdf: pikepdf.Pdf) -> Iterator[Value]:
    """Return the bookmarks of a file, each once."""
    seen: set[Key] = set()
    waiting = [objects.entry(objects.entry(pdf.Root, "/Outlines"), "/First")]
    while waiting:
        item = waiting.pop()
        known = objects.key(item)
        if known is None or known in seen:
            continue
        seen.add(known)
        yield item
        waiting += [objects.entry(item, "/Next"), objects.entry(item, "/First")]


def _annotations(page: pikepdf.Page, number: int) -> Iterator[Annotation]:
    box = tuple(objects.numbers(objects.inherited(page.obj, "/CropBox")))
    box = box or tuple(objects.numbers(objects.inherited(page.obj, "/MediaBox")))
    for node in objects.elements(objects.entry(page.obj, "/Annots")):
        if objects.is_dictionary(node):
            yield Annotation(node, number, objects.name(objects.entry(node, "/Subtype")), box)


def _looks(node: Value) -> Iterable[Value]:
    """Return the forms that show an annotation."""
    normal = objects.entry(objects.entry(node, "/AP"), "/N")
    if isinstance(normal, pikepdf.Stream):
        return [normal]
    return [form for _, form in objects.entries(normal)]
