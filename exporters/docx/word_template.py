"""Make the Word template of the article look: `python -m exporters.docx.word_template`.

The template is data, kept in the repository so that it can be opened and changed in Word. This is
how its first version is made, in readable form and with the same bytes each time. Sizes are those
of OOXML: `w:sz` in half points, everything else in twips (twentieths of a point).
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

TARGET: Final = Path(__file__).parent.parent.parent / "templates" / "article" / "article.docx"

INK: Final = "1B1B1D"
ACCENT: Final = "14506B"
MUTED: Final = "55565A"
RULE: Final = "B9BCC2"
SHADE: Final = "F3F5F6"
"""The colours of `templates/shared/properties.css`."""

TEXT_FONT: Final = "Times New Roman"
HEAD_FONT: Final = "Arial"
"""Fonts that Windows and macOS have, and that Liberation stands in for elsewhere, as wide."""

LEVEL: Final = 400
"""The indentation of each level of a list."""

W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R: Final = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Style:
    """One named style.

    Args:
        name: as Word files it; built-in names as in ISO/IEC 29500-1, 17.7.4.
        paragraph: the content of `w:pPr`.
        run: the content of `w:rPr`.
        based: the id of the style it is based on.
        following: the id of the style that Word gives the next paragraph.
        priority: where it stands in Word's list of styles.
        custom: whether Word does not know the name.
    """

    name: str
    paragraph: str = ""
    run: str = ""
    based: str = "Normal"
    following: str = ""
    kind: Literal["paragraph", "character"] = "paragraph"
    priority: int = 20
    custom: bool = False

    @property
    def id(self) -> str:
        """The name without spaces, each word with a capital: what Word itself makes of it."""
        return "".join(word[0].upper() + word[1:] for word in self.name.split())

    def xml(self) -> str:
        """Return the `w:style` element."""
        custom = ' w:customStyle="1"' if self.custom else ""
        based = f'<w:basedOn w:val="{self.based}"/>' if self.based else ""
        following = f'<w:next w:val="{self.following}"/>' if self.following else ""
        paragraph = f"<w:pPr>{self.paragraph}</w:pPr>" if self.paragraph else ""
        run = f"<w:rPr>{self.run}</w:rPr>" if self.run else ""
        return (
            f'<w:style w:type="{self.kind}"{custom} w:styleId="{self.id}">'
            f'<w:name w:val="{self.name}"/>{based}{following}'
            f'<w:uiPriority w:val="{self.priority}"/><w:qFormat/>{paragraph}{run}</w:style>'
        )


def spacing(before: int = 0, after: int = 0, line: int = 0) -> str:
    """Return `w:spacing`; a line of 240 is single."""
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def size(points: float) -> str:
    """Return the font size."""
    half_points = round(points * 2)
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def colour(value: str) -> str:
    """Return the colour of text."""
    return f'<w:color w:val="{value}"/>'


HEADS: Final = (
    '<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"'
    ' w:eastAsiaTheme="majorEastAsia" w:cstheme="majorBidi"/>'
)
MONO: Final = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
BOLD: Final = "<w:b/><w:bCs/>"
ITALIC: Final = "<w:i/><w:iCs/>"
KEEP: Final = "<w:keepNext/><w:keepLines/>"
LEFT: Final = '<w:jc w:val="left"/>'
NO_HYPHENS: Final = "<w:suppressAutoHyphens/>"


def shaded_box() -> str:
    """Return the borders and the shade of a box with a bar at its start.

    The edges are as light as the shade: they make room. Word and LibreOffice draw paragraphs with
    the same borders and indents as one box (17.3.1.24).
    """
    edge = f'w:val="single" w:sz="4" w:space="4" w:color="{SHADE}"'
    return (
        f'<w:pBdr><w:top {edge}/><w:left w:val="single" w:sz="24" w:space="8" w:color="{ACCENT}"/>'
        f'<w:bottom {edge}/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>'
    )


def rule(side: str, eighths: int, ink: str = INK, room: int = 0) -> str:
    """Return one border, its width in eighths of a point, its distance in points."""
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{room}" w:color="{ink}"/>'


def heading(level: int, points: float, before: int, after: int, run: str) -> Style:
    """Return the style of a heading, which Word shows in its navigation pane."""
    return Style(
        f"heading {level}",
        f'{KEEP}{NO_HYPHENS}{spacing(before, after, 252)}{LEFT}<w:outlineLvl w:val="{level - 1}"/>',
        f"{HEADS}{run}{size(points)}",
        following="FirstParagraph",
        priority=9,
    )


def list_continue(level: int) -> Style:
    """Return the style of a further paragraph within an item."""
    return Style(
        "List Continue" if level == 1 else f"List Continue {level}",
        f'{spacing(0, 80)}<w:ind w:left="{LEVEL * level}"/>',
        priority=36,
    )


def hanging(left: int) -> str:
    """Return the indentation of all lines but the first."""
    return f'<w:ind w:left="{left}" w:hanging="{left}"/>'


FRONT_MATTER: Final = (
    Style(
        "Title",
        f"{KEEP}{NO_HYPHENS}{spacing(0, 120, 240)}{LEFT}",
        f"{BOLD}{colour(ACCENT)}{size(23)}",
        following="Subtitle",
        priority=10,
    ),
    Style(
        "Subtitle",
        f"{KEEP}{NO_HYPHENS}{spacing(0, 160, 252)}{LEFT}",
        f"{ITALIC}{colour(MUTED)}{size(14)}",
        following="Author",
        priority=11,
    ),
    Style(
        "Author",
        f"{KEEP}{NO_HYPHENS}{spacing(120, 80)}{LEFT}",
        f"{HEADS}{BOLD}{size(10)}",
        following="Affiliation",
        priority=12,
        custom=True,
    ),
    Style(
        "Affiliation",
        f"<w:keepLines/>{NO_HYPHENS}{spacing(0, 20, 252)}{LEFT}",
        f"{HEADS}{colour(MUTED)}{size(8.5)}",
        priority=12,
        custom=True,
    ),
    Style(
        "Date",
        f"{NO_HYPHENS}{spacing(80, 0, 252)}{LEFT}",
        f"{HEADS}{colour(MUTED)}{size(8.5)}",
        following="FirstParagraph",
        priority=12,
    ),
    Style(
        "Abstract Title",
        f"{KEEP}<w:pBdr>{rule('top', 4, RULE, 8)}</w:pBdr>{spacing(320, 40, 252)}{LEFT}",
        f"{HEADS}{BOLD}{colour(ACCENT)}{size(9.5)}",
        following="Abstract",
        priority=13,
        custom=True,
    ),
    Style(
        "Abstract",
        f'{spacing(0, 80, 264)}<w:jc w:val="both"/>',
        size(10.5),
        priority=13,
        custom=True,
    ),
    Style(
        "Keywords",
        f"<w:pBdr>{rule('bottom', 4, RULE, 8)}</w:pBdr>{NO_HYPHENS}{spacing(60, 200, 264)}{LEFT}",
        f"{HEADS}{colour(MUTED)}{size(8.5)}",
        following="FirstParagraph",
        priority=14,
        custom=True,
    ),
)

TEXT: Final = (
    Style(
        "Body Text",
        f'{spacing(0, 0, 276)}<w:ind w:firstLine="284"/><w:jc w:val="both"/>',
        priority=1,
    ),
    Style(
        "First Paragraph",
        '<w:ind w:firstLine="0"/>',
        based="BodyText",
        following="BodyText",
        priority=1,
        custom=True,
    ),
    Style(
        "Paragraph After Block",
        spacing(160, 0, 276),
        based="FirstParagraph",
        following="BodyText",
        priority=1,
        custom=True,
    ),
    Style(
        "Quote",
        f'{spacing(120, 120, 264)}<w:ind w:left="480" w:right="480"/><w:jc w:val="both"/>',
        priority=29,
    ),
    Style(
        "Source Code",
        "<w:pBdr>"
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="5" w:color="{SHADE}"/>'
            for side in ("top", "left", "bottom", "right")
        )
        + f'</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>{NO_HYPHENS}'
        f'{spacing(180, 180, 240)}<w:ind w:left="120" w:right="120"/>{LEFT}',
        f"{MONO}<w:noProof/>{size(8.5)}",
        custom=True,
    ),
    Style(
        "Definition Term",
        f"{KEEP}{spacing(80, 0)}{LEFT}",
        BOLD,
        following="Definition",
        custom=True,
    ),
    Style(
        "Definition",
        f'{spacing(0, 80)}<w:ind w:left="{LEVEL}"/>',
        following="DefinitionTerm",
        custom=True,
    ),
    Style(
        "Callout Title",
        f'{KEEP}{shaded_box()}{spacing(200, 0, 276)}<w:ind w:left="220"/>{LEFT}',
        f"{HEADS}{BOLD}{colour(ACCENT)}{size(9.5)}",
        following="Callout",
        custom=True,
    ),
    Style(
        "Callout",
        f"<w:keepLines/>{shaded_box()}{spacing(0, 200, 264)}"
        f'<w:ind w:left="220"/><w:contextualSpacing/>{LEFT}',
        f"{HEADS}{size(9.5)}",
        custom=True,
    ),
    Style(
        "Thematic Break",
        f'{spacing(200, 200)}<w:jc w:val="center"/>',
        colour(MUTED),
        following="FirstParagraph",
        custom=True,
    ),
)

LISTS: Final = (
    Style(
        "List Bullet",
        f'<w:numPr><w:numId w:val="1"/></w:numPr>{spacing(100, 100, 264)}<w:contextualSpacing/>',
        priority=36,
    ),
    Style(
        "List Number",
        f'<w:numPr><w:numId w:val="2"/></w:numPr>{spacing(100, 100, 264)}<w:contextualSpacing/>',
        priority=36,
    ),
    *(list_continue(level) for level in range(1, 6)),
)

FLOATS: Final = (
    Style(
        "Figure",
        f'{KEEP}{NO_HYPHENS}{spacing(240, 80)}<w:jc w:val="center"/>',
        following="Caption",
        custom=True,
    ),
    Style(
        "caption",
        f"<w:keepLines/>{NO_HYPHENS}{spacing(0, 240, 252)}{LEFT}",
        f"{HEADS}{size(8.5)}",
        priority=35,
    ),
    Style(
        "Table Caption",
        f"{KEEP}{spacing(240, 100, 252)}",
        based="Caption",
        priority=35,
        custom=True,
    ),
    Style(
        "Table Text",
        f"{NO_HYPHENS}{spacing(30, 30, 252)}{LEFT}",
        f"{HEADS}{size(8.5)}",
        custom=True,
    ),
    Style("Table Head", KEEP, BOLD, based="TableText", custom=True),
    Style(
        "Table Separator",
        '<w:spacing w:before="0" w:after="0" w:line="200" w:lineRule="exact"/>',
        size(2),
        custom=True,
    ),
)

APPARATUS: Final = (
    Style(
        "Bibliography",
        f"<w:keepLines/>{NO_HYPHENS}{spacing(0, 70, 252)}{LEFT}",
        size(10),
        priority=37,
    ),
    Style("Bibliography Hanging", hanging(400), based="Bibliography", priority=37, custom=True),
    Style(
        "Bibliography Numbered",
        f'<w:tabs><w:tab w:val="left" w:pos="440"/></w:tabs>{hanging(440)}',
        based="Bibliography",
        priority=37,
        custom=True,
    ),
    Style(
        "footnote text",
        f"{NO_HYPHENS}{spacing(0, 30, 240)}{LEFT}",
        size(9),
        priority=99,
    ),
    Style(
        "header",
        f"{NO_HYPHENS}{spacing(0, 0, 240)}{LEFT}",
        f"{HEADS}{colour(MUTED)}{size(8.5)}",
        priority=99,
    ),
    Style(
        "footer",
        f'{NO_HYPHENS}{spacing(0, 0, 240)}<w:jc w:val="center"/>',
        f"{HEADS}{colour(MUTED)}{size(8.5)}",
        priority=99,
    ),
)


def mark(name: str, run: str, *, custom: bool = False, priority: int = 20) -> Style:
    """Return a style of characters."""
    return Style(
        name,
        run=run,
        based="DefaultParagraphFont",
        kind="character",
        custom=custom,
        priority=priority,
    )


MARKS: Final = (
    mark("footnote reference", '<w:vertAlign w:val="superscript"/>', priority=99),
    mark("Hyperlink", colour(ACCENT), priority=99),
    mark("Citation Link", "", custom=True),
    mark("Code", f"{MONO}<w:noProof/>{size(9.5)}", custom=True),
    mark("Code Small", f"{MONO}<w:noProof/>{size(7.5)}", custom=True),
    mark("Caption Label", f"{BOLD}{colour(ACCENT)}", custom=True),
    mark("Keywords Label", f"{BOLD}{colour(ACCENT)}", custom=True),
)

HEADINGS: Final = (
    heading(1, 14, 360, 100, f"{BOLD}{colour(ACCENT)}"),
    heading(2, 11.5, 280, 80, f"{BOLD}{colour(ACCENT)}"),
    heading(3, 10.5, 220, 60, f"{BOLD}{colour(INK)}"),
    heading(4, 10, 200, 40, f"{BOLD}{ITALIC}{colour(INK)}"),
    heading(5, 10, 180, 40, f"{ITALIC}{colour(INK)}"),
    heading(6, 9.5, 180, 40, f"{ITALIC}{colour(MUTED)}"),
)


def table_style() -> str:
    """Return the table style: a rule above, below, and under the head, hairlines between rows."""
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="ArticleTable">'
        '<w:name w:val="Article Table"/><w:basedOn w:val="TableNormal"/>'
        '<w:uiPriority w:val="40"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{rule('top', 8)}{rule('bottom', 8)}{rule('insideH', 2, RULE)}"
        "</w:tblBorders>"
        '<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
        '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>'
        f"<w:tcBorders>{rule('bottom', 4)}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    )


DEFAULTS: Final = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"'
    ' w:eastAsiaTheme="minorEastAsia" w:cstheme="minorBidi"/>'
    '<w:kern w:val="16"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
    '<w:widowControl/><w:spacing w:before="0" w:after="0" w:line="264" w:lineRule="auto"/>'
    "</w:pPr></w:pPrDefault></w:docDefaults>"
)

BASICS: Final = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
    "<w:unhideWhenUsed/></w:style>"
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)


def styles() -> str:
    """Return `word/styles.xml`."""
    named = (*HEADINGS, *FRONT_MATTER, *TEXT, *LISTS, *FLOATS, *APPARATUS, *MARKS)
    return (
        f"<w:styles {W}>{DEFAULTS}{BASICS}"
        f"{''.join(style.xml() for style in named)}{table_style()}</w:styles>"
    )


BULLETS: Final = ("•", "\N{EN DASH}", "▪")


def numbering() -> str:
    """Return `word/numbering.xml`: the bullets and the decimals that the list styles name."""

    def level(index: int, form: str, text: str, style: str) -> str:
        run = f"<w:rPr>{colour(ACCENT)}</w:rPr>" if form == "bullet" else ""
        link = f'<w:pStyle w:val="{style}"/>' if index == 0 else ""
        return (
            f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{link}'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{LEVEL * (index + 1)}"/></w:tabs>'
            f'<w:ind w:left="{LEVEL * (index + 1)}" w:hanging="{LEVEL}"/></w:pPr>{run}</w:lvl>'
        )

    bullets = "".join(
        level(index, "bullet", BULLETS[index % len(BULLETS)], "ListBullet") for index in range(9)
    )
    decimals = "".join(
        level(index, "decimal", f"%{index + 1}.", "ListNumber") for index in range(9)
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


def field(code: str, shown: str) -> str:
    """Return the runs of a field."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{shown}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def running_head() -> str:
    """Return the header: the document's short title."""
    return (
        f'<w:hdr {W}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
        "<w:r><w:t>{{ short_title }}</w:t></w:r></w:p></w:hdr>"
    )


