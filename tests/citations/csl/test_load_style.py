"""Broken and hostile styles are told about, with the line and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork.citations.csl import load_style
from presswork.problems import Problems

if TYPE_CHECKING:
    from pathlib import Path

HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">\n'


def problems_of(tmp_path: Path, body: str) -> list[str]:
    path = tmp_path / "broken.csl"
    path.write_text(f"{HEAD}{body}\n</style>", encoding="utf-8")
    with pytest.raises(Problems) as raised:
        load_style(path)
    return [
        str(problem).removeprefix(f"{tmp_path}/").split("\n")[0]
        for problem in raised.value.problems
    ]


def citing(element: str) -> str:
    return f"<citation><layout>\n{element}\n</layout></citation>"


CALLING_A = citing('<text macro="a"/>')
CALLING_M0 = citing('<text macro="m0"/>')


def test_a_missing_macro_is_named_with_its_line(tmp_path: Path) -> None:
    assert problems_of(tmp_path, citing('<text macro="autor"/>')) == [
        "broken.csl:3: error: there is no macro 'autor'"
    ]


def test_a_macro_that_calls_itself_is_told(tmp_path: Path) -> None:
    macros = '<macro name="a"><text macro="b"/></macro>\n<macro name="b"><text macro="a"/></macro>'
    assert problems_of(tmp_path, f"{macros}{CALLING_A}") == [
        "broken.csl:3: error: the macro 'a' calls itself"
    ]


def test_macros_that_multiply_are_refused(tmp_path: Path) -> None:
    twice = "".join(
        f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>\n'
        for n in range(40)
    )
    body = f'{twice}<macro name="m40"><text value="x"/></macro>\n{CALLING_M0}'
    found = problems_of(tmp_path, body)
    assert any("macros call each other more than 1,000,000 times" in problem for problem in found)


def test_elements_that_nest_too_deep_are_refused(tmp_path: Path) -> None:
    deep = "<group>" * 120 + '<text value="x"/>' + "</group>" * 120
    found = problems_of(tmp_path, citing(deep))
    assert found == ["broken.csl:3: error: elements and macros nest more than 100 deep"]


def test_a_style_without_citations_is_refused(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "") == ["broken.csl:1: error: the style has no <citation>"]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    found = problems_of(tmp_path, citing('<text/>\n<text macro="x"/>\n<image/>'))
    assert len(found) == 3
