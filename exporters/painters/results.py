"""What a process that paints hands back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What a page added to what is known of a font.

    Args:
        font: its name in the PDF.
        widths: those of glyphs, as they were measured first.
        characters: what glyphs stand for, in the order in which they came up.
        space: the glyph that ends lines; None where it was known, or not needed.
    """

    font: str
    widths: Mapping[int, float]
    characters: Mapping[int, str]
    space: bytes | None


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a page added to what the pages have in common, in the order in which it came up.

    Args:
        glyphs: by the keys of fonts.
        resources: what pages draw with, by its names, kind by kind (ISO 32000-1, 7.8.3); None is a
            picture of our own.
    """

    glyphs: Mapping[int, Glyphs]
    resources: Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Painting:
    """A page that is painted.

    Args:
        content: what draws it.
        written: the same as it stands in the file.
        owners: the numbers of the structure elements that its marked contents belong to.
        places: boxes, by their numbers, and the numbers of their marked content.
    """

    content: bytes
    written: bytes
    owners: tuple[int, ...]
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What came of a page.

    Args:
        painting: None where it must be painted by who has all pages.
        learnt: what painting it added, even where it was given up.
    """

    painting: Painting | None
    learnt: Learnt


@dataclass(frozen=True, slots=True)
class Run:
    """A run of pages.

    Args:
        pages: one by one.
        inches: how wide our own pictures are on them at most, by the names of their XObjects.
    """

    pages: tuple[Page, ...]
    inches: Mapping[str, float]
