"""Lists are numbering, which restarts, starts where it is told, and nests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import docx

from exporters.docx import export
from presswork import document as doc
from presswork.resources import Resources

from .test_text import TITLE, paragraph, words
from .tree import NAMESPACES, W, body_tree, part

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from presswork.looks import Look


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
        "SourceCode [ind 440]: x\n"
        "ListNumber [list 1:1, contextualSpacing 0]: b\n"
        "ListContinue2: more"
    )


def test_a_list_in_a_quote_is_indented_with_it(write: Callable[..., Path]) -> None:
    path = write(doc.Quote((doc.BulletList(items(paragraph("a"))),)))
    assert body_tree(path) == f"{TITLE}ListBullet [list 1:0, ind 800 320]: a"


def test_an_item_that_begins_with_another_block_has_its_number(write: Callable[..., Path]) -> None:
    path = write(doc.OrderedList(items(doc.CodeBlock("x"))))
    assert body_tree(path) == f"{TITLE}ListNumber [list 3:0]:\nSourceCode [ind 440]: x"


def test_a_list_that_counts_on_after_a_paragraph_is_the_same_list(
    write: Callable[..., Path],
) -> None:
    path = write(
        doc.OrderedList(items(paragraph("a"), paragraph("b"))),
        paragraph("Between."),
        doc.OrderedList(items(paragraph("c")), start=3),
        doc.Heading(1, (), "new"),
        doc.OrderedList(items(paragraph("d")), start=4),
    )
    numbered = [line for line in body_tree(path).splitlines() if line.startswith("ListNumber")]
    assert numbered == [
        "ListNumber [list 3:0]: a",
        "ListNumber [list 3:0]: b",
        "ListNumber [list 3:0]: c",
        "ListNumber [list 4:0]: d",
    ]
    assert starts(path) == ["3 of 2 level 0 from 1", "4 of 2 level 0 from 4"]


def test_a_list_does_not_go_on_where_another_counted_between(write: Callable[..., Path]) -> None:
    inner = doc.Quote((doc.OrderedList(items(paragraph("x"))),))
    path = write(
        doc.OrderedList(items(paragraph("a"))),
        inner,
        doc.OrderedList(items(paragraph("b")), start=2),
    )
    assert starts(path)[-1] == "5 of 2 level 0 from 2"


def test_a_list_in_a_cell_of_a_list_has_a_definition_of_its_own(
    write: Callable[..., Path],
) -> None:
    """Else it would count on the outer list, whose counters it would share."""
    cell = doc.Cell((doc.OrderedList(items(paragraph("x"), paragraph("y"))),))
    table = doc.Table((doc.Column(),), (), (doc.Row((cell,)),))
    path = write(doc.OrderedList(((paragraph("a"), table), (paragraph("b"),))))
    assert starts(path) == ["3 of 2 level 0 from 1", "4 of 3 level 0 from 1"]
    assert body_tree(path).splitlines()[-1] == "ListNumber [list 3:0]: b"


def test_a_template_with_lists_of_one_level_gets_the_others(look: Look, tmp_path: Path) -> None:
    """That is how Word's own list styles are."""
    template = docx.Document(str(look.folder / "article.docx"))
    for level in template.part.numbering_part.element.xpath("w:abstractNum/w:lvl[@w:ilvl!='0']"):
        level.getparent().remove(level)
    template.save(str(tmp_path / "house.docx"))
    inner = doc.OrderedList(items(paragraph("b")))
    nested = doc.BulletList(((paragraph("a"), doc.BulletList(((paragraph("c"), inner),))),))
    article = doc.Document(tmp_path / "a.md", "a", doc.Metadata(words("A")), (nested,))
    path = tmp_path / "a.docx"
    export(article, replace(look, folders=(tmp_path,)), path, Resources((tmp_path,)))
    assert body_tree(path).splitlines()[1:] == [
        "ListBullet [list 1:0]: a",
        "ListBullet [list 3:1]: c",
        "ListBullet [list 4:2]: b",
    ]
    levels = part(path, "word/numbering.xml").xpath(
        "count(w:abstractNum[w:lvl/@w:ilvl = '2'])", namespaces=NAMESPACES
    )
    assert levels == 2
