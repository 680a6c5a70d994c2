"""Styles and sections as WordprocessingML, their children in the order of the schema.

Lengths are twips, twentieths of a point; sizes of letters are points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .sheet import Sheet

W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R: Final = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
M: Final = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
NEWER: Final = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
"""What a part needs that names features of type, which Word has since 2010."""

Ink: TypeAlias = Literal["ink", "soft", "accent", "rule", "tint", "page", "cover", "on-cover"]
Font: TypeAlias = Literal["text", "label", "title", "code"]
Numbers: TypeAlias = Literal["lining", "old-style", "tabular"]

THEME: Final[Mapping[Ink, str]] = {
    "ink": "text1",
    "soft": "text2",
    "accent": "accent1",
    "cover": "accent2",
    "rule": "accent6",
    "tint": "background2",
    "page": "background1",
}
"""The colours of a look that are colours of the theme (17.18.97)."""

NUMBERS: Final[Mapping[Numbers, str]] = {
    "lining": '<w14:numForm w14:val="lining"/>',
    "old-style": '<w14:numForm w14:val="oldStyle"/>',
    "tabular": '<w14:numForm w14:val="lining"/><w14:numSpacing w14:val="tabular"/>',
}


@dataclass(frozen=True, slots=True)
class Border:
    """A line at one side of a paragraph or table.

    Args:
        side: `top`, `left`, `bottom`, `right`, or in a table `insideH`.
        eighths: its thickness, in eighths of a point.
        ink: its colour.
        room: how far it is from the text, in points.
    """

    side: str
    eighths: int
    ink: Ink = "ink"
    room: int = 0

    def xml(self, sheet: Sheet) -> str:
        """Return the border."""
        return (
            f'<w:{self.side} w:val="single" w:sz="{self.eighths}" w:space="{self.room}"'
            f" {colour(self.ink, sheet, 'color', 'themeColor')}/>"
        )


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab stop.

    Args:
        kind: `left`, `center` or `right`.
        place: from the margin.
        dots: whether dots lead to it.
    """

    kind: str
    place: int
    dots: bool = False

    def xml(self) -> str:
        """Return the tab stop."""
        leader = ' w:leader="dot"' if self.dots else ""
        return f'<w:tab w:val="{self.kind}"{leader} w:pos="{self.place}"/>'


@dataclass(frozen=True, slots=True)
class Style:
    """A named style. What is None is as in the style that it is based on.

    Args:
        name: as Word files it; built-in names as in ISO/IEC 29500-1, 17.7.4.
        based: the id of the style it is based on.
        following: the id of the style that Word gives the next paragraph.
        kind: what it is for.
        priority: where it stands in Word's list of styles.
        custom: whether Word does not know the name.
        own_id: its id, where Word's own is not the name without spaces.
        quick: whether it stands in Word's gallery of styles.
        font: which of the look's fonts.
        size: of letters, in points.
        bold: whether letters are bold.
        italic: whether they are italic.
        colour: of letters.
        letterspacing: room between letters.
        raised: whether letters stand above the line.
        unchecked: whether its spelling is not looked at.
        numbers: the form of digits.
        keep_next: whether a paragraph stays with the next.
        keep_lines: whether its lines stay together.
        page_break: whether it begins a page.
        frame: the attributes of a frame that it stands in, beside the text (17.3.1.11).
        numbering: the id of its list.
        uncounted: whether numbers of lines pass it over.
        borders: lines around it; paragraphs with the same ones are one box.
        shade: the colour behind it.
        tabs: its tab stops.
        undivided: whether words are not hyphenated.
        before: room above; of two paragraphs the larger one counts.
        after: room below.
        line: the least height of a line.
        exact: whether that is the height of a line whatever stands in it.
        left: how far it stands in.
        right: how far it stands in at its end.
        first: how much further its first line does; less than 0: how far that stands out.
        close: whether paragraphs of this style have no room between them.
        align: of its lines.
        outline: its level in the navigation pane, from 1.
    """

    name: str
    based: str = "Normal"
    following: str = ""
    kind: Literal["paragraph", "character"] = "paragraph"
    priority: int = 20
    custom: bool = False
    own_id: str = ""
    quick: bool = True

    font: Font | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    colour: Ink | None = None
    letterspacing: int | None = None
    raised: bool = False
    unchecked: bool = False
    numbers: Numbers | None = None

    keep_next: bool | None = None
    keep_lines: bool | None = None
    page_break: bool | None = None
    frame: Mapping[str, str | int] = field(default_factory=dict)
    numbering: int | None = None
    uncounted: bool = False
    borders: tuple[Border, ...] = ()
    shade: Ink | None = None
    tabs: tuple[Tab, ...] = ()
    undivided: bool = False
    before: int | None = None
    after: int | None = None
    line: int | None = None
    exact: bool = False
    left: int | None = None
    right: int | None = None
    first: int | None = None
    close: bool | None = None
    align: Literal["left", "both", "center", "right"] | None = None
    outline: int | None = None

    @property
    def id(self) -> str:
        """The name without spaces, each word with a capital: what Word itself makes of it."""
        made = "".join(word[0].upper() + word[1:] for word in self.name.split())
        return self.own_id or made

    def xml(self, sheet: Sheet) -> str:
        """Return the `w:style` element (17.7.4.17)."""
        custom = ' w:customStyle="1"' if self.custom else ""
        paragraph = _paragraph(self, sheet)
        run = _run(self, sheet)
        return (
            f'<w:style w:type="{self.kind}"{custom} w:styleId="{self.id}">'
            f'<w:name w:val="{self.name}"/>{_valued("basedOn", self.based or None)}'
            f"{_valued('next', self.following or None)}{_valued('uiPriority', self.priority)}"
            f"{'<w:qFormat/>' if self.quick else ''}"
            f"{f'<w:pPr>{paragraph}</w:pPr>' if paragraph else ''}"
            f"{f'<w:rPr>{run}</w:rPr>' if run else ''}</w:style>"
        )


