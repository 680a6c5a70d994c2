"""The style of tables: rules above, below and under the head, hairlines between rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .markup import Border

if TYPE_CHECKING:
    from .sheet import Sheet


def table_style(sheet: Sheet, *, across: int, down: int) -> str:
    """Return the `w:style` of tables.

    Args:
        sheet: the look's.
        across: the room between columns, in twips.
        down: the room above and below the text of a cell.
    """
    lines = (Border("top", 8), Border("bottom", 8), Border("insideH", 3, "rule"))
    borders = "".join(line.xml(sheet) for line in lines)
    margins = (("top", down), ("left", 0), ("bottom", down), ("right", across))
    cells = "".join(f'<w:{side} w:w="{room}" w:type="dxa"/>' for side, room in margins)
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="ArticleTable">'
        '<w:name w:val="Article Table"/><w:basedOn w:val="TableNormal"/>'
        '<w:uiPriority w:val="40"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders>"
        f"<w:tblCellMar>{cells}</w:tblCellMar></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>'
        f"<w:tcBorders>{Border('bottom', 4).xml(sheet)}</w:tcBorders>"
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )
