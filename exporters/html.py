"""The web page: one file that holds its pictures and fonts, from the look's `page.html`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lxml import etree
from markupsafe import Markup

from exporters import Exported
from exporters.assets import Assets, assets_of, data_uri, media_type
from exporters.markup import WEB, blocks, contents, front, notes, setting_of
from presswork.fonts import TEXT_FEATURES, characters_of, cut, to_woff
from presswork.problems import Problem, ProblemKind, Problems

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document
    from presswork.fonts import Face
    from presswork.inlines import Image
    from presswork.looks import Look
    from presswork.resources import Resources

FONTS_PLACE: Final = "/* the fonts */"
"""What stands for the fonts until the characters of the whole page are known."""

SVG: Final = "http://www.w3.org/2000/svg"


def export(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    """Write a document as one HTML file; see `exporters.Exporter`."""
    assets = assets_of(look, resources)
    pictures = Pictures(assets)
    setting = setting_of(document, look.words, pictures.address, schemes=WEB | {""})
    text = blocks(document.blocks, setting)
    page = look.render(
        "page.html",
        text=text,
        front=front(document.metadata, setting),
        contents=contents(document.blocks, setting),
        notes=notes(setting) if document.notes else "",
        style=Markup(assets.style_sheet("page.css")),  # noqa: S704 - the look's own
        fonts=Markup(FONTS_PLACE),  # noqa: S704 - made above
        embed=assets.embed,
    )
    warnings = assets.ledger.settle()
    rules = font_rules(look.faces, characters_of(page))
    _write(page.replace(FONTS_PLACE, rules, 1), destination)
    return Exported(warnings=warnings)


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of a page as `data:` URLs.

    Args:
        assets: what reads them.
        addresses: those that were asked for so far.
    """

    assets: Assets
    addresses: dict[Path, str] = field(default_factory=dict)

    def address(self, image: Image) -> str:
        """Return the address of a picture of the document, for `src`."""
        if image.source not in self.addresses:
            self.addresses[image.source] = self._address(image)
        return self.addresses[image.source]

    def _address(self, image: Image) -> str:
        content = self.assets.picture(image)
        if content is None:
            return "data:,"
        kind = media_type(image.source.name)
        if kind == "image/svg+xml":
            content = _with_fonts(content, self.assets.look.faces)
        return data_uri(content, kind)


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


def font_rules(faces: tuple[Face, ...], characters: frozenset[int]) -> str:
    """Return `@font-face` rules that hold the fonts, cut to the characters.

    Args:
        faces: what to embed.
        characters: code points.
    """
    fonts = (to_woff(cut(face, characters, TEXT_FEATURES)) for face in faces)
    return "\n".join(
        face.rule(data_uri(font, "font/woff"), "woff")
        for face, font in zip(faces, fonts, strict=True)
    )


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
