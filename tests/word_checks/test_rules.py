"""What is wrong with Word files that somebody broke: each fault, and the words that tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from presswork.rules import RULES
from presswork.word_checks import check
from tests.word_checks.made import PARTS, TEXT, cell, field, replaced, write

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.problems import Problem

STYLES: Final = "word/styles.xml"
LEADS: Final = "word/_rels/document.xml.rels"
TYPES: Final = "[Content_Types].xml"
CORE: Final = "docProps/core.xml"
LISTS: Final = "word/numbering.xml"
NOTES: Final = "word/footnotes.xml"
COMMENTS: Final = "word/comments.xml"

BOOKMARK: Final = '<w:bookmarkStart w:id="1" w:name="bees"/>'
LINK: Final = '<w:hyperlink w:anchor="bees"><w:r><w:t>here</w:t></w:r></w:hyperlink>'
TABLE_END: Final = "</w:tbl><w:p/>"
END: Final = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
HEADER: Final = '<w:headerReference w:type="default" r:id="rIdHeader"/>'
HEADING: Final = '<w:p><w:pPr><w:pStyle w:val="Heading3"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'

FAULTS: Final[tuple[tuple[str, str, str, str], ...]] = (
    (TEXT, "</w:body>", "<w:oops>", "word-damaged-part"),
    (STYLES, "<w:styles", '<!DOCTYPE x [<!ENTITY a "b">]><w:styles', "word-damaged-part"),
    (TYPES, ' Extension="png"', ' Extension="gif"', "word-content-type"),
    (TYPES, "/word/document.xml", "/word/nothing.xml", "word-content-type"),
    (LEADS, "media/bee.png", "media/wasp.png", "word-broken-relationship"),
    (LEADS, "?a=1%20b", "?a=1 b", "word-malformed-address"),
    (LEADS, "https://example.org/", "https://example.org:bee/", "word-malformed-address"),
    (LEADS, "https://example.org/", "https://example.org/100%/", "word-malformed-address"),
    (TEXT, 'r:embed="rIdImage"', 'r:embed="rIdWasp"', "word-unknown-relationship"),
    (TEXT, 'r:id="rIdHeader"', 'r:id="rIdLink"', "word-unknown-relationship"),
    (LEADS, 'Id="rIdMore"', 'Id="rIdNotes"', "word-duplicate-id"),
    (TEXT, TABLE_END, TABLE_END + f"<w:p>{BOOKMARK}</w:p>", "word-duplicate-id"),
    (TEXT, 'paraId="00000002"', 'paraId="00000001"', "word-duplicate-id"),
    (TEXT, 'paraId="00000002"', 'paraId="F0000002"', "word-duplicate-id"),
    (STYLES, 'w:styleId="Mark"', 'w:styleId="Normal"', "word-duplicate-id"),
    (LISTS, "</w:numbering>", '<w:num w:numId="1"/></w:numbering>', "word-duplicate-id"),
    (TEXT, '<w:bookmarkEnd w:id="1"/>', "", "word-unpaired-mark"),
    (TEXT, '<w:commentRangeStart w:id="0"/>', "", "word-unpaired-mark"),
    ("word/header1.xml", '<w:fldChar w:fldCharType="end"/>', "", "word-unbalanced-field"),
    (TEXT, TABLE_END, TABLE_END + END, "word-unbalanced-field"),
    (TEXT, " REF bees \\h ", " ", "word-unbalanced-field"),
    (TEXT, " REF bees \\h ", " REF wasps \\h ", "word-dead-reference"),
    (TEXT, " REF bees \\h ", ' HYPERLINK \\l "two wasps" ', "word-dead-reference"),
    (TEXT, 'w:anchor="bees"', 'w:anchor="wasps"', "word-dead-reference"),
    (TEXT, 'w:val="Heading1"', 'w:val="Heading7"', "word-unknown-style"),
    (TEXT, 'w:val="Mark"', 'w:val="Heading1"', "word-unknown-style"),
    (STYLES, '<w:next w:val="Normal"/>', '<w:next w:val="Gone"/>', "word-unknown-style"),
    (STYLES, '<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Heading3"/>', "word-unknown-style"),
    (TEXT, '<w:numId w:val="1"/>', '<w:numId w:val="2"/>', "word-unknown-list"),
    (TEXT, '<w:ilvl w:val="0"/>', '<w:ilvl w:val="9"/>', "word-unknown-list"),
    (LISTS, '<w:abstractNumId w:val="1"/>', '<w:abstractNumId w:val="2"/>', "word-unknown-list"),
    (
        TEXT,
        '<w:footnoteReference w:id="1"/>',
        '<w:footnoteReference w:id="2"/>',
        "word-unknown-note",
    ),
    (TEXT, '<w:commentReference w:id="0"/>', '<w:commentReference w:id="5"/>', "word-unknown-note"),
    (COMMENTS, "00000003", "00000004", "word-unknown-note"),
    ("word/settings.xml", 'w:id="-1"', 'w:id="0"', "word-unknown-note"),
    (TEXT, "<w:p><w:r><w:t>31</w:t></w:r></w:p>", "", "word-cell-without-paragraph"),
    (TEXT, cell("30"), cell("30", '<w:gridSpan w:val="2"/>', 4000), "word-irregular-table"),
    (TEXT, '<w:vMerge w:val="restart"/>', "", "word-irregular-table"),
    (
        TEXT,
        "</w:sectPr>",
        "</w:sectPr><w:p><w:r><w:t>x</w:t></w:r></w:p>",
        "word-misplaced-section",
    ),
    (TEXT, "</w:sectPr>", HEADER + "</w:sectPr>", "word-misplaced-section"),
    (TEXT, LINK, f'<w:hyperlink w:anchor="bees">{LINK}</w:hyperlink>', "word-nested-link"),
    (CORE, "2026-01-02T03:04:05Z", "2026-13-02T03:04:05Z", "word-properties"),
    (CORE, "2026-01-02T03:04:06Z", "2025-01-02T03:04:06Z", "word-properties"),
    (CORE, "</dc:title>", "</dc:title><dc:title>Wasps</dc:title>", "word-properties"),
    ("docProps/custom.xml", 'pid="3"', 'pid="2"', "word-properties"),
    ("docProps/custom.xml", 'pid="2"', 'pid="1"', "word-properties"),
    (LEADS, "commentsExtended.xml", "comments.xml", "word-lost-part"),
    (TEXT, HEADER, "", "word-unused-relationship"),
    (NOTES, 'w:id="1"', 'w:id="2"', "word-unmentioned-note"),
    (
        TEXT,
        '<w:gridCol w:w="2000"/></w:tblGrid>',
        '<w:gridCol w:w="3000"/></w:tblGrid>',
        "word-table-widths",
    ),
    (TEXT, TABLE_END, TABLE_END + "<w:p/>", "word-empty-paragraph"),
    (TEXT, field("REF bees \\h", "Bees"), field("REF bees \\h", ""), "word-empty-field"),
    ("word/settings.xml", "<w:compat>", "<w:updateFields/><w:compat>", "word-asks-to-update"),
    ("word/settings.xml", 'w:val="15"', 'w:val="14"', "word-old-mode"),
    (
        LEADS,
        'Target="media/bee.png"',
        'TargetMode="External" Target="https://b.org/b.png"',
        "word-loads-from-elsewhere",
    ),
    (TEXT, 'descr="A bee"', 'descr=" "', "word-picture-without-alt"),
    (TEXT, "<w:tblHeader/>", "", "word-table-without-header"),
    (TEXT, TABLE_END, TABLE_END + HEADING, "word-skipped-heading"),
    (CORE, "<dc:title>Bees</dc:title>", "", "word-no-title"),
    (STYLES, '<w:lang w:val="en-GB"/>', "", "word-no-language"),
)


def found(path: Path, part: str, old: str, new: str) -> tuple[Problem, ...]:
    return check([write(path / "bees.docx", replaced(part, old, new))])


def test_a_file_with_nothing_wrong(tmp_path: Path) -> None:
    assert check([write(tmp_path / "bees.docx")]) == ()


@pytest.mark.parametrize(("part", "old", "new", "rule"), FAULTS, ids=[f[3] for f in FAULTS])
def test_a_fault_is_found(tmp_path: Path, part: str, old: str, new: str, rule: str) -> None:
    problems = found(tmp_path, part, old, new)
    assert rule in [problem.rule for problem in problems], problems


def test_a_table_that_says_nothing_of_its_columns_is_no_error(tmp_path: Path) -> None:
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    problems = found(tmp_path, TEXT, grid, "<w:tblGrid/>")
    assert [problem.rule for problem in problems] == ["word-table-widths"]


def test_every_rule_on_word_files_has_a_fault() -> None:
    tested = {fault[3] for fault in FAULTS} | {"word-part-name", "word-repeated-picture"}
    assert {rule for rule in RULES if rule.startswith("word-")} == tested


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [str(problem).partition(": ")[2] for problem in problems]


def test_what_is_wrong_is_told_with_a_place_and_a_hint(tmp_path: Path) -> None:
    words = told(found(tmp_path, TEXT, "<w:p><w:r><w:t>31</w:t></w:r></w:p>", "<w:tbl/>"))
    assert words[0] == (
        "error: a cell of a table does not end with a paragraph ('BeeDaysOsmia30Sums to 61')\n"
        "  hint: to Word such a file is damaged (17.4.65). Nothing but its maker can put it right; "
        "tell who makes the program"
    )


def test_a_part_other_than_the_text_is_named(tmp_path: Path) -> None:
    part, old = "word/header1.xml", '<w:fldChar w:fldCharType="end"/>'
    assert told(found(tmp_path, part, old, ""))[0].startswith(
        "error: a field begins and does not end in its text (word/header1.xml: '1')"
    )


def test_one_picture_in_two_parts(tmp_path: Path) -> None:
    path = write(tmp_path / "bees.docx", {**PARTS, "word/media/b.png": b"b", "c.PNG": b"b"})
    assert "word-repeated-picture" in [problem.rule for problem in check([path])]


def test_parts_whose_names_differ_in_capitals_or_lead_out(tmp_path: Path) -> None:
    more = {"word/Document.xml": "<a/>", "../../etc/bees.xml": "<a/>"}
    told_ = told(check([write(tmp_path / "bees.docx", {**PARTS, **more})]))
    assert told_[0].startswith("error: two parts have the name word/Document.xml")
    assert told_[1].startswith("error: the name of the part ../../etc/bees.xml leads out")


def test_what_older_programs_see_instead_is_not_read_twice(tmp_path: Path) -> None:
    drawing = '<wp:docPr id="1" name="Picture 1"/>'
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
        f'2006"><mc:Choice/><mc:Fallback>{drawing}</mc:Fallback></mc:AlternateContent>'
    )
    assert (
        found(tmp_path, TEXT, "<w:r><w:t>One</w:t></w:r>", f"<w:r><w:t>One</w:t>{both}</w:r>") == ()
    )


def test_a_field_within_a_text_box_is_no_part_of_the_field_around_it(tmp_path: Path) -> None:
    page = f"<w:txbxContent><w:p>{field('PAGE', '2')}</w:p></w:txbxContent>"
    box = f"<w:r><w:pict>{page}</w:pict></w:r>"
    whole = field("REF bees \\h", "Bees")
    nested = whole.replace("<w:r><w:t>Bees</w:t></w:r>", f"<w:r><w:t>Bees</w:t></w:r>{box}")
    assert found(tmp_path, TEXT, whole, nested) == ()


def test_paragraphs_that_are_there_for_something_are_not_empty(tmp_path: Path) -> None:
    kept = (
        '<w:p><w:pPr><w:pBdr><w:bottom w:val="single"/></w:pBdr></w:pPr></w:p>'
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    )
    assert found(tmp_path, TEXT, "<w:tbl>", kept + "<w:tbl>") == ()
