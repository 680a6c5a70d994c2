"""The fonts of a look inside its Word files (ISO/IEC 29500-1, 17.8.1), for machines without them.

A face is cut to what its reader may want to write: all of Latin, with what the document has of
other scripts. Documents may carry fonts under the SIL Open Font License, cut too (its FAQ, 1.11);
their names, copyright and license stay. Of any font, what it says of itself decides (OpenType,
`fsType`): only those are embedded with which a document may be edited.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from lxml import etree

from presswork.fonts import cut, name_table, with_table

from .cut_fonts import cut_once, enough
from .used_fonts import Faces, Slot
from .xml import NAMESPACES, element, qualified, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

    from presswork.fonts import Face
    from presswork.problems import Ledger

    from .word_templates.sheet import Sheet

CONTENT: Final = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
FONT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"

FEATURES: Final = frozenset({"lnum", "onum", "pnum", "tnum"})
"""The features that Word has beside the usual ones: the forms of digits."""

SLOTS: Final[Mapping[tuple[bool, bool], str]] = {
    (False, False): "embedRegular",
    (True, False): "embedBold",
    (False, True): "embedItalic",
    (True, True): "embedBoldItalic",
}
"""The faces of a font in the order of the schema (17.8.3.10)."""

ASCENT: Final = 0.87
DESCENT: Final = 0.25
"""The height of a line that a font asks for, in sizes: no more than the least leading of our looks,
for Word lets no line be lower, and a browser would."""

OBFUSCATED: Final = 32
"""How many bytes of a font are disguised."""

MAY_BE_EDITED: Final = frozenset({0, 8})
"""The kinds of embedding (OpenType, `fsType`) with which documents may be edited."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A face that is ready to be embedded.

    Args:
        font: the TrueType font, not yet disguised.
        slot: its place in the family.
    """

    font: bytes
    slot: Slot


def embed_fonts(word: WordDocument, sheet: Sheet, faces: Iterable[Face], ledger: Ledger) -> None:
    """Give a Word file the fonts that it uses, if the settings want it.

    Args:
        word: the file, with all of its text.
        sheet: what the settings say; it is for templates of ours alone.
        faces: those of the look.
        ledger: where fonts are noted that must not be embedded.
    """
    table = _part(word, RELATIONSHIP_TYPE.FONT_TABLE)
    if sheet.settings["word-fonts"] != "embedded" or table is None:
        return
    theme = {"major": sheet.font("label"), "minor": sheet.font("text")}
    use = Faces(word.styles.element, theme).note(_texts(word))
    text = sheet.font("text")
    slots = use.slots | {
        Slot(text, bold, italic) for bold, italic in SLOTS if not (bold and italic)
    }
    characters = enough(use.characters)
    root = etree.fromstring(table.blob)
    made = 0
    for font in root.iterfind("w:font", NAMESPACES):
        family = font.get(qualified("w:name"), "")
        own = [face for face in faces if face.family == family and not face.signs]
        for bold, italic in SLOTS:
            slot = Slot(family, bold, italic)
            face = _face(own, slot)
            if slot not in slots or face is None:
                continue
            if not may_be_embedded(face.file):
                ledger.warn(
                    f"the Word file names the font '{family}', whose file forbids to embed it",
                    hint="install it where they are read, or choose another font",
                )
                break
            made += 1
            _add(table, font, _cut(face, slot, characters), made)
    if made:
        table._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001 - python-docx has no way to change a part that it does not know
        _tell(word.settings.element)


def _part(word: WordDocument, kind: str) -> Part | None:
    found = (rel for rel in word.part.rels.values() if rel.reltype == kind)
    return next((rel.target_part for rel in found if not rel.is_external), None)


def _texts(word: WordDocument) -> list[Element]:
    """Return the roots of the parts that have text."""
    parts = [
        rel.target_part
        for rel in word.part.rels.values()
        if not rel.is_external and isinstance(rel.target_part, XmlPart)
    ]
    return [word.element, *(part.element for part in parts)]


def _face(faces: Iterable[Face], slot: Slot) -> Face | None:
    """Return the face of a family for one of Word's four: the lightest one, or the next heavier."""
    style = "italic" if slot.italic else "normal"
    found = sorted((face for face in faces if face.style == style), key=lambda face: face.weight)
    if not found:
        return None
    heavier = [face for face in found if face.weight > found[0].weight]
    return found[0] if not slot.bold else heavier[0] if heavier else None


@cache
def may_be_embedded(file: Path) -> bool:
    """Tell whether a font says that documents may carry it and be edited."""
    with file.open("rb") as font:
        (count,) = struct.unpack_from(">H", font.read(12), 4)
        directory = font.read(16 * count)
        place = directory.find(b"OS/2")
        if place < 0:
            return False
        font.seek(struct.unpack_from(">L", directory, place + 8)[0] + 8)
        (kind,) = struct.unpack(">H", font.read(2))
    return kind in MAY_BE_EDITED


