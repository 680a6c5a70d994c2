"""The tags of Word templates, wherever they stand."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx.oxml.parser import parse_xml

from exporters.docx.house.tags import Tagged, names_in, render, render_plain
from exporters.docx.house.values import values
from presswork import document as doc
from presswork import looks
from presswork.problems import Problems
from tests.exporters.docx.house_templates import NAMESPACES, cell, table, words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AUTHORS = (doc.Author("Ada", email="a@x.org", corresponding=True), doc.Author("Ben <b>"))


@pytest.fixture(scope="module")
def look() -> looks.Look:
    return looks.load("article", looks.A4, "de-DE")


@pytest.fixture(scope="module")
def tagged(look: looks.Look) -> Tagged:
    metadata = doc.Metadata((), authors=AUTHORS, date=datetime.date(2024, 5, 6), doi="10.1/a")
    said = values(metadata, look)
    return Tagged(Path("haus.dotx"), said, look.environment.filters["date"])


def body(*parts: str) -> Element:
    return parse_xml(f"<w:body {NAMESPACES}>{''.join(parts)}</w:body>")


def shown(root: Element) -> list[str]:
    """Return a line for each paragraph, with rows and cells of tables told apart."""
    lines = []
    for child in root:
        if child.tag == f"{W}tbl":
            rows = child.findall(f"{W}tr")
            lines += [
                " | ".join("/".join(shown(each)) for each in row.iter(f"{W}tc")) for row in rows
            ]
        elif child.tag == f"{W}p":
            lines.append("".join(node.text or "" for node in child.iter(f"{W}t")))
    return lines


def rendered(look: looks.Look, tagged: Tagged, *parts: str) -> list[str]:
    root = body(*parts)
    render(root, "text", tagged, look)
    return shown(root)


@pytest.mark.parametrize(
    "runs",
    [
        ("{{ doi }}",),
        ("{{ d", "oi }}"),
        ("{", "{ doi }", "}"),
        ("{{", " ", "doi", " ", "}}"),
        ("{{\N{NO-BREAK SPACE}doi | default(“none”) }}",),
    ],
)
def test_a_tag_is_found_whatever_runs_it_is_split_into(
    look: looks.Look, tagged: Tagged, runs: tuple[str, ...]
) -> None:
    assert rendered(look, tagged, words("DOI: ", *runs, ".")) == ["DOI: 10.1/a."]


def test_what_xml_has_signs_for_is_escaped(look: looks.Look, tagged: Tagged) -> None:
    assert rendered(look, tagged, words("{{ authors }}")) == ["Ada, Ben <b>"]


def test_dates_are_in_the_language_of_the_look(look: looks.Look, tagged: Tagged) -> None:
    assert rendered(look, tagged, words("{{ date }}, {{ date.year }}")) == ["6. Mai 2024, 2024"]


def test_a_loop_goes_round_within_a_paragraph(look: looks.Look, tagged: Tagged) -> None:
    loop = ("{% for a in authors %}", "{{ a.name }}", "{% if not loop.last %}", "; {% endif %}")
    assert rendered(look, tagged, words(*loop, "{% endfor %}")) == ["Ada; Ben <b>"]


def test_a_loop_goes_round_paragraphs(look: looks.Look, tagged: Tagged) -> None:
    lines = ("{% for a in authors %}", "{{ a }}", "{% endfor %}", "end")
    assert rendered(look, tagged, *map(words, lines)) == ["Ada", "Ben <b>", "end"]


def test_loops_within_loops_go_round_paragraphs(look: looks.Look, tagged: Tagged) -> None:
    lines = (
        "{% for a in authors %}{% if a.email %}",
        "{{ a }}: {{ a.email }}",
        "{% else %}",
        "{{ a }}",
        "{% endif %}",
        "{% endfor %}",
    )
    assert rendered(look, tagged, *map(words, lines)) == ["Ada: a@x.org", "Ben <b>"]


def test_a_loop_goes_round_the_rows_between_its_own(look: looks.Look, tagged: Tagged) -> None:
    rows = (
        cell(words("{% for a in authors %}")) + cell(words("")),
        cell(words("{{ loop.index }}")) + cell(words("{{ a }}")),
        cell(words("")) + cell(words("{% endfor %}")),
    )
    assert rendered(look, tagged, table(*rows)) == ["1 | Ada", "2 | Ben <b>"]


def test_a_loop_from_cell_to_cell_goes_round_the_row(look: looks.Look, tagged: Tagged) -> None:
    row = cell(words("{% for a in authors %}{{ a }}")) + cell(words("x{% endfor %}"))
    head = cell(words("Name")) + cell(words("x"))
    assert rendered(look, tagged, table(head, row)) == ["Name | x", "Ada | x", "Ben <b> | x"]


def test_the_marks_of_docxtpl_mean_the_same(look: looks.Look, tagged: Tagged) -> None:
    lines = ("{%p for a in authors %}", "{{r a }}", "{%p endfor %}")
    assert rendered(look, tagged, *map(words, lines)) == ["Ada", "Ben <b>"]
    rows = (
        cell(words("{%tr for a in authors %}")) + cell(words("left out")),
        cell(words("{{ a }}")) + cell(words("x")),
        cell(words("{%tr endfor %}")) + cell(words("")),
    )
    assert rendered(look, tagged, table(*rows)) == ["Ada | x", "Ben <b> | x"]


def test_what_is_not_wanted_leaves_no_empty_paragraph(look: looks.Look, tagged: Tagged) -> None:
    lines = ("{% if keywords %}", "Keywords: {{ keywords }}", "{% endif %}", "end")
    assert rendered(look, tagged, *map(words, lines)) == ["end"]


def test_a_cell_keeps_its_last_paragraph(look: looks.Look, tagged: Tagged) -> None:
    row = cell(words("{% if keywords %}") + words("x") + words("{% endif %}")) + cell(words("y"))
    root = body(table(row))
    render(root, "text", tagged, look)
    assert {each[-1].tag for each in root.iter(f"{W}tc")} == {f"{W}p"}


def test_comments_leave_nothing(look: looks.Look, tagged: Tagged) -> None:
    assert rendered(look, tagged, words("a{# not this #}b")) == ["ab"]


def test_lines_of_a_value_have_breaks(look: looks.Look, tagged: Tagged) -> None:
    root = body(words("{{ 'a\\nb' }}"))
    render(root, "text", tagged, look)
    assert len(list(root.iter(f"{W}br"))) == 1


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (("{{ titel }}",), "'{{ titel }}' in the text fails: 'titel' is undefined"),
        (
            ("{{ title | shout }}",),
            "'{{ title | shout }}' in the text fails: No filter named 'shout'",
        ),
        (("{{ doi }}", "{{ doi + 1 }}"), "'{{ doi + 1 }}' in the text fails: "),
        (("{{ doi", "x"), "the tag '{{ doi' in the text has no end"),
        (("{% for a in authors %}", "x"), "'{% for a in authors %}' in the text is never ended"),
        (("x", "{% endif %}"), "'{% endif %}' in the text ends what did not begin"),
        (("{{ ''.__class__.__mro__ }}",), "access to attribute '__class__'"),
        (("{% for a in range(999999) %}{% endfor %}",), "Range too big"),
    ],
)
def test_a_mistake_is_told_with_its_tag(
    look: looks.Look, tagged: Tagged, lines: tuple[str, ...], what: str
) -> None:
    with pytest.raises(Problems, match=re.escape(what)) as caught:
        rendered(look, tagged, *map(words, lines))
    (problem,) = caught.value.problems
    assert problem.hint


def test_the_names_that_a_text_shows_are_known(look: looks.Look) -> None:
    root = body(words("{% for a in authors %}"), words("{{ front.title }}"), words("{{ doi }}"))
    assert names_in(root, look) >= {"authors", "title", "doi"}
    assert "date" not in names_in(root, look)


def test_properties_have_plain_texts(look: looks.Look, tagged: Tagged) -> None:
    root = parse_xml("<a><b>{{ authors }} &amp; {{ doi }}</b></a>")
    assert render_plain(root, "properties", tagged, look)
    assert root[0].text == "Ada, Ben <b> & 10.1/a"
