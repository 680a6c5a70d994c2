"""Paragraphs, runs, links and the front matter."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from presswork import document as doc
from presswork import inlines as inl

from .tree import NAMESPACES, body_tree, part

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def words(text: str) -> inl.Inlines:
    return (inl.Text(text),)


def paragraph(*inlines: inl.Inline | str) -> doc.Paragraph:
    return doc.Paragraph(
        tuple(inl.Text(each) if isinstance(each, str) else each for each in inlines)
    )


TITLE = "Title: Tides\nDate: May 6, 2024\n"


def test_paragraphs_after_the_first_have_the_style_of_body_text(write: Callable[..., Path]) -> None:
    path = write(doc.Heading(1, words("Sea"), "sec:sea"), paragraph("One."), paragraph("Two."))
    assert body_tree(path) == TITLE + (
        "Heading1: (#sec_sea Sea)\nFirstParagraph: One.\nBodyText: Two."
    )


@pytest.mark.parametrize(
    ("inline", "shown"),
    [
        (inl.Emphasis(words("x")), "{italic: x}"),
        (inl.Strong((inl.Emphasis(words("x")),)), "{bold italic: x}"),
        (inl.Underline(words("x")), "{single: x}"),
        (inl.Strikeout(words("x")), "{struck: x}"),
        (inl.SmallCaps(words("x")), "{small caps: x}"),
        (inl.Superscript(words("x")), "{superscript: x}"),
        (inl.Subscript(words("x")), "{subscript: x}"),
        (inl.NoCase(words("x")), "x"),
        (inl.Emphasis((inl.Without(inl.Format.EMPHASIS, words("x")),)), "x"),
        (inl.Displayed("block", words("x")), "↵x"),
        (inl.InLanguage("de", words("x")), "{de: x}"),
        (inl.Code("x"), "{VerbatimChar: x}"),
        (inl.LineBreak(), "↵"),
        (inl.Text("bell\a"), "bell"),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else "",
)
def test_each_inline_has_its_formatting(
    write: Callable[..., Path], inline: inl.Inline, shown: str
) -> None:
    assert body_tree(write(paragraph(inline))) == f"{TITLE}FirstParagraph: {shown}"


def test_a_link_out_is_a_relationship_and_one_in_an_anchor(write: Callable[..., Path]) -> None:
    path = write(
        doc.Heading(1, words("Sea"), "sec:sea"),
        paragraph(
            inl.Link("https://example.org/", words("out")),
            inl.Link("https://example.org/", words("again")),
            inl.Link("#sec:sea", words("in")),
        ),
    )
    assert body_tree(path).splitlines()[-1] == (
        "FirstParagraph: <https://example.org/|{Hyperlink: out}>"
        "<https://example.org/|{Hyperlink: again}><sec_sea|{Hyperlink: in}>"
    )


def test_a_link_within_a_link_is_text(write: Callable[..., Path]) -> None:
    inner = inl.Link("https://example.org/in", words("inner"))
    path = write(paragraph(inl.Link("https://example.org/", (inl.Text("outer "), inner))))
    hyperlinks = part(path, "word/document.xml").findall(".//w:hyperlink", NAMESPACES)
    assert len(hyperlinks) == 1


def test_the_front_matter_has_a_style_for_each_part(write: Callable[..., Path]) -> None:
    metadata = doc.Metadata(
        title=words("Tides"),
        subtitle=words("A study"),
        authors=(
            doc.Author("Ada Moon", ("a", "b"), email="ada@example.org", corresponding=True),
            doc.Author("Ben Sea", ("b",), orcid="0000-0002-1825-0097"),
        ),
        affiliations=(doc.Affiliation("a", "Institute"), doc.Affiliation("b", "University")),
        date=datetime.date(2024, 5, 6),
        license="CC-BY-4.0",
        abstract=(paragraph("What it says."),),
        keywords=("tide", "moon"),
    )
    assert body_tree(write(metadata=metadata)).splitlines() == [
        "Title: Tides",
        "Subtitle: A study",
        (
            "Author: Ada~Moon{superscript: 1,2,*}, "
            "<https://orcid.org/0000-0002-1825-0097|{Hyperlink: Ben~Sea}>{superscript: 2}"
        ),
        "Affiliation: {superscript: 1}~Institute",
        "Affiliation: {superscript: 2}~University",
        (
            "Affiliation: * Corresponding author: Ada Moon, "
            "<mailto:ada@example.org|{Hyperlink: ada@example.org}>"
        ),
        "Date: May 6, 2024",
        "AbstractTitle: Abstract",
        "Abstract: What it says.",
        "Keywords: {KeywordsLabel: Keywords}\N{EN SPACE}tide · moon",
    ]


def test_the_title_block_tells_origin_and_notices(write: Callable[..., Path]) -> None:
    metadata = doc.Metadata(
        words("Tides"),
        authors=(doc.Author("Ada", equal=True), doc.Author("Ben")),
        doi="10.1000/182",
        origin=(inl.Emphasis(words("The Sea")), inl.Text(" 3: 7")),
        notices=(words("Deceased"),),
    )
    address = "https://doi.org/10.1000/182"
    assert body_tree(write(metadata=metadata)).splitlines()[1:] == [
        "Author: Ada{superscript: †}, Ben",
        "Affiliation: † These authors contributed equally",
        (
            "Affiliation: Originally published: {italic: The Sea} 3: 7. "
            f"<{address}|{{Hyperlink: {address}}}>"
        ),
        "Affiliation: Deceased",
    ]


def test_one_affiliation_needs_no_marks(write: Callable[..., Path]) -> None:
    metadata = doc.Metadata(
        words("Tides"),
        authors=(doc.Author("Ada", ("a",)),),
        affiliations=(doc.Affiliation("a", "Institute"),),
    )
    assert body_tree(write(metadata=metadata)).splitlines()[1:] == [
        "Author: Ada",
        "Affiliation: Institute",
    ]


def test_a_page_break_is_a_property_of_what_follows(write: Callable[..., Path]) -> None:
    path = write(paragraph("One."), doc.PageBreak(), paragraph("Two."))
    assert body_tree(path).splitlines()[-1] == "FirstParagraph [pageBreakBefore]: Two."


def test_quotes_code_and_breaks_have_their_styles(write: Callable[..., Path]) -> None:
    path = write(
        doc.Quote((paragraph("Said."),)),
        doc.CodeBlock("if x:\n\treturn"),
        doc.ThematicBreak(),
        paragraph("After."),
    )
    assert body_tree(path) == TITLE + (
        "Quote: Said.\nSourceCode: if x:↵    return\nThematicBreak:\nFirstParagraph: After."
    )


def test_a_thematic_break_is_the_line_of_its_style(write: Callable[..., Path]) -> None:
    path = write(doc.ThematicBreak(), paragraph("After."), doc.ThematicBreak(), paragraph("End."))
    style = part(path, "word/styles.xml").find("w:style[@w:styleId='ThematicBreak']", NAMESPACES)
    assert style is not None
    assert len(style.findall("w:pPr/w:pBdr/w:bottom", NAMESPACES)) == 1
    assert part(path, "word/document.xml").find(".//w:body//w:pBdr", NAMESPACES) is None


def test_a_callout_has_a_title_and_its_lists_stay_in_the_box(write: Callable[..., Path]) -> None:
    items = ((paragraph("one"),), (paragraph("two"),))
    path = write(doc.Callout("tip", (paragraph("Do."), doc.BulletList(items))))
    assert body_tree(path) == TITLE + (
        "CalloutTitle: Tip\n"
        "Callout: Do.\n"
        "Callout [list 1:0, ind 540 320]: one\n"
        "Callout [list 1:0, ind 540 320]: two"
    )


def test_a_callout_with_a_title_of_its_own_tells_its_kind_before(
    write: Callable[..., Path],
) -> None:
    path = write(doc.Callout("warning", (), words("Before you pay")))
    assert body_tree(path) == f"{TITLE}CalloutTitle: Warning. Before you pay"


def test_definitions_have_a_style_for_term_and_meaning(write: Callable[..., Path]) -> None:
    meanings = ((paragraph("High water."),), (paragraph("At full moon."),))
    path = write(doc.DefinitionList((doc.Definition(words("Spring"), meanings),)))
    assert body_tree(path) == TITLE + (
        "DefinitionTerm: Spring\nDefinition: High water.\nDefinition: At full moon."
    )


def test_the_language_is_set_where_word_looks_for_its_script(write: Callable[..., Path]) -> None:
    usual = doc.Metadata(words("潮"), language="ja")
    for language, attribute in (("ja", "eastAsia"), ("ar", "bidi"), ("de-CH", "val")):
        path = write(metadata=replace(usual, language=language))
        found = part(path, "word/styles.xml").find("w:docDefaults//w:lang", NAMESPACES)
        assert found is not None
        assert found.get(f"{{{NAMESPACES['w']}}}{attribute}") == language
        assert found.get(f"{{{NAMESPACES['w']}}}val")


def test_a_line_that_introduces_a_list_stays_with_it(write: Callable[..., Path]) -> None:
    items = ((paragraph("one"),),)
    lines = body_tree(write(paragraph("As:"), doc.BulletList(items))).splitlines()
    assert lines[-2] == "FirstParagraph [keepNext]: As:"


def test_a_long_paragraph_does_not_move_with_its_list(write: Callable[..., Path]) -> None:
    lines = body_tree(write(paragraph("so " * 99 + ":"), doc.CodeBlock("x"))).splitlines()
    assert lines[-2].startswith("FirstParagraph: so")