def empty_head() -> str:
    """Return the header of the first page, where the title stands."""
    return f'<w:hdr {W}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p></w:hdr>'


def footer() -> str:
    """Return the footer: the page and the number of pages."""
    slash = '<w:r><w:t xml:space="preserve"> / </w:t></w:r>'
    return (
        f'<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f"{field('PAGE', '1')}{slash}{field('NUMPAGES', '1')}</w:p></w:ftr>"
    )


def document() -> str:
    """Return `word/document.xml`: where the text goes, and the page."""
    return (
        f"<w:document {W} {R}><w:body><w:p><w:r><w:t>{{{{ body }}}}</w:t></w:r></w:p><w:sectPr>"
        '<w:headerReference w:type="default" r:id="rId11"/>'
        '<w:headerReference w:type="first" r:id="rId12"/>'
        '<w:footerReference w:type="default" r:id="rId13"/>'
        '<w:footerReference w:type="first" r:id="rId13"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1474" w:right="1814" w:bottom="1474" w:left="1814"'
        ' w:header="737" w:footer="737" w:gutter="0"/>'
        "<w:titlePg/></w:sectPr></w:body></w:document>"
    )


def footnotes() -> str:
    """Return `word/footnotes.xml`: the two separators that Word asks for (17.11.23)."""
    bare = '<w:pPr><w:spacing w:line="240" w:lineRule="auto"/></w:pPr>'
    return (
        f"<w:footnotes {W}>"
        f'<w:footnote w:type="separator" w:id="-1"><w:p>{bare}<w:r><w:separator/></w:r></w:p>'
        "</w:footnote>"
        f'<w:footnote w:type="continuationSeparator" w:id="0"><w:p>{bare}'
        "<w:r><w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>"
    )


