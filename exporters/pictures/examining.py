"""What a page has to know of a picture before it is laid out: its kind and its size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from os import SEEK_CUR
from typing import TYPE_CHECKING, Final

from presswork.pictures import PNG_SIGNATURE, Kind, check, kind_of

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

CSS_DPI: Final = 96
"""How many CSS pixels an inch has."""

MEANT_DPI: Final = range(73, 2401)
"""The densities that a file may claim and be believed; 72 is what cameras write unasked."""

SIDEWAYS: Final = range(5, 9)
"""The orientations of Exif (CIPA DC-008, 4.6.5) that stand on their side."""

ORIENTATION: Final = 0x0112

MOVING: Final = frozenset({Kind.GIF, Kind.PNG, Kind.WEBP, Kind.AVIF})
"""The kinds whose further pictures are those of a film, and not pages or lesser copies."""


class UnusableError(Exception):
    """A picture cannot be shown.

    Args:
        what: the fact, as a `Problem` tells it.
        hint: what to do about it.
    """

    def __init__(self, what: str, hint: str) -> None:
        """Keep both for the problem that the caller makes of them."""
        super().__init__(what)
        self.what = what
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Source:
    """A picture, as its file's head describes it.

    Args:
        path: its file.
        stamp: when the file was changed, and its size: what tells whether it is still the same.
        kind: what it holds.
        width: its own, in CSS pixels, the right way up.
        height: the same.
        across: how many pixels it is wide, the right way up; 0 for one that is drawn.
        lossy: whether it was compressed with loss, as photographs are.
        translucent: whether something may be seen through it.
        animated: whether it moves.
        turned: whether it lies on its side or its head, and is to be turned.
        plain: whether its colours are shown right by what knows nothing of profiles.
        four_inks: whether its colours are those of printing inks.
    """

    path: Path
    stamp: tuple[int, int]
    kind: Kind
    width: float
    height: float
    across: int = 0
    lossy: bool = False
    translucent: bool = False
    animated: bool = False
    turned: bool = False
    plain: bool = True
    four_inks: bool = False


def examine(path: Path) -> Source:
    """Describe a picture that is no SVG.

    Raises:
        UnusableError: it cannot be shown.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise UnusableError(
            f"'{path.name}' cannot be read: {error.strerror}", "check the file"
        ) from error
    return _examined(path, (status.st_mtime_ns, status.st_size))


@lru_cache(maxsize=512)
def _examined(path: Path, stamp: tuple[int, int]) -> Source:
    wrong = check(path)
    if wrong:
        raise UnusableError(wrong.what, wrong.hint)
    match kind_of(path):
        case Kind.PDF | Kind.EPS as kind:
            from .pages import size_of  # noqa: PLC0415 - only who has a PDF needs it

            width, height = size_of(path, kind)
            return Source(path, stamp, kind, width, height)
        case Kind() as kind if kind is not Kind.SVG:
            return _raster(path, stamp, kind)
        case _:
            raise UnusableError(f"'{path.name}' is drawn otherwise", "report this as a mistake")


def _raster(path: Path, stamp: tuple[int, int], kind: Kind) -> Source:
    from presswork.pictures.rasters import BrokenRasterError, opened  # noqa: PLC0415 - Pillow is slow to import

    try:
        with opened(path) as image:
            return _described(image, path, stamp, kind)
    except BrokenRasterError as error:
        raise UnusableError(f"'{path.name}' cannot be used: {error}", error.hint) from error


def _described(image: Image.Image, path: Path, stamp: tuple[int, int], kind: Kind) -> Source:
    from .colours import is_plain  # noqa: PLC0415 - Pillow is slow to import

    width, height = image.size
    across, down = _density(image)
    turn = _turn(image, path, kind)
    if turn in SIDEWAYS:
        width, height, across, down = height, width, down, across
    return Source(
        path,
        stamp,
        kind,
        width * CSS_DPI / across,
        height * CSS_DPI / down,
        across=width,
        lossy=kind in {Kind.JPEG, Kind.AVIF} or _is_lossy_webp(path, kind),
        translucent=image.mode in {"LA", "RGBA", "PA"} or "transparency" in image.info,
        animated=kind in MOVING and getattr(image, "n_frames", 1) > 1,
        turned=turn != 1,
        plain=is_plain(image.mode, image.info.get("icc_profile")),
        four_inks=image.mode == "CMYK",
    )


def _turn(image: Image.Image, path: Path, kind: Kind) -> int:
    """Return the orientation that a picture asks for.

    Pillow decodes a PNG for it, since what is said of one may stand behind its pixels.
    """
    if kind is Kind.PNG and _ends_with_pixels(path):
        from PIL import Image  # noqa: PLC0415 - Pillow is slow to import

        return int(Image.Image.getexif(image).get(ORIENTATION, 1))
    return int(image.getexif().get(ORIENTATION, 1))


def _ends_with_pixels(path: Path) -> bool:
    """Tell whether nothing but its end follows the pixels of a whole PNG (section 5.3)."""
    seen = b""
    with path.open("rb") as file:
        file.seek(len(PNG_SIGNATURE))
        while len(head := file.read(8)) == 8:  # noqa: PLR2004 - the length and name of a chunk
            length, name = int.from_bytes(head[:4], "big"), head[4:]
            if name == b"IEND":
                return seen == b"IDAT"
            if seen == b"IDAT" != name:
                return False
            seen = name
            file.seek(length + 4, SEEK_CUR)
    return False


def _density(image: Image.Image) -> tuple[float, float]:
    """Return how many pixels of a picture make an inch, across and down."""
    match image.info.get("dpi"):
        case (across, down) if round(across) in MEANT_DPI and round(down) in MEANT_DPI:
            return float(across), float(down)
        case _:
            return CSS_DPI, CSS_DPI


def _is_lossy_webp(path: Path, kind: Kind) -> bool:
    """Tell whether a WebP holds a frame of VP8 (RFC 9649, section 2.5) and none without loss."""
    if kind is not Kind.WEBP:
        return False
    with path.open("rb") as file:
        start = file.read(4096)
    return b"VP8 " in start and b"VP8L" not in start
