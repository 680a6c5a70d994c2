"""The theme, which Word changes colours and fonts by, and the table of fonts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from .markup import W

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .markup import Font
    from .sheet import Sheet

SCRIPTS: Final[Mapping[str, tuple[str, str]]] = {
    "Jpan": ("Yu Mincho", "Yu Gothic"),
    "Hang": ("Batang", "Malgun Gothic"),
    "Hans": ("SimSun", "Microsoft YaHei"),
    "Hant": ("PMingLiU", "Microsoft JhengHei"),
    "Arab": ("Times New Roman", "Arial"),
    "Hebr": ("Times New Roman", "Arial"),
    "Thai": ("Leelawadee UI", "Leelawadee UI"),
    "Deva": ("Mangal", "Nirmala UI"),
}
"""The fonts of text and of headings for other scripts, by ISO 15924, which Windows has."""

NEARBY: Final[Mapping[str, str]] = {
    "Source Serif 4": "Cambria",
    "Source Serif 4 Display": "Cambria",
    "Source Sans 3": "Calibri",
    "IBM Plex Mono": "Consolas",
}
"""The fonts of Office that are nearest in width to ours, for a machine that has not ours."""

KINDS: Final[Mapping[Font, tuple[str, str, str]]] = {
    "text": ("roman", "variable", "02040603050405020204"),
    "title": ("roman", "variable", "02040603050405020204"),
    "label": ("swiss", "variable", "020B0503030403020204"),
    "code": ("modern", "fixed", "020B0509050203000203"),
}
"""Of each font: its family and pitch (17.18.30, 17.18.67), and its PANOSE classification."""


def theme(sheet: Sheet) -> str:
    """Return `word/theme/theme1.xml`."""
    colours = {
        "dk1": sheet.hex("ink"),
        "lt1": sheet.hex("page"),
        "dk2": sheet.hex("soft"),
        "lt2": sheet.hex("tint"),
        "accent1": sheet.hex("accent"),
        "accent2": sheet.hex("cover"),
        "accent3": "4F6B3A",
        "accent4": "8A5A00",
        "accent5": "7A2E3A",
        "accent6": sheet.hex("rule"),
        "hlink": sheet.hex("accent"),
        "folHlink": sheet.hex("accent"),
    }
    scheme = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items()
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        f' name="Presswork"><a:themeElements><a:clrScheme name="Presswork">{scheme}</a:clrScheme>'
        '<a:fontScheme name="Presswork">'
        f"<a:majorFont>{_faces(sheet.font('label'), 1)}</a:majorFont>"
        f"<a:minorFont>{_faces(sheet.font('text'), 0)}</a:minorFont></a:fontScheme>"
        '<a:fmtScheme name="Presswork">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


def _faces(latin: str, kind: int) -> str:
    scripts = "".join(
        f'<a:font script="{script}" typeface="{names[kind]}"/>' for script, names in SCRIPTS.items()
    )
    return f'<a:latin typeface="{escape(latin)}"/><a:ea typeface=""/><a:cs typeface=""/>{scripts}'


def font_table(sheet: Sheet) -> str:
    """Return `word/fontTable.xml`: what each font is like, and which to take for it (17.8.3)."""
    made: dict[str, str] = {}
    for font, (family, pitch, panose) in KINDS.items():
        name = sheet.font(font)
        other = NEARBY.get(name)
        made.setdefault(
            name,
            f'<w:font w:name="{escape(name)}">'
            f"{f'<w:altName w:val={chr(34)}{other}{chr(34)}/>' if other else ''}"
            f'<w:panose1 w:val="{panose}"/><w:charset w:val="00"/>'
            f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>',
        )
    return f"<w:fonts {W}>{''.join(made.values())}</w:fonts>"
