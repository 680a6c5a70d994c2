"""Our own Word templates: those in `templates/`, and what the settings of a look make of them."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from exporters import docx
from exporters.docx import word_templates
from exporters.docx.word_templates import DESIGNS
from exporters.docx.word_templates.sheet import Sheet, sheet_of, twips
from exporters.docx.xml import NAMESPACES, qualified
from presswork.looks.folders import templates_folder
from presswork.resources import Resources
from tests.exporters.documents import article, paragraph
from tests.exporters.printing import look_with

from .tree import part

if TYPE_CHECKING:
    from pathlib import Path


def sheet(look: str, **settings: str) -> Sheet:
    made = sheet_of(look_with(look, **settings))
    assert made is not None
    return made


def written(folder: Path, look: str = "article", **settings: str) -> Path:
    """Write a short document in a look with some settings."""
    loaded = look_with(look, **settings)
    file = folder / "out.docx"
    docx.export(article(folder, paragraph("Words.")), loaded, file, Resources((folder,)))
    return file


def style(path: Path, id_: str) -> etree._Element:
    styles = part(path, "word/styles.xml")
    return next(
        found
        for found in styles.iterfind("w:style", NAMESPACES)
        if found.get(qualified("w:styleId")) == id_
    )


def attributes(parent: etree._Element, place: str) -> dict[str, str]:
    found = parent.find(place, NAMESPACES)
    assert found is not None
    return {etree.QName(key).localname: str(value) for key, value in found.items()}


@pytest.mark.parametrize("name", DESIGNS)
def test_the_templates_are_what_is_made(name: str) -> None:
    path = templates_folder() / name / f"{name}.docx"
    wanted = "run: python -m exporters.docx.word_templates"
    assert path.read_bytes() == word_templates.made(name, sheet(name)), wanted


@pytest.mark.parametrize("name", DESIGNS)
def test_every_part_is_sound_xml_in_the_order_of_its_package(name: str) -> None:
    path = templates_folder() / name / f"{name}.docx"
    with zipfile.ZipFile(path) as package:
        assert package.namelist()[:2] == ["[Content_Types].xml", "_rels/.rels"]
        for place in package.namelist():
            etree.fromstring(package.read(place))


@pytest.mark.parametrize("name", DESIGNS)
def test_styles_are_based_on_styles_that_are_there(name: str) -> None:
    styles = part(templates_folder() / name / f"{name}.docx", "word/styles.xml")
    ids = {found.get(qualified("w:styleId")) for found in styles.iter(qualified("w:style"))}
    for tag in ("basedOn", "next"):
        named = {found.get(qualified("w:val")) for found in styles.iter(qualified(f"w:{tag}"))}
        assert named <= ids


def test_colours_are_those_of_the_theme(tmp_path: Path) -> None:
    path = written(tmp_path, accent="#aa0000", ink="#101010", soft_ink="#404040")
    theme = part(path, "word/theme/theme1.xml")
    scheme = theme.find(".//a:clrScheme", NAMESPACES)
    assert scheme is not None
    found = {etree.QName(child).localname: child[0].get("val") for child in scheme}
    assert (found["accent1"], found["dk1"], found["dk2"]) == ("AA0000", "101010", "404040")
    wanted = {"val": "AA0000", "themeColor": "accent1"}
    assert attributes(style(path, "Heading1"), "w:rPr/w:color") == wanted


def test_fonts_are_those_of_the_theme_and_the_table_of_fonts(tmp_path: Path) -> None:
    path = written(tmp_path, text_font="Source Sans 3")
    theme = part(path, "word/theme/theme1.xml")
    latin = [found.get("typeface") for found in theme.iterfind(".//a:latin", NAMESPACES)]
    assert latin == ["Source Sans 3", "Source Sans 3"]
    table = part(path, "word/fontTable.xml")
    named = [found.get(qualified("w:name")) for found in table]
    assert named == ["Source Sans 3", "Source Serif 4 Display", "IBM Plex Mono"]


def test_size_and_leading_are_those_of_the_text(tmp_path: Path) -> None:
    path = written(tmp_path, text_size="12pt", leading="1.5")
    defaults = part(path, "word/styles.xml").find("w:docDefaults", NAMESPACES)
    assert defaults is not None
    assert attributes(defaults, "w:rPrDefault/w:rPr/w:sz") == {"val": "24"}
    spacing = attributes(defaults, "w:pPrDefault/w:pPr/w:spacing")
    assert (spacing["line"], spacing["lineRule"]) == ("360", "atLeast")
    assert attributes(style(path, "Heading1"), "w:rPr/w:sz") == {"val": "32"}


def test_margins_and_sides(tmp_path: Path) -> None:
    path = written(tmp_path, measure="120mm", margin_top="30mm", sides="two")
    section = part(path, "word/document.xml").find(".//w:sectPr", NAMESPACES)
    assert section is not None
    margins = attributes(section, "w:pgMar")
    assert margins["top"] == "1701"
    assert (margins["left"], margins["right"]) == ("2245", "2858")
    settings = part(path, "word/settings.xml")
    assert settings.find("w:mirrorMargins", NAMESPACES) is not None
    assert settings.find("w:evenAndOddHeaders", NAMESPACES) is not None


def test_hyphenation_and_alignment(tmp_path: Path) -> None:
    path = written(tmp_path, hyphenation="manual", alignment="left")
    assert part(path, "word/settings.xml").find("w:autoHyphenation", NAMESPACES) is None
    assert attributes(style(path, "BodyText"), "w:pPr/w:jc") == {"val": "left"}


def test_old_style_figures(tmp_path: Path) -> None:
    styles = etree.tostring(part(written(tmp_path, figures="old-style"), "word/styles.xml"))
    assert b'numForm w14:val="oldStyle"' in styles


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        ({}, "On paper"),
        ({"running_text": "Of my own"}, "Of my own"),
        ({"running_head": "none"}, ""),
        ({"running_head": "section"}, " STYLEREF 1 On paper"),
    ],
)
def test_the_head_of_the_pages(settings: dict[str, str], shown: str, tmp_path: Path) -> None:
    head = part(written(tmp_path, **settings), "word/header1.xml")
    assert "".join(map(str, head.itertext())).replace("  ", " ") == shown


def test_what_somebody_has_changed_stays_as_it_is(tmp_path: Path) -> None:
    saved = tmp_path / "look" / "article.docx"
    saved.parent.mkdir()
    with (
        zipfile.ZipFile(templates_folder() / "article" / "article.docx") as ours,
        zipfile.ZipFile(saved, "w") as theirs,
    ):
        for name in ours.namelist():
            content = ours.read(name).replace(b"14506B", b"14506C")
            theirs.writestr(name, content)
    (saved.parent / "look.yaml").write_text("extends: article\nsettings: {accent: red}\n")
    path = written(tmp_path, str(saved.parent))
    assert attributes(style(path, "Heading1"), "w:rPr/w:color")["val"] == "14506C"


@pytest.mark.parametrize(
    ("length", "wanted"),
    [("1in", 1440), ("10mm", 567), ("12pt", 240), ("1em", 200), ("0", 0), ("1px", 15)],
)
def test_lengths_of_css_in_twips(length: str, wanted: int) -> None:
    assert twips(length) == wanted
