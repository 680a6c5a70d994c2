"""The catalogue of styles: finding, searching, and styles that are broken."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from presswork import csl_files, styles
from presswork.problems import ProblemKind, Problems
from presswork.styles import checking, describe, find, search

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MINIMAL = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">'
    "<info><title>My Style</title></info>"
    '<citation><layout><text variable="title"/></layout></citation></style>'
)


@pytest.fixture(scope="module", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("presswork.styles.platformdirs.user_cache_dir", lambda *_, **__: str(folder))
        styles.catalogue.cache_clear()
        yield
        styles.catalogue.cache_clear()


@pytest.mark.parametrize(
    ("name", "id_", "file"),
    [
        ("apa", "apa", "apa.csl"),
        ("APA", "apa", "apa.csl"),
        ("ama", "american-medical-association", "american-medical-association.csl"),
        ("vancouver", "nlm-citation-sequence", "nlm-citation-sequence.csl"),
        ("harvard", "harvard-cite-them-right", "harvard-cite-them-right.csl"),
        ("chicago", "chicago-author-date", "chicago-author-date.csl"),
        ("chicago-notes", "chicago-notes-bibliography", "chicago-notes-bibliography.csl"),
        ("chicago notes", "chicago-notes-bibliography", "chicago-notes-bibliography.csl"),
        ("din", "din-1505-2", "din-1505-2.csl"),
        ("nejm", "the-new-england-journal-of-medicine", None),
        ("turabian", "turabian-notes-bibliography", None),
        ("chicago-notes.csl", "chicago-notes", "chicago-notes.csl"),
        ("mla", "modern-language-association", "modern-language-association.csl"),
        ("Nature Medicine", "nature-medicine", "nature.csl"),
        ("nature medicine", "nature-medicine", "nature.csl"),
        ("AMA Manual of Style 11th edition", "american-medical-association", None),
        ("aaa", "american-anthropological-association", None),
    ],
)
def test_a_style_is_found_by_every_name(name: str, id_: str, file: str | None) -> None:
    style = find(name)
    assert style.id == id_
    assert style.path.is_file()
    assert file is None or style.path.name == file


def test_a_dependent_style_keeps_its_own_title_and_language() -> None:
    style = find("nature-medicine")
    assert style.title == "Nature Medicine"
    assert style.parent == "nature"
    assert style.default_locale == "en-GB"
    assert style.format == "numeric"


@pytest.mark.parametrize(
    ("name", "short_name"),
    [
        ("american-medical-association", "ama"),
        ("apa", "apa"),
        ("nlm-citation-sequence", "vancouver"),
    ],
)
def test_file_names_use_the_alias(name: str, short_name: str) -> None:
    assert find(name).short_name == short_name


def test_an_id_is_found_without_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(styles, "catalogue", lambda: pytest.fail("the index was asked"))
    assert find("plos-one").parent == "plos"


def fail(name: str) -> str:
    with pytest.raises(Problems) as raised:
        find(name)
    (problem,) = raised.value.problems
    assert problem.kind is ProblemKind.STYLE
    return str(problem)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("aap", "apa"),
        ("american-medical-asociation", "american-medical-association"),
        ("natur", "nature"),
        ("Natur Medicine", "nature-medicine"),
        ("aplied physics letters", "applied-physics-letters"),
        ("harvad", "harvard"),
        ("MLA 9", "mla"),
        ("Lancet Neurolgy", "the-lancet-neurology"),
        ("plos on", "plos-one"),
    ],
)
def test_an_unknown_style_names_the_nearest_first(name: str, wanted: str) -> None:
    told = fail(name)
    assert told.startswith(
        f"error: unknown citation style '{name}'\n  hint: did you mean '{wanted}', "
    )
    assert told.count("'") == 2 + 3 * 2


def test_a_name_like_no_other_is_told_how_to_list_them() -> None:
    assert fail("zzzz").endswith("hint: list them with: python build.py styles")


WHOLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>My Style</title></info>
<macro name="a"><text variable="title"/></macro>
<citation><layout><text macro="a"/></layout></citation>
</style>"""


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            'variable="title"',
            'variabel="title"',
            "3: error: <text> has no attribute 'variabel'\n  hint: did you mean 'variable'?",
        ),
        (
            'variable="title"',
            'variable="titel"',
            "3: error: 'variable' of <text> cannot be 'titel'\n  hint: did you mean 'title'",
        ),
        (
            '<text macro="a"/>',
            '<txt macro="a"/>',
            "4: error: <txt> has no place in <layout>\n  hint: did you mean 'text'?",
        ),
        ('class="in-text" ', "", "1: error: <style> lacks the attribute 'class'"),
        ('<text variable="title"/>', "", "3: error: <macro> is empty"),
        (
            '<text macro="a"/>',
            '<text macro="b"/>',
            "4: error: there is no macro 'b'\n  hint: add a <macro name=\"b\">",
        ),
        (
            '<text variable="title"/>',
            '<text macro="a"/>',
            "3: error: the macro 'a' calls itself: a → a",
        ),
        (
            '<text variable="title"/>',
            '<text variable="title" term="in"/>',
            "3: error: against the CSL schema",
        ),
        ('<text variable="title"/>', "<group>", "3: error: broken XML: opening and ending tag"),
    ],
)
def test_what_is_wrong_with_a_style_is_told(
    tmp_path: Path, before: str, after: str, told: str
) -> None:
    path = tmp_path / "my.csl"
    path.write_text(WHOLE.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(Problems) as raised:
        find(str(path))
    first = str(raised.value.problems[0]).removeprefix(f"{path}:")
    assert first.startswith(told)


def test_all_that_is_wrong_with_a_style_is_told_in_order(tmp_path: Path) -> None:
    path = tmp_path / "my.csl"
    text = WHOLE.replace('variable="title"', 'variabel="title"').replace('"a"/>', '"b"/>')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Problems) as raised:
        find(str(path))
    lines = [problem.location and problem.location.line for problem in raised.value.problems]
    assert lines == [3, 4]


