"""Comments in Markdown: kept in drafts, in the text that they are about, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork import readers
from presswork.document import Heading, inline_runs
from presswork.inlines import Comment, Text
from presswork.resources import Resources

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document

FRONT = "---\ntitle: Tides\n---\n\n"


def read(markdown: str, folder: Path, *, draft: bool = True) -> Document:
    path = folder / "article.md"
    path.write_text(FRONT + markdown, encoding="utf-8")
    reader = readers.read_draft if draft else readers.read
    return reader(path, Resources((folder,)))


def shown(document: Document) -> list[str]:
    """Return each run of text, with its comments in brackets."""
    return [
        "".join(
            f"[{inline.text}]" if isinstance(inline, Comment) else inline.text
            for inline in run
            if isinstance(inline, Comment | Text)
        )
        for run in inline_runs(document.blocks)
    ]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("One <!-- why? --> two.", ["One [why?]two."]),
        ("One{>>why?<<} two.", ["One[why?] two."]),
        ("One {>>why?\nand how<<} two.", ["One [why?\nand how]two."]),
        ("<!-- first -->\n\nOne.\n\nTwo.", ["[first]One.", "Two."]),
        ("One.\n\n<!-- last -->", ["[last]One."]),
        ("<!-- a -->\n<!-- b -->\n\n# Sea", ["[a][b]Sea"]),
        ("<!-- a -->\n\n- one\n- two", ["[a]one", "two"]),
        ("<!-- a -->\n\n> one", ["[a]one"]),
        ("<!-- a -->\n\n```\nx\n```\n\nOne.", ["[a]One."]),
        ("<!-- a\n\n   b -->\n\nOne.", ["[a\nb]One."]),
        ("<!-- -->\n\nOne.", ["One."]),
        ("One {>>never closed.", ["One {>>never closed."]),
        ("`{>>code<<}` {>>note<<}", [" [note]"]),
    ],
)
def test_a_draft_keeps_its_comments(markdown: str, expected: list[str], tmp_path: Path) -> None:
    assert shown(read(markdown, tmp_path)) == expected


@pytest.mark.parametrize(
    "markdown", ["One <!-- why? --> two.", "One {>>why?<<} two.", "<!-- why? -->\n\nOne two."]
)
def test_other_documents_have_none(markdown: str, tmp_path: Path) -> None:
    assert shown(read(markdown, tmp_path, draft=False)) == ["One two."]


def test_a_comment_in_a_heading_is_not_in_its_id(tmp_path: Path) -> None:
    (heading,) = read("# Sea <!-- or ocean? -->", tmp_path).blocks
    assert isinstance(heading, Heading)
    (same,) = read("# Sea", tmp_path).blocks
    assert isinstance(same, Heading)
    assert heading.id == same.id


def test_many_open_comments_take_no_long_time(tmp_path: Path) -> None:
    assert shown(read("{>>" * 20_000, tmp_path)) == ["{>>" * 20_000]
