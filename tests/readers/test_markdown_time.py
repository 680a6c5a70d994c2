"""Markdown takes time in proportion to its length, whatever is in it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from presswork.numbering import number
from presswork.problems import Problems
from presswork.readers import read
from presswork.resources import Resources
from tests.timing import growth, seconds

if TYPE_CHECKING:
    from pathlib import Path

SHORT = 15_000
"""Characters; four times as many is the longer one."""

HOSTILE = (
    *("[@a; ", "[@a] ", "@a ", "[", "](", "![", "![a](", "[a](b", "[a]{.b} ", "[^a] ", "^[", "*a "),
    *("_a ", "**a ", "` ", "<", "<a ", "<b>", "$a ", "$$a ", "$$\na\n", "\\[a ", "{", "{\\it "),
    *("\\begin{a}", "\\begin{equation}\n", "\\a{", "\\emph{", "\\footnote{", "{ref}`a` ", "\"'"),
    *("::: a\n", ":::\n", "> a\n", "- a\n", "1. a\n", "a\n: b\n", ": a\n\n", "# a\n", "a\n=\n"),
    *("[^a]: b\n\n", "[a]: b\n", "|a|b\n", "| a\n", "-- --\n", "+--+\n| a|\n", "<details>\n\n"),
    *("<div>\n\n", "(a)=\n", "> [!NOTE]\n> a\n\n", "```{note}\na\n```\n\n", "\n---\na: b\n---\n"),
)
DENSE = """
## A heading of section {number}

Some *words* about `code`, a [link](https://example.org) and a work [@a{number}, p. 3], with
$x_{number}$ and two lines of it, "quoted" -- and so on; see @b or [@c; @d].

- one item
- another, with **strong** words

| a | b |
|---|---|
| 1 | 2 |

$$ x = {number} $$
"""


PROSE = (
    """
The thing that a paper says in its sentences is most of its length [@e{number}], and the words
of a sentence are what a reader has to go through one by one, whatever else stands around them:
*emphasis* here, a name there, and a work that says the same [see @f{number}, pp. 3-9].
"""
    + 12 * "One more sentence of the same kind follows, for a paragraph has several of these.\n"
)
"""A paragraph as papers have them; one after each dense passage makes an ordinary paper."""


def read_text(text: str, folder: Path) -> None:
    """Read a text and number what is in it."""
    path = folder / "article.md"
    path.write_text(f"---\ntitle: T\n---\n\n{text}", encoding="utf-8")
    with suppress(Problems):
        number(read(path, Resources((folder,))))


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE)
def test_four_times_the_length_takes_no_more_than_about_four_times_as_long(
    piece: str, tmp_path: Path
) -> None:
    assert growth(lambda size: read_text(piece * (size // len(piece)), tmp_path), SHORT) < 8


@pytest.mark.slow
def test_a_text_of_nothing_but_marks_takes_time_in_proportion(tmp_path: Path) -> None:
    def dense(count: int) -> str:
        return "".join(DENSE.replace("{number}", str(at)) for at in range(count))

    assert growth(lambda count: read_text(dense(count), tmp_path), 200) < 8


@pytest.mark.slow
def test_a_megabyte_of_a_paper_is_read_within_three_seconds(tmp_path: Path) -> None:
    megabytes = 2
    count = megabytes * 1_000_000 // len(DENSE + PROSE)
    text = "".join((DENSE + PROSE).replace("{number}", str(at)) for at in range(count))
    assert seconds(lambda: read_text(text, tmp_path)) < 3 * megabytes
