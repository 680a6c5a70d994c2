"""The catalogue of styles: finding, searching, and styles that are broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork import csl_files, styles
from presswork.problems import ProblemKind, Problems
from presswork.styles import describe, find, search

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MINIMAL = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">'
    "<info><title>My Style</title></info><citation><layout/></citation></style>"
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


def test_an_unknown_style_names_the_nearest_three() -> None:
    assert fail("american-medical-asociation") == (
        "error: unknown citation style 'american-medical-asociation'\n"
        "  hint: did you mean 'american-medical-association', "
        "'american-medical-association-no-url', 'american-medical-association-no-et-al'?"
    )


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
