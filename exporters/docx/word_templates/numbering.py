"""The numberings that the list styles name: bullets, and decimals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exporters.docx.story import LIST_INDENT

from .markup import W, colour

if TYPE_CHECKING:
    from .sheet import Sheet

BULLETS: Final = ("•", "\N{EN DASH}", "▪")
BULLET: Final = 190
"""How far a bullet stands out, in twips."""

LEVELS: Final = 9


def numbering(sheet: Sheet) -> str:
    """Return `word/numbering.xml`."""
    ink = f"<w:rPr><w:color {colour('accent', sheet, 'val', 'themeColor')}/></w:rPr>"
    bullets = "".join(
        _level(level, "bullet", BULLETS[level % len(BULLETS)], "ListBullet", ink)
        for level in range(LEVELS)
    )
    decimals = "".join(
        _level(level, "decimal", f"%{level + 1}.", "ListNumber") for level in range(LEVELS)
    )
    return (
        f"<w:numbering {W}>"
        '<w:abstractNum w:abstractNumId="1"><w:nsid w:val="50520001"/>'
        f'<w:multiLevelType w:val="multilevel"/>{bullets}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:nsid w:val="50520002"/>'
        f'<w:multiLevelType w:val="multilevel"/>{decimals}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
    )


def _level(level: int, form: str, label: str, style: str, run: str = "") -> str:
    link = f'<w:pStyle w:val="{style}"/>' if level == 0 else ""
    place = LIST_INDENT * (level + 1)
    hanging = BULLET if form == "bullet" else LIST_INDENT
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{link}'
        f'<w:lvlText w:val="{label}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{place}"/></w:tabs>'
        f'<w:ind w:left="{place}" w:hanging="{hanging}"/></w:pPr>{run}</w:lvl>'
    )
