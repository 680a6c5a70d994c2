"""What a house template lacks, taken from our own and made to look at home there.

A style that is taken over is based on the template's own styles, set in its fonts, in sizes that
have the same share of its text's, and in the colour of its headings.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from exporters.docx.styles import CONTENTS, HEADINGS, LIST_CONTINUES, Role
from exporters.docx.xml import NAMESPACES, qualified, w

from .roles import STANDS_IN, Shelf, kind_of, shelf, style_id, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W: Final = qualified("w:")

USUAL_SIZE: Final = 20
"""The size of text that nothing says, in half points (17.3.2.38)."""

CODES: Final = frozenset({Role.CODE_BLOCK, Role.CODE, Role.SMALL_CODE})
HEADS: Final = frozenset(
    {
        Role.CONTENTS_TITLE,
        Role.TITLE,
        Role.SUBTITLE,
        Role.ABSTRACT_TITLE,
        Role.CALLOUT_TITLE,
        *HEADINGS,
    }
)
"""The roles that are set in the font of headings; others but code have that of the text."""

UNTOLD: Final = frozenset(
    {
        Role.HYPERLINK,
        Role.FOOTNOTE_TEXT,
        Role.FOOTNOTE_REFERENCE,
        Role.CITATION_LINK,
        Role.CAPTION_LABEL,
        Role.KEYWORDS_LABEL,
        Role.SMALL_CODE,
        Role.TABLE_SEPARATOR,
        Role.TABLE_CAPTION,
        Role.BIBLIOGRAPHY_HANGING,
        Role.BIBLIOGRAPHY_NUMBERED,
        Role.CONTENTS_TITLE,
        Role.LISTED_FLOAT,
        *CONTENTS,
        *LIST_CONTINUES,
        *STANDS_IN,
    }
)
"""The roles that nobody is told of: Word itself adds them to any file, or they are variants of
others, or hold something in place."""


@dataclass(frozen=True, slots=True)
class Source:
    """Our own template: its styles, its numbering, and the roles of its styles by their ids."""

    styles: Shelf
    numbering: Element
    roles: dict[str, Role]
    elements: dict[Role, Element]


def source(styles: Element, numbering: Element) -> Source:
    """Return our own template as what styles are taken from.

    Args:
        styles: its `w:styles`.
        numbering: its `w:numbering`.
    """
    own = shelf(styles)
    by_name = {
        value_of(style.find("w:name", NAMESPACES)).casefold(): style for style in own.by_id.values()
    }
    elements = {
        role: by_name[role.value.casefold()] for role in Role if role.value.casefold() in by_name
    }
    return Source(
        own, numbering, {style_id(style): role for role, style in elements.items()}, elements
    )


@dataclass(slots=True)
class Grafts:
    """Brings styles from our own template into a house template.

    Args:
        house: the styles of the house template.
        numbering: its `w:numbering`.
        found: which of its styles play which role; those that are brought are added.
        own: our own template.
        added: the roles that a style was brought for.
    """

    house: Shelf
    numbering: Element
    found: dict[Role, Element]
    own: Source
    added: list[Role] = field(default_factory=list)
    _numbers: dict[str, str] = field(default_factory=dict)

    def style(self, role: Role) -> Element:
        """Return the style of a role; where the template has none, ours is brought into it."""
        if role not in self.found:
            self.found[role] = self._bring(role)
            self.added.append(role)
        return self.found[role]

    def _bring(self, role: Role) -> Element:
        model = self.own.elements[role]
        made = deepcopy(model)
        ids = {style_id(style) for style in self.house.root.iterfind("w:style", NAMESPACES)}
        made.set(qualified("w:styleId"), _free(style_id(model), ids))
        name = made.find("w:name", NAMESPACES)
        names = {
            value_of(found).casefold()
            for found in self.house.root.iterfind("w:style/w:name", NAMESPACES)
        }
        if name is not None and value_of(name).casefold() in names:
            name.set(qualified("w:val"), f"{value_of(name)} Presswork")
            made.set(qualified("w:customStyle"), "1")
        if made.get(qualified("w:default")):
            del made.attrib[qualified("w:default")]
        if role is Role.TABLE_CAPTION and Role.CAPTION in self.found:
            _keep_alone(made)
        self._relate(made, kind_of(role))
        self._dress(made, role)
        self._number(made)
        if role in LIST_CONTINUES:
            self._indent(made, LIST_CONTINUES.index(role))
        self.house.root.append(made)
        return made

    def _relate(self, made: Element, kind: str) -> None:
        """Base a style on the template's own, and let it be followed by these."""
        for name in ("w:link", "w:next"):
            for other in made.findall(name, NAMESPACES):
                played = self.own.roles.get(value_of(other))
                known = self.found.get(played) if played and name == "w:next" else None
                if known is None:
                    made.remove(other)
                else:
                    other.set(qualified("w:val"), style_id(known))
        based = made.find("w:basedOn", NAMESPACES)
        if based is None:
            return
        played = self.own.roles.get(value_of(based))
        base = self.style(played) if played else self.house.defaults.get(kind)
        if base is None:
            made.remove(based)
        else:
            based.set(qualified("w:val"), style_id(base))

    def _dress(self, made: Element, role: Role) -> None:
        """Give a style the fonts, the sizes and the colour of the template."""
        share = _size(self.house, self.found[Role.BODY]) / _size(
            self.own.styles, self.own.elements[Role.BODY]
        )
        ours = _colour(self.own.styles, self.own.elements[Role.HEADING_1])
        head = self.found.get(Role.HEADING_1)
        theirs = None if head is None else self.house.inherited(head, "w:rPr/w:color")
        for properties in made.iter(qualified("w:rPr")):
            for feature in [each for each in properties if not str(each.tag).startswith(_W)]:
                properties.remove(feature)  # of our fonts, in words of Word's that came later
            for name in ("w:sz", "w:szCs"):
                for size in properties.findall(name, NAMESPACES):
                    size.set(qualified("w:val"), str(max(2, round(int(value_of(size)) * share))))
            for fonts in properties.findall("w:rFonts", NAMESPACES):
                self._set_fonts(properties, fonts, role, head)
            for colour in properties.findall("w:color", NAMESPACES):
                if value_of(colour) == ours:
                    if theirs is not None:
                        colour.addprevious(deepcopy(theirs))
                    properties.remove(colour)
        for line in made.iter(*(qualified(f"w:{side}") for side in ("top", "left", "bottom"))):
            if line.get(qualified("w:color")) == ours:
                line.set(qualified("w:color"), value_of(theirs) or "auto")

    def _set_fonts(
        self, properties: Element, fonts: Element, role: Role, head: Element | None
    ) -> None:
        if role in CODES:
            return
        theirs = None if head is None else self.house.inherited(head, "w:rPr/w:rFonts")
        if role in HEADS and theirs is not None:
            fonts.addprevious(deepcopy(theirs))
        properties.remove(fonts)

    def _number(self, made: Element) -> None:
        """Bring the numbering that a style names, too."""
        named = made.find("w:pPr/w:numPr/w:numId", NAMESPACES)
        if named is None:
            return
        old = value_of(named)
        if old not in self._numbers:
            self._numbers[old] = self._bring_numbering(old, self.own.roles)
        named.set(qualified("w:val"), self._numbers[old])
        for level in self.numbering.iter(qualified("w:pStyle")):
            if self.own.roles.get(value_of(level)) and level.get("brought"):
                level.set(qualified("w:val"), style_id(made))
                del level.attrib["brought"]

    def _bring_numbering(self, number: str, roles: dict[str, Role]) -> str:
        abstract = abstract_of(self.own.numbering, number)
        if abstract is None:
            return "0"
        made = deepcopy(abstract)
        for style in made.iter(qualified("w:pStyle")):
            if value_of(style) in roles:
                style.set("brought", "1")
        return str(insert_numbering(self.numbering, made))

    def _indent(self, made: Element, level: int) -> None:
        """Let a further paragraph of an item begin where the template's items do."""
        bullets = self.found.get(Role.LIST_BULLET)
        number = None if bullets is None else self.house.inherited(bullets, "w:pPr/w:numPr/w:numId")
        abstract = None if number is None else abstract_of(self.numbering, value_of(number))
        if abstract is None:
            return
        for each in abstract.iterfind("w:lvl", NAMESPACES):
            theirs = each.find("w:pPr/w:ind", NAMESPACES)
            indent = made.find("w:pPr/w:ind", NAMESPACES)
            if each.get(qualified("w:ilvl")) != str(level) or theirs is None or indent is None:
                continue
            left = theirs.get(qualified("w:left")) or theirs.get(qualified("w:start"))
            if left:
                indent.set(qualified("w:left"), left)