def settings() -> str:
    """Return `word/settings.xml`."""
    word = 'w:uri="http://schemas.microsoft.com/office/word"'
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" {word} w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    return (
        f'<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/>'
        '<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/>'
        '<w:hyphenationZone w:val="284"/><w:doNotHyphenateCaps/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f"<w:compat>{compatibility}</w:compat>"
        '<w:themeFontLang w:val="en-US"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def fonts() -> str:
    """Return `word/fontTable.xml`: what to use where a font is missing (17.8.3)."""

    def font(name: str, other: str, panose: str, family: str, pitch: str = "variable") -> str:
        return (
            f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/>'
            f'<w:charset w:val="00"/><w:family w:val="{family}"/>'
            f'<w:pitch w:val="{pitch}"/></w:font>'
        )

    return (
        f"<w:fonts {W}>"
        f"{font('Times New Roman', 'Liberation Serif', '02020603050405020304', 'roman')}"
        f"{font('Arial', 'Liberation Sans', '020B0604020202020204', 'swiss')}"
        f"{font('Courier New', 'Liberation Mono', '02070309020205020404', 'modern', 'fixed')}"
        "</w:fonts>"
    )


def theme() -> str:
    """Return `word/theme/theme1.xml`: the two fonts and the colours."""
    colours = {
        "dk2": ACCENT,
        "lt2": SHADE,
        "accent1": ACCENT,
        "accent2": "8A5A00",
        "accent3": "4F6B3A",
        "accent4": "7A2E3A",
        "accent5": "3B6E75",
        "accent6": MUTED,
        "hlink": ACCENT,
        "folHlink": ACCENT,
    }
    rest = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items()
    )
    faces = '<a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' name="Presswork"><a:themeElements><a:clrScheme name="Presswork">'
        '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
        f'<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>{rest}</a:clrScheme>'
        '<a:fontScheme name="Presswork">'
        f'<a:majorFont><a:latin typeface="{HEAD_FONT}"/>{faces}</a:majorFont>'
        f'<a:minorFont><a:latin typeface="{TEXT_FONT}"/>{faces}</a:minorFont></a:fontScheme>'
        '<a:fmtScheme name="Presswork">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


