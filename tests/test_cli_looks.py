from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from presswork import looks
from presswork.cli import options
from tests.command import runner

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.command import Run

ARTICLE = """\
---
title: A title
look-settings:
  accent: {accent}
---

Some words.
"""


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., Run]:
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capfd)


def page(folder: Path) -> str:
    (made,) = (folder / "dist").glob("*.html")
    return made.read_text(encoding="utf-8")


def article(folder: Path, accent: str = "teal") -> str:
    own = folder / "text"
    own.mkdir()
    (own / "article.md").write_text(ARTICLE.format(accent=accent), encoding="utf-8")
    return str(own)


def test_looks_are_listed(command: Callable[..., Run]) -> None:
    listed = command("looks").out.splitlines()
    assert [line.split()[0] for line in listed] == list(looks.names())


def test_the_settings_of_a_look_are_shown(command: Callable[..., Run]) -> None:
    assert "accent=#14506b  (colour)  headings and links" in command("looks", "show", "article").out


def test_a_look_that_is_begun_builds(command: Callable[..., Run], tmp_path: Path) -> None:
    assert command("looks", "new", "ours").code == 0
    assert command(article(tmp_path), "--look", "ours", "-f", "html").code == 0


def test_a_look_that_is_there_is_not_begun_again(command: Callable[..., Run]) -> None:
    command("looks", "new", "ours")
    assert command("looks", "new", "ours").err.startswith("ours/look.yaml: error: there is a look")


def test_a_document_gives_settings(command: Callable[..., Run], tmp_path: Path) -> None:
    command(article(tmp_path), "-f", "html")
    assert "--accent: #008080;" in page(tmp_path)


def test_the_document_goes_before_the_house(command: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text("settings: {accent: red, ink: navy}", encoding="utf-8")
    command(article(tmp_path), "-f", "html")
    assert "--accent: #008080;" in page(tmp_path)
    assert "--ink: #000080;" in page(tmp_path)


def test_the_command_line_goes_before_the_document(
    command: Callable[..., Run], tmp_path: Path
) -> None:
    command(article(tmp_path), "-f", "html", "--set", "accent=#0a5")
    assert "--accent: #00aa55;" in page(tmp_path)


def test_print_shops_get_a_bleed_and_marks() -> None:
    (bleed, marks) = options.assignments(None, print_ready=True)
    assert (bleed.name, bleed.value) == ("bleed", "3mm")
    assert (marks.name, marks.value) == ("marks", "crop")


def test_what_is_set_goes_before_what_print_shops_get() -> None:
    settings = looks.load(
        "article", assignments=options.assignments(["bleed=5mm"], print_ready=True)
    ).settings
    assert (settings["bleed"], settings["marks"]) == ("5mm", "crop")


def test_a_wrong_setting_of_a_document_is_told_with_its_line(
    command: Callable[..., Run], tmp_path: Path
) -> None:
    run = command(article(tmp_path, "greenish"), "-f", "html")
    assert run.code == 5
    assert "article.md:4: error: 'greenish' does not fit the setting 'accent'" in run.err


def test_an_unknown_setting_names_the_nearest(command: Callable[..., Run], tmp_path: Path) -> None:
    run = command(article(tmp_path), "-f", "html", "--set", "acent=red")
    assert "error: unknown setting 'acent'\n  hint: did you mean 'accent'" in run.err


def test_a_setting_without_a_value_is_told(command: Callable[..., Run], tmp_path: Path) -> None:
    run = command(article(tmp_path), "--set", "accent")
    assert run.code == 2
    assert "NAME=VALUE" in run.err


def test_a_logo_stands_over_the_title(command: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    command(article(tmp_path), "-f", "html", "--set", "logo=logo.svg", "--set", "logo-text=Ours")
    assert 'alt="Ours"' in page(tmp_path)


def own_look(folder: Path, **files: str) -> str:
    """Write a look that extends the article's, with files of its own: `print_css` for print.css."""
    own = folder / "ours"
    own.mkdir()
    (own / "look.yaml").write_text("extends: article\nsettings: {accent: '#700000'}", "utf-8")
    for name, content in files.items():
        (own / name.replace("_", ".")).write_text(content, encoding="utf-8")
    return "ours"


def test_a_handout_takes_the_values_of_a_look_that_has_none(
    command: Callable[..., Run], tmp_path: Path
) -> None:
    text = article(tmp_path)
    document = Path(text) / "article.md"
    written = document.read_text(encoding="utf-8").replace("look-settings:\n  accent: teal\n", "")
    document.write_text(written.replace("title: A title", "title: A\nabstract: B"), "utf-8")
    run = command(text, "--look", own_look(tmp_path), "-f", "handout")
    assert (run.code, run.err) == (0, "")
    (made,) = (tmp_path / "dist").glob("*.handout.*")
    with pikepdf.open(made) as pdf:
        assert b"0.439216 0 0 rg" in pdf.pages[0].Contents.read_bytes()


def test_a_rule_that_is_passed_over_is_told_with_its_line(
    command: Callable[..., Run], tmp_path: Path
) -> None:
    sheet = '{% include "article/print.css" %}\nh2 { colour: red }\n'
    run = command(article(tmp_path), "--look", own_look(tmp_path, print_css=sheet))
    assert run.err.startswith("ours/print.css:2: warning: a style sheet's rule is passed over")
    assert "`colour: red`: unknown property" in run.err


def test_a_template_that_is_missing_is_told_where_it_is_named(
    command: Callable[..., Run], tmp_path: Path
) -> None:
    look = own_look(tmp_path, print_css='\n{% include "article/prin.css" %}')
    run = command(article(tmp_path), "--look", look)
    assert run.err.startswith("ours/print.css:2: error: look 'ours' has no template")


def test_a_font_that_is_none_is_told(command: Callable[..., Run], tmp_path: Path) -> None:
    fonts = "- {family: Ours, file: ours.ttf, weights: [400]}"
    look = own_look(tmp_path, fonts_yaml=fonts, ours_ttf="none")
    run = command(article(tmp_path), "--look", look, "--strict")
    assert "error: font-face 'Ours' cannot be loaded\n  hint: correct the file" in run.err


def test_live_is_a_setting_of_the_look() -> None:
    settings = looks.load("article", assignments=options.assignments(None, live="zotero")).settings
    assert settings["live"] == "zotero"


def test_live_is_of_word_files_alone(command: Callable[..., Run], tmp_path: Path) -> None:
    run = command(article(tmp_path), "-f", "pdf,html", "--live", "zotero")
    assert run.code == 2
    assert "add --format docx" in run.err


def test_an_unknown_program_gets_a_suggestion(command: Callable[..., Run], tmp_path: Path) -> None:
    run = command(article(tmp_path), "-f", "docx", "--live", "zottero")
    assert run.code == 2
    assert "did you mean 'zotero'" in run.err
