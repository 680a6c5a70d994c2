"""Fonts as a PDF file describes them: what its codes mean, and which glyphs they show.

ISO 32000-1, 9.6 (simple fonts), 9.7 (fonts with CIDs) and 9.10 (what codes stand for).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from fontTools import agl
from fontTools.encodings.MacRoman import MacRoman
from fontTools.encodings.StandardEncoding import StandardEncoding

from presswork.pdf_checks import objects
from presswork.pdf_checks.cmaps import CMap, read_cmap
from presswork.pdf_checks.font_programs import Program, is_embedded, read_program

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from presswork.pdf_checks.objects import Value

NOTDEF: Final = ".notdef"
_SYMBOLIC: Final = 4
_NONSYMBOLIC: Final = 32
"""Bits of a font's flags (ISO 32000-1, table 123)."""

_BLANKS: Final = {0xA0: "space", 0xAD: "hyphen"}
_WIN_ANSI: Final = {
    code: _BLANKS.get(code) or agl.UV2AGL.get(ord(bytes([code]).decode("cp1252", "replace")), "")
    for code in range(32, 256)
}
_BASES: Final[Mapping[str, Mapping[int, str]]] = {
    "WinAnsiEncoding": {**_WIN_ANSI, **{code: "bullet" for code, n in _WIN_ANSI.items() if not n}},
    "MacRomanEncoding": dict(enumerate(MacRoman)),
    "StandardEncoding": dict(enumerate(StandardEncoding)),
}

