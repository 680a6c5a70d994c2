"""The styles of a journal, where they differ from those of the article: small, in columns."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Final

from exporters.docx.xml import TWIPS_PER_MM

from . import article
from .markup import LABEL, TAB, Border, Style, Tab, run
from .page import (
    BODY,
    LICENSE,
    RUNNING_HEAD,
    RUNNING_TITLE,
    Edge,
    Margins,
    Section,
    page_number,
)
from .tables import table_style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .sheet import Sheet

FACTS: Final = round(41 * TWIPS_PER_MM)
"""The width of what stands beside the abstract: date, license, keywords."""

ABSTRACT: Final = round(46 * TWIPS_PER_MM)
"""How far the box of the abstract stands in."""

PADDING: Final = 9
"""The room at the sides of that box, in points."""


def styles(sheet: Sheet) -> dict[str, Style]:
    """Return the styles by their names."""
    made = article.styles(sheet)
    made |= _headings(made, sheet) | _front(made, sheet) | _text(made, sheet)
    return made | _floats(made, sheet) | _apparatus(made, sheet)


def _headings(made: Mapping[str, Style], sheet: Sheet) -> dict[str, Style]:
    sizes = {1: 1.2, 2: 1.04}
    return {
        f"heading {level}": replace(
            made[f"heading {level}"],
            size=sheet.points(sizes.get(level, 1.0)),
            before=sheet.line,
            after=0,
            line=sheet.line,
        )
        for level in range(1, 7)
    }


def _front(made: Mapping[str, Style], sheet: Sheet) -> dict[str, Style]:
    rem, points = sheet.rem, sheet.points
    box = (
        Border("top", 8, "accent", 6),
        Border("left", 4, "tint", PADDING),
        Border("bottom", 4, "tint", 8),
        Border("right", 4, "tint", PADDING),
    )

    def boxed(style: Style) -> Style:
        inner = PADDING * 20
        return replace(style, borders=box, shade="tint", left=ABSTRACT + inner, right=inner)

    beside: dict[str, str | int] = {
        "w": FACTS,
        "hSpace": ABSTRACT - FACTS,
        "wrap": "around",
        "vAnchor": "text",
        "hAnchor": "margin",
        "xAlign": "left",
        "y": rem(1.3),
    }
    facts = replace(
        LABEL,
        name="Facts",
        priority=14,
        size=points(0.82),
        colour="soft",
        after=rem(0.5),
        line=rem(1.1),
    )
    named = (
        replace(
            LABEL,
            name="Masthead",
            following="Title",
            priority=10,
            size=points(1.3),
            bold=True,
            colour="accent",
            keep_next=True,
            borders=(Border("top", 19, "accent", 4), Border("bottom", 4, "accent", 4)),
            tabs=(Tab("right", sheet.measure),),
            after=round(5.5 * TWIPS_PER_MM),
            line=rem(1.4),
        ),
        replace(
            LABEL,
            name="Article Type",
            following="Title",
            priority=10,
            size=points(0.9),
            bold=True,
            colour="accent",
            keep_next=True,
            after=85,
            line=rem(1.2),
        ),
        replace(facts, frame=beside),
        replace(
            facts,
            name="Facts In Line",
            borders=(Border("top", 4, "rule", 6),),
            before=rem(1.3),
            after=rem(0.2),
            close=True,
        ),
        article.mark(
            Style("Masthead Volume", custom=True, size=points(0.84), bold=False, colour="soft")
        ),
        article.mark(Style("Facts Label", custom=True, bold=True, colour="accent")),
        replace(
            made["Title"],
            size=points(2.45),
            letterspacing=-round(2.45 * sheet.size * 0.008 * 20),
            before=0,
            line=rem(2.7),
        ),
        replace(made["Subtitle"], before=rem(0.4), line=rem(1.75)),
        replace(made["Author"], size=points(1.12), before=rem(1)),
        replace(made["Affiliation"], before=rem(0.35), line=rem(1.14)),
        replace(
            boxed(made["Abstract Title"]),
            size=sheet.size,
            before=rem(1.3),
            after=rem(0.15),
            line=rem(1.4),
        ),
        replace(boxed(made["Abstract"]), size=points(1.03), after=rem(1.5), line=rem(1.4)),
        replace(made["Keywords"], before=rem(0.5), after=rem(1.5)),
    )
    return {style.name: style for style in named}


def _text(made: Mapping[str, Style], sheet: Sheet) -> dict[str, Style]:
    rem, points = sheet.rem, sheet.points
    closer = rem(0.4)
    close = {
        name: replace(made[name], before=0, after=0)
        for name in ("List Bullet", "List Number", "Definition", "Definition Term")
    }
    return close | {
        "Paragraph After Block": replace(made["Paragraph After Block"], before=rem(1.3)),
        "Quote": replace(made["Quote"], before=closer, after=closer, left=240, right=240),
        "Source Code": replace(
            made["Source Code"],
            size=points(0.74),
            before=rem(0.9),
            after=rem(0.9),
            line=rem(1),
        ),
        "Callout Title": replace(
            made["Callout Title"], size=points(0.9), before=rem(0.9), line=rem(1.2)
        ),
        "Callout": replace(made["Callout"], size=points(0.9), after=rem(0.9), line=rem(1.2)),
    }


def _floats(made: Mapping[str, Style], sheet: Sheet) -> dict[str, Style]:
    rem, points = sheet.rem, sheet.points
    return {
        "Picture": replace(made["Picture"], before=rem(1.1), after=rem(0.5)),
        "caption": replace(made["caption"], size=points(0.86), after=rem(1.1), line=rem(1.13)),
        "Table Caption": replace(made["Table Caption"], before=rem(1.1), after=rem(0.45)),
        "Table Text": replace(made["Table Text"], size=points(0.84), line=rem(1.1)),
        "Table Notes": replace(made["Table Notes"], after=rem(1.1)),
    }


def _apparatus(made: Mapping[str, Style], sheet: Sheet) -> dict[str, Style]:
    share = float(sheet.settings["reference-size"])
    size, line = sheet.points(share), sheet.rem(1.3 * share)
    edges = {
        name: replace(made[name], size=7.5, line=170, tabs=(Tab("right", sheet.measure),))
        for name in ("header", "footer")
    }
    return edges | {
        "Bibliography": replace(made["Bibliography"], size=size, line=line, after=sheet.rem(0.16)),
        "footnote text": replace(made["footnote text"], size=size, line=line),
        "endnote text": replace(made["endnote text"], size=size, line=line),
    }


def table(sheet: Sheet) -> str:
    """Return the style of tables."""
    return table_style(sheet, across=sheet.rem(0.67), down=sheet.rem(0.32))


def sections(sheet: Sheet) -> tuple[Section, ...]:
    """Return the pages: columns; the exporter lets the title block go across.

    Right pages tell the article and the journal, left ones the journal and the article.
    """
    left, right = sheet.sides
    margins = Margins(
        sheet.length("margin-top"),
        sheet.length("margin-bottom"),
        left,
        right,
        round(5 * TWIPS_PER_MM),
    )
    journal = run(_escaped(sheet.settings["journal-name"]))
    head = run(RUNNING_TITLE if sheet.settings["running-head"] == "section" else RUNNING_HEAD)
    edges = (
        Edge("header", "default", head + TAB + journal),
        Edge("header", "even", journal + TAB + head),
        Edge("header", "first"),
        Edge("footer", "default", TAB + page_number()),
        Edge("footer", "even", page_number()),
        Edge("footer", "first", run(LICENSE) + TAB + page_number()),
    )
    several = sheet.columns > 1
    return (
        Section(
            (BODY,),
            margins,
            edges,
            columns=sheet.columns,
            gap=sheet.length("column-gap") if several else 0,
            ruled=several and sheet.length("column-rule") > 0,
        ),
    )


def _escaped(words: str) -> str:
    """Return words as XML that holds no tag."""
    return escape(words).replace("{{", "{\N{ZERO WIDTH SPACE}{")
