"""The font files inside a PDF file: which glyphs they have, and how wide these are."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from fontTools.cffLib import CFFFontSet
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.misc.eexec import decrypt
from fontTools.misc.psCharStrings import T2WidthExtractor
from fontTools.ttLib import TTFont

from presswork.pdf_checks import objects

if TYPE_CHECKING:
    from presswork.pdf_checks.objects import Value

logging.getLogger("fontTools").setLevel(logging.CRITICAL)  # broken fonts are ours to tell

_EEXEC: Final = 55665
_CHARSTRING: Final = 4330
"""The keys with which Type 1 fonts are encrypted (Adobe Type 1 Font Format, chapter 7)."""

_GLYPH: Final = re.compile(rb"/([^\s/]+)\s+(\d+)\s+(?:RD|-\||\S+)\s")
_ENCODED: Final = re.compile(rb"dup\s+(\d+)\s*/([^\s/]+)\s+put")
_UNITS: Final = 1000.0


@dataclass(slots=True)
class Program:
    """A font file.

    Args:
        glyphs: how many there are.
        widths: of glyphs by their numbers, in thousandths of the font size.
        names: the numbers of glyphs by their names; empty where they have none.
        cids: the numbers of glyphs by their CIDs, of a font with CIDs; None where it has none.
        encoding: the names of glyphs by codes, as the font itself says.
        tables: the numbers of glyphs by codes, in the tables (platform, encoding) of TrueType.
    """

    glyphs: int
    widths: dict[int, float] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    cids: dict[int, int] | None = None
    encoding: dict[int, str] = field(default_factory=dict)
    tables: dict[tuple[int, int], dict[int, int]] = field(default_factory=dict)


def read_program(descriptor: Value) -> Program | None:
    """Return the font file of a font's descriptor, or None where it is missing or broken.

    Args:
        descriptor: the dictionary.
    """
    for key, read in (("/FontFile2", _truetype), ("/FontFile3", _compact), ("/FontFile", _type_1)):
        source = objects.content(objects.entry(descriptor, key))
        if source:
            try:
                return read(source)
            except Exception:  # noqa: BLE001 - fontTools has no word for all that a font can be
                return None
    return None


def is_embedded(descriptor: Value) -> bool:
    """Return whether a font's file is in the PDF file."""
    return any(
        objects.entry(descriptor, key) is not None
        for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )


def _truetype(source: bytes) -> Program:
    font = TTFont(io.BytesIO(source), lazy=True, fontNumber=0)
    if "glyf" not in font and "CFF " in font:
        program = _compact_table(font["CFF "].cff)
    else:
        program = Program(font["maxp"].numGlyphs)
    scale = _UNITS / font["head"].unitsPerEm
    if "hmtx" in font and "hhea" in font:
        program.widths = {
            at: advance * scale for at, advance in enumerate(_advances(font, program.glyphs))
        }
    if "cmap" in font:
        order = font.getReverseGlyphMap()
        for table in font["cmap"].tables:
            known = program.tables.setdefault((table.platformID, table.platEncID), {})
            known.update((code, order[name]) for code, name in table.cmap.items() if name in order)
    return program


def _advances(font: TTFont, glyphs: int) -> list[int]:
    """Return the widths of glyphs by number; their names may be missing or twice the same."""
    data = font.reader["hmtx"]
    known = int.from_bytes(font.reader["hhea"][34:36], "big")
    widths = [int.from_bytes(data[at : at + 2], "big") for at in range(0, 4 * known, 4)]
    return (widths + widths[-1:] * (glyphs - len(widths)))[:glyphs]


def _compact(source: bytes) -> Program:
    if source[:4] == b"OTTO" or source[:4] in (b"\0\1\0\0", b"true"):
        return _truetype(source)
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(source), None)
    return _compact_table(fonts)


