"""CSL-YAML: files, lists in front matter, and Markdown in their texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from presswork import csl_text, yaml_lines
from presswork.problems import Ledger
from presswork.readers.references import csl_yaml, markdown_text
from presswork.references import Date, Day, Name, Reference

PATH = Path("references.yaml")

ITEMS = """\
- id: fisher2021
  type: article-journal
  title: On *E. coli*
  author:
  - family: Fisher
    given: R. A.
  issued: 2021-03-04
  version: 1.10
- id: kim2001
  type: book
  issued:
    date-parts: [[2001], [2003]]
"""


def read(source: str) -> tuple[Reference, ...]:
    ledger = Ledger()
    references = csl_yaml.parse(source, PATH, ledger)
    assert ledger.problems == []
    return references


def problems(source: str) -> list[str]:
    ledger = Ledger()
    csl_yaml.parse(source, PATH, ledger)
    return [str(problem) for problem in ledger.problems]


def test_items_become_references_with_their_lines() -> None:
    fisher, kim = read(ITEMS)
    assert fisher.names == {"author": (Name("Fisher", "R. A."),)}
    assert fisher.dates == {"issued": Date(Day(2021, 3, 4))}
    assert fisher.texts == {
        "title": csl_text.parse("On <i>E. coli</i>"),
        "version": csl_text.parse("1.10"),
    }
    assert kim.dates == {"issued": Date(Day(2001), Day(2003))}
    assert [str(one.location) for one in (fisher, kim)] == [
        "references.yaml:1",
        "references.yaml:9",
    ]


def test_pandoc_s_own_form_has_marks_around_and_a_name() -> None:
    assert read("---\nreferences:\n" + ITEMS + "...\n") == tuple(
        Reference(
            one.key, one.type, one.texts, one.names, one.dates,
            type(one.location)(PATH, one.location.line + 2) if one.location and one.location.line
            else None,
        )
        for one in read(ITEMS)
    )  # fmt: skip


def test_the_list_in_front_matter_keeps_its_lines() -> None:
    front = "title: x\nreferences:\n" + ITEMS
    loaded = yaml_lines.load(front, 2)
    ledger = Ledger()
    found = csl_yaml.references(
        loaded.values["references"], loaded.lines.at(["references"]), Path("article.md"), ledger
    )
    assert ledger.problems == []
    assert [str(one.location) for one in found] == ["article.md:4", "article.md:12"]
    assert found[0].dates == {"issued": Date(Day(2021, 3, 4))}


def test_a_value_that_is_no_list_is_an_error_with_its_line() -> None:
    loaded = yaml_lines.load("references: none", 2)
    ledger = Ledger()
    csl_yaml.references("none", loaded.lines.at(["references"]), Path("article.md"), ledger)
    assert str(ledger.problems[0]).startswith("article.md:2: error: the references are no list")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{year: 2011, month: 3}", Date(Day(2011, 3))),
        ("[{year: 2011}, {year: 2012}]", Date(Day(2011), Day(2012))),
        ("2011/2012", Date(Day(2011), Day(2012))),
        ("{literal: forthcoming}", Date(literal="forthcoming")),
    ],
)
def test_dates(written: str, expected: Date) -> None:
    (reference,) = read(f"- id: a\n  type: book\n  issued: {written}\n")
    assert reference.dates == {"issued": expected}


@pytest.mark.parametrize(
    ("markdown", "tagged"),
    [
        ("**b** and _i_", "<b>b</b> and <i>i</i>"),
        ("H~2~O and 10^3^", "H<sub>2</sub>O and 10<sup>3</sup>"),
        ("[NASA]{.nocase}", '<span class="nocase">NASA</span>'),
        ("[sc]{.smallcaps}", '<span style="font-variant:small-caps">sc</span>'),
        ("a <i>tag</i> \\* b", "a <i>tag</i> * b"),
        ("1914--1918", "1914–1918"),
    ],
)
def test_markdown_becomes_rich_text(markdown: str, tagged: str) -> None:
    assert markdown_text.parse("title", markdown) == csl_text.parse(tagged)


def test_identifiers_hold_no_markdown() -> None:
    assert markdown_text.parse("DOI", "10.1/a_b_c") == csl_text.parse("10.1/a_b_c")


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("- id: a\n  title: 'x\n", "references.yaml:3: error: broken YAML"),
        ("words", "references.yaml:1: error: there is no list of references"),
        ("a: b", "references.yaml:1: error: there is no list named 'references'"),
        ("- &a {id: a, type: book}\n- *a\n", "references.yaml:2: error: aliases are not read"),
        ("- " * 100, "references.yaml:1: error: the values are nested too deep"),
        ("- id: \x00", "references.yaml: error: broken YAML"),
        ("- type: book", "references.yaml:1: warning: an item without an id is left out"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(source: str, told: str) -> None:
    assert problems(source)[0].startswith(told)
