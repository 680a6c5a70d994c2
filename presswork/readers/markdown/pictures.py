"""Pictures: that their files are there, may be read, and can be used."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias
from urllib.parse import unquote, urlsplit

from presswork import pictures
from presswork.inlines import Image, Length, plain_text
from presswork.problems import nearest
from presswork.readers.markdown import attributes
from presswork.resources import RefusedError

if TYPE_CHECKING:
    from pathlib import Path

    from markdown_it.token import Token

    from presswork.inlines import Inlines
    from presswork.problems import Location
    from presswork.readers.markdown.attributes import Attributes
    from presswork.readers.markdown.reading import Reading

Unit: TypeAlias = Literal["%", "mm", "cm", "in", "pt", "px", "em"]

_OWN_SIZE: Final = frozenset({"auto", "original", ""})
_UNITS: Final[tuple[Unit, ...]] = ("%", "mm", "cm", "in", "pt", "px", "em")


def _length(text: str) -> Length | None:
    """Read `80%`, `5cm` or `300`; None for what is no size."""
    lowered = text.strip().lower()
    unit = next((unit for unit in _UNITS if lowered.endswith(unit)), None)
    try:
        value = float(lowered.removesuffix(unit or ""))
    except ValueError:
        return None
    return Length(value, unit or "px") if 0 < value < 1e5 else None  # noqa: PLR2004 - also no NaN


def _size(name: str, found: Attributes, location: Location, reading: Reading) -> Length | None:
    text = found.values.get(name)
    if text is None or text.strip().lower() in _OWN_SIZE:
        return None
    length = _length(text)
    if length is None:
        reading.ledger.warn(
            f"the {name} '{text}' is not understood and is left out",
            location,
            f"write it like {name}=80% or {name}=6cm",
        )
    return length


def _near_files(reference: str, reading: Reading) -> str:
    """Return a hint with the names of files that may have been meant."""
    folder = reading.path.parent
    wanted = folder / reference
    try:
        beside = [
            str(path.relative_to(folder))
            for place in {
                folder,
                wanted.parent,
                *(path for path in folder.iterdir() if path.is_dir()),
            }
            if place.is_dir() and place.resolve().is_relative_to(folder.resolve())
            for path in place.iterdir()
            if path.suffix.lower() in pictures.SUFFIXES
        ]
    except OSError:
        beside = []
    close = nearest(reference, sorted(set(beside)))
    if close:
        return f"did you mean {' or '.join(repr(name) for name in close)}?"
    return f"put the file into {wanted.parent}"


def _locate(reference: str, location: Location, reading: Reading) -> Path | None:
    folders = dict.fromkeys((location.path.parent, reading.path.parent))
    for folder in folders:
        with suppress(RefusedError):
            return reading.resources.locate(reference, folder)
    try:
        return reading.resources.locate(reference, reading.path.parent)
    except RefusedError as error:
        missing = "not found" in error.what and not urlsplit(reference).scheme
        hint = _near_files(unquote(reference), reading) if missing else error.hint
        reading.ledger.error(error.what, location, hint, rule="missing-figure")
        return None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a document asks for it.

    Args:
        address: the file, as it is named.
        found: its attributes, among them its size and its alternative text.
    """

    address: str
    found: Attributes

    @property
    def alt(self) -> str | None:
        """The alternative text that its attributes give; None where they give none."""
        values = self.found.values
        return values.get("alt", values.get("fig-alt"))


def picture_of(token: Token) -> Picture:
    """Return what the parser's `image` asks for."""
    return Picture(str(token.attrs.get("src", "")), attributes.of(token))


def read_figure_picture(
    picture: Picture, caption: Inlines, line: int, reading: Reading
) -> Image | None:
    """Make a figure's image; None, and an error noted, where its file cannot be used.

    Args:
        picture: what is asked for.
        caption: what serves as alternative text, with a warning, where none is given.
        line: where it is, counted from 1.
        reading: the document.
    """
    alt = picture.alt
    if alt is None:
        reading.ledger.warn(
            f"the figure '{unquote(picture.address)}' has no alternative text"
            + ("; its caption is used" if caption else ""),
            reading.at(line),
            'say what it shows: {alt="…"}, or that it is decoration: {alt=""}',
            rule="missing-alt-text",
        )
    return _image(picture, plain_text(caption) if alt is None else alt, line, reading)


def read_inline_picture(
    picture: Picture, described: str, line: int, reading: Reading
) -> Image | None:
    """Make an image within a line; its words in the square brackets are its alternative text.

    Args:
        picture: what is asked for.
        described: those words.
        line: where it is, counted from 1.
        reading: the document.
    """
    alt = picture.alt
    if alt is None and not described:
        reading.ledger.warn(
            f"the picture '{unquote(picture.address)}' has no alternative text",
            reading.at(line),
            'say what it shows: ![words](x.svg), or that it is decoration: ![](x.svg){alt=""}',
            rule="missing-alt-text",
        )
    return _image(picture, described if alt is None else alt, line, reading)


def _image(picture: Picture, alt: str, line: int, reading: Reading) -> Image | None:
    location = reading.at(line)
    reference = picture.address
    if not reference:
        reading.ledger.error("a picture without a file", location, "write ![words](figures/x.svg)")
        return None
    path = _locate(reference, location, reading)
    if path is None:
        return None
    wrong = pictures.check(path)
    if wrong:
        reading.ledger.error(wrong.what, location, wrong.hint, rule="unreadable-figure")
        return None
    return Image(
        source=path,
        alt=alt,
        width=_size("width", picture.found, location, reading),
        height=_size("height", picture.found, location, reading),
        location=location,
    )
