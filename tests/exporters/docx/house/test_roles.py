"""The styles of a template are found whatever program and language named them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from docx.oxml.parser import parse_xml

from exporters.docx.house.roles import counterparts, shelf, style_id
from exporters.docx.styles import Role
from presswork.looks import shared_folder
from tests.exporters.docx.house_templates import NAMESPACES, style

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = [
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "sv",
    "da",
    "nb",
    "fi",
    "pl",
    "cs",
    "hu",
    "ru",
    "uk",
    "el",
    "tr",
    "ja",
    "zh",
    "ko",
    "ar",
    "he",
]
MAIN = ("title", "heading", "body text", "quote", "list bullet", "caption", "bibliography")

NORMAL = style("paragraph", "n", "Normal", more=' w:default="1"')


@pytest.fixture(scope="module")
def names() -> Mapping[str, Mapping[str, str | list[str]]]:
    content: Mapping[str, Mapping[str, str | list[str]]] = yaml.safe_load(
        (shared_folder() / "word-names.yaml").read_text(encoding="utf-8")
    )
    return content


def found(*styles: str) -> dict[Role, str]:
    root = parse_xml(f"<w:styles {NAMESPACES}>{''.join((NORMAL, *styles))}</w:styles>")
    played = counterparts(shelf(root), "", Path("house.docx"))
    return {role: style_id(each) for role, each in played.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_main_roles_are_found_in_the_languages_of_word(
    names: Mapping[str, Mapping[str, str | list[str]]], language: str
) -> None:
    styles = []
    for role in MAIN:
        said = names[role][language]
        for number, name in enumerate([said] if isinstance(said, str) else said):
            styles.append(style("paragraph", f"{role}-{number}", name.replace("#", "2")))
    played = found(*styles)
    wanted = {
        Role.TITLE: "title",
        Role.HEADING_2: "heading",
        Role.BODY: "body text",
        Role.QUOTE: "quote",
        Role.LIST_BULLET: "list bullet",
        Role.CAPTION: "caption",
        Role.BIBLIOGRAPHY: "bibliography",
    }
    assert {role: played[role].rpartition("-")[0] for role in wanted} == wanted


def test_words_own_name_goes_before_others() -> None:
    styles = (style("paragraph", "a", "Titel"), style("paragraph", "b", "title"))
    assert found(*styles)[Role.TITLE] == "b"


def test_a_style_is_found_by_its_aliases() -> None:
    other = '<w:aliases w:val="Abs,Zusammenfassung"/>'
    played = found(
        style("paragraph", "a", "Institut Text 1", other),
        style("paragraph", "b", "Institut Kopf,Titel"),
    )
    assert (played[Role.ABSTRACT], played[Role.TITLE]) == ("a", "b")


def test_headings_are_found_by_their_level_in_the_outline() -> None:
    level = '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
    assert found(style("paragraph", "k", "Kapitel klein", level))[Role.HEADING_2] == "k"


def test_body_text_without_a_style_is_that_of_usual_paragraphs() -> None:
    played = found()
    assert (played[Role.BODY], played[Role.FIRST], played[Role.AFTER_BLOCK]) == ("n", "n", "n")
    assert Role.TITLE not in played


def test_a_name_is_that_of_a_style_of_the_right_kind() -> None:
    assert Role.CODE_BLOCK not in found(style("character", "c", "Source Code"))


def test_a_circle_of_bases_ends() -> None:
    circle = (
        style("paragraph", "a", "Bibliography", '<w:basedOn w:val="b"/>'),
        style("paragraph", "b", "x", '<w:basedOn w:val="a"/>'),
    )
    assert found(*circle)[Role.BIBLIOGRAPHY] == "a"
