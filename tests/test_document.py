"""Blocks: walking them and changing their text."""

from __future__ import annotations

from presswork.document import (
    Blocks,
    BulletList,
    Callout,
    Cell,
    CodeBlock,
    Column,
    Definition,
    DefinitionList,
    Heading,
    Paragraph,
    Quote,
    Row,
    Table,
    inline_runs,
    map_inlines,
    walk,
)
from presswork.inlines import Inlines, Text, plain_text


def text(words: str) -> Inlines:
    return (Text(words),)


def paragraph(words: str) -> Paragraph:
    return Paragraph(text(words))


EVERYTHING: Blocks = (
    Heading(1, text("heading"), "h"),
    BulletList(((paragraph("item"), Quote((paragraph("quote"),))),)),
    DefinitionList((Definition(text("term"), ((paragraph("meaning"),),)),)),
    Callout("note", (paragraph("callout"),), text("title")),
    Table(
        (Column(),),
        (Row((Cell((paragraph("head"),)),)),),
        (Row((Cell((paragraph("cell"),)),)),),
        text("caption"),
    ),
    CodeBlock("code"),
)


def test_text_runs_come_in_reading_order_with_a_tables_caption_above_it() -> None:
    assert [plain_text(run) for run in inline_runs(EVERYTHING)] == [
        "heading",
        "item",
        "quote",
        "term",
        "meaning",
        "title",
        "callout",
        "caption",
        "head",
        "cell",
    ]


def test_mapping_nothing_gives_the_same_blocks() -> None:
    assert map_inlines(EVERYTHING, lambda run: run) == EVERYTHING


def test_walking_reaches_blocks_in_lists_quotes_and_cells() -> None:
    assert sum(isinstance(block, Paragraph) for block in walk(EVERYTHING)) == 6
