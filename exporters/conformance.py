"""What every PDF promises to be: PDF/UA-1 and PDF/A-3a in one file.

WeasyPrint (70) writes one of them at a time. It is asked for PDF/A-3a (ISO 19005-3), and given the
profile of sRGB here.
What the file says of itself is written by `exporters.finishing.metadata`, its tags, which both of
them ask for, by `exporters.tagging`.
"""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Final

import pydyf

if TYPE_CHECKING:
    import weasyprint

VARIANT: Final = "pdf/a-3a"
"""The variant that WeasyPrint writes."""

INTENT: Final = "srgb"
"""The name of the output intent, by which WeasyPrint finds its profile."""

NO_INTENT: Final = ""
"""What WeasyPrint is told while it writes, or it would open its profile itself and not close it."""


def intend(printed: weasyprint.Document) -> None:
    """Give pages that are not written yet the profile of sRGB (IEC 61966-2-1), which they embed."""
    from weasyprint.css import ColorProfile  # noqa: PLC0415 - loading it takes Pango

    name = "sRGB2014.icc"
    content = (files("weasyprint.pdf") / name).read_bytes()
    printed.color_profiles[INTENT] = ColorProfile(
        BytesIO(content), name, "relative-colorimetric", ("r", "g", "b")
    )
    printed.output_intent = INTENT


def settle_pictures(pdf: pydyf.PDF) -> None:
    """Ask for no interpolation of pictures, which PDF/A forbids (ISO 19005-3, 6.2.8).

    WeasyPrint asks for it in those within drawings, which style sheets do not reach.
    """
    for entry in pdf.objects:
        if isinstance(entry, pydyf.Stream) and "Interpolate" in entry.extra:
            entry.extra["Interpolate"] = "false"
