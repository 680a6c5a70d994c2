from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exporters import markup
from presswork import document as doc
from presswork import inlines as inl
from presswork.document import Alignment, Cell, Column, Row
from presswork.looks import load_words
from tests.exporters.documents import paragraph, text

NOTE = doc.Note("n1", (paragraph("A note."), paragraph("Its end.")))
BIBLIOGRAPHY = doc.Bibliography((doc.BibliographyEntry("a b", text("1."), text("Entry.")),))


def setting(place: markup.NotePlace = markup.NotePlace.END) -> markup.Setting:
    return markup.Setting(
        words=load_words("en"),
        notes=markup.numbered((NOTE,)),
        targets=frozenset({"fig:x", "ref-a-b"}),
        image=lambda picture: markup.Shown(picture.source.name),
        note_place=place,
    )


def html(*parts: str | inl.Inline) -> str:
    return markup.inlines(text(*parts), setting())


def block_html(*blocks: doc.Block) -> str:
    return markup.blocks(blocks, setting())


def cell(*parts: str | inl.Inline, columns: int = 1, rows: int = 1) -> Cell:
    return Cell((paragraph(*parts),), columns, rows)


@pytest.mark.parametrize(
    ("inline", "expected"),
    [
        (inl.Text("a < b & c"), "a &lt; b &amp; c"),
        (inl.Emphasis(text("x")), "<em>x</em>"),
        (inl.Strong(text("x")), "<strong>x</strong>"),
        (inl.Underline(text("x")), '<span class="underline">x</span>'),
        (inl.Strikeout(text("x")), "<s>x</s>"),
        (inl.SmallCaps(text("x")), '<span class="small-caps">x</span>'),
        (inl.Superscript(text("x")), "<sup>x</sup>"),
        (
            inl.Without(inl.Format.EMPHASIS, text("x")),
            '<span class="without-emphasis">x</span>',
        ),
        (inl.Displayed("block", text("x")), '<span class="display-block">x</span>'),
        (inl.Subscript(text("x")), "<sub>x</sub>"),
        (inl.NoCase(text("x")), "x"),
        (inl.InLanguage("de", text("x")), '<span lang="de">x</span>'),
        (inl.Code("<x>"), "<code>&lt;x&gt;</code>"),
        (inl.LineBreak(), "<br>"),
    ],
)
def test_inline(inline: inl.Inline, expected: str) -> None:
    assert html(inline) == expected


def test_image_has_its_alternative_text_and_width() -> None:
    picture = inl.Image(Path("/x/p.svg"), 'a "b"', inl.Length(80, "%"))
    assert html(picture) == '<img src="p.svg" alt="a &#34;b&#34;" style="width:80%">'


def test_link_out() -> None:
    link = inl.Link("https://example.org/", text("there"))
    assert html(link) == '<a class="outer" href="https://example.org/">there</a>'


def test_doi_links_to_its_resolver() -> None:
    assert 'href="https://doi.org/10.1/x"' in html(inl.Link("doi:10.1/x", text("here")))


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "file:///x", "//[x"])
def test_link_that_leads_nowhere_good_is_text(target: str) -> None:
    assert html(inl.Link(target, text("x"))) == "x"


def test_link_keeps_text_as_its_own_child() -> None:
    link = inl.Link("https://example.org/", (inl.Emphasis(text("x")),))
    assert html(link) == '<em><a class="outer" href="https://example.org/">x</a></em>'


def test_address_may_break_after_its_slashes() -> None:
    link = inl.Link("https://a.org/b/c", text("https://a.org/b/c"))
    assert "https://a.org/<wbr>b/<wbr>c</a>" in html(link)


def test_cited_work_links_to_its_entry() -> None:
    cited = inl.Cited("a b", text("1"))
    assert html(cited) == '<a class="cited" href="#ref-a-b">1</a>'
    assert '<li id="ref-a-b">' in block_html(BIBLIOGRAPHY)


