"""A process that paints a run of pages, and notes what each of them adds to what they share."""

from __future__ import annotations

import gc
import logging
import os
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NoReturn, TypeVar

from weasyprint.pdf import fonts
from weasyprint.pdf import stream as streams

from exporters.printed import Printed
from exporters.tagging.marking import PageStream

from .plain import plain
from .results import Glyphs, Learnt, Page, Painting, Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

    import weasyprint
    from weasyprint.formatting_structure.boxes import Box

    from exporters.tagging.nodes import Node

    from .common import Common, Picture

K = TypeVar("K")
V = TypeVar("V")


class _NotHereError(Exception):
    """A page needs what only the process that has all pages can name or tell."""


@dataclass(slots=True)
class Painter:
    """Paints a run of pages, in a process of its own, which ends with it.

    Args:
        common: the document.
        run: its pages, counted from 0.
        connection: to who waits for them.
    """

    common: Common
    run: range
    connection: Connection
    _boxes: dict[Box, int] = field(default_factory=dict)
    _nodes: dict[Node, int] = field(default_factory=dict)
    _pages: list[Page] = field(default_factory=list)
    _is_given_up: bool = False
    _plain: dict[int, object] = field(default_factory=dict)
    _known: dict[tuple[str, int], int] = field(default_factory=dict)

    def begin(self) -> None:
        """Take over this process: from here on WeasyPrint paints the pages of the run alone."""
        gc.disable()  # a search for garbage would copy all that is shared with the other process
        self._boxes = {box: at for at, box in enumerate(self.common.boxes)}
        self._nodes = {node: at for at, node in enumerate(self.common.nodes)}
        for number, page in enumerate(self.common.printed.pages):
            page.paint = partial(self._paint, page) if number in self.run else _pass_by
        streams.Stream.add_image = self._adding(streams.Stream.add_image)
        # What Pango is asked of a new font it may ask of a thread, which this process lacks.
        streams.Font = lambda font, description, _size: fonts.Font(font, description, 0)
        logging.getLogger("weasyprint").handlers[:] = [_Listener(self._give_up)]

    def _give_up(self, *_: object, **_named: object) -> NoReturn:
        self._is_given_up = True
        raise _NotHereError

    def _adding(self, original: Callable[..., str]) -> Callable[..., str]:
        """Return what notes that a page shows a picture; it must be one of ours."""

        def add_image(stream: object, image: Picture, interpolate: bool, ratio: float) -> str:  # noqa: FBT001 - WeasyPrint's own
            name = original(stream, image, interpolate, ratio)
            if self.common.pictures.get(name) is not image or not isinstance(stream, PageStream):
                self._give_up()
            return name

        return add_image

    def _paint(self, page: weasyprint.Page, stream: PageStream, scale: float) -> None:
        """Paint a page; the last one ends the process."""
        painting, self._is_given_up = None, False
        with suppress(Exception):  # the other process will paint it again, and fail again
            type(page).paint(page, stream, scale)
            if not self._is_given_up and not self.common.misses_characters:
                painting = self._painting(stream)
        self.common.marks.places.clear()
        self._pages.append(Page(painting, self._learnt(stream)))
        if len(self._pages) == len(self.run):
            inches = {
                name: picture.inches
                for name, picture in self.common.pictures.items()
                if isinstance(picture, Printed)
            }
            self.connection.send(Run(tuple(self._pages), inches))
            os._exit(0)

    def _painting(self, stream: PageStream) -> Painting:
        marks = self.common.marks
        return Painting(
            stream.joined(),
            stream.data,
            tuple(self._nodes[node] for node in marks.owners[-1]),
            tuple((self._boxes[box], number) for box, (_, number) in marks.places.items()),
        )

    def _learnt(self, stream: PageStream) -> Learnt:
        """Return what was added since the last page."""
        spaces = dict(self._new("spaces", 0, self.common.marks.spaces))
        glyphs = {}
        for key, font in self.common.printed.fonts.items():
            is_new = ("widths", key) not in self._known
            widths = dict(self._new("widths", key, font.widths))
            characters = dict(self._new("characters", key, font.to_unicode))
            speaks = self.common.marks.fonts.get(font.hash) is font
            space = spaces.get(font.hash) if speaks else None
            if is_new or widths or characters or space is not None:
                glyphs[key] = Glyphs(font.hash, widths, characters, space)
        resources = {
            kind: {name: plain(made, self._plain) for name, made in self._new(kind, 0, named)}
            for kind, named in stream.shared_resources()
        }
        return Learnt(glyphs, resources)

    def _new(self, kind: str, key: int, known: dict[K, V]) -> Iterator[tuple[K, V]]:
        before = self._known.get((kind, key), 0)
        self._known[kind, key] = len(known)
        return islice(known.items(), before, None)


def _pass_by(_stream: PageStream, _scale: float) -> None:
    """Leave a page to others."""


class _Listener(logging.Handler):
    """Gives a page up of which something is to be said: the other process says it."""

    def __init__(self, give_up: Callable[[], NoReturn]) -> None:
        super().__init__(logging.WARNING)
        self.give_up = give_up

    def emit(self, _record: logging.LogRecord) -> None:
        self.give_up()
