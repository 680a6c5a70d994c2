"""Markdown that nobody writes by hand is read or refused with a problem, never a traceback."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from presswork.numbering import number
from presswork.problems import Problems
from presswork.readers import read
from presswork.resources import Resources

if TYPE_CHECKING:
    from pathlib import Path

MANY = 300

HOSTILE = {
    "quotations": ">" * MANY + "x",
    "lists": "- " * MANY + "x",
    "indented lists": "".join("  " * depth + "- a\n" for depth in range(MANY)),
    "emphasis": "*a " * MANY + "a* " * MANY,
    "brackets": "[" * MANY,
    "citations": "[@a " * MANY + "]" * MANY,
    "open citations": "[@a; " * MANY,
    "keys": "@a " * MANY,
    "notes": "^[" * MANY + "]" * MANY,
    "notes of themselves": "[^a]\n\n[^a]: x [^b]\n\n[^b]: [^a]",
    "divs": "::: note\n" * MANY,
    "tables in tables": "::: {#tbl-a}\n" * 30 + "a\n\nb\n" + ":::\n" * 30,
    "listings in listings": "::: {#lst-a}\n" * 30 + "a\n\nb\n" + ":::\n" * 30,
    "figures in figures": "::: {#fig-a}\n" * 30 + "a\n\nb\n" + ":::\n" * 30,
    "dollars": "$a " * MANY,
    "commands": "\\a{" * MANY,
    "environments": "\\begin{a}" * MANY,
    "backticks": "`" * MANY,
    "pictures": "![" * MANY + "](x.svg)" * MANY,
    "elements": "<sub>" * MANY,
    "comments": "<!--" * MANY,
    "columns": "|" * MANY + "\n" + "|-" * MANY + "|\n" + "|x" * MANY,
    "corners": "+-+\n" * MANY,
    "a grid without an end": "+--+--+\n| a\n+--+\n|  +\n+--+--+",
    "definitions": "a\n\n: b\n\n" * MANY,
    "quotation marks": "\"'" * MANY,
    "numbers of lists": "999999999. x\n\n99999999999999999999. y",
    "roman numbers": "mmmmmmmm. x\n\n(iiiiiiii) y",
    "entities": "&#0; &#xFFFFFF; &#xD800; &amp",
    "yaml in yaml": "---\n" + "[" * MANY + "\n---\n",
    "yaml of itself": "---\ntitle: &a [*a]\n---\n",
    "yaml with odd keys": "---\n1: 2\n? [a]\n: b\n---\n",
    "yaml with an odd date": "---\ndate: 2022-99-99\n---\n",
    "yaml with tabs": "---\n\ttitle: x\n---\n",
    "yaml that is a list": "---\n- a\n---\n",
    "three dashes": "---",
}


@pytest.mark.parametrize("markdown", HOSTILE.values(), ids=HOSTILE)
def test_no_traceback(markdown: str, tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_text(markdown, encoding="utf-8")
    with suppress(Problems):
        number(read(path, Resources((tmp_path,))))


def test_too_deep_is_told(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_text(HOSTILE["quotations"], encoding="utf-8")
    with pytest.raises(Problems, match="nested deeper than 40 levels"):
        read(path, Resources((tmp_path,)))
