"""The page of a PDF file as it is: its lines and letters, for the PDF that shows it as a figure.

A page becomes a form XObject (ISO 32000-1, 8.10) that fills the unit square, as images do. What
would break the promises of the PDF around it (ISO 14289-1: every font embedded and its characters
known, no tags but our own) is mended, or the page is drawn in pixels instead.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Final

import pikepdf
import pydyf

from exporters.inks import UnfitError, convert_drawing

from .characters import NoCharactersError, to_unicode
from .pages import as_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.inks import Inks

    from .examining import Source

LARGEST: Final = 4 * 2**20
"""How many bytes a page may have, packed, before its pixels are the better choice."""

LONGEST: Final = 20 * 2**20
"""How many bytes of drawing are looked through for tags."""

DROPPED: Final = frozenset(
    {
        "/AF",
        "/Interpolate",
        "/LastModified",
        "/Length",
        "/Measure",
        "/Metadata",
        "/OC",
        "/OPI",
        "/PieceInfo",
        "/StructParent",
        "/StructParents",
    }
)
"""What says something of an object and is not needed to draw it."""

MARKS: Final = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})
"""The operators of marked content (ISO 32000-1, table 320)."""


BROKEN: Final = (
    UnfitError,
    NoCharactersError,
    pikepdf.PdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    UserWarning,
    ValueError,
)
"""What comes of a page that is not as it should be; pikepdf has no class of its own for it."""


@dataclass(frozen=True, slots=True)
class Vector:
    """A page that can be taken over.

    Args:
        form: its form XObject.
        file: the file that it is part of, which has to stay open.
    """

    form: pikepdf.Object
    file: pikepdf.Pdf

    def put_into(self, stream: pydyf.Stream, pdf: pydyf.PDF) -> None:
        """Make a stream of a PDF this page, and add to the PDF what the page needs."""
        taker = _Taker(pdf)
        stream.stream = [self.form.read_raw_bytes()]
        stream.extra = taker.entries(self.form)


def vector(source: Source, inks: Inks | None = None) -> Vector | None:
    """Return the page of a picture; None where its pixels are to be shown instead.

    Args:
        source: the picture.
        inks: what it is printed with; None for the colours that it has.
    """
    try:
        file = pikepdf.open(BytesIO(as_pdf(source.path, source.kind, source.stamp[0])))
        _refuse_hidden_layers(file)
        page = file.pages[0]
        page.trimbox = page.cropbox
        form = page.as_form_xobject()
        box = [float(number) for number in form.BBox]
        form.Matrix = _onto_unit_square(box, form.get("/Matrix"))
        packed = 0
        for stream in _streams(form, file):
            packed += len(stream.read_raw_bytes())
            if packed > LARGEST or "/F" in stream:
                return None
            _mend(stream)
        if inks:
            convert_drawing(list(_parts(form)), file, inks)
    except BROKEN:
        return None
    return Vector(form, file)


def _refuse_hidden_layers(file: pikepdf.Pdf) -> None:
    layers = file.Root.get("/OCProperties")
    if layers is None:
        return
    default = layers.get("/D", pikepdf.Dictionary())
    if len(default.get("/OFF", ())) or default.get("/BaseState", "/ON") != "/ON":
        raise UnfitError("it has layers that are not shown")


def _onto_unit_square(box: list[float], matrix: pikepdf.Object | None) -> pikepdf.Array:
    """Return what brings the box, turned as the page is, onto the square of images."""
    turn = pikepdf.Matrix(matrix) if matrix is not None else pikepdf.Matrix()
    left, bottom, right, top = box
    corners = [turn.transform(corner) for corner in ((left, bottom), (right, top))]
    (left, right), (bottom, top) = (sorted(side) for side in zip(*corners, strict=True))
    across, up = 1 / (right - left), 1 / (top - bottom)
    return (turn @ pikepdf.Matrix(across, 0, 0, up, -left * across, -bottom * up)).as_array()


def _streams(form: pikepdf.Object, file: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield every stream that draws something of a form, and check and mend its fonts."""
    for entry in _parts(form):
        if isinstance(entry, pikepdf.Stream):
            yield entry
        elif entry.get("/Type") == "/Font":
            to_unicode(entry, file)


