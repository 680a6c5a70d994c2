"""What is a recipient's own, printed in the inks that the pages around it are printed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import pikepdf

from exporters.inks.painting import repainted

from .spools import drawn_in, put_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from exporters.inks import Inks

    from .places import Places


def put_in_inks(places: Places, path: Path, inks: Inks) -> None:
    """Print what is drawn in places as the file of their pages, which was written anew.

    Args:
        places: of the pages; their spools are exchanged, and the numbers of their streams.
        path: the file.
        inks: what it is printed with.
    """
    with pikepdf.open(path) as file:
        numbers = (piece.objgen[0] for page in file.pages for piece in own_pieces(page.obj))
        for place, number in zip(places.drawn, numbers, strict=True):
            place.number = number
        places.spools = [_converted(spool, places.spool, file, inks) for spool in places.spools]


def own_pieces(page: pikepdf.Object) -> list[pikepdf.Object]:
    """Return the pieces of a page that copies exchange: those between the others."""
    contents = page.Contents
    return list(contents)[1::2] if isinstance(contents, pikepdf.Array) else []


def _converted(
    spool: BinaryIO, fresh: Callable[[], BinaryIO], file: pikepdf.Pdf, inks: Inks
) -> BinaryIO:
    spool.seek(0)
    converted = fresh()
    stream = file.make_stream(b"")
    for whose, content in drawn_in(spool):
        stream.write(content)
        put_in(converted, whose, repainted(stream, None, inks) or stream.read_bytes())
    return converted
