"""`bibliography`, `cite` and `styles`: what they print and write without a document."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from presswork.problems import ProblemKind
from tests.command import runner

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.command import Run

BOOKS = r"""@book{kuhn, author = {Kuhn, Thomas S.}, title = {Structure \& Revolution}, year = 1962,
  publisher = {Chicago Press}}
"""
ARTICLES = [
    {
        "id": "ada",
        "type": "article-journal",
        "title": "On engines",
        "container-title": "Notes",
        "author": [{"family": "Lovelace", "given": "Ada"}],
        "issued": {"date-parts": [[1843]]},
    }
]
CLUSTERS = [
    {"id": "one", "items": [{"id": "kuhn", "locator": "3", "prefix": "see <i>also</i> "}]},
    {"id": "two", "items": [{"id": "ada", "suppress-author": True}, {"id": "kuhn"}]},
]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Run]:
    """Return the command in a folder with two files of references and one of clusters."""
    monkeypatch.chdir(tmp_path)
    Path("books.bib").write_text(BOOKS, encoding="utf-8")
    Path("articles.json").write_text(json.dumps(ARTICLES), encoding="utf-8")
    Path("clusters.json").write_text(json.dumps(CLUSTERS), encoding="utf-8")
    return runner(monkeypatch, capfd)


KUHN = "Kuhn, T. S. (1962). Structure & Revolution. Chicago Press."
ADA = "Lovelace, A. (1843). On engines. Notes."


def test_a_bibliography_merges_files_in_the_styles_order(run: Callable[..., Run]) -> None:
    result = run("bibliography", "articles.json", "books.bib", "--style", "apa")
    assert (result.out, result.err) == (f"{KUHN}\n\n{ADA}\n", "")


def test_a_bibliography_has_labels_in_numeric_styles(run: Callable[..., Run]) -> None:
    lines = run("bibliography", "articles.json", "books.bib", "--style", "ieee").out.splitlines()
    assert [line[:14] for line in lines if line] == ["[1] A. Lovelac", "[2] T. S. Kuhn"]


def test_markdown_is_escaped_and_formatted(run: Callable[..., Run]) -> None:
    result = run("bibliography", "books.bib", "--style", "apa", "--to", "markdown")
    assert result.out == "Kuhn, T. S. (1962). *Structure & Revolution*. Chicago Press.\n"


def test_html_is_a_page(run: Callable[..., Run]) -> None:
    page = run("bibliography", "books.bib", "--style", "apa", "--to", "html").out
    assert page.startswith("<!DOCTYPE html>")
    assert "<em>Structure &amp; Revolution</em>" in page


def test_the_files_ending_says_the_form(run: Callable[..., Run]) -> None:
    assert run("bibliography", "books.bib", "-s", "apa", "-o", "out/list.docx").out == ""
    with zipfile.ZipFile("out/list.docx") as word:
        assert b"Chicago Press" in word.read("word/document.xml")


def test_each_of_several_styles_has_a_file_of_its_own(run: Callable[..., Run]) -> None:
    run("bibliography", "books.bib", "--style", "apa,mla", "--output", "list.md")
    assert sorted(path.name for path in Path().glob("*.md")) == ["list.apa.md", "list.mla.md"]


def test_a_style_without_a_bibliography_says_so(run: Callable[..., Run]) -> None:
    result = run("bibliography", "books.bib", "--style", "chicago-notes.csl")
    assert result.code == ProblemKind.STYLE.value
    assert "has no bibliography: it names works in notes alone" in result.err


def test_a_key_for_two_works_is_told_and_neither_is_lost(run: Callable[..., Run]) -> None:
    Path("other.bib").write_text(BOOKS.replace("1962", "1970"), encoding="utf-8")
    result = run("bibliography", "books.bib", "other.bib", "--style", "apa")
    assert result.err.startswith(
        "other.bib:1: warning: the key 'kuhn' is given twice; it stands in books.bib:1 already"
    )
    assert (KUHN in result.out, KUHN.replace("1962", "1970") in result.out) == (True, True)


def test_the_same_work_under_two_keys_is_told_with_both_lines(run: Callable[..., Run]) -> None:
    Path("other.bib").write_text("\n" + BOOKS.replace("{kuhn,", "{k62,"), encoding="utf-8")
    assert run("bibliography", "books.bib", "other.bib", "--style", "apa").err == (
        "other.bib:2: warning: 'k62' is the same work as 'kuhn', which stands in books.bib:1\n"
        "  hint: keep one of the two, and cite it by one key\n"
    )


@pytest.mark.parametrize("output", ["list.pdf", "list"])
def test_an_ending_that_says_nothing_is_told(run: Callable[..., Run], output: str) -> None:
    result = run("bibliography", "books.bib", "--output", output)
    assert result.code == 2
    assert "tells no form" in result.err


def test_cite_prints_html_as_the_reference_processor(run: Callable[..., Run]) -> None:
    items = ("--items", "books.bib", "--items", "articles.json")
    result = run("cite", *items, "--clusters", "clusters.json", "--style", "apa", "--json")
    held = json.loads(result.out)
    assert held["citations"] == [
        {"id": "one", "html": "(see <i>also</i> Kuhn, 1962, p. 3)"},
        {"id": "two", "html": "(Kuhn, 1962; 1843)"},
    ]
    assert held["bibliography"][0] == {
        "id": "kuhn",
        "html": '<div class="csl-entry">Kuhn, T. S. (1962). <i>Structure &#38; Revolution</i>. '
        "Chicago Press.</div>",
    }


def test_cite_prints_a_line_a_style(run: Callable[..., Run]) -> None:
    items = ("--items", "books.bib", "--items", "articles.json", "--clusters", "clusters.json")
    result = run("cite", *items, "--style", "apa,nothing-of-the-kind,ieee", "--json")
    assert [json.loads(line)["style"] for line in result.out.splitlines()] == ["apa", "ieee"]
    assert result.code == ProblemKind.STYLE.value
    assert "unknown citation style 'nothing-of-the-kind'" in result.err


def test_cite_prints_text(run: Callable[..., Run]) -> None:
    items = ("--items", "books.bib", "--items", "articles.json", "--clusters", "clusters.json")
    lines = run("cite", *items, "--style", "apa").out.splitlines()
    assert lines == [
        "one  (see also Kuhn, 1962, p. 3)",
        "two  (Kuhn, 1962; 1843)",
        "",
        KUHN,
        "",
        ADA,
    ]


def test_many_styles_at_once_give_what_one_at_a_time_gives(run: Callable[..., Run]) -> None:
    items = ("--items", "books.bib", "--items", "articles.json", "--clusters", "clusters.json")
    names = "apa,ama,ieee,mla,nature,science,cell,vancouver"
    several = run("cite", *items, "--style", names, "--json", "--jobs", "2").out
    alone = run("cite", *items, "--style", names, "--json", "--jobs", "1").out
    assert several == alone


@pytest.mark.parametrize(
    ("clusters", "told"),
    [
        ("[", "clusters.json:1: error: broken JSON"),
        ("7", "clusters.json: error: the file is no list of clusters"),
        ('[{"id": "c"}]', "clusters.json: error: cluster 'c' has no items"),
        ('[{"items": [{}]}]', "clusters.json: error: an item of cluster 'c1' has no id"),
        ('[{"items": [{"id": "khun"}]}]', "error: no item has the id 'khun'\n  hint: did you mean"),
    ],
)
def test_clusters_that_are_broken_are_told(
    run: Callable[..., Run], clusters: str, told: str
) -> None:
    Path("clusters.json").write_text(clusters, encoding="utf-8")
    result = run("cite", "--items", "books.bib", "--clusters", "clusters.json")
    assert result.code == ProblemKind.CONTENT.value
    assert result.err.startswith(told)


def test_styles_shows_the_format_and_whom_a_style_follows(run: Callable[..., Run]) -> None:
    lines = run("styles", "nature", "medicine").out.splitlines()
    assert lines[0].split() == [
        "nature-medicine",
        "numeric",
        "Nature",
        "Medicine",
        "(as",
        "nature)",
    ]


def test_styles_show_previews_the_references_of_a_file(run: Callable[..., Run]) -> None:
    lines = run("styles", "show", "apa", "books.bib").out.splitlines()
    assert lines[0] == "APA Style 7th edition"
    assert lines[-4:] == [
        "[@kuhn]        (Kuhn, 1962)",
        "[@kuhn, p. 7]  (Kuhn, 1962, p. 7)",
        "",
        KUHN,
    ]


def test_styles_show_previews_samples_where_there_are_no_references(
    run: Callable[..., Run],
) -> None:
    out = run("styles", "show", "ama").out
    assert "1. Watson JD, Crick FHC. Molecular structure of nucleic acids" in out


def test_styles_compare_writes_a_page_a_column_a_style(run: Callable[..., Run]) -> None:
    result = run("styles", "compare", "apa", "ieee", "books.bib", "--output", "page.html")
    page = Path("page.html").read_text(encoding="utf-8")
    assert result.out == "page.html\n"
    assert page.count('<th scope="col">') == 2
    assert "(Kuhn, 1962)" in page
    assert "[1]" in page


def test_styles_compare_writes_a_page_laid_across(run: Callable[..., Run]) -> None:
    run("styles", "compare", "apa", "ieee", "books.bib", "--output", "page.pdf")
    assert Path("page.pdf").read_bytes().startswith(b"%PDF")


RIS = "TY  - BOOK\nID  - kuhn\nAU  - Kuhn, Thomas S.\nPY  - 1962\nTI  - Structure & Revolution\n"


def test_references_are_converted_and_merged(run: Callable[..., Run]) -> None:
    result = run("references", "convert", "books.bib", "articles.json", "out.json")
    assert (result.out, result.err, result.code) == ("out.json: 2 references\n", "", 0)
    items = json.loads(Path("out.json").read_text(encoding="utf-8"))
    assert [item["id"] for item in items] == ["kuhn", "ada"]
    assert items[0]["title"] == "Structure & Revolution"
    assert run("references", "convert", "out.json", "-", "--to", "ris").out.startswith(RIS)


@pytest.mark.parametrize("name", ["out.bib", "out.yaml", "out.ris"])
def test_what_was_converted_is_read_again(run: Callable[..., Run], name: str) -> None:
    assert run("references", "convert", "books.bib", "articles.json", name).code == 0
    assert run("bibliography", name, "--style", "apa").out == f"{KUHN}\n\n{ADA}\n"


def test_what_the_format_has_no_field_for_is_told(run: Callable[..., Run]) -> None:
    Path("map.json").write_text('[{"id": "m", "type": "map", "scale": "1:100"}]', encoding="utf-8")
    result = run("references", "convert", "map.json", "out.ris")
    assert result.err == (
        "map.json:1: warning: RIS has no field for scale, which is left out of 'm'\n"
    )
    strict = run("references", "convert", "map.json", "strict.ris", "--strict")
    assert strict.code == ProblemKind.OUTPUT.value
    assert not Path("strict.ris").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["books.bib"], "the file to write"),
        (["books.bib", "out.pdf"], "tells no form"),
        (["books.bib", "out.bib", "--to", "pdf"], "is none of csl-json"),
        (["books.bib", "books.bib"], "is read, too"),
        (["nowhere.bib", "out.json"], "there is no 'nowhere.bib' here"),
    ],
)
def test_a_conversion_that_cannot_be_meant_is_told(
    run: Callable[..., Run], arguments: list[str], told: str
) -> None:
    before = Path("books.bib").read_text(encoding="utf-8")
    result = run("references", "convert", *arguments)
    assert (result.code, told in " ".join(result.err.replace("│", " ").split())) == (2, True)
    assert Path("books.bib").read_text(encoding="utf-8") == before


def test_a_broken_file_ends_in_no_file(run: Callable[..., Run]) -> None:
    Path("broken.json").write_text('[{"id": "a",', encoding="utf-8")
    result = run("references", "convert", "broken.json", "out.bib")
    assert result.code == ProblemKind.CONTENT.value
    assert result.err.startswith("broken.json:1: error: broken JSON")
    assert not Path("out.bib").exists()