def test_cited_work_without_an_entry_is_text() -> None:
    assert html(inl.Cited("other", text("1"))) == "1"


def test_address_within_a_cited_work_keeps_its_link() -> None:
    cited = inl.Cited("a b", text("Work, ", inl.Link("https://x.org", text("x"))))
    assert html(cited) == (
        '<a class="cited" href="#ref-a-b">Work, </a><a class="outer" href="https://x.org">x</a>'
    )


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        (
            inl.CrossReference("fig:x", inl.TargetKind.FIGURE, "2"),
            '<a class="inner" href="#fig:x">Figure\N{NO-BREAK SPACE}2</a>',
        ),
        (inl.CrossReference("gone", inl.TargetKind.TABLE, "1"), "Table\N{NO-BREAK SPACE}1"),
        (
            inl.CrossReference("fig:x", inl.TargetKind.SECTION, title=text("How")),
            '<a class="inner" href="#fig:x">How</a>',
        ),
    ],
)
def test_cross_reference(reference: inl.CrossReference, expected: str) -> None:
    assert html(reference) == expected


def test_note_at_the_end_links_there_and_back() -> None:
    own = setting()
    mark = markup.inlines((inl.NoteReference("n1"),), own)
    assert mark == (
        '<sup><a class="note" role="doc-noteref" id="noteref-n1" href="#note-n1">1</a></sup>'
    )
    listed = markup.notes(own)
    assert '<li id="note-n1"><p>A note.</p>\n<p>Its end.</p>' in listed
    assert 'href="#noteref-n1"' in listed


def test_note_is_counted_as_the_document_says() -> None:
    lettered = replace(setting(), note_numeral="lower-alpha")
    assert ">a</a>" in markup.inlines((inl.NoteReference("n1"),), lettered)
    assert markup.notes(lettered).startswith('<ol class="notes" type="a">')


@pytest.mark.parametrize("before", ["so?", "so)", "sé", "\N{CJK UNIFIED IDEOGRAPH-6587}"])
def test_what_is_raised_stays_in_the_line_of_its_word(before: str) -> None:
    raised = inl.Superscript(text("1"))
    assert html(before, raised) == f"{before}\N{WORD JOINER}<sup>1</sup>"


@pytest.mark.parametrize("before", ["so", "so "])
def test_what_cannot_be_parted_is_not_joined(before: str) -> None:
    assert html(before, inl.Superscript(text("1"))) == f"{before}<sup>1</sup>"


def test_note_that_is_mentioned_again_has_no_second_id() -> None:
    marks = html(inl.NoteReference("n1"), inl.NoteReference("n1"))
    assert marks.count("id=") == 1


def test_note_at_the_foot_holds_nothing_but_inline_elements() -> None:
    note = markup.inlines((inl.NoteReference("n1"),), setting(markup.NotePlace.FOOT))
    assert note == (
        '<span class="footnote" id="note-n1"><span class="note-block">A note.</span>'
        '<span class="note-block">Its end.</span></span>'
    )


def test_heading_stands_below_the_title() -> None:
    heading = doc.Heading(1, text("How"), "how", number="2")
    assert block_html(heading) == '<h2 id="how"><span class="number">2</span> How</h2>'


def test_list_item_with_one_paragraph_has_no_paragraph() -> None:
    items = doc.BulletList(((paragraph("a"),), (paragraph("b"), paragraph("c"))))
    assert block_html(items) == (
        '<ul class="tight">\n<li>a</li>\n<li><p>b</p>\n<p>c</p></li>\n</ul>'
    )


def test_ordered_list_keeps_its_numbers() -> None:
    items = doc.OrderedList(((paragraph("a"),),), 3, "lower-roman", tight=False)
    assert block_html(items).startswith('<ol class="loose" start="3" type="i">')


