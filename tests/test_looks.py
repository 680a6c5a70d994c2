from __future__ import annotations

import datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import sfnt
from markupsafe import escape

from presswork import fonts, looks
from presswork.fonts import ALWAYS, characters_of, cut, read_faces
from presswork.problems import ProblemKind, Problems
from presswork.settings import Assignment

if TYPE_CHECKING:
    from pathlib import Path


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
    assert (
        failure(folder)
        == "LOOK/page.html:1: error: no setting or word 'figur' in look.yaml or words.yaml"
    )


def test_region_takes_the_words_of_its_language() -> None:
    words = looks.load_words("pt-BR")
    assert words["figure"] == "Figura"
    assert not words.warnings


def test_languages_are_told_apart_by_script_and_by_country() -> None:
    assert looks.load_words("zh-TW")["references"] == "參考文獻"
    assert looks.load_words("zh")["references"] == "参考文献"
    assert looks.load_words("pt-PT")["contact"] == "Contacto"
    assert looks.load_words("pt-BR")["contact"] == "Contato"
    assert looks.load_words("en-IE")["license"] == "Licence"
    assert "ß" not in "".join(looks.load_words("de-CH").by_name.values())


@pytest.mark.parametrize(
    ("language", "named"),
    [("en", "Figure 2"), ("hu", "2. ábra"), ("lt-LT", "2 paveikslas"), ("ja", "図 2")],
)
def test_a_number_stands_where_the_language_has_it(language: str, named: str) -> None:
    found = looks.load_words(language).numbered("figure", "2")
    assert found.replace("\N{NO-BREAK SPACE}", " ") == named


def test_words_of_another_language_than_the_texts_say_so() -> None:
    words = looks.load_words("de-AT", within="en-US")
    assert escape(words["contact"]) == '<span lang="de-AT">Kontakt</span>'
    assert str(words["contact"]) == "Kontakt"
    assert words.attribute == ' lang="de-AT"'
    assert words.only_in == "Dieser Text liegt nur auf Englisch vor"


@pytest.mark.parametrize(
    ("language", "within"), [("de-AT", "de"), ("en-GB", "en-US"), ("de", None)]
)
def test_words_of_the_language_of_the_text_do_not(language: str, within: str | None) -> None:
    words = looks.load_words(language, within)
    assert str(escape(words["contact"])) == str(words["contact"])
    assert not words.attribute
    assert words.only_in is None


def test_dates_say_their_language_too(tmp_path: Path) -> None:
    folder = str(look_folder(tmp_path, page="{{ day | date }} {{ words['only-in'] | length }}"))
    look = looks.load(folder, language="ja-JP", within="en")
    shown = look.render("page.html", day=datetime.date(2026, 11, 23))
    assert shown.startswith('<span lang="ja-JP">2026年11月23日</span>')


def test_english_words_within_another_language_say_that_they_are_english() -> None:
    words = looks.load_words("tlh", within="tlh")
    assert escape(words["contact"]) == '<span lang="en">Contact</span>'


def test_language_without_words_takes_english_ones_and_says_so() -> None:
    words = looks.load_words("tlh")
    assert words["figure"] == "Figure"
    assert "no fixed words" in str(words.warnings[0])


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Page 1", '"Page 1"'),
        ("ที่ 1", '"ที่ 1"'),
        ('a"b', '"a\\22 b"'),
        ("</style>", '"\\3c \\2f style\\3e "'),
    ],
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


def described(folder: Path, text: str, **templates: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "look.yaml").write_text(text, encoding="utf-8")
    return look_folder(folder, **templates)


def wrong_description(folder: Path) -> str:
    with pytest.raises(Problems) as raised:
        looks.load(str(folder))
    return "\n".join(map(str, raised.value.problems)).replace(str(folder), "LOOK")


def test_a_look_takes_the_files_of_the_one_it_extends(tmp_path: Path) -> None:
    folder = described(tmp_path / "ours", "extends: article", page="ours")
    look = looks.load(str(folder))
    assert look.render("page.html") == "ours"
    assert look.file("print.css") == looks.templates_folder() / "article" / "print.css"


def test_a_template_can_name_that_of_the_look_it_extends(tmp_path: Path) -> None:
    base = described(tmp_path / "base", "", page="base {% block a %}{% endblock %}")
    page = "{% extends 'base/page.html' %}{% block a %}ours{% endblock %}"
    look = looks.load(str(described(tmp_path / "ours", f"extends: {base}", page=page)))
    assert look.render("page.html") == "base ours"