BASIC_FONTS: Final = frozenset(
    (
        *("Courier", "Courier-Bold", "Courier-Oblique", "Courier-BoldOblique"),
        *("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique"),
        *("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
        *("Symbol", "ZapfDingbats"),
    )
)
"""The fonts that every viewer has (ISO 32000-1, 9.6.2.2)."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """What a code shows.

    Args:
        number: the glyph in the font file; None where there is none, or it cannot be told.
        is_missing: whether the font file has no such glyph.
        is_notdef: whether it is the glyph for what the font does not have.
    """

    number: int | None = None
    is_missing: bool = False
    is_notdef: bool = False


@dataclass(slots=True)
class Face:
    """A font.

    Args:
        node: its dictionary.
        kind: its subtype, for example `Type0`.
        name: its name, without the letters of a subset.
        inner: the font with CIDs in a font of type 0; `node` itself of others.
        descriptor: its descriptor.
        text: what codes stand for; None where the file does not say.
        cids: how codes lead to CIDs; None where a code of two bytes is one.
        names: the names of the glyphs of a simple font, by codes.
        base: the name of the encoding that it begins with.
        program: its file.
    """

    node: Value
    kind: str
    name: str
    inner: Value
    descriptor: Value
    text: CMap | None = None
    cids: CMap | None = None
    names: dict[int, str] = field(default_factory=dict)
    base: str = ""
    program: Program | None = None
    widths: dict[int, float] = field(default_factory=dict)
    default_width: float | None = None

    @property
    def is_composite(self) -> bool:
        """Whether its codes lead to CIDs."""
        return self.kind == "Type0"

    @property
    def is_embedded(self) -> bool:
        """Whether its file is in the PDF file."""
        return is_embedded(self.descriptor)

    @property
    def is_symbolic(self) -> bool:
        """Whether it says that its characters are not those of the Latin alphabet."""
        return bool(objects.integer(objects.entry(self.descriptor, "/Flags")) & _SYMBOLIC)

    @property
    def is_identity(self) -> bool:
        """Whether a code of two bytes is a CID."""
        encoding = objects.name(objects.entry(self.node, "/Encoding"))
        return encoding in ("Identity-H", "Identity-V")

    def codes(self, shown: bytes) -> Iterator[int]:
        """Return the codes in a text."""
        if not self.is_composite:
            return iter(shown)
        if self.cids is not None:
            return self.cids.codes(shown)
        return (int.from_bytes(shown[at : at + 2], "big") for at in range(0, len(shown), 2))

    def character(self, code: int) -> str | None:
        """Return what a code stands for, or None."""
        if self.text is not None and code in self.text.text:
            return self.text.text[code]
        if self.is_composite:
            return None
        name = self.names.get(code)
        if not name:
            return None
        return agl.toUnicode(name, isZapfDingbats=self.name == "ZapfDingbats") or None

    def is_told(self, code: int) -> bool:
        """Return whether the file says what a code stands for, in a way that standards accept.

        A name like `uni00A0` tells it to us, and is none of the Adobe Glyph List.
        """
        if self.text is not None and code in self.text.text:
            return True
        name = self.names.get(code)
        is_symbol = self.name == "ZapfDingbats" and bool(
            agl.toUnicode(name or "", isZapfDingbats=True)
        )
        return not self.is_composite and (name in agl.AGL2UV or is_symbol)

    def decoded(self, shown: bytes) -> str:
        """Return a text as people read it, with nothing for what stands for nothing."""
        return "".join(self.character(code) or "" for code in self.codes(shown))

    def width(self, code: int) -> float | None:
        """Return how wide the file says a code is, in thousandths of the font size."""
        key = code if not self.is_composite or self.cids is None else self.cids.cid(code)
        return self.widths.get(key, self.default_width)


def read_face(node: Value) -> Face:
    """Return a font as its dictionary describes it."""
    kind = objects.name(objects.entry(node, "/Subtype"))
    inner = node
    if kind == "Type0":
        inner = next(iter(objects.elements(objects.entry(node, "/DescendantFonts"))), None)
    full = objects.name(objects.entry(node, "/BaseFont") or objects.entry(inner, "/BaseFont"))
    face = Face(
        node,
        kind,
        full.partition("+")[2] if full[6:7] == "+" else full,
        inner,
        objects.entry(inner, "/FontDescriptor"),
    )
    mapped = objects.content(objects.entry(node, "/ToUnicode"))
    if mapped:
        face.text = read_cmap(mapped)
    face.program = read_program(face.descriptor)
    if face.is_composite:
        _read_composite(face)
    else:
        _read_simple(face)
    return face


def _read_composite(face: Face) -> None:
    encoding = objects.entry(face.node, "/Encoding")
    embedded = objects.content(encoding)
    if embedded:
        face.cids = read_cmap(embedded)
    face.default_width = objects.number(objects.entry(face.inner, "/DW"))
    if face.default_width is None:
        face.default_width = 1000.0
    row = objects.elements(objects.entry(face.inner, "/W"))
    at = 0
    while at + 1 < len(row):
        first = objects.integer(row[at])
        several = objects.elements(row[at + 1])
        if several:
            for step, width in enumerate(several):
                face.widths[first + step] = objects.number(width) or 0.0
            at += 2
        else:
            width_of_all = objects.number(row[at + 2]) if at + 2 < len(row) else None
            last = min(objects.integer(row[at + 1]), 0xFFFF)
            for cid in range(max(first, 0), last + 1):
                face.widths[cid] = width_of_all or 0.0
            at += 3


def _read_simple(face: Face) -> None:
    encoding = objects.entry(face.node, "/Encoding")
    face.base = objects.name(encoding) or objects.name(objects.entry(encoding, "/BaseEncoding"))
    names = _BASES.get(face.base)
    if names is None and face.program is not None and face.program.encoding:
        names = face.program.encoding
    elif names is None and (face.kind != "TrueType" or objects.is_dictionary(encoding)):
        names = _BASES["StandardEncoding"] if not face.is_symbolic else {}
    face.names = {code: name for code, name in (names or {}).items() if name and name != NOTDEF}
    code = 0
    for each in objects.elements(objects.entry(encoding, "/Differences")):
        number = objects.number(each)
        if number is not None:
            code = int(number)
        else:
            face.names[code] = objects.name(each)
            code += 1
    first = objects.integer(objects.entry(face.node, "/FirstChar"))
    for step, width in enumerate(objects.elements(objects.entry(face.node, "/Widths"))):
        face.widths[first + step] = objects.number(width) or 0.0
    missing = objects.number(objects.entry(face.descriptor, "/MissingWidth"))
    face.default_width = missing or 0.0
    if face.name in BASIC_FONTS and not face.widths:
        face.default_width = None


def glyph(face: Face, code: int) -> Glyph:
    """Return what a code shows in a font whose file is there."""
    program = face.program
    if program is None:
        return Glyph()
    if face.is_composite:
        return _glyph_of_cid(face, program, code)
    if face.kind == "TrueType" and program.tables:
        return _glyph_of_truetype(face, program, code)
    if program.names:
        name = face.names.get(code, NOTDEF)
        number = program.names.get(name)
        return Glyph(number, number is None, name == NOTDEF)
    return Glyph()


def _glyph_of_cid(face: Face, program: Program, code: int) -> Glyph:
    if face.cids is None and not face.is_identity:
        return Glyph()
    cid = code if face.cids is None else face.cids.cid(code)
    if program.cids is not None:
        number = program.cids.get(cid)
        return Glyph(number, number is None, cid == 0)
    mapping = objects.entry(face.inner, "/CIDToGIDMap")
    table = objects.content(mapping)
    number = int.from_bytes(table[2 * cid : 2 * cid + 2], "big") if table else cid
    return Glyph(number, number >= program.glyphs, number == 0)


def _glyph_of_truetype(face: Face, program: Program, code: int) -> Glyph:
    """Return what a code shows, by the ways of ISO 32000-1, 9.6.6.4."""
    tables = program.tables
    name = face.names.get(code)
    number = None
    if name is not None and not face.is_symbolic:
        character = agl.toUnicode(name)
        unicode_table = tables.get((3, 1))
        if unicode_table is not None and len(character) == 1:
            number = unicode_table.get(ord(character))
        mac = tables.get((1, 0))
        if number is None and mac is not None and name in MacRoman:
            number = mac.get(MacRoman.index(name))
    if number is None:
        symbols = tables.get((3, 0))
        if symbols is not None:
            found = (symbols.get(page + code) for page in (0, 0xF000, 0xF100, 0xF200))
            number = next((each for each in found if each is not None), None)
        if number is None and (1, 0) in tables:
            number = tables[1, 0].get(code)
    if number is None:
        return Glyph(0, is_missing=False, is_notdef=True)
    return Glyph(number, number >= program.glyphs, number == 0)
