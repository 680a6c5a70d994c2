"""What runs from one colour to another: shadings (ISO 32000-1, 8.7.4.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pikepdf

from .functions import UnfitError, numbers, value_of
from .spaces import Palette, space_of

if TYPE_CHECKING:
    from .mixing import Inks

ALONG: Final = frozenset({2, 3})
"""The types of shadings that run along a line: axial and radial ones."""

STEPS: Final = 256
"""For how many places a gradient's colours are worked out."""

MOST: Final = 65535
"""The largest sample."""


def recolour(
    shading: pikepdf.Object, named: pikepdf.Object | None, inks: Inks, file: pikepdf.Pdf
) -> None:
    """Give a shading colours in inks.

    Raises:
        UnfitError: it is of a kind whose colours cannot be changed.
    """
    if str(shading.ColorSpace) == inks.space:
        return
    space = space_of(shading.ColorSpace, named)
    if int(shading.ShadingType) not in ALONG or isinstance(space, Palette):
        raise UnfitError("colours run into each other over an area")
    if "/Background" in shading:
        tints = inks.mixed(space.colour(numbers(shading.Background)))
        shading.Background = pikepdf.Array(list(tints))
    begin, end = numbers(shading.get("/Domain", pikepdf.Array([0, 1])))
    samples = bytearray()
    for step in range(STEPS):
        at = begin + (end - begin) * step / (STEPS - 1)
        for tint in inks.mixed(space.colour(value_of(shading.Function, at))):
            samples += round(MOST * min(max(tint, 0), 1)).to_bytes(2, "big")
    function = file.make_stream(bytes(samples))
    function.FunctionType = 0
    function.Domain = pikepdf.Array([begin, end])
    function.Range = pikepdf.Array([0, 1] * inks.channels)
    function.Size = pikepdf.Array([STEPS])
    function.BitsPerSample = 16
    shading.Function = function
    shading.ColorSpace = pikepdf.Name(inks.space)
