"""No file of references makes a reader raise anything but `Problems`, or take too long."""

from __future__ import annotations

import tracemalloc
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presswork.problems import Problems
from presswork.readers.references import read_references
from tests.readers.references import shapes
from tests.timing import growth, seconds

if TYPE_CHECKING:
    from pathlib import Path

PATIENTLY: Final = settings(
    derandomize=True,
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
REAL: Final = {
    "bib": shapes.BIBTEX_ENTRY * 2 + '@string{jt = "Journal"}\n',
    "ris": shapes.RIS_ENTRY * 2,
    "nbib": shapes.NBIB_ENTRY * 2,
    "ciw": f"FN Clarivate\nVR 1.0\n{shapes.WEB_OF_SCIENCE_ENTRY * 2}EF\n",
    "enw": shapes.REFER_ENTRY * 2,
    "xml": f"<xml><records>{shapes.XML_ENTRY * 2}</records></xml>",
    "yaml": shapes.YAML_ENTRY * 2,
    "json": f"[{shapes.JSON_ENTRY * 2}{{}}]",
}
SIGNS: Final = {
    "bib": [*"@{}()\"#=,\\$^_~%&'`- \n", "and ", "others", "crossref=", "month=", "\\it", "é"],
    "ris": ["TY  - ", "ER  - ", "AU  - ", "PY  - ", "SP  - ", "\n", "-", "/", ",", "<i>", "&#0;"],
    "nbib": ["PMID- ", "FAU - ", "DP  - ", "LID - ", "[doi]", "\n", "      ", "-", "2018"],
    "ciw": ["PT J", "AU ", "   ", "ER", "PY ", "PD ", "\n", "-"],
    "enw": ["%0 ", "%A ", "%D ", "%", "\n", " "],
    "xml": [
        "<record>",
        "</record>",
        "<style face='italic'>",
        "</style>",
        "<",
        ">",
        "&",
        "]]>",
        "<!--",
    ],
    "yaml": [
        "- ",
        ": ",
        "\n",
        "  ",
        "|",
        ">",
        "*",
        "&",
        "!",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "?",
        "\t",
    ],
    "json": [*'[]{}",:\\', "null", "1e999", "-0", "\\ud800", "date-parts", "\n"],
}
SMALL: Final = 100_000
MEGABYTE: Final = 1_000_000
MOST_SECONDS: Final = 3
"""What a megabyte may take."""

MOST_BYTES: Final = 1024**3 // 10
"""What reading a megabyte may hold in memory."""


def read(path: Path, data: bytes) -> None:
    """Read a file, which may be anything."""
    path.write_bytes(data)
    with suppress(Problems):
        read_references(path)


@pytest.mark.parametrize("ending", shapes.SHAPES)
@PATIENTLY
@given(data=st.data())
def test_no_text_makes_a_reader_fail(ending: str, tmp_path: Path, data: st.DataObject) -> None:
    words = st.one_of(st.sampled_from(SIGNS[ending]), st.text(max_size=8))
    text = "".join(data.draw(st.lists(words, max_size=60)))
    read(tmp_path / f"r.{ending}", text.encode("utf-8", "replace"))


@pytest.mark.parametrize("ending", shapes.SHAPES)
@PATIENTLY
@given(data=st.data())
def test_no_change_of_real_entries_makes_a_reader_fail(
    ending: str, tmp_path: Path, data: st.DataObject
) -> None:
    text = REAL[ending]
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.sampled_from([0, 0, 1, 3, 30]))
        put_in = data.draw(st.one_of(st.sampled_from(SIGNS[ending]), st.text(max_size=3)))
        text = text[:start] + put_in + text[start + length :]
    read(tmp_path / f"r.{ending}", text.encode("utf-8", "replace"))


@pytest.mark.parametrize("ending", [*shapes.SHAPES, "txt"])
@PATIENTLY
@given(data=st.binary(max_size=200))
def test_no_bytes_make_a_reader_fail(ending: str, tmp_path: Path, data: bytes) -> None:
    read(tmp_path / f"r.{ending}", data)


ALL: Final = [(ending, name) for ending, inner in shapes.SHAPES.items() for name in inner]
IDS: Final = [f"{ending} {name}".replace(" ", "-") for ending, name in ALL]


@pytest.mark.parametrize(("ending", "name"), ALL, ids=IDS)
def test_no_shape_makes_a_reader_fail(ending: str, name: str, tmp_path: Path) -> None:
    read(tmp_path / f"r.{ending}", shapes.SHAPES[ending][name](20_000).encode())


@pytest.mark.slow
@pytest.mark.parametrize(("ending", "name"), ALL, ids=IDS)
def test_time_grows_with_the_size_alone(ending: str, name: str, tmp_path: Path) -> None:
    shape = shapes.SHAPES[ending][name]
    paths = {size: tmp_path / f"{size}.{ending}" for size in (SMALL, 4 * SMALL)}
    for size, path in paths.items():
        path.write_text(shape(size), encoding="utf-8")

    def read_one(size: int) -> None:
        with suppress(Problems):
            read_references(paths[size])

    assert growth(read_one, SMALL) < 8


@pytest.mark.slow
@pytest.mark.parametrize("ending", shapes.SHAPES)
def test_a_megabyte_takes_three_seconds_and_a_tenth_of_a_gigabyte_at_most(
    ending: str, tmp_path: Path
) -> None:
    path = tmp_path / f"r.{ending}"
    shape = shapes.SHAPES[ending]["entries"]
    path.write_text(shape(2 * MEGABYTE), encoding="utf-8")
    assert seconds(lambda: read_references(path)) < 2 * MOST_SECONDS
    path.write_text(shape(MEGABYTE // 4), encoding="utf-8")
    tracemalloc.start()
    read_references(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert 4 * peak < MOST_BYTES
