"""Text from right to left: paragraphs, runs, tables, sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork import document as doc
from presswork import inlines as inl

from .test_tables import row
from .test_text import paragraph, words
from .tree import NAMESPACES, W, part

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.etree import _Element as Element

SEA = "\u05d9\u05dd"
HEBREW = doc.Metadata(words(SEA), language="he")


def runs(element: Element) -> list[str]:
    """Return the texts of the last paragraph; in angle brackets what runs from right to left."""
    last = element.findall(".//w:p", NAMESPACES)[-1]
    return [
        f"<{text}>" if run.find("w:rPr/w:rtl", NAMESPACES) is not None else text
        for run in last.iter(f"{W}r")
        for text in ["".join(each.text or "" for each in run.iter(f"{W}t"))]
        if text
    ]


def body(path: Path) -> Element:
    found = part(path, "word/document.xml").find("w:body", NAMESPACES)
    assert found is not None
    return found


def test_words_of_hebrew_in_english_run_from_right_to_left(write: Callable[..., Path]) -> None:
    path = write(paragraph(f"The {SEA} sea, ", inl.InLanguage("he", words(f"{SEA} 2."))))
    assert runs(body(path)) == ["The ", f"<{SEA}>", " sea, ", f"<{SEA} 2.>"]


def test_a_paragraph_in_another_direction_says_so(write: Callable[..., Path]) -> None:
    path = write(paragraph(inl.InLanguage("he", words(SEA))))
    assert [each.get(f"{W}val") for each in body(path).iter(f"{W}bidi")] == ["1"]


def test_a_document_in_hebrew_runs_from_right_to_left(write: Callable[..., Path]) -> None:
    table = doc.Table((doc.Column(),), (), (row(SEA),))
    english = paragraph(inl.InLanguage("en", words("sea")))
    path = write(
        table,
        english,
        doc.CodeBlock("x"),
        paragraph("(", inl.Code("y"), f" {SEA})"),
        metadata=HEBREW,
    )
    found = body(path)
    assert runs(found) == ["<(>", "y", f"< {SEA})>"]
    assert found.find(".//w:tblPr/w:bidiVisual", NAMESPACES) is not None
    assert found.find("w:sectPr/w:bidi", NAMESPACES) is not None
    assert [each.get(f"{W}val") for each in found.iterfind(".//w:pPr/w:bidi", NAMESPACES)] == [
        "0",
        "0",
    ]
    usual = part(path, "word/styles.xml").find("w:style[@w:default='1']/w:pPr/w:bidi", NAMESPACES)
    assert usual is not None


def test_signs_that_scripts_share_are_wide_in_east_asian_text(write: Callable[..., Path]) -> None:
    chinese = doc.Metadata(words("\u6d77"), language="zh-CN")
    sea = "\u201c\u6d77\u201d"
    english = inl.InLanguage("en", words(sea))
    path = write(paragraph(inl.Strong(words(sea)), english), metadata=chinese)
    hinted = [each for each in body(path).iter(f"{W}rPr") if each[0].tag == f"{W}rFonts"]
    assert [[str(each.tag).removeprefix(W) for each in found] for found in hinted] == [
        ["rFonts", "b", "bCs"]
    ]


@pytest.mark.parametrize("language", ["en-US", "zh"])
def test_others_say_nothing_of_directions(write: Callable[..., Path], language: str) -> None:
    path = write(paragraph("sea"), metadata=doc.Metadata(words("Sea"), language=language))
    assert not list(body(path).iter(f"{W}bidi", f"{W}rtl", f"{W}bidiVisual"))
