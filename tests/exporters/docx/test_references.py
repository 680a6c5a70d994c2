"""Captions, cross-references, citations, the list of references and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork import document as doc
from presswork import inlines as inl

from .test_text import TITLE, paragraph, words
from .tree import NAMESPACES, body_tree, footnote_tree, part

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def last_line(path: Path) -> str:
    return body_tree(path).splitlines()[-1]


def table(number: str, id_: str = "tbl:t") -> doc.Table:
    rows = (doc.Row((doc.Cell((paragraph("x"),)),)),)
    return doc.Table((doc.Column(),), (), rows, words("Tides."), id_, number)


def test_a_reference_to_a_table_is_a_field_that_shows_its_number(
    write: Callable[..., Path],
) -> None:
    reference = inl.CrossReference("tbl:t", inl.TargetKind.TABLE, "1")
    assert last_line(write(table("1"), paragraph("See ", reference, "."))) == (
        "ParagraphAfterBlock: See «REF tbl_t \\h \\* MERGEFORMAT = Table~1»."
    )


def test_a_reference_to_a_numbered_section_shows_word_and_number(
    write: Callable[..., Path],
) -> None:
    reference = inl.CrossReference("sec:a", inl.TargetKind.SECTION, "1")
    path = write(doc.Heading(1, words("Sea"), "sec:a", number="1"), paragraph(reference))
    assert last_line(path) == "FirstParagraph: Section~«REF sec_a \\r \\h = 1»"


def test_a_reference_to_a_section_without_number_shows_its_words(
    write: Callable[..., Path],
) -> None:
    reference = inl.CrossReference("sec:a", inl.TargetKind.SECTION, None, words("Sea"))
    path = write(doc.Heading(1, words("Sea"), "sec:a"), paragraph(reference))
    assert last_line(path) == "FirstParagraph: «REF sec_a \\h \\* MERGEFORMAT = Sea»"


def test_a_caption_that_breaks_the_count_says_its_number(write: Callable[..., Path]) -> None:
    tree = body_tree(write(table("1", "a"), table("4", "b"), table("S1", "c")))
    assert "«SEQ Table \\* ARABIC = {CaptionLabel: 1}»" in tree
    assert "«SEQ Table \\* ARABIC \\r 4 = {CaptionLabel: 4}»" in tree
    assert "{CaptionLabel: Table~}{CaptionLabel: S1}" in tree


def test_headings_are_numbered_by_word_itself(write: Callable[..., Path]) -> None:
    path = write(
        doc.Heading(1, words("Sea"), "a", number="1"),
        doc.Heading(2, words("Shore"), "b", number="1.1"),
        doc.Heading(1, words("Thanks"), "c", numbered=False),
    )
    assert body_tree(path) == TITLE + (
        "Heading1: (#a Sea)\nHeading2: (#b Shore)\nHeading1 [list 0:0]: (#c Thanks)"
    )
    levels = part(path, "word/numbering.xml").findall("w:abstractNum", NAMESPACES)[-1]
    labels = [level.attrib.values() for level in levels.iterfind("w:lvl/w:lvlText", NAMESPACES)]
    assert [list(label) for label in labels[:3]] == [["%1"], ["%1.%2"], ["%1.%2.%3"]]


def test_a_citation_leads_to_its_entry(write: Callable[..., Path]) -> None:
    cite = inl.Cite(
        (inl.CitationItem("moon20"),),
        rendered=(inl.Superscript((inl.Cited("moon20", words("1")),)),),
    )
    entry = doc.BibliographyEntry("moon20", words("1."), words("Moon A. Tides."))
    path = write(paragraph("So.", cite), doc.Bibliography((entry,)))
    assert body_tree(path) == TITLE + (
        "FirstParagraph: So.<ref_moon20|{CitationLink superscript: 1}>\n"
        "Heading1: (#bibliography_heading References)\n"
        "BibliographyNumbered: (#ref_moon20 1.→Moon A. Tides.)"
    )


def test_a_citation_without_an_entry_is_text(write: Callable[..., Path]) -> None:
    cite = inl.Cite((inl.CitationItem("x"),), rendered=(inl.Cited("x", words("(x)")),))
    assert last_line(write(paragraph(cite))) == "FirstParagraph: (x)"


def test_an_author_date_list_hangs(write: Callable[..., Path]) -> None:
    entry = doc.BibliographyEntry("a", (), words("Moon, A. (2020)."))
    path = write(doc.Bibliography((entry,), headed=True, hanging=True))
    assert last_line(path) == "BibliographyHanging: (#ref_a Moon, A. (2020).)"


def test_long_labels_get_their_room(write: Callable[..., Path]) -> None:
    entry = doc.BibliographyEntry("a", words("[Moon20]"), words("Moon."))
    path = write(doc.Bibliography((entry,), headed=True))
    assert last_line(path) == "BibliographyNumbered [ind 960 960]: (#ref_a [Moon20]→Moon.)"


def test_keys_that_bookmarks_cannot_hold_stay_apart(write: Callable[..., Path]) -> None:
    keys = ("moön/2020", "moon_2020", "Moon_2020", "m" * 60)
    entries = tuple(doc.BibliographyEntry(key, (), words(key)) for key in keys)
    path = write(doc.Bibliography(entries, headed=True))
    starts = part(path, "word/document.xml").iterfind(".//w:bookmarkStart", NAMESPACES)
    names = [str(list(start.attrib.values())[1]) for start in starts]
    assert len({name.casefold() for name in names}) == len(keys)
    assert all(len(name) <= 40 for name in names)
    assert all(name.isascii() and name.replace("_", "").isalnum() for name in names)


def test_a_note_is_a_footnote_with_its_mark(write: Callable[..., Path]) -> None:
    notes = (
        doc.Note("n", (paragraph("Said ", inl.Emphasis(words("so")), "."), paragraph("More."))),
    )
    path = write(paragraph("Text.", inl.NoteReference("n")), notes=notes)
    assert last_line(path) == "FirstParagraph: Text.(#note_n [note 1])"
    assert footnote_tree(path) == (
        "footnote 1\n  FootnoteText: [mark]~Said {italic: so}.\n  FootnoteText: More."
    )


def test_a_note_mentioned_again_is_a_field(write: Callable[..., Path]) -> None:
    mark = inl.NoteReference("n")
    path = write(paragraph(mark, " ", mark), notes=(doc.Note("n", (paragraph("So."),)),))
    assert last_line(path) == (
        "FirstParagraph: (#note_n [note 1]) «NOTEREF note_n \\f \\h = {FootnoteReference: 1}»"
    )


def test_notes_are_counted_as_the_document_says(write: Callable[..., Path]) -> None:
    mark = inl.NoteReference("n")
    notes = (doc.Note("n", (paragraph("So."),)),)
    path = write(paragraph(mark, " ", mark), notes=notes, note_numeral="lower-alpha")
    assert "{FootnoteReference: a}" in last_line(path)
    for name in ("document", "settings"):
        form = part(path, f"word/{name}.xml").find(".//w:footnotePr/w:numFmt", NAMESPACES)
        assert form is not None
        assert list(form.attrib.values()) == ["lowerLetter"]


def test_a_note_within_a_note_stands_in_brackets(write: Callable[..., Path]) -> None:
    notes = (
        doc.Note("a", (paragraph("So", inl.NoteReference("b"), "."),)),
        doc.Note("b", (paragraph("Thus."),)),
    )
    path = write(paragraph(inl.NoteReference("a")), notes=notes)
    assert footnote_tree(path) == "footnote 1\n  FootnoteText: [mark]~So [Thus.]."


@pytest.mark.parametrize("blocks", [(), (doc.CodeBlock("x"),)], ids=["empty", "code"])
def test_any_note_begins_with_its_mark(write: Callable[..., Path], blocks: doc.Blocks) -> None:
    path = write(paragraph(inl.NoteReference("a")), notes=(doc.Note("a", blocks),))
    assert "[mark]" in footnote_tree(path).splitlines()[1]


def test_the_address_in_a_cited_note_leads_out(write: Callable[..., Path]) -> None:
    address = inl.Link("https://doi.org/10.1/x", words("10.1/x"))
    cited = inl.Cited("a", (inl.Text("Moon, "), address))
    entry = doc.BibliographyEntry("a", (), words("Moon."))
    path = write(paragraph(cited), doc.Bibliography((entry,), headed=True))
    assert body_tree(path).splitlines()[-2] == (
        "FirstParagraph: <ref_a|{CitationLink: Moon, }><https://doi.org/10.1/x|{Hyperlink: 10.1/x}>"
    )


def test_an_entry_and_a_heading_of_the_same_name_stay_apart(write: Callable[..., Path]) -> None:
    entry = doc.BibliographyEntry("a", (), words("Moon."))
    path = write(doc.Heading(1, words("Sea"), "ref-a"), doc.Bibliography((entry,), headed=True))
    starts = part(path, "word/document.xml").findall(".//w:bookmarkStart", NAMESPACES)
    assert len({str(list(start.attrib.values())[1]) for start in starts}) == 2


def test_an_entry_that_is_listed_twice_has_one_bookmark(write: Callable[..., Path]) -> None:
    entries = (doc.BibliographyEntry("a", (), words("Moon.")),)
    path = write(doc.Bibliography(entries, headed=True), doc.Bibliography(entries, headed=True))
    assert len(part(path, "word/document.xml").findall(".//w:bookmarkStart", NAMESPACES)) == 1