@lru_cache(maxsize=64)
def _cut(face: Face, slot: Slot, characters: frozenset[int]) -> Cut:
    """Return a face for Word."""
    font = cut_once(
        face, characters, slot, lambda: _for_word(cut(face, characters, FEATURES), face, slot)
    )
    return Cut(font, slot)


def _for_word(font: bytes, face: Face, slot: Slot) -> bytes:
    """Return a font with the names and marks by which Word finds it for bold and italic."""
    style = {
        (False, False): "Regular",
        (True, False): "Bold",
        (False, True): "Italic",
        (True, True): "Bold Italic",
    }[slot.bold, slot.italic]
    names = {
        **_license(face.file),
        1: slot.family,
        2: style,
        4: f"{slot.family} {style}",
        6: f"{slot.family.replace(' ', '')}-{style.replace(' ', '')}",
    }
    font = with_table(font, b"name", name_table(dict(sorted(names.items()))))
    head, edge, table = (bytearray(_table(font, tag)) for tag in (b"head", b"hhea", b"OS/2"))
    (em,) = struct.unpack_from(">H", head, 18)
    struct.pack_into(">H", head, 44, slot.bold | slot.italic << 1)
    struct.pack_into(">3h", edge, 4, round(ASCENT * em), -round(DESCENT * em), 0)
    regular = not (slot.bold or slot.italic)
    struct.pack_into(">H", table, 4, 700 if slot.bold else 400)
    struct.pack_into(">H", table, 62, slot.italic | slot.bold << 5 | regular << 6 | 1 << 7)
    struct.pack_into(">3h", table, 68, round(ASCENT * em), -round(DESCENT * em), 0)
    for tag, changed in ((b"head", head), (b"hhea", edge), (b"OS/2", table)):
        font = with_table(font, tag, bytes(changed))
    return font


def _license(file: Path) -> dict[int, str]:
    """Return what a font says of its copyright and license (OpenType, name IDs 0, 13, 14)."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - what is kept needs it not

    with TTFont(file, lazy=True) as font:
        return {
            number: found for number in (0, 13, 14) if (found := font["name"].getDebugName(number))
        }


def _table(font: bytes, tag: bytes) -> bytes:
    """Return a table of a TrueType font."""
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        name, _, offset, length = struct.unpack_from(">4s3L", font, 12 + 16 * number)
        if name == tag:
            return font[offset : offset + length]
    return bytes(100)


def _add(table: Part, font: Element, made: Cut, number: int) -> None:
    """Add a face to the package, and to its font in the table of fonts."""
    key = hashlib.sha256(made.font).hexdigest().upper()[:32]
    name = PackURI(f"/word/fonts/font{number}.odttf")
    part = Part(name, CONTENT, disguised(made.font, key), table.package)
    places = (key[:8], key[8:12], key[12:16], key[16:20], key[20:])
    tag = SLOTS[made.slot.bold, made.slot.italic]
    if not made.slot.bold and not made.slot.italic:
        _describe(font, _table(made.font, b"OS/2"))
    attributes = {"r:id": table.relate_to(part, FONT), "w:fontKey": f"{{{'-'.join(places)}}}"}
    font.append(element(f"w:{tag}", attributes))


def _describe(font: Element, table: bytes) -> None:
    """Say what a font is like and has, for a machine that takes another for it (17.8.3)."""
    panose = font.find("w:panose1", NAMESPACES)
    if panose is not None:
        panose.set(qualified("w:val"), table[32:42].hex().upper())
    pages = table[78:86].ljust(8, b"\0")
    words = (*(table[at : at + 4] for at in range(42, 58, 4)), pages[:4], pages[4:])
    names = ("usb0", "usb1", "usb2", "usb3", "csb0", "csb1")
    told = {name: word.hex().upper() for name, word in zip(names, words, strict=True)}
    font.append(w("sig", **told))


def disguised(font: bytes, key: str) -> bytes:
    """Return a font whose first bytes are disguised by a key, or the font again (17.8.1).

    Args:
        font: a TrueType font, or a disguised one.
        key: 32 hexadecimal digits.
    """
    mask = bytes.fromhex(key)[::-1] * 2
    start = bytes(one ^ other for one, other in zip(font[:OBFUSCATED], mask, strict=True))
    return start + font[OBFUSCATED:]


BEFORE_FONTS: Final = frozenset(
    qualified(f"w:{name}")
    for name in (
        *("writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime"),
        *("doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText"),
        *("printFractionalCharacterWidth", "printFormsData"),
    )
)
"""What the schema wants before `w:embedTrueTypeFonts` (17.15.1.78)."""


def _tell(settings: Element) -> None:
    """Have Word keep the fonts in the file when it saves it."""
    place = sum(child.tag in BEFORE_FONTS for child in settings)
    settings.insert(place, w("embedTrueTypeFonts"))
