"""Pages from several processes put together, in their order."""

from __future__ import annotations

import gc
import os
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from exporters.printed import Printed
from presswork.forks import Fork, fork

from .common import Common
from .results import Run
from .sharing import shares

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection

    import weasyprint

    from exporters.tagging.marking import Marks, PageStream

    from .common import Picture
    from .results import Glyphs, Learnt, Page, Painting

PATIENCE: Final = 2.0
"""How many times as long as this process another may take for its pages, and in seconds more."""


@contextmanager
def side_by_side(
    printed: weasyprint.Document, marks: Marks, pictures: Iterable[Picture]
) -> Iterator[None]:
    """Let several processes paint a document while it is written, as many as `employ` has said.

    Args:
        printed: it.
        marks: what is marked on its pages.
        pictures: our own, which it may show.
    """
    runs = shares(len(printed.pages))
    if len(runs) < 2 or any(any(page.forms.values()) for page in printed.pages):  # noqa: PLR2004 - this process and another
        yield
        return
    common = Common(printed, marks, {f"i{picture.id}0": picture for picture in pictures})
    merger = _Merger(common, runs)
    here = os.getpid()
    merger.take_over()
    try:
        yield
    finally:
        if os.getpid() != here:
            os._exit(1)  # whatever went wrong: what follows is for the other process
        merger.give_back()


@dataclass(slots=True)
class _Merger:
    """Paints the first pages, and merges those of the others.

    Args:
        common: the document.
        runs: the pages of each process; the first is this one.
        children: the others, by the first of their pages.
        ready: pages that came back and are not merged yet, by their numbers.
        began: when this process began to paint.
        own: the pages that were painted here and are not packed yet.
        packer: packs them, while the others are waited for and merged.
    """

    common: Common
    runs: list[range]
    children: dict[int, Fork] = field(default_factory=dict)
    ready: dict[int, Page] = field(default_factory=dict)
    began: float = 0
    own: list[PageStream] = field(default_factory=list)
    packer: ThreadPoolExecutor = field(default_factory=partial(ThreadPoolExecutor, 1))

    def take_over(self) -> None:
        """Be called in place of WeasyPrint's own, for each page."""
        for number, page in enumerate(self.common.printed.pages):
            page.paint = partial(self._paint, number, page)

    def give_back(self) -> None:
        """Undo that, and end who is still at work."""
        for page in self.common.printed.pages:
            del page.paint
        for child in self.children.values():
            child.end()
        self.packer.shutdown(cancel_futures=True)

    def _paint(self, number: int, page: weasyprint.Page, stream: PageStream, scale: float) -> None:
        if number == 0 and not self._share():
            return
        if number in self.children:
            self._receive(number)
        came = self.ready.pop(number, None)
        if came and came.painting and self._fits(came.learnt):
            self._merge(came.painting, came.learnt, stream)
            return
        type(page).paint(page, stream, scale)
        stream.joined()
        self.own.append(stream)
        if came and not self._fits(came.learnt):
            self.ready.clear()

    def _share(self) -> bool:
        """Fork the others off; tell whether this is still the first process."""
        from .printing import Painter  # noqa: PLC0415 - loading it takes Pango

        gc.freeze()  # a search for garbage would copy all that is shared with the others
        for run in self.runs[1:]:
            try:
                forked = _fork()
            except OSError:
                break
            if not isinstance(forked, Fork):
                Painter(self.common, run, forked).begin()
                return False
            self.children[run.start] = forked
        self.began = time.monotonic()
        return True

    def _receive(self, first: int) -> None:
        """Wait for the pages that another process painted."""
        while self.own:
            self.own.pop().pack(self.packer)
        taken = time.monotonic() - self.began
        came = _result(self.children.pop(first), PATIENCE * (1 + taken))
        self.ready.clear()
        if came is None:
            return
        self.ready.update(enumerate(came.pages, first))
        for name, inches in came.inches.items():
            picture = self.common.pictures[name]
            if isinstance(picture, Printed):
                picture.inches = max(picture.inches, inches)

    def _fits(self, learnt: Learnt) -> bool:
        """Tell whether what was found out elsewhere is what is found out here."""
        return not self.common.misses_characters and all(
            self._fits_font(key, glyphs) for key, glyphs in learnt.glyphs.items()
        )

    def _fits_font(self, key: int, glyphs: Glyphs) -> bool:
        marks = self.common.marks
        font = self.common.printed.fonts.get(key)
        if font is None or font.hash != glyphs.font or font.hash not in marks.fonts:
            return False
        widths = font.widths
        if any(widths.get(glyph, width) != width for glyph, width in glyphs.widths.items()):
            return False
        if glyphs.space is None:
            return True
        if font.hash in marks.spaces:
            return marks.spaces[font.hash] == glyphs.space
        found = (b"%04x" % glyph for glyph, text in font.to_unicode.items() if text == " ")
        return marks.fonts[font.hash] is font and next(found, glyphs.space) == glyphs.space

    def _merge(self, painting: Painting, learnt: Learnt, stream: PageStream) -> None:
        """Do what painting a page here would have done."""
        common = self.common
        for key, glyphs in learnt.glyphs.items():
            font = common.printed.fonts[key]
            for glyph, character in glyphs.characters.items():
                if glyph not in font.to_unicode:
                    font.to_unicode[glyph] = character
            for glyph, width in glyphs.widths.items():
                font.widths.setdefault(glyph, width)
            if glyphs.space is not None:
                common.marks.spaces.setdefault(font.hash, glyphs.space)
        for kind, named in stream.shared_resources():
            for name, made in learnt.resources[kind].items():
                if made is None:
                    stream.add_image(common.pictures[name], False, 1)  # noqa: FBT003 - WeasyPrint's own
                else:
                    named.setdefault(name, made)
        owners = [common.nodes[number] for number in painting.owners]
        places = {common.boxes[box]: number for box, number in painting.places}
        stream.take_over(painting.content, painting.written, owners, places)


def _fork() -> Fork | Connection:
    """Fork, though Pango may have a thread: who forks here waits for no more than a time."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return fork()


def _result(child: Fork, seconds: float) -> Run | None:
    """Wait for a child's result and its end; None where it died, or took longer than that."""
    found = None
    with suppress(OSError, EOFError):
        if child.connection.poll(seconds):
            found = child.connection.recv()
    child.end()
    return found if isinstance(found, Run) else None
