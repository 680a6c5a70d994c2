"""Numbers of figures, tables and sections, and where cross-references lead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from presswork.document import (
    Cell,
    Column,
    Document,
    Figure,
    Handout,
    Heading,
    Metadata,
    Note,
    Panel,
    Paragraph,
    Quote,
    Row,
    Table,
)
from presswork.inlines import (
    CitationItem,
    Cite,
    CrossReference,
    Image,
    Link,
    NoteReference,
    Text,
)
from presswork.numbering import number
from presswork.problems import Location, Problems
from tests.outline import outline, outline_document, outline_inlines
from tests.timing import growth

if TYPE_CHECKING:
    from presswork.document import Block
    from presswork.inlines import Inline, Inlines

PATH = Path("article.md")


def at(line: int) -> Location:
    return Location(PATH, line)


def document(*blocks: Block, number_sections: bool = False) -> Document:
    metadata = Metadata((Text("T"),), number_sections=number_sections)
    return Document(PATH, "article", metadata, blocks)


def words(text: str) -> Inlines:
    return (Text(text),) if text else ()


def figure(identifier: str | None = None, caption: str = "Caption", line: int = 1) -> Figure:
    image = Image(Path("/x.svg"), "x")
    return Figure((Panel(image),), words(caption), identifier, location=at(line))


def table(identifier: str | None = None, caption: str = "Caption", *cell: Block) -> Table:
    return Table((Column(),), (), (Row((Cell(cell),)),), words(caption), identifier)


def heading(level: int, identifier: str, *, numbered: bool = True) -> Heading:
    return Heading(level, words(identifier.title()), identifier, numbered)


def says(*inlines: Inline) -> Paragraph:
    return Paragraph(inlines)


def lined(*lines: str) -> str:
    return "\n".join(lines)


def told(document: Document) -> list[str]:
    with pytest.raises(Problems) as raised:
        number(document)
    return [str(problem) for problem in raised.value.problems]


def test_figures_and_tables_are_counted_apart() -> None:
    numbered = number(document(figure(), table(), figure(), table()))
    assert [block.number for block in numbered.blocks if isinstance(block, Figure | Table)] == [
        "1",
        "1",
        "2",
        "2",
    ]


def test_without_a_caption_there_is_no_number() -> None:
    numbered = number(document(figure(caption=""), table(None, ""), figure()))
    assert [block.number for block in numbered.blocks if isinstance(block, Figure | Table)] == [
        None,
        None,
        "1",
    ]


def test_within_other_blocks() -> None:
    numbered = number(document(Quote((figure("fig:a"),)), table("tbl:b", "C", figure("fig:c"))))
    assert outline(numbered.blocks) == lined(
        "Quote",
        "  Figure #fig:a number=1",
        '    Image x.svg "x"',
        '    caption "Caption"',
        "Table #tbl:b number=1 (start)",
        '  caption "C"',
        "  row",
        "    cell",
        "      Figure #fig:c number=2",
        '        Image x.svg "x"',
        '        caption "Caption"',
    )


def test_sections() -> None:
    headings = (
        heading(1, "one"),
        heading(2, "two"),
        heading(2, "three"),
        heading(1, "thanks", numbered=False),
        heading(1, "four"),
        heading(3, "five"),
    )
    numbered = number(document(*headings, number_sections=True))
    assert [block.number for block in numbered.blocks if isinstance(block, Heading)] == [
        "1",
        "1.1",
        "1.2",
        None,
        "2",
        "2.0.1",
    ]


def test_sections_that_begin_at_the_second_level() -> None:
    numbered = number(document(heading(2, "one"), heading(3, "two"), number_sections=True))
    assert [block.number for block in numbered.blocks if isinstance(block, Heading)] == ["1", "1.1"]


def test_sections_are_not_numbered_unasked() -> None:
    assert number(document(heading(1, "one"))).blocks == (heading(1, "one"),)


def test_cross_references() -> None:
    numbered = number(
        document(
            says(CrossReference("fig:a"), CrossReference("tab:b"), CrossReference("sec:c")),
            figure("fig:a"),
            table("tbl:b"),
            heading(1, "sec:c"),
        )
    )
    assert outline(numbered.blocks[:1]) == lined(
        "Paragraph",
        "  CrossReference @fig:a figure number=1",
        "  CrossReference @tbl:b table number=1",
        '  CrossReference @sec:c section "Sec:C"',
    )


def test_cross_reference_to_a_numbered_section() -> None:
    numbered = number(document(says(CrossReference("a")), heading(1, "a"), number_sections=True))
    assert outline(numbered.blocks[:1]) == "Paragraph\n  CrossReference @a section number=1"


def test_title_of_a_section_is_without_notes_and_links() -> None:
    marked = Heading(1, (Link("https://example.org", words("Cells")), NoteReference("n")), "cells")
    numbered = number(document(says(CrossReference("cells")), marked))
    assert outline(numbered.blocks[:1]) == 'Paragraph\n  CrossReference @cells section "Cells"'


def test_cross_references_everywhere() -> None:
    reference = (CrossReference("fig:a"),)
    cite = Cite((CitationItem("k", prefix=reference, suffix=reference),))
    numbered = number(
        Document(
            PATH,
            "article",
            Metadata(words("T"), abstract=(Paragraph(reference),)),
            (figure("fig:a"), says(cite)),
            notes=(Note("n", (Paragraph(reference),)),),
            handout=Handout(key_points=(reference,), call_to_action=reference),
        )
    )
    resolved = "CrossReference @fig:a figure number=1"
    assert outline(numbered.metadata.abstract) == f"Paragraph\n  {resolved}"
    assert outline_document(numbered).endswith(f"Note n\n  Paragraph\n    {resolved}")
    assert outline(numbered.blocks[1:]).count(resolved) == 2
    assert numbered.handout is not None
    assert outline_inlines(numbered.handout.key_points[0]) == resolved
    assert outline_inlines(numbered.handout.call_to_action) == resolved


def warned(document: Document) -> list[str]:
    return [str(problem) for problem in number(document).warnings]


def test_of_an_id_given_twice_the_first_counts() -> None:
    twice = document(figure("fig:a", line=3), figure("fig:a", line=7))
    assert [block.id for block in number(twice).blocks if isinstance(block, Figure)] == [
        "fig:a",
        None,
    ]
    assert warned(twice) == [
        (
            "article.md:7: warning: the id 'fig:a' is given twice; "
            "cross-references lead to the first\n"
            "  hint: it is also at article.md:3; give one of them another id"
        )
    ]


def test_a_heading_gives_way_to_a_figure_of_the_same_id() -> None:
    numbered = number(document(heading(1, "maps"), figure("maps"), says(CrossReference("maps"))))
    assert numbered.warnings == ()
    assert outline(numbered.blocks).splitlines()[0] == 'Heading 1 #maps- "Maps"'
    assert "CrossReference @maps figure number=1" in outline(numbered.blocks)


def test_cross_references_that_lead_nowhere_all_at_once() -> None:
    lost = says(CrossReference("fig:cels", location=at(4)), CrossReference("x", location=at(5)))
    assert warned(document(figure("fig:cells"), lost)) == [
        (
            "article.md:4: warning: the cross-reference '@fig:cels' leads nowhere\n"
            "  hint: did you mean 'fig:cells'?"
        ),
        (
            "article.md:5: warning: the cross-reference '@x' leads nowhere\n"
            "  hint: known are fig:cells"
        ),
    ]


def test_a_figure_without_a_caption_has_a_number_if_the_text_points_at_it() -> None:
    numbered = number(
        document(figure(caption=""), figure("fig:a", caption=""), says(CrossReference("fig:a")))
    )
    assert [block.number for block in numbered.blocks if isinstance(block, Figure)] == [None, "1"]
    assert "CrossReference @fig:a figure number=1" in outline(numbered.blocks)


def test_handout_that_shows_what_is_not_there() -> None:
    shown = Document(
        PATH,
        "article",
        Metadata(words("T")),
        (figure("fig:a"),),
        handout=Handout(figures=("fig:b",), table="tbl:c"),
    )
    assert told(shown) == [
        (
            "article.md: error: the handout shows the figure 'fig:b', which does not exist\n"
            "  hint: did you mean 'fig:a'?"
        ),
        (
            "article.md: error: the handout shows the table 'tbl:c', which does not exist\n"
            "  hint: the document has no such id"
        ),
    ]


def test_link_that_leads_nowhere() -> None:
    numbered = number(
        document(heading(1, "cells"), Paragraph((Link("#cell", words("see")),), at(9)))
    )
    assert outline(numbered.blocks[1:]) == 'Paragraph "see"'
    assert [str(problem) for problem in numbered.warnings] == [
        (
            "article.md:9: warning: the link to '#cell' leads nowhere; its words stay\n"
            "  hint: did you mean 'cells'?"
        )
    ]


def test_what_is_wrong_many_times_takes_linear_time() -> None:
    def many(count: int) -> Document:
        return document(
            *(heading(1, "maps") for _ in range(count)),
            *(figure(f"fig:a{at}") for at in range(count)),
            *(says(CrossReference(f"fig:b{at}")) for at in range(count)),
        )

    documents = {count: many(count) for count in (100, 400)}
    assert growth(lambda count: number(documents[count]), 100) < 10


def test_appendices_are_lettered_and_sections_go_on_after_them() -> None:
    numbered = number(
        document(
            Heading(1, words("One"), "one"),
            Heading(1, words("Tables"), "tables", appendix=True),
            Heading(2, words("First"), "first"),
            Heading(1, words("Code"), "code", appendix=True),
            Heading(2, words("Listing"), "listing", appendix=True),
            Heading(1, words("Two"), "two"),
            number_sections=True,
        )
    )
    numbers = [block.number for block in numbered.blocks if isinstance(block, Heading)]
    assert numbers == ["1", "A", "A.1", "B", "B.1", "2"]
