"""The rules on fonts (ISO 14289-1, 7.21; ISO 19005-3, 6.2.11)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from fontTools import agl

from presswork.findings import Finding
from presswork.pdf_checks import objects
from presswork.pdf_checks.faces import BASIC_FONTS, Face, glyph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.pdf_checks.contents import Font
    from presswork.pdf_checks.reading import Reading

_TOLERANCE: Final = 1.0
"""How far widths may be apart, in thousandths of the font size."""

_FORBIDDEN: Final = frozenset("\0\ufeff\ufffe")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_SHOWN: Final = 6
"""How many characters are named in a message."""

_FONT_FILES: Final = frozenset(("Type1C", "CIDFontType0C", "OpenType"))
_SUBTYPES: Final = frozenset(
    ("Type1", "MMType1", "TrueType", "Type3", "Type0", "CIDFontType0", "CIDFontType2")
)
_PREDEFINED: Final = re.compile(
    r"(Identity|GB|GBK|Uni|B5|HKscs|ETen|CNS|83pv|90m?s|90pv|Add|EUC|Ext|KSC|H$|V$)"
)


@dataclass(slots=True)
class _Faults:
    """What is wrong with the characters of one font: the codes, and where they are first."""

    unknown: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    private: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    missing: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    widths: dict[int, tuple[int, bytes]] = field(default_factory=dict)


def fonts(reading: Reading) -> Iterator[Finding]:
    """Find fonts that are not whole, and characters that they do not have."""
    for font in reading.contents.fonts.values():
        face = reading.face(font)
        yield from _dictionary(face, font.page)
        if font.shown and not face.is_embedded and face.kind != "Type3":
            yield _about(face, font.page, "pdf-font-not-embedded", "the font {} is not in the file")
        yield from _encoding(face, font)
        yield from _characters(face, font)


def _about(face: Face, page: int, rule: str, what: str) -> Finding:
    name = f"'{face.name}'" if face.name else "without a name"
    return Finding(page, what=what.format(name), rule=rule)


def _dictionary(face: Face, page: int) -> Iterator[Finding]:
    """Find what the dictionary of a font lacks (ISO 32000-1, 9.6 and 9.7)."""
    lacking = face.kind not in _SUBTYPES or (face.kind != "Type3" and not face.name)
    is_simple = face.kind in ("Type1", "MMType1", "TrueType", "Type3")
    if is_simple and not (face.name in BASIC_FONTS and face.kind == "Type1"):
        first = objects.number(objects.entry(face.node, "/FirstChar"))
        last = objects.number(objects.entry(face.node, "/LastChar"))
        widths = objects.elements(objects.entry(face.node, "/Widths"))
        lacking = lacking or first is None or last is None or len(widths) != last - first + 1
    file = objects.entry(face.descriptor, "/FontFile3")
    kind = objects.entry(file, "/Subtype")
    if lacking or (kind is not None and objects.name(kind) not in _FONT_FILES):
        what = "what the file says about the font {} is not complete"
        yield _about(face, page, "pdf-font-dictionary", what)


def _encoding(face: Face, font: Font) -> Iterator[Finding]:
    """Find tables of codes that do not go with the font."""
    rule, what = "pdf-font-encoding", "the font {} and its table of characters do not go together"
    if face.is_composite:
        kind = objects.name(objects.entry(face.inner, "/Subtype"))
        mapping = objects.entry(face.inner, "/CIDToGIDMap")
        lacks_glyphs = kind == "CIDFontType2" and face.is_embedded and mapping is None
        if lacks_glyphs or (not face.is_identity and not _goes_with_cids(face)):
            yield _about(face, font.page, rule, what)
    elif face.kind == "TrueType" and font.shown and not _goes_with_truetype(face):
        yield _about(face, font.page, rule, what)


def _goes_with_cids(face: Face) -> bool:
    """Return whether codes lead to CIDs of the same collection as the font's."""
    encoding = objects.entry(face.node, "/Encoding")
    if objects.is_dictionary(encoding):
        table, own = (objects.entry(each, "/CIDSystemInfo") for each in (encoding, face.inner))
        same = all(
            objects.text(objects.entry(table, key)) == objects.text(objects.entry(own, key))
            for key in ("/Registry", "/Ordering")
        )
        supplements = [objects.integer(objects.entry(each, "/Supplement")) for each in (own, table)]
        return same and supplements[0] <= supplements[1]
    return bool(_PREDEFINED.match(objects.name(encoding)))


