"""Files of pictures: what kind they are, and whether a document can use them.

Readers ask `check` before they take a picture over; exporters convert what they cannot show as it
is. A kind is told by what the file holds, not by the end of its name.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from presswork.pictures import svg

if TYPE_CHECKING:
    from pathlib import Path

PIXELS: Final = 150_000_000
"""How many pixels a picture may have; a file that unpacks to more is taken for an attack."""

SUFFIXES: Final = frozenset(
    {".avif", ".bmp", ".eps", ".gif", ".jpeg", ".jpg", ".pdf", ".png", ".svg", ".tif", ".tiff"}
    | {".webp"}
)
"""How the names of pictures that are understood end, in lower case."""

_START: Final = 4096
"""How many bytes tell the kind of a file: an SVG may begin with comments."""


class Kind(Enum):
    """A kind of picture; the value is its name in messages."""

    SVG = "SVG"
    PNG = "PNG"
    JPEG = "JPEG"
    GIF = "GIF"
    WEBP = "WebP"
    TIFF = "TIFF"
    BMP = "BMP"
    AVIF = "AVIF"
    HEIC = "HEIC"
    PDF = "PDF"
    EPS = "EPS"


RASTERS: Final = frozenset(
    {Kind.PNG, Kind.JPEG, Kind.GIF, Kind.WEBP, Kind.TIFF, Kind.BMP, Kind.AVIF}
)
"""The kinds that are made of pixels."""

PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"

_SIGNATURES: Final = {
    PNG_SIGNATURE: Kind.PNG,
    b"\xff\xd8\xff": Kind.JPEG,
    b"GIF87a": Kind.GIF,
    b"GIF89a": Kind.GIF,
    b"II*\x00": Kind.TIFF,
    b"MM\x00*": Kind.TIFF,
    b"II+\x00": Kind.TIFF,
    b"MM\x00+": Kind.TIFF,
    b"BM": Kind.BMP,
    b"%!PS": Kind.EPS,
    b"\xc5\xd0\xd3\xc6": Kind.EPS,
}
_AVIF_BRANDS: Final = (b"avif", b"avis")
_HEIC_BRANDS: Final = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a picture, as a `Problem` tells it, and what to do about it."""

    what: str
    hint: str


def kind_of(path: Path) -> Kind | None:
    """Return what kind of picture a file holds; None where it holds none that is known.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(_START)
    for signature, kind in _SIGNATURES.items():
        if start.startswith(signature):
            return kind
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return Kind.WEBP
    if start[4:8] == b"ftyp":
        brands = start[8 : int.from_bytes(start[:4], "big")]
        found = {brands[at : at + 4] for at in range(0, len(brands), 4)}
        if found.intersection(_AVIF_BRANDS):
            return Kind.AVIF
        if found.intersection(_HEIC_BRANDS):
            return Kind.HEIC
    if b"%PDF-" in start[:1024]:
        return Kind.PDF
    is_xml = start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    if path.suffix.lower() == ".svg" or (is_xml and b"<svg" in start):
        return Kind.SVG
    return None


def check(path: Path) -> Complaint | None:
    """Return what keeps a document from using a picture; None for a good one.

    A picture of pixels is not decoded: one that breaks off in the middle is found out when it is
    exported.

    Args:
        path: a file that may be read.
    """
    try:
        kind = kind_of(path)
        match kind:
            case Kind.SVG:
                wrong = svg.complaint(path)
                return Complaint(f"'{path.name}' {wrong.what}", wrong.hint) if wrong else None
            case Kind.PDF:
                return _check_pdf(path)
            case Kind.EPS:
                return None if ghostscript() else _without_ghostscript(path)
            case Kind.HEIC:
                return Complaint(
                    f"'{path.name}' is a HEIC picture, which is not understood",
                    "save it as JPEG; a phone that sends it by e-mail does that by itself",
                )
            case Kind():
                return _check_raster(path, kind)
            case None:
                return _unknown(path)
    except OSError as error:
        return Complaint(
            f"'{path.name}' cannot be read: {error.strerror or error}",
            "check the file and its permissions",
        )


def ghostscript() -> str | None:
    """Return the program that understands EPS; None where it is not installed."""
    return next(filter(None, map(shutil.which, ("gs", "gswin64c", "gswin32c"))), None)


def _unknown(path: Path) -> Complaint:
    if path.stat().st_size == 0:
        return Complaint(f"'{path.name}' is empty", "copy the picture there again")
    return Complaint(
        f"'{path.name}' is no kind of picture that is understood",
        "save it again as SVG, PDF, PNG or JPEG (GIF, WebP, TIFF, BMP and AVIF will do too)",
    )


def _without_ghostscript(path: Path) -> Complaint:
    return Complaint(
        f"'{path.name}' is an EPS file, and only Ghostscript understands those",
        "install Ghostscript (the package is called ghostscript), or save it as PDF or SVG",
    )


def _check_pdf(path: Path) -> Complaint | None:
    import pikepdf  # noqa: PLC0415 - only who has a PDF needs it

    try:
        with pikepdf.open(path) as opened:
            pages = len(opened.pages)
    except pikepdf.PasswordError:
        return Complaint(
            f"'{path.name}' is a PDF file that is locked", "save it again without a password"
        )
    except (pikepdf.PdfError, ValueError):
        return Complaint(
            f"'{path.name}' is a PDF file that cannot be read", "save it again, as PDF or SVG"
        )
    return (
        None if pages else Complaint(f"'{path.name}' is a PDF file without a page", "save it again")
    )


def _check_raster(path: Path, kind: Kind) -> Complaint | None:
    from presswork.pictures.rasters import BrokenRasterError, opened  # noqa: PLC0415 - Pillow is slow to import

    try:
        with opened(path):
            return None
    except BrokenRasterError as error:
        return Complaint(
            f"'{path.name}' is no {kind.value} picture that can be used: {error}", error.hint
        )
