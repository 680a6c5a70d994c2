"""What the glyphs of a PDF's fonts stand for (ISO 32000-1, 9.10 and 14.9.4)."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final

from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weasyprint.pdf.fonts import Font

END: Final = b"EMC"

USUAL: Final = {
    "\N{NO-BREAK SPACE}": " ",
    "\N{HYPHEN}": "-",
    "\N{SOFT HYPHEN}": "-",
}
"""Characters that share a glyph with another, which is the one that is meant most often."""

SIGNS: Final = "\N{WHITE SQUARE}?-."
"""What stands for a character that no font has: the first of these that the font around it has."""

LARGEST: Final = 2**20
"""How many bytes a font file has at most that is opened for the glyph of a space."""


class Characters(dict[int, str]):
    """What the glyphs of a font stand for: the first text that WeasyPrint finds for each."""

    def __setitem__(self, glyph: int, text: str) -> None:
        """Note what a glyph stands for."""
        super().__setitem__(glyph, USUAL.get(text, text))


def replaced(text: str) -> bytes:
    """Return what begins content that is read out as a text."""
    return b"/Span <</ActualText <FEFF%b>>> BDC" % text.encode("utf-16-be").hex().encode("ascii")


def glyph_of(character: str, font: Font) -> bytes:
    """Return the glyph of a character as it is written; nothing where a font has none.

    The PDF will have it.
    """
    glyph = next((glyph for glyph, text in font.to_unicode.items() if text == character), None)
    if glyph is None and len(font.file_content) < LARGEST:
        file = TTFont(BytesIO(font.file_content), fontNumber=font.index, lazy=True)
        name = (file.getBestCmap() or {}).get(ord(character))
        if name is not None:
            glyph = file.getGlyphID(name)
            width, _ = file["hmtx"][name]
            font.to_unicode[glyph] = character
            font.widths.setdefault(glyph, round(width * 1000 / font.upem))
    return b"" if glyph is None else f"{glyph:04x}".encode("ascii")


_PIECE: Final = re.compile(r"<([0-9a-f]*)>|([^<>]+)")


def without_missing(text: str, font: Font) -> Iterator[bytes]:
    """Yield what shows a text, with signs for the characters that its font does not have.

    PDF/A and PDF/UA forbid the glyph for what is missing, `.notdef` (ISO 19005-3, 6.2.11.8;
    ISO 14289-1, 7.21.8). What the signs stand for is still found and read out.

    Args:
        text: glyphs in hexadecimal digits, and the spaces between them (ISO 32000-1, 9.4.3).
        font: what it is set in.
    """
    missing = {glyph: chr(character) for character, glyph in font.missing.items()}
    sign = next(filter(None, (glyph_of(sign, font) for sign in SIGNS)), b"")
    shown = bytearray()
    for digits, space in _PIECE.findall(text):
        shown += b" " + space.encode("ascii")
        for at in range(0, len(digits), 4):
            glyph = int(digits[at : at + 4], 16)
            if glyph not in missing:
                shown += f"<{glyph:04x}>".encode("ascii")
                continue
            if shown:
                yield b"[" + bytes(shown) + b"] TJ"
                shown.clear()
            width = font.widths[glyph] - (font.widths[int(sign, 16)] if sign else 0)
            yield replaced(missing[glyph])
            yield b"[" + (b"<" + sign + b">" if sign else b"") + f"{-width}] TJ".encode("ascii")
            yield END
    if shown:
        yield b"[" + bytes(shown) + b"] TJ"
