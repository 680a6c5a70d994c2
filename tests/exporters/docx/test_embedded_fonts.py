"""The fonts inside a Word file."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont
from lxml import etree

from exporters import docx
from exporters.docx import embedded_fonts
from exporters.docx.embedded_fonts import disguised
from exporters.docx.xml import NAMESPACES, qualified
from presswork import document as doc
from presswork import inlines as inl
from presswork import looks
from presswork.resources import Resources
from tests.exporters.documents import article, paragraph
from tests.exporters.printing import look_with

from .tree import part

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

EMBEDDED = ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")


def written(folder: Path, *blocks: doc.Block, **settings: str) -> Path:
    look = look_with("article", **settings)
    file = folder / "out.docx"
    docx.export(article(folder, *blocks), look, file, Resources((folder,)))
    return file


def embedded(path: Path) -> dict[tuple[str, str], TTFont]:
    """Return the fonts of a file, by family and place, as an independent reader finds them."""
    targets = {
        relation.get("Id"): relation.get("Target")
        for relation in part(path, "word/_rels/fontTable.xml.rels")
    }
    found = {}
    with zipfile.ZipFile(path) as package:
        for font in part(path, "word/fontTable.xml"):
            for name in EMBEDDED:
                entry = font.find(f"w:{name}", NAMESPACES)
                if entry is not None:
                    key = str(entry.get(qualified("w:fontKey"))).strip("{}").replace("-", "")
                    hidden = package.read(f"word/{targets[entry.get(qualified('r:id'))]}")
                    whole = TTFont(BytesIO(disguised(hidden, key)))
                    found[str(font.get(qualified("w:name"))), name] = whole
    return found


def test_the_fonts_that_are_used_are_in_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, doc.Paragraph((inl.Code("x"),)))
    assert set(embedded(path)) == {
        ("Source Serif 4", "embedRegular"),
        ("Source Serif 4", "embedBold"),
        ("Source Serif 4", "embedItalic"),
        ("Source Serif 4 Display", "embedRegular"),
        ("Source Serif 4 Display", "embedItalic"),
        ("Source Sans 3", "embedRegular"),
        ("Source Sans 3", "embedBold"),
        ("IBM Plex Mono", "embedRegular"),
    }
    settings = part(path, "word/settings.xml")
    assert settings.find("w:embedTrueTypeFonts", NAMESPACES) is not None


def test_word_finds_bold_and_italic_by_the_marks_of_a_font(tmp_path: Path) -> None:
    both = inl.Strong((inl.Emphasis((inl.Text("Both"),)),))
    fonts = embedded(written(tmp_path, doc.Paragraph((both,))))
    marks = {
        place: (font["OS/2"].fsSelection & 0b100001, font["head"].macStyle)
        for (family, place), font in fonts.items()
        if family == "Source Serif 4"
    }
    assert marks == {
        "embedRegular": (0, 0),
        "embedBold": (0b100000, 1),
        "embedItalic": (1, 2),
        "embedBoldItalic": (0b100001, 3),
    }
    names = fonts["Source Serif 4", "embedBoldItalic"]["name"]
    told = [names.getDebugName(number) for number in (1, 2, 4)]
    assert told == ["Source Serif 4", "Bold Italic", "Source Serif 4 Bold Italic"]
    assert "Adobe" in str(names.getDebugName(0))
    assert "Open Font License" in str(names.getDebugName(13))


def test_any_latin_letter_can_be_written_and_greek_where_there_is_some(tmp_path: Path) -> None:
    characters = {
        shown: set(
            embedded(written(tmp_path, paragraph(shown)))[
                "Source Serif 4", "embedRegular"
            ].getBestCmap()
        )
        for shown in ("Plain.", "Some β.")
    }
    assert set(map(ord, "ÀžŒ€–")) <= characters["Plain."]
    assert not set(map(ord, "αЖ")) & characters["Plain."]
    assert set(map(ord, "αβω")) <= characters["Some β."]


def test_fonts_are_only_named_where_that_is_wanted(tmp_path: Path) -> None:
    path = written(tmp_path, paragraph("Words."), word_fonts="named")
    with zipfile.ZipFile(path) as package:
        assert not [name for name in package.namelist() if "odttf" in name]
    settings = part(path, "word/settings.xml")
    assert settings.find("w:embedTrueTypeFonts", NAMESPACES) is None


def test_what_must_not_be_embedded_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_fonts, "may_be_embedded", lambda _: False)
    look = looks.load("article")
    file = tmp_path / "out.docx"
    exported = docx.export(article(tmp_path, paragraph("A")), look, file, Resources((tmp_path,)))
    told = {warning.what for warning in exported.warnings}
    wanted = "the Word file names the font 'Source Serif 4', whose file forbids to embed it"
    assert wanted in told
    with zipfile.ZipFile(file) as package:
        assert not [name for name in package.namelist() if "odttf" in name]


def test_a_house_template_keeps_its_fonts(tmp_path: Path) -> None:
    look = looks.load("article")
    changed = tmp_path / "look" / "house.docx"
    changed.parent.mkdir()
    with (
        zipfile.ZipFile(look.folder / "article.docx") as ours,
        zipfile.ZipFile(changed, "w") as theirs,
    ):
        for name in ours.namelist():
            theirs.writestr(name, ours.read(name).replace(b"14506B", b"14506C"))
    house = replace(look, folders=(changed.parent, *look.folders))
    file = tmp_path / "out.docx"
    docx.export(article(tmp_path, paragraph("A")), house, file, Resources((tmp_path,)))
    assert not list(
        etree.ElementTree(part(file, "word/fontTable.xml")).iterfind(".//{*}embedRegular")
    )


def test_a_disguised_font_is_its_own_again() -> None:
    font = bytes(range(256))
    key = "0123456789ABCDEF0123456789ABCDEF"
    hidden = disguised(font, key)
    assert hidden[0] == 0xEF
    assert hidden[32:] == font[32:]
    assert disguised(hidden, key) == font
