"""The roles of text, and the named styles of the Word template that play them."""

from __future__ import annotations

from enum import Enum
from itertools import count
from typing import TYPE_CHECKING, Final

from presswork.directions import is_backward
from presswork.problems import Location, Problem, ProblemKind, Problems

from .xml import NAMESPACES, qualified, w

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.etree import _Element as Element


class Role(Enum):
    """What a paragraph, a run or a table is; the value is the name of its style.

    The names are those that Word files built-in styles by (ISO/IEC 29500-1, 17.7.4.9), whatever
    the language of its menus; case does not matter. Code is called as Pandoc calls it, and reads.
    """

    TITLE = "Title"
    SUBTITLE = "Subtitle"
    AUTHOR = "Author"
    AFFILIATION = "Affiliation"
    DATE = "Date"
    ABSTRACT_TITLE = "Abstract Title"
    ABSTRACT = "Abstract"
    KEYWORDS = "Keywords"
    HEADING_1 = "heading 1"
    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    HEADING_4 = "heading 4"
    HEADING_5 = "heading 5"
    HEADING_6 = "heading 6"
    BODY = "Body Text"
    FIRST = "First Paragraph"
    AFTER_BLOCK = "Paragraph After Block"
    QUOTE = "Quote"
    CODE_BLOCK = "Source Code"
    TERM = "Definition Term"
    DEFINITION = "Definition"
    CALLOUT_TITLE = "Callout Title"
    CALLOUT = "Callout"
    THEMATIC_BREAK = "Thematic Break"
    LIST_BULLET = "List Bullet"
    LIST_NUMBER = "List Number"
    LIST_CONTINUE_1 = "List Continue"
    LIST_CONTINUE_2 = "List Continue 2"
    LIST_CONTINUE_3 = "List Continue 3"
    LIST_CONTINUE_4 = "List Continue 4"
    LIST_CONTINUE_5 = "List Continue 5"
    FIGURE = "Picture"
    CAPTION = "caption"
    TABLE_CAPTION = "Table Caption"
    TABLE_TEXT = "Table Text"
    TABLE_HEAD = "Table Head"
    TABLE_SEPARATOR = "Table Separator"
    BIBLIOGRAPHY = "Bibliography"
    BIBLIOGRAPHY_HANGING = "Bibliography Hanging"
    BIBLIOGRAPHY_NUMBERED = "Bibliography Numbered"
    CONTENTS_TITLE = "TOC Heading"
    CONTENTS_1 = "toc 1"
    CONTENTS_2 = "toc 2"
    CONTENTS_3 = "toc 3"
    CONTENTS_4 = "toc 4"
    CONTENTS_5 = "toc 5"
    CONTENTS_6 = "toc 6"
    LISTED_FLOAT = "table of figures"
    FOOTNOTE_TEXT = "footnote text"
    FOOTNOTE_REFERENCE = "footnote reference"
    HYPERLINK = "Hyperlink"
    CITATION_LINK = "Citation Link"
    CODE = "Verbatim Char"
    SMALL_CODE = "Verbatim Char Small"
    CAPTION_LABEL = "Caption Label"
    KEYWORDS_LABEL = "Keywords Label"
    TABLE = "Article Table"


HEADINGS = (
    Role.HEADING_1,
    Role.HEADING_2,
    Role.HEADING_3,
    Role.HEADING_4,
    Role.HEADING_5,
    Role.HEADING_6,
)
"""The roles of headings, from the first level on."""

CONTENTS = (
    Role.CONTENTS_1,
    Role.CONTENTS_2,
    Role.CONTENTS_3,
    Role.CONTENTS_4,
    Role.CONTENTS_5,
    Role.CONTENTS_6,
)
"""The roles of lines of the contents, from the first level on."""

LIST_CONTINUES = (
    Role.LIST_CONTINUE_1,
    Role.LIST_CONTINUE_2,
    Role.LIST_CONTINUE_3,
    Role.LIST_CONTINUE_4,
    Role.LIST_CONTINUE_5,
)
"""The roles of further paragraphs of list items, from the outermost list on."""


USUAL_SIZE = 20
"""The size of letters where nothing names one, in half points (17.3.2.38)."""

HALF_POINT = 10
"""Half a point in twips."""

USUAL_LEADING = 1.25
"""How high single lines of most fonts are, as a multiple of the size of letters."""

LETTER = 0.47
"""How wide letters of most fonts are on average, as a share of their size."""

SINGLE = 240
"""The height of single lines where the height is a multiple."""

OFF = frozenset({"0", "false", "off"})
"""The values of a switch that is off (22.9.2.7)."""

WORDS_OWN = frozenset(
    {"annotation reference", "annotation text", "endnote reference", "endnote text"}
)
"""The names of styles that Word knows, of those that are added where a text needs them."""

DEEPEST = 12
"""How many styles are looked through that are based on one another."""