def _keep_alone(made: Element) -> None:
    """Take from a style everything but that it stays on one page with what follows."""
    for properties in made.findall("w:rPr", NAMESPACES):
        made.remove(properties)
    for each in made.findall("w:pPr/*", NAMESPACES):
        parent = each.getparent()
        if parent is not None and each.tag != qualified("w:keepNext"):
            parent.remove(each)


def _free(id_: str, taken: set[str]) -> str:
    """Return an id like this one that no style has."""
    number, free = 1, id_
    while free in taken:
        number += 1
        free = f"{id_}{number}"
    return free


def _size(styles: Shelf, style: Element) -> int:
    """Return the size of a style's text, in half points."""
    found = styles.inherited(style, "w:rPr/w:sz")
    if found is None:
        found = styles.root.find("w:docDefaults/w:rPrDefault/w:rPr/w:sz", NAMESPACES)
    value = value_of(found)
    return int(value) if value.isdecimal() and int(value) else USUAL_SIZE


def _colour(styles: Shelf, style: Element) -> str:
    return value_of(styles.inherited(style, "w:rPr/w:color"))


def abstract_of(numbering: Element, number: str) -> Element | None:
    """Return the definition of levels that a numbering refers to (17.9.15)."""
    for num in numbering.iterfind("w:num", NAMESPACES):
        if num.get(qualified("w:numId")) == number:
            wanted = value_of(num.find("w:abstractNumId", NAMESPACES))
            for abstract in numbering.iterfind("w:abstractNum", NAMESPACES):
                if abstract.get(qualified("w:abstractNumId")) == wanted:
                    return abstract
    return None


