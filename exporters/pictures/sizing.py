"""What a page embeds of a picture: its own bytes where they will do, else new ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from presswork.pictures import Kind
from presswork.pictures.rasters import BrokenRasterError, opened

from .decoding import pixels_of
from .encoding import jpeg, png, without_metadata
from .examining import Source, UnusableError

if TYPE_CHECKING:
    from PIL import Image

SLACK: Final = 1.15
"""A picture is left in its own size where it is up to that much larger than the page needs."""

ON_SCREEN: Final = frozenset({Kind.PNG, Kind.JPEG, Kind.GIF, Kind.WEBP, Kind.AVIF})
"""What every browser shows by itself, with profiles and films; ours may be the smaller PNG."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture as a page embeds it.

    Args:
        content: its bytes.
        kind: what they are: PNG or JPEG, and for the screen what browsers know beside these.
        width: in pixels.
        height: in pixels.
    """

    content: bytes
    kind: Kind
    width: int
    height: int


def encoded(source: Source, width: float, *, screen: bool = False) -> Encoded:
    """Return what a page embeds of a picture.

    Args:
        source: what `examine` said of it.
        width: how many pixels it is to be wide at most, the right way up.
        screen: whether browsers show it, which know more than paper.

    Raises:
        UnusableError: it is broken, or too large for this machine.
    """
    try:
        return _encoded(source, max(1, round(width)), screen)
    except BrokenRasterError as error:
        raise UnusableError(f"'{source.path.name}' cannot be used: {error}", error.hint) from error
    except MemoryError as error:
        raise UnusableError(
            f"'{source.path.name}' is too large for the memory of this machine", "make it smaller"
        ) from error


def kind_on_paper(source: Source) -> Kind:
    """Return the kind that a picture is embedded in where paper is wanted, without decoding it."""
    return Kind.JPEG if source.lossy and not source.translucent else Kind.PNG


@lru_cache(maxsize=128)
def _encoded(source: Source, width: int, screen: bool) -> Encoded:  # noqa: FBT001 - a cache takes no keywords apart
    if source.kind in {Kind.PDF, Kind.EPS}:
        from .pages import drawn  # noqa: PLC0415 - only who has a PDF needs it

        return _as_png(drawn(source, width))
    fits = source.across <= width * SLACK
    with opened(source.path) as image:
        if _can_be_left(source, screen=screen) and (fits or source.animated):
            return _own(image, source)
        shown = pixels_of(image, source, source.across if fits else width)
    if kind_on_paper(source) is Kind.JPEG:
        return Encoded(jpeg(shown), Kind.JPEG, shown.width, shown.height)
    made = _as_png(shown)
    if not fits or source.turned or source.kind is not Kind.PNG or not (screen or source.plain):
        return made
    own = source.path.read_bytes()
    return Encoded(own, Kind.PNG, *shown.size) if len(own) <= len(made.content) else made


def _can_be_left(source: Source, *, screen: bool) -> bool:
    """Tell whether a page shows the file right as it is."""
    if source.turned or source.four_inks:
        return False
    if screen:
        return source.kind in ON_SCREEN and (source.kind is not Kind.PNG or source.animated)
    return source.plain and source.kind is Kind.JPEG


def _own(image: Image.Image, source: Source) -> Encoded:
    """Return the bytes of the file itself, which is decoded once to be sure that it is whole."""
    size = image.size
    image.draft(None, (1, 1))
    image.load()
    content = source.path.read_bytes()
    if source.kind is Kind.JPEG:
        content = without_metadata(content)
    return Encoded(content, source.kind, *size)


def _as_png(image: Image.Image) -> Encoded:
    return Encoded(png(image), Kind.PNG, image.width, image.height)