def test_definitions() -> None:
    definitions = doc.DefinitionList((doc.Definition(text("t"), ((paragraph("m"),),)),))
    assert block_html(definitions) == "<dl>\n<dt>t</dt>\n<dd>m</dd>\n</dl>"


def test_code_is_escaped() -> None:
    block = doc.CodeBlock("a < b", "python")
    assert (
        block_html(block)
        == '<pre class="short"><code class="language-python">a &lt; b</code></pre>'
    )


def test_callout_is_named_by_its_kind() -> None:
    callout = doc.Callout("warning", (paragraph("Mind."),))
    title = '<p class="callout-title"><span class="label">Warning</span></p>\n<p>Mind.</p>'
    assert title in block_html(callout)


def test_callout_with_a_title_of_its_own_tells_its_kind_before() -> None:
    callout = doc.Callout("warning", (), text("Before you pay"))
    title = '<p class="callout-title"><span class="label">Warning.</span> Before you pay</p>'
    assert title in block_html(callout)


def test_short_line_that_ends_in_a_colon_leads_in() -> None:
    assert block_html(paragraph("As:")) == '<p class="lead-in">As:</p>'


def test_figure_has_its_caption_below() -> None:
    figure = doc.Figure((doc.Panel(inl.Image(Path("/p.png"), "alt")),), text("Cap"), "fig:x", "1")
    assert block_html(figure) == (
        '<figure id="fig:x">\n<div class="pictures"><img src="p.png" alt="alt"></div>\n'
        '<figcaption><span class="label">Figure\N{NO-BREAK SPACE}1.</span> Cap</figcaption>\n'
        "</figure>"
    )


def test_table_has_its_caption_above_and_scopes() -> None:
    table = doc.Table(
        (Column(width=0.4), Column(Alignment.END, 0.6)),
        (Row((cell(""), cell("B"))),),
        (Row((cell("c"), cell("d"))),),
        text("Cap"),
        "tbl:x",
        "1",
    )
    assert block_html(table) == (
        '<div class="table short" role="group" tabindex="0" '
        'aria-label="Table\N{NO-BREAK SPACE}1">'
        '<table id="tbl:x">\n'
        '<caption><span class="label">Table\N{NO-BREAK SPACE}1.</span> Cap</caption>\n'
        '<colgroup><col style="width:40.0%"><col style="width:60.0%"></colgroup>\n'
        '<thead>\n<tr><td></td><th scope="col" class="end">B</th></tr>\n</thead>\n'
        '<tbody>\n<tr><td>c</td><td class="end">d</td></tr>\n</tbody>\n'
        "</table></div>"
    )


def test_alignment_follows_the_column_below_a_spanning_cell() -> None:
    table = doc.Table(
        (Column(), Column(Alignment.CENTER), Column(Alignment.END)),
        (),
        (
            Row((cell("a", rows=2), cell("b", columns=2))),
            Row((cell("c"), cell("d"))),
        ),
    )
    html = block_html(table)
    assert '<td rowspan="2">a</td><td colspan="2" class="center">b</td>' in html
    assert '<tr><td class="center">c</td><td class="end">d</td></tr>' in html


def test_references_are_headed_unless_the_document_does() -> None:
    assert '<h2 id="list-of-references">References</h2>' in block_html(BIBLIOGRAPHY)
    headed = doc.Bibliography(BIBLIOGRAPHY.entries, headed=True)
    assert "<h2" not in block_html(headed)


def test_empty_list_of_references_is_nothing() -> None:
    assert block_html(doc.Bibliography()) == ""


@pytest.mark.parametrize(
    ("label", "hanging", "kind"),
    [("1.", True, "labelled"), ("", True, "hanging"), ("", False, "plain")],
)
def test_references_are_set_as_the_style_says(label: str, *, hanging: bool, kind: str) -> None:
    entry = doc.BibliographyEntry("k", text(label) if label else (), text("E."))
    shown = block_html(doc.Bibliography((entry,), hanging=hanging))
    assert f'class="references {kind} short-first"' in shown