def _compact_table(fonts: CFFFontSet) -> Program:
    top = fonts[0]
    order = top.charset
    program = Program(len(order))
    matrix = getattr(top, "FontMatrix", None)
    scale = _UNITS * (matrix[0] if matrix else 0.001)
    charstrings = top.CharStrings
    for at, name in enumerate(order):
        program.widths[at] = scale * _width(charstrings, name)
    if hasattr(top, "ROS"):
        program.cids = {int(name[3:]): at for at, name in enumerate(order) if name[3:].isdigit()}
        program.cids[0] = 0
    else:
        program.names = {name: at for at, name in enumerate(order)}
        encoding = top.Encoding
        names = StandardEncoding if encoding == "StandardEncoding" else encoding
        if isinstance(names, list):
            program.encoding = {
                code: name for code, name in enumerate(names) if name and name != ".notdef"
            }
    return program


def _width(charstrings: object, name: str) -> float:
    """Return the width of a glyph of a CFF font, without drawing it."""
    charstring, _ = charstrings.getItemAndSelector(name)  # type: ignore[attr-defined]
    private = charstring.private
    nominal = getattr(private, "nominalWidthX", 0)
    default = getattr(private, "defaultWidthX", 0)
    extractor = T2WidthExtractor(
        getattr(private, "Subrs", []), charstring.globalSubrs, nominal, default
    )
    extractor.execute(charstring)
    return float(extractor.width)


def _type_1(source: bytes) -> Program:
    """Read a Type 1 font: its names, its encoding, and the widths that glyphs begin with."""
    start = source.index(b"eexec") + len(b"eexec")
    while source[start : start + 1] in (b" ", b"\n", b"\r", b"\t"):
        start += 1
    hidden = source[start:]
    if re.fullmatch(rb"[0-9A-Fa-f\s]{8}", hidden[:8]):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", hidden)
        hidden = bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
    plain, _ = decrypt(hidden, _EEXEC)
    skipped = re.search(rb"/lenIV\s+(\d+)", plain)
    padding = int(skipped[1]) if skipped else 4
    program = Program(0)
    begin = plain.find(b"/CharStrings")
    at = max(begin, 0) + len(b"/CharStrings")
    while found := _GLYPH.search(plain, at):
        length, after = int(found[2]), found.end()
        name = found[1].decode("latin-1")
        if name not in program.names:
            number = program.names[name] = len(program.names)
            code, _ = decrypt(plain[after : after + length], _CHARSTRING)
            width = _first_width(code[padding:])
            if width is not None:
                program.widths[number] = width
        at = after + length
    program.glyphs = len(program.names)
    encoded = _ENCODED.findall(source[:start])
    if encoded:
        program.encoding = {int(code): name.decode("latin-1") for code, name in encoded}
    elif b"StandardEncoding def" in source[:start]:
        program.encoding = dict(enumerate(StandardEncoding))
    return program


def _first_width(code: bytes) -> float | None:
    """Return what `hsbw` at the beginning of a glyph sets as its width."""
    stack: list[float] = []
    at = 0
    while at < len(code):
        byte = code[at]
        at += 1
        if byte >= 32:  # noqa: PLR2004 - numbers, as the Type 1 format writes them
            if byte <= 246:  # noqa: PLR2004
                stack.append(byte - 139)
            elif byte <= 250:  # noqa: PLR2004
                stack.append((byte - 247) * 256 + code[at] + 108)
                at += 1
            elif byte <= 254:  # noqa: PLR2004
                stack.append(-(byte - 251) * 256 - code[at] - 108)
                at += 1
            else:
                stack.append(int.from_bytes(code[at : at + 4], "big", signed=True))
                at += 4
        elif byte == 13 and len(stack) > 1:  # noqa: PLR2004 - hsbw
            return stack[1]
        elif byte == 12 and code[at : at + 1] == b"\x0c" and len(stack) > 1:  # noqa: PLR2004 - div
            at += 1
            low = stack.pop()
            stack.append(stack.pop() / (low or 1))
        else:
            return None
    return None
