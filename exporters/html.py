"""The web page: one file that holds its pictures and fonts, from the look's `page.html`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lxml import etree
from markupsafe import Markup

from exporters import Exported
from exporters.assets import MEDIA_TYPES, SVG, Assets, assets_of, data_uri
from exporters.markup import WEB, BackLinks, Shown, blocks, contents, front, notes, setting_of
from exporters.pictures import Source, UnusableError
from presswork.fonts import (
    ALWAYS,
    Face,
    characters_of,
    cut,
    features_of,
    package_folder,
    shares,
    to_woff,
)
from presswork.pictures import Kind
from presswork.problems import Problem, ProblemKind, Problems

if TYPE_CHECKING:
    from presswork.document import Document
    from presswork.inlines import Image
    from presswork.looks import Look
    from presswork.resources import Resources

FONTS_PLACE: Final = "/* the fonts */"
"""What stands for the fonts until the characters of the whole page are known."""

NO_FEATURES: Final[frozenset[str]] = frozenset()

WIDEST: Final = 1480
"""How many pixels a picture is wide at most: twice what its column has in CSS pixels."""


def export(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    """Write a document as one HTML file; see `exporters.Exporter`."""
    assets = assets_of(look, resources)
    pictures = Pictures(assets)
    plain = setting_of(document, look.words, pictures.show, schemes=WEB | {""})
    signs = BackLinks.SIGNS if look.settings.on("back-links") else BackLinks.NONE
    raised, lowered = look.drawn("sups"), look.drawn("subs")
    setting = replace(plain, back_links=signs, raised=raised, lowered=lowered)
    page = look.render(
        "page.html",
        front=front(document.metadata, setting),
        notes=notes(setting),
        text=blocks(document.blocks, setting),
        contents=contents(document.blocks, setting),
        style=Markup(assets.style_sheet("page.css")),  # noqa: S704 - the look's own
        fonts=Markup(FONTS_PLACE),  # noqa: S704 - made above
        embed=assets.embed,
        logo=assets.logo(),
    )
    warnings = assets.ledger.settle()
    _write(page_with_fonts(page, look, features_of(page), math_font_rule(page)), destination)
    return Exported(warnings=warnings)


def page_with_fonts(
    page: str, look: Look, features: frozenset[str] = NO_FEATURES, more_rules: str = ""
) -> str:
    """Return a page with the look's fonts in it, cut to its characters.

    Args:
        page: it has `FONTS_PLACE` where the fonts go.
        look: those of its fonts that are for some languages are left out: screens have these.
        features: the OpenType features to keep beside the usual ones.
        more_rules: what goes behind the fonts.
    """
    embedded = tuple(face for face in look.faces if not face.languages)
    rules = font_rules(embedded, characters_of(page), features) + more_rules
    return page.replace(FONTS_PLACE, rules, 1)


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of a page as `data:` URLs.

    Args:
        assets: what reads them.
        known: those that were asked for so far.
    """

    assets: Assets
    known: dict[Path, Shown] = field(default_factory=dict)

    def show(self, image: Image) -> Shown:
        """Return what a page writes of a picture of the document."""
        if image.source not in self.known:
            self.known[image.source] = self._show(image)
        return self.known[image.source]

    def _show(self, image: Image) -> Shown:
        match self.assets.picture(image):
            case bytes() as drawing:
                with_fonts = _with_fonts(drawing, self.assets.look.faces)
                return Shown(data_uri(with_fonts, MEDIA_TYPES[Kind.SVG]))
            case None:
                return Shown("data:,")
            case source:
                return self._show_raster(image, source)

    def _show_raster(self, image: Image, source: Source) -> Shown:
        from exporters.pictures.sizing import encoded  # noqa: PLC0415 - Pillow is slow to import

        try:
            made = encoded(source, WIDEST, screen=True)
        except UnusableError as error:
            self.assets.refuse_picture(image, error)
            return Shown("data:,")
        size = (round(source.width), round(source.height))
        return Shown(data_uri(made.content, MEDIA_TYPES[made.kind]), size)


def _with_fonts(svg: bytes, faces: tuple[Face, ...]) -> bytes:
    """Put the fonts that an SVG names into it: as a picture it does not see those of its page."""
    text = svg.decode("utf-8", "replace")
    named = tuple(face for face in faces if _is_named(face, text))
    if not named:
        return svg
    root = etree.fromstring(svg)
    style = etree.Element(f"{{{SVG}}}style")
    style.text = font_rules(
        named, frozenset(map(ord, str(etree.tostring(root, method="text", encoding="unicode"))))
    )
    root.insert(0, style)
    return etree.tostring(root)


def _is_named(face: Face, svg: str) -> bool:
    """Tell whether an SVG may use a face: it names the family, and its weight and style."""
    weighs = face.weight == 400 or str(face.weight) in svg or (face.weight == 700 and "bold" in svg)  # noqa: PLR2004 - the weights of CSS
    slants = face.style == "normal" or "italic" in svg
    return face.family in svg and weighs and slants


def font_rules(
    faces: tuple[Face, ...], characters: frozenset[int], features: frozenset[str] = NO_FEATURES
) -> str:
    """Return `@font-face` rules that hold the fonts, cut to the characters.

    Args:
        faces: what to embed.
        characters: code points.
        features: the OpenType features to keep beside the usual ones.
    """
    return "\n".join(
        face.rule(data_uri(to_woff(cut(face, held, features)), "font/woff"), "woff")
        for face, held in shares(faces, characters)
    )


def math_font_rule(page: str) -> str:
    """Return the rule that holds the font of formulas; nothing for a page without any."""
    formulas = "".join(_FORMULA.findall(page))
    if not formulas:
        return ""
    signs = frozenset(map(ord, unescape(_TAG.sub("", formulas))))
    slanted = frozenset(ITALIC[sign] for sign in signs if sign in ITALIC)
    return "\n" + font_rules((math_face(),), signs | slanted | ALWAYS | {ROOT})


def math_face() -> Face:
    """Return the font of formulas, which ziamath brings."""
    folder = package_folder("ziamath") or Path()
    return Face("STIX Two Math", "normal", 400, folder / "fonts" / "STIXTwoMath-Regular.ttf")


_FORMULA: Final = re.compile(r"<math\b.*?</math>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")

ROOT: Final = ord("\N{SQUARE ROOT}")
"""The sign that an `msqrt` has without naming it."""

ITALIC: Final = {
    ord(unicodedata.normalize("NFKC", chr(sign))): sign
    for sign in (*range(0x1D434, 0x1D468), 0x210E, *range(0x1D6E2, 0x1D71C))
    if unicodedata.category(chr(sign)) != "Cn"
}
"""The letters that browsers set slanted where they stand alone in a formula, and how."""


def _write(page: str, destination: Path) -> None:
    try:
        destination.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Problems(
            [
                Problem(
                    f"the web page cannot be written: {error.strerror}",
                    hint="write to another folder with --output",
                    kind=ProblemKind.OUTPUT,
                )
            ]
        ) from error
