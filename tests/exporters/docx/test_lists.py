"""Lists are numbering, which restarts, starts where it is told, and nests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presswork import document as doc

from .test_text import TITLE, paragraph
from .tree import NAMESPACES, W, body_tree, part

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def items(*blocks: doc.Block) -> tuple[doc.Blocks, ...]:
    return tuple((block,) for block in blocks)


def starts(path: Path) -> list[str]:
    """Return of each numbering that restarts: its id, its definition, the level and the start."""
    found = []
    for number in part(path, "word/numbering.xml").iterfind("w:num", NAMESPACES):
        override = number.find("w:lvlOverride", NAMESPACES)
        if override is None:
            continue
        abstract, start = number[0], override[0]
        found.append(
            f"{number.get(W + 'numId')} of {abstract.get(W + 'val')}"
            f" level {override.get(W + 'ilvl')} from {start.get(W + 'val')}"
        )
    return found


def test_bullets_within_bullets_are_levels(write: Callable[..., Path]) -> None:
    inner = doc.BulletList(items(paragraph("b")))
    path = write(doc.BulletList(((paragraph("a"), inner), (paragraph("c"),))))
    assert body_tree(path) == TITLE + (
        "ListBullet [list 1:0]: a\nListBullet [list 1:1]: b\nListBullet [list 1:0]: c"
    )


def test_every_numbered_list_counts_anew(write: Callable[..., Path]) -> None:
    path = write(
        doc.OrderedList(items(paragraph("a"), paragraph("b"))),
        doc.OrderedList(items(paragraph("c")), start=5),
    )
    assert body_tree(path) == TITLE + (
        "ListNumber [list 3:0]: a\nListNumber [list 3:0]: b\nListNumber [list 4:0]: c"
    )
    assert starts(path) == ["3 of 2 level 0 from 1", "4 of 2 level 0 from 5"]


def test_letters_and_roman_numerals_are_definitions_of_their_own(
    write: Callable[..., Path],
) -> None:
    path = write(
        doc.OrderedList(items(paragraph("a")), numeral="lower-alpha"),
        doc.OrderedList(items(paragraph("i")), numeral="upper-roman"),
        doc.OrderedList(items(paragraph("b")), numeral="lower-alpha"),
    )
    assert starts(path) == [
        "3 of 3 level 0 from 1",
        "4 of 4 level 0 from 1",
        "5 of 3 level 0 from 1",
    ]
    formats = [
        form.get(W + "val")
        for form in part(path, "word/numbering.xml").iterfind(
            "w:abstractNum/w:lvl[@w:ilvl='0']/w:numFmt", NAMESPACES
        )
    ]
    assert formats == ["bullet", "decimal", "lowerLetter", "upperRoman"]


def test_a_numbered_list_within_bullets_has_the_next_level(write: Callable[..., Path]) -> None:
    inner = doc.OrderedList(items(paragraph("b")), start=3)
    path = write(doc.BulletList(((paragraph("a"), inner),)))
    assert body_tree(path).splitlines()[-1] == "ListBullet [list 3:1]: b"
    assert starts(path) == ["3 of 2 level 1 from 3"]


def test_further_paragraphs_of_an_item_are_indented_by_their_style(
    write: Callable[..., Path],
) -> None:
    code = doc.CodeBlock("x")
    inner = doc.BulletList(((paragraph("b"), paragraph("more")),), tight=False)
    path = write(doc.OrderedList(((paragraph("a"), paragraph("so"), code, inner),), tight=False))
    assert body_tree(path) == TITLE + (
        "ListNumber [list 3:0, contextualSpacing 0]: a\n"
        "ListContinue: so\n"
        "SourceCode [ind 520]: x\n"
        "ListNumber [list 1:1, contextualSpacing 0]: b\n"
        "ListContinue2: more"
    )


def test_a_list_in_a_quote_is_indented_with_it(write: Callable[..., Path]) -> None:
    path = write(doc.Quote((doc.BulletList(items(paragraph("a"))),)))
    assert body_tree(path) == f"{TITLE}ListBullet [list 1:0, ind 880 400]: a"


def test_an_item_that_begins_with_another_block_has_its_number(write: Callable[..., Path]) -> None:
    path = write(doc.OrderedList(items(doc.CodeBlock("x"))))
    assert body_tree(path) == f"{TITLE}ListNumber [list 3:0]:\nSourceCode [ind 520]: x"
