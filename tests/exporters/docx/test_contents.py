"""Contents, lists of figures and tables, and the numbers of headings that they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork import document as doc
from presswork import inlines as inl
from presswork import looks
from tests.exporters.printing import look_with

from .test_references import table
from .test_text import paragraph, words
from .tree import NAMESPACES, body_tree, part

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def look(**settings: str) -> looks.Look:
    return look_with("article", looks.A4, **settings)


def heading(
    level: int, shown: str, number: str | None = None, *, appendix: bool = False
) -> doc.Heading:
    return doc.Heading(level, words(shown), shown.lower(), number=number, appendix=appendix)


def listed(path: Path) -> list[str]:
    """Return the lines of contents and lists."""
    lines = body_tree(path).splitlines()
    return [line for line in lines if line.startswith(("TOC", "TableofFigures"))]


SECTIONS = (heading(1, "Sea"), heading(2, "Shore"), heading(3, "Sand"), doc.PageBreak())
LAST = heading(1, "Land")


def test_contents_are_a_field_with_lines_and_pages(write: Callable[..., Path]) -> None:
    path = write(*SECTIONS, LAST, look=look(contents="yes"))
    assert listed(path) == [
        "TOCHeading: Contents",
        'TOC1: «TOC \\o "1-2" \\h \\z \\u = <sea_listed|Sea→«PAGEREF sea_listed \\h = 1»>',
        "TOC2: <shore_listed|Shore→«PAGEREF shore_listed \\h = 1»>",
        "TOC1: <land_listed|Land→«PAGEREF land_listed \\h = 2»>»",
    ]


def test_contents_stand_in_the_content_control_that_word_knows(write: Callable[..., Path]) -> None:
    root = part(write(*SECTIONS, LAST, look=look(contents="yes")), "word/document.xml")
    gallery = root.find("w:body/w:sdt/w:sdtPr/w:docPartObj/w:docPartGallery", NAMESPACES)
    assert gallery is not None
    assert list(gallery.attrib.values()) == ["Table of Contents"]


def test_nothing_asks_word_for_an_update(write: Callable[..., Path]) -> None:
    path = write(*SECTIONS, LAST, look=look(contents="yes"))
    assert part(path, "word/settings.xml").find("w:updateFields", NAMESPACES) is None
    assert not part(path, "word/document.xml").xpath("//@w:dirty", namespaces=NAMESPACES)


def test_a_short_text_has_no_contents(write: Callable[..., Path]) -> None:
    assert listed(write(*SECTIONS, LAST)) == []


def test_contents_go_as_deep_as_is_wanted(write: Callable[..., Path]) -> None:
    path = write(*SECTIONS, LAST, look=look(contents="yes", contents_depth="1"))
    assert len(listed(path)) == 3


def test_a_list_shows_the_captions_as_an_update_does(write: Callable[..., Path]) -> None:
    path = write(table("1", "a"), table("S2", "b"), look=look(lists="both"))
    assert listed(path) == [
        "TOCHeading: List of tables",
        (
            'TableofFigures: «TOC \\h \\z \\c "Table" = <a_listed|{CaptionLabel: Table~1. }Tides.'
            "→«PAGEREF a_listed \\h = 1»>»"
        ),
    ]


def test_a_line_has_no_notes_and_no_links_of_its_own(write: Callable[..., Path]) -> None:
    shown = (
        inl.Text("On "),
        inl.Link("https://example.org/", words("tides")),
        inl.NoteReference("n"),
    )
    notes = (doc.Note("n", (paragraph("So."),)),)
    path = write(doc.Heading(1, shown, "a"), LAST, notes=notes, look=look(contents="yes"))
    assert "<a_listed|On tides→" in listed(path)[1]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ((heading(1, "A", "1"), heading(2, "B", "1.1"), heading(1, "C", "2")), ["", "", ""]),
        ((heading(2, "A", "1"), heading(3, "B", "1.1")), ["", ""]),
        ((heading(1, "A", "1"), heading(3, "B", "1.0.1")), ["", "1.0.1 "]),
        ((heading(1, "A", "7"), heading(1, "B", "8")), ["7 ", "8 "]),
        ((heading(1, "A", "A", appendix=True), heading(2, "B", "A.1", appendix=True)), ["", ""]),
    ],
    ids=["plain", "from the second level", "level left out", "given", "appendix"],
)
def test_numbers_that_word_would_not_come_to_are_text(
    write: Callable[..., Path], given: tuple[doc.Heading, ...], shown: list[str]
) -> None:
    lines = body_tree(write(*given)).splitlines()[-len(given) :]
    found = [line.partition("(#")[2].partition(" ")[2][:-2] for line in lines]
    assert [text.replace("\N{EM SPACE}", " ") for text in found] == shown


def test_the_letter_of_an_appendix_is_a_number_that_a_reference_shows(
    write: Callable[..., Path],
) -> None:
    reference = inl.CrossReference("tides", inl.TargetKind.SECTION, "A")
    path = write(heading(1, "Tides", "A", appendix=True), paragraph(reference))
    assert body_tree(path).splitlines()[-1].endswith("Section~«REF tides \\r \\h = A»")
    formats = part(path, "word/numbering.xml").findall("w:abstractNum", NAMESPACES)[-1]
    first = formats.find("w:lvl/w:numFmt", NAMESPACES)
    assert first is not None
    assert list(first.attrib.values()) == ["upperLetter"]


def test_a_number_by_chapter_is_two_fields(write: Callable[..., Path]) -> None:
    path = write(heading(1, "Sea", "1"), table("1.1", "a"), table("1.2", "b"), table("3.1", "c"))
    captions = [line for line in body_tree(path).splitlines() if line.startswith("TableCaption")]
    label = "{CaptionLabel: Table~}"
    for count, caption in enumerate(captions[:2], start=1):
        assert (
            f"{label}«STYLEREF 1 \\s = {{CaptionLabel: 1}}»{{CaptionLabel: .}}"
            f"«SEQ Table \\* ARABIC \\s 1 = {{CaptionLabel: {count}}}»"
        ) in caption
    assert f"{label}{{CaptionLabel: 3.1}}" in captions[2]


def test_a_page_reference_tells_the_page_of_its_target(write: Callable[..., Path]) -> None:
    reference = inl.CrossReference("land", form=inl.ReferenceForm.PAGE, with_page=True)
    tree = body_tree(write(paragraph(reference), doc.PageBreak(), LAST))
    assert "p.~«PAGEREF land \\h = 2»" in tree


def test_pages_in_sight_are_not_told(write: Callable[..., Path]) -> None:
    near = inl.CrossReference("near", inl.TargetKind.SECTION, None, words("Near"))
    far = inl.CrossReference("land", inl.TargetKind.SECTION, None, words("Land"))
    blocks = (heading(1, "Near"), paragraph(near, " and ", far), doc.PageBreak(), LAST)
    lines = body_tree(write(*blocks, look=look(page_references="yes"))).splitlines()
    assert lines[-2] == (
        "FirstParagraph: «REF near \\h \\* MERGEFORMAT = Near» and "
        "«REF land \\h \\* MERGEFORMAT = Land», p.~«PAGEREF land \\h = 2»"
    )


@pytest.mark.parametrize(
    ("number", "left"), [(None, "0"), ("1", "340")], ids=["without numbers", "with numbers"]
)
def test_short_words_do_not_end_in_the_room_for_numbers(
    write: Callable[..., Path], number: str | None, left: str
) -> None:
    path = write(heading(1, "C", number), heading(1, "D"), look=look(contents="yes"))
    root = part(path, "word/styles.xml")
    style = root.find("w:style[@w:styleId='TOC1']/w:pPr", NAMESPACES)
    assert style is not None
    stops = [dict(stop.attrib) for stop in style.iterfind("w:tabs/w:tab", NAMESPACES)]
    kinds = [value for stop in stops for key, value in stop.items() if key.endswith("}val")]
    assert kinds == (["left", "right"] if number else ["right"])
    indent = style.find("w:ind", NAMESPACES)
    assert indent is not None
    assert indent.get(f"{{{NAMESPACES['w']}}}left") == left
