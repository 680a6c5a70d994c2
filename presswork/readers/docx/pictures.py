"""Pictures of a Word file: taken out of the package, to where exporters find them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from presswork import pictures
from presswork.inlines import Image, Length
from presswork.office_files import NAMESPACES, name
from presswork.readers.docx.xml import R, find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from presswork.readers.docx.reading import Reading

_EMU: Final = 36_000
"""How many units of DrawingML a millimetre has (20.1.2.1)."""

_WIDEST: Final = 160
"""From how many millimetres on a picture is as wide as the text."""

_SVG: Final = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_BLIP: Final = f"{{{NAMESPACES['a']}}}blip"
_IMAGEDATA: Final = f"{{{NAMESPACES['v']}}}imagedata"


def of_drawing(drawing: etree._Element, reading: Reading) -> list[Image]:
    """Return the pictures of a `w:drawing`, in their order."""
    described = next((each for each in drawing.iter() if name(each) == "docPr"), None)
    alt = (described.get("descr") or "") if described is not None else ""
    extent = find(drawing, ".//wp:extent")
    width = _millimetres(extent.get("cx")) if extent is not None else None
    images = [image for blip in drawing.iter(_BLIP) if (image := _of_blip(blip, alt, reading))]
    if len(images) == 1 and width is not None:
        return [Image(images[0].source, images[0].alt, width, location=images[0].location)]
    return images


def of_vml(element: etree._Element, reading: Reading) -> list[Image]:
    """Return the pictures of a `w:pict` or `w:object`."""
    found: list[Image] = []
    for data in element.iter(_IMAGEDATA):
        shape = data.getparent()
        alt = str(shape.get("alt") or "") if shape is not None else ""
        identifier = str(data.get(f"{R}id") or "")
        if image := _image([identifier], alt or str(data.get("title") or ""), reading):
            found.append(image)
    return found


def _of_blip(blip: etree._Element, alt: str, reading: Reading) -> Image | None:
    return _image(list(_parts(blip)), " ".join(alt.split()), reading)


def _parts(blip: etree._Element) -> Iterator[str]:
    """Yield the relationships of a picture, a drawing before the pixels that stand for it."""
    for svg in blip.iter(_SVG):
        yield str(svg.get(f"{R}embed") or "")
    yield str(blip.get(f"{R}embed") or blip.get(f"{R}link") or "")


def _image(relationships: list[str], alt: str, reading: Reading) -> Image | None:
    complaint: pictures.Complaint | None = None
    for identifier in relationships:
        target = reading.targets.get(identifier)
        if target is None:
            continue
        if target.outside:
            reading.warn_once(
                f"the picture '{target.address}' is not in the file and is left out",
                "insert the picture in Word instead of linking to it",
            )
            continue
        content = reading.package.bytes_of(target.address)
        if not content:
            continue
        try:
            path = reading.resources.keep(content, PurePosixPath(target.address).suffix)
        except OSError:
            continue
        complaint = pictures.check(path)
        if complaint is None:
            return Image(path, alt, location=reading.place)
    if complaint is not None:
        what = complaint.what.split("' ", 1)[-1]
        reading.ledger.warn(f"a picture {what}; it is left out", reading.place, complaint.hint)
    return None


def _millimetres(text: str | None) -> Length | None:
    if not text or not text.isascii() or not text.isdecimal() or len(text) > 9:  # noqa: PLR2004
        return None
    width = int(text) / _EMU
    if width >= _WIDEST:
        return Length(100, "%")
    return Length(round(width, 1), "mm") if width >= 1 else None
