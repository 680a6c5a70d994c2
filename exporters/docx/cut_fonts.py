"""Faces cut to what may be written in them, and kept: cutting takes longer than all the rest."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from presswork.kept import keep, kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from presswork.fonts import Face

LATIN: Final = frozenset(
    {
        *range(0x20, 0x7F),
        *range(0xA0, 0x180),
        *range(0x218, 0x21C),
        *range(0x2010, 0x2028),
        *(0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2116, 0x2122),
        *(0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265),
    }
)
"""What any document may be changed to say: Latin letters, signs of text, a few of mathematics."""

BLOCKS: Final = (range(0x370, 0x400), range(0x400, 0x530))
"""The blocks of Unicode that are kept whole where a document has a character of them: Greek and
Cyrillic."""

OFTEN: Final = LATIN.union(*BLOCKS)
"""What is cut the same way again and again."""

WAY: Final = 1
"""The way of cutting; a new one has a new number, or what is kept would be taken."""


def enough(used: Iterable[str]) -> frozenset[int]:
    """Return the code points to cut a font to; most texts come to the same ones."""
    points = frozenset(map(ord, used))
    others = (block for block in BLOCKS if not points.isdisjoint(block))
    return points.union(LATIN, *others)


def cut_once(
    face: Face, characters: frozenset[int], use: object, make: Callable[[], bytes]
) -> bytes:
    """Return a font that is kept, or make it and keep it.

    Args:
        face: what is cut.
        characters: the code points that stay.
        use: what else it depends on.
        make: cuts it.
    """
    stat = face.file.stat()
    file = (face.file, stat.st_size, stat.st_mtime_ns)
    said = (WAY, file, face.weight, face.axes, use, sorted(characters))
    name = f"font-{hashlib.sha256(repr(said).encode()).hexdigest()}"
    font = kept(name)
    if font is None:
        font = make()
        keep(name, font)
    return font
