"""What characters the letters of a PDF's fonts stand for, so that its text can be read out."""

from __future__ import annotations

from typing import Final

import pikepdf
from fontTools import agl
from fontTools.encodings.StandardEncoding import StandardEncoding

BASES: Final = {
    "/WinAnsiEncoding": "cp1252",
    "/MacRomanEncoding": "mac_roman",
}
"""The encodings that a font names (ISO 32000-1, annex D), as Python knows them."""

FONT_FILES: Final = ("/FontFile", "/FontFile2", "/FontFile3")

UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"

LINES: Final = 100
"""How many lines a section of a CMap has at most."""


class NoCharactersError(Exception):
    """A font is not in its file, or nothing tells what its letters stand for."""


def to_unicode(font: pikepdf.Object, file: pikepdf.Pdf) -> None:
    """See to it that a font tells what its letters stand for (ISO 32000-1, 9.10.3).

    Raises:
        NoCharactersError: it does not, or it is not embedded.
    """
    match str(font.get("/Subtype")):
        case "/Type0":
            descendant = font.DescendantFonts[0]
            _require_file(descendant)
            if "/ToUnicode" not in font:
                raise NoCharactersError
        case "/CIDFontType0" | "/CIDFontType2":
            _require_file(font)
        case subtype:
            if subtype != "/Type3":
                _require_file(font)
            if "/ToUnicode" not in font:
                font.ToUnicode = pikepdf.Stream(file, _cmap(_characters(font)))


def _require_file(font: pikepdf.Object) -> None:
    described = font.get("/FontDescriptor")
    if described is None or not any(name in described for name in FONT_FILES):
        raise NoCharactersError


def _characters(font: pikepdf.Object) -> dict[int, str]:
    """Return what each code of a simple font stands for, by the names in its encoding."""
    encoding = font.get("/Encoding")
    first, last = int(font.get("/FirstChar", 0)), int(font.get("/LastChar", 255))
    base = encoding.get("/BaseEncoding") if isinstance(encoding, pikepdf.Dictionary) else encoding
    found = {code: _of_base(code, str(base)) for code in range(first, min(last, 255) + 1)}
    if isinstance(encoding, pikepdf.Dictionary):
        code = 0
        for entry in encoding.get("/Differences", ()):
            if isinstance(entry, int):
                code = entry
                continue
            found[code] = agl.toUnicode(str(entry).removeprefix("/")) or UNKNOWN
            code += 1
    return found


def _of_base(code: int, base: str) -> str:
    if base in BASES:
        character = bytes([code]).decode(BASES[base], "replace")
    else:
        character = agl.toUnicode(StandardEncoding[code])
    return character if character and character.isprintable() else UNKNOWN


def _cmap(characters: dict[int, str]) -> bytes:
    """Return a CMap (Adobe Technical Note 5411)."""
    lines = [
        f"<{code:02X}> <{character.encode('utf-16-be').hex().upper()}>"
        for code, character in sorted(characters.items())
        if 0 <= code < 256  # noqa: PLR2004 - a byte
    ]
    sections = [lines[at : at + LINES] for at in range(0, len(lines), LINES)]
    body = "\n".join(
        f"{len(section)} beginbfchar\n" + "\n".join(section) + "\nendbfchar" for section in sections
    )
    text = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
    return text.encode("ascii")
