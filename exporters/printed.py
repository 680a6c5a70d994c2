"""Pictures in a PDF: as large as they are printed, and each once however often it is shown.

WeasyPrint (70) takes a picture from its cache of images, and asks of it no more than its size, to
be drawn, and for its XObject. So it is given ours, which wait until they know how large they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Final, Protocol

import pydyf
from PIL import Image

from exporters.pictures import Source, UnusableError
from exporters.pictures.sizing import Encoded, encoded
from presswork.pictures import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from exporters.inks import Inks
    from exporters.pictures.vectors import Vector

DPI: Final = 300
"""How finely pictures are printed."""

POINTS: Final = 72
"""How many points an inch has."""

COLOUR_SPACES: Final = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}


class Stream(Protocol):
    """What a page of WeasyPrint's is drawn into."""

    ctm: tuple[tuple[float, ...], ...]

    def add_image(self, image: Printed, interpolate: bool, ratio: float) -> str:  # noqa: FBT001 - WeasyPrint's own
        """Note that a page shows a picture, and return the name of its XObject."""

    def transform(self, *matrix: float) -> None:
        """Change the system of coordinates."""

    def draw_x_object(self, reference: str) -> None:
        """Draw an XObject."""


@dataclass(slots=True)
class Printed:
    """A picture of a PDF.

    Args:
        id: what tells it from the other pictures, in the name of its XObject.
        source: its file.
        refuse: is told why it cannot be printed.
        inks: what it is printed with; None for the colours that it has.
        inches: how wide it is printed at most, once pages are drawn.
    """

    id: str
    source: Source
    refuse: Callable[[UnusableError], None]
    inks: Inks | None = None
    inches: float = 0
    _vector: Vector | None = None
    _stream: pydyf.Stream = field(default_factory=pydyf.Stream)

    def get_intrinsic_size(
        self, resolution: float, _font_size: float
    ) -> tuple[float, float, float]:
        """Return its own width and height, in CSS pixels, and their ratio."""
        width, height = self.source.width, self.source.height
        return width / resolution, height / resolution, width / height

    def draw(self, stream: Stream, width: float, height: float, _style: object) -> None:
        """Draw it on a page, and note how wide that is."""
        self.inches = max(self.inches, abs(width * stream.ctm[0][0]) / POINTS)
        name = stream.add_image(self, False, 1)  # noqa: FBT003 - WeasyPrint's own
        stream.transform(width, 0, 0, -height, 0, height)
        stream.draw_x_object(name)

    def get_x_object(self, _interpolate: bool, _ratio: float) -> pydyf.Stream:  # noqa: FBT001 - WeasyPrint's own
        """Return its XObject, once all pages are drawn; `finish` completes that of a vector."""
        if self.source.kind in {Kind.PDF, Kind.EPS}:
            from exporters.pictures.vectors import vector  # noqa: PLC0415 - only who has a PDF needs it

            self._vector = vector(self.source, self.inks)
            if self._vector:
                return self._stream
        try:
            return x_object(encoded(self.source, self.inches * DPI))
        except UnusableError as error:
            self.refuse(error)
            return self._stream

    def finish(self, pdf: pydyf.PDF) -> None:
        """Put into the PDF what a vector is drawn with."""
        if self._vector and self._stream.number is not None:
            self._vector.put_into(self._stream, pdf)


def x_object(picture: Encoded) -> pydyf.Stream:
    """Return the image XObject of a picture (ISO 32000-1, 8.9.5)."""
    if picture.kind is Kind.JPEG:
        with Image.open(BytesIO(picture.content)) as image:
            space = COLOUR_SPACES[image.mode]
        return _image([picture.content], picture, space, {"Filter": "/DCTDecode"})
    chunks = _chunks(picture.content)
    if _is_taken_over(chunks):
        return _of_png(chunks, picture)
    with Image.open(BytesIO(picture.content)) as image:
        alpha = image.convert("RGBA").getchannel("A") if _is_translucent(image) else None
        flat = image.convert("L" if image.mode in {"1", "L", "LA"} else "RGB")
    made = _of_png(_chunks(_png(flat)), picture)
    if alpha:
        made.extra["SMask"] = _of_png(_chunks(_png(alpha)), picture)
    return made


def _is_translucent(image: Image.Image) -> bool:
    return image.mode in {"LA", "RGBA", "PA"} or "transparency" in image.info


def _png(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def _is_taken_over(chunks: dict[bytes, bytes]) -> bool:
    """Tell whether a PDF reads the pixels of a PNG as they are: opaque and in one go."""
    depth, kind, interlaced = chunks[b"IHDR"][8], chunks[b"IHDR"][9], chunks[b"IHDR"][12]
    return kind in _SPACES and depth <= 8 and not interlaced and b"tRNS" not in chunks  # noqa: PLR2004 - the bits of a channel


_SPACES: Final = {0: ("/DeviceGray", 1), 2: ("/DeviceRGB", 3), 3: ("", 1)}
"""The colour types of PNG (ISO/IEC 15948, 11.2.2) without an alpha channel, and their channels."""


def _of_png(chunks: dict[bytes, bytes], picture: Encoded) -> pydyf.Stream:
    depth = chunks[b"IHDR"][8]
    space: object
    space, channels = _SPACES[chunks[b"IHDR"][9]]
    if not space:
        palette = chunks[b"PLTE"]
        colours = f"<{palette.hex()}>".encode("ascii")
        space = pydyf.Array(["/Indexed", "/DeviceRGB", len(palette) // 3 - 1, colours])
    predictor = {
        "Predictor": 15,
        "Columns": picture.width,
        "Colors": channels,
        "BitsPerComponent": depth,
    }
    extra = {
        "BitsPerComponent": depth,
        "Filter": "/FlateDecode",
        "DecodeParms": pydyf.Dictionary(predictor),
    }
    return _image([chunks[b"IDAT"]], picture, space, extra)


def _image(
    content: list[bytes], picture: Encoded, space: object, extra: dict[str, object]
) -> pydyf.Stream:
    described = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": picture.width,
        "Height": picture.height,
        "ColorSpace": space,
        "BitsPerComponent": 8,
    }
    return pydyf.Stream(content, pydyf.Dictionary(described | extra))


def _chunks(png: bytes) -> dict[bytes, bytes]:
    """Return the chunks of a PNG by their names; those of pixels are joined."""
    found: dict[bytes, list[bytes]] = {}
    at = 8
    while at + 8 <= len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        found.setdefault(png[at + 4 : at + 8], []).append(png[at + 8 : at + 8 + length])
        at += length + 12
    return {name: b"".join(parts) for name, parts in found.items()}
