"""Pictures: the file beside the article if there is one, else the address where it can be found."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from presswork import pictures
from presswork.inlines import Image
from presswork.readers.jats.addresses import doi_address, web_address
from presswork.readers.jats.elements import attribute, children, href
from presswork.readers.jats.source import local_name
from presswork.resources import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

    from presswork.readers.jats.reading import Reading

_FOLDERS: Final = (
    "",
    "figures",
    "figs",
    "images",
    "img",
    "media",
    "graphics",
    "graphic",
    "pictures",
    "assets",
)
"""Where the pictures of an article are looked for, beside its XML."""

_SUFFIXES: Final = (
    ".svg",
    ".png",
    ".jpg",
    ".jpeg",
    ".webp",
    ".gif",
    ".avif",
    ".bmp",
    ".tif",
    ".tiff",
    ".pdf",
    ".eps",
)
"""The kinds of pictures, the best first: publishers name one picture in several."""

_PMC: Final = "https://www.ncbi.nlm.nih.gov/pmc/articles/"
_ELIFE: Final = "10.7554/elife."


def picture_of(graphic: etree._Element, alt: str, reading: Reading) -> Image | None:
    """Return the picture that an element names; None where it is not at hand.

    Args:
        graphic: a `graphic`, `inline-graphic` or `media`.
        alt: what the picture shows.
        reading: the article.
    """
    for path in _found(href(graphic), reading):
        try:
            located = reading.resources.locate(path, reading.path.parent)
        except RefusedError:
            continue
        if (wrong := pictures.check(located)) is None:
            return Image(located, alt, location=reading.at(graphic))
        if wrong.what not in reading.refused:
            reading.refused.add(wrong.what)
            reading.ledger.warn(wrong.what, reading.at(graphic), wrong.hint)
    if not _is_film(graphic):
        reading.missing.add(name_of(graphic), graphic)
    return None


def _is_film(graphic: etree._Element) -> bool:
    """Tell whether a file is no picture by what is said of it."""
    kind = attribute(graphic, "mimetype").lower()
    return local_name(graphic) == "media" and not kind.startswith("image")


def name_of(graphic: etree._Element) -> str:
    """Return what a picture is called, without where it lies."""
    reference = href(graphic)
    return PurePosixPath(reference.rpartition("/")[2] or reference).name or "unnamed"


def _found(reference: str, reading: Reading) -> Iterator[str]:
    """Yield the files that may be meant, as paths from the article's folder, the best first."""
    if reference.lower().startswith(("http:", "https:")):
        yield reference
    name = reference.rpartition("/")[2]
    if not name:
        return
    files = reading.files
    for wanted in _names(name):
        if wanted.lower() in files:
            yield files[wanted.lower()]


def _names(name: str) -> Iterator[str]:
    """Yield the names of files that a picture may have."""
    pure = PurePosixPath(name)
    if pure.suffix.lower() in _SUFFIXES:
        yield name
        stems = [pure.stem]
    else:
        stems = [name]
    stems += [stem.removeprefix("journal.") for stem in stems if stem.startswith("journal.")]
    for stem in stems:
        for suffix in _SUFFIXES:
            yield stem + suffix


def files_beside(path: Path) -> dict[str, str]:
    """Return the pictures beside an article: their names in lower case → their paths."""
    folder = path.parent
    found: dict[str, str] = {}
    for inner in _FOLDERS:
        try:
            names = sorted(entry.name for entry in (folder / inner).iterdir())
        except OSError:
            continue
        for name in names:
            if PurePosixPath(name).suffix.lower() in _SUFFIXES:
                found.setdefault(name.lower(), f"{inner}/{name}" if inner else name)
    return found


def file_address(element: etree._Element, file: etree._Element, reading: Reading) -> str:
    """Return where a supplement can be found; empty where nothing says it.

    Args:
        element: the supplement.
        file: what names its file: itself, or a `media` in it.
        reading: the article.
    """
    if address := web_address(href(file)):
        return address
    for id_ in [*children(element, "object-id"), *children(file, "object-id")]:
        if attribute(id_, "pub-id-type") == "doi":
            return doi_address("".join((id_.text or "").split()))
    number = _elife_number(reading)
    if number and href(file):
        return f"https://cdn.elifesciences.org/articles/{number}/{href(file)}"
    if reading.pmcid and href(file):
        return f"{_PMC}{reading.pmcid}/bin/{href(file)}"
    return doi_address(reading.doi) if reading.doi else ""


def _elife_number(reading: Reading) -> str:
    doi = reading.doi.lower()
    return doi[len(_ELIFE) :].partition(".")[0] if doi.startswith(_ELIFE) else ""


def address_of(graphic: etree._Element, reading: Reading) -> str:
    """Return where a picture can be found; empty where nothing says it."""
    reference = href(graphic)
    if address := web_address(reference):
        return address
    number = _elife_number(reading)
    if number and reference:
        file = f"{number}/{PurePosixPath(reference).stem}.tif"
        return f"https://iiif.elifesciences.org/lax/{file}/full/1500,/0/default.jpg"
    if part := _plos_part(reference, reading):
        return doi_address(part)
    figure = _figure_around(graphic)
    if reading.pmcid and figure:
        return f"{_PMC}{reading.pmcid}/figure/{figure}/"
    if own := _own_doi(graphic):
        return doi_address(own)
    return doi_address(reading.doi) if reading.doi else reference


def _figure_around(graphic: etree._Element) -> str:
    """Return the id of the figure or table that a picture stands in; empty where none has one."""
    for around in graphic.iterancestors():
        if local_name(around) in {"fig", "table-wrap"}:
            return attribute(around, "id")
    return ""


def _plos_part(reference: str, reading: Reading) -> str:
    """Return the DOI of a part that is named after the article's own (PLOS)."""
    before, _, own = reading.doi.rpartition("/")
    name = reference.rpartition("/")[2]
    stem = PurePosixPath(name).stem if PurePosixPath(name).suffix.lower() in _SUFFIXES else name
    part = stem if stem.startswith("journal.") else f"journal.{stem}"
    return f"{before}/{part}" if own and part.startswith(f"{own}.") else ""


def _own_doi(graphic: etree._Element) -> str:
    """Return the DOI of the figure or table that a picture stands in."""
    for around in graphic.iterancestors():
        for id_ in children(around, "object-id"):
            if attribute(id_, "pub-id-type") == "doi":
                return "".join((id_.text or "").split())
        if local_name(around) in {"fig", "table-wrap", "sec", "body"}:
            return ""
    return ""
