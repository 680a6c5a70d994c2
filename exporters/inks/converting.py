"""All that a PDF, or a figure of one, is drawn with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from .gradients import recolour
from .mixing import BLACK
from .painting import repainted
from .photographs import redevelop

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .mixing import Inks


def convert_file(file: pikepdf.Pdf, inks: Inks) -> None:
    """Print a whole PDF in inks.

    Raises:
        UnfitError: something is drawn in a way whose colours cannot be changed.
    """
    for page in file.pages:
        contents = page.obj.get("/Contents")
        pieces = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        for piece in pieces:  # each of ours sets the colours that it needs
            if piece is not None:
                _repaint(piece, page.obj.get("/Resources"), inks)
    convert_drawing(list(file.objects), file, inks)


def convert_drawing(parts: Sequence[pikepdf.Object], file: pikepdf.Pdf, inks: Inks) -> None:
    """Print a figure in inks.

    Args:
        parts: the objects that draw it.
        file: which holds them.
        inks: what it is printed with.

    Raises:
        UnfitError: something is drawn in a way whose colours cannot be changed.
    """
    masks = {mask.objgen for part in parts for mask in _masks(part)}
    for part in parts:
        _convert(part, file, BLACK if part.objgen in masks else inks)


def _convert(entry: pikepdf.Object, file: pikepdf.Pdf, inks: Inks) -> None:
    """Change one object of a file, and what stands directly in it."""
    match entry:
        case pikepdf.Stream():
            _convert_stream(entry, inks)
        case pikepdf.Dictionary() if entry.get("/Subtype") == "/Type3":
            for drawing in entry.CharProcs.values():
                _repaint(drawing, entry.get("/Resources"), inks)
        case _:
            pass
    for part, named in _shadings(entry, None):
        recolour(part, named, inks, file)
    group = entry.get("/Group") if isinstance(entry, pikepdf.Dictionary | pikepdf.Stream) else None
    if group is not None and "/CS" in group:
        group.CS = pikepdf.Name(inks.space)


def _convert_stream(stream: pikepdf.Stream, inks: Inks) -> None:
    if stream.get("/Subtype") == "/Image":
        redevelop(stream, inks)
    elif stream.get("/Subtype") == "/Form" or stream.get("/PatternType") == 1:
        _repaint(stream, stream.get("/Resources"), inks)


def _repaint(stream: pikepdf.Object, resources: pikepdf.Object | None, inks: Inks) -> None:
    painted = repainted(stream, resources, inks)
    if painted is not None:
        stream.write(painted)


def _inner(entry: pikepdf.Object) -> list[pikepdf.Object]:
    """Return what stands directly in an object, not what it refers to."""
    match entry:
        case pikepdf.Dictionary() | pikepdf.Stream():
            values = [value for _, value in entry.items()]
        case pikepdf.Array():
            values = list(entry)
        case _:
            values = []
    return [
        value
        for value in values
        if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect
    ]


def _shadings(
    entry: pikepdf.Object, named: pikepdf.Object | None
) -> Iterator[tuple[pikepdf.Object, pikepdf.Object | None]]:
    """Yield the shadings in an object, each with the colour spaces that have names there."""
    if isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
        if "/ShadingType" in entry:
            yield entry, named
            return
        named = entry.get("/ColorSpace", named) if "/Shading" in entry else named
    for part in _inner(entry):
        yield from _shadings(part, named)


def _masks(entry: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the groups in an object that say by their light how much of something is seen."""
    if isinstance(entry, pikepdf.Dictionary) and "/SMask" in entry:
        mask = entry.SMask
        if isinstance(mask, pikepdf.Dictionary) and "/G" in mask:
            yield mask.G
    for part in _inner(entry):
        yield from _masks(part)