class Styles:
    """The styles of a template, each looked up once."""

    def __init__(self, root: Element, style_of: Callable[[Role], Element]) -> None:
        """Begin.

        Args:
            root: the `w:styles` element.
            style_of: returns the style that plays a role.
        """
        self._root = root
        self._style_of = style_of
        self._by_name = by_name(root)
        self._ids: dict[Role, str] = {}

    def __getitem__(self, role: Role) -> str:
        """Return the id of the style that plays a role."""
        if role not in self._ids:
            self._ids[role] = _id_of(self._style_of(role))
        return self._ids[role]

    def paragraph_properties(self, role: Role) -> Element:
        """Return the `w:pPr` of the style of a role, made where it has none: before its `w:rPr`."""
        return _paragraph_properties(self._style_of(role))

    def _inherited(self, role: Role, path: str) -> Element | None:
        """Return an element of the style of a role, or of what it is based on (17.7.4.3)."""
        style: Element | None = self._style_of(role)
        for _ in range(DEEPEST):
            found = None if style is None else style.find(path, NAMESPACES)
            if style is None or found is not None:
                return found
            based = style.find("w:basedOn", NAMESPACES)
            id_ = "" if based is None else based.get(qualified("w:val"), "")
            style = next((each for each in self._by_name.values() if _id_of(each) == id_), None)
        return None

    def numbering_of(self, role: Role) -> str | None:
        """Return the id of the numbering that the style of a role has; None without one.

        `0` takes the numbering away of what a style is based on (17.9.18).
        """
        found = self._inherited(role, "w:pPr/w:numPr/w:numId")
        number = None if found is None else found.get(qualified("w:val"))
        return None if number == "0" else number

    def begins_page(self, role: Role) -> bool:
        """Tell whether paragraphs of a role begin pages (17.3.1.23)."""
        found = self._inherited(role, "w:pPr/w:pageBreakBefore")
        return found is not None and found.get(qualified("w:val"), "1") not in OFF

    @property
    def number_themselves(self) -> bool:
        """Tell whether the template numbers headings, which then need no numbers of ours."""
        return any(self.numbering_of(role) for role in HEADINGS)

    def half_points(self, role: Role) -> int:
        """Return the size of the letters of a role: its own, or that of what it is based on."""
        size = self._inherited(role, "w:rPr/w:sz")
        if size is not None:
            return int(size.get(qualified("w:val"), USUAL_SIZE))
        usual = self._root.find("w:docDefaults/w:rPrDefault/w:rPr/w:sz", NAMESPACES)
        return int(usual.get(qualified("w:val"), USUAL_SIZE)) if usual is not None else USUAL_SIZE

    def em(self, role: Role) -> int:
        """Return the size of the letters of a role in twips."""
        return self.half_points(role) * HALF_POINT

    def line_height(self, role: Role) -> int:
        """Return about how high a line of a role is, in twips (17.3.1.33)."""
        usual = self.em(role) * USUAL_LEADING
        spacing = self._inherited(role, "w:pPr/w:spacing[@w:line]")
        if spacing is None:
            return round(usual)
        line = float(spacing.get(qualified("w:line"), SINGLE))
        multiple = spacing.get(qualified("w:lineRule"), "auto") == "auto"
        return round(usual * line / SINGLE if multiple else max(usual, line))

    def smaller(self, role: Role, half_points: int) -> str:
        """Return the id of a style like that of a role with smaller letters, added if need be."""
        size = w("rPr", w("sz", val=half_points), w("szCs", val=half_points))
        return self.named(f"{role.value} {half_points / 2:g} pt", role, size)

    def named(self, name: str, role: Role | None, *properties: Element) -> str:
        """Return the id of the style of a name; unless there is one, it is added.

        Args:
            name: as Word files it.
            role: a new style is based on that of this role; None for one of characters alone.
            properties: what a new one has of its own: `w:pPr`, `w:rPr`.
        """
        if name.casefold() not in self._by_name:
            made = self._based_on(role, name, *properties)
            if name not in WORDS_OWN:
                made.set(qualified("w:customStyle"), "1")
            self._root.append(made)
            self._by_name[name.casefold()] = made
        return _id_of(self._by_name[name.casefold()])

    def _based_on(self, role: Role | None, name: str, *properties: Element) -> Element:
        kind = "character"
        if role is not None:
            kind = self._style_of(role).get(qualified("w:type"), "paragraph")
        plain = "".join(sign for sign in name.title() if sign.isalnum())
        taken = set(map(_id_of, self._by_name.values()))
        id_ = next(id_ for at in count() if (id_ := f"{plain}{at or ''}") not in taken)
        return w(
            "style",
            w("name", val=name),
            w("basedOn", val=self[role]) if role is not None else None,
            w("uiPriority", val=99),
            *properties,
            type=kind,
            styleId=id_,
        )

    def draw_line(self, role: Role, margin: float) -> None:
        """Give the style of a role a line, unless it has one already.

        Args:
            role: the role.
            margin: the room at either side of the line, in twips.
        """
        properties = self.paragraph_properties(role)
        if self._inherited(role, "w:pPr/w:pBdr") is not None:
            return
        for old in (
            *properties.findall("w:ind", NAMESPACES),
            *properties.findall("w:jc", NAMESPACES),
        ):
            properties.remove(old)
        line = w("pBdr", w("bottom", val="single", sz=4, space=1, color="auto"))
        room = w("ind", left=round(margin), right=round(margin), firstLine=0)
        properties.insert(sum(each.tag in _BEFORE_LINE for each in properties), line)
        properties.insert(sum(each.tag not in _AFTER_ROOM for each in properties), room)

    def number_headings(self, numbering: int) -> None:
        """Give the styles of headings a numbering, one level each."""
        for level, role in enumerate(HEADINGS):
            properties = self.paragraph_properties(role)
            for old in properties.findall("w:numPr", NAMESPACES):
                properties.remove(old)
            link = w("numPr", w("ilvl", val=level), w("numId", val=numbering))
            before = (index for index, each in enumerate(properties, 1) if each.tag in _BEFORE)
            properties.insert(max(before, default=0), link)

    def set_language(self, language: str) -> None:
        """Make a BCP 47 tag the language of all text that does not name its own."""
        defaults = self._root.find("w:docDefaults/w:rPrDefault/w:rPr", NAMESPACES)
        if defaults is None:
            return
        of_text = self._root.iterfind("w:style[@w:default='1']/w:rPr", NAMESPACES)
        made = language_element(language)
        for properties in (defaults, *of_text):
            for old in properties.findall("w:lang", NAMESPACES):
                _take_over(made, old)
                properties.remove(old)
        defaults.append(made)
        if is_backward(language):
            self._run_backward()

    def _run_backward(self) -> None:
        """Let paragraphs run from right to left (17.3.1.6)."""
        usual = self._root.find("w:style[@w:type='paragraph'][@w:default='1']", NAMESPACES)
        if usual is None:
            return
        properties = _paragraph_properties(usual)
        if properties.find("w:bidi", NAMESPACES) is None:
            place = sum(each.tag not in _AFTER_DIRECTION for each in properties)
            properties.insert(place, w("bidi"))