WORD_PARTS: Final = {
    "styles": ("rId1", "styles", "styles.xml"),
    "settings": ("rId2", "settings", "settings.xml"),
    "numbering": ("rId3", "numbering", "numbering.xml"),
    "fontTable": ("rId4", "fontTable", "fontTable.xml"),
    "theme": ("rId5", "theme", "theme/theme1.xml"),
    "footnotes": ("rId6", "footnotes", "footnotes.xml"),
    "running head": ("rId11", "header", "header1.xml"),
    "empty head": ("rId12", "header", "header2.xml"),
    "footer": ("rId13", "footer", "footer1.xml"),
}
"""Of each part: its relationship's id, its kind, its place in the folder `word`."""


def relationships(rows: list[tuple[str, str, str]]) -> str:
    """Return a part of relationships: of each the id, the type's address and the target."""
    inner = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        for name, kind, target in rows
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{package}">{inner}</Relationships>'


def content_types() -> str:
    """Return `[Content_Types].xml`."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = {"/word/document.xml": f"{word}.document.main+xml"}
    for _, kind, place in WORD_PARTS.values():
        overrides[f"/word/{place}"] = (
            "application/vnd.openxmlformats-officedocument.theme+xml"
            if kind == "theme"
            else f"{word}.{kind}+xml"
        )
    overrides["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides["/docProps/app.xml"] = (
        "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    )
    inner = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>'
    )


def parts() -> dict[str, str]:
    """Return every part of the package by its place."""
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    package = [
        ("rId1", f"{OFFICE}/officeDocument", "word/document.xml"),
        ("rId2", core, "docProps/core.xml"),
        ("rId3", f"{OFFICE}/extended-properties", "docProps/app.xml"),
    ]
    word = [(name, f"{OFFICE}/{kind}", place) for name, kind, place in WORD_PARTS.values()]
    properties = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    extended = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(package),
        "docProps/app.xml": f'<Properties xmlns="{extended}"><Application>Presswork</Application>'
        "</Properties>",
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{properties}"/>',
        "word/_rels/document.xml.rels": relationships(word),
        "word/document.xml": document(),
        "word/fontTable.xml": fonts(),
        "word/footer1.xml": footer(),
        "word/footnotes.xml": footnotes(),
        "word/header1.xml": running_head(),
        "word/header2.xml": empty_head(),
        "word/numbering.xml": numbering(),
        "word/settings.xml": settings(),
        "word/styles.xml": styles(),
        "word/theme/theme1.xml": theme(),
    }


def main() -> None:
    """Write the template."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED) as package:
        for place, xml in parts().items():
            entry = zipfile.ZipInfo(place, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, DECLARATION + xml)


if __name__ == "__main__":
    main()
