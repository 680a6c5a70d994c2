"""Pictures of a page: those that were saved with it, and the addresses of the others."""

from __future__ import annotations

import base64
import binascii
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, unquote_to_bytes, urljoin, urlsplit

from presswork import pictures
from presswork.document import Panel
from presswork.inlines import Image, Length
from presswork.problems import Location
from presswork.readers.html import elements
from presswork.resources import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

    from presswork.readers.html.reading import Page

_LAZY: Final = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazyload",
    "data-hi-res-src",
    "data-full-src",
    "data-orig-file",
)
_SUFFIXES: Final = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/jpg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
    "image/avif": ".avif",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
}
_CANDIDATE: Final = re.compile(r"(data:\S+|\S+?)(?:\s+([\d.]+)[wx])?\s*(?:,\s+|,$|$)")
_SMALLEST: Final = 3
"""The width in pixels up to which a picture only counts who looks at the page."""

_PLACEHOLDER: Final = 200
"""The length up to which a `data:` address holds no more than an empty picture."""

_WIDTH: Final = re.compile(r"(?:^|;)\s*width\s*:\s*([\d.]+)\s*(%|px|em|cm|mm|in|pt)\s*(?:;|$)")


def panel(element: etree._Element, page: Page) -> Panel | None:
    """Return the picture of an `img`, `svg` or `picture`; None where it is no picture to show.

    One that is not at hand becomes a panel with its address.
    """
    if elements.name(element) == "svg":
        return _drawn(element, page)
    if _is_tiny(element):
        return None
    addresses = list(dict.fromkeys(filter(None, _addresses(element))))
    alt = " ".join(elements.value(element, "alt").split())
    for address in addresses:
        if (path := _file(address, page)) is None:
            continue
        wrong = pictures.check(path)
        if wrong is None:
            return Panel(Image(path, alt, _width(element), location=page.at(element)))
        page.ledger.warn(f"{wrong.what}; it is left out", page.at(element), wrong.hint)
    web = [_joined(page.address, each) for each in addresses if not each.startswith("data:")]
    if not web:
        return None
    page.missing.append(web[0])
    return Panel(None, address=web[0])


def _is_tiny(element: etree._Element) -> bool:
    sizes = [elements.value(element, name).removesuffix("px") for name in ("width", "height")]
    return any(size.isdecimal() and int(size) <= _SMALLEST for size in sizes if len(size) < 6)  # noqa: PLR2004


def _width(element: etree._Element) -> Length | None:
    found = _WIDTH.search(elements.value(element, "style"))
    if not found:
        return None
    value = float(found[1]) if found[1].count(".") <= 1 and found[1] != "." else 0.0
    if not 0 < value < 1e5:  # noqa: PLR2004
        return None
    match found[2]:
        case "%" | "mm" | "cm" | "in" | "pt" | "em" as unit:
            return Length(value, unit)
        case _:
            return Length(value, "px")


def _addresses(element: etree._Element) -> Iterator[str]:
    """Yield where a picture may be, the best first."""
    given = elements.value(element, "src").strip()
    if given and not _is_placeholder(given):
        yield given
    for name in _LAZY:
        yield elements.value(element, name).strip()
    holders = [element]
    if (picture := next(element.iterancestors("picture"), None)) is not None:
        holders += list(elements.elements(picture, "source"))
    for holder in holders:
        for name in ("srcset", "data-srcset"):
            yield from _of_set(elements.value(holder, name))
    if given.startswith("data:image/") and len(given) > _PLACEHOLDER:
        yield given


def _is_placeholder(address: str) -> bool:
    return address.startswith("data:") and len(address) <= _PLACEHOLDER


def _of_set(text: str) -> list[str]:
    """Return the addresses of a `srcset`, the largest picture first."""
    if not text.strip() or len(text) > 20_000:  # noqa: PLR2004
        return []
    found = [(float(size or 1), address) for address, size in _CANDIDATE.findall(text.strip())]
    return [address for _, address in sorted(found, key=lambda each: -each[0])]


def _file(address: str, page: Page) -> Path | None:
    if address.startswith("data:"):
        return _inside(address, page)
    for known in (address, _joined(page.address, address)):
        if known in page.parts:
            return _kept(page.parts[known], PurePosixPath(_path_of(known)).suffix, page)
    web = _joined(page.address, address)
    for reference in dict.fromkeys((address, *_beside(address, page), web)):
        try:
            return page.resources.locate(reference, page.path.parent)
        except (RefusedError, ValueError):
            continue
    return None


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _path_of(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _beside(address: str, page: Page) -> list[str]:
    """Return where browsers save a picture of a page: in the folder beside it."""
    name = PurePosixPath(unquote(_path_of(address))).name
    if not name:
        return []
    folders = (f"{page.path.stem}_files", f"{page.path.stem}-Dateien", f"{page.path.stem} files")
    return [f"{folder}/{name}" for folder in folders]


def _inside(address: str, page: Page) -> Path | None:
    """Keep the picture that a `data:` address holds (RFC 2397)."""
    head, comma, data = address[5:].partition(",")
    kind, *others = head.lower().split(";")
    suffix = _SUFFIXES.get(kind.strip())
    if not comma or suffix is None:
        return None
    try:
        content = (
            base64.b64decode(unquote_to_bytes(data), validate=False)
            if "base64" in (other.strip() for other in others)
            else unquote_to_bytes(data)
        )
    except (binascii.Error, ValueError):
        return None
    return _kept(content, suffix, page)


def _kept(content: bytes, suffix: str, page: Page) -> Path | None:
    try:
        return page.resources.keep(content, suffix) if content else None
    except OSError:
        return None


def _drawn(element: etree._Element, page: Page) -> Panel | None:
    """Keep a drawing that stands in the page itself; icons are left out."""
    from lxml import etree as tree  # noqa: PLC0415 - for the writing alone

    title = elements.first(element, "title")
    alt = elements.value(element, "aria-label") or (
        elements.text(title) if title is not None else ""
    )
    box = elements.value(element, "viewbox").replace(",", " ").split()
    sizes = [*box[2:4], elements.value(element, "width").removesuffix("px")]
    numbers = [float(size) for size in sizes if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", size)]
    if not numbers or max(numbers) < _ICON or not len(element):
        return None
    copy = tree.fromstring(tree.tostring(element, with_tail=False), tree.HTMLParser()).find(
        ".//svg"
    )
    if copy is None:
        return None
    written = tree.tostring(copy, encoding="unicode").replace("viewbox=", "viewBox=")
    if "xmlns=" not in written:
        written = written.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    path = _kept(written.encode(), ".svg", page)
    if path is None or pictures.check(path) is not None:
        return None
    return Panel(Image(path, alt, location=page.at(element)))


_ICON: Final = 100
"""The size, in units of its drawing, below which a drawing is an icon."""


def tell_missing(page: Page) -> None:
    """Warn once of all the pictures that are not at hand."""
    missing = list(dict.fromkeys(page.missing))
    if not missing:
        return
    count = len(missing)
    names = ", ".join(missing[:3]) + (", …" if count > 3 else "")  # noqa: PLR2004
    page.ledger.warn(
        f"{count} picture{'s are' if count > 1 else ' is'} not saved with the page: {names}",
        Location(page.path),
        "save the page as 'complete' in the browser, or allow fetching with --allow-network",
    )