def test_a_style_without_faults_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "my.csl"
    path.write_text(WHOLE, encoding="utf-8")
    assert find(str(path)).id == "my"


def test_the_styles_of_the_library_have_no_faults() -> None:
    for name in ("apa", "ama", "ieee", "oscola", "chicago-notes"):
        path = find(name).path
        checking.check(csl_files.parse(path), path)


@pytest.mark.parametrize(
    "inner", ["<foo/>" * 30_000, '<text variable="title"/>' * 30_000, "<group>" * 300]
)
def test_a_hostile_style_is_refused_at_once(tmp_path: Path, inner: str) -> None:
    path = tmp_path / "my.csl"
    path.write_text(WHOLE.replace('<text variable="title"/>', inner), encoding="utf-8")
    began = time.process_time()
    assert ": error: " in fail(str(path))
    assert time.process_time() - began < 2


def test_a_path_to_a_style_is_found(tmp_path: Path) -> None:
    path = tmp_path / "my.csl"
    path.write_text(MINIMAL, encoding="utf-8")
    style = find(str(path))
    assert (style.id, style.title, style.format, style.path) == ("my", "My Style", "note", path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<style", "my.csl:1: error: broken XML"),
        ("<html/>", "my.csl:1: error: this is no CSL style: its root is <html>"),
        (
            '<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<style>&b;</style>',
            "my.csl:1: error: the style declares entities",
        ),
        ("", "my.csl:1: error: broken XML"),
        (
            MINIMAL.replace(
                "</info>", '<link rel="independent-parent" href="http://x.org/none"/></info>'
            ),
            "my.csl:1: error: the style follows 'none', which is not in the library",
        ),
    ],
)
def test_a_broken_style_is_told(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "my.csl"
    path.write_text(content, encoding="utf-8")
    assert fail(str(path)).replace(str(path), "my.csl").startswith(told)


def test_a_huge_style_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "my.csl"
    path.write_bytes(b" " * (csl_files.SIZE_LIMIT + 1))
    assert "error: the style is larger than 5 MiB" in fail(str(path))


def test_a_missing_style_file_is_told() -> None:
    assert fail("no/such/style.csl").startswith("no/such/style.csl: error: the style file is not")


def test_search_finds_what_has_every_word_and_the_likeliest_first() -> None:
    found = [style.id for style in search("nature medicine")]
    assert found[0] == "nature-medicine"
    assert next(style.id for style in search("apa")) == "apa"
    assert all(style.format == "note" for style in search("chicago notes note")[:3])


def test_search_for_nothing_lists_everything() -> None:
    assert len(search("")) > 10_000


def test_a_corrupt_index_is_built_anew() -> None:
    search("")
    path = styles.index_path()
    path.write_text('[{"id": 5}]', encoding="utf-8")
    styles.catalogue.cache_clear()
    assert len(search("")) > 10_000
    assert path.stat().st_size > 1_000_000


def test_describe_says_what_a_style_is() -> None:
    assert describe(find("nature-medicine")) == (
        "Nature Medicine\n"
        "id: nature-medicine\n"
        "citations: numeric\n"
        "fields: biology, medicine\n"
        "follows: nature\n"
        "language: en-GB"
    )
