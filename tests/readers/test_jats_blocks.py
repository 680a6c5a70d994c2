"""What stands in the text of JATS articles: sections, lists, boxes, formulas, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork.document import Equation
from tests.outline import outline, outline_document
from tests.readers.jats_article import article, read_body, read_text

if TYPE_CHECKING:
    from pathlib import Path

CASES = {
    "sections": (
        (
            "<sec id='a'><title>One</title><p>A.</p><sec><title>Two <italic>b</italic></title>"
            "<p>B.</p></sec></sec>"
        ),
        """\
        Heading 1 #a unnumbered "One"
        Paragraph "A."
        Heading 2 #two-b unnumbered
          "Two "
          Emphasis "b"
        Paragraph "B."
        """,
    ),
    "numbered sections": (
        (
            "<sec id='a'><label>2.1.</label><title>One</title></sec>"
            "<sec id='b'><label>Part B</label><title>Two</title></sec>"
        ),
        """\
        Heading 1 #a number=2.1 unnumbered "One"
        Heading 1 #b unnumbered "Part B. Two"
        """,
    ),
    "blocks within paragraphs": (
        "<p>Before <list><list-item><p>a</p></list-item></list> after.</p>",
        """\
        Paragraph "Before"
        BulletList
          item
            Paragraph "a"
        Paragraph "after."
        """,
    ),
    "numbers of lists": (
        (
            "<list list-type='roman-lower'><list-item><p>a</p></list-item></list>"
            "<list list-type='simple'><list-item><label>(c)</label><p>a</p></list-item>"
            "<list-item><label>(d)</label><p>b</p></list-item></list>"
        ),
        """\
        OrderedList lower-roman
          item
            Paragraph "a"
        OrderedList start=3 lower-alpha
          item
            Paragraph "a"
          item
            Paragraph "b"
        """,
    ),
    "labels of lists": (
        (
            "<list><list-item><label>•</label><p>a</p></list-item></list>"
            "<list><list-item><label>R1</label><p>a</p></list-item></list>"
        ),
        """\
        BulletList
          item
            Paragraph "a"
        DefinitionList
          term "R1"
          meaning
            Paragraph "a"
        """,
    ),
    "definitions": (
        (
            "<def-list><title>Terms</title><def-item><term>CO<sub>2</sub></term><def><p>gas</p></def>"
            "</def-item></def-list>"
        ),
        """\
        Paragraph
          Strong "Terms"
        DefinitionList
          term
            "CO"
            Subscript "2"
          meaning
            Paragraph "gas"
        """,
    ),
    "quotation and verse": (
        (
            "<disp-quote><label>Q1</label><p>Moss.</p><attrib>A gardener</attrib></disp-quote>"
            "<verse-group><verse-line>One,</verse-line><verse-line>two.</verse-line></verse-group>"
        ),
        """\
        Quote
          Paragraph
            Strong "Q1."
            " Moss."
          Paragraph "—~A gardener"
        Quote
          Paragraph
            "One,"
            LineBreak
            "two."
        """,
    ),
    "box": (
        (
            "<boxed-text id='x'><sec><title>Box 1. Moss</title><p>A.</p></sec>"
            "<sec><title>More</title><p>B.</p></sec></boxed-text>"
            "<boxed-text><label>Box 2.</label><caption><title>Fern</title></caption><p>C.</p>"
            "</boxed-text>"
        ),
        """\
        Callout note
          title "Box 1. Moss"
          Paragraph "A."
          Paragraph
            Strong "More."
            " B."
        Callout note
          title "Box 2. Fern"
          Paragraph "C."
        """,
    ),
    "code": (
        "<code language='Python'>a = 1\nb  = 2\n</code><p><monospace>c</monospace></p>",
        """\
        CodeBlock python "a = 1\\nb  = 2"
        Paragraph
          Code "c"
        """,
    ),
    "formats": (
        (
            "<p><bold>b</bold> <sc>c</sc> <underline>d</underline> <strike>e</strike> "
            "<styled-content style='font-style: italic'>f</styled-content> <overline>g</overline> "
            "<named-content content-type='x'>h</named-content><break/>i "
            "<ext-link xlink:href='info:doi/10.1/x'>j</ext-link> <email>k@example.org</email> "
            "<italic xml:lang='la'>l</italic></p>"
        ),
        """\
        Paragraph
          Strong "b"
          " "
          SmallCaps "c"
          " "
          Underline "d"
          " "
          Strikeout "e"
          " "
          Emphasis "f"
          " g\u0305 h"
          LineBreak
          "i "
          Link <https://doi.org/10.1/x> "j"
          " "
          Link <mailto:k@example.org> "k@example.org"
          " "
          InLanguage la
            Emphasis "l"
        """,
    ),
    "theorem and speech": (
        (
            "<statement><label>Theorem 1</label><p>So.</p></statement>"
            "<speech><speaker>Q</speaker><p>Why?</p></speech>"
        ),
        """\
        Paragraph
          Strong "Theorem 1."
          " So."
        Paragraph
          Strong "Q:"
          " Why?"
        """,
    ),
    "supplement": (
        (
            "<supplementary-material id='s' xlink:href='info:doi/10.9/a.s1'><label>S1 File</label>"
            "<caption><title>Data.</title><p>(ZIP)</p></caption></supplementary-material>"
            "<p>In <xref ref-type='supplementary-material' rid='s'>S1 File</xref>.</p>"
        ),
        """\
        Paragraph
          Strong
            Link <https://doi.org/10.9/a.s1> "S1 File"
          ". "
          Strong "Data."
          " (ZIP)"
        Paragraph
          "In "
          Link <https://doi.org/10.9/a.s1> "S1 File"
          "."
        """,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_blocks(name: str, tmp_path: Path) -> None:
    body, expected = CASES[name]
    document = read_body(body, tmp_path)
    listed = outline(document.blocks).removesuffix("\nBibliography")
    assert listed == "\n".join(line[8:] for line in expected.splitlines()).rstrip()


def test_notes(tmp_path: Path) -> None:
    back = (
        "<fn-group><fn id='n1'><label>1</label><p>First.</p></fn><fn><p>Unmentioned.</p></fn>"
        "</fn-group>"
    )
    body = "<p>A<xref ref-type='fn' rid='n1'><sup>1</sup></xref>, b<fn><p>Second.</p></fn>.</p>"
    shown = outline_document(read_text(article(body, back=back), tmp_path))
    assert '"A"\n  NoteReference n1\n  ", b"\n  NoteReference note-2' in shown
    assert 'Note n1\n  Paragraph "First."' in shown
    assert 'Note note-2\n  Paragraph "Second."' in shown
    assert 'Heading 1 #notes unnumbered "Notes"\nParagraph "Unmentioned."' in shown


MATH = "<mml:math><mml:mi>x</mml:mi></mml:math>"
WHOLE = r"\documentclass{minimal}\begin{document}$$ \frac{a}{b} $$\end{document}"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (f"<label>(1)</label>{MATH}", 'Equation "x"\n  tag #e number=1'),
        (f"<label>(7)</label>{MATH}", 'Equation "x"\n  tag #e number=7'),
        (MATH, 'Equation "x"\n  tag #e'),
        (
            f"<alternatives><graphic xlink:href='e'/><tex-math>{WHOLE}</tex-math></alternatives>",
            'Equation "a/b"\n  tag #e',
        ),
        (
            "<label>(1)</label><graphic xlink:href='http://x.org/e'/>",
            'Figure #e\n  Panel\n    Missing <http://x.org/e>\n    caption "(1)"',
        ),
        ("<italic>E</italic> = 1<label>2</label>", 'Paragraph\n  Emphasis "E"\n  " = 1 (2)"'),
    ],
)
def test_display_formula(formula: str, expected: str, tmp_path: Path) -> None:
    document = read_body(f"<disp-formula id='e'>{formula}</disp-formula>", tmp_path)
    assert outline(document.blocks).removesuffix("\nBibliography") == expected


def test_inline_formula(tmp_path: Path) -> None:
    graphic = "<inline-graphic xlink:href='info:doi/10.9/a.e001'/>"
    document = read_body(
        f"<p>A <inline-formula>{MATH}</inline-formula>, <inline-formula><tex-math>{WHOLE}"
        f"</tex-math></inline-formula>, <inline-formula>{graphic}</inline-formula>.</p>",
        tmp_path,
    )
    assert outline(document.blocks[:1]) == (
        'Paragraph\n  "A "\n  Math "x"\n  ", "\n  Math "a/b"\n  ", "\n'
        '  Link <https://doi.org/10.9/a.e001> "[formula e001]"\n  "."'
    )


def test_a_formula_that_is_not_understood_is_shown_and_told(tmp_path: Path) -> None:
    document = read_body(r"<disp-formula><tex-math>\frac{</tex-math></disp-formula>", tmp_path)
    assert not any(isinstance(block, Equation) for block in document.blocks)
    assert "is not understood and is shown as it is written" in str(document.warnings[0])


def test_equations_are_mentioned_by_number(tmp_path: Path) -> None:
    document = read_body(
        f"<disp-formula id='e'><label>(1)</label>{MATH}</disp-formula><p>By Eq. <xref "
        "ref-type='disp-formula' rid='e'>(1)</xref> and <xref rid='e'>Eqs 1</xref>.</p>",
        tmp_path,
    )
    assert outline(document.blocks[1:2]) == (
        'Paragraph\n  "By Eq. ("\n  CrossReference @e bare equation number=1\n  ") and Eqs "\n'
        '  CrossReference @e bare equation number=1\n  "."'
    )


def test_a_number_of_a_group_is_that_of_its_first_formula(tmp_path: Path) -> None:
    document = read_body(
        f"<disp-formula-group><label>(1)</label><disp-formula id='a'>{MATH}</disp-formula>"
        f"<disp-formula id='b'>{MATH}</disp-formula></disp-formula-group>",
        tmp_path,
    )
    tags = [tag for block in document.blocks if isinstance(block, Equation) for tag in block.tags]
    assert [(tag.id, tag.number) for tag in tags] == [("a", "1"), ("b", None)]


def test_what_stands_beside_the_picture_of_a_figure_follows_it(tmp_path: Path) -> None:
    body = (
        "<fig id='f'><label>Figure 1</label><caption><p>C.</p></caption><graphic xlink:href='x'/>"
        "<ext-link xlink:href='http://moss.example'>data</ext-link></fig>"
    )
    shown = outline(read_body(body, tmp_path).blocks)
    assert 'Paragraph\n  Link <http://moss.example> "data"' in shown