def _goes_with_truetype(face: Face) -> bool:
    """Return whether the table of a TrueType font is one that all viewers understand alike."""
    encoding = objects.entry(face.node, "/Encoding")
    tables = face.program.tables if face.program is not None else None
    if face.is_symbolic:
        return encoding is None and (tables is None or len(tables) == 1 or (3, 0) in tables)
    if face.base not in ("MacRomanEncoding", "WinAnsiEncoding"):
        return False
    differences = objects.elements(objects.entry(encoding, "/Differences"))
    names = [objects.name(each) for each in differences if objects.number(each) is None]
    if names and not all(agl.toUnicode(name) for name in names if name != ".notdef"):
        return False
    if names and tables is not None and (3, 1) not in tables:
        return False
    return tables is None or len(tables) > (1 if (3, 0) in tables else 0)


def _characters(face: Face, font: Font) -> Iterator[Finding]:
    """Find characters that cannot be seen, or not be read."""
    faults = _Faults()
    seen: set[tuple[int, bool]] = set()
    for visible, texts in ((True, font.shown), (False, font.hidden)):
        for (shown, has_actual), page in texts.items():
            for code in face.codes(shown):
                if (code, has_actual or not visible) not in seen:
                    seen.add((code, has_actual or not visible))
                    _examine(face, code, (page, shown), faults, visible=visible, spoken=has_actual)
    named = f"the font '{face.name}'" if face.name else "a font"
    if faults.missing:
        count = f"{len(faults.missing)} characters" if len(faults.missing) > 1 else "a character"
        what = f"{named} does not have {count} that the text uses{_listed(face, faults.missing)}"
        yield _at(face, faults.missing, "pdf-missing-glyph", what)
    if faults.unknown:
        what = f"characters of {named} cannot be copied, searched or read aloud"
        yield _at(face, faults.unknown, "pdf-unreadable-characters", what)
    if faults.private:
        what = f"characters of {named} have private numbers, and no words stand for them"
        yield _at(face, faults.private, "pdf-private-characters", what)
    if faults.widths:
        what = f"the widths of characters of {named} differ between the file and the font"
        yield _at(face, faults.widths, "pdf-glyph-widths", what)


def _examine(  # noqa: PLR0913 - a code, and where it stands
    face: Face,
    code: int,
    place: tuple[int, bytes],
    faults: _Faults,
    *,
    visible: bool,
    spoken: bool,
) -> None:
    """Note what is wrong with a character."""
    character = face.character(code)
    is_unknown = not face.is_told(code) and not _is_known_otherwise(face)
    if character is not None and not _FORBIDDEN.isdisjoint(character):
        is_unknown = True
    if visible and is_unknown:
        faults.unknown[code] = place
    if character is not None and not spoken and _PRIVATE.search(character):
        faults.private[code] = place
    if face.program is None or face.kind == "Type3":
        return
    shown = glyph(face, code)
    if shown.is_notdef or (shown.is_missing and visible):
        faults.missing[code] = place
    elif visible and shown.number is not None:
        inside, outside = face.program.widths.get(shown.number), face.width(code)
        if inside is not None and outside is not None and abs(inside - outside) > _TOLERANCE:
            faults.widths[code] = place


def _is_known_otherwise(face: Face) -> bool:
    """Return whether what codes stand for is known from the font's collection of characters."""
    if not face.is_composite:
        return False
    info = objects.entry(face.inner, "/CIDSystemInfo")
    ordering = objects.text(objects.entry(info, "/Ordering")) or ""
    return ordering in ("GB1", "CNS1", "Japan1", "Korea1")


def _listed(face: Face, faults: dict[int, tuple[int, bytes]]) -> str:
    """Return the characters that are missing, as far as they are known."""
    known = [face.character(code) or "" for code in faults]
    signs = [sign for sign in known if sign.isprintable() and sign.strip()]
    return f": {' '.join(signs[:_SHOWN])}" if signs else ""


def _at(face: Face, faults: dict[int, tuple[int, bytes]], rule: str, what: str) -> Finding:
    page, shown = next(iter(faults.values()))
    return Finding(page, face.decoded(shown), what, rule=rule)
