"""What is said of scripts that the fonts of a look do not have."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from exporters import pdf, scripts
from exporters.markup.setting import language_attributes
from presswork import looks
from presswork.fonts import shares
from presswork.resources import Resources
from presswork.settings import Assignment
from presswork.system import PackageManager
from tests.exporters.documents import article, paragraph
from tests.tools import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("character", "name", "font"),
    [
        ("\N{DEVANAGARI LETTER KA}", "Devanagari", "Noto Sans Devanagari"),
        ("\N{ARABIC LETTER BEH}", "Arabic", "Noto Sans Arabic"),
        ("\N{CJK UNIFIED IDEOGRAPH-4E2D}", "Chinese characters", "Noto Serif CJK SC"),
        ("\N{IDEOGRAPHIC FULL STOP}", "Chinese characters", "Noto Serif CJK SC"),
        ("\N{HIRAGANA LETTER A}", "Japanese", "Noto Serif CJK JP"),
        ("\N{HANGUL SYLLABLE HAN}", "Korean", "Noto Serif CJK KR"),
        ("\N{GRINNING FACE}", "emoji", "Noto Color Emoji"),
        ("\N{WHITE SCISSORS}", "signs", "Noto Sans Symbols 2"),
    ],
)
def test_script_of_a_character(character: str, name: str, font: str) -> None:
    script = scripts.script_of(character)
    assert (script.name, script.font) == (name, font)


@pytest.mark.parametrize("manager", [*PackageManager, None])
def test_remedy_for_every_package_manager(
    manager: PackageManager | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(scripts, "package_manager", lambda: manager)
    warnings = pdf.export(
        article(tmp_path, paragraph("\N{EGYPTIAN HIEROGLYPH A001}")),
        looks.load("article"),
        tmp_path / "out.pdf",
        Resources((tmp_path,)),
    ).warnings
    (warning,) = (str(found) for found in warnings if "Egyptian" in str(found))
    assert "Noto Sans Egyptian Hieroglyphs" in warning


ALONE = """
import pathlib, sys
from tests.exporters.documents import article, paragraph
from exporters import pdf
from presswork import looks
from presswork.resources import Resources
folder = pathlib.Path(sys.argv[1])
blocks = [paragraph("Words."), paragraph("\u0939\u093f\u0928\u094d\u0926\u0940 and \u05d0\u05d1.")]
made = pdf.export(
    article(folder, *blocks), looks.load("article"), folder / "out.pdf", Resources((folder,))
)
print(*made.warnings, sep="\\n")
"""


@pytest.mark.slow
def test_scripts_that_no_font_has_are_named_with_their_pages(tmp_path: Path) -> None:
    """A process of its own sees no fonts but those of the look."""
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>", encoding="utf-8")
    environment = os.environ | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    done = subprocess.run(  # noqa: S603 - the program above
        [sys.executable, "-c", ALONE, str(tmp_path)],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=environment,
        text=True,
    )
    told = [line.partition(" (")[0] for line in done.stdout.splitlines() if "warning" in line]
    assert told == [
        "warning: no font on this machine has Devanagari: 6 characters on page 1 cannot be shown",
        "warning: no font on this machine has Hebrew: 2 characters on page 1 cannot be shown",
    ]


def test_passages_say_their_language_and_direction() -> None:
    assert language_attributes("ja") == ' lang="ja"'
    assert language_attributes("he") == ' lang="he" dir="rtl"'
    assert language_attributes("pa-Arab-PK") == ' lang="pa-Arab-PK" dir="rtl"'
    assert language_attributes("az-Latn") == ' lang="az-Latn"'
    assert language_attributes("ar-Latn") == ' lang="ar-Latn"'


def test_font_of_signs_has_the_spaces_beside_them() -> None:
    faces = looks.load("article").faces
    held = dict(shares(faces, frozenset(map(ord, "a \N{SNOWMAN}"))))
    signs = next(members for face, members in held.items() if face.signs)
    assert {chr(member) for member in signs} == {" ", "\N{SNOWMAN}"}


def test_scripts_of_asia_are_set_in_the_font_of_their_language() -> None:
    look = looks.load("article", language="zh-TW", within="ja")
    assert look.own_script_fonts == ("Noto Sans JP",)
    assert look.other_script_fonts[0] == "Noto Sans TC"
    order = (*look.own_script_fonts, *look.other_script_fonts)
    held = dict(shares(look.faces, frozenset(map(ord, "a要們한ก")), order))
    families = {face.family: "".join(map(chr, held[face])) for face in held if face.languages}
    assert families == {
        "Noto Sans JP": "要們",
        "Noto Sans KR": "한",
        "Noto Sans Thai": "ก",
    }


def test_a_page_without_scripts_of_asia_has_no_font_of_them() -> None:
    faces = looks.load("article").faces
    held = shares(faces, frozenset(map(ord, "Ωж→\N{NO-BREAK SPACE}")))
    assert not [face for face, _ in held if face.languages]


def test_a_font_that_a_setting_names_is_for_all_text() -> None:
    named = [Assignment("text-font", "Noto Sans JP")]
    faces = looks.load("article", assignments=named).faces
    held = dict(shares(faces, frozenset(map(ord, "aж"))))
    assert [len(held[face]) for face in held if face.family == "Noto Sans JP"] == [2, 2]
