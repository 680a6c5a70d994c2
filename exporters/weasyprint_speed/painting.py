"""Pages written into the PDF."""

from __future__ import annotations

import struct
import unicodedata
from typing import TYPE_CHECKING, Final

from exporters.weasyprint_speed.declarations import declare_ours
from exporters.weasyprint_speed.replacing import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from weasyprint.css import Style
    from weasyprint.formatting_structure.boxes import TextBox
    from weasyprint.matrix import Matrix
    from weasyprint.pdf.fonts import Font
    from weasyprint.pdf.stream import Stream
    from weasyprint.text.ffi import PangoFont, PangoRun

    _Run = tuple[PangoRun, Font, float, list[tuple[int, int, int, int]]]

GLYPH: Final = struct.Struct("=Iiii4x")
"""Pango's `PangoGlyphInfo`: the glyph, its width, where it is moved to."""


def write_glyphs_at_once() -> None:
    """Read the glyphs of a run in one go, and know Pango's fonts again (4%)."""
    from weasyprint.draw import text  # noqa: PLC0415 - as above
    from weasyprint.text.ffi import ffi, pango  # noqa: PLC0415 - as above

    original = text.draw_first_line
    unknown = pango.PANGO_GLYPH_UNKNOWN_FLAG
    if ffi.sizeof("PangoGlyphInfo") != GLYPH.size or pango.pango_version() < OLDEST_PANGO:
        return
    known_fonts = _known_fonts()

    def draw_first_line(
        stream: Stream,
        textbox: TextBox,
        text_overflow: str,
        block_ellipsis: object,
        matrix: Matrix,
    ) -> list[object]:
        arguments = (stream, textbox, text_overflow, block_ellipsis, matrix)
        if text_overflow == "ellipsis" or block_ellipsis != "none":
            return list(original(*arguments))
        if not textbox.text.strip() or textbox.style["font_size"] < SMALLEST:
            return []
        layout = textbox.pango_layout
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003 - Pango's own
        first_line, _ = layout.get_first_line()
        runs: list[_Run] = []
        run = first_line.runs[0]
        while run != ffi.NULL:
            found = run.data
            font, size = known_fonts(stream, textbox.style, found.item.analysis.font)
            glyphs = found.glyphs
            infos = ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * GLYPH.size)
            read = list(GLYPH.iter_unpack(infos))
            if font.svg or font.png or font.colr or font.bitmap:
                return list(original(*arguments))
            if any(glyph & unknown for glyph, *_ in read):
                return list(original(*arguments))
            runs.append((found, font, size, read))
            run = run.next
        stream.set_text_matrix(*matrix.values)
        _write_runs(stream, layout.text, runs)
        return []

    replace(text, "draw_first_line", draw_first_line)


OLDEST_PANGO: Final = 14802
"""The version from which Pango says the size of a font right (its issue 530)."""


SMALLEST: Final = 1e-6
"""The size of a font that is not drawn."""


def _known_fonts() -> Callable[[Stream, Style, PangoFont], tuple[Font, float]]:
    """Return what finds the font of a PDF, and its size, by Pango's font."""
    from weasyprint.text.ffi import ffi, gobject  # noqa: PLC0415 - as above

    declare_ours(ffi)

    def known_fonts(stream: Stream, style: Style, pango_font: PangoFont) -> tuple[Font, float]:
        fonts, found = vars(style.font_config).get("presswork_fonts", (None, {}))
        if fonts is not stream._fonts:  # noqa: SLF001 - as the module says
            found = {}
            style.font_config.presswork_fonts = stream._fonts, found  # noqa: SLF001
        address = int(ffi.cast("uintptr_t", pango_font))
        if address not in found:
            # Pango's font is kept, so that no other ever has its address.
            kept = ffi.gc(gobject.g_object_ref(pango_font), gobject.g_object_unref)
            found[address] = (*stream.add_font(pango_font), kept)
        font, size, _ = found[address]
        return font, size

    return known_fonts


