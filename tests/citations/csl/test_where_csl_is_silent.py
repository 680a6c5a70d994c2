"""What CSL leaves open is done as the reference processor does it, on which styles count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork.citations.csl import Citation, CitationItem, load_style, process
from presswork.inlines import Text, plain_text
from presswork.references import OTHERS, Name, Reference

if TYPE_CHECKING:
    from pathlib import Path

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<citation><layout>{}</layout></citation></style>
"""


@pytest.fixture
def render(tmp_path: Path) -> Rendering:
    return Rendering(tmp_path / "silent.csl")


class Rendering:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, element: str, *others: Name, **texts: str) -> str:
        self.path.write_text(STYLE.format(element), encoding="utf-8")
        item = Reference(
            "roe",
            "book",
            {variable: (Text(text),) for variable, text in texts.items()},
            {"author": (Name("Doe", "Ann"), Name("Roe", "Eve"), *others)},
            {},
        )
        cite = Citation((CitationItem("roe"),))
        return plain_text(process(load_style(self.path), {"roe": item}, [cite]).citations[0])


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://www.example.org/a/b", "www.example.org"),
        ("https://era.example.org/a", "https://era.example.org"),
        ("www.example.org/a", "www.example.org"),
    ],
)
def test_the_short_form_of_a_url_is_its_site(render: Rendering, address: str, site: str) -> None:
    assert render('<text variable="URL" form="short"/>', URL=address) == site


def test_a_space_before_a_period_is_the_styles_own(render: Rendering) -> None:
    shown = render('<group suffix="."><text variable="title" suffix=" "/></group>', title="One")
    assert shown == "One ."


def test_the_delimiter_after_the_suffix_of_a_name_remains_whole(render: Rendering) -> None:
    assert render('<names variable="author"><name suffix=","/></names>') == "Ann Doe,, Eve Roe,"


def test_of_two_spaces_that_meet_one_remains(render: Rendering) -> None:
    elements = '<text variable="title" suffix=" "/><text variable="publisher" prefix=" "/>'
    assert render(elements, title="One", publisher="Two") == "One Two"


@pytest.mark.parametrize(
    ("inner", "outer", "shown"),
    [(",", ".", "“One.,”"), (".", ",", "“One,.”"), ("?", ",", "“One,?”"), (".", ".", "“One.”")],
)
def test_of_two_suffixes_that_move_into_a_quotation_the_outer_comes_first(
    render: Rendering, inner: str, outer: str, shown: str
) -> None:
    quoted = f'<text variable="title" quotes="true" suffix="{inner}"/>'
    assert render(f'<group suffix="{outer}">{quoted}</group>', title="One") == shown


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ('<name and="text"/>', "Ann Doe, Eve Roe, et al."),
        ('<name et-al-min="2" et-al-use-first="1"/>', "Ann Doe et al."),
    ],
)
def test_names_of_which_there_are_more_end_in_et_al(
    render: Rendering, name: str, expected: str
) -> None:
    assert render(f'<names variable="author">{name}</names>', OTHERS) == expected