def _parts(form: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield every stream and dictionary that a form is drawn with, and the form itself."""
    waiting, seen = [form], set()
    while waiting:
        entry = waiting.pop()
        if entry.is_indirect:
            if entry.objgen in seen:
                continue
            seen.add(entry.objgen)
        match entry:
            case pikepdf.Stream() | pikepdf.Dictionary():
                yield entry
                waiting += _values(entry)
            case pikepdf.Array():
                waiting += [item for item in entry if isinstance(item, pikepdf.Object)]
            case _:
                pass


def _values(entry: pikepdf.Object) -> list[pikepdf.Object]:
    return [
        value
        for key, value in entry.items()
        if key not in DROPPED and key != "/Parent" and isinstance(value, pikepdf.Object)
    ]


def _mend(stream: pikepdf.Object) -> None:
    """Take the tags of another document out of what draws something."""
    draws = stream.get("/Subtype") == "/Form" or "/PatternType" in stream
    if not draws:
        if stream.get("/Subtype") == "/PS":
            raise UnfitError("it holds a program")
        return
    content = stream.read_bytes()
    if not any(mark in content for mark in (b"BMC", b"BDC", b"MP", b"DP")):
        return
    if len(content) > LONGEST:
        raise UnfitError("it is too long to be looked through")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # of content that breaks off
        instructions = pikepdf.parse_content_stream(stream)
    kept = [part for part in instructions if str(part.operator) not in MARKS]
    stream.write(pikepdf.unparse_content_stream(kept))


@dataclass(slots=True)
class _Taker:
    """Takes objects of one PDF over into another.

    Args:
        pdf: the other.
        taken: what was taken over so far, by its number in the first.
    """

    pdf: pydyf.PDF
    taken: dict[tuple[int, int], bytes] = field(default_factory=dict)

    def entries(self, entry: pikepdf.Object) -> pydyf.Dictionary:
        """Return the dictionary of an object."""
        return pydyf.Dictionary(
            {
                _name(key).removeprefix("/"): self._value(value)
                for key, value in entry.items()
                if key not in DROPPED
            }
        )

    def _value(self, value: object) -> object:
        if not isinstance(value, pikepdf.Object):
            return _scalar(value)
        if not value.is_indirect:
            return self._direct(value)
        if value.objgen not in self.taken:
            if isinstance(value, pikepdf.Stream):
                made = pydyf.Stream([value.read_raw_bytes()])
                self._add(value, made)
                made.extra = self.entries(value)
            elif isinstance(value, pikepdf.Dictionary):
                made = pydyf.Dictionary()
                self._add(value, made)
                made.update(self.entries(value))
            else:
                return self._direct(value)
        return self.taken[value.objgen]

    def _add(self, value: pikepdf.Object, made: pydyf.Object) -> None:
        self.pdf.add_object(made)
        self.taken[value.objgen] = made.reference

    def _direct(self, value: pikepdf.Object) -> object:
        match value:
            case pikepdf.Dictionary():
                return self.entries(value)
            case pikepdf.Array():
                return pydyf.Array([self._value(item) for item in value])
            case _:
                return value.unparse(resolved=True)


def _name(name: str) -> str:
    return pikepdf.Name(name).unparse().decode("ascii")


def _scalar(value: object) -> bytes:
    match value:
        case bool():
            return b"true" if value else b"false"
        case None:
            return b"null"
        case int():
            return str(value).encode("ascii")
        case _:
            return f"{value:f}".encode(
                "ascii"
            )  # a Decimal, which is never written with an exponent