def _write_runs(stream: Stream, text: str, runs: Iterable[_Run]) -> None:
    """Write the glyphs of a line, as `weasyprint.draw.text.draw_first_line` does."""
    from weasyprint.text.ffi import FROM_UNITS, pango  # noqa: PLC0415 - as above

    empty = pango.PANGO_GLYPH_EMPTY
    string = ""
    previous = None
    for found, font, size, glyphs in runs:
        if found.item.analysis.font != previous:
            previous = found.item.analysis.font
            if string:
                stream.show_text(string)
            string = ""
            stream.set_font_size(font.hash, size)
        string += "<"
        widths, to_unicode = font.widths, font.to_unicode
        for at, (glyph, width, x_offset, y_offset) in enumerate(glyphs):
            if glyph == empty:
                string += f">{-width / size}<"
                continue
            if glyph not in to_unicode:
                to_unicode[glyph] = _text_of(found, at, text)
            offset = x_offset / size
            rise = y_offset / 1000
            if rise:
                string = string[:-1] if string[-1] == "<" else string + ">"
                if string:
                    stream.show_text(string)
                stream.set_text_rise(-rise)
                stream.show_text(f"{-offset if offset else ''}<{glyph:04x}>")
                stream.set_text_rise(0)
                string = "<"
            else:
                if offset:
                    string += f">{-offset}<"
                string += f"{glyph:04x}"
            if glyph not in widths:
                pango.pango_font_get_glyph_extents(
                    found.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect
                )
                widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
            kerning = widths[glyph] + offset - width * 1000 * FROM_UNITS / size
            if kerning:
                string += f">{int(kerning)}<"
        string = string[:-1] if string[-1] == "<" else string + ">"
    stream.show_text(string)


def _text_of(run: PangoRun, at: int, text: str) -> str:
    """Return the text that a glyph of a run stands for."""
    clusters, length = run.glyphs.log_clusters, run.item.length
    if run.item.analysis.level % 2:  # from right to left
        end = length if at == 0 else clusters[at - 1]
    else:
        end = length if at == run.glyphs.num_glyphs - 1 else clusters[at + 1]
    encoded, offset = text.encode(), run.item.offset
    found = encoded[offset + clusters[at] : offset + end].decode()
    if found and not WHOLE.intersection(found):
        return found
    members = [each for each in range(run.glyphs.num_glyphs) if clusters[each] == clusters[at]]
    later = [each for each in clusters[0 : run.glyphs.num_glyphs] if each > clusters[at]]
    whole = encoded[offset + clusters[at] : offset + min(later, default=length)].decode()
    parts = _parted(whole)
    return parts[at - members[0]] if len(parts) == len(members) else found


WHOLE: Final = frozenset("\N{THAI CHARACTER SARA AM}\N{LAO VOWEL SIGN AM}")
"""The vowels that HarfBuzz sets as a mark and a letter; tones go between them.

WeasyPrint (70) has the mark stand for nothing, and the letter, wherever it stands, for the whole.
"""

MARKS: Final = frozenset("\N{THAI CHARACTER NIKHAHIT}\N{LAO NIGGAHITA}")


def _parted(whole: str) -> str:
    """Return the characters that the glyphs of such a vowel and its tone stand for, in order."""
    if not WHOLE.intersection(whole):
        return ""
    parts = unicodedata.normalize("NFKD", whole)
    return "".join(sorted(parts, key=lambda part: part not in MARKS))


def count_pages_once() -> None:
    """Do not list all pages of the PDF for every tag (4%, of 400 pages 13%)."""
    from pydyf import PDF  # noqa: PLC0415 - as above

    original = PDF.page_references.fget

    def page_references(self: PDF) -> tuple[bytes, ...]:
        known = vars(self).get("presswork_pages", ())
        if len(known) * 3 != len(self.pages["Kids"]):
            known = self.presswork_pages = original(self)
        references: tuple[bytes, ...] = known
        return references

    replace(PDF, "page_references", property(page_references))


def pack_streams_once() -> None:
    """Do not pack every stream a second time for the identifier of the PDF (4%)."""
    from pydyf import PDF, Stream  # noqa: PLC0415 - as above

    original, original_write = Stream.data.fget, PDF.write
    packed: dict[Stream, bytes] | None = None

    def data(self: Stream) -> bytes:
        if packed is None:
            return bytes(original(self))
        if self not in packed:
            packed[self] = original(self)
        return packed[self]

    def write(self: PDF, *arguments: object, **named: object) -> None:
        nonlocal packed
        packed = {}
        try:
            original_write(self, *arguments, **named)
        finally:
            packed = None

    replace(Stream, "data", property(data))
    replace(PDF, "write", write)
