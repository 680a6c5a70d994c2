"""The pages of a template: its sections, and what stands at the head and foot of their pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from exporters.docx.xml import TWIPS_PER_MM

from .markup import TAB, run, run_field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .sheet import Sheet

Where: TypeAlias = Literal["default", "first", "even"]

EDGE_LINE: Final = 180
"""The height of a line at the head or foot of a page."""

AWAY: Final = round(7 * TWIPS_PER_MM)
"""How far such a line is from the text."""

BODY: Final = "{{ body }}"
FRONT: Final = "{{ before_text }}"
RUNNING_HEAD: Final = "{{ running_head }}"
RUNNING_TITLE: Final = "{{ short_title }}"
LICENSE: Final = "{{ license }}"
"""The tags that the exporter renders."""


@dataclass(frozen=True, slots=True)
class Edge:
    """What stands at the head or foot of pages of a section.

    Args:
        kind: which of the two.
        where: on which pages.
        content: runs.
    """

    kind: Literal["header", "footer"]
    where: Where
    content: str = ""


@dataclass(frozen=True, slots=True)
class Margins:
    """The room around the text, in twips.

    Args:
        top: above it.
        bottom: below it.
        left: on a page that is printed on both sides, the inner one.
        right: there, the outer one.
        away: how far what stands at the head and foot is from the text.
    """

    top: int
    bottom: int
    left: int
    right: int
    away: int = AWAY


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a template.

    Args:
        tags: what stands in its paragraphs, a tag of the exporter each.
        margins: around its text.
        edges: at the head and foot of its pages; without any, those of the section before go on.
        start: `continuous` where it begins on the page of the section before.
        columns: in how many columns its text stands.
        gap: between columns, in twips.
        ruled: whether a line stands between columns.
        numbers: the attributes of its page numbers (17.6.12).
        lines: those of its line numbers (17.6.8); none without.
    """

    tags: tuple[str, ...]
    margins: Margins
    edges: tuple[Edge, ...] = ()
    start: Literal["", "continuous", "oddPage"] = ""
    columns: int = 1
    gap: int = 0
    ruled: bool = False
    numbers: str = ""
    lines: str = ""

    def xml(self, sheet: Sheet, ids: Mapping[Edge, str]) -> str:
        """Return the `w:sectPr` (17.6.17).

        Args:
            sheet: the look's.
            ids: the relationships of the parts of edges.
        """
        margins = self.margins
        references = "".join(
            f'<w:{edge.kind}Reference w:type="{edge.where}" r:id="{ids[edge]}"/>'
            for edge in self.edges
        )
        start = f'<w:type w:val="{self.start}"/>' if self.start else ""
        head = max(0, margins.top - margins.away - EDGE_LINE)
        foot = max(0, margins.bottom - margins.away - EDGE_LINE)
        columns = (
            f'<w:cols w:num="{self.columns}"{RULED if self.ruled else ""} w:space="{self.gap}"/>'
            if self.columns > 1
            else ""
        )
        opening = any(edge.where == "first" for edge in self.edges)
        return (
            f"<w:sectPr>{references}{start}"
            f'<w:pgSz w:w="{sheet.width}" w:h="{sheet.height}"/>'
            f'<w:pgMar w:top="{margins.top}" w:right="{margins.right}" w:bottom="{margins.bottom}"'
            f' w:left="{margins.left}" w:header="{head}" w:footer="{foot}" w:gutter="0"/>'
            f"{f'<w:lnNumType {self.lines}/>' if self.lines else ''}"
            f"{f'<w:pgNumType {self.numbers}/>' if self.numbers else ''}"
            f"{columns}{'<w:titlePg/>' if opening else ''}</w:sectPr>"
        )


RULED: Final = ' w:sep="1"'


def usual_margins(sheet: Sheet) -> Margins:
    """Return the margins that the settings say."""
    left, right = sheet.sides
    return Margins(sheet.length("margin-top"), sheet.length("margin-bottom"), left, right)


def page_number() -> str:
    """Return the number of the page."""
    return run_field("PAGE", "1")


def running_head(sheet: Sheet) -> str:
    """Return what stands at the head of pages; the section is a field that follows the pages."""
    if sheet.settings["running-text"] or sheet.settings["running-head"] != "section":
        return run(RUNNING_HEAD)
    return run_field("STYLEREF 1", RUNNING_HEAD)


def usual_edges(sheet: Sheet) -> tuple[Edge, ...]:
    """Return the heads and feet of an article: its first page has its license at the foot."""
    edges = (
        Edge("header", "default", (TAB if sheet.two_sided else "") + running_head(sheet)),
        Edge("header", "first"),
        Edge("footer", "default", TAB + page_number()),
        Edge("footer", "first", run(LICENSE) + TAB + page_number()),
    )
    if not sheet.two_sided:
        return edges
    return (
        *edges,
        Edge("header", "even", run(RUNNING_TITLE)),
        Edge("footer", "even", page_number()),
    )
