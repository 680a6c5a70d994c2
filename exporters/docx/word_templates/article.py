"""The styles of the article, which the other looks change: `templates/article/print.css` in Word.

Sizes are those of the style sheet, in sizes of the text.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from exporters.docx.story import LIST_INDENT

from .markup import LABEL, Border, Style, Tab
from .page import BODY, Section, usual_edges, usual_margins
from .tables import table_style

if TYPE_CHECKING:
    from .sheet import Sheet

QUOTE: Final = 480
CALLOUT: Final = 220
CODE: Final = 120
"""How far quotations, callouts and code stand in; `blocks` reckons with the same."""

LABELS: Final = 1.77
"""The room for the numbers of references, in sizes of the text."""


def alignment(sheet: Sheet) -> Literal["both", "left"]:
    """Return how lines of text are aligned."""
    return "both" if sheet.justified else "left"


def styles(sheet: Sheet) -> dict[str, Style]:
    """Return the styles by their names."""
    made = (
        *headings(sheet),
        *front(sheet),
        *text(sheet),
        *lists(sheet),
        *floats(sheet),
        *apparatus(sheet),
        *contents(sheet),
        *marks(sheet),
    )
    return {style.name: style for style in made}


def heading(level: int, size: float, line: int, *, before: int, after: int) -> Style:
    """Return the style of a heading, which Word shows in its navigation pane."""
    return Style(
        f"heading {level}",
        following="FirstParagraph",
        priority=9,
        font="label",
        size=size,
        bold=True,
        colour="accent",
        numbers="lining",
        keep_next=True,
        keep_lines=True,
        undivided=True,
        before=before,
        after=after,
        line=line,
        align="left",
        outline=level,
    )


def low_heading(level: int, sheet: Sheet) -> Style:
    """Return the style of a heading of the lowest levels: it is set in the font of the text."""
    return Style(
        f"heading {level}",
        following="FirstParagraph",
        priority=9,
        size=sheet.size,
        italic=True,
        numbers="lining",
        keep_next=True,
        keep_lines=True,
        undivided=True,
        before=sheet.rem(1.2),
        after=sheet.rem(0.1),
        line=sheet.line,
        align="left",
        outline=level,
    )


def headings(sheet: Sheet) -> tuple[Style, ...]:
    """Return the styles of the headings of six levels."""
    points, rem, line = sheet.points, sheet.rem, sheet.line
    third = heading(3, sheet.size, line, before=rem(1.2), after=rem(0.1))
    return (
        heading(1, points(1.35), rem(1.7), before=rem(2.1), after=rem(0.6)),
        heading(2, points(1.06), line, before=line, after=rem(0.25)),
        replace(third, colour="ink"),
        *(low_heading(level, sheet) for level in (4, 5, 6)),
    )


def front(sheet: Sheet) -> tuple[Style, ...]:
    """Return the styles of the title block."""
    points, rem = sheet.points, sheet.rem
    box = (Border("top", 3, "rule", 8), Border("bottom", 3, "rule", 9))
    small = replace(
        LABEL,
        name="Affiliation",
        priority=12,
        size=points(0.86),
        colour="soft",
        keep_lines=True,
        before=rem(0.3),
        line=rem(1.2),
        close=True,
    )
    return (
        Style("Logo", following="Title", priority=10, custom=True, keep_next=True, after=rem(0.8)),
        Style(
            "Title",
            following="Subtitle",
            priority=10,
            font="title",
            size=points(2.5),
            colour="accent",
            letterspacing=-round(2.5 * sheet.size * 0.008 * 20),
            numbers="lining",
            keep_next=True,
            keep_lines=True,
            undivided=True,
            before=227,
            line=rem(2.8),
            align="left",
        ),
        Style(
            "Subtitle",
            following="Author",
            priority=11,
            font="title",
            size=points(1.4),
            italic=True,
            colour="soft",
            keep_next=True,
            undivided=True,
            before=rem(0.5),
            line=rem(1.8),
            align="left",
        ),
        replace(
            LABEL,
            name="Author",
            following="Affiliation",
            priority=12,
            size=points(1.04),
            bold=True,
            keep_next=True,
            before=rem(1.5),
            line=rem(1.5),
        ),
        small,
        Style(
            "Date",
            following="FirstParagraph",
            priority=12,
            font="label",
            size=points(0.86),
            colour="soft",
            undivided=True,
            before=rem(0.3),
            line=rem(1.2),
            align="left",
        ),
        replace(
            LABEL,
            name="Abstract Title",
            following="Abstract",
            priority=13,
            size=points(0.9),
            bold=True,
            colour="accent",
            keep_next=True,
            borders=box,
            before=rem(1.6),
            after=rem(0.2),
            line=rem(1.38),
        ),
        Style(
            "Abstract",
            priority=13,
            custom=True,
            size=points(0.96),
            borders=box,
            after=rem(0.7),
            line=rem(1.38),
            align=alignment(sheet),
        ),
        replace(
            LABEL,
            name="Keywords",
            following="FirstParagraph",
            priority=14,
            size=points(0.86),
            colour="soft",
            before=rem(0.7),
            after=rem(2.2),
            line=rem(1.2),
        ),
    )


def text(sheet: Sheet) -> tuple[Style, ...]:
    """Return the styles of the running text."""
    points, rem = sheet.points, sheet.rem
    edges = tuple(Border(side, 4, "tint", 6) for side in ("top", "left", "bottom", "right"))
    bar = (
        Border("top", 4, "tint", 5),
        Border("left", 18, "accent", 9),
        Border("bottom", 4, "tint", 5),
    )
    return (
        Style("Body Text", priority=1, first=rem(1.25), align=alignment(sheet)),
        Style("First Paragraph", "BodyText", "BodyText", priority=1, custom=True, first=0),
        Style(
            "Paragraph After Block",
            "FirstParagraph",
            "BodyText",
            priority=1,
            custom=True,
            before=rem(1.6),
        ),
        Style(
            "Quote",
            priority=29,
            size=points(0.95),
            before=rem(0.86),
            after=rem(0.86),
            left=QUOTE,
            right=QUOTE,
            align=alignment(sheet),
        ),
        Style(
            "Source Code",
            custom=True,
            font="code",
            size=points(0.735),
            unchecked=True,
            borders=edges,
            shade="tint",
            undivided=True,
            before=rem(1.1),
            after=rem(1.1),
            line=rem(1.06),
            left=CODE,
            right=CODE,
            align="left",
        ),
        Style(
            "Definition Term",
            following="Definition",
            custom=True,
            bold=True,
            keep_next=True,
            before=rem(0.4),
            align="left",
        ),
        Style(
            "Definition", following="DefinitionTerm", custom=True, after=rem(0.4), left=LIST_INDENT
        ),
        replace(
            LABEL,
            name="Callout Title",
            following="Callout",
            size=points(0.92),
            bold=True,
            colour="accent",
            keep_next=True,
            borders=bar,
            shade="tint",
            before=rem(1.3),
            line=rem(1.34),
            left=CALLOUT,
        ),
        replace(
            LABEL,
            name="Callout",
            size=points(0.92),
            keep_lines=True,
            borders=bar,
            shade="tint",
            after=rem(1.3),
            line=rem(1.34),
            left=CALLOUT,
            close=True,
        ),
        Style(
            "Thematic Break",
            following="FirstParagraph",
            custom=True,
            colour="soft",
            before=rem(1.2),
            after=rem(1.2),
            align="center",
        ),
    )


def lists(sheet: Sheet) -> tuple[Style, ...]:
    """Return the styles of lists, which name the numberings of the template."""
    room = sheet.rem(0.6)
    return (
        Style("List Bullet", priority=36, numbering=1, before=room, after=room, close=True),
        Style("List Number", priority=36, numbering=2, before=room, after=room, close=True),
        *(
            Style(
                "List Continue" if level == 1 else f"List Continue {level}",
                priority=36,
                before=sheet.rem(0.45),
                after=sheet.rem(0.45),
                left=LIST_INDENT * level,
            )
            for level in range(1, 6)
        ),
    )


def floats(sheet: Sheet) -> tuple[Style, ...]:
    """Return the styles of figures and tables."""
    points, rem = sheet.points, sheet.rem
    return (
        Style(
            "Picture",
            following="Caption",
            custom=True,
            keep_next=True,
            undivided=True,
            before=rem(1.6),
            after=rem(0.6),
            align="center",
        ),
        Style(
            "caption",
            priority=35,
            font="label",
            size=points(0.85),
            numbers="lining",
            keep_lines=True,
            undivided=True,
            after=rem(1.6),
            line=rem(1.15),
            align="left",
        ),
        Style(
            "Table Caption",
            "Caption",
            priority=35,
            custom=True,
            keep_next=True,
            before=rem(1.6),
            after=rem(0.47),
        ),
        replace(
            LABEL,
            name="Table Text",
            size=points(0.86),
            numbers="tabular",
            line=rem(1.16),
        ),
        Style("Table Head", "TableText", custom=True, bold=True, keep_next=True),
        Style(
            "Table Separator",
            custom=True,
            size=1,
            before=0,
            after=0,
            line=200,
            exact=True,
            quick=False,
        ),
        replace(
            LABEL,
            name="Table Notes",
            size=points(0.77),
            numbers="lining",
            keep_lines=True,
            before=rem(0.6),
            after=rem(1.6),
            line=rem(1.04),
            close=True,
        ),
    )


def apparatus(sheet: Sheet) -> tuple[Style, ...]:
    """Return the styles of references, notes, and what stands at the head and foot of pages."""
    points, rem = sheet.points, sheet.rem
    return (
        Style(
            "Bibliography",
            priority=37,
            size=points(0.86),
            keep_lines=True,
            undivided=True,
            after=rem(0.24),
            line=rem(1.13),
            align="left",
        ),
        Style(
            "Bibliography Hanging",
            "Bibliography",
            priority=37,
            custom=True,
            left=rem(1.38),
            first=-rem(1.38),
        ),
        Style(
            "Bibliography Numbered",
            "Bibliography",
            priority=37,
            custom=True,
            tabs=(Tab("left", rem(LABELS)),),
            left=rem(LABELS),
            first=-rem(LABELS),
        ),
        *(_note(name, sheet) for name in ("footnote text", "endnote text")),
        _edge("header", sheet),
        _edge("footer", sheet),
        Style(
            "annotation text",
            own_id="CommentText",
            priority=99,
            quick=False,
            font="label",
            size=10,
            line=240,
        ),
    )


def _note(name: str, sheet: Sheet) -> Style:
    return Style(
        name,
        priority=99,
        quick=False,
        size=sheet.points(0.84),
        undivided=not sheet.hyphenated,
        after=sheet.rem(0.15),
        line=sheet.rem(1.1),
        align="left",
    )


def _edge(name: str, sheet: Sheet) -> Style:
    return Style(
        name,
        priority=99,
        quick=False,
        font="label",
        size=8,
        colour="soft",
        numbers="tabular",
        undivided=True,
        line=180,
        tabs=(Tab("right", sheet.measure),),
        align="left",
    )


ENTRIES: Final = ((0.0, 1.7), (1.7, 2.2), (3.9, 2.9), (5.0, 3.6), (5.0, 4.3), (5.0, 5.0))
"""Of each level of the contents: how far its numbers stand in, and how much room they have."""


def contents(sheet: Sheet) -> tuple[Style, ...]:
    """Return the styles of the contents and of the lists of figures and tables."""
    rem, points = sheet.rem, sheet.points

    def entry(name: str, own_id: str, indent: float, hang: float, *, bold: bool) -> Style:
        return Style(
            name,
            own_id=own_id,
            priority=39,
            quick=False,
            font="label",
            size=points(0.95),
            bold=bold,
            numbers="tabular",
            keep_lines=True,
            tabs=(Tab("left", rem(indent + hang)), Tab("right", sheet.measure, dots=True)),
            undivided=True,
            before=rem(0.28) if bold else 0,
            line=rem(1.32),
            left=rem(indent + hang),
            first=-rem(hang),
            align="left",
        )

    return (
        Style(
            "TOC Heading",
            following="FirstParagraph",
            priority=39,
            font="label",
            size=points(1.06),
            bold=True,
            colour="accent",
            keep_next=True,
            keep_lines=True,
            undivided=True,
            before=rem(2.1),
            after=rem(0.5),
            line=rem(1.4),
            align="left",
        ),
        *(
            entry(f"toc {level}", f"TOC{level}", indent, hang, bold=level == 1)
            for level, (indent, hang) in enumerate(ENTRIES, start=1)
        ),
        entry("table of figures", "TableofFigures", 0, 2.2, bold=False),
    )


def mark(style: Style) -> Style:
    """Return a style as one of characters."""
    return replace(style, based="DefaultParagraphFont", kind="character")


def marks(sheet: Sheet) -> tuple[Style, ...]:
    """Return the styles of characters."""
    points = sheet.points
    made = (
        Style("footnote reference", priority=99, quick=False, raised=True, colour="accent"),
        Style("endnote reference", priority=99, quick=False, raised=True, colour="accent"),
        Style("annotation reference", own_id="CommentReference", priority=99, quick=False, size=8),
        Style("Hyperlink", priority=99, quick=False, colour="accent"),
        Style("line number", priority=99, quick=False, font="label", size=7.5, colour="soft"),
        Style("Citation Link", custom=True, colour="accent"),
        Style("Verbatim Char", custom=True, font="code", size=points(0.86), unchecked=True),
        Style("Caption Label", custom=True, bold=True, colour="accent"),
        Style("Keywords Label", custom=True, bold=True, colour="accent"),
        Style("Strong", priority=22, bold=True),
        Style("Emphasis", priority=20, italic=True),
    )
    small = Style(
        "Verbatim Char Small",
        based="VerbatimChar",
        kind="character",
        custom=True,
        size=points(0.74),
    )
    return (*map(mark, made), small)


def table(sheet: Sheet) -> str:
    """Return the style of tables."""
    return table_style(sheet, across=sheet.rem(1.03), down=sheet.rem(0.33))


def sections(sheet: Sheet) -> tuple[Section, ...]:
    """Return the pages: one section, with the title block before the text."""
    return (Section((BODY,), usual_margins(sheet), usual_edges(sheet)),)