LABEL: Final = Style("", custom=True, font="label", undivided=True, align="left")
"""What styles of words beside the text have in common."""


def _valued(tag: str, value: str | int | None) -> str:
    return "" if value is None else f'<w:{tag} w:val="{value}"/>'


def _switch(tag: str, value: bool | None) -> str:  # noqa: FBT001 - it is the value
    match value:
        case None:
            return ""
        case True:
            return f"<w:{tag}/>"
        case False:
            return f'<w:{tag} w:val="0"/>'


def _attributes(**values: str | int | None) -> str:
    """Return the attributes that have a value."""
    return "".join(f' w:{name}="{value}"' for name, value in values.items() if value is not None)


def colour(ink: Ink, sheet: Sheet, name: str, theme: str) -> str:
    """Return the attributes of a colour: as it is, and its name in the theme, which goes before.

    Args:
        ink: the colour.
        sheet: what it is in the look.
        name: the attribute for the colour as it is: `val`, `color` or `fill`.
        theme: that for its name: `themeColor` or `themeFill`.
    """
    themed = f' w:{theme}="{THEME[ink]}"' if ink in THEME else ""
    return f'w:{name}="{sheet.hex(ink)}"{themed}'


def fonts(font: Font, sheet: Sheet) -> str:
    """Return `w:rFonts`: a font of the theme, or one by its name."""
    match font:
        case "text" | "label":
            theme = "minor" if font == "text" else "major"
            return (
                f'<w:rFonts w:asciiTheme="{theme}HAnsi" w:hAnsiTheme="{theme}HAnsi"'
                f' w:eastAsiaTheme="{theme}EastAsia" w:cstheme="{theme}Bidi"/>'
            )
        case "title" | "code":
            name = sheet.font(font)
            return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


def size(points: float) -> str:
    """Return the size of letters, which Word counts in half points."""
    half_points = round(points * 2)
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _run(style: Style, sheet: Sheet) -> str:
    """Return the content of `w:rPr` (17.3.2.28)."""
    ink = style.colour
    return "".join(
        (
            fonts(style.font, sheet) if style.font else "",
            _switch("b", style.bold),
            _switch("bCs", style.bold),
            _switch("i", style.italic),
            _switch("iCs", style.italic),
            "<w:noProof/>" if style.unchecked else "",
            f"<w:color {colour(ink, sheet, 'val', 'themeColor')}/>" if ink else "",
            _valued("spacing", style.letterspacing),
            size(style.size) if style.size else "",
            '<w:vertAlign w:val="superscript"/>' if style.raised else "",
            NUMBERS[style.numbers] if style.numbers else "",
        )
    )


def _paragraph(style: Style, sheet: Sheet) -> str:
    """Return the content of `w:pPr` (17.3.1.26)."""
    lines = "".join(border.xml(sheet) for border in style.borders)
    stops = "".join(tab.xml() for tab in style.tabs)
    return "".join(
        (
            _switch("keepNext", style.keep_next),
            _switch("keepLines", style.keep_lines),
            _switch("pageBreakBefore", style.page_break),
            f"<w:framePr{_attributes(**style.frame)}/>" if style.frame else "",
            f"<w:numPr>{_valued('numId', style.numbering)}</w:numPr>" if style.numbering else "",
            "<w:suppressLineNumbers/>" if style.uncounted else "",
            f"<w:pBdr>{lines}</w:pBdr>" if lines else "",
            _shade(style.shade, sheet) if style.shade else "",
            f"<w:tabs>{stops}</w:tabs>" if stops else "",
            "<w:suppressAutoHyphens/>" if style.undivided else "",
            _spacing(style),
            _indent(style),
            _switch("contextualSpacing", style.close),
            _valued("jc", style.align),
            _valued("outlineLvl", None if style.outline is None else style.outline - 1),
        )
    )


def _shade(ink: Ink, sheet: Sheet) -> str:
    filled = colour(ink, sheet, "fill", "themeFill")
    return f'<w:shd w:val="clear" w:color="auto" {filled}/>'


def _spacing(style: Style) -> str:
    rule = None if style.line is None else "exact" if style.exact else "atLeast"
    given = _attributes(before=style.before, after=style.after, line=style.line, lineRule=rule)
    return f"<w:spacing{given}/>" if given else ""


def _indent(style: Style) -> str:
    first = style.first
    given = _attributes(
        left=style.left,
        right=style.right,
        firstLine=first if first is not None and first >= 0 else None,
        hanging=-first if first is not None and first < 0 else None,
    )
    return f"<w:ind{given}/>" if given else ""


def run_field(code: str, shown: str) -> str:
    """Return the runs of a field."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run(shown)}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def run(shown: str) -> str:
    """Return a run of plain characters."""
    return f'<w:r><w:t xml:space="preserve">{shown}</w:t></w:r>'


TAB: Final = "<w:r><w:tab/></w:r>"


def paragraph(style: str, content: str, section: str = "") -> str:
    """Return a paragraph.

    Args:
        style: the id of its style; empty for none.
        content: runs.
        section: the `w:sectPr` of the section that ends with it.
    """
    named = _valued("pStyle", style or None)
    properties = f"<w:pPr>{named}{section}</w:pPr>" if named or section else ""
    return f"<w:p>{properties}{content}</w:p>"
