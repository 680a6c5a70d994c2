"""All copies as one file for the printer, one after the other.

What they share is in the file once: each copy adds its pages, which are a few lines each, and what
is its own. The file is written as it comes, as an incremental update (ISO 32000-1, 7.5.6) of one
that holds what is shared. It is for printing: it has neither tags nor links, which would be
repeated for each copy, and conforms to PDF/A-3u (ISO 19005-3) instead of PDF/A-3a.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Final

import pikepdf

from presswork.problems import Problem, ProblemKind, Problems

from .updates import Base, stream_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .copies import Batch, Copies

KEPT: Final = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/Resources", "/Contents")
"""What a page of a run has of the page that it is made from."""

TOLD: Final = ("/OutputIntents", "/Lang", "/ViewerPreferences")
"""What a run says of itself as a copy does."""

MOST_BATCHES: Final = 500
"""How many layouts go into one run: what they share is held in memory."""

FAN: Final = 100
"""How many pages or groups of pages a group holds (7.7.3.2)."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that copies have.

    Args:
        boxes: how large it is, as its dictionary says it.
        head: that, and what it draws with.
        contents: what draws it: shared objects by their numbers, or which of its own.
    """

    boxes: bytes
    head: bytes
    contents: tuple[tuple[bool, int], ...]


def write_run(
    copies: Copies, dividers: Copies | None, destination: Path, *, both_sides: bool
) -> int:
    """Write all copies as one file, in the order of the list.

    Args:
        copies: laid out.
        dividers: the pages that stand before each copy, laid out too; None for none.
        destination: the file.
        both_sides: whether paper is printed on both sides, and each copy begins in front.

    Returns:
        how many pages the run has.

    Raises:
        Problems: there are too many layouts for one file.
        OSError: it cannot be written.
    """
    parts = [copies] if dividers is None else [dividers, copies]
    batches = [batch for part in (copies, *parts[:-1]) for batch in part.batches]
    if len(batches) > MOST_BATCHES:
        what = f"one file cannot hold {len(batches):,} layouts; {MOST_BATCHES} are the most"
        hint = "make a file for each recipient: --recipients-as files"
        raise Problems([Problem(what, hint=hint, kind=ProblemKind.OUTPUT)])
    shared = destination.with_name(f"{destination.name}.shared")
    try:
        root, pages_of = _write_shared(batches, shared, both_sides=both_sides)
        with destination.open("wb") as file:
            run = _Run(file, Base.of(shared.read_bytes()), root)
            for recipients in zip(*(part.all() for part in parts), strict=True):
                for _, batch, own in recipients:
                    run.add(pages_of[id(batch)], own)
                    if both_sides:
                        run.fill_up()
            run.finish()
            return run.count
    finally:
        shared.unlink(missing_ok=True)


def _write_shared(
    batches: Sequence[Batch], path: Path, *, both_sides: bool
) -> tuple[int, dict[int, tuple[_Page, ...]]]:
    """Write what all copies share.

    Return the number of the root of its pages, and the pages of each batch by its identity.
    """
    own: list[list[list[int | None]]] = []
    with ExitStack() as opened, pikepdf.new() as shared:
        for at, batch in enumerate(batches):
            source = opened.enter_context(pikepdf.open(batch.path))
            if at == 0:
                _tell(shared, source, both_sides=both_sides)
            own.append([])
            for page in source.pages:
                pieces = _pieces(page.obj)
                own[-1].append([_own(piece, batch) for piece in pieces])
                shared.pages.append(page)
                kept = shared.pages[-1].obj
                for key in set(kept.keys()) - {*KEPT, "/Type", "/Parent"}:
                    del kept[key]
        shared.save(
            path,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    with pikepdf.open(path) as written:
        pages = iter(written.pages)
        return written.Root.Pages.objgen[0], {
            id(batch): tuple(_page(next(pages).obj, pieces) for pieces in pages_of_batch)
            for batch, pages_of_batch in zip(batches, own, strict=True)
        }


def _pieces(page: pikepdf.Object) -> list[pikepdf.Object]:
    contents = page.Contents
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def _own(piece: pikepdf.Object, batch: Batch) -> int | None:
    """Return which of the streams that a copy exchanges a piece of a page is, if it is one."""
    number = piece.objgen[0]
    return batch.streams.index(number) if number in batch.streams else None


def _page(page: pikepdf.Object, own: Sequence[int | None]) -> _Page:
    boxes = b"".join(
        key.encode() + page[key].unparse() for key in KEPT if key in page and key.endswith("Box")
    )
    resources = page.Resources
    written = b"%d %d R" % resources.objgen if resources.is_indirect else resources.unparse()
    contents = tuple(
        (False, piece.objgen[0]) if at is None else (True, at)
        for piece, at in zip(_pieces(page), own, strict=True)
    )
    return _Page(boxes, b"%b/Resources %b" % (boxes, written), contents)


_LEVEL: Final = re.compile(rb"(<pdfaid:conformance>)A(</pdfaid:conformance>)")
_ACCESSIBLE: Final = re.compile(rb"\s*<pdfuaid:part>1</pdfuaid:part>")


def _tell(shared: pikepdf.Pdf, source: pikepdf.Pdf, *, both_sides: bool) -> None:
    """Let a run say of itself what a copy does, but for what only a tagged file may say.

    Sheets ask the printer for one side or both; here that is as the whole run is printed.
    """
    for key in TOLD:
        if key in source.Root:
            shared.Root[key] = shared.copy_foreign(source.make_indirect(source.Root[key]))
    preferences = shared.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    if "/Duplex" in preferences:
        box = pikepdf.Rectangle(source.pages[0].trimbox)
        edge = "Short" if box.width > box.height else "Long"
        way = f"/DuplexFlip{edge}Edge" if both_sides else "/Simplex"
        preferences.Duplex = pikepdf.Name(way)
    packet = _ACCESSIBLE.sub(b"", _LEVEL.sub(rb"\1U\2", source.Root.Metadata.read_bytes()))
    told = shared.make_stream(packet)
    told.Type, told.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    shared.Root.Metadata = told
    for key, value in source.docinfo.items():
        shared.docinfo[key] = str(value)


class _Run:
    """A run that is being written.

    The groups of pages are three levels deep: groups of pages, groups of those, and the root.
    """

    def __init__(self, file: BinaryIO, base: Base, root: int) -> None:
        self._file = file
        self._base = base
        self._root = root
        self._places = array("Q")
        self._position = len(base.content)
        self._leaf = _Group()
        self._middle = _Group()
        self._top = _Group(root)
        self._boxes = b""
        self.count = 0
        file.write(base.content)

    def add(self, pages: Sequence[_Page], own: Sequence[bytes]) -> None:
        """Add the pages of a copy, with what is its own."""
        numbers = [self._write_own(content) for content in own]
        for page in pages:
            references = (b"%d 0 R" % (numbers[at] if own else at) for own, at in page.contents)
            self._add_page(b"%b/Contents[%b]" % (page.head, b" ".join(references)))
            self._boxes = page.boxes

    def fill_up(self) -> None:
        """Add an empty page where the last one is in front, so that what follows is in front."""
        if self.count % 2:
            self._add_page(self._boxes + b"/Resources<<>>")

    def finish(self) -> None:
        """Write what comes last: the groups that are not full, the root, the cross-references."""
        self._close(self._leaf, self._middle)
        self._close(self._middle, self._top)
        at_root = self._position
        self._write(b"%d 0 obj\n%b\nendobj\n" % (self._root, self._top.written(b"")))
        places = ((self._root, (at_root,)), (self._base.size, self._places))
        digest = hashlib.md5(self._base.content, usedforsecurity=False)
        digest.update(self._places.tobytes())
        self._file.write(self._base.ending(places, self._position, digest.hexdigest()))

    def _add_page(self, content: bytes) -> None:
        if not self._middle.number:
            self._middle = _Group(self._reserved())
        if not self._leaf.number:
            self._leaf = _Group(self._reserved())
        number = self._reserved()
        parent = b"/Parent %d 0 R" % self._leaf.number
        self._write_object(number, b"<</Type/Page%b%b>>" % (parent, content))
        self._leaf.add(number, 1)
        self.count += 1
        if len(self._leaf.kids) == FAN:
            self._close(self._leaf, self._middle)
        if len(self._middle.kids) == FAN:
            self._close(self._middle, self._top)

    def _close(self, group: _Group, around: _Group) -> None:
        if group.number:
            parent = b"/Parent %d 0 R" % around.number
            self._write_object(group.number, group.written(parent))
            around.add(group.number, group.count)
            group.number, group.count = 0, 0
            group.kids = []

    def _write_own(self, content: bytes) -> int:
        number = self._reserved()
        self._write_object(number, stream_of(content))
        return number

    def _reserved(self) -> int:
        self._places.append(0)
        return self._base.size + len(self._places) - 1

    def _write_object(self, number: int, content: bytes) -> None:
        self._places[number - self._base.size] = self._position
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, content))

    def _write(self, content: bytes) -> None:
        self._file.write(content)
        self._position += len(content)


@dataclass(slots=True)
class _Group:
    """A group of pages or groups (7.7.3.2).

    Args:
        number: of its object; 0 where it has not begun.
        kids: the numbers of what is in it.
        count: how many pages that are.
    """

    number: int = 0
    kids: list[int] = field(default_factory=list)
    count: int = 0

    def add(self, number: int, pages: int) -> None:
        """Add a page or a group."""
        self.kids.append(number)
        self.count += pages

    def written(self, parent: bytes) -> bytes:
        """Return it as it is written."""
        kids = b" ".join(b"%d 0 R" % kid for kid in self.kids)
        return b"<</Type/Pages%b/Count %d/Kids[%b]>>" % (parent, self.count, kids)
