"""The styles of a report, where they differ from those of the article: a cover, and chapters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exporters.docx.xml import TWIPS_PER_MM

from . import article
from .markup import LABEL, TAB, Border, Style
from .page import BODY, FRONT, Edge, Margins, Section, page_number, usual_edges, usual_margins

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .markup import Ink
    from .sheet import Sheet

COVER: Final = "{{ cover }}"

FIELD: Final = 0.58
"""The share of the cover that is coloured."""

UNDER_TITLE: Final = round(15 * TWIPS_PER_MM)
"""The room below the title, in its field."""

OVER_TITLE: Final = round(24 * TWIPS_PER_MM)
"""The room above a title that has no field."""

UNDER_FIELD: Final = round(11 * TWIPS_PER_MM)
EMU_PER_TWIP: Final = 635

FOOT: Final = round(17 * TWIPS_PER_MM)
"""The room below what stands at the foot of the cover."""


def has_field(sheet: Sheet) -> bool:
    """Return whether the title stands in a field of colour."""
    return sheet.settings["cover"] == "field"


def field_height(sheet: Sheet) -> int:
    """Return the height of the field of colour."""
    return round(FIELD * sheet.height)


def styles(sheet: Sheet) -> dict[str, Style]:
    """Return the styles by their names."""
    made = article.styles(sheet)
    return made | _cover(made, sheet) | _before(made, sheet) | _chapters(made, sheet)


def _cover(made: Mapping[str, Style], sheet: Sheet) -> dict[str, Style]:
    rem, points = sheet.rem, sheet.points
    in_field: dict[str, str | int] = {
        "w": sheet.measure,
        "wrap": "around",
        "vAnchor": "page",
        "hAnchor": "margin",
        "xAlign": "left",
        "y": round(field_height(sheet) / 2),
    }
    at_foot: dict[str, str | int] = {
        "w": sheet.measure,
        "wrap": "around",
        "vAnchor": "margin",
        "hAnchor": "margin",
        "xAlign": "left",
        "yAlign": "bottom",
    }
    shown: Ink = "on-cover" if has_field(sheet) else "accent"
    frame = in_field if has_field(sheet) else {}
    publisher = replace(
        LABEL,
        name="Publisher",
        priority=12,
        bold=True,
        frame=at_foot,
        line=rem(1.4),
    )
    named = (
        replace(
            LABEL,
            name="Series",
            following="Title",
            priority=10,
            bold=True,
            colour="on-cover" if has_field(sheet) else "ink",
            frame=frame,
            after=rem(1.6),
            line=rem(1.4),
        ),
        replace(
            made["Title"],
            size=points(3.5),
            colour=shown,
            letterspacing=-round(3.5 * sheet.size * 0.008 * 20),
            frame=frame,
            before=0,
            line=rem(3.85),
        ),
        replace(
            made["Subtitle"],
            size=points(1.75),
            colour="on-cover" if has_field(sheet) else "soft",
            frame=frame,
            before=rem(1.2),
            line=rem(2.2),
        ),
        replace(
            made["Author"],
            size=points(1.25),
            before=0 if has_field(sheet) else UNDER_TITLE + UNDER_FIELD,
            line=rem(1.8),
        ),
        replace(made["Affiliation"], before=rem(0.6)),
        publisher,
        replace(publisher, name="Publisher Place", bold=None, size=points(0.95), colour="soft"),
        replace(publisher, name="Publisher Logo", after=rem(0.8), line=None),
    )
    return {style.name: style for style in named}


def _before(made: Mapping[str, Style], sheet: Sheet) -> dict[str, Style]:
    rem, points = sheet.rem, sheet.points

    def titled(style: Style) -> Style:
        title = replace(style, font="title", size=points(1.8), bold=None)
        return replace(title, before=0, after=rem(1.2), line=rem(2.2))

    small = replace(
        LABEL,
        name="Imprint",
        priority=14,
        size=points(0.86),
        colour="soft",
        before=rem(0.35),
        line=rem(1.25),
    )
    named = (
        replace(titled(made["Abstract Title"]), borders=()),
        replace(
            made["Abstract"],
            size=sheet.size,
            borders=(),
            first=None,
            after=rem(0.5),
            line=sheet.line,
        ),
        replace(made["Keywords"], before=rem(1.2), after=0),
        replace(
            titled(made["TOC Heading"]),
            before=rem(2.2),
            page_break=True if sheet.settings["chapters"] != "run-on" else None,
        ),
        replace(
            small,
            name="Imprint Title",
            following="Imprint",
            bold=True,
            colour="accent",
            keep_next=True,
            borders=(Border("top", 3, "rule", 8),),
            before=rem(2.4),
        ),
        small,
    )
    return {style.name: style for style in named}


def _chapters(made: Mapping[str, Style], sheet: Sheet) -> dict[str, Style]:
    """Return the style of headings of the first level, where they begin pages."""
    if sheet.settings["chapters"] == "run-on":
        return {}
    rem = sheet.rem
    chapter = replace(
        made["heading 1"],
        font="title",
        size=sheet.points(2.2),
        bold=None,
        page_break=True,
        before=round(12 * TWIPS_PER_MM),
        after=rem(2.6),
        line=rem(2.55),
    )
    return {chapter.name: chapter}


def sections(sheet: Sheet) -> tuple[Section, ...]:
    """Return the pages: the cover, what stands before the text, the text."""
    margins = usual_margins(sheet)
    left, right = sheet.sides
    top = field_height(sheet) + UNDER_FIELD if has_field(sheet) else OVER_TITLE
    cover = Section(
        (COVER,),
        Margins(top, FOOT, left, right),
        (
            Edge("header", "default", _field(sheet) if has_field(sheet) else ""),
            Edge("footer", "default"),
            *_evenly(sheet, "", _field(sheet) if has_field(sheet) else ""),
        ),
    )
    roman = sheet.settings["front-pages"] == "roman"
    before = Section(
        (FRONT,),
        margins,
        (
            Edge("header", "default"),
            Edge("footer", "default", TAB + page_number()),
            *_evenly(sheet, page_number(), ""),
        ),
        numbers='w:fmt="lowerRoman"' if roman else "",
    )
    edges = tuple(
        replace(edge, content=TAB + page_number())
        if (edge.kind, edge.where) == ("footer", "first")
        else edge
        for edge in usual_edges(sheet)
    )
    text = Section(
        (BODY,),
        margins,
        edges,
        start="oddPage" if sheet.two_sided else "",
        numbers='w:fmt="decimal" w:start="1"' if roman else "",
    )
    return cover, before, text


def _evenly(sheet: Sheet, foot: str, head: str) -> tuple[Edge, ...]:
    """Return the head and foot of left pages, where they have some of their own."""
    if not sheet.two_sided:
        return ()
    return Edge("header", "even", head), Edge("footer", "even", foot)


def _field(sheet: Sheet) -> str:
    """Return the field of colour behind the title, as wide as the paper (20.4.2.3)."""
    width, height = (side * EMU_PER_TWIP for side in (sheet.width, field_height(sheet)))
    main = "http://schemas.openxmlformats.org/drawingml/2006/main"
    placed = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    decoration = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    points = (sheet.width / 20, field_height(sheet) / 20)
    drawn = (
        f'<w:drawing><wp:anchor xmlns:wp="{placed}" distT="0" distB="0" distL="0" distR="0"'
        ' simplePos="0" relativeHeight="251658240" behindDoc="1" locked="0" layoutInCell="1"'
        ' allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:wrapNone/><wp:docPr id="1000001" name="Cover"><a:extLst xmlns:a="{main}">'
        '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
        f'<adec:decorative xmlns:adec="{decoration}" val="1"/></a:ext></a:extLst></wp:docPr>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{main}"><a:graphicData uri="{shape}">'
        '<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        '</a:prstGeom><a:solidFill><a:schemeClr val="accent2"/></a:solidFill><a:ln><a:noFill/>'
        "</a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing>"
    )
    older = (
        '<w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" style="position:absolute;'
        "mso-position-horizontal-relative:page;mso-position-vertical-relative:page;"
        f'margin-left:0;margin-top:0;width:{points[0]:g}pt;height:{points[1]:g}pt;z-index:-1"'
        f' fillcolor="#{sheet.hex("cover")}" stroked="f"/></w:pict>'
    )
    choice = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{choice}"><mc:Choice xmlns:wps="{shape}"'
        f' Requires="wps">{drawn}</mc:Choice><mc:Fallback>{older}</mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )
