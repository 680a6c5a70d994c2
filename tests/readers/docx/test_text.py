"""Text of Word files, as it is written by Word: styles, lists, tables, notes, changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presswork import readers
from presswork.document import Equation, Paragraph
from presswork.inlines import Comment, Text, plain_text
from presswork.resources import Resources
from tests.outline import outline, outline_document
from tests.readers.docx.word import NAMESPACES, field, p, r, read_word, write

if TYPE_CHECKING:
    from pathlib import Path


def told(folder: Path, body: str, parts: dict[str, str] | None = None) -> str:
    return outline_document(read_word(folder, body, {**(parts or {})}))


def item(number: int, place: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{number}"/></w:numPr>'


def test_headings_by_name_and_by_outline(tmp_path: Path) -> None:
    body = p("T", "Title") + p("One", "berschrift1") + p("Two", "H2") + p("Words")
    document = read_word(tmp_path, body)
    assert plain_text(document.metadata.title) == "T"
    assert outline(document.blocks) == (
        'Heading 1 #one "One"\nHeading 2 #two "Two"\nParagraph "Words"'
    )


def test_letters(tmp_path: Path) -> None:
    runs = (
        r("a ")
        + r("b", "<w:b/>")
        + r("c", '<w:rStyle w:val="Fett"/>')
        + r(" i", "<w:i/><w:b w:val='0'/>")
        + r("2", '<w:vertAlign w:val="subscript"/>')
        + r("S", "<w:smallCaps/>")
        + r("x", "<w:strike/>")
        + r("u", '<w:u w:val="single"/>')
        + r("code", '<w:rFonts w:ascii="Courier New"/>')
        + r("hidden", "<w:vanish/>")
    )
    assert told(tmp_path, p(runs)).splitlines()[1:] == [
        '  "a "',
        '  Strong "bc"',
        '  Emphasis " i"',
        '  Subscript "2"',
        '  SmallCaps "S"',
        '  Strikeout "x"',
        '  Underline "u"',
        '  Code "code"',
    ]


def test_lists(tmp_path: Path) -> None:
    body = (
        p("one", properties=item(1))
        + p("a", properties=item(1, 1))
        + p("b", properties=item(1, 1))
        + p("two", properties=item(1))
        + p("between")
        + p("three", properties=item(1))
        + p("five", properties=item(3))
        + p("dot", properties=item(2))
    )
    assert told(tmp_path, body) == (
        "OrderedList\n  item\n"
        '    Paragraph "one"\n'
        "    OrderedList lower-alpha\n"
        '      item\n        Paragraph "a"\n      item\n        Paragraph "b"\n'
        '  item\n    Paragraph "two"\n'
        'Paragraph "between"\n'
        'OrderedList start=3\n  item\n    Paragraph "three"\n'
        'OrderedList start=5\n  item\n    Paragraph "five"\n'
        'BulletList\n  item\n    Paragraph "dot"'
    )


def test_table_with_spans_and_its_caption(tmp_path: Path) -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text) if text else '<w:p/>'}</w:tc>"

    caption = p(
        '<w:bookmarkStart w:id="1" w:name="_Ref5"/>'
        + r("Tabelle ")
        + field(r"SEQ Tabelle \* ARABIC", r("1"))
        + '<w:bookmarkEnd w:id="1"/>'
        + r(": Zeiten"),
        "Beschriftung",
    )
    head = cell("A", '<w:gridSpan w:val="2"/>')
    rows = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{head}</w:tr>"
    rows += "<w:tr>" + cell("b", '<w:vMerge w:val="restart"/>') + cell("c") + "</w:tr>"
    rows += "<w:tr>" + cell("", "<w:vMerge/>") + cell("d") + "</w:tr>"
    mention = p(r("See ") + field(r"REF _Ref5 \h", r("Tabelle 1")) + r("."))
    assert told(tmp_path, mention + caption + f"<w:tbl>{rows}</w:tbl>") == (
        'Paragraph\n  "See "\n  CrossReference @_Ref5 table number=1\n  "."\n'
        'Table #_Ref5 number=1 (start, start)\n  caption "Zeiten"\n'
        '  head\n    cell columns=2 "A"\n'
        '  row\n    cell rows=2 "b"\n    cell "c"\n  row\n    cell "d"'
    )


def test_notes(tmp_path: Path) -> None:
    from tests.readers.docx.word import NAMESPACES  # noqa: PLC0415 - one use

    notes = (
        f'<w:footnotes {NAMESPACES}><w:footnote w:type="separator" w:id="0"/>'
        f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>" + r(" Mostly."))}</w:footnote>'
        "</w:footnotes>"
    )
    body = p(r("Wait") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("."))
    assert told(tmp_path, body, {"word/footnotes.xml": notes}) == (
        'Paragraph\n  "Wait"\n  NoteReference footnote-2\n  "."\n'
        'Note footnote-2\n  Paragraph "Mostly."'
    )


def test_changes_and_comments(tmp_path: Path) -> None:
    runs = (
        r("They ")
        + "<w:del><w:r><w:delText>sleep</w:delText></w:r></w:del>"
        + f"<w:ins>{r('wait')}</w:ins>"
        + '<w:r><w:commentReference w:id="1"/></w:r>'
    )
    document = read_word(tmp_path, p("T", "Title") + p(runs))
    assert outline(document.blocks) == 'Paragraph "They wait"'
    assert [each.what.split(" ")[0] for each in document.warnings] == ["tracked", "comments"]


def test_drafts_keep_comments(tmp_path: Path) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    said = "".join(
        f'<w:comment w:id="{number}" w:author="{author}">{words}</w:comment>'
        for number, author, words in (
            (1, "Ann", p("Why?") + p("") + p("And how?")),
            (2, "", p("Soon.")),
            (3, "Ben", p("")),
        )
    )
    parts = {
        "word/comments.xml": f"<w:comments {NAMESPACES}>{said}</w:comments>",
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
        f'package/2006/relationships"><Relationship Id="a" Type="{kind}" Target="comments.xml"/>'
        "</Relationships>",
    }
    marks = "".join(f'<w:r><w:commentReference w:id="{at}"/></w:r>' for at in (1, 2, 3, 4))
    path = write(tmp_path / "article.docx", p("T", "Title") + p(r("Wait") + marks + r(".")), parts)
    document = readers.read_draft(path, Resources((tmp_path,)))
    comments = (Comment("Ann: Why?\nAnd how?"), Comment("Soon."))
    paragraph = document.blocks[-1]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children == (Text("Wait"), *comments, Text("."))
    assert not any("comments" in warning.what for warning in document.warnings)


def test_links_and_breaks(tmp_path: Path) -> None:
    runs = (
        field('HYPERLINK "https://example.org/"', r("there"))
        + "<w:r><w:br/></w:r>"
        + f'<w:hyperlink w:anchor="Ziel">{r("here")}</w:hyperlink>'
        + "<w:r><w:tab/><w:noBreakHyphen/></w:r>"
    )
    target = p('<w:bookmarkStart w:id="1" w:name="Ziel"/>' + r("Aim"), "berschrift1")
    page = p('<w:r><w:br w:type="page"/></w:r>')
    assert told(tmp_path, p(runs) + page + target) == (
        "Paragraph\n"
        '  Link <https://example.org/> "there"\n'
        "  LineBreak\n"
        '  Link <#Ziel> "here"\n'
        '  "\t‑"\n'
        'PageBreak\nHeading 1 #Ziel "Aim"'
    )


def test_table_of_contents_is_left_out(tmp_path: Path) -> None:
    whole = field(r"TOC \o", "@@")
    begin, end = whole.split("@@")
    body = p(begin + r("One") + field("PAGEREF _Toc1", r("3"))) + p(r("Two") + end) + p("Words")
    assert told(tmp_path, body) == 'Paragraph "Words"'


def test_code_and_quotation(tmp_path: Path) -> None:
    body = p("if x:", "Code") + p("    y", "Code") + p("Wait", "Quote") + p("Go", "Quote")
    assert told(tmp_path, body) == (
        'CodeBlock "if x:\\n    y"\nQuote\n  Paragraph "Wait"\n  Paragraph "Go"'
    )


def test_text_box(tmp_path: Path) -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><wps:txbx>"
        f"<w:txbxContent>{p('boxed')}</w:txbxContent></wps:txbx></wp:inline></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{p('again')}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert told(tmp_path, p(r("Words") + box)) == 'Paragraph "Words"\nParagraph "boxed"'


def test_formulas(tmp_path: Path) -> None:
    formula = (
        "<m:oMath><m:r><m:t>t=</m:t></m:r><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>n</m:t></m:r></m:den></m:f></m:oMath>"
    )
    body = p(r("So ") + formula) + p(f"<m:oMathPara>{formula}</m:oMathPara>")
    body += p(f"<w:r><w:tab/></w:r>{formula}<w:r><w:tab/></w:r>" + r("(1)"))
    assert told(tmp_path, body) == (
        'Paragraph\n  "So "\n  Math "t = 1/n"\nEquation "t = 1/n"\nEquation "t = 1/n"\n'
        "  tag number=1"
    )
    blocks = read_word(tmp_path, body).blocks
    equations = [block for block in blocks if isinstance(block, Equation)]
    assert [one.formula.root.attribute("display") for one in equations] == ["block", "block"]


def test_list_of_references_that_is_plain_text(tmp_path: Path) -> None:
    body = (
        p(r("Cells wait [1, 2]."))
        + p("References", "berschrift1")
        + p("[1] Doe J. On waiting. Cell Ex. 2001;2(1):10-19.")
        + p("[2] Poe E. The book of time. 2nd ed. Exampleton: Example Press; 2004.")
    )
    document = read_word(tmp_path, body)
    assert outline(document.blocks) == (
        'Paragraph\n  "Cells wait "\n  Cite parenthetical\n    @ref1\n    @ref2\n  "."\n'
        'Heading 1 #references "References"\nBibliography headed'
    )
    assert [each.type for each in document.references] == ["article-journal", "book"]