def insert_numbering(numbering: Element, abstract: Element) -> int:
    """Add a definition of levels and a numbering that refers to it; return the latter's id."""
    numbers = _highest(numbering, "w:abstractNum", "w:abstractNumId") + 1
    number = _highest(numbering, "w:num", "w:numId") + 1
    abstract.set(qualified("w:abstractNumId"), str(numbers))
    for nsid in abstract.iterfind("w:nsid", NAMESPACES):
        nsid.set(qualified("w:val"), f"{0x50540000 + numbers:08X}")
    first = numbering.find("w:num", NAMESPACES)
    place = _end(numbering) if first is None else numbering.index(first)
    numbering.insert(place, abstract)
    numbering.insert(_end(numbering), w("num", w("abstractNumId", val=numbers), numId=number))
    return number


def _end(numbering: Element) -> int:
    """Return the place after the last numbering: before the clean-up mark, if any (17.9.17)."""
    last = numbering.find("w:numIdMacAtCleanup", NAMESPACES)
    return len(numbering) if last is None else numbering.index(last)


def _highest(numbering: Element, name: str, attribute: str) -> int:
    numbers = (
        found.get(qualified(attribute), "") for found in numbering.iterfind(name, NAMESPACES)
    )
    return max((int(number) for number in numbers if number.isdecimal()), default=0)
