from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from presswork import looks
from presswork.fonts import ALWAYS, characters_of, cut, read_faces
from presswork.problems import ProblemKind, Problems

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs")


def look_folder(tmp_path: Path, **files: str) -> Path:
    for name, content in files.items():
        (tmp_path / f"{name}.html").write_text(content, encoding="utf-8")
    return tmp_path


def failure(folder: Path, template: str = "page.html", **context: object) -> str:
    with pytest.raises(Problems) as raised:
        looks.load(str(folder)).render(template, **context)
    (problem,) = raised.value.problems
    assert problem.kind is ProblemKind.TEMPLATE
    return str(problem).replace(str(folder), "LOOK")


def test_article_is_among_the_looks() -> None:
    assert "article" in looks.names()
    assert looks.SHARED not in looks.names()


def test_unknown_look_names_the_nearest() -> None:
    with pytest.raises(Problems, match="did you mean 'article'"):
        looks.load("artcle")


def test_a_folder_can_be_a_look(tmp_path: Path) -> None:
    look = looks.load(str(look_folder(tmp_path, page="{{ words['figure'] }} {{ paper.name }}")))
    assert look.render("page.html") == "Figure a4"


def test_what_is_shared_is_found_from_any_look(tmp_path: Path) -> None:
    look = looks.load(str(look_folder(tmp_path, page="{% include 'properties.css' %}")))
    assert "--accent" in look.render("page.html")


def test_text_is_escaped(tmp_path: Path) -> None:
    look = looks.load(str(look_folder(tmp_path, page="{{ title }}")))
    assert look.render("page.html", title="<b> & {{ 1 }}") == "&lt;b&gt; &amp; {{ 1 }}"


def test_dates_are_of_the_language(tmp_path: Path) -> None:
    folder = look_folder(tmp_path, page="{{ day | date }}")
    day = datetime.date(2026, 3, 1)
    dates = [
        looks.load(str(folder), language=language).render("page.html", day=day)
        for language in ("en-US", "en-GB", "de", "xx")
    ]
    assert dates == ["March 1, 2026", "1 March 2026", "1. März 2026", "March 1, 2026"]


def test_undefined_name_is_told_with_its_line(tmp_path: Path) -> None:
    folder = look_folder(tmp_path, page="one\n{{ nothing }}")
    assert failure(folder) == "LOOK/page.html:2: error: 'nothing' is undefined"


def test_syntax_error_is_told_with_its_line(tmp_path: Path) -> None:
    folder = look_folder(tmp_path, page="one\n\n{% if %}")
    assert failure(folder).startswith("LOOK/page.html:3: error: Expected an expression")


def test_error_in_an_included_template_is_told_where_it_is(tmp_path: Path) -> None:
    folder = look_folder(tmp_path, page="{% include 'part.html' %}", part="\n{{ 1 // 0 }}")
    assert failure(folder).startswith("LOOK/part.html:2: error: ZeroDivisionError")


def test_missing_template_names_the_nearest(tmp_path: Path) -> None:
    folder = look_folder(tmp_path, page="")
    expected = "LOOK: error: look 'NAME' has no template 'pag.html'\n  hint: did you mean"
    assert failure(folder, "pag.html").replace(tmp_path.name, "NAME").startswith(expected)


def test_unknown_word_is_told(tmp_path: Path) -> None:
    folder = look_folder(tmp_path, page="{{ words.__getitem__('figur') }}")
    assert failure(folder) == "LOOK/page.html:1: error: no word 'figur' in words.yaml"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    languages = looks.read_yaml_words(looks.templates_folder() / looks.WORDS)
    assert languages[language].keys() == languages["en"].keys()
    assert "{page}" in languages[language]["page-of"]
    assert "{pages}" in languages[language]["page-of"]


def test_region_takes_the_words_of_its_language() -> None:
    words = looks.load_words("pt-BR")
    assert words["figure"] == "Figura"
    assert not words.warnings


def test_language_without_words_takes_english_ones_and_says_so() -> None:
    words = looks.load_words("tlh")
    assert words["figure"] == "Figure"
    assert "no fixed words" in str(words.warnings[0])


@pytest.mark.parametrize(
    ("text", "quoted"),
    [("Page 1", '"Page 1"'), ('a"b', '"a\\22 b"'), ("</style>", '"\\3c \\2f style\\3e "')],
)
def test_text_in_css_is_quoted(text: str, quoted: str) -> None:
    assert looks.css_string(text) == quoted


def test_fonts_of_every_face_are_there() -> None:
    faces = looks.load("article").faces
    assert {face.family for face in faces} >= {"Source Serif 4", "Source Sans 3", "IBM Plex Mono"}
    assert len({face.postscript_name for face in faces}) == len(faces)


def test_a_face_is_cut_to_the_characters() -> None:
    face = looks.load("article").faces[0]
    assert len(cut(face, characters_of("é"))) < 80_000 < face.file.stat().st_size


def test_ascii_is_always_among_the_characters() -> None:
    assert {ord("A"), 0x3B1} <= characters_of("\N{GREEK SMALL LETTER ALPHA}")
    assert characters_of() == ALWAYS


def test_missing_font_package_says_what_to_install(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts.yaml"
    entry = "- {family: X, package: fontpkg-no-such-font, file: X.ttf, weights: [400]}"
    fonts.write_text(entry, encoding="utf-8")
    with pytest.raises(Problems, match="pip install fontpkg-no-such-font"):
        read_faces(fonts)


def test_missing_font_file_is_told(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts.yaml"
    fonts.write_text("- {family: X, file: X.ttf, weights: [400]}", encoding="utf-8")
    with pytest.raises(Problems, match=r"font file 'X\.ttf' not found"):
        read_faces(fonts)