_BEFORE_LINE: Final = frozenset(
    qualified(f"w:{name}")
    for name in (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"),
        *("numPr", "suppressLineNumbers"),
    )
)
"""What the schema wants before `w:pBdr` (17.3.1.26)."""

_AFTER_ROOM: Final = frozenset(
    qualified(f"w:{name}")
    for name in ("contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "outlineLvl")
)
"""What it wants behind `w:ind`."""

_AFTER_DIRECTION: Final = frozenset(
    qualified(f"w:{name}")
    for name in (
        *("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "jc"),
        *("mirrorIndents", "suppressOverlap", "textDirection", "textAlignment", "outlineLvl"),
    )
)
"""What the schema wants behind `w:bidi` in the paragraphs of a style (17.3.1.26)."""

_BEFORE: Final = frozenset(
    qualified(f"w:{name}")
    for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)
"""What the schema wants before `w:numPr` (17.3.1.26)."""


def by_name(root: Element) -> dict[str, Element]:
    """Return the styles by their names in small letters.

    Args:
        root: the `w:styles` element.
    """
    return {
        name.get(qualified("w:val"), "").casefold(): style
        for style in root.iterfind("w:style", NAMESPACES)
        if (name := style.find("w:name", NAMESPACES)) is not None
    }


def styles_by_name(root: Element, template: Path) -> Styles:
    """Return the styles of a template of ours, which has one for every role, under its name.

    Args:
        root: the `w:styles` element.
        template: the file, for the message.

    Raises:
        Problems: roles without a style.
    """
    named = by_name(root)
    missing = [role.value for role in Role if role.value.casefold() not in named]
    if missing:
        raise Problems([_missing(missing, template)])
    return Styles(root, {role: named[role.value.casefold()] for role in Role}.__getitem__)


def _take_over(made: Element, old: Element) -> None:
    """Let other scripts keep the language that the template names for them."""
    for name, value in old.attrib.items():
        if made.get(name) is None:
            made.set(name, value)


def _paragraph_properties(style: Element) -> Element:
    found = style.find("w:pPr", NAMESPACES)
    if found is None:
        found = w("pPr")
        run = style.find("w:rPr", NAMESPACES)
        style.insert(len(style) if run is None else style.index(run), found)
    return found


def _id_of(style: Element) -> str:
    return style.get(qualified("w:styleId"), "")


EAST_ASIAN = frozenset({"zh", "ja", "ko"})


def is_east_asian(language: str) -> bool:
    """Tell whether a language, a BCP 47 tag, is written with wide signs."""
    return language.partition("-")[0].lower() in EAST_ASIAN


def language_element(language: str) -> Element:
    """Return `w:lang` with the tag where Word looks for it: by kind of script (17.3.2.20)."""
    if is_east_asian(language):
        return w("lang", eastAsia=language)
    if is_backward(language):
        return w("lang", bidi=language)
    return w("lang", val=language)


def _missing(names: list[str], template: Path) -> Problem:
    listed = ", ".join(f"'{name}'" for name in names)
    return Problem(
        f"the Word template has no style {listed}",
        Location(template),
        "add the styles in Word under these names",
        kind=ProblemKind.TEMPLATE,
    )