def test_paragraph_that_is_all_from_right_to_left_is_so_itself() -> None:
    passage = inl.InLanguage("he", text("שלום"))
    assert block_html(paragraph(passage)) == '<p lang="he" dir="rtl">שלום</p>'
    assert '<p>See <span lang="he" dir="rtl">' in block_html(paragraph("See ", passage))


def test_list_tells_whether_its_first_entry_is_short() -> None:
    entry = doc.BibliographyEntry("k", (), text("An entry of two lines. " * 4))
    assert 'class="references plain"' in block_html(doc.Bibliography((entry,)))


def test_the_title_block_tells_origin_and_notices() -> None:
    metadata = doc.Metadata(
        text("T"),
        authors=(
            doc.Author("A", url="https://example.org/a", equal=True),
            doc.Author("B", url="javascript:alert()"),
        ),
        doi="10.1000/182",
        origin=(inl.Emphasis(text("Tides")), inl.Text(" 3: 7")),
        notices=(text("Deceased"),),
    )
    front = markup.front(metadata, setting())
    assert [(author.url, author.equal) for author in front.authors] == [
        ("https://example.org/a", True),
        ("", False),
    ]
    assert (front.origin, front.doi) == ("<em>Tides</em> 3: 7", "10.1000/182")
    assert front.notices == ("Deceased",)


def test_affiliations_are_marked_where_there_are_several() -> None:
    places = (doc.Affiliation("a", "One"), doc.Affiliation("b", "Two"))
    authors = (doc.Author("A", ("b", "a"), "0000-0002-1825-0097"),)
    several = markup.front(doc.Metadata(text("T"), (), authors, places), setting())
    single = markup.front(doc.Metadata(text("T"), (), authors, places[:1]), setting())
    assert several.authors[0].marks == ("2", "1")
    assert several.authors[0].orcid == "https://orcid.org/0000-0002-1825-0097"
    assert single.authors[0].marks == ()
    assert single.affiliations[0].mark == ""


def test_contents_list_sections_and_references() -> None:
    blocks = (
        doc.Heading(1, text("A", inl.NoteReference("n1")), "a", number="1"),
        doc.Heading(3, text("deep"), "deep"),
        BIBLIOGRAPHY,
    )
    lines = [(line.number, str(line.text)) for line in markup.contents(blocks, setting())]
    assert lines == [("1", "A"), ("", "References")]


def test_the_list_of_a_section_stands_one_level_below_it() -> None:
    selection = doc.Selection(of_section=True)
    found = block_html(doc.Bibliography(BIBLIOGRAPHY.entries, selection=selection, id="refs-1"))
    assert found.startswith('<h3 id="refs-1">References</h3>')


def test_an_entry_that_stands_in_an_earlier_list_has_no_id() -> None:
    entry = doc.BibliographyEntry("k", (), text("E."), again=True)
    assert "<li>E.</li>" in block_html(doc.Bibliography((entry,)))


def test_front_tells_equal_authors_their_pages_and_where_it_was_published() -> None:
    metadata = doc.Metadata(
        text("T"),
        (),
        (
            doc.Author("A", ("a",), corresponding=True, equal=True, url="https://example.org"),
            doc.Author("B", ("a",)),
        ),
        (doc.Affiliation("a", "One", ror="04cw6st05"),),
        doi="10.1000/182",
        origin=text(inl.Emphasis(text("A Journal")), " 1(2)"),
        notices=(text("Deceased."),),
    )
    front = markup.front(metadata, setting())
    assert [author.equal for author in front.authors] == [True, False]
    assert front.authors[0].url == "https://example.org"
    assert front.affiliations[0].ror == "https://ror.org/04cw6st05"
    assert (front.doi, front.origin) == ("10.1000/182", "<em>A Journal</em> 1(2)")
    assert front.notices == ("Deceased.",)
