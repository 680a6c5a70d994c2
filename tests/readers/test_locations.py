"""Every block, citation, cross-reference and picture knows the line that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presswork.document import inline_runs, walk
from presswork.inlines import Cite, CrossReference, Image
from presswork.inlines import walk as walk_inlines
from presswork.readers import read
from presswork.resources import Resources
from tests.readers.markdown_cases import fill

if TYPE_CHECKING:
    from pathlib import Path

MARKDOWN = """\
---
title: T
---

# Heading

One line
and `code` in a second with [@a],
then <!-- over
two --> [@b] and @fig:x
[see *emphasis*
over lines, @c; @d] @e.

- item

  > quote [@f]

| a | b |
|---|---|
| 1 | [@g] |

: Caption [@h]

Note.[^n] Inline^[With [@j].]

[^n]: Words
    [@i]

![Caption
[@k]](figures/cells.svg){#fig:x alt="x"}

::: note
[@l]
:::

+---+------+
| a | [@m] |
|   |      |
|   | [@n] |
+---+------+
"""

LINES = {
    "a": 8,
    "b": 10,
    "c": 11,
    "e": 12,
    "f": 16,
    "g": 20,
    "h": 22,
    "i": 27,
    "j": 24,
    "k": 30,
    "l": 33,
    "m": 37,
    "n": 39,
}


def test_lines(tmp_path: Path) -> None:
    fill(tmp_path)
    path = tmp_path / "article.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    document = read(path, Resources((tmp_path,)))
    blocks = (*document.blocks, *(block for note in document.notes for block in note.blocks))
    inlines = [inline for run in inline_runs(blocks) for inline in walk_inlines(run)]
    found = {
        inline.items[0].key: inline.location.line
        for inline in inlines
        if isinstance(inline, Cite) and inline.location
    }
    assert found == LINES
    (reference,) = (inline for inline in inlines if isinstance(inline, CrossReference))
    assert reference.location is not None
    assert reference.location.line == 10


def test_every_block_has_a_line(tmp_path: Path) -> None:
    fill(tmp_path)
    path = tmp_path / "article.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    document = read(path, Resources((tmp_path,)))
    lines = [
        (type(block).__name__, block.location.line if block.location else None)
        for block in walk(document.blocks)
    ]
    assert lines == [
        ("Heading", 5),
        ("Paragraph", 7),
        ("BulletList", 14),
        ("Paragraph", 14),
        ("Quote", 16),
        ("Paragraph", 16),
        ("Table", 18),
        *[("Paragraph", 18)] * 2,
        *[("Paragraph", 20)] * 2,
        ("Paragraph", 24),
        ("Figure", 29),
        ("Callout", 32),
        ("Paragraph", 33),
        ("Table", 36),
        ("Paragraph", 37),
        ("Paragraph", 37),
        ("Paragraph", 39),
        ("Bibliography", None),
    ]
    images = [inline for run in inline_runs(document.blocks) for inline in run]
    assert not [image for image in images if isinstance(image, Image) and not image.location]