def test_the_look_that_is_extended_may_lie_beside(tmp_path: Path) -> None:
    described(tmp_path / "base", "settings: {depth: {number: 3}}")
    folder = described(tmp_path / "ours", "extends: ../base\nsettings: {depth: 4}")
    assert looks.load(str(folder)).settings["depth"] == "4"


def test_settings_are_custom_properties_and_known_to_templates(tmp_path: Path) -> None:
    page = "{% include 'properties.css' %}{{ css('text-font') }} {{ settings['logo-height'] }}"
    folder = described(tmp_path, "settings: {accent: teal}", page=page)
    rendered = looks.load(str(folder)).render("page.html")
    assert "--accent: #008080;" in rendered
    assert rendered.endswith("12mm")
    assert '"Source Serif 4", "Signs"' in rendered.rpartition("}")[2]


def test_a_look_may_map_roles_to_the_styles_of_its_word_template(tmp_path: Path) -> None:
    folder = described(tmp_path, "extends: article\nword-styles: {quote: Zitat klein}")
    assert looks.load(str(folder)).settings["word-styles"] == "quote: Zitat klein"


def test_assignments_go_before_what_the_look_says(tmp_path: Path) -> None:
    folder = described(tmp_path, "settings: {accent: teal}")
    look = looks.load(str(folder), assignments=[Assignment("accent", "#0a5")])
    assert look.settings["accent"] == "#00aa55"


def test_a_font_that_is_not_declared_names_the_nearest() -> None:
    with pytest.raises(Problems, match="did you mean 'Source Serif 4'"):
        looks.load("article", assignments=[Assignment("text-font", "Source Serif")])


def test_a_look_that_extends_itself_is_told(tmp_path: Path) -> None:
    described(tmp_path / "b", "extends: ../a")
    assert "extends itself by way of '../a'" in wrong_description(
        described(tmp_path / "a", "extends: ../b")
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("extend: article", "LOOK/look.yaml: error: unknown key 'extend'"),
        ("extends: artcle", "LOOK/look.yaml: error: unknown look 'artcle'"),
        ("settings:\n  acent: teal", "LOOK/look.yaml:2: error: unknown setting 'acent'"),
        ("settings:\n  accent: greenish", "LOOK/look.yaml:2: error: 'greenish' does not fit"),
        ("settings:\n  a: {color: red}", "LOOK/look.yaml:2: error: the setting 'a' cannot be"),
        ("settings:\n  a: {number: b}", "LOOK/look.yaml:2: error: the value of 'a' does not fit"),
        ("settings:\n  a: [b]", "LOOK/look.yaml:2: error: the setting 'a' is a list"),
        ("settings: [a]", "LOOK/look.yaml: error: 'extends' or 'settings' is of the wrong kind"),
        ("- a", "LOOK/look.yaml: error: expected a mapping"),
        ("a: [", "LOOK/look.yaml: error: it cannot be read"),
    ],
)
def test_a_wrong_description_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    assert wrong_description(described(tmp_path, text)).startswith(told)


def test_every_look_says_what_it_is() -> None:
    assert all(looks.read(looks.find(name)).about for name in looks.names())


def test_every_setting_says_what_it_is_for() -> None:
    for name in looks.names():
        for setting in looks.settings_of(looks.lineage(looks.find(name))):
            assert setting.about, f"{name}: {setting.name}"


def test_what_is_warmed_up_is_found_at_once() -> None:
    looks.warm_up("article")
    look = looks.load("plain")
    known = fonts.covered.cache_info().misses
    fonts.shares(look.faces, fonts.ALWAYS)
    assert fonts.covered.cache_info().misses == known


def test_a_table_takes_the_place_of_another_as_font_tools_puts_it() -> None:
    for face in looks.load("article").faces:
        font = cut(face, ALWAYS)
        reader = sfnt.SFNTReader(BytesIO(font))
        result = BytesIO()
        writer = sfnt.SFNTWriter(result, len(reader.keys()), reader.sfntVersion)
        for tag in reader.keys():  # noqa: SIM118 - it is no mapping
            writer[tag] = b"other" if tag == "name" else reader[tag]
        writer.close()
        assert fonts.with_table(font, b"name", b"other") == result.getvalue()
